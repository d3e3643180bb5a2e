import { expect, test } from "vitest";
import { type DecisionProblem, planTotals, worst } from "../../../src/core/decision/plan";
import { selectPrudent } from "../../../src/core/decision/prudent";
import { selectPlan } from "../../../src/core/decision/selectPlan";
import { percentile } from "../../../src/core/footprint/model/draws";
import { host, largeProblem, levelNames, problem, random, row } from "./problems";

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

test("floors that exceed the budget as they are: what P80 needs is what would be needed", () => {
  const instance = problem([row("a", null, 4, 3, { min: 1 })], [], 3);
  expect(selectPrudent(instance, () => [6])).toMatchObject({ feasible: false, minimumCarbon: 6, causes: ["a"] });
});

test("without a carbon budget nothing is set aside", () => {
  const instance = problem([row("a", null, 4, 3)], [], null);
  expect(selectPrudent(instance, () => [1e9])).toMatchObject({ feasible: true, levels: [1] });
});

/** A small problem whose rows and hosts vary together and each on its own; P80 over 200 draws. */
function drawnProblem(seed: number, rowCount: number): { instance: DecisionProblem; p80: (levels: readonly number[]) => number[] } {
  const next = random(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next());
  const rows = Array.from({ length: rowCount }, (_, i) => row(`r${i}`, `h${i % 2}`, [1 + 9 * next(), 1 + 9 * next()], 1 + 9 * next()));
  const charges = [0, 1].map((h) => host(`h${h}`, [2 + 6 * next(), 2 + 6 * next()], rows));
  const most = Math.max(
    ...planTotals(
      problem(rows, charges, null),
      rows.map(() => 1),
    ).carbon,
  );
  const instance = problem(rows, charges, most * (0.4 + 0.5 * next()));
  const draws = 200;
  const shared = Array.from({ length: draws }, () => Math.exp(0.25 * normal()));
  const own = [...rows, ...charges].map(() => Array.from({ length: draws }, () => Math.exp(0.35 * normal())));
  const p80 = (levels: readonly number[]): number[] => {
    const on = new Set(planTotals(instance, levels).on);
    return [0, 1].map((month) => {
      const sample = Float64Array.from(shared, (all, k) => {
        const work = rows.reduce((sum, one, i) => sum + (levels[i] as number) * (one.carbon[month] as number) * (own[i]?.[k] as number), 0);
        const machines = charges.reduce((sum, one, h) => sum + (on.has(one.id) ? (one.carbon[month] as number) * (own[rowCount + h]?.[k] as number) : 0), 0);
        return all * (work + machines);
      });
      return percentile(sample.sort(), 0.8);
    });
  };
  return { instance, p80 };
}

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])("seed %d: looking at every plan finds no better prudent one", (seed) => {
  const { instance, p80 } = drawnProblem(seed, 4);
  const plan = selectPrudent(instance, p80);
  let plans: { partial: number; value: number }[] = [];
  const visit = (levels: number[]): void => {
    if (levels.length < 4) {
      for (const level of levelNames) visit([...levels, level]);
      return;
    }
    if (worst(p80(levels)) <= (instance.budget.carbon as number) * (1 + 1e-9)) plans.push(planTotals(instance, levels));
  };
  visit([]);
  expect(plan.feasible).toBe(plans.length > 0);
  const best = Math.max(...plans.map(({ value }) => value));
  plans = plans.filter(({ value }) => value >= 0.99 * best - 1e-9);
  const partial = Math.min(...plans.map((one) => one.partial));
  expect(plan.partial).toBe(partial);
  expect(plan.value).toBeCloseTo(Math.max(...plans.filter((one) => one.partial === partial).map(({ value }) => value)), 9);
});

test("a larger prudent plan is near what a plan without prudence but with its reserve is worth", () => {
  for (const seed of [21, 22, 23]) {
    const { instance, p80 } = drawnProblem(seed, 12);
    const plan = selectPrudent(instance, p80);
    expect(worst(plan.p80)).toBeLessThanOrEqual((instance.budget.carbon as number) * (1 + 1e-9));
    const reserve = plan.p80.map((kg, month) => kg - (plan.carbon[month] as number));
    expect(plan.value).toBeGreaterThan(0.97 * selectPlan({ ...instance, base: { ...instance.base, carbon: reserve } }).value);
  }
});
