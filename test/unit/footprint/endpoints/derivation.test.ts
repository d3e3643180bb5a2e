import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Analysis } from "../../../../src/core/analysis/analysis";
import type { Derivation, EstimatedEndpoint } from "../../../../src/core/analysis/estimate";
import { explanationText } from "../../../../src/core/report/besideCode/derivation";
import type { Route } from "../../../../src/core/routes/route";
import { translator } from "../../../../src/core/text";
import { analysisOf } from "../../../support/analyse";

// The derivation is the figure opened: quantity x factor = result, and the results add up to what the lens shows.

const folder = join(__dirname, "../../../../examples/editorial-api");
const founding = readFileSync(join(folder, "editorial.carbon.yaml"), "utf8");
const sleeping = readFileSync(join(folder, "editorial-scale-to-zero.carbon.yaml"), "utf8");

const run = (text: string | null, measurement?: string, routes: readonly Route[] = []): Analysis => analysisOf(text, { measurement, routes });

const near = (actual: number, wanted: number): void =>
  expect(Math.abs(actual - wanted), `${actual} is not ${wanted}`).toBeLessThanOrEqual(1e-9 * Math.abs(wanted));
const sum = (all: readonly (number | null)[]): number => all.reduce<number>((total, one) => total + (one ?? Number.NaN), 0);

/** grams that quantity x factor gives: kWh and h as they are, Wh in thousandths */
function grams({ quantity, factor }: Derivation["components"][number]): number {
  return quantity.value * factor.value * (quantity.unit === "Wh" ? 0.001 : 1);
}

const twoAtOne = founding.replace('endpoint: "POST /translate"', 'endpoint: "POST /transcribe"');
const shared = founding
  .replace("deployment: dedicated }\n  text", "deployment: shared, share: 30 % }\n  text")
  .replace("deployment: dedicated }\nservices", "deployment: serverless }\nservices");
const scenarios: readonly (readonly [string, string])[] = [
  ["the founding case", founding],
  ["machines that sleep", sleeping],
  ["two services at one endpoint, with different volumes", twoAtOne],
  ["shared and serverless machines", shared],
  ["a service with two endpoints", founding.replace('endpoint: "POST /translate"', 'endpoint: ["POST /translate", "POST /again"]')],
  ["a schedule and replicas", founding.replace("deployment: dedicated }", "deployment: scheduled, hours: 50 h/week, replicas: 2 }")],
  ["machines asked for more than their hours from some month on", founding.replace("files: 500/month", "files: 14000/month")],
  ["a provider's machine beside ours", founding.replace("host: text", "host: external")],
];

test.each(scenarios)("components add up to the figure, %s", (_, text) => {
  const { estimate } = run(text);
  const known = estimate.endpoints.filter(({ perRequest }) => perRequest.gCO2e !== null);
  expect(known.length).toBeGreaterThan(0);
  for (const { perRequest, perMonth, derivation } of known) {
    const { components } = derivation;
    near(sum(components.map((one) => one.perRequest)), perRequest.gCO2e?.central ?? Number.NaN);
    near(sum(components.map((one) => one.perMonth)), perMonth.kgCO2e?.central ?? Number.NaN);
    for (const one of components) near(grams(one), one.perRequest ?? Number.NaN);
    for (const one of components)
      if (one.quantity.parts)
        near(
          one.quantity.parts.reduce((all, { value }) => all * value, 1),
          one.quantity.value,
        );
    expect(derivation.formula).not.toBe("");
    expect(derivation.inputs.length).toBeGreaterThan(3);
  }
});

test.each(scenarios)("hosts and the total open too, %s", (_, text) => {
  const { estimate } = run(text);
  for (const { derivation, kgCO2e, operational, embodied } of estimate.hosts) {
    near(sum(derivation.components.map((one) => one.perMonth)), kgCO2e?.central ?? Number.NaN);
    near(sum(derivation.components.flatMap((one) => (one.component === "embodied" ? [] : [one.perMonth]))), operational?.central ?? Number.NaN);
    near(sum(derivation.components.flatMap((one) => (one.component === "embodied" ? [one.perMonth] : []))), embodied?.central ?? Number.NaN);
    for (const one of derivation.components) near(grams(one) / 1000, one.perMonth ?? Number.NaN);
    for (const one of derivation.components)
      if (one.quantity.parts)
        near(
          one.quantity.parts.reduce((all, { value }) => all * value, 1),
          one.quantity.value,
        );
  }
  near(sum(estimate.total.derivation.components.map((one) => one.perMonth)), estimate.total.kgCO2e?.central ?? Number.NaN);
});

