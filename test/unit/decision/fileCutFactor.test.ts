import { expect, test } from "vitest";
import { fileCutFactor } from "../../../src/core/decision/fileCutFactor";

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
