import type { Level } from "../scenario/scenario";
import type { DecisionProblem } from "./plan";
import { selectPlan } from "./selectPlan";

/** An input that can be moved: the decision problem at each of its values. */
export interface MovableInput {
  readonly problemAt: (value: number) => DecisionProblem;
  readonly low: number;
  readonly central: number;
  readonly high: number;
}

export interface Change {
  /** the value nearest to the central one, to 1 % of the way, at which the recommended plan differs */
  readonly value: number;
  /** row id -> its level there */
  readonly levels: Readonly<Record<string, Level>>;
}

/** Steps on each side before the bisection: a plan that changes and changes back between two of them goes unseen. */
const steps = 8;

/** What would change the decision: the nearest value of one input, below and above its central one, at which some level flips. */
export function nearestChange(input: MovableInput): { readonly below: Change | null; readonly above: Change | null } {
  const central = input.problemAt(input.central);
  const first = selectPlan(central).levels;
  const differs = (value: number): Readonly<Record<string, Level>> | null => {
    const problem = input.problemAt(value);
    const { levels } = selectPlan(problem, { known: [first] });
    const changed = problem.rows.flatMap((row, i) => (levels[i] === first[i] ? [] : [[row.id, levels[i] as Level] as const]));
    return changed.length > 0 ? Object.fromEntries(changed) : null;
  };
  const towards = (end: number): Change | null => {
    if (end === input.central) return null;
    let same = input.central;
    for (let step = 1; step <= steps; step++) {
      const value = input.central + ((end - input.central) * step) / steps;
      let found = differs(value);
      if (found === null) {
        same = value;
        continue;
      }
      let other = value;
      while (Math.abs(other - same) > 0.01 * Math.abs(end - input.central)) {
        const middle = (same + other) / 2;
        const there = differs(middle);
        if (there === null) same = middle;
        else {
          other = middle;
          found = there;
        }
      }
      return { value: other, levels: found };
    }
    return null;
  };
  return { below: towards(input.low), above: towards(input.high) };
}
