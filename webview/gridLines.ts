import type { DetailsView, Topic } from "../src/protocol/detailsView";
import type { DraftView } from "../src/protocol/draftView";
import { type DetailsActions, details } from "./details";
import { el } from "./dom";
import type { Sort, SortKey } from "./gridArrange";
import { cellContent } from "./gridCells";
import { type Column, editable, type GridRow } from "./gridRows";
import { headKey, type Words } from "./page";
import { redraw } from "./replace";

/** How the lines are to be drawn. */
export interface Drawing {
  readonly columns: readonly Column[];
  readonly sort: Sort | null;
  /** keys of the rows whose derivations are open, and which */
  readonly expanded: ReadonlyMap<string, Topic>;
  readonly details: Readonly<Record<string, DetailsView>>;
  readonly draft: DraftView | null;
  readonly selected: ReadonlySet<string>;
  readonly readOnly: boolean;
  /** key of the row in which a field is open: it is left alone until the edit ends */
  readonly editing: string | undefined;
}

interface Line {
  readonly element: HTMLTableRowElement;
  /** what it shows, so that a line that reads the same is not touched */
  drawn: string;
}

const numeric: ReadonlySet<Column> = new Set(["avoidable", "fixed", "volume", "cost", "recommended", "flip"]);
const sortable: Readonly<Partial<Record<Column, SortKey>>> = {
  name: "name",
  class: "carbon",
  criticality: "criticality",
  volume: "volume",
  cost: "cost",
  recommended: "recommended",
  decision: "decision",
};

/** What a column is sorted by; undefined where it is not. */
export const sortKeyOf = (column: Column): SortKey | undefined => sortable[column];

/** The table rows of the grid, by key: each is made once and redrawn only when it reads differently. */
export class GridLines {
  readonly head = el("thead", {});
  readonly body = el("tbody", {});
  private readonly heads: Readonly<Record<Column, string>>;
  private readonly headLine: Line = { element: el("tr", { "data-key": headKey }), drawn: "" };
  private readonly lines = new Map<string, Line>();
  private readonly detailLines = new Map<string, Line>();

  constructor(
    private readonly t: Words,
    private readonly actions: DetailsActions,
  ) {
    this.heads = {
      name: t("Microservice, language"),
      class: t("Carbon a month"),
      avoidable: t("Avoidable a month"),
      fixed: t("Fixed a month"),
      criticality: t("Criticality"),
      volume: t("Files a month"),
      cost: t("Cost a month"),
      recommended: t("Recommended"),
      decision: t("Decision"),
      reason: t("Reason"),
      quality: t("Figure is"),
      flip: t("Advice may change"),
      gates: t("Bounds"),
      by: t("Decided by"),
      review: t("Review"),
      why: t("Why?"),
    };
    this.head.append(this.headLine.element);
  }

  draw(rows: readonly GridRow[], drawing: Drawing): void {
    this.drawHead(drawing);
    const order = rows.flatMap((row) => [this.line(row, drawing), ...this.detailLine(row, drawing)]);
    arrange(this.body, order);
    const keys = new Set(rows.map((row) => row.key));
    for (const key of [...this.lines.keys()]) if (!keys.has(key)) this.lines.delete(key);
    for (const key of [...this.detailLines.keys()]) if (!keys.has(key) || !drawing.expanded.has(key)) this.detailLines.delete(key);
  }

  cell(key: string, column: number): HTMLTableCellElement | undefined {
    const line = key === headKey ? this.headLine : this.lines.get(key);
    return line?.element.children[column] as HTMLTableCellElement | undefined;
  }

  select(key: string, selected: boolean): void {
    const line = this.lines.get(key);
    if (line) mark(line.element, "aria-selected", String(selected));
  }

  /** The line is drawn anew next time: a field stood in it. */
  forget(key: string): void {
    const line = this.lines.get(key);
    if (line) line.drawn = "";
  }

