import { type Language, translator } from "../../text";

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

/** Where a table is read. */
export interface Terminal {
  readonly width: number;
  readonly language: Language;
}

/**
 * Aligned columns for a terminal, a rule under the titles, no trailing blanks. Ends with a line feed. Where they are wider than the
 * terminal, cells go on in further lines; where that does not do either, each row is a paragraph that says its titles.
 */
export function textTable(table: Table, terminal: Terminal = { width: Number.POSITIVE_INFINITY, language: "en" }): string {
  const titles = table.columns.map((column) => visible(column.title));
  const rows = table.rows.map((row) => titles.map((_, index) => visible(row[index] ?? "")));
  const widths = fitted([titles.map(titleWords), ...rows.map((row) => row.map(words))], terminal.width);
  return widths === null ? paragraphs(titles, rows, terminal) : columns(table, titles, rows, widths);
}

const gap = "  ";

function columns(table: Table, titles: readonly string[], rows: readonly (readonly string[])[], widths: readonly number[]): string {
  const inLines = (cells: readonly (readonly string[])[]): string[] => {
    const wrapped = cells.map((parts, index) => filled(parts, widths[index] ?? 0));
    const height = Math.max(1, ...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      widths
        .map((total, index) => pad(wrapped[index]?.[line] ?? "", total, table.columns[index]?.align === "right"))
        .join(gap)
        .trimEnd(),
    );
  };
  const rule = widths.map((total) => "─".repeat(total)).join(gap);
  return `${[...inLines(titles.map(titleWords)), rule, ...rows.flatMap((row) => inLines(row.map(words)))].join("\n")}\n`;
}

/** Widths of columns: as wide as what they hold, less where the terminal is narrower; null where its words do not fit. */
function fitted(cells: readonly (readonly (readonly string[])[])[], terminal: number): number[] | null {
  const most = (measure: (parts: readonly string[]) => number): number[] =>
    (cells[0] ?? []).map((_, index) => Math.max(0, ...cells.map((row) => measure(row[index] ?? []))));
  const widths = most((parts) => width(parts.join("").trimEnd()));
  const least = most((parts) => Math.max(0, ...parts.map((part) => width(part.trimEnd()))));
  const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, gap.length * (all.length - 1));
  if (sum(widths) <= terminal) return widths;
  if (sum(least) > terminal) return null;
  for (let over = sum(widths) - terminal; over > 0; over--) {
    const spare = widths.map((one, index) => (one > (least[index] ?? 0) ? one : 0));
    const widest = spare.indexOf(Math.max(...spare));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  // words may leave room at the ends of all lines
  return widths.map((total, index) => Math.max(0, ...cells.flatMap((row) => filled(row[index] ?? [], total).map(width))));
}

/** `transcription/fr` and, below it, `Carbon class: High · Cost/month: 176 EUR`. */
function paragraphs(titles: readonly string[], rows: readonly (readonly string[])[], terminal: Terminal): string {
  const t = translator(terminal.language);
  const lines = rows.flatMap(([name = "", ...cells]) => {
    const said = cells.flatMap((cell, index) => (cell === "" ? [] : [t("{0}: {1}", titles[index + 1] ?? "", cell)]));
    const parts = said.map((one, index) => (index < said.length - 1 ? `${one}\u00a0· ` : one));
    const room = Math.max(1, terminal.width - gap.length);
    const pieces = parts.flatMap((part) => (width(part.trimEnd()) <= room ? [part] : words(part)));
    return [...(name === "" ? [] : [name]), ...filled(pieces, room).map((line) => `${gap}${line}`)];
  });
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

const words = (text: string): string[] => text.match(/[^ ]+ *|^ +/gu) ?? [];
/** `Cost/month` may go on after its stroke, which the name of a row may not. */
const titleWords = (text: string): string[] => text.match(/[^ /]+[/ ]*|[ /]+/gu) ?? [];

/** Words in lines of at most `total` columns; a longer word has a line of its own. */
export function filled(parts: readonly string[], total: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const line = `${lines.at(-1) ?? ""}${part}`;
    if (lines.length > 0 && width(line.trimEnd()) <= total) lines[lines.length - 1] = line;
    else lines.push(part);
  }
  return lines.map((line) => line.trimEnd());
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
