import type { Gate, Matrix } from "../analysis/matrix";

// What people have settled, and what only they can.

/** Whether nobody has decided on any row: then the decided plan is the baseline, and nothing is "as decided". */
export function nothingDecided({ rows }: Pick<Matrix, "rows">): boolean {
  return rows.every(({ decided }) => decided === null);
}

/** Whether a duty asks for more than another gate allows, so that no level can be recommended until people settle it. */
export function isContradicted(gates: readonly Gate[]): boolean {
  return Math.max(0, ...gates.map(({ min }) => min)) > Math.min(1, ...gates.map(({ max }) => max));
}