  private drawHead({ columns, sort }: Drawing): void {
    const signature = JSON.stringify([columns, sort]);
    if (this.headLine.drawn === signature) return;
    this.headLine.drawn = signature;
    const cells = columns.map((column) => {
      const key = sortKeyOf(column);
      const sorted = key !== undefined && sort?.by === key;
      const cell = el(
        "th",
        {
          scope: "col",
          class: `${classes(column)}${key ? " sortable" : ""}`,
          tabindex: "-1",
          "aria-sort": key ? (sorted ? (sort.down ? "descending" : "ascending") : "none") : undefined,
        },
        el("span", { class: "label" }, this.heads[column]),
      );
      if (key) cell.append(el("span", { class: "arrow", "aria-hidden": true }, sorted ? (sort.down ? "↓" : "↑") : "↕"));
      return cell;
    });
    this.headLine.element.replaceChildren(...cells);
  }

  private line(row: GridRow, drawing: Drawing): HTMLTableRowElement {
    const { columns, expanded, readOnly, editing, draft, selected } = drawing;
    const line = this.lines.get(row.key) ?? { element: el("tr", { "data-key": row.key }), drawn: "" };
    this.lines.set(row.key, line);
    const { element } = line;
    mark(element, "aria-selected", String(selected.has(row.key)));
    const open = expanded.has(row.key);
    const was = draft?.cells[row.key];
    const shows =
      row.kind === "service"
        ? [{ ...row.service, rows: 0 }, row.collapsed]
        : row.kind === "medium"
          ? [row.medium]
          : [row.row, row.service.description, row.unfolded];
    const signature = JSON.stringify([shows, open, readOnly, columns.length, was]);
    if (line.drawn === signature || editing === row.key) return element;
    line.drawn = signature;
    element.className = row.kind !== "row" ? row.kind : row.nested ? "nested" : "single";
    element.replaceChildren(...columns.map((column) => this.newCell(row, column, { open, readOnly, was: was?.[column] })));
    return element;
  }

  private newCell(
    row: GridRow,
    column: Column,
    { open, readOnly, was }: { readonly open: boolean; readonly readOnly: boolean; readonly was: string | undefined },
  ): HTMLTableCellElement {
    const cell = el(column === "name" ? "th" : "td", {
      class: `${classes(column)}${editable(row, column) && !readOnly ? " editable" : ""}${was === undefined ? "" : " changed"}`,
      tabindex: "-1",
      "aria-readonly": editable(row, column) ? undefined : "true",
      "aria-expanded": expandedOf(row, column, open),
    });
    if (column === "name") cell.setAttribute("scope", "row");
    cell.append(...cellContent(row, column, this.t, { expanded: open, was }));
    return cell;
  }

  private detailLine(row: GridRow, { columns, expanded, details: views, readOnly }: Drawing): HTMLTableRowElement[] {
    const topic = expanded.get(row.key);
    if (row.kind !== "row" || topic === undefined) return [];
    const line = this.detailLines.get(row.key) ?? { element: el("tr", { class: "detail" }), drawn: "" };
    this.detailLines.set(row.key, line);
    const view = views[row.row.id];
    const signature = JSON.stringify([view, topic, columns.length, readOnly]);
    // The editor is asked for what is not there yet: until then the line is empty. A field that is typed in is left alone.
    if (line.drawn !== signature && line.element.querySelector(".typing") === null) {
      line.drawn = signature;
      redraw(line.element, [
        el("td", { colspan: String(columns.length) }, view ? details({ row: row.row, view, topic, readOnly }, this.t, this.actions) : null),
      ]);
    }
    return [line.element];
  }
}

/** An attribute that is set again, even to what it is, has its element styled again. */
export function mark(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** What a cell opens and closes: a derivation, a service's languages, a row's media. */
function expandedOf(row: GridRow, column: Column, open: boolean): string | undefined {
  if (column === "why" && row.kind === "row") return String(open);
  if (column !== "name") return undefined;
  if (row.kind === "service") return String(!row.collapsed);
  return row.kind === "row" && row.row.media.length > 0 ? String(row.unfolded) : undefined;
}

function classes(column: Column): string {
  return numeric.has(column) ? `${column} number` : column;
}

/** Brings the lines into order without taking one out that stays: a field that is being typed in keeps its focus. */
function arrange(body: HTMLElement, order: readonly HTMLElement[]): void {
  const kept = new Set<Element>(order);
  for (const line of [...body.children]) if (!kept.has(line)) line.remove();
  let at = body.firstElementChild;
  for (const line of order) {
    if (line === at) at = at.nextElementSibling;
    else body.insertBefore(line, at);
  }
}
