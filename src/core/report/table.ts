/** A table before it has a form: the same one becomes aligned text, Markdown, HTML or CSV. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

export interface Column {
  readonly title: string;
  /** numbers stand to the right */
  readonly align?: "right";
}

/** Aligned columns for a terminal, a rule under the titles, no trailing blanks. Ends with a line feed. */
export function textTable(table: Table): string {
  const cells = [table.columns.map((column) => column.title), ...table.rows].map((row) => row.map(visible));
  const widths = table.columns.map((_, index) => Math.max(0, ...cells.map((row) => width(row[index] ?? ""))));
  const lines = cells.map((row) =>
    widths
      .map((total, index) => pad(row[index] ?? "", total, table.columns[index]?.align === "right"))
      .join("  ")
      .trimEnd(),
  );
  const rule = widths.map((total) => "─".repeat(total)).join("  ");
  return `${[lines[0], rule, ...lines.slice(1)].join("\n")}\n`;
}

/**
 * Text of a stranger's file, safe to print in a terminal: control characters and marks that reverse the reading
 * direction become visible escapes, so that a path can neither move the cursor nor pose as another one.
 */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}

function pad(text: string, total: number, right: boolean): string {
  const blanks = " ".repeat(Math.max(0, total - width(text)));
  return right ? blanks + text : text + blanks;
}

/** Columns that a terminal takes: none for combining marks, two for East Asian wide characters and emoji. */
function width(text: string): number {
  let total = 0;
  for (const character of text) {
    if (/\p{Mn}|\p{Me}/u.test(character)) continue;
    total += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(character) ? 2 : 1;
  }
  return total;
}
