import { expect, test } from "vitest";
import type { EstimatedEndpoint } from "../../../src/core/analysis/estimate";
import { baselineDrivers, decidedDrivers, decidedEndpoints, topDrivers } from "../../../src/core/report/drivers";
import { analysisOf } from "../../support/analyse";
import { sampleAnalysis, sampleMatrix, sampleRow } from "./sampleAnalysis";

const endpoint = (change: Partial<EstimatedEndpoint>): EstimatedEndpoint => {
  const [first] = sampleAnalysis().estimate.endpoints;
  if (first === undefined) throw new Error("the sample has an endpoint");
  return { ...first, ...change };
};
const driver = (input: string, swing: number) => ({ input, label: input, swing, measurable: true });

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

test("without a month of an endpoint the whole tells what moves the month, and what moves a request does not", () => {
  const { estimate } = sampleAnalysis();
  const total = { ...estimate.total, drivers: [driver("grid", 83), driver("pue", 9)] };
  const request = endpoint({ state: "no-volume", drivers: [driver("grid", 0.003)] });
  const month = endpoint({ drivers: [driver("duration", 2)] });
  expect(baselineDrivers({ ...estimate, endpoints: [month, request], total }, 1)).toEqual([driver("grid", 83)]);
  expect(decidedDrivers({ ...sampleAnalysis(), estimate: { ...estimate, endpoints: [month, request], total } }, 1)).toEqual([driver("grid", 83)]);
  expect(baselineDrivers({ ...estimate, endpoints: [month], total }, 1)).toEqual([driver("duration", 2)]);
  expect(baselineDrivers({ ...estimate, endpoints: [request], total: { ...total, kgCO2e: null } }, 1)).toEqual([]);
});

test("a machine that runs whatever its volume is moves the month by its grid", () => {
  const { estimate } = analysisOf(unmeasured);
  const [first] = baselineDrivers(estimate, 1);
  const { low = 0, high = 0 } = estimate.total.kgCO2e ?? {};
  expect(first?.input).toMatch(/^(region|grid)/);
  expect(first?.swing).toBeGreaterThan(0.5 * (high - low));
});

const unmeasured = `version: 1
hosts: { gpu: { sku: Standard_NC4as_T4_v3 } }
services: { transcript: { endpoint: "POST /t", task: transcription, model: medium, engine: faster-whisper, host: gpu } }
`;
