import { details } from "./details";
import { el } from "./dom";
import { cellContent } from "./gridCells";
import { type Column, columns, editable, type GridRow } from "./gridRows";
import type { Words } from "./page";

/** How the lines are to be drawn. */
export interface Drawing {
  /** keys of the rows whose details are open */
  readonly expanded: ReadonlySet<string>;
  readonly readOnly: boolean;
  /** key of the row in which a field is open: it is left alone until the edit ends */
  readonly editing: string | undefined;
}

interface Line {
  readonly element: HTMLTableRowElement;
  /** what it shows, so that a line that reads the same is not touched */
  drawn: string;
}

const numeric: ReadonlySet<Column> = new Set(["avoidable", "fixed", "volume", "cost", "recommended"]);

/** The table rows of the grid, by key: each is made once and redrawn only when it reads differently. */
export class GridLines {
  readonly head: HTMLElement;
  readonly body = el("tbody", {});
  private readonly lines = new Map<string, Line>();
  private readonly detailLines = new Map<string, Line>();

  constructor(
    private readonly t: Words,
    private readonly showInText: (row: string) => void,
  ) {
    const heads: Readonly<Record<Column, string>> = {
      name: t("Microservice, language"),
      class: t("Carbon class"),
      avoidable: t("Avoidable a month"),
      fixed: t("Fixed a month"),
      criticality: t("Criticality"),
      volume: t("Files a month"),
      cost: t("Cost a month"),
      recommended: t("Recommended"),
      decision: t("Decision"),
      reason: t("Reason"),
      why: t("Why?"),
    };
    this.head = el("thead", {}, el("tr", {}, ...columns.map((column) => el("th", { scope: "col", class: classes(column) }, heads[column]))));
  }

  draw(rows: readonly GridRow[], drawing: Drawing): void {
    const order = rows.flatMap((row) => [this.line(row, drawing), ...this.detailLine(row, drawing)]);
    arrange(this.body, order);
    const keys = new Set(rows.map((row) => row.key));
    for (const key of [...this.lines.keys()]) if (!keys.has(key)) this.lines.delete(key);
    for (const key of [...this.detailLines.keys()]) if (!keys.has(key) || !drawing.expanded.has(key)) this.detailLines.delete(key);
  }

  cell(key: string, column: number): HTMLTableCellElement | undefined {
    return this.lines.get(key)?.element.children[column] as HTMLTableCellElement | undefined;
  }

  /** The line is drawn anew next time: a field stood in it. */
  forget(key: string): void {
    const line = this.lines.get(key);
    if (line) line.drawn = "";
  }

  private line(row: GridRow, { expanded, readOnly, editing }: Drawing): HTMLTableRowElement {
    const line = this.lines.get(row.key) ?? { element: el("tr", { "data-key": row.key }), drawn: "" };
    this.lines.set(row.key, line);
    const open = expanded.has(row.key);
    const shows = row.kind === "service" ? [row.service, row.collapsed] : [row.row, row.service.description];
    const signature = JSON.stringify([shows, open, readOnly]);
    if (line.drawn === signature || editing === row.key) return line.element;
    line.drawn = signature;
    line.element.className = row.kind === "service" ? "service" : row.nested ? "nested" : "single";
    line.element.replaceChildren(...columns.map((column) => this.newCell(row, column, { open, readOnly })));
    return line.element;
  }

  private newCell(row: GridRow, column: Column, { open, readOnly }: { readonly open: boolean; readonly readOnly: boolean }): HTMLTableCellElement {
    const cell = el(column === "name" ? "th" : "td", {
      class: `${classes(column)}${editable(row, column) && !readOnly ? " editable" : ""}`,
      tabindex: "-1",
      "aria-readonly": editable(row, column) ? undefined : "true",
      "aria-expanded": column === "why" && row.kind === "row" ? String(open) : column === "name" && row.kind === "service" ? String(!row.collapsed) : undefined,
    });
    if (column === "name") cell.setAttribute("scope", "row");
    cell.append(...cellContent(row, column, this.t, open));
    return cell;
  }

  private detailLine(row: GridRow, { expanded }: Drawing): HTMLTableRowElement[] {
    if (row.kind !== "row" || !expanded.has(row.key)) return [];
    const line = this.detailLines.get(row.key) ?? { element: el("tr", { class: "detail" }), drawn: "" };
    this.detailLines.set(row.key, line);
    const signature = JSON.stringify(row.row.details);
    if (line.drawn !== signature) {
      line.drawn = signature;
      line.element.replaceChildren(
        el(
          "td",
          { colspan: String(columns.length) },
          details(row.row, this.t, () => this.showInText(row.row.id)),
        ),
      );
    }
    return [line.element];
  }
}

function classes(column: Column): string {
  return numeric.has(column) ? `${column} number` : column;
}

/** Brings the lines into order without taking one out that stays: a field that is being typed in keeps its focus. */
function arrange(body: HTMLElement, order: readonly HTMLElement[]): void {
  const kept = new Set<Element>(order);
  for (const line of [...body.children]) if (!kept.has(line)) line.remove();
  order.forEach((line, index) => {
    if (body.children[index] !== line) body.insertBefore(line, body.children[index] ?? null);
  });
}
