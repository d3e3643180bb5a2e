import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { analyze } from "../../../src/core/analyze";
import { applyEdits, scenarioEdits } from "../../../src/core/scenario/edit/scenarioEdit";
import { type Suggestion, suggest, suggestSteps, type Target, type WhatIf } from "../../../src/core/whatIf/suggest";
import { snapshotOf } from "../../support/analyse";

const folder = join(__dirname, "../../../examples/editorial-api");
const founding = readFileSync(join(folder, "editorial.carbon.yaml"), "utf8");
const sleeping = readFileSync(join(folder, "editorial-scale-to-zero.carbon.yaml"), "utf8");

const asked = new Map<string, WhatIf | null>();

/** Same question, same answer: it is computed once for all tests. */
function ask(text: string, target: Target = { of: "everything" }, plan: WhatIf["plan"] = "baseline"): WhatIf {
  const key = JSON.stringify([text, target, plan]);
  if (!asked.has(key)) asked.set(key, suggest(snapshotOf(text), target, plan));
  const found = asked.get(key);
  if (!found) throw new Error("no answer");
  return found;
}

const applied = (text: string, { changes }: Suggestion): string => applyEdits(text, scenarioEdits(text, changes, "x.carbon.yaml"));
const labels = ({ suggestions }: WhatIf, kind: Suggestion["kind"]): string[] => suggestions.flatMap((one) => (one.kind === kind ? [one.label] : []));

/** The best of each kind: enough to hold the short way to the long one. */
function ofEachKind({ suggestions }: WhatIf): Suggestion[] {
  return [...new Set(suggestions.map(({ kind }) => kind))].flatMap((kind) => suggestions.find((one) => one.kind === kind) ?? []);
}

test.each([
  ["the founding case", founding],
  ["machines that sleep", sleeping],
])("a suggestion says what the whole analysis says after its edits, to the last digit: %s", { timeout: 120_000 }, (_, text) => {
  const found = ask(text);
  const now = analyze(snapshotOf(text));
  expect(found.before.baseline).toBe(now.estimate.total.kgCO2e?.central);
  expect(found.before.decided).toBe(now.matrix?.plans.decided.kgCO2e?.central);
  for (const suggestion of ofEachKind(found)) {
    const { estimate, matrix } = analyze(snapshotOf(applied(text, suggestion)));
    expect(suggestion.after.baseline, suggestion.label).toBe(estimate.total.kgCO2e?.central);
    expect(suggestion.after.decided, suggestion.label).toBe(matrix?.plans.decided.kgCO2e?.central);
    expect(suggestion.after.baselineCost, suggestion.label).toBe(matrix?.plans.baseline.cost);
    expect(suggestion.after.decidedCost, suggestion.label).toBe(matrix?.plans.decided.cost);
    expect(suggestion.after.feasible, suggestion.label).toBe(matrix?.plans.decided.feasible);
  }
});

test("one endpoint: its own services and machine, with its figure before and after", () => {
  const found = ask(founding, { of: "endpoint", id: "POST /transcribe" });
  expect(found.before.endpoint).toBe(analyze(snapshotOf(founding)).estimate.endpoints.find(({ id }) => id === "POST /transcribe")?.perMonth.kgCO2e?.central);
  expect(new Set(found.suggestions.map(({ host, service }) => host ?? service))).toEqual(new Set(["speech", "transcription"]));
  expect(labels(found, "region")).toContain("speech: in Sweden Central");
  expect(ask(founding, { of: "endpoint", id: "POST /elsewhere" }).suggestions).toEqual([]);
});

test("ranked by carbon, then by money; every suggestion changes something", () => {
  for (const plan of ["baseline", "decided"] as const) {
    const { suggestions } = ask(founding, { of: "everything" }, plan);
    const kg = suggestions.map(({ change }) => change[plan] ?? Number.NaN);
    expect(kg).toEqual([...kg].sort((a, b) => a - b));
    for (const { change } of suggestions) expect(Math.abs(change[plan] ?? 0) + Math.abs(change.cost ?? 0)).toBeGreaterThan(0);
  }
});

