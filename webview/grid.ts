import type { Topic } from "../src/protocol/detailsView";
import type { State } from "../src/protocol/messages";
import { el } from "./dom";
import { type Arrangement, type Held, hold, nextSort } from "./gridArrange";
import { askedFor } from "./gridAsked";
import { listenToClipboard } from "./gridClipboard";
import { OpenDetails } from "./gridDetails";
import { CellEditing } from "./gridEditing";
import { GridEdits } from "./gridEdits";
import type { GridHost, GridMemory } from "./gridHost";
import { headRow, moved, type Position } from "./gridKeys";
import { GridLines, mark, sortKeyOf } from "./gridLines";
import { type Column, columnsOf, editable, foldable, type GridRow, gridRows, topicOf } from "./gridRows";
import { Selection } from "./gridSelection";
import { TabStop } from "./gridTabStop";
import { offerWhy } from "./gridWhy";
import { type Cell, rowKey } from "./page";

/**
 * The matrix as an editable grid: a native table with the ARIA grid pattern, one tab stop, and spreadsheet keys.
 * It draws whole states and sends what its user wants; it keeps nothing of the scenario itself.
 */
export class Grid {
  readonly element: HTMLTableElement;
  readonly selection = new Selection();
  private readonly lines: GridLines;
  private readonly editing: CellEditing;
  private readonly edits: GridEdits;
  private state: State | undefined;
  private held: Held | undefined;
  private columns: readonly Column[] = columnsOf(false);
  private rows: readonly GridRow[] = [];
  private readonly stop: TabStop;
  private readonly details: OpenDetails;

  constructor(
    private readonly host: GridHost,
    private readonly memory: GridMemory,
  ) {
    const { t, send } = host;
    this.lines = new GridLines(t, { send, show: (row, topic) => this.openTopic(row, topic) });
    this.edits = new GridEdits(host, () => ({ state: this.state, rows: this.rows, selected: this.selection.keys }));
    this.editing = new CellEditing(t, {
      change: (changes) => this.edits.change(changes),
      left: (key, column, move) => this.left(key, column, move),
    });
    this.element = el(
      "table",
      { class: "grid", role: "grid", "aria-label": t("Decision matrix"), "aria-describedby": "keys", "aria-multiselectable": "true" },
      this.lines.head,
      this.lines.body,
    );
    this.details = new OpenDetails(memory.expanded);
    this.stop = new TabStop(this.element, this.lines, memory.cell);
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    this.element.addEventListener("focusin", (event) => this.onFocusIn(event));
    offerWhy(this.element, t("Why?"));
    this.element.addEventListener("click", (event) => this.onClick(event));
    this.element.addEventListener("dblclick", (event) => this.onDoubleClick(event));
    listenToClipboard(this.element, {
      edits: this.edits,
      at: (target) => this.cellOf(target),
      taken: (row) => (this.selection.keys.size > 0 ? this.selectedLines.map(({ key }) => key) : [this.stop.keyAt(row) ?? ""]),
      cell: (key, index) => this.lines.cell(key, index),
    });
  }

  /** The cell with the tab stop. */
  get active(): Cell | null {
    return this.stop.cell;
  }

  /** The lines that are shown: what "all rows shown" means in a bulk edit. */
  get shown(): readonly GridRow[] {
    return this.rows;
  }

  get selectedLines(): readonly GridRow[] {
    return this.rows.filter((row) => this.selection.keys.has(row.key));
  }

  /** Draws a state; rows that read the same are left alone, and the focus stays on its cell. */
  draw(state: State, options: { readonly arrangement: Arrangement; readonly more: boolean }): void {
    this.state = state;
    this.columns = columnsOf(options.more);
    if (state.view) this.held = hold(this.held, state.view, options.arrangement);
    mark(this.element, "aria-readonly", String(state.readOnly));
    this.element.classList.toggle("more", options.more);
    this.redraw();
  }

