import { expect, test } from "vitest";
import type { Analysis } from "../../../../src/core/analysis/analysis";
import { analysisOf } from "../../../support/analyse";
import { fakeRoute } from "../../../support/fakeAnalysis";

function run(model: string, service: string, language: "en" | "fr" = "en", task = "embedding"): Analysis {
  return analysisOf(
    `version: 1
region: francecentral
volume: { files: 20000/month }
hosts:
  web: { sku: Standard_D4s_v5 }
services:
  index: { endpoint: "POST /articles", task: ${task}, model: ${model}, host: web${service} }
`,
    { language },
  );
}

const busy = ({ estimate }: Analysis): number => estimate.hosts[0]?.busyHours ?? Number.NaN;
const said = ({ problems }: Analysis): string[] => problems.filter(({ code }) => code.startsWith("context-")).map(({ code, line }) => `${code} ${line}`);

test.each([
  ["intfloat/multilingual-e5-large", 512],
  ["sentence-transformers/all-MiniLM-L6-v2", 256],
  ["sentence-transformers/all-MiniLM-L12-v2", 128],
  ["sentence-transformers/paraphrase-MiniLM-L12-v2", 256],
  ["mxbai-embed-large", 512],
  ["nomic-embed-text", 2048],
  ["nomic-ai/nomic-embed-text-v1.5", 8192],
  ["Alibaba-NLP/gte-large-en-v1.5", 8192],
  ["thenlper/gte-large", 512],
  ["jinaai/jina-embeddings-v3", 8192],
  ["Snowflake/snowflake-arctic-embed-l-v2.0", 8192],
  ["Snowflake/snowflake-arctic-embed-m-long", 2048],
  ["snowflake-arctic-embed:137m", 2048],
  ["snowflake-arctic-embed", 512],
  ["snowflake-arctic-embed2", 8192],
  ["sentence-transformers/LaBSE", 256],
  ["BAAI/bge-m3", 8192],
])("a text longer than %s takes costs as much as one of %i tokens, and is said", (model, limit) => {
  const long = run(model, ", input: { characters: 40000 }");
  expect(busy(long)).toBeCloseTo(busy(run(model, `, input: { tokens: ${limit} }`)), 9);
  expect(busy(run(model, ", input: { characters: 400000 }"))).toBeCloseTo(busy(long), 9);
  expect(said(long)).toEqual(["context-overflow 7"]);
  expect(long.estimate.assumptions.find(({ path }) => path === "services.index.context")).toMatchObject({ value: String(limit), unit: "tokens" });
});

test("a text that is cut is no reason to stop its service", () => {
  const [row] = run("multilingual-e5-large", ", criticality: high, input: { characters: 40000 }").matrix?.rows ?? [];
  expect(row?.gates).toEqual([]);
  expect(row?.recommended).toBe(1);
});

test("a text that fits costs what it has, and nothing is said", () => {
  const [short, shorter] = [400, 200].map((tokens) => run("multilingual-e5-large", `, input: { tokens: ${tokens} }`)) as [Analysis, Analysis];
  expect(busy(short)).toBeGreaterThan(1.5 * busy(shorter));
  expect(said(short)).toEqual([]);
});

test("a context that is written bounds what a model takes", () => {
  const written = run("acme-embed-300M", ", context: 1024 tokens, input: { characters: 40000 }");
  expect(busy(written)).toBeCloseTo(busy(run("acme-embed-300M", ", input: { tokens: 1024 }")), 9);
  expect(said(written)).toEqual(["context-overflow 7"]);
});

test.each(["acme-embed-300M", "jinaai/jina-reranker-v2-base-multilingual"])("a long text is counted whole and doubted: what %s takes is not known", (model) => {
  const long = run(model, ", input: { characters: 40000 }");
  expect(busy(long)).toBeGreaterThan(5 * busy(run(model, ", input: { characters: 4000 }")));
  expect(said(long)).toEqual(["context-unknown 7"]);
});

test("a size that nobody wrote is no reason for a warning", () => {
  expect(said(run("multilingual-e5-large", ""))).toEqual([]);
});

test("a French reader is told in French", () => {
  expect(
    run("multilingual-e5-large", ", input: { characters: 40000 }", "fr")
      .problems.map(({ message }) => message)
      .join(),
  ).toMatch(/le reste est coupé/);
});

test("pieces of one request are held against the model one by one, and the request stays one", () => {
  const [whole, cut] = ["", ", pieces: 20"].map((pieces) => run("multilingual-e5-large", `, input: { tokens: 8000${pieces} }`)) as [Analysis, Analysis];
  expect(said(whole)).toEqual(["context-overflow 7"]);
  expect(said(cut)).toEqual([]);
  // all 8,000 tokens are computed, where 512 were
  expect(busy(cut)).toBeGreaterThan(10 * busy(whole));
  expect(cut.estimate.endpoints[0]?.volume).toEqual(whole.estimate.endpoints[0]?.volume);
  expect(cut.estimate.assumptions.find(({ path }) => path === "services.index.context")).toMatchObject({ value: "512" });
  expect(said(run("multilingual-e5-large", ", input: { tokens: 8000, pieces: 10 }"))).toEqual(["context-overflow 7"]);
});