test.each(scenarios)("the times of files give the busy seconds of a request, %s", (_, text) => {
  const { estimate, matrix } = run(text);
  for (const { services, derivation, perRequest, volume, state } of estimate.endpoints) {
    if (state !== "estimated") continue;
    const times = derivation.times ?? [];
    for (const { seconds, terms } of times) {
      near(sum(terms.map((term) => term.seconds)), seconds);
      for (const term of terms)
        near(
          term.parts.reduce((all, { value }) => all * value, 1),
          term.seconds,
        );
    }
    // One file is one request here; a service in one medium, or with the same time in each.
    const worked = services.map((service) => {
      const rows = matrix?.rows.filter((row) => row.service === service) ?? [];
      const files = rows.map(({ volume }) => volume.files?.central ?? 0);
      const all = sum(
        rows.map(({ id }, index) => (files[index] === 0 ? 0 : (files[index] ?? 0) * (times.find(({ row }) => row === id)?.seconds ?? Number.NaN))),
      );
      return all / estimate.endpoints.filter((one) => one.services.includes(service)).length;
    });
    near(sum(worked) / (volume.requests?.central ?? Number.NaN), perRequest.seconds?.central ?? Number.NaN);
  }
});

test("a machine in months without work still opens to its whole figure", () => {
  const late = founding.replaceAll(/(fr|en|es): \{ share: (\d+) % \}/g, "$1: { share: $2 %, from: 2027-06 }");
  const [host] = run(late).estimate.hosts;
  near(sum(host?.derivation.components.map((one) => one.perMonth) ?? []), host?.kgCO2e?.central ?? Number.NaN);
});

const transcribe: Route = {
  id: "POST /transcribe",
  method: "POST",
  path: "/transcribe",
  resolved: true,
  function: "handler",
  file: "main.py",
  line: 2,
  registeredFile: "main.py",
  decoratorLine: 1,
  app: "main:app",
  workloads: [{ task: "transcription", library: "faster_whisper", engine: "faster-whisper", model: "large-v3", file: "main.py", line: 3 }],
};

test("a measured time stands in the derivation, and the components still add up", () => {
  const measured = JSON.stringify({
    schema: "carbon-matrix/measurements@1",
    tool: { name: "carbon-matrix-asgi", version: "1.0.0" },
    process: {
      pid: 1,
      startedAt: "2026-11-01T00:00:00Z",
      writtenAt: "2026-11-04T01:00:00Z",
      cpuSeconds: 2,
      attributedCpuSeconds: 1,
      unattributedCpuSeconds: 1,
    },
    endpoints: [
      {
        method: "POST",
        route: "/transcribe",
        source: { file: "main.py", line: 2, handler: "main:handler" },
        requests: 100,
        status: { "2xx": 100 },
        wallSeconds: 5000,
        maxWallSeconds: 60,
        cpuSeconds: 1,
        requestBytes: 0,
        responseBytes: 0,
      },
    ],
  });
  const [endpoint] = run(founding, measured, [transcribe]).estimate.endpoints;
  expect(endpoint?.basis).toBe("measured");
  const [busy] = endpoint?.derivation.components ?? [];
  near((busy?.quantity.parts?.[2]?.value ?? 0) * 3600, 50);
  near(sum(endpoint?.derivation.components.map((one) => one.perRequest) ?? []), endpoint?.perRequest.gCO2e?.central ?? Number.NaN);
  expect(endpoint?.derivation.inputs.some(({ basis }) => basis === "measured")).toBe(true);
});

test("without a scenario the busy part opens to what the lens shows", () => {
  const [endpoint] = run(null, undefined, [transcribe]).estimate.endpoints;
  expect(endpoint?.state).toBe("busy-only");
  near(sum(endpoint?.derivation.components.map((one) => one.perRequest) ?? []), endpoint?.busyPerRequest?.central ?? Number.NaN);
});

test("inputs carry source, year and licence where they are factors, and the factor list has every one of them and the prices", () => {
  const { estimate } = run(founding);
  const listed = new Map(estimate.factors.map((one) => [one.id, one]));
  for (const { derivation } of [...estimate.endpoints, ...estimate.hosts, estimate.total]) {
    for (const input of derivation.inputs.filter(({ licence }) => licence !== null)) {
      expect(input.source.length).toBeGreaterThan(10);
      expect(input.year).toBeGreaterThan(2000);
      expect(listed.get(input.id)).toMatchObject({ value: input.value.central, licence: input.licence });
    }
  }
  expect(listed.get("size/Standard_NC4as_T4_v3/price")).toMatchObject({ unit: "USD/h", year: 2024 });
  const own = run(founding.replaceAll("deployment: dedicated", "deployment: dedicated, price: 1 EUR/h")).estimate;
  expect(own.factors.some(({ id }) => id.endsWith("/price"))).toBe(false);
});

