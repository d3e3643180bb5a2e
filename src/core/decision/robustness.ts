import type { Level } from "../scenario/scenario";
import { lpGreedyPlan } from "./greedy";
import type { DecisionProblem } from "./plan";
import { selectPlan } from "./selectPlan";

/** `greedy`: the linear relaxation rounded, for a first answer; `exact`: the engine's plan, tie rule included. */
export type FlipMethod = "greedy" | "exact";

/** Counts in how many draws each row's level differs from the advised plan; fed draw by draw, so it can stop at any time. */
export interface FlipCount {
  add(draw: DecisionProblem): void;
  readonly draws: number;
  /** draws whose plan is the one that the rule asks for; none by the greedy plan */
  readonly proven: number;
  /** by row, from 0 to 1; 0 before the first draw */
  probabilities(): number[];
}

/** Effort of one exact draw: the central plan is a good start, and a draw that is cut short is still near its best plan. */
const effortPerDraw = 2e7;

/** @param advised levels that draws are compared with; the central plan of the same method where none are given */
export function flipCount(central: DecisionProblem, method: FlipMethod, advised?: readonly Level[]): FlipCount {
  const first = advised ?? (method === "greedy" ? lpGreedyPlan(central) : selectPlan(central).levels);
  const flips = new Float64Array(central.rows.length);
  let draws = 0;
  let proven = 0;
  const exactly = (draw: DecisionProblem): readonly number[] => {
    const plan = selectPlan(draw, { known: [first], effort: effortPerDraw });
    if (!plan.feasible || plan.exact) proven++;
    return plan.levels;
  };
  return {
    add(draw) {
      const levels = method === "greedy" ? lpGreedyPlan(draw) : exactly(draw);
      for (let i = 0; i < flips.length; i++) if (levels[i] !== first[i]) flips[i] = (flips[i] as number) + 1;
      draws++;
    },
    get draws() {
      return draws;
    },
    get proven() {
      return proven;
    },
    probabilities: () => Array.from(flips, (count) => (draws === 0 ? 0 : count / draws)),
  };
}

/** How often each row's recommended level differs when inputs vary; `draw(k)` is the decision problem of the k-th draw. */
export function flipProbabilities(
  central: DecisionProblem,
  draw: (k: number) => DecisionProblem,
  options: { readonly draws: number; readonly method: FlipMethod; readonly advised?: readonly Level[] },
): { readonly flips: number[]; readonly proven: number } {
  const count = flipCount(central, options.method, options.advised);
  for (let k = 0; k < options.draws; k++) count.add(draw(k));
  return { flips: count.probabilities(), proven: count.proven };
}
