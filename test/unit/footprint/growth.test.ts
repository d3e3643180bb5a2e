import { expect, test } from "vitest";
import { evaluate, filesOf } from "../../../src/core/footprint/evaluate";
import { workedExample } from "./workedExample";

// T11 to T13 of the method's reference, section 1.6.

const files = (growth: number, months: number, more: { ceiling?: number; shape?: "exponential" | "logistic" } = {}): number[] => [
  ...filesOf(
    { files: 0, growth: 1, ceiling: more.ceiling === undefined ? null : 2, shape: more.shape ?? "exponential", start: 0 },
    months,
    Float64Array.of(500, growth, more.ceiling ?? 0),
  ),
];
const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

test.each([
  [0.05, 898, 7959],
  [0.1, 1569, 10692],
  [0.15, 2675, 14501],
  [0.2, 4458, 19790],
])("T11: 500 files growing by %d a month", (growth, monthTwelve, cumulated) => {
  expect(Math.round(files(growth, 13)[12] as number)).toBe(monthTwelve);
  expect(Math.round(sum(files(growth, 12)))).toBe(cumulated);
});

test("T11: doubling takes 7.27 months at 10 %", () => {
  const [seven, eight] = files(0.1, 9).slice(7) as [number, number];
  expect(seven).toBeLessThan(1000);
  expect(eight).toBeGreaterThan(1000);
  expect(Math.log(2) / Math.log(1.1)).toBeCloseTo(7.27, 2);
});

test("T11: logistic growth bends towards its ceiling", () => {
  const logistic = files(0.1, 25, { ceiling: 5000, shape: "logistic" });
  expect(Math.round(logistic[12] as number)).toBe(1293);
  expect(Math.round(logistic[24] as number)).toBe(2613);
  expect(Math.round(files(0.1, 25)[24] as number)).toBe(4925);
});

/** The worked example's machine with another embodied rate, g/h, and hours provisioned. */
function embodiedKg(rate: number, hours: number): number {
  const model = workedExample();
  const [host] = model.hosts as [(typeof model.hosts)[number]];
  const values = Float64Array.from(model.inputs, ({ value }) => value.central);
  values[host.embodied] = rate;
  const { hosts } = evaluate({ ...model, hosts: [{ ...host, fixedHours: { coefficient: hours, inputs: [] } }] }, values);
  return hosts.embodied[0] as number;
}

test("T12: a server of 1,000 kg that lives 4 years emits 28.5 g in an hour", () => {
  expect(embodiedKg(1_000_000 / (4 * 365 * 24), 1) * 1000).toBeCloseTo(28.5, 1);
});

test("T13: 6,500 kg over 50 billion tokens are 0.13 g per thousand tokens, 130 g per million", () => {
  const grams = embodiedKg(6_500_000 / 730, 730) * 1000;
  expect(grams / (50e9 / 1e3)).toBeCloseTo(0.13, 12);
  expect(grams / (50e9 / 1e6)).toBeCloseTo(130, 9);
});
