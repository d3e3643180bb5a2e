import { expect, test } from "vitest";
import type { Task, Workload } from "../../../../src/core/routes/route";
import { applyEdits } from "../../../../src/core/scenario/edit/scenarioEdit";
import { analysisOf } from "../../../support/analyse";
import { route } from "../../measurements/routes";

const runs = (task: Task, model: string | null, line: number): Workload => ({
  task,
  library: "sentence-transformers",
  engine: null,
  model,
  file: "app/search.py",
  line,
});
const embedding = runs("embedding", "intfloat/multilingual-e5-large", 5);
const reranking = runs("reranking", "BAAI/bge-reranker-v2-m3", 9);

const scenario = (service: string): string => `version: 1
region: francecentral
volume: { files: 500/month }
hosts:
  search: { sku: Standard_NC4as_T4_v3, deployment: serverless }
services:
  search: { endpoint: "GET /search", host: search, ${service} }
`;

function analysed(text: string, workloads: readonly Workload[] = [embedding, reranking]) {
  return analysisOf(text, { routes: [route("GET /search", { workloads })] });
}
const codes = (text: string, workloads?: readonly Workload[]): string[] =>
  analysed(text, workloads).problems.flatMap(({ code }) => (/model-without|model-not/.test(code) ? [code] : []));

test.each<[string, string, string]>([
  ["reranking", "task: reranking", "intfloat/multilingual-e5-large (embedding, app/search.py:5)"],
  ["embedding", "task: embedding", "BAAI/bge-reranker-v2-m3 (reranking, app/search.py:9)"],
  ["neither is written", "criticality: high", "BAAI/bge-reranker-v2-m3 (reranking, app/search.py:9)"],
])("a service about one of two models names the other, and the remedy adds it: %s", (_, service, missing) => {
  const text = scenario(service);
  const before = analysed(text);
  const problem = before.problems.find(({ code }) => code === "model-without-service");
  expect(problem?.message).toContain(`GET /search also runs ${missing}`);
  expect(problem?.line).toBe(7);
  const mended = applyEdits(text, problem?.fixes?.[0]?.edits ?? []);
  const after = analysed(mended);
  expect(after.problems.filter(({ code }) => code === "model-without-service")).toEqual([]);
  expect(after.matrix?.rows.length).toBe(2);
  expect(after.estimate.total.kgCO2e?.central).toBeGreaterThan(before.estimate.total.kgCO2e?.central as number);
});

test("one of two models of a task may be either, and a task that the code does not have is a correction", () => {
  expect(codes(scenario("task: embedding"), [embedding, { ...embedding, model: "bge-m3", line: 6 }])).toEqual([]);
  expect(codes(scenario("task: classic-ml"))).toEqual([]);
});

test.each<[string, readonly string[]]>([
  ["multilingual-e5-large", []],
  ["intfloat/multilingual-e5-large", []],
  ["multilingual-e5-small", ["model-not-in-code"]],
  ["bge-m3", ["model-not-in-code"]],
])("a service counted with %s where the code runs multilingual-e5-large", (model, expected) => {
  expect(codes(scenario(`task: embedding, model: ${model}`), [embedding])).toEqual(expected);
  expect(codes(scenario(`task: embedding, model: ${model}`), [{ ...embedding, model: null }])).toEqual([]);
});

test("of several models of no named task each is named, with its place, and gets a service of its own", () => {
  const align = { ...runs("other", "wav2vec2", 23), reads: "audio" as const };
  const speakers = { ...runs("other", "pyannote/speaker-diarization", 25), reads: "audio" as const };
  const text = scenario("task: transcription, model: large-v2");
  const workloads = [runs("transcription", "large-v2", 20), align, speakers];
  const problem = analysed(text, workloads).problems.find(({ code }) => code === "model-without-service");
  expect(problem?.message).toContain("wav2vec2 (other task, app/search.py:23), pyannote/speaker-diarization (other task, app/search.py:25)");
  const mended = applyEdits(text, problem?.fixes?.[0]?.edits ?? []);
  expect(mended).toMatch(/search-wav2vec2:[\s\S]*search-speaker-diarization:/);
  expect(codes(mended, workloads)).toEqual([]);
});

const generation = runs("generation", "mistralai/Mistral-7B-Instruct-v0.3", 4);

test.each<[string, string, Workload[], string | null]>([
  ["as the code runs it", "mistralai/Mistrall-7B-Instruct", [generation], "mistralai/Mistral-7B-Instruct-v0.3"],
  ["as our table has it", "mistrall:7b", [], "mistral:7b"],
  ["another size is another model", "mistral:3b", [generation], null],
  ["another version is another model", "llama3.4:8b", [runs("generation", "llama3.1:8b", 4)], null],
  ["as it is", "mistral:7b", [generation], null],
])("a name a letter or two away is asked about: %s", (_, model, workloads, meant) => {
  const text = scenario(`task: generation, model: "${model}"`);
  const found = analysed(text, workloads).problems.find(({ code }) => code === "model-name-slip");
  expect(found?.message.includes(`did you mean ${meant}`) ?? null).toBe(meant === null ? null : true);
  if (meant !== null) expect(applyEdits(text, found?.fixes?.[0]?.edits ?? [])).toContain(`model: "${meant}"`);
});