test("on a machine that mostly waits the model hardly counts, and on one that sleeps it does", () => {
  const model = (text: string) => ask(text).suggestions.find(({ label }) => label.startsWith("transcription: whisper-tiny"));
  expect(model(founding)).toMatchObject({ alwaysOn: true });
  expect(Math.abs(model(founding)?.share ?? 1)).toBeLessThan(0.01);
  expect(model(sleeping)).toMatchObject({ alwaysOn: false });
  expect(model(sleeping)?.share ?? 0).toBeLessThan(-0.02);
});

test("a change that crosses the budget says so, in both directions", () => {
  const tight = founding.replace("carbon: 6 kg/month", "carbon: 1 kg/month");
  const asleep = (text: string) => ask(text, { of: "host", name: "speech" }).suggestions.find(({ label }) => label === "speech: stopped between requests");
  expect(asleep(tight)?.budget).toBe("into");
  expect(asleep(founding)?.budget).toBe(null);
  expect(ask(founding, { of: "host", name: "speech" }).suggestions.find(({ label }) => label.startsWith("speech: 2 instead of 1"))?.budget).toBe("out");
  // At the 80th percentile the central value says nothing.
  expect(ask(tight.replace("plan: expected", "plan: prudent"), { of: "host", name: "speech" }).before.feasible).toBe(null);
});

test("models: smaller, of the same use, under the same licence or a freer one, for the languages that are served", () => {
  const found = labels(ask(founding), "model");
  expect(found).toContain("transcription: whisper-large-v3-turbo instead of whisper-large-v3");
  expect(found.join()).not.toMatch(/distil-whisper|tinyllama|t5|bart/);
  const english = founding.replace(/languages:\n(?: {2}.*\n)+/, "languages:\n  en: { share: 100 % }\n").replace(/decisions:\n(?: {2}.*\n)+/, "");
  expect(labels(ask(english, { of: "service", name: "transcription" }), "model").join()).toContain("distil-whisper");
  const apache = labels(ask(founding, { of: "service", name: "generation" }), "model").map((label) => label.split(" ")[1]);
  expect(apache).toEqual(expect.arrayContaining(["phi4-mini:3.8b"]));
  expect(apache.join()).not.toMatch(/llama3|gemma/);
});

test("a region is no question where the grid's intensity is written", () => {
  expect(labels(ask(founding), "region").length).toBeGreaterThan(40);
  expect(
    labels(ask(founding.replace("region: francecentral", "region: francecentral\ngrid: { intensity: 30 gCO2e/kWh }"), { of: "host", name: "text" }), "region"),
  ).toEqual([]);
});

test("a move says that its size may not be offered there, and of a machine of one's own it does not", () => {
  const moves = (text: string): string[] =>
    ask(text, { of: "host", name: "speech" }).suggestions.flatMap(({ kind, notes }) => (kind === "region" ? notes : []));
  expect(new Set(moves(founding))).toEqual(
    new Set(["Check where the data may be held, and that the size is offered there and its price: one list price counts for all regions."]),
  );
  const own = founding.replace("sku: Standard_NC4as_T4_v3, deployment: dedicated }", "hardware: { gpu: T4, vcpus: 4, memory: 28 GB }, deployment: dedicated }");
  expect(new Set(moves(own))).toEqual(new Set(["Check where the data may be held."]));
});

test("a retired size may be written and is not proposed", () => {
  const old = founding.replace("Standard_NC4as_T4_v3", "Standard_NC24s_v3");
  const sizes = labels(ask(old, { of: "host", name: "speech" }), "size").join();
  expect(sizes).toMatch(/NC4as_T4_v3/);
  expect(sizes).not.toMatch(/NC(6|12|24)s_v3/);
  expect(ask(old).before.baseline).toBeGreaterThan(ask(founding).before.baseline ?? 0);
});

test("another size takes what was written of the old machine with it", () => {
  const described = founding.replace(
    "sku: Standard_NC4as_T4_v3, deployment: dedicated }",
    "hardware: { gpu: T4, vcpus: 4, memory: 28 GB }, price: 1 EUR/h, deployment: dedicated }",
  );
  const size = ask(described, { of: "host", name: "speech" }).suggestions.find(({ kind }) => kind === "size") as Suggestion;
  const text = applied(described, size);
  expect(text).not.toContain("hardware");
  expect(text).not.toContain("price");
  expect(text).toContain("sku");
});

