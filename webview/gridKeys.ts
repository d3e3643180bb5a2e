import type { Level } from "../src/core/scenario/scenario";

// What a key means in the grid (ARIA grid pattern): pure, so that it can be tested without a page.

export interface Position {
  readonly row: number;
  readonly column: number;
}

/** The row of column heads: above the first one. */
export const headRow = -1;

/**
 * Where a key moves the cell; undefined where it does not move. Never wraps, never leaves the table. The heads are reached
 * by going up one by one; Ctrl+Home and Ctrl+Up stop at the first row of figures.
 */
export function moved(from: Position, key: string, control: boolean, size: { readonly rows: number; readonly columns: number }): Position | undefined {
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  const firstRow = Math.min(0, lastRow);
  const to = (row: number, column: number, first = firstRow): Position => ({
    row: Math.min(Math.max(row, first), lastRow),
    column: Math.min(Math.max(column, 0), lastColumn),
  });
  switch (key) {
    case "ArrowUp":
      return control ? to(0, from.column) : to(from.row - 1, from.column, headRow);
    case "ArrowDown":
      return to(control ? lastRow : from.row + 1, from.column);
    case "ArrowLeft":
      return to(from.row, control ? 0 : from.column - 1, headRow);
    case "ArrowRight":
      return to(from.row, control ? lastColumn : from.column + 1, headRow);
    case "PageUp":
      return to(from.row - 10, from.column);
    case "PageDown":
      return to(from.row + 10, from.column);
    case "Home":
      return control ? to(0, 0) : to(from.row, 0, headRow);
    case "End":
      return control ? to(lastRow, lastColumn) : to(from.row, lastColumn, headRow);
    default:
      return undefined;
  }
}

const steps: readonly Level[] = [0, 0.25, 0.5, 0.75, 1];

/** Keys 0 to 4 are the levels 0, 25, 50, 75, 100 %. */
export function levelOfKey(key: string): Level | undefined {
  return /^[0-4]$/.test(key) ? steps[Number(key)] : undefined;
}

/** A level as people paste it: `50 %`, `50`, `0.5`, `0,5`; undefined for anything else. `1` is 100 %, as in a sheet of fractions. */
export function levelOfText(text: string): Level | undefined {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*(%?)\s*$/.exec(text);
  if (!match?.[1]) return undefined;
  const number = Number(match[1].replace(",", "."));
  const fraction = match[2] || number > 1 ? number / 100 : number;
  return steps.find((step) => step === fraction);
}

/** The first column of what was pasted from a spreadsheet, one text a row; a last empty line is the sheet's own. */
export function pastedColumn(text: string): readonly string[] {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  if (lines.length > 1 && lines[lines.length - 1] === "") lines.pop();
  return lines.map((line) => line.split("\t")[0] ?? "");
}
