import { expect, test } from "vitest";
import type { Matrix } from "../../../src/core/analysis";
import { gateOf } from "../../../src/core/report/gate";
import { sampleMatrix, samplePlan, sampleRow } from "./sampleAnalysis";

const total = (plan: Partial<Matrix["total"]>, carbon: number | null, cost: number | null): Matrix =>
  sampleMatrix({ total: { ...samplePlan(5), budget: { carbon, cost, plan: "expected" }, ...plan } });

test.each([
  ["within both", total({ cost: 500 }, 6, 900), "within"],
  ["over carbon in a month", total({ feasible: false, overshootMonth: "2027-02" }, 6, null), "over"],
  ["over cost in the mean month", total({ cost: 901, feasible: false }, null, 900), "over"],
  ["over cost in one month only", total({ cost: 899, feasible: false }, 6, 900), "over"],
  ["no budget", total({ feasible: true }, null, null), "no-budget"],
  ["total unknown", total({ kgCO2e: null }, 6, null), "unknown"],
  ["carbon of a row unknown", { ...total({}, 6, null), rows: [sampleRow({ id: "a", kgCO2e: { avoidable: null, fixed: null } })] }, "unknown"],
  [
    "carbon of a row unknown that is decided at 0 %",
    { ...total({}, 6, null), rows: [sampleRow({ id: "a", decided: 0, kgCO2e: { avoidable: null, fixed: null } })] },
    "within",
  ],
  ["cost unknown", total({ cost: null, costs: { USD: 3 } }, 6, 900), "unknown"],
  ["over carbon, cost unknown", total({ cost: null, feasible: false, overshootMonth: "2027-02" }, 6, 900), "over"],
  ["unknown cost without a cost budget", total({ cost: null }, 6, null), "within"],
] as const)("%s", (_, matrix, expected) => {
  expect(gateOf(matrix).result).toBe(expected);
});

test("the broken budget is named", () => {
  expect(gateOf(total({ cost: 950, feasible: false, overshootMonth: "2027-02" }, 6, 900)).over).toEqual({ carbon: true, cost: true });
  expect(gateOf(total({ cost: 100, feasible: false, overshootMonth: "2027-02" }, 6, 900)).over).toEqual({ carbon: true, cost: false });
  expect(gateOf(total({ cost: 899, feasible: false }, 6, 900)).over).toEqual({ carbon: false, cost: true });
});
