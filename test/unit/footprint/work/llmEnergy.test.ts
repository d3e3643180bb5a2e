import { expect, test } from "vitest";
import { describedHardware } from "../../../../src/core/factors/describedHardware";
import { resolveModel } from "../../../../src/core/factors/findModel";
import { activeShareOfTdp, findGpu, type Gpu } from "../../../../src/core/factors/gpus";
import { workSeconds } from "../../../../src/core/footprint/work/work";

// Published energy of single requests to language models against the product's estimate: busy seconds x busy power.
// Energy was never fitted. Tokens a second of some of these machines are rows of factors/decodeRows.ts.

interface Published {
  readonly model: { readonly name: string; readonly weights?: number };
  readonly gpu: string;
  readonly engine: string;
  readonly precision?: string;
  readonly input: number;
  readonly output: number;
  /** J */
  readonly joules: number;
  /** what the meter saw: the card, or the machine (with how many threads and GB) */
  readonly meter: "card" | { readonly vcpus: number; readonly memory: number };
}

const desktop = { vcpus: 16, memory: 64 };
const ollama = (name: string, input: number, output: number, joules: number): Published => ({
  model: { name },
  gpu: "RTX 4090",
  engine: "ollama",
  input,
  output,
  joules,
  meter: desktop,
});
/** One token: W of the card over tokens a second. */
const card = (model: Published["model"], gpu: string, engine: string, watts: number, perSecond: number, precision?: string): Published => ({
  model,
  gpu,
  engine,
  input: 0,
  output: 1,
  joules: watts / perSecond,
  meter: "card",
  ...(precision === undefined ? {} : { precision }),
});
/** The same from the highest power at the wall while it ran, so an upper bound: 0.85 of it is the mean behind the power supply. */
const wall = (name: string, gpu: string, watts: number, perSecond: number): Published => ({
  model: { name },
  gpu,
  engine: "ollama",
  input: 0,
  output: 1,
  joules: (0.85 * watts) / perSecond,
  meter: { vcpus: 20, memory: 64 },
});

/** A whole run of so many tokens after a short question. */
const run = (name: string, gpu: string, output: number, joules: number, file?: readonly [weights: number, precision: string]): Published => ({
  model: file === undefined ? { name } : { name, weights: file[0] },
  gpu,
  engine: "llama.cpp",
  input: 25,
  output,
  joules,
  meter: "card",
  ...(file === undefined ? {} : { precision: file[1] }),
});

