import { type DecisionProblem, holdsBudget, planTotals } from "../../../src/core/decision/plan";
import type { Level } from "../../../src/core/scenario/scenario";
import { levelNames } from "./problems";

/** Every plan, and the rule of DESIGN.md section 5 word for word; null when no plan holds the budgets. */
export function bruteForce(problem: DecisionProblem): { levels: Level[]; best: number; key: readonly number[] } | null {
  const position = new Map(problem.rows.map((row, index) => [row.id, index]));
  const plans: { levels: Level[]; key: readonly [number, number, number, number] }[] = [];
  const visit = (levels: Level[]): void => {
    if (levels.length === problem.rows.length) {
      const ok = problem.rows.every((row, i) => row.needs.every((id) => (levels[i] as number) <= (levels[position.get(id) as number] as number)));
      const totals = planTotals(problem, levels);
      if (!ok || !holdsBudget(problem, totals)) return;
      const before = problem.current ?? problem.rows.map((row) => row.max);
      const changes = levels.filter((level, i) => level !== before[i]).length;
      plans.push({ levels, key: [totals.partial, totals.value, totals.carbon.reduce((sum, kg) => sum + kg, 0), changes] });
      return;
    }
    const row = problem.rows[levels.length];
    for (const level of levelNames) if (row && level >= row.min && level <= row.max) visit([...levels, level]);
  };
  visit([]);
  if (plans.length === 0) return null;
  const near = 1e-9;
  const best = Math.max(...plans.map(({ key }) => key[1]));
  let left = plans.filter(({ key }) => key[1] >= 0.99 * best - near);
  const narrow = (of: (key: readonly [number, number, number, number]) => number): void => {
    const least = Math.min(...left.map(({ key }) => of(key)));
    left = left.filter(({ key }) => of(key) <= least + near);
  };
  narrow((key) => key[0]);
  narrow((key) => -key[1]);
  narrow((key) => key[2]);
  narrow((key) => key[3]);
  const first = left[0] as (typeof plans)[number];
  return { levels: first.levels, best, key: first.key };
}
