import type { Criticality, Level } from "../src/core/scenario/scenario";
import type { RowView } from "../src/protocol/matrixView";
import type { Change } from "../src/protocol/messages";
import type { Column, GridRow } from "./gridRows";

// What an edit of a cell, of a service or of a selection asks for: pure, so that it can be tested without a page.

/** Of a row, as messages name it. */
export function cellOf(row: RowView): { readonly service: string; readonly language: string | null } {
  return { service: row.service, language: row.language };
}

/** The rows that lines stand for, once each: all unlocked ones of a service, or the row itself. */
export function rowsUnder(lines: readonly GridRow[]): readonly RowView[] {
  const rows = lines.flatMap((line) => (line.kind === "service" ? line.service.rows : line.kind === "row" ? [line.row] : []));
  return [...new Map(rows.filter((row) => !row.locked).map((row) => [row.id, row])).values()];
}

/** A level for all the rows of some lines; rows that have it already, and locked ones, are left alone. */
export function levelChanges(lines: readonly GridRow[], level: Level | null): readonly Change[] {
  return rowsUnder(lines).flatMap((row): Change[] => (row.decided.value === level ? [] : [{ type: "level", ...cellOf(row), level }]));
}

/** A criticality in a service's line is the service's, in a row that row's. */
export function criticalityChanges(lines: readonly GridRow[], criticality: Criticality): readonly Change[] {
  const services = new Set(lines.flatMap((line) => (line.kind === "service" ? [line.service.name] : [])));
  return lines.flatMap((line): Change[] => {
    if (line.kind === "service") return [{ type: "criticality", service: line.service.name, language: null, criticality }];
    return line.kind === "medium" || services.has(line.service.name) ? [] : [{ type: "criticality", ...cellOf(line.row), criticality }];
  });
}

/** What a text that was typed into a cell changes. */
export function typedChange(line: GridRow, column: Column, text: string): Change | undefined {
  if (line.kind === "medium") return undefined;
  if (column === "cost") return text === "" ? undefined : { type: "maintenance", service: line.service.name, amount: text };
  if (line.kind === "service") return undefined;
  const cell = cellOf(line.row);
  switch (column) {
    case "volume":
      return text === "" ? undefined : { type: "files", ...cell, files: text };
    case "reason":
      return { type: "reason", ...cell, reason: text };
    case "by":
      return { type: "by", ...cell, by: text };
    case "review":
      return { type: "review", ...cell, review: text };
    default:
      return undefined;
  }
}

/** The text that an editor of a cell opens with; undefined where a cell takes no typed text. */
export function typedText(line: GridRow, column: Column): string | undefined {
  if (line.kind === "medium") return undefined;
  if (column === "cost") return line.service.costEdit;
  if (line.kind === "service") return undefined;
  const { row } = line;
  const texts: Readonly<Partial<Record<Column, string>>> = { volume: row.volumeEdit ?? "", reason: row.reason, by: row.by, review: row.review };
  return texts[column];
}