test("what the hours of a machine cannot carry, and what its cards cannot hold, is left out and counted", () => {
  const busy = ask(founding.replace("files: 500/month", "files: 40000/month"), { of: "host", name: "speech" });
  expect(busy.leftOut.overCapacity).toBeGreaterThan(10);
  // an engine of its own for one of two services loads their model a second time
  const served = "{ model: mistralai/Mistral-7B-Instruct-v0.3, engine: vllm, host: gpu }";
  const shared = `version: 1\nregion: francecentral\nvolume: { files: 500/month }\nhosts: { gpu: { sku: Standard_NV36ads_A10_v5 } }\nservices:\n  a: ${served}\n  b: ${served}\n`;
  expect(ask(shared).leftOut.tooSmall).toBeGreaterThan(0);
  expect(labels(ask(shared), "engine")).toEqual([]);
});

test("a deployment takes the fields of the old one away", () => {
  const kept = sleeping.replace(
    "speech: { sku: Standard_NC4as_T4_v3, deployment: scale-to-zero }",
    "speech: { sku: Standard_NC4as_T4_v3, deployment: scale-to-zero, keepAlive: 10 min }",
  );
  const found = ask(kept, { of: "host", name: "speech" });
  const scheduled = found.suggestions.find(({ label }) => label === "speech: on 50 h a week") as Suggestion;
  expect(applied(kept, scheduled)).toContain("speech: { sku: Standard_NC4as_T4_v3, deployment: scheduled, hours: 50 h/week }");
  expect(labels(found, "schedule")).toEqual(expect.arrayContaining(["speech: kept alive for 1 min only", "speech: all work of a day at once"]));
});

test("without a host written, a change writes the machine that is assumed", () => {
  const bare = "version: 1\nregion: francecentral\nvolume: { files: 500/month }\nservices:\n  ask: { model: whisper-small, engine: faster-whisper }\n";
  const asleep = ask(bare).suggestions.find(({ label }) => label === "machine: stopped between requests") as Suggestion;
  const text = applied(bare, asleep);
  expect(text).toContain(`machine: { deployment: "scale-to-zero" }`);
  expect(analyze(snapshotOf(text)).estimate.total.kgCO2e?.central).toBe(asleep.after.baseline);
});

test("a JSON scenario is changed as JSON, and keys with dots are found", () => {
  const json = JSON.stringify(
    {
      version: 1,
      region: "francecentral",
      volume: { files: "500/month" },
      hosts: { "gpu.1": { sku: "Standard_NC4as_T4_v3" } },
      services: { "v1.ask": { model: "whisper-small", engine: "faster-whisper", host: "gpu.1" } },
    },
    null,
    2,
  );
  const found = suggest({ ...snapshotOf(json), scenario: { file: "x.carbon.json", text: json } }, { of: "everything" });
  const asleep = found?.suggestions.find(({ label }) => label === "gpu.1: stopped between requests");
  const text = applyEdits(json, scenarioEdits(json, asleep?.changes ?? [], "x.carbon.json"));
  expect(JSON.parse(text)).toMatchObject({ hosts: { "gpu.1": { deployment: "scale-to-zero" } } });
  expect(found?.suggestions.some(({ service }) => service === "v1.ask")).toBe(true);
});

test("without a volume a slower machine is known to be slower", () => {
  const size = ask(founding.replace("volume: { files: 500/month, growth: 8 %/month }\n", ""), { of: "host", name: "text" }).suggestions.find(
    ({ label }) => label === "text: Standard_D2as_v5",
  );
  expect((size?.seconds?.after ?? 0) / (size?.seconds?.before ?? 1)).toBeGreaterThan(10);
});

