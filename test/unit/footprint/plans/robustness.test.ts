import { expect, test } from "vitest";
import type { AnalysisMemo } from "../../../../src/core/analyze";
import { drawInputs } from "../../../../src/core/footprint/model/draws";
import { evaluate } from "../../../../src/core/footprint/model/evaluate";
import { rememberCertainty } from "../../../../src/core/footprint/plans/rememberCertainty";
import { resolve } from "../../../../src/core/footprint/resolve";
import { matchMeasurements } from "../../../../src/core/measurements/matchRoutes";
import { parseScenario } from "../../../../src/core/scenario/parseScenario";
import { translator } from "../../../../src/core/text";
import { analyse, noCode } from "../../../support/analyse";
import { largeScenario } from "../../../support/largeScenario";

const t = translator("en");

const scenario = (budget: number, files = 30000) => `version: 1
horizon: { from: 2027-01, months: 3 }
budget: { carbon: ${budget} kg/month }
use: commercial
region: westeurope
volume: { files: ${files}/month, growth: 5 %/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3, deployment: serverless }
  text: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
services:
  transcription: { model: whisper-large-v3, engine: faster-whisper, host: speech, criticality: high, input: { duration: 10 min } }
  summary: { model: "mistral:7b", engine: ollama, host: speech, criticality: medium, input: { characters: 3000 }, output: { characters: 1300 } }
  generation: { model: "mistral:7b", engine: ollama, host: text, criticality: low, input: { characters: 3000 }, output: { characters: 1300 } }
`;

const exact = analyse(scenario(16), { robustness: "exact" }).matrix;
const first = analyse(scenario(16)).matrix;

test("the first answer and the exact counts say which they are, and agree on the plan", () => {
  expect(first.robustness).toEqual({ method: "greedy", draws: 200, proven: 0, changes: null });
  expect(exact.robustness).toMatchObject({ method: "exact", draws: 1000, proven: 1000 });
  expect(exact.rows.map(({ recommended }) => recommended)).toEqual(first.rows.map(({ recommended }) => recommended));
  expect(exact.plans).toEqual(first.plans);
  expect(exact.method).toContain("1,000 draws");
  exact.rows.forEach(({ flipProbability }, r) => {
    expect(flipProbability).toBeGreaterThanOrEqual(0);
    expect(Math.abs((flipProbability ?? 0) - (first.rows[r]?.flipProbability ?? 0))).toBeLessThan(0.25);
  });
});

test("at the nearest change the row has the level that it names", () => {
  const changes = exact.robustness.changes ?? [];
  const budgets = changes.filter(({ input }) => input === "budget.carbon");
  expect(budgets.length).toBeGreaterThan(0);
  const level = (budget: number, id: string) => analyse(scenario(budget)).matrix.rows.find((row) => row.id === id)?.recommended;
  for (const { to, rows } of budgets) for (const { id, level: there } of rows) expect(level(to, id), `${id} at ${to}`).toBe(there);
  const distances = changes.map(({ distance }) => distance);
  expect(distances).toEqual([...distances].sort((a, b) => a - b));
  for (const row of exact.rows) {
    const nearest = changes.find(({ rows }) => rows.some(({ id }) => id === row.id));
    expect(row.nearestChange?.input).toBe(nearest?.input);
  }
});

test("a prudent plan's chances are those of the plan that keeps its reserve, not of the one that spends it", () => {
  const prudent = (carbon: number) => analyse(scenario(carbon).replace("kg/month }", "kg/month, plan: prudent }"), { robustness: "exact" }).matrix;
  const { rows, plans, robustness, method } = prudent(22);
  expect(rows.map(({ recommended }) => recommended)).not.toEqual(analyse(scenario(22)).matrix.rows.map(({ recommended }) => recommended));
  expect(method).toContain("reserve");
  const [planned, month] = [plans.recommended.prudent?.kg ?? 0, plans.recommended.prudent?.month];
  expect(planned).toBeLessThanOrEqual(22);
  expect(month).toBeDefined();
  for (const row of rows) expect(row.nearestChange?.level, row.id).not.toBe(row.recommended);
  expect(robustness.changes?.some(({ input }) => input === "budget.carbon")).toBe(true);
});

test("a scenario of more than a hundred rows is answered first from fewer draws, and says from how many", () => {
  const matrix = analyse(largeScenario({ services: 40, hosts: 2 })).matrix;
  expect(matrix.rows).toHaveLength(160);
  expect(matrix.robustness.draws).toBe(125);
  expect(matrix.method).toContain("125 draws");
});

