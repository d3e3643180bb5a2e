import { expect, test } from "vitest";
import { carbonClass, classFlip } from "../../../src/core/decision/carbonClass";
import { fileCutFactor, monthsToOvershoot, overshootMonth } from "../../../src/core/decision/closedForms";

test.each<[number, number | null, string | null]>([
  [1.2, 6, "high"],
  [1.1999, 6, "medium"],
  [0.3, 6, "medium"],
  [0.2999, 6, "low"],
  [0, 6, "low"],
  [0, 0, "low"],
  [1e-9, 0, "high"],
  [5, null, null],
])("%d kg a month of a budget of %s is %s", (kg, budget, expected) => expect(carbonClass(kg, budget)).toBe(expected));

test("a class flips in the share of draws that fall into another one", () => {
  expect(classFlip(1, [0.9, 1, 1.3, 0.2], 6)).toBe(0.5);
  expect(classFlip(1, [2], null)).toBeNull();
});

test.each<[string, number, number[], number[], number | null]>([
  ["T9: hosts A and B take 50 of 100 kg, rows 97", 100, [50], [97], 50 / 97],
  ["no cut needed", 200, [50], [97], 1],
  ["the tightest month counts", 100, [50, 50], [60, 97], 50 / 97],
  ["hosts alone exceed the budget", 40, [50], [97], null],
  ["hosts take all of it", 50, [50], [97], 0],
  ["no files", 60, [50], [0], 1],
])("file-cut factor: %s", (_, budget, fixed, variable, expected) => {
  const factor = fileCutFactor(budget, fixed, variable);
  if (expected === null) expect(factor).toBeNull();
  else expect(factor).toBeCloseTo(expected, 12);
});

test("T11: 500 kg growing 15 % a month exceed 1000 kg after 4.96 months, in month 5", () => {
  const months = monthsToOvershoot({ budget: 1000, fixed: 0, variable: 500, growth: 0.15 });
  expect(months).toBeCloseTo(4.96, 2);
  const totals = Array.from({ length: 12 }, (_, m) => 500 * 1.15 ** m);
  const labels = totals.map((_, m) => `2027-${String(m + 1).padStart(2, "0")}`);
  expect(overshootMonth(totals, 1000, labels)).toBe(labels[Math.ceil(months)]);
});

test.each([
  ["already over", { budget: 10, fixed: 8, variable: 3, growth: 0 }, 0],
  ["never without growth", { budget: 10, fixed: 8, variable: 2, growth: 0 }, Number.POSITIVE_INFINITY],
])("overshoot: %s", (_, input, expected) => expect(monthsToOvershoot(input)).toBe(expected));

test("a budget that is met to the last digit is not exceeded", () => {
  expect(overshootMonth([0.1 + 0.2], 0.3, ["2027-01"])).toBeNull();
  expect(overshootMonth([0.3001], 0.3, ["2027-01"])).toBe("2027-01");
  expect(overshootMonth([9], null, ["2027-01"])).toBeNull();
});