test("a large scenario gets a bounded list", () => {
  const services = Array.from({ length: 100 }, (_, k) => `  s${k}: { model: whisper-large-v3, engine: faster-whisper, host: h${k % 10} }`);
  const hosts = Array.from({ length: 10 }, (_, k) => `  h${k}: { sku: Standard_NC16as_T4_v3 }`);
  const large = `version: 1\nregion: francecentral\nvolume: { files: 500/month }\nlanguages: { fr: { share: 50 % }, en: { share: 50 % } }\nhosts:\n${hosts.join("\n")}\nservices:\n${services.join("\n")}\n`;
  const found = ask(large);
  expect(found.leftOut.notComputed).toBeGreaterThan(100);
  expect(found.suggestions.length).toBeLessThanOrEqual(100);
});

test("nothing without a scenario, or with one that cannot be read", () => {
  expect(suggest(snapshotOf(null), { of: "everything" })).toBe(null);
  expect(suggest(snapshotOf("version: ["), { of: "everything" })).toBe(null);
});

test("what only the rounding of sums changes is no suggestion", () => {
  const full = "version: 1\nregion: francecentral\nvolume: { files: 30000/month }\nhosts:\n  web: { sku: Standard_D8s_v5 }\nservices:\n";
  const busy = `${full}  search: { task: reranking, host: web, model: bge-reranker-v2-m3, input: { characters: 20000 } }\n  ask: { task: embedding, host: web, model: multilingual-e5-large, input: { characters: 200 } }\n`;
  for (const { change, label } of ask(busy, { of: "everything" }, "decided").suggestions) {
    const moved = Math.abs(change.decided ?? 0);
    expect(moved === 0 || moved > 1e-9, label).toBe(true);
  }
});

test("a machine that holds too little context closes the service, and the suggestion says so", () => {
  const found = ask(`version: 1
region: francecentral
use: commercial
volume: { files: 1000/month }
hosts:
  gpu: { sku: Standard_NC4as_T4_v3 }
  big: { sku: Standard_NV36ads_A10_v5 }
services:
  t: { endpoint: "POST /m", task: transcription, model: whisper-large-v3, host: gpu, input: { media: [audio], duration: 10 min } }
  g: { endpoint: "POST /b", task: generation, model: "mistral:7b", engine: ollama, host: big, input: { media: [audio], characters: 20000 } }
`);
  const closing = found.suggestions.filter(({ closes }) => closes.length > 0);
  expect(closing.map(({ label }) => label)).toContain("big merged into gpu");
  expect(closing.every(({ closes }) => closes.every(({ row, code }) => row === "g" && code === "context-overflow"))).toBe(true);
  expect(found.suggestions.filter(({ kind }) => kind === "region").every(({ closes }) => closes.length === 0)).toBe(true);
});

test("a change after which nobody knows the time of some work is no saving: it is left out and counted", () => {
  const images = `version: 1
region: francecentral
volume: { files: 5000/month }
hosts:
  studio: { sku: Standard_NC24ads_A100_v4, deployment: dedicated }
services:
  images: { task: image-generation, model: stabilityai/stable-diffusion-xl-base-1.0, host: studio }
`;
  const found = ask(images);
  expect(labels(found, "size")).not.toContain("studio: Standard_E2as_v5");
  expect(found.suggestions.some(({ after }) => after.atLeast.baseline)).toBe(false);
  expect(found.leftOut.unknownTime).toBeGreaterThan(10);
  expect(found.leftOut.unknownWork).toEqual([{ service: "images", reason: expect.stringContaining("without a graphics card") }]);
});

test("the price of a machine rented by the second is the least to expect, and is assumed where nobody wrote it", () => {
  const { suggestions } = ask(founding);
  const least = suggestions.filter(({ change }) => change.costIsLeast);
  expect(least.length).toBeGreaterThan(0);
  expect(least).toEqual(suggestions.filter(({ label }) => label.endsWith(": serverless")));
  const price = (text: string) => analyze(snapshotOf(text)).estimate.assumptions.find(({ path }) => path === "hosts.speech.price");
  expect(price(founding)).toBeUndefined();
  expect(price(applied(founding, least.find(({ host }) => host === "speech") as Suggestion))).toMatchObject({ unit: "USD/h", basis: "assumed" });
});