test("exact counts made elsewhere stay true while only decisions change", () => {
  const memo: AnalysisMemo = {};
  analyse(scenario(16), { memo });
  rememberCertainty(memo, exact);
  const decisions = 'decisions:\n  generation: { level: 0 %, reason: "x" }\n';
  const then = analyse(scenario(16) + decisions, { memo }).matrix;
  expect(then.robustness).toEqual(exact.robustness);
  expect(then).toEqual(analyse(scenario(16) + decisions, { robustness: "exact" }).matrix);
  expect(analyse(scenario(15), { memo }).matrix.robustness.method).toBe("greedy");
});

test("files alone: the share that the tightest month leaves room for", () => {
  const { fileCut, plans, months } = exact;
  if (!fileCut || fileCut.factor === null) throw new Error("a cut is possible");
  expect(fileCut.factor).toBeLessThan(1);
  const cut = analyse(scenario(16, 30000 * fileCut.factor)).matrix;
  const fullest = Math.max(...cut.months.map(({ plans: { baseline } }) => baseline?.central ?? 0));
  expect(fullest).toBeCloseTo(16, 6);
  expect(plans.baseline.overshootMonth).toBe(months[0]?.month);
  expect(analyse(scenario(1)).matrix.fileCut?.factor).toBeNull();
  expect(analyse(scenario(1e6)).matrix.fileCut?.factor).toBe(1);
});

test("a class near its limit says how often it is another one", () => {
  const shares = exact.rows.map(({ classFlipProbability }) => classFlipProbability);
  expect(shares.every((share) => share !== null && share >= 0 && share <= 1)).toBe(true);
  expect(analyse(scenario(1e6)).matrix.rows.every(({ classFlipProbability }) => classFlipProbability === 0)).toBe(true);
});

test("of more than 500 rows the chances are the first answer, which ends, and says so", { timeout: 120_000 }, () => {
  const services = Array.from(
    { length: 501 },
    (_, k) => `  s${k}: { model: whisper-large-v3, engine: faster-whisper, host: a, input: { media: [audio], duration: 1 min } }\n`,
  );
  const { robustness, method } = analyse(
    `version: 1
region: francecentral
horizon: { from: 2027-01, months: 1 }
budget: { carbon: 5 kg/month }
volume: { files: 20/month }
hosts:
  a: { sku: Standard_NC4as_T4_v3 }
services:
${services.join("")}`,
    { robustness: "exact" },
  ).matrix;
  expect(robustness).toMatchObject({ method: "greedy", draws: 50, changes: null });
  expect(method).toContain("a first answer from 50 draws by the greedy plan");
});

test.each([
  ["a machine that always runs", "dedicated"],
  ["one on demand", "scale-to-zero"],
])("draws move the hours of work: the chance of another advice, where the hours of %s are what limits it", (_, deployment) => {
  const text = `version: 1
horizon: { from: 2027-01, months: 12 }
budget: { carbon: 100000 kg/month }
region: francecentral
volume: { files: 60000/month, growth: 2 %/month }
hosts:
  gpu: { sku: Standard_NC4as_T4_v3, deployment: ${deployment} }
services:
  speech: { model: whisper-large-v3, engine: faster-whisper, host: gpu, input: { duration: 5..15 min } }
`;
  const [row] = analyse(text, { robustness: "exact" }).matrix.rows;
  const { scenario: read } = parseScenario(text, "x.carbon.yaml", t);
  if (read === null) throw new Error("the scenario cannot be read");
  const { model } = resolve({ scenario: read, code: noCode, measurements: matchMeasurements([], [], [], t), today: "2026-11-23", t, synthetic: false });
  const level = (values: Float64Array): number => {
    const { rows, hosts } = evaluate(model, values);
    const fullest = Math.max(...rows.busyHours.map((hours, m) => hours / (hosts.hoursOn[m] as number)));
    return [1, 0.75, 0.5, 0.25].find((one) => one * fullest <= 1 + 1e-6) ?? 0;
  };
  const drawn = drawInputs(model.inputs, 1000, 2026);
  const levels = Array.from({ length: 1000 }, (__, k) => level(Float64Array.from(drawn, (input) => input[k] as number)));
  expect(row?.recommended).toBe(level(Float64Array.from(model.inputs, ({ value }) => value.central)));
  expect(row?.recommended).toBeLessThan(1);
  const chance = levels.filter((one) => one !== row?.recommended).length / 1000;
  expect(chance).toBeGreaterThan(0.05);
  expect(row?.flipProbability).toBeCloseTo(chance, 9);
});
