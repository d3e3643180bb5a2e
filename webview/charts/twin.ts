import type { TableView } from "../../src/protocol/charts/chartView";
import { el } from "../dom";

/** The figures of a chart as a table: the same for who reads numbers, uses a screen reader or prints. */
export function twin(view: TableView): HTMLTableElement {
  const kind = (column: number): string | undefined => (view.head[column]?.unit ? "number" : undefined);
  const head = view.head.map(({ text }, column) => el("th", { scope: "col", class: kind(column) }, text));
  const rows = view.rows.map((cells) =>
    el(
      "tr",
      {},
      ...cells.map((cell, column) => {
        const text = typeof cell === "string" ? cell : cell.text;
        return column === 0 ? el("th", { scope: "row", dir: "auto" }, text) : el("td", { class: kind(column) }, text);
      }),
    ),
  );
  return el("table", { class: "plain" }, el("caption", {}, view.caption), el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows));
}
