/**
 * The rows that Python's `csv.reader` makes of lines, with its usual dialect: cells in quotes may hold the delimiter, doubled quotes and ends of lines,
 * an empty line is a row without cells. Null where Python would raise.
 */
export function csvRows(lines: readonly string[], delimiter: string): readonly (readonly string[])[] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let state: "record" | "field" | "plain" | "quoted" | "quote" | "ended" = "record";
  const save = (): void => {
    row.push(cell);
    cell = "";
  };
  for (const line of lines) {
    for (const c of line) {
      const ends = c === "\n" || c === "\r";
      if (state === "ended") {
        if (!ends) return null;
      } else if (state === "quoted") {
        if (c === '"') state = "quote";
        else cell += c;
      } else if (state === "quote" && c === '"') {
        cell += c;
        state = "quoted";
      } else if (ends) {
        if (state !== "record") save();
        state = "ended";
      } else if (c === delimiter) {
        save();
        state = "field";
      } else if (c === '"' && (state === "record" || state === "field")) state = "quoted";
      else {
        cell += c;
        state = "plain";
      }
    }
    if (state === "quoted") continue;
    if (state !== "record" && state !== "ended") save();
    rows.push(row);
    row = [];
    state = "record";
  }
  // a quote that nobody closes
  if (state === "quoted") {
    save();
    rows.push(row);
  }
  return rows;
}
