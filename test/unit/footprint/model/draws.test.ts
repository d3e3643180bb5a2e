import fc from "fast-check";
import { expect, test } from "vitest";
import { drawInputs, intervalOf, normalQuantile, percentile, spreadOf, tails, triangular } from "../../../../src/core/footprint/model/draws";
import type { Input } from "../../../../src/core/footprint/model/inputs";
import { analyse } from "../../../support/analyse";

const input = (id: string, low: number, central: number, high: number, shape: Input["shape"] = "two-piece-lognormal"): Input => ({
  id,
  label: id,
  unit: "",
  value: { low, central, high },
  shape,
  basis: "sourced",
  source: "",
  year: null,
  licence: null,
});

test.each([
  [0.05, -1.6448536269514722],
  [0.5, 0],
  [0.95, 1.6448536269514722],
  [0.001, -3.090232306167813],
])("the normal quantile of %d is %d", (p, z) => expect(normalQuantile(p)).toBeCloseTo(z, 8));

test("a two-piece log-normal has its low, central and high at P5, P50 and P95", () => {
  const range = { low: 2, central: 3, high: 9 };
  const at = (p: number): number => 3 * (spreadOf(range, Float64Array.of(normalQuantile(p)))[0] as number);
  expect(at(0.05)).toBeCloseTo(2, 6);
  expect(at(0.5)).toBe(3);
  expect(at(0.95)).toBeCloseTo(9, 6);
});

test("a triangle never leaves its bounds: PUE stays at 1 or above", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (u) => {
      const value = triangular({ low: 1, central: 1.1, high: 1.4 }, u);
      expect(value).toBeGreaterThanOrEqual(1);
      expect(value).toBeLessThanOrEqual(1.4);
    }),
  );
});

test("selection gives the percentiles of a sort", () => {
  fc.assert(
    fc.property(fc.float64Array({ minLength: 1, maxLength: 300, noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), (sample) => {
      const sorted = sample.slice().sort();
      const wanted = { low: percentile(sorted, 0.05), high: percentile(sorted, 0.95) };
      const { low, high } = intervalOf(percentile(sorted, 0.5), sample);
      expect(low).toBeCloseTo(wanted.low, 6);
      expect(high).toBeCloseTo(wanted.high, 6);
    }),
  );
});

test("a large sample, skewed, with repeats or in order, gives the percentiles of a sort to the last digit", () => {
  const shapes: readonly ((u: number, k: number) => number)[] = [
    (u) => u,
    (u) => Math.exp(8 * u),
    (u) => Math.round(3 * u),
    (_, k) => k,
    (u, k) => (k < 300 ? u : 5 + u),
    () => 7,
  ];
  const samples = shapes.map((shape, n) => Float64Array.from({ length: 301 + 701 * n }, (_, k) => shape((((k + 1) * 0.6180339887) % 1) * (1 + 1e-9 * k), k)));
  for (const sample of samples) {
    const sorted = sample.slice().sort();
    const before = sample.slice();
    expect(tails(sample)).toEqual([percentile(sorted, 0.05), percentile(sorted, 0.95)]);
    expect(sample).toEqual(before);
  }
});

test("a product of log-normals has the closed form's spread: sigma squared is the sum of squares", () => {
  const [a, b] = drawInputs([input("a", 1 / 2, 1, 2), input("b", 1 / 3, 1, 3)], 20000, 1) as [Float64Array, Float64Array];
  const { high } = intervalOf(
    1,
    a.map((value, k) => value * (b[k] as number)),
  );
  expect(Math.log(high)).toBeCloseTo(Math.hypot(Math.log(2), Math.log(3)), 1);
});

const spread = (text: string): number => {
  const { low, high } = analyse(text).matrix.plans.baseline.kgCO2e ?? { low: 1, high: 1 };
  return high / low;
};
const alike = (count: number, host: (index: number) => string, service: string): string => `version: 1
region: francecentral
volume: { files: 5000/month }
hosts:
${Array.from({ length: count }, (_, index) => `  h${index}: { ${host(index)} }\n`).join("")}services:
${Array.from({ length: count }, (_, index) => `  s${index}: { host: h${index}, ${service} }\n`).join("")}`;

test.each<[string, (index: number) => string, string]>([
  [
    "a duration that nobody wrote",
    () => "sku: Standard_NC4as_T4_v3, deployment: serverless",
    "task: transcription, model: whisper-large-v3, engine: faster-whisper",
  ],
  [
    "sizes of one way of counting",
    (index) => `sku: ${["Standard_D4s_v5", "Standard_D8s_v5", "Standard_D2s_v5", "Standard_D16s_v5"][index]}, deployment: dedicated`,
    "task: embedding, model: bge-m3, input: { tokens: 400 }",
  ],
])("errors of one cause do not cancel: four times as much of it is as uncertain as one, %s", (_, host, service) => {
  expect(spread(alike(4, host, service)) / spread(alike(1, host, service))).toBeCloseTo(1, 1);
});
