import { expect, test } from "vitest";
import type { Analysis } from "../../../src/core/analysis/analysis";
import { analyze } from "../../../src/core/analyze";
import { centralFigures } from "../../../src/core/footprint/plans/central";
import { readSnapshot } from "../../../src/core/readSnapshot";
import { componentCells, openedEndpoint } from "../../../src/core/report/besideCode/derivation";
import { estimateText } from "../../../src/core/report/tables/estimateText";
import { readerOf } from "../../../src/core/report/words/figures";
import type { Route } from "../../../src/core/routes/route";
import type { Snapshot } from "../../../src/core/snapshot";
import { translator } from "../../../src/core/text";
import { suggest } from "../../../src/core/whatIf/suggest";
import { noCode } from "../../support/analyse";
import { route } from "../measurements/routes";

// What was found wrong when an auditor read the figures; each of these failed before it was mended.

function snapshot(text: string, more: Partial<Snapshot> = {}): Snapshot {
  return { language: "en", today: "2026-11-26", code: noCode, scenario: { file: "a.carbon.yaml", text }, measurementFiles: [], remote: [], ...more };
}

function analysed(text: string, more: Partial<Snapshot> = {}): Analysis {
  return analyze(snapshot(text, more));
}

const whisper = (more: string): string => `version: 1
region: francecentral
use: non-commercial
volume: { files: 500/month }
hosts:
  gpu: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
services:
  asr: { endpoint: "POST /asr", model: whisper-large-v3, engine: faster-whisper, host: gpu, input: { duration: 10 min } }
${more}`;

test("a machine whose work is not counted has unknown hours, not 0, and one on demand has no carbon at all", () => {
  const text = whisper("").replace("volume: { files: 500/month }\n", "");
  expect(analysed(text).estimate.hosts[0]).toMatchObject({ busyHours: null, idleHours: null, breakEvenRequests: null });
  expect(analysed(text).estimate.hosts[0]?.kgCO2e).not.toBeNull();
  expect(analysed(text.replace("dedicated", "scale-to-zero")).estimate.hosts[0]).toMatchObject({ busyHours: null, kWh: null, kgCO2e: null, cost: null });
});

test("the total of an estimate says that it is a least amount when something is unknown", () => {
  const text = estimateText(analysed(whisper(`  ocr: { endpoint: "POST /ocr", task: ocr, host: gpu }\n`)));
  expect(text).toContain("at least 4.");
  expect(estimateText(analysed(whisper("")))).not.toContain("at least");
});

test("the cost of a ranked change is that of what has a price; the plan's own is unknown beside a provider without one", () => {
  const text = whisper(`  chat: { endpoint: "POST /chat", task: generation, model: "gpt-4o", host: external }\n`);
  const { written, system } = readSnapshot(snapshot(text), translator("en"));
  if (written === null) throw new Error("unusable");
  expect(centralFigures(system, written, noCode).baseline).toMatchObject({ cost: null, unpricedUse: expect.stringContaining("chat") });
  const found = suggest(snapshot(text), { of: "everything" });
  expect(found?.before.baselineCost).toBeNull();
  expect(found?.suggestions.find(({ kind }) => kind === "deployment")?.change.cost).toBeLessThan(0);
});

test.each([
  ["decided tomorrow", "2026-11-27", "", "decision-in-future"],
  ["reviewed before it was decided", "2026-11-20", ", review: 2026-11-01", "review-before-decision"],
])("a decision that was %s is a problem at its date", (_, date, review, code) => {
  const { problems } = analysed(whisper(`decisions:\n  asr: { level: 50 %, reason: "r", date: ${date}${review} }\n`));
  expect(problems.find((problem) => problem.code === code)).toMatchObject({ severity: "warning", line: 10 });
});

test("a component of a derivation can be multiplied by hand and gives the two figures that are shown", () => {
  const [endpoint] = analysed(whisper("")).estimate.endpoints;
  if (endpoint === undefined) throw new Error("no endpoint");
  for (const component of openedEndpoint(endpoint).derivation.components) {
    const [, whole = "", factor = "", perRequest = ""] = componentCells(component, readerOf("en"));
    const [quantity = ""] = whole.split(" = ");
    const seconds = / s( |$)/.test(quantity) ? 1 / 3600 : 1;
    const milli = / Wh/.test(quantity) ? 1 / 1000 : 1;
    const byHand = Number.parseFloat(quantity.replaceAll(",", "")) * seconds * milli * Number.parseFloat(factor.replaceAll(",", ""));
    const shown = Number.parseFloat(perRequest) * (perRequest.endsWith("mg") ? 1e-3 : 1);
    expect(Number(byHand.toPrecision(2)), JSON.stringify([quantity, factor, perRequest])).toBeCloseTo(shown, 9);
  }
});

