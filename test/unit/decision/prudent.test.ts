import { expect, test } from "vitest";
import { planTotals, worst } from "../../../src/core/decision/plan";
import { selectPrudent } from "../../../src/core/decision/prudent";
import { selectPlan } from "../../../src/core/decision/selectPlan";
import { largeProblem, problem, row } from "./problems";

test.each([1, 2, 3, 4, 5, 6, 7, 8])("seed %d: the P80 holds in every month, and little value is given up for it", (seed) => {
  const instance = largeProblem({ rows: 40, hosts: 4, months: 6, seed, needs: seed % 2 === 0 });
  // Each row's carbon is uncertain by its own share, hosts by 15 %: any monotone P80 will do here.
  const spread = instance.rows.map((_, i) => 0.05 + 0.04 * (i % 6));
  const p80 = (levels: readonly number[]): number[] => {
    const totals = planTotals(instance, levels);
    return totals.carbon.map((kg, month) => {
      const squares = instance.rows.reduce((sum, one, i) => sum + ((spread[i] as number) * (one.carbon[month] as number) * (levels[i] as number)) ** 2, 0);
      return kg + 0.8416 * (Math.sqrt(squares) + 0.05 * kg);
    });
  };
  const plan = selectPrudent(instance, p80);
  const expected = selectPlan(instance);
  expect(plan.feasible).toBe(true);
  expect(worst(plan.p80)).toBeLessThanOrEqual((instance.budget.carbon as number) * (1 + 1e-9));
  expect(plan.p80).toEqual(p80(plan.levels));
  expect(plan.value).toBeLessThan(expected.value);
  // What an exact plan under a budget that is smaller by the plan's own reserve is worth: the method finds nearly that.
  const reserve = plan.p80.map((kg, month) => kg - (plan.carbon[month] as number));
  const bound = selectPlan({ ...instance, base: { ...instance.base, carbon: reserve } });
  expect(plan.value).toBeGreaterThan(0.97 * bound.value);
});

test("a plan whose P80 holds is the expected plan, proven", () => {
  const instance = problem([row("a", null, 4, 3), row("b", null, 4, 2)], [], 10);
  expect(selectPrudent(instance, (levels) => planTotals(instance, levels).carbon.map((kg) => kg * 1.2))).toMatchObject({
    levels: selectPlan(instance).levels,
    exact: true,
  });
});

test("floors whose P80 exceeds the budget: no plan, and how much would be needed", () => {
  const instance = problem([row("a", null, 4, 3, { min: 1 })], [], 5);
  expect(selectPrudent(instance, () => [6])).toMatchObject({ feasible: false, minimumCarbon: 6, causes: ["a"] });
});

test("without a carbon budget nothing is set aside", () => {
  const instance = problem([row("a", null, 4, 3)], [], null);
  expect(selectPrudent(instance, () => [1e9])).toMatchObject({ feasible: true, levels: [1] });
});
