import { expect, test } from "vitest";
import { decodeRows } from "../../../src/core/factors/decodeRows";
import { resolveModel } from "../../../src/core/factors/findModel";
import { findGpu } from "../../../src/core/factors/gpus";
import { prefillRows } from "../../../src/core/factors/throughput";
import { workSeconds } from "../../../src/core/footprint/work/work";

// Published rates of one stream that the fit has never seen, by source: docs/factors.md has the table. A row that moves into
// decodeRows.ts must leave this list.

interface Seen {
  readonly gpu: string | null;
  readonly vcpus?: number;
  readonly model: string;
  /** GB */
  readonly weights?: number;
  readonly engine: string;
  readonly precision?: string;
  readonly tokensPerSecond: number;
}
const on = (gpu: string, engine: string, rows: readonly (readonly [model: string, tokensPerSecond: number, weights?: number, precision?: string])[]): Seen[] =>
  rows.map(([model, tokensPerSecond, weights, precision]) => ({
    gpu,
    model,
    engine,
    tokensPerSecond,
    ...(weights === undefined ? {} : { weights }),
    ...(precision === undefined ? {} : { precision }),
  }));

const output: readonly Seen[] = [
  // dilberx/universal-llm-telemetry-suite (MIT, 2026-04), means of ten runs, llama.cpp
  ...on("RTX 3080", "llama.cpp", [
    ["llama3.1:8b", 107.2],
    ["mistral:7b", 101.8, 5.13, "q5"],
    ["qwen2.5:3b", 184.5, 1.93, "q4"],
    ["qwen2.5:3b", 170.8, 2.22, "q5"],
    ["qwen2.5:3b", 139.5, 3.29, "int8"],
  ]),
  // inventivehq.com, "GPU power limit", at the card's own limit
  ...on("RTX 5060 Ti", "llama.cpp", [["qwen2.5-coder:7b", 81.2, 4.68, "q4"]]),
  // varad-more/inference-engine-benchmark-system, reports/cross_model_summary.md (2026-03-28), AWS g5.2xlarge
  ...on("A10G", "vllm", [
    ["gemma:2b", 77.6, 5.01, "fp16"],
    ["phi3:3.8b", 57.8, 7.64, "fp16"],
    ["llama3.2:3b", 66.3, 6.43, "fp16"],
    ["qwen2.5:7b", 30.6, 15.2, "fp16"],
    ["mistral:7b", 31.8, 14.5, "fp16"],
    ["llama3.1:8b", 30.3, 16.06, "fp16"],
    ["gemma2:9b", 24, 18.5, "fp16"],
  ]),
  // dambergn/ollama-benchmarks, README.md
  ...on("RTX 4060 Ti", "ollama", [
    ["llama3.2:1b", 130.1, 1.32],
    ["llama3.2:3b", 92.2],
    ["deepseek-r1:1.5b", 138.3],
    ["deepseek-r1:7b", 48.4, 4.68],
    ["deepseek-r1:8b", 45.4, 4.92],
    ["deepseek-r1:14b", 25.25, 8.99],
    ["qwen2.5:0.5b", 201.7, 0.398],
    ["qwen2.5:1.5b", 136.3, 0.986],
    ["qwen2.5:3b", 86.7, 1.93],
    ["qwen2.5:7b", 48.8, 4.68],
    ["qwen2.5:14b", 25.7, 8.99],
    ["phi3:3.8b", 87.8],
    ["phi3:14b", 29.7, 7.9],
    ["gemma2:2b", 92, 1.63],
    ["gemma2:9b", 36.9, 5.44],
  ]),
  // hkadm/ollama_gpu_test, Test_results.md
  ...on("RTX 5090", "ollama", [
    ["deepseek-r1:14b", 126.7, 8.99],
    ["deepseek-r1:32b", 65.4, 19.85],
  ]),
  ...on("RTX 4090", "ollama", [
    ["deepseek-r1:14b", 83.1, 8.99],
    ["deepseek-r1:32b", 40.9, 19.85],
  ]),
  ...on("RTX A5000", "ollama", [
    ["deepseek-r1:14b", 53.15, 8.99],
    ["deepseek-r1:32b", 25.77, 19.85],
  ]),
  ...on("RTX A4000", "ollama", [["deepseek-r1:14b", 35.81, 8.99]]),
  // gparemsky/48gb4090, ML_WORKLOADS/a6000_tests (2025-09-04)
  ...on("RTX A6000", "ollama", [
    ["mistral-small3.2:24b", 34.5, 15.18],
    ["qwen2.5-coder:32b", 23.4, 19.85],
  ]),
  // ggml-org/llama.cpp, pull requests 6017 and 4766
  ...on("A100 PCIe 80GB", "llama.cpp", [["llama2:7b", 74.77, 13.48, "fp16"]]),
  ...on("RTX 4090", "llama.cpp", [
    ["llama2:7b", 61.03, 13.48, "fp16"],
    ["llama2:7b", 98.13, 7.16, "int8"],
  ]),
  // ree2raz/inference-bench, results/summary.csv (2026-05): time per output token of one request; lmdeploy issue 210; johnmusgrave.com (2026)
  ...on("L4", "vllm", [
    ["qwen2.5:7b", 17.15, 15.23, "fp16"],
    ["qwen2.5:7b", 43.67, 5.57, "awq"],
    ["qwen3:8b", 15.42, 16.4, "fp16"],
    ["qwen3:8b", 24.98, 6.1, "awq"],
  ]),
  ...on("L4", "sglang", [["qwen2.5:7b", 17.33, 15.23, "fp16"]]),
  ...on("L4", "llama.cpp", [["qwen2.5:7b", 47.4, 4.68, "q4"]]),
  ...on("A100 PCIe 40GB", "vllm", [
    ["qwen2.5:7b", 80, 15.23, "fp16"],
    ["qwen2.5:7b", 177, 5.57, "awq"],
    ["qwen3:30b-a3b", 164.7, 17, "awq"],
    ["llama3.1:8b", 75, 16.06, "fp16"],
  ]),
  ...on("A100 PCIe 80GB", "vllm", [["qwen3:30b-a3b", 133.7, 61, "fp16"]]),
  ...on("A10", "lmdeploy", [["llama2:7b", 37, 13.48, "fp16"]]),
  // geerlingguy/ai-benchmarks, issues 46, 43 and 40: llama-bench without Ollama
  ...on("RTX 2080 Ti", "llama.cpp", [["tinyllama:1.1b", 424.3, 0.667]]),
  ...on("RTX 4090", "llama.cpp", [["tinyllama:1.1b", 762.4, 0.667]]),
  ...on("RTX 3060", "llama.cpp", [["tinyllama:1.1b", 279, 0.667]]),
  // luiscruz/course_sustainableSE, 2026, group 1 (RTX 3060)
  ...on("RTX 3060", "ollama", [
    ["qwen2.5:0.5b", 384.8, 0.398],
    ["qwen3:0.6b", 280.5, 0.523],
  ]),
  // hotmolts.com, two Xeon 2695 v4, one node of 36 threads, Ollama
  // luiscruz/course_sustainableSE, 2026, group 33: Core i7-10700KF, 16 threads, llama-cpp-python, 256 tokens
  { gpu: null, vcpus: 16, model: "llama3.1:8b", weights: 3.18, precision: "q2", engine: "llama.cpp", tokensPerSecond: 8.18 },
  { gpu: null, vcpus: 16, model: "llama3.1:8b", weights: 6.6, precision: "q6", engine: "llama.cpp", tokensPerSecond: 4.19 },
  { gpu: null, vcpus: 36, model: "ministral-3:14b", weights: 9.1, engine: "ollama", tokensPerSecond: 5.14 },
];

