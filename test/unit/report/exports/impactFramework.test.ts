import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Analysis } from "../../../../src/core/analysis/analysis";
import { impactFramework } from "../../../../src/core/report/exports/impactFramework";
import { analyse } from "../../../support/analyse";
import { sampleAnalysis } from "../sampleAnalysis";

interface Manifest {
  readonly description: string;
  readonly tree: {
    readonly children: Readonly<
      Record<string, { readonly pipeline: { readonly compute: readonly string[] }; readonly inputs: readonly Readonly<Record<string, number>>[] }>
    >;
  };
}

const tool = { tool: "carbon-matrix 0.0.0" };

/** What the manifest's own plugins compute; `if-run` 1.1.0 gave the same on both examples. */
function grams(manifest: Manifest): number {
  const inputs = Object.values(manifest.tree.children).flatMap((child) => child.inputs);
  return inputs.reduce((total, input) => {
    const operational = input["carbon-operational"] ?? (input.energy ?? Number.NaN) * (input["grid/carbon-intensity"] ?? Number.NaN);
    return total + operational + (input["carbon-embodied"] ?? Number.NaN);
  }, 0);
}

function withEstimate(change: Partial<Analysis["estimate"]>): Analysis {
  const analysis = sampleAnalysis();
  return { ...analysis, estimate: { ...analysis.estimate, ...change } };
}

test("a child an endpoint, which adds up to its month", () => {
  const manifest = parse(impactFramework(sampleAnalysis(), tool)) as Manifest;
  expect(Object.keys(manifest.tree.children)).toEqual(["POST /transcribe"]);
  expect(manifest.tree.children["POST /transcribe"]?.inputs[0]).toMatchObject({ requests: 500, energy: 36.5, duration: 2_628_000 });
  expect(grams(manifest)).toBeCloseTo(4890, 9);
});

test("carbon on no endpoint is not lost", () => {
  const manifest = parse(impactFramework(withEstimate({ unattributed: { kgCO2e: { low: 1, central: 2, high: 3 }, why: "no request" } }), tool)) as Manifest;
  expect(grams(manifest)).toBeCloseTo(6890, 9);
});

test("an endpoint without a figure is named and left out", () => {
  const [first] = sampleAnalysis().estimate.endpoints;
  if (first === undefined) throw new Error("the sample has an endpoint");
  const unknown = { ...first, id: "POST /new", volume: { files: null, requests: null } };
  const plain = { ...first, id: "GET /health", state: "no-ai" as const, volume: { files: null, requests: null } };
  const manifest = parse(impactFramework(withEstimate({ endpoints: [first, unknown, plain] }), tool)) as Manifest;
  expect(Object.keys(manifest.tree.children)).toEqual(["POST /transcribe"]);
  expect(manifest.description).toContain("POST /new");
  expect(manifest.description).not.toContain("/health");
});

test.each<[string, string]>([
  ["a service without an endpoint", "text: { sku: Standard_NC4as_T4_v3, deployment: dedicated }"],
  ["a host without a service too", "text: { sku: Standard_NC4as_T4_v3, deployment: dedicated }\n  spare: { sku: Standard_D4s_v5, deployment: dedicated }"],
])("energy, operational and embodied add up to the estimate's, with %s", (_, hosts) => {
  const analysis = analyse(
    `
version: 1
horizon: { from: 2027-01, months: 12 }
region: francecentral
volume: { files: 900/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
  HOSTS
services:
  transcription: { endpoint: "POST /transcribe", model: whisper-large-v3, engine: faster-whisper, host: speech, input: { media: [audio], duration: 10 min } }
  generation: { model: "mistral:7b", engine: ollama, host: text, input: { media: [text], characters: 3000 }, output: { characters: 1300 } }
`.replace("HOSTS", hosts),
  );
  const { estimate } = analysis;
  expect(estimate.unattributed.kgCO2e?.central).toBeGreaterThan(1);
  const manifest = parse(impactFramework(analysis, tool)) as Manifest;
  const inputs = Object.values(manifest.tree.children).flatMap((child) => child.inputs);
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  expect(sum(inputs.map((input) => input.energy ?? Number.NaN))).toBeCloseTo(estimate.total.kWh?.central ?? Number.NaN, 9);
  expect(sum(inputs.map((input) => input["carbon-embodied"] ?? Number.NaN))).toBeCloseTo(
    sum(estimate.hosts.map((host) => (host.embodied?.central ?? Number.NaN) * 1000)),
    6,
  );
  expect(grams(manifest)).toBeCloseTo((estimate.total.kgCO2e?.central ?? Number.NaN) * 1000, 6);
  expect(manifest.tree.children["on no endpoint"]?.inputs[0]).toMatchObject({ energy: expect.toSatisfy((kWh: number) => kWh > 1) });
});
