import { expect, test } from "vitest";
import type { Analysis } from "../../../src/core/analysis/analysis";
import type { Matrix } from "../../../src/core/analysis/matrix";
import { centralFigures } from "../../../src/core/footprint/plans/central";
import { readSnapshot } from "../../../src/core/readSnapshot";
import { matrixCsv } from "../../../src/core/report/exports/csv";
import { impactFramework } from "../../../src/core/report/exports/impactFramework";
import { gateOf } from "../../../src/core/report/gate";
import { decisionReport } from "../../../src/core/report/report";
import { estimateText } from "../../../src/core/report/tables/estimateText";
import { matrixText } from "../../../src/core/report/tables/matrixText";
import { translator } from "../../../src/core/text";
import { buildMatrixView } from "../../../src/protocol/buildMatrixView";
import { analyse, snapshotOf } from "../../support/analyse";

// What is not known of a row is unknown in its machine, plan, months, budgets and in every text, and never 0.

const known = '  a: { endpoint: "POST /a", model: whisper-large-v3, engine: faster-whisper, input: { duration: 10 min } }\n';
const timeless = '  b: { endpoint: "POST /b", task: ocr }\n';
const volume = "volume: { files: 5000/month }\n";
const host = (deployment: string): string => `hosts:\n  gpu: { sku: Standard_NC4as_T4_v3, deployment: ${deployment}, price: 0.5 EUR/h }\n`;
const scenario = (body: string): string =>
  `version: 1\nregion: francecentral\nhorizon: { from: 2027-01, months: 2 }\ncurrency: EUR\nbudget: { carbon: 10 kg/month, cost: 600 EUR/month }\n${body}`;

const unknownOnDemand: readonly (readonly [string, string])[] = ["scale-to-zero", "serverless"].flatMap((deployment) => [
  [`no volume, ${deployment}`, `${host(deployment)}services:\n${known}`] as const,
  [`no time, ${deployment}`, `${volume}${host(deployment)}services:\n${timeless}`] as const,
  [`no time beside known work, ${deployment}`, `${volume}${host(deployment)}services:\n${known}${timeless}`] as const,
  [
    `no volume of one language, ${deployment}`,
    `${volume}languages: { fr: { share: 50 % }, en: { files: 10/month }, ar: {} }\n${host(deployment)}services:\n${known}`,
  ] as const,
]);
const atProvider = ["only a provider", `${volume}services:\n  d: { task: generation, model: "gpt-4o", host: external }\n`] as const;

/** Every text that says something of the plans. */
function texts(analysis: Analysis & { matrix: Matrix }): string[] {
  return [
    estimateText(analysis),
    matrixText(analysis, analysis.matrix),
    JSON.stringify(decisionReport(analysis, analysis.matrix, { tool: "x" })),
    matrixCsv(analysis, analysis.matrix),
    JSON.stringify(buildMatrixView(analysis)),
    impactFramework(analysis, { tool: "x" }),
  ];
}

test.each([...unknownOnDemand, atProvider])("%s: no total, month, cost or budget has a figure", (_, body) => {
  const analysis = analyse(scenario(body));
  const { estimate, matrix } = analysis;
  for (const plan of [matrix.plans.baseline, matrix.plans.decided])
    expect(plan).toMatchObject({ kgCO2e: null, cost: null, avoided: null, overProbability: null, feasible: null });
  for (const { plans } of matrix.months) expect(plans).toMatchObject({ baseline: null, decided: null });
  expect(matrix.plans.decided.unchecked.map(({ budget }) => budget)).toEqual(["carbon", "cost"]);
  expect(gateOf(matrix).result).toBe("unknown");
  expect(estimate.total).toMatchObject({ kgCO2e: null, kWh: null, cost: null });
  expect(estimate.unattributed.kgCO2e).toBeNull();
  for (const machine of estimate.hosts)
    expect(machine).toMatchObject({ kgCO2e: null, kWh: null, operational: null, embodied: null, cost: null, busyHours: null });
  for (const costs of [estimate.total.costs, matrix.plans.decided.costs, ...matrix.rows.map((row) => row.costs)]) expect(Object.values(costs)).not.toContain(0);
  // The fixed carbon of a machine on demand, and of a known row on it, is truly 0 g.
  const zero = matrix.rows.every(({ kgCO2e }) => kgCO2e.avoidable === null)
    ? /[^.,\d](0 (EUR|kg|kWh|g(?! fixed|","on))\b.{20})/
    : /[^.,\d](0 (EUR|kg|kWh)\b.{20})/;
  const untrue = /Everything fits|Within the budget|keeps it in every month/;
  for (const text of texts(analysis)) expect([zero.exec(text)?.[1], untrue.exec(text)?.[0]]).toEqual([undefined, undefined]);
});

test.each([...unknownOnDemand, atProvider])("%s: what is computed by the hundred says the same", (_, body) => {
  const snapshot = snapshotOf(scenario(body));
  const { written, system } = readSnapshot(snapshot, translator("en"));
  if (written === null) throw new Error("unusable");
  expect(centralFigures(system, written, snapshot.code).baseline).toMatchObject({ kgCO2e: null, cost: null, feasible: null });
});

