import { expect, test } from "vitest";
import type { Analysis } from "../../src/core/analysis/analysis";
import type { Problem } from "../../src/core/problem";
import type { Route, Workload } from "../../src/core/routes/route";
import { analysisOf, whisperAlone as whisper } from "../support/analyse";

function route(id: string, ...workloads: Partial<Workload>[]): Route {
  const [method = "", path = ""] = id.split(" ");
  return {
    id,
    method,
    path,
    resolved: true,
    function: "handler",
    file: "main.py",
    line: 2,
    registeredFile: "main.py",
    decoratorLine: 1,
    app: "main:app",
    workloads: workloads.map((one) => ({ task: "other", library: "x", engine: null, model: null, file: "main.py", line: 3, ...one })),
  };
}

const run = (scenario: string | null, routes: readonly Route[] = [], problems: readonly Problem[] = []): Analysis => analysisOf(scenario, { routes, problems });

const sum = (all: readonly (number | undefined)[]): number => all.reduce<number>((total, one) => total + (one ?? 0), 0);

test("the worked example comes out of a scenario text within 0.5 %", () => {
  const { estimate } = run(whisper);
  const [host] = estimate.hosts;
  const [endpoint] = estimate.endpoints;
  const close = (actual: number | undefined, wanted: number): void => expect(Math.abs((actual ?? 0) / wanted - 1), String(actual)).toBeLessThan(0.005);
  close(host?.operational?.central, 1.685);
  close(host?.embodied?.central, 3.205);
  close(estimate.total.kgCO2e?.central, 4.89);
  close(estimate.total.kWh?.central, 36.02 + 0.535);
  close(endpoint?.perRequest.gCO2e?.central, 9.78);
  close((endpoint?.perRequest.energyWh.busy?.central ?? 0) / 2, 0.535);
  close((endpoint?.perRequest.energyWh.idle?.central ?? 0) / 2, 36.02);
  expect(endpoint?.basis).toBe("modelled");
  expect(estimate.total.kgCO2e?.low).toBeCloseTo(2.8, 0);
  expect(estimate.total.kgCO2e?.high).toBeCloseTo(8.0, 0);
});

const founding = `version: 1
currency: EUR
exchange: { USD: 0.92 EUR }
horizon: { from: 2027-01, months: 12 }
budget: { carbon: 6 kg/month, cost: 900 EUR/month, plan: expected }
use: commercial
region: francecentral
volume: { files: 500/month, growth: 8 %/month }
media: { audio: 40 %, video: 20 %, text: 40 % }
languages:
  fr: { share: 50 % }
  en: { share: 30 % }
  es: { share: 15 % }
  ar: { share: 5 %, from: 2027-04 }
hosts:
  speech: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
  text: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
services:
  transcription: { endpoint: "POST /transcribe", model: whisper-large-v3, engine: faster-whisper, host: speech, criticality: high, input: { media: [audio, video], duration: 10 min } }
  translation: { endpoint: "POST /translate", model: nllb-200-distilled-600m, host: speech, criticality: medium, to: [en], licence: accepted, input: { media: [text], characters: 3000..5000 } }
  generation: { endpoint: "POST /generate", model: "mistral:7b", engine: ollama, host: text, criticality: low, input: { media: [text], characters: 3000..5000 }, output: { characters: 1300 } }
decisions:
  generation/ar: { level: 0 %, reason: "no reader yet" }
`;

test("endpoints + unattributed = total = baseline plan, to the last digit", () => {
  const { estimate, matrix } = run(founding, [route("POST /transcribe"), route("POST /generate"), route("POST /translate"), route("GET /health")]);
  const endpoints = estimate.endpoints.map(({ perMonth }) => perMonth.kgCO2e?.central);
  expect(sum([...endpoints, estimate.unattributed.kgCO2e?.central])).toBe(estimate.total.kgCO2e?.central);
  expect(matrix?.plans.baseline.kgCO2e).toEqual(estimate.total.kgCO2e);
  const rows = matrix?.rows.flatMap(({ kgCO2e }) => [kgCO2e.avoidable?.central, kgCO2e.fixed?.central]) ?? [];
  expect(sum(rows) + (estimate.unattributed.kgCO2e?.central ?? 0)).toBeCloseTo(estimate.total.kgCO2e?.central ?? 0, 10);
  expect(sum(estimate.hosts.map(({ kgCO2e }) => kgCO2e?.central))).toBeCloseTo(estimate.total.kgCO2e?.central ?? 0, 10);
});