  private redraw(): void {
    const { state, held } = this;
    if (!state?.view || !held) return;
    const focused = this.stop.placeOf(document.activeElement) !== undefined;
    this.rows = gridRows(state.view, held.arranged, this.memory.collapsed, this.memory.unfolded);
    this.stop.among(this.rows, this.columns);
    this.selection.keep(this.rows);
    mark(this.element, "aria-rowcount", String(this.rows.length + 1));
    this.lines.draw(this.rows, {
      columns: this.columns,
      sort: held.arrangement.sort,
      expanded: this.memory.expanded,
      details: state.details,
      draft: state.draft,
      selected: this.selection.keys,
      readOnly: state.readOnly,
      editing: this.editing.key,
    });
    this.stop.set(this.stop.position() ?? { row: Math.min(0, this.rows.length - 1), column: 0 });
    if (focused && !this.editing.key) this.stop.cellAt(this.stop.position())?.focus({ preventScroll: true });
  }

  // --- the tab stop

  private focus(at: Position): void {
    this.stop.set(at);
    const cell = this.stop.cellAt(at);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.host.remember();
  }

  private onFocusIn(event: FocusEvent): void {
    const at = this.stop.placeOf(event.target);
    const column = at && this.columns[at.column];
    if (at && column) this.host.onFocus(this.rows[at.row], column);
  }

  // --- pointer and keys

  /** The cell that an event is about; none while a cell is edited. */
  private cellOf(target: EventTarget | null): { readonly row: number; readonly index: number; readonly column: Column } | undefined {
    const at = this.stop.placeOf(target);
    const column = at && this.columns[at.column];
    return at && column && !this.editing.key ? { row: at.row, index: at.column, column } : undefined;
  }

  private onClick(event: MouseEvent): void {
    const at = this.stop.placeOf(event.target);
    const column = at && this.columns[at.column];
    if (!at || !column || this.editing.key) return;
    if (event.shiftKey && at.row >= 0) this.selection.extend(this.rows, this.stop.position()?.row ?? at.row, at.row);
    else if ((event.ctrlKey || event.metaKey) && at.row >= 0) this.selection.toggle(this.stop.keyAt(at.row) ?? "");
    else this.selection.clear();
    this.focus(at);
    this.selectionChanged();
    if (at.row === headRow) {
      this.sort(column);
      return;
    }
    const row = this.rows[at.row];
    const asked = event.target instanceof Element && event.target.closest(".ask") !== null;
    if (row?.kind === "row" && (asked || column === "why")) this.toggleDetails(row.key, topicOf(column));
    else if (column === "name" && row && foldable(row)) this.fold(row);
    else if (column === "reason" && row?.kind === "row" && row.row.differs && !row.row.reason) this.edit(at);
  }

  private onDoubleClick(event: MouseEvent): void {
    const at = this.stop.placeOf(event.target);
    if (at && at.row >= 0 && !this.editing.key) this.edit(at);
  }

  private onKey(event: KeyboardEvent): void {
    const at = this.stop.placeOf(event.target);
    if (!at || this.editing.key || event.altKey || event.target !== this.stop.cellAt(at)) return;
    const control = event.ctrlKey || event.metaKey;
    const next = moved(at, event.key, control, { rows: this.rows.length, columns: this.columns.length });
    if (next) {
      event.preventDefault();
      if (event.shiftKey && next.row !== at.row && at.row >= 0) this.selection.extend(this.rows, at.row, Math.max(0, next.row));
      else if (next.row !== at.row) this.selection.clear();
      this.focus(next);
      this.selectionChanged();
    } else if (control && event.key.toLowerCase() === "a") {
      event.preventDefault();
      // The editor would mark the page's text as well.
      event.stopPropagation();
      this.selection.all(this.rows);
      this.selectionChanged();
    } else if (control && event.key.toLowerCase() === "z" && !event.shiftKey && this.state?.draft) {
      // While something is tried, undo is the draft's: the editor's own would reach past it into the file.
      event.preventDefault();
      event.stopPropagation();
      this.host.send({ type: "draft", act: "undo" });
    } else if (!control && this.act(event.key, at)) {
      event.preventDefault();
    }
  }

