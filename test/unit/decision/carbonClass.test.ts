import { expect, test } from "vitest";
import { carbonClass, classFlip } from "../../../src/core/decision/carbonClass";

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