test("the founding case: generation stops, which frees a whole machine", () => {
  const { matrix } = run(founding);
  const levels = Object.fromEntries(matrix?.rows.map(({ id, recommended }) => [id, recommended]) ?? []);
  expect(levels).toMatchObject({
    "transcription/fr": 1,
    "transcription/ar": 1,
    "translation/fr": 1,
    "generation/fr": 0,
    "generation/en": 0,
    "generation/es": 0,
    "generation/ar": 0,
  });
  expect(matrix?.hosts.find(({ name }) => name === "text")?.on).toEqual({ baseline: true, decided: true, recommended: false });
  expect(matrix?.plans.recommended.feasible).toBe(true);
  expect(matrix?.plans.decided.overshootMonth).toBe("2027-01");
  expect(matrix?.rows.find(({ id }) => id === "translation/en")?.volume.files?.central).toBe(0);
  expect(matrix?.rows.find(({ id }) => id === "generation/ar")?.decided).toBe(0);
});

test("without a scenario only the busy part of one request is shown, over all regions", () => {
  const { estimate, matrix } = run(null, [route("POST /t", { task: "transcription", model: "large-v3", engine: "faster-whisper" }), route("GET /health")]);
  expect(matrix).toBeNull();
  const [asr, health] = estimate.endpoints;
  expect(asr?.state).toBe("busy-only");
  expect(asr?.basis).toBe("assumed");
  expect(asr?.busyPerRequest?.central).toBeGreaterThan(0);
  expect(asr?.perRequest.gCO2e).toBeNull();
  expect(asr?.perMonth.kgCO2e).toBeNull();
  expect(asr?.perRequest.energyWh.idle).toBeNull();
  expect(health?.state).toBe("no-ai");
  expect(health?.busyPerRequest).toBeNull();
});

test("volume unknown: busy per request is known, idle and embodied are not", () => {
  const { estimate } = run(whisper.replace("volume: { files: 500/month }\n", ""));
  const [endpoint] = estimate.endpoints;
  expect(endpoint?.state).toBe("no-volume");
  expect(endpoint?.perRequest.energyWh.busy?.central).toBeCloseTo((1.185 * 84.62 * 38.4) / 3600, 3);
  expect(endpoint?.perRequest.energyWh.idle).toBeNull();
  expect(endpoint?.perRequest.embodied).toBeNull();
  expect(endpoint?.perMonth.kgCO2e).toBeNull();
});

test.each([
  ["unknown size", whisper.replace("Standard_NC4as_T4_v3", "Standard_NC4as_T5_v3"), "unknown-size", 6],
  ["unknown region", whisper.replace("francecentral", "francecentrum"), "unknown-region", 3],
  ["unknown model", whisper.replace("whisper-large-v3", "frobnicator"), "unknown-model", 10],
  ["two hosts, none named", whisper.replace("    host: speech\n", "").replace("services:", "  other: { sku: Standard_D2s_v5 }\nservices:"), "no-host", 0],
])("%s is a problem with a place", (_, text, code, line) => {
  const { problems } = run(text);
  const problem = problems.find((one) => one.code === code);
  expect(problem, JSON.stringify(problems)).toBeDefined();
  if (line > 0) expect(problem?.line).toBe(line);
});

test("a size that is one slip away is taken for the one that was meant", () => {
  expect(run(whisper.replace("Standard_NC4as_T4_v3", "Standard_NC4as_T4_v33")).estimate.hosts.map(({ sku }) => sku)).toEqual(["Standard_NC4as_T4_v3"]);
});

test.each([
  ["no host at all", ""],
  ["a host without a size", "hosts: { gpu: { deployment: dedicated } }\n"],
])("without its model no machine is made up for a service: %s", (_, hosts) => {
  const { estimate, matrix } = run(`version: 1\nregion: francecentral\n${hosts}volume: { files: 500/month }\nservices:\n  chat: { task: generation }\n`);
  expect(estimate.hosts).toEqual([]);
  expect(estimate.total.kgCO2e).toBeNull();
  expect(matrix?.plans.decided.kgCO2e).toBeNull();
  expect(matrix?.rows.map(({ kgCO2e }) => kgCO2e)).toEqual([{ avoidable: null, fixed: null }]);
});

test.each([
  ["a classical model's file", "{ task: classic-ml, model: models/sentiment.joblib }"],
  ["an OCR engine with published times", "{ task: ocr, engine: tesseract, model: fra.traineddata }"],
])("%s needs no model of ours: its figure is known, and no size is asked for", (_, service) => {
  const { problems, matrix } = run(
    `version: 1\nregion: francecentral\nvolume: { files: 500/month }\nhosts: { cpu: { sku: Standard_D2s_v5 } }\nservices:\n  s: ${service}\n`,
  );
  expect(matrix?.rows[0]?.kgCO2e.avoidable?.central).toBeGreaterThan(0);
  expect(problems.map(({ code }) => code)).not.toContain("unknown-model");
});