test("what is ranked is one pair unless its pieces are written, and what such a pair cannot have asks for their number", () => {
  const ranked = (input: string): Analysis => run("BAAI/bge-reranker-base", `, input: { ${input} }`, "en", "reranking");
  const rerank = (input: string) => {
    const analysis = ranked(input);
    return {
      hours: busy(analysis),
      codes: analysis.problems.filter(({ code }) => code.startsWith("context-")).map(({ code }) => code),
    };
  };
  const one = rerank("tokens: 10000");
  expect(one).toEqual({ hours: rerank("tokens: 512").hours, codes: ["context-overflow"] });
  expect(rerank("tokens: 10000, pieces: 40").codes).toEqual([]);
  expect(rerank("tokens: 10000, pieces: 40").hours).toBeGreaterThan(5 * one.hours);
  expect(rerank("tokens: 500").codes).toEqual([]);
  expect(rerank("tokens: 10000, pieces: 2").codes).toEqual(["context-overflow"]);
});

test("pairs are cut where the code cuts them", () => {
  const text = `version: 1
region: francecentral
volume: { files: 20000/month }
hosts: { web: { sku: Standard_D4s_v5 } }
services: { rank: { endpoint: "POST /rank", model: bge-reranker-v2-m3, host: web, input: { tokens: 2000 } } }
`;
  const hours = (context?: number): number => {
    const work = { task: "reranking" as const, library: "sentence-transformers", engine: "sentence-transformers", model: "BAAI/bge-reranker-v2-m3" };
    const workload = { ...work, file: "main.py", line: 4, ...(context === undefined ? {} : { context }) };
    return busy(analysisOf(text, { routes: [fakeRoute({ id: "POST /rank", path: "/rank", workloads: [workload] })] }));
  };
  // a quarter of the tokens, and the fixed time of a request
  expect(hours(512) / hours()).toBeCloseTo(0.256, 2);
});

test("pieces where they count for nothing are said, at their place", () => {
  const { problems } = run("mistral-7b", ", input: { characters: 4000, pieces: 20 }", "en", "generation");
  expect(problems.find(({ code }) => code === "pieces-not-used")).toMatchObject({ path: "services.index.input.pieces" });
});

// [model, input, what is said]
test.each<[string, string, string[]]>([
  ["nllb-200-distilled-600m", "characters: 27000", ["translation-may-be-cut warning"]],
  ["nllb-200-distilled-600m", "tokens: 1500", ["translation-may-be-cut information"]],
  ["nllb-200-distilled-600m", "tokens: 1024", []],
  ["nllb-200-distilled-600m", "tokens: 10000, pieces: 10", []],
  ["nllb-200-distilled-600m", "tokens: 10000, pieces: 2", ["translation-may-be-cut warning"]],
  ["opus-mt", "tokens: 1000", ["translation-may-be-cut information"]],
])("a text longer than %s reads at once is counted whole, and that is said: %s", (model, input, expected) => {
  const { problems } = run(model, `, input: { ${input} }`, "en", "translation");
  expect(problems.filter(({ code }) => /cut|pieces/.test(code)).map(({ code, severity }) => `${code} ${severity}`)).toEqual(expected);
  for (const { message } of problems.filter(({ code }) => code === "translation-may-be-cut")) expect(message).toMatch(/tokens: (1024|512) \}/);
});

test("the range of a translation that may be cut reaches down to what is read at once, and the middle counts all", () => {
  const avoidable = (input: string): Range => {
    const { matrix } = run("nllb-200-distilled-600m", `, input: { ${input} }`, "en", "translation");
    return matrix?.rows[0]?.kgCO2e.avoidable as Range;
  };
  const [long, split, read] = ["tokens: 10240", "tokens: 10240, pieces: 10", "tokens: 1024"].map(avoidable) as [Range, Range, Range];
  expect(long.central).toBe(split.central);
  expect(long.low).toBeLessThan(read.central);
  expect(split.low).toBeGreaterThan(read.central);
  expect(long.high).toBeGreaterThan(read.high);
});

type Range = { low: number; central: number; high: number };

test("a context of a translation is what its model reads at once: it stops nothing", () => {
  const written = run("nllb-200-distilled-600m", ", context: 512 tokens, input: { tokens: 2048 }", "en", "translation");
  expect(written.matrix?.rows[0]).toMatchObject({ gates: [], recommended: 1 });
  expect(written.problems.find(({ code }) => code === "translation-may-be-cut")?.message).toMatch(/reads at most 512 at once/);
});
