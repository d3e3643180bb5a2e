import { expect, test } from "vitest";
import { analyse } from "../../support/analyse";
import { budgetsOf } from "./budgets";
import { everyPlan, keyOf, oracleProblem, respects } from "./oracle";
import { sample, textOf } from "./scenarios";

// SEEDS=1000 looks at more of them.
const seeds = Array.from({ length: Number(process.env.SEEDS ?? 40) }, (_, k) => k + 1);

test.each(seeds)("the recommended plan is the one that looking at every plan finds: scenario %i", { timeout: 60_000 }, (seed) => {
  const of = sample(seed);
  const budget = budgetsOf(of);
  const text = textOf(of, budget);
  const { matrix } = analyse(text);
  const problem = oracleProblem(of, matrix);
  const wanted = everyPlan(problem, budget);
  const { recommended } = matrix.plans;
  // Where a gate contradicts a duty nothing is recommended: the plan counts its floor.
  const levels = problem.rows.map(({ id, min }) => matrix.rows.find((row) => row.id === id)?.recommended ?? min);
  // What duties alone ask beyond the hours of a machine leaves the search as it is, but no plan with it is called feasible.
  expect(recommended.feasible, text).toBe(wanted === null ? false : recommended.overfull === undefined ? true : null);
  const mine = keyOf(problem, levels);
  if (wanted === null) return;
  expect(recommended.kgCO2e?.central).toBeCloseTo(mine.carbon / problem.months, 6);
  expect(respects(problem, levels), text).toBe(true);
  const close = (name: "value" | "carbon"): void =>
    expect(Math.abs(mine[name] - wanted[name]), `${name}\n${text}`).toBeLessThanOrEqual(1e-6 * Math.max(1e-9, wanted[name]));
  expect(mine.partial, text).toBe(wanted.partial);
  close("value");
  close("carbon");
  expect(mine.changes, text).toBe(wanted.changes);
});