test("a route with a model and no service is a problem; a service whose endpoint is gone too", () => {
  const { problems } = run(whisper, [route("POST /new", { task: "generation", model: "mistral:7b" })]);
  expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(["route-without-service", "endpoint-gone"]));
});

test("an endpoint may be in what could not be read: that is said, not that it is gone", () => {
  const folder = { code: "folder-unreadable", severity: "warning" as const, file: "services/speech", message: "" };
  const gone = (problems: readonly (typeof folder)[]): string | undefined =>
    run(whisper, [route("POST /new", { task: "generation", model: "mistral:7b" })], problems).problems.find(({ code }) => code === "endpoint-gone")?.message;
  expect(gone([])).toContain("correct the endpoint or remove the service");
  expect(gone([folder])).toMatch(/services\/speech could not be\. Make that readable first/);
});

test.each([
  ["a non-commercial licence without permission stops the service", founding.replace("licence: accepted, ", ""), "translation/fr", "licence", 0],
  ["with permission on file it runs", founding, "translation/fr", null, 1],
  [
    "a need that is not shown stops the service",
    founding.replace("criticality: high,", "criticality: high, need: not-shown,"),
    "transcription/fr",
    "need-not-shown",
    0,
  ],
  [
    "Arabic that overflows Ollama's context stops the row",
    founding.replace("characters: 3000..5000 }, output: { characters: 1300 }", "characters: 5000 }, output: { characters: 1300 }"),
    "generation/ar",
    "context-overflow",
    0,
  ],
] as const)("%s", (_, text, id, code, level) => {
  const row = run(text).matrix?.rows.find((one) => one.id === id);
  expect(row?.gates.map((gate) => gate.code)).toEqual(code === null ? [] : [code]);
  expect(row?.recommended).toBe(level);
});

/** A file of the probe: requests and wall seconds of one endpoint over 73 hours, a tenth of a month. */
function probe(requests: number, wallSeconds: number, cpuSeconds = 0, method = "POST", route = "/transcribe"): string {
  return JSON.stringify({
    schema: "carbon-matrix/measurements@1",
    tool: { name: "carbon-matrix-asgi", version: "1.0.0" },
    process: {
      pid: 1,
      startedAt: "2026-11-01T00:00:00Z",
      writtenAt: "2026-11-04T01:00:00Z",
      cpuSeconds: cpuSeconds + 1,
      attributedCpuSeconds: cpuSeconds,
      unattributedCpuSeconds: 1,
    },
    endpoints: [
      {
        method,
        route,
        source: { file: "main.py", line: 2, handler: "main:f" },
        requests,
        status: { "2xx": requests },
        wallSeconds,
        maxWallSeconds: 60,
        cpuSeconds,
        requestBytes: 0,
        responseBytes: 0,
      },
    ],
  });
}

const measured = (scenario: string, measurement: string, routes: readonly Route[]): Analysis => analysisOf(scenario, { measurement, routes });

test("a measured endpoint takes its measured seconds and says so", () => {
  const { estimate, matrix } = measured(whisper, probe(100, 5000), [route("POST /transcribe")]);
  const [endpoint] = estimate.endpoints;
  expect(endpoint?.basis).toBe("measured");
  expect(endpoint?.perRequest.seconds?.central).toBeCloseTo(50, 10);
  expect(estimate.hosts[0]?.busyHours).toBeCloseTo((500 * 50) / 3600, 8);
  expect(matrix?.rows[0]?.quality).toBe("measured");
});

test("the measured mean keeps the proportions between languages", () => {
  const { matrix } = measured(founding, probe(100, 3000, 0, "POST", "/generate"), [
    route("POST /transcribe"),
    route("POST /generate"),
    route("POST /translate"),
  ]);
  const row = (language: string) => matrix?.rows.find(({ id }) => id === `generation/${language}`);
  const perFile = (language: string): number => (row(language)?.kgCO2e.avoidable?.central ?? 0) / (row(language)?.volume.files?.central ?? 1);
  expect(perFile("ar") / perFile("en")).toBeGreaterThan(3);
  expect(row("fr")?.quality).toBe("measured");
  expect(matrix?.rows.find(({ id }) => id === "transcription/fr")?.quality).toBe("modelled");
});

test("without a written volume the measured requests are it, scaled to 730 h", () => {
  const { estimate } = measured(whisper.replace("volume: { files: 500/month }\n", ""), probe(100, 5000), [route("POST /transcribe")]);
  expect(estimate.endpoints[0]?.volume.requests?.central).toBeCloseTo(1000, 6);
  expect(estimate.endpoints[0]?.perRequest.gCO2e).not.toBeNull();
});