test("each endpoint carries the assumptions that it rests on, and no other service's", () => {
  const bare = founding.replace("    output: { characters: 1300 }\n", "").replace("region: francecentral\n", "").replace("    criticality: medium\n", "");
  const { endpoints, hosts, assumptions } = run(bare).estimate;
  const paths = (id: string) => endpoints.find((one) => one.id === id)?.derivation.assumptions?.map(({ path }) => path) ?? [];
  expect(paths("POST /generate")).toEqual(expect.arrayContaining(["services.generation.output.tokens", "region"]));
  expect(paths("POST /translate")).toEqual(expect.arrayContaining(["services.translation.criticality", "region"]));
  expect(paths("POST /translate").filter((path) => /generation|transcription|hosts\.text/.test(path))).toEqual([]);
  const all = new Set(assumptions.map(({ path }) => path));
  for (const { derivation } of [...endpoints, ...hosts]) for (const { path } of derivation.assumptions ?? []) expect(all).toContain(path);
  const carried = new Set([...endpoints, ...hosts].flatMap(({ derivation }) => derivation.assumptions?.map(({ path }) => path) ?? []));
  expect([...all].filter((path) => !carried.has(path))).toEqual([]);
});

test("on a machine that is on by the clock the advice says why the model hardly counts", () => {
  const { estimate } = run(founding);
  const translation = estimate.endpoints.find(({ id }) => id === "POST /translate");
  expect(translation?.derivation.advice).toMatch(/Stopping speech .* 90 %.* less than 1 %, because the hours that the machine is on weigh most/);
  const asleep = run(sleeping).estimate.endpoints.find(({ id }) => id === "POST /transcribe");
  expect(asleep?.derivation.advice).toMatch(/^A model twice as fast would cut the carbon of speech by about \d+ %\.$/);
});

test.each([
  ["a serverless one beside it", "deployment: serverless", "generation"],
  ["one whose other work takes a time that nobody knows", "deployment: dedicated", "other"],
])("advice to stop names the machines that can be stopped: not %s", (_, deployment, task) => {
  const text = `version: 1
region: francecentral
volume: { files: 500/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
  text: { sku: Standard_NC4as_T4_v3, ${deployment} }
services:
  a: { endpoint: "POST /transcribe", model: whisper-large-v3, engine: faster-whisper, host: speech, input: { media: [text], duration: 10 min } }
  b: { endpoint: "POST /transcribe", model: "mistral:7b", task: generation, engine: ollama, host: text, input: { characters: 4000 } }
  c: { model: acme, task: ${task}, host: text, input: { characters: 4000 }, volume: { files: 1/month } }
`;
  const { estimate } = run(text);
  const advice = estimate.endpoints.find(({ id }) => id === "POST /transcribe")?.derivation.advice;
  expect(advice).toMatch(/^Stopping speech between requests would cut its carbon by about 9\d %/);
});

test.each([
  ["en", "34,500 characters", "6,000 characters"],
  ["fr", "34\u202f500 caractères", "6\u202f000 caractères"],
] as const)("the terms of a time keep the zeros of thousands: %s", (language, first, second) => {
  for (const [characters, words] of [
    [34_500, first],
    [6000, second],
  ] as const) {
    const text = founding.replace(/input: \{[^}]*characters[^}]*\}/u, `input: { characters: ${characters} }`);
    const analysis = analysisOf(text, { language });
    const t = translator(language);
    const endpoint = analysis.estimate.endpoints.find(({ services }) => services.includes("translation"));
    expect(explanationText(endpoint as EstimatedEndpoint, { language, t })).toContain(words);
  }
});

test("requests of an endpoint times what one takes is its month, whatever its services are asked", () => {
  const text = `version: 1
region: francecentral
volume: { files: 1000/month }
media: { audio: 10 %, text: 90 % }
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
services:
  heard: { endpoint: "POST /both", task: transcription, model: whisper-small, host: speech, input: { media: [audio], duration: 4 min } }
  translated: { endpoint: "POST /both", task: translation, model: nllb-200-1.3B, host: speech, input: { media: [audio, text], characters: 900 } }
`;
  const [endpoint] = run(text).estimate.endpoints;
  const { volume, perRequest, perMonth, derivation } = endpoint as NonNullable<typeof endpoint>;
  expect(volume.requests?.central).toBeCloseTo(1000, 6);
  const month = 1000 * (perMonth.kgCO2e?.central ?? Number.NaN);
  near((perRequest.gCO2e?.central ?? Number.NaN) * 1000, month);
  near(sum(derivation.components.map((one) => one.perRequest)) * 1000, month);
  near(((perRequest.operational?.central ?? 0) + (perRequest.embodied?.central ?? 0)) * 1000, month);
});
