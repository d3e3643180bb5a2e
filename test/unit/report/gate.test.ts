import { expect, test } from "vitest";
import type { Matrix } from "../../../src/core/analysis/matrix";
import { gateOf, withoutWords } from "../../../src/core/report/gate";
import { translator } from "../../../src/core/text";
import { sampleMatrix, samplePlan } from "./sampleAnalysis";

const carbonOpen = [{ budget: "carbon", reason: "The carbon of a is not known." }] as const;
const costOpen = [{ budget: "cost", reason: "The cost is not known in EUR." }] as const;

const total = (plan: Partial<Matrix["total"]>, carbon: number | null, cost: number | null): Matrix =>
  sampleMatrix({ total: { ...samplePlan(5), budget: { carbon, cost, plan: "expected" }, ...plan } });

test.each([
  ["within both", total({ cost: 500 }, 6, 900), "within"],
  ["over carbon in a month", total({ feasible: false, overshootMonth: "2027-02" }, 6, null), "over"],
  ["over cost in the mean month", total({ cost: 901, feasible: false, costOvershootMonth: "2027-01" }, null, 900), "over"],
  ["over cost in one month only", total({ cost: 899, feasible: false, costOvershootMonth: "2027-12" }, 6, 900), "over"],
  ["no budget", total({ feasible: true }, null, null), "no-budget"],
  ["carbon unknown", total({ kgCO2e: null, feasible: null, unchecked: carbonOpen }, 6, null), "unknown"],
  ["cost unknown", total({ cost: null, costs: { USD: 3 }, feasible: null, unchecked: costOpen }, 6, 900), "unknown"],
  ["cost budget in a currency that no rate joins", total({ feasible: null, unchecked: costOpen }, null, null), "unknown"],
  ["over carbon, cost unknown", total({ cost: null, feasible: false, unchecked: costOpen, overshootMonth: "2027-02" }, 6, 900), "over"],
  ["unknown cost without a cost budget", total({ cost: null }, 6, null), "within"],
] as const)("%s", (_, matrix, expected) => {
  expect(gateOf(matrix).result).toBe(expected);
});

test("the broken budget is named", () => {
  expect(gateOf(total({ cost: 950, feasible: false, overshootMonth: "2027-02", costOvershootMonth: "2027-01" }, 6, 900)).over).toEqual({
    carbon: true,
    cost: true,
  });
  expect(gateOf(total({ cost: 100, feasible: false, overshootMonth: "2027-02" }, 6, 900)).over).toEqual({ carbon: true, cost: false });
  expect(gateOf(total({ cost: 899, feasible: false, costOvershootMonth: "2027-12" }, 6, 900)).over).toEqual({ carbon: false, cost: true });
});

test("a budget that the known part exceeds is checked: what is not known comes on top", () => {
  const words = (matrix: Matrix) => withoutWords(matrix, "en", translator("en"));
  const both = [...carbonOpen, ...costOpen];
  expect(words(total({ feasible: null, unchecked: both }, 6, 900))).toBe("The carbon of a is not known. The cost is not known in EUR.");
  expect(words(total({ feasible: false, unchecked: both, overshootMonth: "2027-02" }, 6, 900))).toBe(
    "What is not known comes on top of it. The cost is not known in EUR.",
  );
});
