import { expect, test } from "vitest";
import type { DecisionProblem } from "../../../src/core/decision/plan";
import { flipCount, flipProbabilities } from "../../../src/core/decision/robustness";
import { normalQuantile } from "../../../src/core/footprint/model/draws";
import { host, problem, row } from "./problems";

const quantiles = (count: number): number[] => Array.from({ length: count }, (_, k) => normalQuantile((k + 0.5) / count));

/** Row b fits beside a and its host while its carbon stays below 5 kg: half of all draws of a median of 5. */
function drawn(kg: number): DecisionProblem {
  const rows = [row("a", "A", 2, 10), row("b", "B", kg, 4)];
  return problem(rows, [host("A", 3, rows), host("B", 2, rows)], 12);
}

test.each(["greedy", "exact"] as const)("a row flips in the share of draws in which it no longer fits (%s)", (method) => {
  const draws = quantiles(200).map((z) => 5 * Math.exp(0.3 * z));
  const { flips, proven } = flipProbabilities(drawn(4.9), (k) => drawn(draws[k] as number), { draws: draws.length, method });
  const [a, b] = flips;
  expect(proven).toBe(method === "exact" ? draws.length : 0);
  expect(a).toBe(0);
  const half = method === "exact" ? draws.filter((kg) => kg > 5).length : 0;
  if (method === "exact") expect(b).toBe(half / 200);
  else expect(b).toBeCloseTo(0.5, 1);
});

test("flips can be read while they are counted, and are the same every time", () => {
  const count = flipCount(drawn(4), "exact");
  expect(count.probabilities()).toEqual([0, 0]);
  count.add(drawn(4));
  expect(count.probabilities()).toEqual([0, 0]);
  count.add(drawn(9));
  expect([count.draws, ...count.probabilities()]).toEqual([2, 0, 0.5]);
});

test.each(["greedy", "exact"] as const)("draws are compared with the advised levels where they are given (%s)", (method) => {
  const instance = problem([row("a", null, 1, 10), row("b", null, 1, 5)], [], 1);
  const counted = (advised: readonly (0 | 1)[]) => flipProbabilities(instance, () => instance, { draws: 4, method, advised }).flips;
  expect(counted([1, 0])).toEqual([0, 0]);
  expect(counted([0, 1])).toEqual([1, 1]);
});