test.each(unknownOnDemand)("%s: what is stopped needs not be known", (_, body) => {
  const rows = analyse(scenario(body))
    .matrix.rows.filter(({ kgCO2e }) => kgCO2e.avoidable === null)
    .map(({ id }) => id);
  const stopped = `decisions:\n${rows.map((id) => `  ${id}: { level: 0 %, reason: "x" }\n`).join("")}`;
  const { plans, months } = analyse(scenario(`${body}${stopped}`)).matrix;
  expect(plans.decided).toMatchObject({ feasible: true, unchecked: [] });
  expect(plans.decided.kgCO2e).not.toBeNull();
  expect(plans.decided.cost).not.toBeNull();
  expect(months[0]?.plans.decided).not.toBeNull();
  expect(plans.baseline.kgCO2e).toBeNull();
});

test("a machine that runs anyway has its own figures beside unknown work, and the row has none", () => {
  const { estimate, matrix } = analyse(scenario(`${volume}${host("dedicated")}services:\n${timeless}`));
  expect(estimate.hosts[0]?.kgCO2e?.central).toBeGreaterThan(0);
  expect(estimate.hosts[0]?.cost).toBe(365);
  expect(matrix.plans.decided).toMatchObject({ cost: 365, feasible: null });
  expect(matrix.rows[0]).toMatchObject({ cost: null, costs: {} });
});

test("of an endpoint that also asks a provider, what runs here is told as a least amount, and equals the endpoint without the provider", () => {
  const here = '  a: { endpoint: "POST /a", model: whisper-large-v3, engine: faster-whisper, host: gpu, input: { duration: 10 min } }\n';
  const there = '  b: { endpoint: "POST /a", task: generation, host: external }\n';
  const of = (services: string, given = volume) => analyse(scenario(`${given}${host("dedicated")}services:\n${services}`));
  const [alone] = of(here).estimate.endpoints;
  const both = of(here + there);
  const [endpoint] = both.estimate.endpoints;
  expect(endpoint).toMatchObject({ state: "unknown", perRequest: { gCO2e: null }, perMonth: { kgCO2e: null } });
  expect(endpoint?.knownPart?.services).toEqual(["a"]);
  expect(endpoint?.knownPart?.perRequest?.central).toBeCloseTo(alone?.perRequest.gCO2e?.central ?? Number.NaN, 12);
  expect(endpoint?.knownPart?.perMonth).toEqual(alone?.perMonth.kgCO2e);
  expect(endpoint?.derivation.components).toEqual(alone?.derivation.components);
  expect(estimateText(both)).toMatch(/POST \/a .*at least .* g /);
  // without a volume only the busy part of a request is known of it
  const [open] = of(here + there, "").estimate.endpoints;
  expect(open?.knownPart).toMatchObject({ perRequest: null, perMonth: null, busyPerRequest: { central: alone?.busyPerRequest?.central } });
  expect(of(there).estimate.endpoints[0]?.knownPart).toBeUndefined();
});

test("an endpoint of which one language has no volume has no month, and its known part is on no endpoint", () => {
  const { estimate } = analyse(scenario(`${volume}languages: { en: { files: 10/month }, ar: {} }\n${host("dedicated")}services:\n${known}`));
  const [endpoint] = estimate.endpoints;
  expect(endpoint).toMatchObject({ state: "no-volume", perMonth: { kgCO2e: null }, perRequest: { gCO2e: null } });
  expect(estimate.unattributed.kgCO2e?.central).toBe(estimate.total.kgCO2e?.central);
});

test("a cost that is at least more than the budget is over, and said to be that", () => {
  const { matrix } = analyse(scenario(`${volume}${host("serverless")}services:\n${known}${timeless}`).replace("cost: 600", "cost: 1"));
  expect(matrix.plans.decided).toMatchObject({ feasible: false, cost: null });
  expect(gateOf(matrix).over.cost).toBe(true);
});

test.each([
  ["", 0, 1],
  ["needs: transcription, ", 1, 0],
  ["needs: translation, ", 0, 1],
])("the files of work that nobody knows are lost with what it needs (%s)", (needs, transcription, generation) => {
  const { matrix } = analyse(`version: 1
region: francecentral
volume: { files: 500/month }
budget: { carbon: 6 kg/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
  text: { sku: Standard_NC4as_T4_v3 }
services:
  transcription: { model: whisper-large-v3, engine: faster-whisper, criticality: low, host: speech, input: { media: [text], duration: 10 min } }
  generation: { model: "mistral:7b", engine: ollama, task: generation, criticality: medium, host: text, input: { characters: 3000 }, output: { tokens: 100 } }
  translation: { task: other, model: acme, ${needs === "needs: transcription, " ? "" : "needs: generation, "}host: external }
  summary: { task: other, model: acme, criticality: vital, ${needs}host: external }
`);
  const level = (id: string): unknown => matrix.rows.find((row) => row.id === id)?.recommended;
  expect([level("transcription"), level("generation")]).toEqual([transcription, generation]);
});
