import { expect, test } from "vitest";
import { lpGreedyPlan } from "../../../src/core/decision/greedy";
import { holdsBudget, planTotals } from "../../../src/core/decision/plan";
import { selectPlan } from "../../../src/core/decision/selectPlan";
import { host, largeProblem, problem, row } from "./problems";

test.each([
  [16, 3, {}, 0.04],
  [48, 6, {}, 0.02],
  [48, 6, { needs: true }, 0.08],
  [48, 10, { cost: true }, 0.04],
  [100, 6, { needs: true, cost: true }, 0.04],
] as const)("%d rows on %d hosts, %j: holds the budget and is near the best plan", (rows, hosts, options, near) => {
  for (let seed = 1; seed <= 6; seed++) {
    const instance = largeProblem({ rows, hosts, months: 12, seed, ...options });
    const totals = planTotals(instance, lpGreedyPlan(instance));
    const exact = selectPlan(instance);
    expect(holdsBudget(instance, totals)).toBe(true);
    expect(totals.value, `seed ${seed}`).toBeGreaterThan((1 - near) * exact.value);
  }
});

test("a whole machine is given up where that is worth more", () => {
  const rows = [row("a", "A", 1, 10), row("b", "B", 1, 3)];
  expect(lpGreedyPlan(problem(rows, [host("A", 5, rows), host("B", 5, rows)], 7))).toEqual([1, 0]);
});

test("floors that exceed the budget stay as they are", () => {
  expect(lpGreedyPlan(problem([row("a", null, 10, 1, { min: 0.5 })], [], 1))).toEqual([0.5]);
});
