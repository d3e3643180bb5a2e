import type { Analysis } from "../../analysis/analysis";
import type { Matrix } from "../../analysis/matrix";
import type { Interval } from "../../quantity/interval";
import { type Language, type Translate, translator } from "../../text";
import { basisWord } from "../words/figures";
import { classWord, criticalityWord } from "../words/words";
import { safeCell } from "./safeCell";

type Cell = string | number | null;

/**
 * The matrix for a spreadsheet: one line a row, full precision, low and high in columns of their own, unknown left empty.
 * French: `;` between cells and a decimal comma. A byte-order mark tells spreadsheets that it is UTF-8.
 */
export function matrixCsv(analysis: Analysis, matrix: Matrix): string {
  const { language } = analysis;
  const t = translator(language);
  const rows = matrix.rows.map((row): Cell[] => [
    row.service,
    row.language,
    classWord(row.carbonClass, matrix.total.budget, t),
    ...figures(row.kgCO2e.avoidable),
    ...figures(row.kgCO2e.fixed),
    criticalityWord(row.criticality, t),
    ...figures(row.volume.files),
    row.cost,
    row.cost === null ? null : matrix.currency,
    basisWord(row.quality, { language, t }),
    row.recommended,
    row.decided,
    row.reason,
    row.by,
    row.date,
    row.review,
    row.why,
  ]);
  return csv([columns(t), ...rows], language);
}

/** What stands above the columns of the matrix. */
export function columns(t: Translate): readonly string[] {
  const interval = (title: string): string[] => [title, t("{0} (low)", title), t("{0} (high)", title)];
  return [
    t("Microservice"),
    t("Language"),
    t("Carbon class"),
    ...interval(t("Avoidable kg/month")),
    ...interval(t("Fixed kg/month")),
    t("Criticality"),
    ...interval(t("Files/month")),
    t("Cost/month"),
    t("Currency"),
    t("Basis"),
    t("Recommended"),
    t("Decided"),
    t("Reason"),
    t("By"),
    t("Date"),
    t("Review on"),
    t("Why"),
  ];
}

/** RFC 4180 lines. */
export function csv(rows: readonly (readonly Cell[])[], language: Language): string {
  const separator = language === "fr" ? ";" : ",";
  const lines = rows.map((row) => row.map((cell) => written(cell, language)).join(separator));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function written(cell: Cell, language: Language): string {
  if (cell === null) return "";
  if (typeof cell === "number") return language === "fr" ? String(cell).replace(".", ",") : String(cell);
  const safe = safeCell(cell);
  return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

function figures(interval: Interval | null): Cell[] {
  return interval === null ? [null, null, null] : [interval.central, interval.low, interval.high];
}
