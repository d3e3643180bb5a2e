import type { Criticality, Level } from "../src/core/scenario/scenario";
import type { MatrixView } from "../src/protocol/matrixView";
import type { Change } from "../src/protocol/messages";
import { choiceEditor, lineEditor, type Outcome } from "./cellEditor";
import { el } from "./dom";
import { levelOfKey, moved, type Position } from "./gridKeys";
import { GridLines } from "./gridLines";
import { pasteChanges, rowsUnder } from "./gridPaste";
import { type Column, columns, editable, type GridRow, gridRows } from "./gridRows";
import type { Send, Words } from "./page";

/** The cell that has the tab stop: its row by key, so that it stays where it is when rows come and go. */
interface Cell {
  readonly key: string;
  readonly column: number;
}

/**
 * The matrix as an editable grid: a native table with the ARIA grid pattern, one tab stop, and spreadsheet keys.
 * It draws whole views and sends what its user wants; it keeps nothing of the scenario itself.
 */
export class Grid {
  readonly element: HTMLTableElement;
  private readonly lines: GridLines;
  private readonly body: HTMLElement;
  private view: MatrixView | undefined;
  private rows: readonly GridRow[] = [];
  private editing: Cell | undefined;
  private readOnly = true;

  constructor(
    private readonly t: Words,
    private readonly send: Send,
    private cell: Cell | null,
    private readonly expanded: Set<string>,
    private readonly collapsed: Set<string>,
    private readonly remember: () => void,
  ) {
    this.lines = new GridLines(t, (row) => send({ type: "showRow", row }));
    const { head, body } = this.lines;
    this.body = body;
    this.element = el("table", { class: "grid", role: "grid", "aria-label": t("Decision matrix"), "aria-describedby": "keys" }, head, body);
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    this.element.addEventListener("click", (event) => this.onClick(event));
    this.element.addEventListener("dblclick", (event) => this.onDoubleClick(event));
    this.element.addEventListener("paste", (event) => this.onPaste(event));
    this.element.addEventListener("copy", (event) => this.onCopy(event));
  }

  /** The cell with the tab stop. */
  get active(): Cell | null {
    return this.cell;
  }

  /** Draws a view; rows that read the same are left alone, and the focus stays on its cell. */
  draw(view: MatrixView, readOnly: boolean): void {
    this.view = view;
    this.readOnly = readOnly;
    this.element.setAttribute("aria-readonly", String(readOnly));
    this.redraw();
  }

  private redraw(): void {
    if (!this.view) return;
    const focused = this.placeOf(document.activeElement) !== undefined;
    this.rows = gridRows(this.view, this.collapsed);
    this.element.setAttribute("aria-rowcount", String(this.rows.length + 1));
    this.lines.draw(this.rows, { expanded: this.expanded, readOnly: this.readOnly, editing: this.editing?.key });
    this.setTabStop(this.position() ?? { row: 0, column: 0 });
    if (focused && !this.editing) this.cellAt(this.position())?.focus();
  }

  // --- the tab stop

  private position(): Position | undefined {
    const row = this.rows.findIndex((one) => one.key === this.cell?.key);
    return row < 0 || !this.cell ? undefined : { row, column: this.cell.column };
  }

  private cellAt(at: Position | undefined): HTMLTableCellElement | undefined {
    const row = at && this.rows[at.row];
    return row && this.lines.cell(row.key, at.column);
  }

  private setTabStop(at: Position): void {
    for (const cell of this.body.querySelectorAll('[tabindex="0"]')) cell.setAttribute("tabindex", "-1");
    const row = this.rows[at.row];
    if (!row) return;
    this.cell = { key: row.key, column: at.column };
    this.cellAt(at)?.setAttribute("tabindex", "0");
  }

  private focus(at: Position): void {
    this.setTabStop(at);
    const cell = this.cellAt(at);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.remember();
  }

