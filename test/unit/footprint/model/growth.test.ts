import { expect, test } from "vitest";
import { evaluate, filesOf } from "../../../../src/core/footprint/model/evaluate";
import type { Profile } from "../../../../src/core/footprint/model/model";
import { filesInto } from "../../../../src/core/footprint/rows/rowGroups";
import { analyse } from "../../../support/analyse";
import { randomScenario } from "../../../support/footprintOracle/randomScenario";
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

test.each<[string, number, { first?: number; ceiling: number; shape?: "logistic" | "exponential" }]>([
  ["a ceiling of 0", 0.1, { ceiling: 0 }],
  ["a ceiling of 0 and no growth", 0, { ceiling: 0 }],
  ["files at the ceiling that vanish", -1, { ceiling: 500 }],
  ["files above the ceiling that fall", -0.05, { ceiling: 300 }],
  ["files above the ceiling that grow", 0.05, { ceiling: 300 }],
  ["no files at the start", 0.1, { first: 0, ceiling: 300 }],
])("logistic growth with %s is a number of files, in every month and in both evaluators", (_, growth, { first = 500, ceiling, shape = "logistic" }) => {
  const profile: Profile = { files: 0, growth: 1, ceiling: 2, shape, start: 0 };
  const values = Float64Array.of(first, growth, ceiling);
  const plain = filesOf(profile, 36, values);
  expect([...plain].filter((one) => !(one >= 0 && one <= Math.max(first, ceiling)))).toEqual([]);
  const quick = new Float64Array(36);
  filesInto(quick, profile, values, { width: 1, count: 1 });
  plain.forEach((one, m) => {
    expect(quick[m]).toBeCloseTo(one, 9);
  });
});

const language = (total: string): string => `version: 1
region: francecentral
horizon: { from: 2027-01, months: 3 }
budget: { carbon: 5 kg/month }
volume: { ${total}growth: 100 %/month, ceiling: 30/month }
languages: { fr: { files: 10/month } }
hosts: { gpu: { sku: Standard_NC4as_T4_v3 } }
services: { a: { model: whisper-large-v3, engine: faster-whisper, input: { duration: 10 min } } }
`;

test("a language's own files beside a total of 0 are those of the language without any total", () => {
  const files = (text: string) => analyse(text).matrix.rows.map(({ volume }) => volume.months?.map((one) => Number(one.toFixed(9))));
  expect(files(language("files: 0/month, "))).toEqual([[10, 20, 30]]);
  expect(files(language(""))).toEqual([[10, 20, 30]]);
});

test("no zero of a scenario makes a figure that is not a number", { timeout: 120_000 }, () => {
  const bad: string[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value === "number" && !Number.isFinite(value)) bad.push(path);
    if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) for (const [key, one] of Object.entries(value)) look(one, `${path}.${key}`);
  };
  for (let seed = 1; seed <= 24; seed++) {
    // Each quantity is 0 in one of six scenarios.
    const text = randomScenario(seed).replaceAll(
      /"[\d.]+(?:\.\.[\d.]+)?( ?(?:[A-Z]{3}\/h|g\/h|W|g\/kWh|min|s|%\/month|\/month|\/day|\/year|h\/week|characters|tokens)?)"/g,
      (whole, unit, at) => ((Number(at) + seed) % 6 === 0 ? `"0${unit}"` : whole),
    );
    const { estimate, matrix } = analyse(text);
    look({ ...estimate, total: estimate.total }, `${seed} estimate`);
    look({ rows: matrix.rows, plans: matrix.plans, months: matrix.months, hosts: matrix.hosts }, `${seed} matrix`);
  }
  expect(bad.slice(0, 10)).toEqual([]);
});

test("a service's own share of a language replaces the scenario's number, and its own number the share", () => {
  const files = (everywhere: string, own: string) =>
    analyse(`version: 1
volume: { files: 100/month }
languages: { fr: ${everywhere}, en: ${everywhere} }
services: { a: { model: whisper-large-v3, engine: faster-whisper, input: { duration: 10 min }, languages: { fr: ${own} } } }
`).matrix.rows.map(({ volume }) => volume.files?.central);
  expect(files("{ files: 10/month }", "{ share: 50 % }")).toEqual([50, 10]);
  expect(files("{ share: 50 % }", "{ files: 10/month }")).toEqual([10, 50]);
});
