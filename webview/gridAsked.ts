import type { Level } from "../src/core/scenario/scenario";
import type { Topic } from "../src/protocol/detailsView";
import { levelOfKey } from "./gridKeys";
import { type Column, editable, foldable, type GridRow, topicOf } from "./gridRows";

/** What a key asks for on a cell, where it does not move to another. */
export type Asked =
  | { readonly do: "level"; readonly level: Level | null }
  | { readonly do: "criticality"; readonly letter: string }
  | { readonly do: "fold" }
  | { readonly do: "details"; readonly topic: Topic }
  /** `typed` takes the place of the value */
  | { readonly do: "edit"; readonly typed?: string };

/**
 * Keys as a spreadsheet has them; null where one means nothing on this cell. The levels' digits hold wherever nothing can be typed, so that one
 * need not walk to the column of decisions.
 */
export function askedFor(key: string, line: GridRow, column: Column): Asked | null {
  const level = levelOfKey(key);
  const clears = key === "Backspace" || key === "Delete";
  if (level !== undefined && (column === "decision" || !takesText(line, column))) return { do: "level", level };
  if (column === "decision" && clears) return { do: "level", level: null };
  if (key === "Enter" && column === "name" && foldable(line)) return { do: "fold" };
  if ((key === "Enter" || key === "F2") && editable(line, column)) return { do: "edit" };
  if (key === " " && line.kind === "service") return { do: "fold" };
  if (key === "Enter" || key === "F2" || key === " ") return detailsOf(line, column);
  if (column === "criticality" && key.length === 1) return { do: "criticality", letter: key };
  if (column === "reason" && clears) return { do: "edit", typed: "" };
  return key.length === 1 ? { do: "edit", typed: key } : null;
}

/** Where a digit is the start of a text: a reason may begin with one, decided or not; a criticality never does. */
function takesText(line: GridRow, column: Column): boolean {
  return column === "reason" || column === "by" || column === "review" || (editable(line, column) && column !== "criticality");
}

function detailsOf(line: GridRow, column: Column): Asked | null {
  return line.kind === "service" ? null : { do: "details", topic: line.kind === "medium" ? "volume" : topicOf(column) };
}
