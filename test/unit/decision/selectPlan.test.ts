import fc from "fast-check";
import { expect, test } from "vitest";
import type { DecisionProblem } from "../../../src/core/decision/plan";
import { holdsBudget, planTotals } from "../../../src/core/decision/plan";
import { selectPlan } from "../../../src/core/decision/selectPlan";
import { bruteForce } from "./bruteForce";
import { host, levelNames, row } from "./problems";

const level = fc.constantFrom(...levelNames);
const kg = fc.integer({ min: 0, max: 12 });

/** Small instances with everything in them: hosts, upkeep, needs, bounds, several months, a cost budget, a plan in force. */
const instances: fc.Arbitrary<DecisionProblem> = fc
  .record({ count: fc.integer({ min: 1, max: 5 }), months: fc.integer({ min: 1, max: 3 }) })
  .chain(({ count, months }) =>
    fc.record({
      rows: fc.array(
        fc.record({
          carbon: fc.array(kg, { minLength: months, maxLength: months }),
          value: fc.oneof(
            fc.integer({ min: 0, max: 9 }),
            fc.integer({ min: 0, max: 900 }).map((one) => one / 97),
          ),
          cost: fc.array(kg, { minLength: months, maxLength: months }),
          host: fc.constantFrom("A", "B", null),
          bounds: fc.oneof({ weight: 3, arbitrary: fc.constant([0, 1] as const) }, { weight: 1, arbitrary: fc.tuple(level, level) }),
          need: fc.option(fc.integer({ min: 0, max: count - 1 }), { freq: 2 }),
        }),
        { minLength: count, maxLength: count },
      ),
      busy: fc.option(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }), { freq: 2 }),
      fixed: fc.array(fc.array(kg, { minLength: months, maxLength: months }), { minLength: 2, maxLength: 2 }),
      rent: fc.array(kg, { minLength: 2, maxLength: 2 }),
      upkeep: fc.integer({ min: 0, max: 3 }),
      base: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: months, maxLength: months }),
      carbon: fc.option(fc.integer({ min: 0, max: 50 }), { freq: 9 }),
      cost: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 2 }),
      current: fc.option(fc.array(level, { minLength: count, maxLength: count })),
    }),
  )
  .map(({ rows, busy, fixed, rent, upkeep, base, carbon, cost, current }) => {
    const made = rows.map((one, index) =>
      row(`r${index}`, one.host, one.carbon, one.value, {
        cost: one.cost,
        min: Math.min(...one.bounds) as 0,
        max: Math.max(...one.bounds) as 1,
        needs: one.need === null || one.need === index ? [] : [`r${one.need}`],
      }),
    );
    const charges = [host("A", fixed[0] ?? [], made, rent[0]), host("B", fixed[1] ?? [], made, rent[1])];
    charges.push({ id: "upkeep", carbon: base.map(() => 0), cost: base.map(() => upkeep), rows: made.slice(0, 2).map((one) => one.id) });
    const load = Object.fromEntries(made.flatMap((one, i) => (one.host === "A" ? [[one.id, base.map((_, m) => ((busy?.[i] ?? 0) + m) / 12)]] : [])));
    const machines = busy === null ? [] : [{ id: "A", base: base.map(() => 0.1), load }];
    return { rows: made, charges, machines, base: { carbon: base, cost: base.map(() => 1) }, budget: { carbon, cost }, current };
  });

test("the plan is the one that looking at every plan finds, tie rule included", () => {
  fc.assert(
    fc.property(instances, (instance) => {
      const found = selectPlan(instance);
      const oracle = bruteForce(instance);
      expect(found.feasible).toBe(oracle !== null);
      if (!found.feasible || !oracle || (instance.budget.carbon === null && instance.budget.cost === null && instance.machines?.length === 0)) return;
      expect(found.exact).toBe(true);
      expect(found.gap).toBe(0);
      const before = instance.current ?? instance.rows.map((one) => one.max);
      const key = [found.partial, found.value, found.carbon.reduce((sum, one) => sum + one, 0), found.levels.filter((one, i) => one !== before[i]).length];
      key.forEach((part, index) => {
        expect(part, `part ${index} of ${key} instead of ${oracle.key}: ${found.levels} instead of ${oracle.levels}`).toBeCloseTo(
          oracle.key[index] as number,
          7,
        );
      });
    }),
    { numRuns: 800, seed: 1 },
  );
}, 60_000);

test("every plan keeps bounds, needs and budgets", () => {
  fc.assert(
    fc.property(instances, (instance) => {
      const { feasible, levels } = selectPlan(instance);
      if (!feasible) return;
      expect(holdsBudget(instance, planTotals(instance, levels))).toBe(true);
      instance.rows.forEach((one, i) => {
        expect(levels[i]).toBeGreaterThanOrEqual(one.min);
        expect(levels[i]).toBeLessThanOrEqual(one.max);
      });
    }),
    { numRuns: 300, seed: 2 },
  );
});