  /** True where the key means something on this cell. */
  private act(key: string, at: Position): boolean {
    const column = this.columns[at.column];
    if (!column) return false;
    if (at.row === headRow) return (key === "Enter" || key === " ") && this.sort(column);
    const row = this.rows[at.row];
    if (!row) return false;
    if (key === "Escape" && this.selection.keys.size > 0) {
      this.selection.clear();
      this.selectionChanged();
      return true;
    }
    const asked = askedFor(key, row, column);
    switch (asked?.do) {
      case "level":
        return this.edits.setLevel(row, asked.level);
      case "criticality":
        return this.edits.setCriticality(row, asked.letter);
      case "fold":
        return this.fold(row);
      case "details":
        return row.kind !== "service" && this.toggleDetails(rowKey(row.row.id), asked.topic);
      case "edit":
        return this.edit(at, asked.typed);
      case undefined:
        return false;
    }
  }

  private sort(column: Column): boolean {
    const by = sortKeyOf(column);
    const now = this.held?.arrangement;
    if (by === undefined || !now) return false;
    this.host.arrange({ ...now, sort: nextSort(now.sort, by) });
    return true;
  }

  private toggleDetails(key: string, topic: Topic): boolean {
    this.details.toggle(key, topic);
    return this.detailsChanged();
  }

  private openTopic(row: string, topic: Topic | null): void {
    const at = this.rows.findIndex((one) => one.kind === "row" && one.row.id === row);
    const key = this.rows[at]?.key;
    if (key === undefined) return;
    this.details.show(key, topic);
    if (topic === null) this.focus({ row: at, column: this.stop.position()?.column ?? 0 });
    this.detailsChanged();
  }

  private detailsChanged(): boolean {
    this.explain();
    this.redraw();
    this.host.remember();
    return true;
  }

  /** Tells the editor whose derivations it is to send from now on. */
  explain(): void {
    this.host.send({ type: "explain", rows: [...this.details.rows] });
  }

  /** The languages of a service, or the media of a row. */
  private fold(row: GridRow): boolean {
    const [folded, key] = row.kind === "service" ? [this.memory.collapsed, row.service.name] : [this.memory.unfolded, row.key];
    if (!folded.delete(key)) folded.add(key);
    this.redraw();
    this.host.remember();
    return true;
  }

  private selectionChanged(): void {
    for (const { key } of this.rows) this.lines.select(key, this.selection.keys.has(key));
    this.host.onSelection();
  }

  // --- editing a cell

  /** Opens the editor of a cell; `typed` replaces its value, as in a spreadsheet. */
  private edit(at: Position, typed?: string): boolean {
    const row = this.rows[at.row];
    const column = this.columns[at.column];
    const cell = this.stop.cellAt(at);
    if (!row || !column || !cell || this.edits.readOnly || !editable(row, column)) return false;
    return this.editing.open(cell, row, column, {
      lines: this.edits.linesOf(row),
      criticalities: this.state?.view?.criticalities ?? [],
      ...(typed === undefined ? {} : { typed }),
    });
  }

  /** After an edit: by key, because rows may have come or gone while the field was open. */
  private left(key: string, column: Column, move: "down" | "stay" | "none" | "reason"): void {
    this.lines.forget(key);
    this.redraw();
    const line = this.rows.findIndex((one) => one.key === key);
    if (move === "none" || line < 0) return;
    const at = { row: line, column: this.columns.indexOf(column) };
    if (move !== "reason") return this.focus(move === "down" ? { ...at, row: Math.min(line + 1, this.rows.length - 1) } : at);
    const reason = { row: line, column: this.columns.indexOf("reason") };
    this.focus(reason);
    this.askForReason(reason);
  }

  /** The reason of an override that was just chosen: the new state may not be here yet, so the cell need not know of it. */
  private askForReason(at: Position): void {
    const row = this.rows[at.row];
    const cell = this.stop.cellAt(at);
    if (row && cell) this.editing.open(cell, row, "reason", { lines: [row], criticalities: [] });
  }
}