const hosted = `version: 1
region: francecentral
volume: { files: 5000/month }
hosts:
  gpu: { sku: Standard_NV36ads_A10_v5 }
  other: { sku: Standard_NV36ads_A10_v5 }
  provider: { hardware: { gpu: H100, gpus: 1, vcpus: 8, memory: 64 GB }, price: 2 EUR/h }
services:
  summaries: { model: mistralai/Mistral-7B-Instruct-v0.3, engine: vllm, host: gpu, output: { tokens: 200 } }
  search: { model: bge-m3, task: embedding, host: other }
  checks: { model: { name: gpt-4o-mini, parameters: 20 B }, task: generation, host: provider }
`;

test("of a model that only its provider runs neither engine, machine nor weights are for us to change", () => {
  const { suggestions } = ask(hosted);
  const kinds = suggestions.filter(({ service, host }) => service === "checks" || host === "provider").map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(["output"]));
  expect(suggestions.some(({ label }) => label === "gpu merged into provider")).toBe(false);
  // the same name where a server of one's own loads the weights
  const own = hosted.replace("{ name: gpt-4o-mini, parameters: 20 B }", "{ name: command-r, parameters: 35 B }").replace("task: generation", "engine: vllm");
  expect(ask(own).suggestions.some(({ label }) => label === "checks: run by ollama")).toBe(true);
});

test("another engine runs the same weights: narrower ones are a change of their own", () => {
  const other = ask(hosted).suggestions.find(({ label }) => label === "summaries: run by ollama") as Suggestion;
  const text = applied(hosted, other);
  expect(text).toMatch(/engine: "?ollama"?/);
  expect(text).toMatch(/precision: "?fp16"?/);
  const narrow = ask(hosted).suggestions.find(({ label }) => label.startsWith("summaries: weights in int4")) as Suggestion;
  expect(Math.abs(other.change.baseline ?? 0)).toBeLessThan(Math.abs(narrow.change.baseline ?? 0) / 2);
});

test("of a total that leaves something out, the share of a change that does not touch it is the most that it can be", () => {
  const open = `${hosted}  voices: { task: other, model: acme/voices, host: other }\n`;
  const { before, suggestions } = ask(open);
  expect(before.atLeast.baseline).toBe(true);
  const share = (label: string) => suggestions.find((one) => one.label === label);
  expect(share("gpu: serverless")).toMatchObject({ shareIsMost: true });
  expect(share("gpu: serverless")?.share ?? 0).toBeLessThan(-0.1);
  expect(share("everything in Sweden Central")?.share).toBe(null);
});

test("what was found so far is a part of what is found in the end, in its order", { timeout: 60_000 }, () => {
  const steps = suggestSteps(snapshotOf(founding), { of: "service", name: "generation" }, "baseline");
  const parts: string[][] = [];
  const labelsIn = ({ suggestions }: WhatIf): string[] => suggestions.map(({ label, service }) => `${service} ${label}`);
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      const all = value === null ? [] : labelsIn(value);
      expect(parts.length).toBeGreaterThan(5);
      for (const part of parts) expect(part).toEqual(all.filter((one) => part.includes(one)));
      expect(parts.at(-1)).toEqual(all);
      return;
    }
    parts.push(labelsIn(value()));
  }
});

test("a smaller model that takes more says why: it cuts the same text into more tokens", () => {
  const text = `version: 1
region: francecentral
volume: { files: 300/month }
languages: { ar: { share: 60 % }, fr: { share: 40 % } }
hosts: { h: { sku: Standard_D8s_v5, deployment: scale-to-zero } }
services:
  a: { task: generation, model: "llama3.1:8b", engine: vllm, host: h, input: { media: [text] } }
`;
  const models = ask(text).suggestions.filter(({ kind }) => kind === "model");
  const worse = models.filter(({ change }) => (change.baseline ?? 0) > 0);
  expect(worse.map(({ label }) => label)).toContain("a: mistral:7b instead of llama3.1:8b");
  const why = (model: string) => worse.find(({ label }) => label.startsWith(`a: ${model}`))?.notes.at(-1);
  expect(why("mistral:7b")).toMatch(/^It takes more all the same, because it cuts the same text into 2\.3 times as many tokens \(ar\)\.$/);
  for (const { notes } of worse) expect(notes.at(-1)).toContain("all the same");
  for (const { notes, change } of models) if ((change.baseline ?? 0) <= 0) expect(notes.join(" ")).not.toContain("all the same");
});
