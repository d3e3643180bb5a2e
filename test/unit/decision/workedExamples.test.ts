import { expect, test } from "vitest";
import { compile } from "../../../src/core/decision/compile";
import { planTotals } from "../../../src/core/decision/plan";
import { selectPlan } from "../../../src/core/decision/selectPlan";
import { solve } from "../../../src/core/decision/solve";
import type { Level } from "../../../src/core/scenario/scenario";
import { host, problem, row } from "./problems";

// Numbers T1, T7 to T9 are those of the method's reference, section 1.6.

const numbers = (text: string): number[] => text.split(" ").map(Number);

test("T1: the value of a plan is the sum of weight x files", () => {
  const rows = [row("a", null, 0, 1 * 1 + 1 * 0 + 3), row("b", null, 0, 0 + 5 + 6)];
  expect(planTotals(problem(rows, [], null), [1, 0]).value).toBe(4);
  expect(planTotals(problem(rows, [], null), [0, 1]).value).toBe(11);
});

test.each([
  ["three items", "10 20 30", "60 100 120", 50, 220],
  ["P01", "23 31 29 44 53 38 63 85 89 82", "92 57 49 68 60 43 67 84 87 72", 165, 309],
  ["P07", "70 73 77 80 82 87 90 94 98 106 110 113 115 118 120", "135 139 149 150 156 163 173 184 192 201 210 214 221 229 240", 750, 1458],
])("T8: knapsack %s, rows wholly served or not at all", (_, weights, values, capacity, expected) => {
  const kg = numbers(weights);
  const rows = numbers(values).map((value, i) => row(`i${i}`, null, kg[i] as number, value));
  const solved = solve(compile(problem(rows, [], capacity)), { partials: { kind: "none" }, floor: 0, known: [] }, { left: 1e8 });
  expect(solved.best?.value).toBeCloseTo(expected, 9);
  expect(solved.exact).toBe(true);
});

const t9 = [
  row("whisper-fr", "A", 20, 10),
  row("whisper-ar", "A", 25, 4),
  row("nllb-fr-en", "B", 4, 6),
  row("mistral-fr", "B", 12, 5),
  row("mistral-ar", "B", 36, 3),
];
const t9Hosts = [host("A", 30, t9), host("B", 20, t9)];

// The reference allows 0, 50 and 100 % only; where a quarter helps (120, 70 and 50 kg) the plan is better than its own.
test.each<[number, number, number, Level[]]>([
  [147, 28, 147, [1, 1, 1, 1, 1]],
  [120, 25.75, 120, [1, 1, 1, 1, 0.25]],
  [100, 23, 98.5, [1, 0.5, 1, 1, 0]],
  [90, 21, 86, [1, 0, 1, 1, 0]],
  [70, 13.5, 69, [0.75, 0, 1, 0, 0]],
  [50, 11.75, 45, [0, 0, 1, 1, 0.25]],
  [40, 11, 36, [0, 0, 1, 1, 0]],
  [25, 6, 24, [0, 0, 1, 0, 0]],
  [20, 0, 0, [0, 0, 0, 0, 0]],
])("T9: shared hosts under %d kg", (budget, value, kg, levels) => {
  const plan = selectPlan(problem(t9, t9Hosts, budget));
  expect(plan.levels).toEqual(levels);
  expect(plan.value).toBeCloseTo(value, 12);
  expect(plan.carbon[0]).toBeCloseTo(kg, 12);
  expect(plan).toMatchObject({ feasible: true, exact: true, gap: 0 });
});

test("T9: dropping one Whisper row avoids 25 kg, dropping both 75 kg, because the host goes too", () => {
  const all = planTotals(problem(t9, t9Hosts, null), [1, 1, 1, 1, 1]).carbon[0] as number;
  const without = (...levels: number[]): number => all - (planTotals(problem(t9, t9Hosts, null), levels).carbon[0] as number);
  expect(without(1, 0, 1, 1, 1)).toBe(25);
  expect(without(0, 0, 1, 1, 1)).toBe(75);
});

test("T7: adding a row never changes what another is worth", () => {
  const more = [...t9, row("new", "A", 1, 1000)];
  const before = planTotals(problem(t9, t9Hosts, null), [1, 0, 0, 0, 0]);
  const after = planTotals(problem(more, [host("A", 30, more), host("B", 20, more)], null), [1, 0, 0, 0, 0, 0]);
  expect(after).toEqual(before);
  // Between two rows that compete for the same room, a third one does not reverse the order.
  const pair = [row("a", null, 10, 5), row("b", null, 10, 4)];
  const third = [...pair, row("c", null, 1, 50)];
  expect(selectPlan(problem(pair, [], 10)).levels).toEqual([1, 0]);
  expect(selectPlan(problem(third, [], 11)).levels).toEqual([1, 0, 1]);
});
