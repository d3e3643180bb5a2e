import { expect, test } from "vitest";
import { changeBetween } from "../../../src/core/quantity/changeBetween";

test.each([
  [0.1 + 0.2, 0.3, 0],
  [8.3, 8.3 - 1.8e-15, 0],
  [1e-12, 3e-12, 2e-12],
  [0, 1e-15, 1e-15],
  [8.3, 8.3 * (1 - 1e-6), -8.3e-6],
  [null, 1, null],
  [1, null, null],
])("from %s to %s: %s", (before, after, expected) => {
  const change = changeBetween(before, after);
  if (expected === null || expected === 0) expect(change).toBe(expected);
  else expect(change).toBeCloseTo(expected, 14);
});
