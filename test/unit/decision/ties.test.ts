import fc from "fast-check";
import { expect, test } from "vitest";
import type { DecisionProblem } from "../../../src/core/decision/plan";
import { selectPlan } from "../../../src/core/decision/selectPlan";
import type { Level } from "../../../src/core/scenario/scenario";
import { host, largeProblem, levelNames, problem, random, row } from "./problems";

/** Rows of few kinds, so that many plans are as good as each other, and rows that weigh nothing; some need another. */
function alike(seed: number, rows: number): DecisionProblem {
  const next = random(seed);
  const kinds = Array.from({ length: 3 }, () => ({ kg: 1 + Math.floor(4 * next()), value: 1 + Math.floor(4 * next()) }));
  const made = Array.from({ length: rows }, (_, i) => {
    const { kg, value } = kinds[Math.floor(3 * next())] as (typeof kinds)[number];
    const empty = next() < 0.15;
    return row(`r${i}`, `h${i % 3}`, empty ? [0, 0] : [kg, 2 * kg], empty ? 0 : value, { needs: i > 0 && next() < 0.2 ? [`r${i - 1}`] : [] });
  });
  const charges = [0, 1, 2].map((h) => host(`h${h}`, [2, 2], made));
  return problem(made, charges, (0.3 + 0.5 * next()) * made.reduce((sum, { carbon }) => sum + (carbon[1] as number), 6));
}

const levels = (seed: number, count: number): Level[] => {
  const next = random(seed);
  return Array.from({ length: count }, () => levelNames[Math.floor(5 * next())] as Level);
};

test("where no tie was settled, another plan in force gives the same plan", () => {
  let rowsWithout = 0;
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 2, max: 24 }), fc.boolean(), (seed, rows, many) => {
      const instance = many ? largeProblem({ rows, hosts: 3, months: 4, seed, needs: seed % 2 === 0, cost: seed % 3 === 0 }) : alike(seed, rows);
      const before = levels(seed + 1, rows);
      const first = selectPlan({ ...instance, current: before });
      const ties = new Set(first.ties);
      rowsWithout += rows - ties.size;
      const after = levels(seed + 2, rows).map((level, i) => (ties.has(i) ? (before[i] as Level) : level));
      expect(selectPlan({ ...instance, current: after })).toEqual(first);
    }),
    { numRuns: 300 },
  );
  expect(rowsWithout).toBeGreaterThan(1000);
});

test.each([
  ["two rows alike, room for one", problem([row("a", null, 1, 1), row("b", null, 1, 1)], [], 1), [0, 1]],
  ["a row without files beside one that matters", problem([row("a", null, 1, 1), row("b", null, 0, 0)], [], 0.5), [1]],
  ["two rows, one of them better", problem([row("a", null, 1, 2), row("b", null, 1, 1)], [], 1), []],
  ["no budget", problem([row("a", null, 1, 1), row("b", null, 1, 1)], [], null), []],
])("ties: %s", (_, instance, wanted) => {
  expect(selectPlan(instance).ties).toEqual(wanted);
});