const published: readonly Published[] = [
  // Wall meter, median run of each model, Ollama (arXiv:2509.22092); the host is not described.
  ollama("gemma3:270m", 141, 2812, 1747),
  ollama("qwen3:0.6b", 98, 6013, 4964),
  ollama("tinyllama:1.1b", 177, 478, 316),
  ollama("deepseek-r1:1.5b", 109, 8633, 9924),
  ollama("llama3.2:3b", 159, 508, 883),
  ollama("phi3:3.8b", 169, 106, 183),
  ollama("qwen3:4b", 107, 3112, 7263),
  ollama("mistral:7b", 171, 485, 1529),
  ollama("olmo2:7b", 185, 434, 1421),
  ollama("llama3.1:8b", 154, 542, 1862),
  ollama("qwen3:8b", 145, 8054, 30600),
  ollama("phi4:14b", 128, 550, 3319),
  ollama("magistral:24b", 207, 12700, 122400),
  ollama("gpt-oss:20b", 221, 2314, 6480),
  // Board power while decoding one stream (noonghunna/club-3090, sudoingX/qwen38-mtp), default power limits.
  card({ name: "qwen3.6-27b", weights: 14.5 }, "RTX 3090", "llama.cpp", 334, 34.67, "q3"),
  card({ name: "qwen3.6-35b-a3b", weights: 22 }, "RTX 3090", "llama.cpp", 349, 136.5, "q4"),
  card({ name: "qwen3.6-27b", weights: 14.5 }, "RTX 4090", "llama.cpp", 393, 51.96, "q3"),
  card({ name: "qwen3:4b" }, "RTX 4090", "vllm", 246, 138.2, "fp8"),
  card({ name: "qwen3.8-27b", weights: 17.9 }, "RTX 5090", "llama.cpp", 537, 74.8, "q4"),
  // Mean board power over whole runs, ten a model (dilberx/universal-llm-telemetry-suite, 2026-04); and inventivehq.com, 2026.
  card({ name: "llama3.1:8b" }, "RTX 3080", "llama.cpp", 215.4, 107.1),
  card({ name: "mistral:7b", weights: 5.13 }, "RTX 3080", "llama.cpp", 232.9, 102, "q5"),
  card({ name: "qwen2.5:3b", weights: 1.93 }, "RTX 3080", "llama.cpp", 208.2, 183.6, "q4"),
  card({ name: "qwen2.5:3b", weights: 2.22 }, "RTX 3080", "llama.cpp", 215.3, 171.2, "q5"),
  card({ name: "qwen2.5:3b", weights: 3.29 }, "RTX 3080", "llama.cpp", 212.6, 136, "int8"),
  card({ name: "qwen2.5-coder:7b", weights: 4.68 }, "RTX 5060 Ti", "llama.cpp", 172.7, 81.2, "q4"),
  // Tokens a second and highest power at the wall (geerlingguy/ai-benchmarks), 20 threads.
  wall("deepseek-r1:14b", "RTX 4090", 464.2, 92.49),
  wall("deepseek-r1:14b", "RTX 3080 Ti", 495, 70.74),
  wall("deepseek-r1:14b", "RTX 4070 Ti", 311.1, 49.74),
  wall("deepseek-r1:14b", "RTX 2080 Ti", 307.8, 45.06),
  wall("deepseek-r1:14b", "RTX 3060", 224, 29.77),
  wall("llama3.2:3b", "RTX 4090", 261.9, 334.7),
  wall("llama3.2:3b", "RTX 3080 Ti", 495, 263.2),
  wall("llama3.2:3b", "RTX 4070 Ti", 266.9, 196.2),
  wall("llama3.2:3b", "RTX 2080 Ti", 257.8, 180.4),
  wall("llama3.2:3b", "RTX A4000", 269.2, 149.4),
  wall("llama3.2:3b", "RTX 3060", 214, 122.9),
  wall("gpt-oss:20b", "RTX 4090", 509.1, 279.7),
  wall("gpt-oss:20b", "RTX A4000", 199.4, 93.55),
  // Mean energy of the card over a run, read from the driver (luiscruz/course_sustainableSE, 2026, groups 1 and 33).
  run("qwen2.5:0.5b", "RTX 3060", 363, 83.34),
  run("qwen3:0.6b", "RTX 3060", 729, 231.4),
  run("llama3.1:8b", "T4", 256, 782, [3.18, "q2"]),
  run("llama3.1:8b", "T4", 256, 871.4, [4.02, "q3"]),
  run("llama3.1:8b", "T4", 256, 753.5, [4.92, "q4"]),
  run("llama3.1:8b", "T4", 256, 877, [5.73, "q5"]),
  run("llama3.1:8b", "T4", 256, 1103.5, [6.6, "q6"]),
  // geerlingguy/ai-benchmarks, issues 46 and 43: the smallest model on large cards.
  wall("tinyllama:1.1b", "RTX 2080 Ti", 241.4, 424.3),
  wall("tinyllama:1.1b", "RTX 4090", 278.6, 762.4),
];

interface Comparison {
  readonly name: string;
  /** estimate over measurement */
  readonly ratio: number;
  readonly inside: boolean;
}

function compare({ model, gpu: id, engine, precision, input, output, joules, meter }: Published): Comparison {
  const look = findGpu(id);
  const found = resolveModel({ name: model.name, weights: model.weights === undefined ? undefined : { central: model.weights } });
  if (!("found" in look) || !("found" in found)) throw new Error(`${id} or ${model.name} is not known`);
  const gpu: Gpu = look.found;
  const vcpus = meter === "card" ? 8 : meter.vcpus;
  const point = (value: number) => ({ low: value, central: value, high: value });
  const work = workSeconds({
    task: "generation",
    model: found.found,
    engine,
    precision: precision ?? null,
    inputTokens: point(input),
    outputTokens: point(output),
    hardware: { gpu, gpus: 1, vcpus },
  });
  if (work === null) throw new Error(`${model.name} is unknown`);
  const busy =
    meter === "card"
      ? { value: activeShareOfTdp.value * gpu.tdp.value, low: activeShareOfTdp.low * gpu.tdp.value, high: activeShareOfTdp.high * gpu.tdp.value }
      : describedHardware({ gpu, gpus: 1, vcpus, memory: meter.memory }).busy;
  const { seconds } = work;
  const central = seconds.central * busy.value;
  const low = central * Math.exp(-Math.hypot(Math.log(seconds.central / seconds.low), Math.log(busy.value / busy.low)));
  const high = central * Math.exp(Math.hypot(Math.log(seconds.high / seconds.central), Math.log(busy.high / busy.value)));
  return { name: `${model.name} on ${id}`, ratio: central / joules, inside: low <= joules && joules <= high };
}

test("energy of single requests agrees with published meters: median factor at most 1.3, all inside P5 to P95", () => {
  const all = published.map(compare);
  const factors = all.map(({ ratio }) => Math.exp(Math.abs(Math.log(ratio)))).sort((a, b) => a - b);
  expect(factors[Math.floor(factors.length / 2)]).toBeLessThan(1.3);
  const outside = all.filter(({ inside }) => !inside).map(({ name, ratio }) => `${name}: ${ratio.toFixed(2)}`);
  expect(outside).toEqual([]);
});
