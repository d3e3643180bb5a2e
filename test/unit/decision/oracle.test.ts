import { expect, test } from "vitest";
import type { DecisionProblem } from "../../../src/core/decision/plan";
import { selectPlan } from "../../../src/core/decision/selectPlan";
import { highsOracle } from "./highsOracle";
import { host, largeProblem, problem, random, row } from "./problems";

const oracle = await highsOracle();

/** Rows and months without any pattern: every month can be the tightest. */
function unruly(seed: number, rows: number, months: number): DecisionProblem {
  const next = random(seed);
  const made = Array.from({ length: rows }, (_, i) =>
    row(
      `r${i}`,
      `h${i % 4}`,
      Array.from({ length: months }, () => 1 + 9 * next()),
      1 + 9 * next(),
      { min: next() < 0.1 ? 0.25 : 0, max: next() < 0.1 ? 0.75 : 1 },
    ),
  );
  const charges = [0, 1, 2, 3].map((h) =>
    host(
      `h${h}`,
      Array.from({ length: months }, () => 4 + 6 * next()),
      made,
    ),
  );
  return problem(made, charges, 0.45 * 5.5 * rows);
}

const table: [string, DecisionProblem][] = [];
for (const seed of [1, 2]) {
  table.push([`24 rows, seed ${seed}`, largeProblem({ rows: 24, hosts: 4, months: 12, seed })]);
  table.push([`24 rows with needs and a cost budget, seed ${seed}`, largeProblem({ rows: 24, hosts: 4, months: 12, seed, needs: true, cost: true })]);
  table.push([`48 rows with needs, seed ${seed}`, largeProblem({ rows: 48, hosts: 6, months: 12, seed, needs: true, share: 0.4 })]);
  table.push([
    `24 rows on machines that are too few, seed ${seed}`,
    largeProblem({ rows: 24, hosts: 4, months: 12, seed, needs: true, share: 0.8, machines: true }),
  ]);
  table.push([`16 unruly rows in 4 months, seed ${seed}`, unruly(seed, 16, 4)]);
}

test.each(table)("HiGHS finds the same plan by the same rule: %s", { timeout: 120_000 }, (_, instance) => {
  const plan = selectPlan(instance);
  const wanted = oracle.rule(instance);
  expect(plan).toMatchObject({ feasible: true, exact: true, gap: 0, partial: wanted.partial });
  expect(plan.value / wanted.value).toBeCloseTo(1, 6);
  expect(plan.carbon.reduce((sum, kg) => sum + kg, 0) / wanted.carbon).toBeCloseTo(1, 5);
});

test("a search that is cut short says so, and its gap covers what it missed", () => {
  for (const seed of [1, 2, 3, 4]) {
    const instance = unruly(seed, 30, 8);
    const short = selectPlan(instance, { effort: 1e5 });
    const long = selectPlan(instance);
    if (!short.feasible || !long.feasible) throw new Error("both hold the budget");
    expect(short.exact).toBe(false);
    expect(long.value).toBeLessThanOrEqual(short.value / (1 - short.gap) + 1e-9);
  }
});

test("800 rows on 20 hosts end", { timeout: 120_000 }, () => {
  const plan = selectPlan(largeProblem({ rows: 800, hosts: 20, months: 12, seed: 1 }));
  expect(plan).toMatchObject({ feasible: true, exact: true });
});

test("the same problem gives the same plan, whatever it starts from", () => {
  const instance = largeProblem({ rows: 32, hosts: 4, months: 12, seed: 7, needs: true });
  const plan = selectPlan(instance);
  expect(selectPlan(instance)).toEqual(plan);
  const other = selectPlan(instance, { known: [plan.levels, plan.levels.map(() => 0)] });
  expect(other.value).toBeCloseTo(plan.value, 6);
});
