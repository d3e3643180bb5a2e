import type { CriticalityView } from "../src/protocol/matrixView";
import type { Change } from "../src/protocol/messages";
import { cellOf, typedChange } from "./gridChanges";
import { levelOfText, pastedColumn } from "./gridKeys";
import { type Column, editable, type GridRow } from "./gridRows";
import type { Words } from "./page";

/** What a paste changes, or why it changes nothing. */
export type Pasted = { readonly changes: readonly Change[] } | { readonly refused: "empty" | "nonsense" | "read-only"; readonly text: string };

/**
 * What pasting a column changes, from the first of `lines` downwards: a service's own line takes no part in it.
 * Nothing at all when one text makes no sense there, so that half a paste never happens.
 */
export function pasteChanges(
  text: string,
  column: Column,
  lines: readonly GridRow[],
  criticalities: readonly { readonly id: CriticalityView["id"]; readonly word: string }[] = [],
): Pasted {
  const texts = pastedColumn(text);
  const targets = lines.filter((line): line is GridRow & { kind: "row" } => line.kind === "row").slice(0, texts.length);
  if (text === "" || targets.length === 0) return { refused: "empty", text };
  const changes: Change[] = [];
  for (const [index, line] of targets.entries()) {
    const own = texts[index] ?? "";
    if (!editable(line, column)) return { refused: "read-only", text: line.row.id };
    const change = pasted(own, column, line, criticalities);
    if (change === undefined) return { refused: "nonsense", text: own };
    changes.push(change);
  }
  return { changes };
}

/** Why nothing was pasted, in words; undefined where something was, or nothing was there. */
export function refusalOf(pasted: Pasted, t: Words): string | undefined {
  if ("changes" in pasted || pasted.refused === "empty") return undefined;
  return pasted.refused === "nonsense"
    ? t("Nothing was pasted: {0} makes no sense in this column.", pasted.text.trim() || '""')
    : t("Nothing was pasted: {0} cannot be edited here.", pasted.text);
}

/** What a cell reads without the marks and the words for screen readers: what is copied of it. */
export function plainText(cell: HTMLElement | undefined): string {
  const copy = cell?.cloneNode(true) as HTMLElement | undefined;
  for (const extra of copy?.querySelectorAll(".sr, .ask, .was, .range, .differs, .lock, [aria-hidden]") ?? []) extra.remove();
  return copy?.textContent?.trim() ?? "";
}

function pasted(
  text: string,
  column: Column,
  line: GridRow & { readonly kind: "row" },
  criticalities: readonly { readonly id: CriticalityView["id"]; readonly word: string }[],
): Change | undefined {
  switch (column) {
    case "decision": {
      const level = levelOfText(text);
      return level === undefined ? undefined : { type: "level", ...cellOf(line.row), level };
    }
    case "criticality": {
      const wanted = text.trim().toLocaleLowerCase();
      const found = criticalities.find(({ id, word }) => id === wanted || word.toLocaleLowerCase() === wanted)?.id;
      return found ? { type: "criticality", ...cellOf(line.row), criticality: found } : undefined;
    }
    case "volume":
      // Figures as a spreadsheet copies them; the core reads them, and refuses what is ambiguous.
      return /^\s*\d[\d\s.,]*$/u.test(text) ? typedChange(line, column, text.trim()) : undefined;
    case "cost":
    case "reason":
    case "by":
    case "review":
      return typedChange(line, column, text.trim());
    default:
      return undefined;
  }
}