const transcribing = (id: string, model: string): Route =>
  route(id, { workloads: [{ task: "transcription", library: "faster-whisper", engine: "faster-whisper", model, file: "app/main.py", line: 4 }] });

test("version: 1 alone keeps the busy figure that the code gives without a scenario", () => {
  const code = { ...noCode, routes: [transcribing("POST /asr", "whisper-large-v3")] };
  const without = analysed("", { code, scenario: null }).estimate.endpoints[0];
  const { estimate } = analysed("version: 1\n", { code });
  expect(estimate.endpoints[0]).toMatchObject({ state: "busy-only", busyPerRequest: without?.busyPerRequest, services: [] });
  expect(estimate.endpoints[0]?.unknown).toContain("no service");
  expect(estimate.total.kgCO2e).toBeNull();
});

test("an endpoint that no service names stands where the scenario stands", () => {
  const code = { ...noCode, routes: [transcribing("POST /asr", "whisper-large-v3")] };
  const busyIn = (region: string) => analysed(`version: 1\nregion: ${region}\n`, { code }).estimate.endpoints[0]?.busyPerRequest?.central ?? Number.NaN;
  const [clean, dirty] = [busyIn("swedencentral"), busyIn("southafricawest")];
  expect(dirty / clean).toBeGreaterThan(10);
  const written = analysed("version: 1\ngrid: { intensity: 100 g/kWh }\npue: 1.2\n", { code }).estimate.endpoints[0]?.derivation.assumptions;
  expect(JSON.stringify(written ?? "")).not.toContain("region unknown");
});

function measured({ requests, wall, energy, hours = 1 }: { requests: number; wall: number; energy?: number; hours?: number }): Partial<Snapshot> {
  const start = "2026-11-20T00:00:00Z";
  const end = new Date(Date.parse(start) + hours * 3.6e6).toISOString();
  const endpoints = [{ method: "POST", route: "/asr", requests, wallSeconds: wall, cpuSeconds: wall / 2 }];
  const probe = JSON.stringify({
    schema: "carbon-matrix/measurements@1",
    tool: { name: "probe" },
    process: { pid: 1, startedAt: start, writtenAt: end, cpuSeconds: wall, unattributedCpuSeconds: wall / 2 },
    endpoints,
  });
  const csv = `timestamp,project_name,run_id,duration,emissions,energy_consumed,gpu_energy,pue\n${end.slice(0, 19)},api,r1,${hours * 3600},0.01,${energy},0,1.0\n`;
  return {
    code: { ...noCode, routes: [transcribing("POST /asr", "whisper-large-v3")] },
    measurementFiles: [{ file: ".carbon-matrix/1.json", text: probe }, ...(energy === undefined ? [] : [{ file: "emissions.csv", text: csv }])],
  };
}

test("the energy of a whole process goes to the endpoint by its part of the CPU seconds", () => {
  // 0.03 kWh in an hour, half of the CPU seconds are the endpoint's: 60 W in 900 s of work, x PUE 1.2
  const { estimate } = analysed(whisper("pue: 1.2\n"), measured({ requests: 10, wall: 900, energy: 0.03 }));
  expect(estimate.endpoints[0]?.perRequest.energyWh.busy?.central).toBeCloseTo((0.03 * 1000 * 0.5 * 1.2) / 10, 6);
  expect(estimate.endpoints[0]?.basis).toBe("measured");
});

test("energy of a process that mostly waited is no power at work: it is refused, and said", () => {
  const { estimate, problems } = analysed(whisper("pue: 1.2\n"), measured({ requests: 10, wall: 9, energy: 0.05 }));
  expect(problems.map(({ code }) => code)).toContain("measurement-power-implausible");
  expect(estimate.endpoints[0]?.perRequest.energyWh.busy?.central).toBeLessThan(0.1);
});

test("a measurement a hundred times apart from model or scenario is a warning, and a month that mostly waits is not called measured", () => {
  const { estimate, problems } = analysed(whisper(""), measured({ requests: 7000, wall: 7000 * 0.3 }));
  expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(["measurement-time-differs", "measurement-volume-differs"]));
  // An hour is no month: what was seen and what it comes to are told apart.
  expect(problems.map(({ message }) => message).join()).toMatch(/requests measured: 7,000 in 60 min, extrapolated to 5,100,000 a month/);
  expect(estimate.endpoints[0]?.measuredShare).toBeLessThan(0.1);
  expect(estimateText(analysed(whisper(""), measured({ requests: 7, wall: 7 * 38 })))).toContain("work measured, waiting modelled");
});

test.each([
  ["bge-m3", "embedding"],
  ["bge-reranker-v2-m3", "reranking"],
])("%s needs no task: it is a model for %s", (model) => {
  const { estimate } = analysed(whisper(`  search: { endpoint: "POST /s", model: ${model}, host: gpu, input: { tokens: 400 } }\n`));
  expect(estimate.endpoints.find(({ id }) => id === "POST /s")?.perRequest.seconds?.central).toBeGreaterThan(0);
});