/** The same for 512 (and 1 146) input tokens: llama.cpp's pull requests and gparemsky/48gb4090. */
const input: readonly Seen[] = [
  ...on("A100 PCIe 80GB", "llama.cpp", [
    ["llama2:7b", 8668, 13.48, "fp16"],
    ["llama2:7b", 6914, 7.16, "int8"],
  ]),
  ...on("RTX 4090", "llama.cpp", [
    ["llama2:7b", 11048, 13.48, "fp16"],
    ["llama2:7b", 7664, 7.16, "int8"],
    ["llama2:7b", 7980, 3.82, "q4"],
  ]),
  ...on("RTX A6000", "ollama", [
    ["mistral-small3.2:24b", 1381, 15.18],
    ["qwen2.5-coder:32b", 933, 19.85],
  ]),
];

function compare(of: "input" | "output") {
  return ({ gpu: id, vcpus = 8, model, weights, engine, precision, tokensPerSecond }: Seen) => {
    const look = id === null ? null : findGpu(id);
    const found = resolveModel({ name: model, weights: weights === undefined ? undefined : { central: weights } });
    if ((look !== null && !("found" in look)) || !("found" in found)) throw new Error(`${id} or ${model} is not known`);
    const count = (tokens: number) => ({ low: tokens, central: tokens, high: tokens });
    const work = workSeconds({
      task: "generation",
      model: found.found,
      engine,
      precision: precision ?? null,
      inputTokens: count(of === "input" ? 1 : 0),
      outputTokens: count(of === "output" ? 1 : 0),
      hardware: { gpu: look?.found ?? null, gpus: look === null ? 0 : 1, vcpus },
    });
    if (work === null) throw new Error(`${model} is unknown`);
    const { low, central, high } = work.seconds;
    const measured = 1 / tokensPerSecond;
    return { name: `${model} on ${id}`, factor: Math.exp(Math.abs(Math.log(central / measured))), inside: low <= measured && measured <= high };
  };
}

// Figures of docs/factors.md: change both.
test.each([
  ["output", output, 1.1, 0.95],
  ["input", input, 1.08, 1],
] as const)("rates of %s that the fit has not seen: median factor and share inside P5 to P95 as documented", (of, rows, median, share) => {
  const all = rows.map(compare(of));
  const factors = all.map(({ factor }) => factor).sort((a, b) => a - b);
  expect(factors[Math.floor(factors.length / 2)]).toBeLessThan(median);
  const outside = all.filter(({ inside }) => !inside).map(({ name, factor }) => `${name}: ${factor.toFixed(2)}`);
  expect(1 - outside.length / all.length, outside.join("; ")).toBeGreaterThanOrEqual(share);
});

test("no row of this list is a row of the fit", () => {
  const fitted = new Set([
    ...decodeRows.map(({ gpu, tokensPerSecond }) => `${gpu} ${tokensPerSecond}`),
    ...prefillRows.map(({ gpu, tokensPerSecond }) => `${gpu} ${tokensPerSecond}`),
  ]);
  for (const { gpu, tokensPerSecond } of [...output, ...input]) {
    const look = gpu === null ? null : findGpu(gpu);
    expect(fitted.has(`${look !== null && "found" in look ? look.found.id : ""} ${tokensPerSecond}`)).toBe(false);
  }
});
