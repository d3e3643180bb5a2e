import { expect, test } from "vitest";
import { findModel, type ResolvedModel } from "../../../src/core/factors/findModel";
import { speaks } from "../../../src/core/factors/modelLanguages";
import { type Need, smallerModels, thinksMore } from "../../../src/core/factors/smallerModels";
import type { Task } from "../../../src/core/routes/route";
import { suggest } from "../../../src/core/whatIf/suggest";
import { analyse, snapshotOf } from "../../support/analyse";

function model(name: string): ResolvedModel {
  const look = findModel(name);
  if (!("found" in look)) throw new Error(`no model ${name}`);
  return look.found;
}
const ids = (name: string, task: Task, languages: readonly string[], more: Partial<Need> = {}): string[] =>
  smallerModels(model(name), { task, languages, commercial: false, ...more }).map(({ id }) => id);

test.each<[string, Task, readonly string[], RegExp, RegExp]>([
  ["nllb-200-3.3B", "translation", ["fr", "de", "ar", "ja"], /^(nllb|m2m|mbart|seamless|opus)/, /t5|bart-large$/],
  ["bge-reranker-v2-m3", "reranking", ["fr"], /rerank/, /roberta|minilm/i],
  [
    "multilingual-e5-large",
    "embedding",
    ["fr"],
    /e5|minilm|mpnet|bge|gte-multilingual|arctic-embed-l-v2|nomic-embed-text-v2/i,
    /roberta|bert|rerank|^all-|bge-(small|base|large)/,
  ],
  ["whisper-large-v3", "transcription", ["fr"], /^whisper/, /distil/],
  ["whisper-large-v3", "transcription", [], /^whisper/, /distil/],
])("smaller models for %s (%s in %j) do the task in the languages", (name, task, languages, fit, unfit) => {
  const found = ids(name, task, languages);
  for (const id of found) {
    expect(id).toMatch(fit);
    expect(id).not.toMatch(unfit);
    for (const language of languages) expect(speaks(id, language)).not.toBe(false);
  }
});

test("in English the models for English are candidates too", () => {
  expect(ids("whisper-large-v3", "transcription", ["en"]).join()).toContain("distil-whisper");
  expect(ids("multilingual-e5-large", "embedding", ["en"]).join()).toContain("bge-base");
});

test("models that write out their reasoning come last, and not at all differently where today's does so too", () => {
  const found = smallerModels(model("llama3.3:70b"), { task: "generation", languages: ["fr"], commercial: false });
  const thinking = found.map((one) => thinksMore(one, model("llama3.3:70b")));
  expect(thinking).toContain(true);
  expect(thinking.indexOf(true)).toBeGreaterThan(thinking.lastIndexOf(false));
  expect(thinksMore(model("deepseek-r1:1.5b"), model("deepseek-r1:8b"))).toBe(false);
});

const text = `version: 1
region: francecentral
volume: { files: 500/month }
budget: { carbon: 1 kg/month }
languages: { fr: { share: 50 % }, ar: { share: 50 % } }
hosts:
  gpu: { sku: Standard_NC4as_T4_v3, deployment: serverless }
services:
  translation: { model: "MODEL", task: translation, host: gpu, licence: accepted, to: [en] }
  headlines: { model: "mistral:7b", engine: ollama, host: gpu, output: { tokens: 20 } }
`;

test("the report's option is one of what-if's, and what-if says that reasoning is written out", () => {
  const asked = text.replace("MODEL", "nllb-200-3.3B");
  const { matrix } = analyse(asked);
  const whatIf = suggest(snapshotOf(asked), { of: "everything" });
  const offered = whatIf?.suggestions.filter(({ kind }) => kind === "model") ?? [];
  const options = matrix.options.filter(({ kind }) => kind === "model");
  expect(options.length).toBeGreaterThan(0);
  for (const { label } of options) {
    const id = /instance (\S+) instead/.exec(label)?.[1] ?? "";
    expect(offered.map((one) => one.label).join()).toContain(`: ${id} instead of`);
  }
  const thinking = offered.filter(({ label }) => /deepseek-r1|qwen3/.test(label));
  for (const { notes } of thinking) expect(notes.join()).toContain("writes out its reasoning");
});

test("a model that is not made for a language closes its rows, with the source", () => {
  const gates = Object.fromEntries(
    analyse(text.replace("MODEL", "t5-large")).matrix.rows.map(({ id, gates: all }) => [id, all.filter(({ code }) => code === "language-unsupported")]),
  );
  expect(gates["translation/fr"]).toEqual([]);
  expect(gates["translation/ar"]?.map(({ max, reason }) => [max, reason])).toEqual([
    [0, "t5-large is not made for Arabic (google-t5/t5-small, model card (2023): en, fr, de, ro)"],
  ]);
});
