import type { Problem } from "../../problem";
import type { Translate } from "../../text";

/**
 * Rows of a table in which each is an event of its own, with its time: one that stands there twice is a copy, as when two copies of a file
 * were put together, and counts once. `text` of a row that is no such event is null.
 */
export function once<Row extends { readonly line: number }>(
  rows: readonly Row[],
  text: (row: Row) => string | null,
  file: string,
  t: Translate,
): { readonly rows: readonly Row[]; readonly problems: readonly Problem[] } {
  const seen = new Set<string>();
  const copies: Row[] = [];
  const kept = rows.filter((row) => {
    const key = text(row);
    const copy = key !== null && seen.has(key);
    if (copy) copies.push(row);
    else if (key !== null) seen.add(key);
    return !copy;
  });
  const line = copies[0]?.line;
  if (line === undefined) return { rows, problems: [] };
  const message = t("{0} {0|row stands|rows stand} twice in this file, the first of them on line {1}: each counts once.", copies.length, String(line));
  return { rows: kept, problems: [{ code: "measurement-row-twice", severity: "warning", file, line, message }] };
}

/** s that rows may be out of order by rounding, and by windows that began before others ended */
const slack = 3600;

/**
 * Rows that a tool writes one after another, and of which one is older than the row above it by more than an hour: a clock was set back, or
 * files were put together. Their period goes from the first time to the last, which is wrong after a clock was set.
 */
export function backwards(rows: readonly { readonly line: number; readonly at: number }[], file: string, t: Translate): readonly Problem[] {
  const later = rows.find(({ at }, index) => index > 0 && (rows[index - 1]?.at ?? at) - at > slack);
  if (later === undefined) return [];
  const message = t(
    "Line {0} is older than the line above it. If the clock was set, the period of this file is wrong, and with it the requests of a month: write the volume, or measure again.",
    String(later.line),
  );
  return [{ code: "measurement-clock", severity: "warning", file, line: later.line, message }];
}
