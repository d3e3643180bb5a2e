import { expect, test } from "vitest";
import type { EstimatedEndpoint } from "../../../src/core/analysis/estimate";
import { decidedEndpoints, topDrivers } from "../../../src/core/report/drivers";
import { sampleAnalysis, sampleMatrix, sampleRow } from "./sampleAnalysis";

const endpoint = (change: Partial<EstimatedEndpoint>): EstimatedEndpoint => {
  const [first] = sampleAnalysis().estimate.endpoints;
  if (first === undefined) throw new Error("the sample has an endpoint");
  return { ...first, ...change };
};
const driver = (input: string, swing: number) => ({ input, label: input, swing });

test("an input that several endpoints share moves them together", () => {
  const endpoints = [endpoint({ drivers: [driver("grid", 2), driver("duration", 3)] }), endpoint({ drivers: [driver("grid", 2), driver("tokens", 1)] })];
  expect(topDrivers(endpoints, 2)).toEqual([driver("grid", 4), driver("duration", 3)]);
});

test("endpoints whose every row is decided at 0 % are left out", () => {
  const analysis = sampleAnalysis(
    "en",
    sampleMatrix({
      rows: [sampleRow({ id: "a/fr", decided: 0 }), sampleRow({ id: "a/ar", decided: 0 }), sampleRow({ id: "b/fr", decided: 0 }), sampleRow({ id: "b/ar" })],
    }),
  );
  const endpoints = [endpoint({ id: "POST /a", services: ["a"] }), endpoint({ id: "POST /b", services: ["b"] }), endpoint({ id: "GET /c", services: [] })];
  expect(decidedEndpoints({ ...analysis, estimate: { ...analysis.estimate, endpoints } }).map(({ id }) => id)).toEqual(["POST /b"]);
});
