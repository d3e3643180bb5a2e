import type { Gate, Matrix } from "../analysis/matrix";
import type { Translate } from "../text";

// What people have settled, and what only they can.

/** Whether nobody has decided on any row: then the decided plan is the baseline, and nothing is "as decided". */
export function nothingDecided({ rows }: Pick<Matrix, "rows">): boolean {
  return rows.every(({ decided }) => decided === null);
}

/** Whose levels a plan has: those that the file decides, or those that somebody only tries. */
export type LevelsOf = "file" | "draft";

/** `as decided`, `in the draft` */
export function levelsWords(levels: LevelsOf, t: Translate): string {
  return levels === "draft" ? t("in the draft") : t("as decided");
}

/** Whether a duty asks for more than another gate allows, so that no level can be recommended until people settle it. */
export function isContradicted(gates: readonly Gate[]): boolean {
  return Math.max(0, ...gates.map(({ min }) => min)) > Math.min(1, ...gates.map(({ max }) => max));
}