  private placeOf(target: EventTarget | null): Position | undefined {
    const cell = target instanceof Element ? target.closest<HTMLTableCellElement>("td, th") : null;
    const key = cell?.parentElement?.getAttribute("data-key");
    const row = this.rows.findIndex((one) => one.key === key);
    return cell && row >= 0 ? { row, column: cell.cellIndex } : undefined;
  }

  // --- pointer and keys

  private onClick(event: MouseEvent): void {
    const at = this.placeOf(event.target);
    if (!at || this.editing) return;
    this.focus(at);
    const row = this.rows[at.row];
    const column = columns[at.column];
    if (column === "why" && row?.kind === "row") this.toggleDetails(row.key);
    if (column === "name" && row?.kind === "service") this.toggleService(row.service.name);
    if (column === "reason" && row?.kind === "row" && row.row.differs && !row.row.reason) this.edit(at);
  }

  private onDoubleClick(event: MouseEvent): void {
    const at = this.placeOf(event.target);
    if (at && !this.editing) this.edit(at);
  }

  private onKey(event: KeyboardEvent): void {
    const at = this.placeOf(event.target);
    if (!at || this.editing || event.altKey || event.target !== this.cellAt(at)) return;
    const control = event.ctrlKey || event.metaKey;
    const next = moved(at, event.key, control, { rows: this.rows.length, columns: columns.length });
    if (next) {
      event.preventDefault();
      this.focus(next);
    } else if (!control && this.act(event.key, at)) {
      event.preventDefault();
    }
  }

  /** True where the key means something on this cell. */
  private act(key: string, at: Position): boolean {
    const row = this.rows[at.row];
    const column = columns[at.column];
    if (!row || !column) return false;
    const level = levelOfKey(key);
    if (column === "decision" && level !== undefined) return this.setLevel(row, level);
    if (column === "decision" && (key === "Backspace" || key === "Delete")) return this.setLevel(row, null);
    if (column === "decision" && key === " ") return this.setLevel(row, decidedOf(row) === 0 ? 1 : 0);
    if (key === "Enter" || key === "F2") return this.enter(row, column, at);
    if (key === " ") return row.kind === "row" ? this.toggleDetails(row.key) : this.toggleService(row.service.name);
    if (column === "reason" && (key === "Backspace" || key === "Delete")) return this.edit(at, "");
    if ((column === "reason" || column === "volume") && key.length === 1) return this.edit(at, key);
    return false;
  }

  private enter(row: GridRow, column: Column, at: Position): boolean {
    if (column === "why" && row.kind === "row") return this.toggleDetails(row.key);
    if (column === "name" && row.kind === "service") return this.toggleService(row.service.name);
    return this.edit(at);
  }

  private toggleDetails(key: string): boolean {
    if (!this.expanded.delete(key)) this.expanded.add(key);
    this.redraw();
    this.remember();
    return true;
  }

  private toggleService(name: string): boolean {
    if (!this.collapsed.delete(name)) this.collapsed.add(name);
    this.redraw();
    this.remember();
    return true;
  }

  // --- changes

  private change(changes: readonly Change[]): boolean {
    if (this.readOnly || changes.length === 0) return false;
    this.send({ type: "edit", changes: [...changes] });
    return true;
  }

  private setLevel(row: GridRow, level: Level | null): boolean {
    if (!editable(row, "decision")) return false;
    return this.change(rowsUnder(row).map((one) => ({ type: "level", service: one.service, language: one.language, level })));
  }