test("a scenario without services leaves no text empty", () => {
  const { estimate, matrix } = analysed("version: 1\n");
  expect(estimateText(analysed("version: 1\n"))).not.toMatch(/nothing|undefined/);
  expect([estimate.total.kgCO2e, matrix?.method]).toEqual([null, ""]);
});

test("a version that is a map is a problem, not a crash", () => {
  expect(analysed("version: { a: 1 }\n").problems.map(({ code }) => code)).toContain("unsupported-version");
});

test("weights that are written leave no precision to assume", () => {
  const text = whisper(`  llm: { endpoint: "POST /l", task: generation, engine: ollama, model: { name: own, parameters: 7 B, weights: 4 GB }, host: gpu }\n`);
  expect(analysed(text).estimate.assumptions.map(({ path }) => path)).not.toContain("services.llm.precision");
});

test.each([
  ["ocr", "", /measure its time/],
  ["image-generation", ", model: my-own-painter", /none is published: measure its time/],
  ["image-generation", "", /write model:/],
  ["speech-synthesis", ", model: my-own-voice", /measure its time/],
  ["speech-synthesis", ", model: my-own-voice, input: { tokens: 500 }", /measure its time/],
  [
    "speech-synthesis",
    ", model: piper, input: { tokens: 500 }",
    /tokens do not tell how long it takes to say them: write input\.characters or input\.duration$/,
  ],
])("%s%s has no figure, and says why and what to do", (task, model, why) => {
  const { estimate } = analysed(whisper(`  x: { endpoint: "POST /x", task: ${task}, host: gpu${model} }\n`));
  expect(estimate.endpoints.find(({ id }) => id === "POST /x")?.unknown).toMatch(why);
});

test("an image and a text that is read out have figures where their model has", () => {
  const { estimate } = analysed(
    whisper(
      `  draw: { endpoint: "POST /draw", task: image-generation, model: sdxl, host: gpu }\n  say: { endpoint: "POST /say", task: speech-synthesis, model: kokoro, host: gpu, input: { characters: 900 } }\n`,
    ),
  );
  const seconds = (id: string) => estimate.endpoints.find((endpoint) => endpoint.id === id)?.perRequest.seconds?.central ?? 0;
  expect(seconds("POST /draw")).toBeCloseTo((25 * 11.9) / (0.2 * 65), 6);
  // 900 characters are a minute of speech, at 3 % of real time
  expect(seconds("POST /say")).toBeCloseTo(60 * 0.03 * (900 / (150 * 6.02)), 1);
});

test("a broken row of a measurement is explained in the reader's language", () => {
  const file = JSON.stringify({
    schema: "carbon-matrix/measurements@1",
    tool: { name: "probe" },
    process: { pid: 1, startedAt: "2026-11-20T00:00:00Z", writtenAt: "2026-11-20T01:00:00Z" },
    endpoints: [
      { method: "POST", route: "/asr", requests: -1 },
      { method: "POST", route: "/b" },
      { route: "/c", requests: 1 },
    ],
  });
  const { problems } = analysed(whisper(""), { language: "fr", measurementFiles: [{ file: ".carbon-matrix/1.json", text: file }] });
  const messages = problems.filter(({ code }) => code === "measurement-row").map(({ message }) => message);
  expect(messages.join(" ")).toMatch(/requests: elle ne doit pas être négative/u);
  expect(messages.join(" ")).not.toMatch(/Invalid|expected/u);
});

test("which files enter a service is stated where only its task says it", () => {
  const text = whisper(`  ml: { endpoint: "POST /ml", task: classic-ml, host: gpu }\nmedia: { audio: 30 %, text: 70 % }\n`);
  expect(analysed(text).estimate.assumptions.find(({ path }) => path === "services.ml.input.media")).toMatchObject({ value: "text" });
  expect(analysed(whisper("")).estimate.assumptions.map(({ path }) => path)).not.toContain("services.asr.input.media");
});

test.each([
  [1, true, true],
  [48, false, true],
  [200, false, false],
])("a month extrapolated from %d hours is doubted below a day, and an assumption below a week", (hours, doubted, assumed) => {
  const { estimate, problems } = analysed(whisper("").replace(/^volume:.*\n/mu, ""), measured({ requests: 30.4285714, wall: 300, hours }));
  expect(problems.some(({ code }) => code === "measurement-volume-extrapolated")).toBe(doubted);
  const found = estimate.assumptions.filter(({ path }) => path === "services.asr.volume.files");
  expect(found.map(({ reason }) => reason)).toEqual(assumed ? [expect.stringContaining("from 30 requests in")] : []);
});
