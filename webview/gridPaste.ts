import type { RowView } from "../src/protocol/matrixView";
import type { Change } from "../src/protocol/messages";
import { levelOfText, pastedColumn } from "./gridKeys";
import { type Column, editable, type GridRow } from "./gridRows";

/** The rows that a line of the grid stands for: all of a service's unlocked ones, or itself. */
export function rowsUnder(line: GridRow): readonly RowView[] {
  return line.kind === "service" ? line.service.rows.filter((row) => !row.locked) : [line.row];
}

/**
 * What pasting a column changes, from the first of `lines` downwards: a service's own line takes no part in it.
 * Nothing at all when one text makes no sense there, so that half a paste never happens.
 */
export function pasteChanges(text: string, column: Column, lines: readonly GridRow[]): readonly Change[] {
  const texts = pastedColumn(text);
  const targets = lines.filter((line): line is GridRow & { kind: "row" } => line.kind === "row").slice(0, texts.length);
  const changes = targets.map((line, index) => (editable(line, column) ? pasted(texts[index] ?? "", column, line.row) : undefined));
  return changes.every((change) => change !== undefined) ? changes : [];
}

function pasted(text: string, column: Column, row: RowView): Change | undefined {
  const cell = { service: row.service, language: row.language };
  switch (column) {
    case "decision": {
      const level = levelOfText(text);
      return level === undefined ? undefined : { type: "level", ...cell, level };
    }
    case "volume":
      return /^\s*\d[\d\s.,]*$/.test(text) ? { type: "files", ...cell, files: text.trim() } : undefined;
    case "reason":
      return { type: "reason", ...cell, reason: text.trim() };
    default:
      return undefined;
  }
}