  /** Opens the editor of a cell; `typed` replaces its value, as in a spreadsheet. */
  private edit(at: Position, typed?: string): boolean {
    const row = this.rows[at.row];
    const column = columns[at.column];
    const cell = this.cellAt(at);
    if (!row || !column || !cell || this.readOnly || !editable(row, column)) return false;
    this.editing = { key: row.key, column: at.column };
    const done = (outcome: Outcome) => this.endEdit(row, column, outcome);
    const { t } = this;
    if (column === "decision") {
      const choices = [{ value: "", label: t("Undecided") }, ...[0, 0.25, 0.5, 0.75, 1].map((level) => ({ value: String(level), label: `${level * 100} %` }))];
      choiceEditor(cell, { label: t("Decision"), value: String(decidedOf(row) ?? ""), choices }, done);
    } else if (column === "criticality") {
      const names = this.view?.criticalities ?? [];
      const value = row.kind === "service" ? row.service.criticality.id : row.row.criticality.id;
      choiceEditor(cell, { label: t("Criticality"), value: value ?? "", choices: names.map(({ id, word }) => ({ value: id, label: word })) }, done);
    } else if (row.kind === "row" && column === "volume") {
      lineEditor(cell, { label: t("Files in the first month"), value: typed ?? row.row.volumeEdit, placeholder: t("Files in the first month") }, done);
    } else if (row.kind === "row") {
      lineEditor(
        cell,
        { label: t("Reason"), value: typed ?? row.row.reason, placeholder: row.row.differs ? t("Why not {0}? Add a reason", row.row.recommended.text) : "" },
        done,
      );
    }
    if (typed !== undefined) {
      const field = cell.querySelector("input");
      field?.setSelectionRange(typed.length, typed.length);
    }
    return true;
  }

  private endEdit(row: GridRow, column: Column, outcome: Outcome): void {
    this.editing = undefined;
    this.lines.forget(row.key);
    if (outcome.value !== undefined) this.commit(row, column, outcome.value);
    this.redraw();
    // By key: rows may have come or gone while the field was open.
    const line = this.rows.findIndex((one) => one.key === row.key);
    if (outcome.move === "none" || line < 0) return;
    const at = { row: line, column: columns.indexOf(column) };
    this.focus(outcome.move === "down" ? { ...at, row: Math.min(line + 1, this.rows.length - 1) } : at);
    if (column === "decision" && row.kind === "row" && outcome.value) this.askReason(row, at, Number(outcome.value));
  }

  /** An override chosen from the list asks for its reason at once, in the cell beside it; level keys do not interrupt. */
  private askReason(row: GridRow & { kind: "row" }, at: Position, chosen: number): void {
    const { recommended } = row.row;
    if (recommended.value === null || recommended.value === chosen || row.row.reason) return;
    const reason = { row: at.row, column: columns.indexOf("reason") };
    this.focus(reason);
    this.edit(reason);
  }

  private commit(row: GridRow, column: Column, value: string): void {
    if (column === "decision") this.setLevel(row, value === "" ? null : (Number(value) as Level));
    else if (column === "criticality") {
      const language = row.kind === "service" ? null : row.row.language;
      if (value) this.change([{ type: "criticality", service: row.service.name, language, criticality: value as Criticality }]);
    } else if (row.kind === "row" && column === "volume") {
      if (value) this.change([{ type: "files", ...cellOf(row), files: value }]);
    } else if (row.kind === "row" && column === "reason") this.change([{ type: "reason", ...cellOf(row), reason: value }]);
  }

  // --- clipboard

  private onPaste(event: ClipboardEvent): void {
    const at = this.placeOf(event.target);
    const column = at && columns[at.column];
    if (!at || !column || this.editing) return;
    event.preventDefault();
    this.change(pasteChanges(event.clipboardData?.getData("text/plain") ?? "", column, this.rows.slice(at.row)));
  }

  private onCopy(event: ClipboardEvent): void {
    const at = this.placeOf(event.target);
    if (!at || this.editing || String(document.getSelection() ?? "") !== "") return;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", this.cellAt(at)?.textContent ?? "");
  }
}

function decidedOf(row: GridRow): Level | null {
  return row.kind === "service" ? row.service.decided.value : row.row.decided.value;
}

function cellOf(row: GridRow & { readonly kind: "row" }): { readonly service: string; readonly language: string | null } {
  return { service: row.row.service, language: row.row.language };
}
