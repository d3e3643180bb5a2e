import { safeCell } from "../../core/report/exports/safeCell";
import type { Language } from "../../core/text";
import type { CellView, TableView } from "./chartView";

/** A table for pasting into a spreadsheet: tabs between cells, full precision, the decimal comma in French, units in the headings. */
export function tableText({ head, rows }: TableView, language: Language): string {
  const titles = head.map(({ text, unit }) => plain(unit ? `${text} (${unit})` : text));
  return [titles, ...rows.map((cells) => cells.map((cell) => written(cell, language)))].map((line) => `${line.join("\t")}\n`).join("");
}

function written(cell: CellView, language: Language): string {
  if (typeof cell === "string") return plain(cell);
  return language === "fr" ? String(cell.value).replace(".", ",") : String(cell.value);
}

/** No cell may break out of its place, or be run as a formula. */
function plain(text: string): string {
  return safeCell(text.replace(/[\t\r\n]+/g, " "));
}
