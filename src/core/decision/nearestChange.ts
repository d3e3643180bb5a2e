import type { Level } from "../scenario/scenario";
import { type DecisionProblem, planTotals, worst } from "./plan";
import { selectPlan } from "./selectPlan";

/** An input that can be moved: the decision problem at each of its values. */
export interface MovableInput {
  readonly problemAt: (value: number) => DecisionProblem;
  readonly low: number;
  readonly central: number;
  readonly high: number;
}

export interface Change {
  /** to 1 % of the way from the central value to its end */
  readonly value: number;
  /** row id -> its level there; rows that change at a nearer value are left out */
  readonly levels: Readonly<Record<string, Level>>;
}

/** Steps on each side before the bisection: a plan that changes and changes back between two of them goes unseen. */
const steps = 8;

/**
 * What would change the decision: on each side of one input's central value, where rows first get another level, nearest first. Only what
 * follows from the change: a row that falls where the budget has more room, or rises where it has less, is only moved about for another
 * mix that is as good, and tells nobody on what its level hangs.
 */
export function nearestChanges(input: MovableInput): { readonly below: readonly Change[]; readonly above: readonly Change[] } {
  const central = input.problemAt(input.central);
  const first = selectPlan(central).levels;
  const before = shareUsed(central, first);
  const changedAt = (value: number): Map<string, Level> => {
    const problem = input.problemAt(value);
    const { levels } = selectPlan(problem, { known: [first] });
    const room = before - shareUsed(problem, first);
    const follows = (moved: number): boolean => (room === 0 ? moved !== 0 : moved * room > 0);
    return new Map(problem.rows.flatMap((row, i) => (follows((levels[i] as Level) - (first[i] as Level)) ? [[row.id, levels[i] as Level] as const] : [])));
  };
  const towards = (end: number): Change[] => {
    const changes: Change[] = [];
    const seen = new Set<string>();
    const record = (value: number, levels: ReadonlyMap<string, Level>): void => {
      const fresh = [...levels].filter(([id]) => !seen.has(id));
      if (fresh.length === 0) return;
      for (const [id] of fresh) seen.add(id);
      changes.push({ value, levels: Object.fromEntries(fresh) });
    };
    let before = input.central;
    for (let step = 1; step <= steps && end !== input.central; step++) {
      const value = input.central + ((end - input.central) * step) / steps;
      const here = changedAt(value);
      const fresh = [...here.keys()].filter((id) => !seen.has(id));
      if (fresh.length > 0) {
        let same = before;
        let other = value;
        let found = here;
        while (Math.abs(other - same) > 0.01 * Math.abs(end - input.central)) {
          const middle = (same + other) / 2;
          const there = changedAt(middle);
          if (fresh.some((id) => there.has(id))) [other, found] = [middle, there];
          else same = middle;
        }
        record(other, found);
        record(value, here);
      }
      before = value;
    }
    return changes;
  };
  return { below: towards(input.low), above: towards(input.high) };
}

/** How much of the tightest budget or machine a plan takes in its worst month. */
function shareUsed(problem: DecisionProblem, levels: readonly Level[]): number {
  const { carbon, cost, load } = planTotals(problem, levels);
  const { budget } = problem;
  return Math.max(load, budget.carbon === null ? 0 : worst(carbon) / budget.carbon, budget.cost === null ? 0 : worst(cost) / budget.cost);
}
