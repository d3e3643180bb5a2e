import type { SourceId } from "./sources";

// Output tokens per second of one stream, as published, one row a model and card.

/** What executes a language model; decides how much time a token costs beside reading the weights. */
export type LlmEngine = "llama.cpp" | "transformers" | "transformers-int8" | "transformers-int4" | "vllm" | "ctranslate2" | "awq" | "tensorrt";

export interface DecodeRow {
  readonly model: string;
  readonly gpu: string;
  readonly engine: LlmEngine;
  /** bytes that one token reads: weights of the active parameters */
  readonly bytes: number;
  readonly tokensPerSecond: number;
  readonly source: SourceId;
  /** cards over which the layers are spread, where one does not hold them */
  readonly cards?: number;
  /** a mixture of experts: `bytes` are nominal, the share of its active parameters */
  readonly mixture?: true;
  /** Why the row is listed and not used. */
  readonly excluded?: string;
}

type More = Pick<DecodeRow, "cards" | "excluded" | "mixture">;
const decode = (source: SourceId, model: string, gpu: string, engine: LlmEngine, gigabytes: number, tokensPerSecond: number, more: More = {}): DecodeRow => ({
  model,
  gpu,
  engine,
  bytes: gigabytes * 1e9,
  tokensPerSecond,
  source,
  ...more,
});

/** Later versions are up to 1.4 times as fast on such a card. */
const beforeGraphs = "llama.cpp of April 2024, before CUDA graphs";

/** Output tokens per second of one stream. `ollama` is llama.cpp inside. */
export const decodeRows: readonly DecodeRow[] = [
  decode("xd", "llama3.1:8b", "RTX-3070", "llama.cpp", 4.92, 70.94),
  decode("xd", "llama3.1:8b", "RTX-3090", "llama.cpp", 4.92, 111.7),
  decode("xd", "llama3.1:8b", "RTX-4090", "llama.cpp", 4.92, 127.7),
  decode("xd", "llama3.1:8b", "A40", "llama.cpp", 4.92, 88.95),
  decode("xd", "llama3.1:8b", "RTX-A6000", "llama.cpp", 4.92, 102.2),
  decode("xd", "llama3.1:8b", "L40S", "llama.cpp", 4.92, 113.6),
  decode("xd", "llama3.1:8b", "RTX-4000-Ada", "llama.cpp", 4.92, 58.59),
  decode("xd", "llama3.1:8b", "A100-PCIe-80GB", "llama.cpp", 4.92, 138.3),
  decode("xd", "llama3.1:8b", "A100-SXM4-80GB", "llama.cpp", 4.92, 133.4),
  decode("xd", "llama3.1:8b", "H100-PCIe-80GB", "llama.cpp", 4.92, 144.5),
  decode("xd", "llama3.1:8b", "A100-PCIe-80GB", "llama.cpp", 16.06, 54.56),
  decode("xd", "llama3.1:8b", "H100-PCIe-80GB", "llama.cpp", 16.06, 67.79),
  decode("prem", "mistral:7b", "A100-PCIe-80GB", "llama.cpp", 7.7, 88.27, { excluded: beforeGraphs }),
  decode("prem", "mistral:7b", "A100-PCIe-80GB", "llama.cpp", 4.37, 95.33, { excluded: beforeGraphs }),
  decode("prem", "mistral:7b", "A100-PCIe-80GB", "transformers", 14.4, 37.05),
  decode("prem", "mistral:7b", "A100-PCIe-80GB", "transformers-int8", 7.7, 5.08),
  decode("prem", "mistral:7b", "A100-PCIe-80GB", "transformers-int4", 3.96, 19.58),
  decode("prem", "mistral:7b", "A100-PCIe-80GB", "vllm", 14.4, 84.89),
  decode("prem", "mistral:7b", "A100-PCIe-80GB", "vllm", 3.96, 106.03, { excluded: "AWQ kernels of early 2024, twice as slow as later ones" }),
  decode("prem", "mistral:7b", "A100-PCIe-80GB", "ctranslate2", 14.4, 68.03),
  decode("prem", "mistral:7b", "A100-PCIe-80GB", "awq", 3.96, 63.12),
  decode("prem", "mistral:7b", "A100-PCIe-80GB", "tensorrt", 3.96, 427),
  decode("awq92", "mistral:7b", "T4", "awq", 3.96, 34),
  decode("aev", "deepseek-r1:1.5b", "RTX-4090", "llama.cpp", 1.117, 325.3),
  decode("aev", "deepseek-r1:8b", "RTX-4090", "llama.cpp", 5.225, 111.7),
  decode("aev", "dolphin3:8b", "RTX-4090", "llama.cpp", 4.921, 136.9),
  decode("aev", "gemma3:270m", "RTX-4090", "llama.cpp", 0.2916, 420.1),
  decode("aev", "gemma3:4b", "RTX-4090", "llama.cpp", 3.339, 184.9),
  decode("aev", "gemma3n:e4b", "RTX-4090", "llama.cpp", 7.548, 103.3),
  decode("aev", "gpt-oss:20b", "RTX-4090", "llama.cpp", 2.374, 163.6, { mixture: true }),
  decode("aev", "llama3.1:8b", "RTX-4090", "llama.cpp", 4.921, 140.6),
  decode("aev", "llama3.2:3b", "RTX-4090", "llama.cpp", 2.019, 239.6),
  decode("aev", "magistral:24b", "RTX-4090", "llama.cpp", 14.33, 56.2),
  decode("aev", "mistral-small3.2:24b", "RTX-4090", "llama.cpp", 15.18, 38.7, { excluded: "does not fit the card with its vision part" }),
  decode("aev", "mistral:7b", "RTX-4090", "llama.cpp", 4.373, 157.8),
  decode("aev", "olmo2:7b", "RTX-4090", "llama.cpp", 4.472, 144.6),
  decode("aev", "phi3:3.8b", "RTX-4090", "llama.cpp", 2.176, 247.5),
  decode("aev", "phi4-reasoning:14b", "RTX-4090", "llama.cpp", 11.12, 70.7),
  decode("aev", "phi4:14b", "RTX-4090", "llama.cpp", 9.053, 86.1),
  decode("aev", "qwen3:0.6b", "RTX-4090", "llama.cpp", 0.5227, 440.1),
  decode("aev", "qwen3:4b", "RTX-4090", "llama.cpp", 2.497, 198.9),
  decode("aev", "qwen3:8b", "RTX-4090", "llama.cpp", 5.225, 131.2),
  decode("aev", "tinyllama:1.1b", "RTX-4090", "llama.cpp", 0.6377, 553.2),
  decode("xd", "llama3.1:8b", "RTX-3080", "llama.cpp", 4.92, 106.4),
  decode("xd", "llama3.1:8b", "RTX-3080-Ti", "llama.cpp", 4.92, 106.7),
  decode("xd", "llama3.1:8b", "RTX-4070-Ti", "llama.cpp", 4.92, 82.21),
  decode("xd", "llama3.1:8b", "RTX-4080", "llama.cpp", 4.92, 106.2),
  decode("xd", "llama3.1:8b", "RTX-6000-Ada", "llama.cpp", 4.92, 131.0),
  decode("xd", "llama3.1:8b", "RTX-3090", "llama.cpp", 16.06, 46.51),
  decode("xd", "llama3.1:8b", "RTX-4080", "llama.cpp", 16.06, 40.29),
  decode("xd", "llama3.1:8b", "RTX-4090", "llama.cpp", 16.06, 54.34),
  decode("xd", "llama3.1:8b", "A40", "llama.cpp", 16.06, 33.95),
  decode("xd", "llama3.1:8b", "RTX-A6000", "llama.cpp", 16.06, 40.25),
  decode("xd", "llama3.1:8b", "RTX-6000-Ada", "llama.cpp", 16.06, 51.97),
  decode("xd", "llama3.1:8b", "L40S", "llama.cpp", 16.06, 43.42),
  decode("xd", "llama3.1:8b", "RTX-4000-Ada", "llama.cpp", 16.06, 20.85),
  decode("xd", "llama3.1:8b", "A100-SXM4-80GB", "llama.cpp", 16.06, 53.18),
  decode("xd", "llama3.3:70b", "RTX-A6000", "llama.cpp", 42.52, 14.58),
  decode("xd", "llama3.3:70b", "RTX-6000-Ada", "llama.cpp", 42.52, 18.36),
  decode("xd", "llama3.3:70b", "A40", "llama.cpp", 42.52, 12.08),
  decode("xd", "llama3.3:70b", "L40S", "llama.cpp", 42.52, 15.31),
  decode("xd", "llama3.3:70b", "A100-PCIe-80GB", "llama.cpp", 42.52, 22.11),
  decode("xd", "llama3.3:70b", "A100-SXM4-80GB", "llama.cpp", 42.52, 24.33),
  decode("xd", "llama3.3:70b", "H100-PCIe-80GB", "llama.cpp", 42.52, 25.01),
  decode("xd", "llama3.1:8b", "RTX-5000-Ada", "llama.cpp", 4.92, 89.87),
  decode("xd", "llama3.1:8b", "RTX-5000-Ada", "llama.cpp", 16.06, 32.67),
  decode("xd", "llama3.1:8b", "M1", "llama.cpp", 4.92, 9.72),
  decode("geerling", "llama3.2:3b", "M4", "llama.cpp", 2.02, 41.31),
  decode("xd", "llama3.1:8b", "M1-Max", "llama.cpp", 4.92, 34.49),
  decode("xd", "llama3.1:8b", "M1-Max", "llama.cpp", 16.06, 18.43),
  decode("xd", "llama3.3:70b", "M1-Max", "llama.cpp", 42.52, 4.09),
  decode("xd", "llama3.1:8b", "M2-Ultra", "llama.cpp", 4.92, 76.28),
  decode("xd", "llama3.1:8b", "M2-Ultra", "llama.cpp", 16.06, 36.25),
  decode("xd", "llama3.3:70b", "M2-Ultra", "llama.cpp", 42.52, 12.13),
  // Too large for one card: split by layers over several, of which one works at a time.
  decode("xd", "llama3.3:70b", "RTX-3090", "llama.cpp", 42.52, 16.29, { cards: 2 }),
  decode("xd", "llama3.3:70b", "RTX-4090", "llama.cpp", 42.52, 19.06, { cards: 2 }),
  decode("xd", "llama3.3:70b", "RTX-4000-Ada", "llama.cpp", 42.52, 7.33, { cards: 4 }),
  decode("xd", "llama3.3:70b", "RTX-A6000", "llama.cpp", 141.1, 4.74, { cards: 4 }),
  decode("xd", "llama3.3:70b", "RTX-6000-Ada", "llama.cpp", 141.1, 6.06, { cards: 4 }),
  decode("xd", "llama3.3:70b", "A40", "llama.cpp", 141.1, 3.98, { cards: 4 }),
  decode("xd", "llama3.3:70b", "L40S", "llama.cpp", 141.1, 5.03, { cards: 4 }),
  decode("xd", "llama3.3:70b", "A100-PCIe-80GB", "llama.cpp", 141.1, 7.38, { cards: 4 }),
  decode("xd", "llama3.3:70b", "A100-SXM4-80GB", "llama.cpp", 141.1, 6.92, { cards: 4 }),
  decode("xd", "llama3.3:70b", "H100-PCIe-80GB", "llama.cpp", 141.1, 9.63, { cards: 4 }),
  decode("geerling", "deepseek-r1:14b", "RTX-4090", "llama.cpp", 8.99, 92.49),
  decode("geerling", "deepseek-r1:14b", "RTX-3080-Ti", "llama.cpp", 8.99, 70.74),
  decode("geerling", "deepseek-r1:14b", "RTX-4070-Ti", "llama.cpp", 8.99, 49.74),
  decode("geerling", "deepseek-r1:14b", "RTX-2080-Ti", "llama.cpp", 8.99, 45.06),
  decode("geerling", "deepseek-r1:14b", "RTX-3060", "llama.cpp", 8.99, 29.77),
  decode("geerling", "deepseek-r1:14b", "RTX-A4000", "llama.cpp", 8.99, 36.21),
  decode("geerling", "llama3.2:3b", "RTX-4090", "llama.cpp", 2.02, 334.7),
  decode("geerling", "llama3.2:3b", "RTX-3080-Ti", "llama.cpp", 2.02, 263.2),
  decode("geerling", "llama3.2:3b", "RTX-4070-Ti", "llama.cpp", 2.02, 196.2),
  decode("geerling", "llama3.2:3b", "RTX-2080-Ti", "llama.cpp", 2.02, 180.4),
  decode("geerling", "llama3.2:3b", "RTX-A4000", "llama.cpp", 2.02, 149.4),
  decode("geerling", "llama3.2:3b", "RTX-3060", "llama.cpp", 2.02, 122.9),
  decode("geerling", "llama3.2:3b", "RTX-4080", "llama.cpp", 2.02, 204.5),
  decode("geerling", "llama3.2:3b", "RTX-4070-Ti-Super", "llama.cpp", 2.02, 199.0),
  decode("geerling", "llama3.2:3b", "RTX-4070", "llama.cpp", 2.02, 160.7),
  decode("geerling", "llama3.2:3b", "RTX-5090", "llama.cpp", 2.02, 271.4),
  decode("geerling", "gpt-oss:20b", "RTX-4090", "llama.cpp", 2.374, 279.7, { mixture: true }),
  decode("geerling", "gpt-oss:20b", "RTX-A4000", "llama.cpp", 2.374, 93.55, { mixture: true }),
  decode("geerling", "deepseek-r1:14b", "M1-Ultra", "llama.cpp", 8.99, 35.89),
  decode("geerling", "llama3.2:3b", "M1-Ultra", "llama.cpp", 2.02, 108.7),
  decode("mtp27", "qwen3.8-27b", "RTX-3090", "llama.cpp", 17.9, 41.3),
  decode("mtp27", "qwen3.8-27b", "RTX-5090", "llama.cpp", 17.9, 74.8),
  decode("club3090", "qwen3.6-27b", "RTX-3090", "llama.cpp", 14.5, 34.67),
  decode("club3090", "qwen3.6-27b", "RTX-4090", "llama.cpp", 14.5, 51.96),
  decode("club3090", "qwen3:4b", "RTX-4090", "vllm", 4.3, 138.2),
  // Without matrix units llama.cpp computes more than it reads.
  decode("llamaCpp4766", "llama2:7b", "P40", "llama.cpp", 3.82, 56.3),
  decode("dambergn", "llama3.2:3b", "P40", "llama.cpp", 2.02, 68.6),
  decode("dambergn", "deepseek-r1:7b", "P40", "llama.cpp", 4.68, 39.27),
  decode("dambergn", "deepseek-r1:8b", "P40", "llama.cpp", 5.225, 38.06),
  decode("dambergn", "deepseek-r1:14b", "P40", "llama.cpp", 8.99, 21.12),
  decode("dambergn", "qwen2.5:3b", "P40", "llama.cpp", 1.93, 65.41),
  decode("hkadm", "deepseek-r1:14b", "V100-SXM2-16GB", "llama.cpp", 8.99, 65.47),
  decode("hkadm", "qwen3:14b", "V100-SXM2-16GB", "llama.cpp", 9.28, 59.7),
  decode("hkadm", "gpt-oss:20b", "V100-SXM2-16GB", "llama.cpp", 2.374, 120.65, { mixture: true }),
  decode("hkadm", "gpt-oss:20b", "RTX-A5000", "llama.cpp", 2.374, 119.46, { mixture: true }),
  decode("hkadm", "gpt-oss:20b", "RTX-A4000", "llama.cpp", 2.374, 84.06, { mixture: true }),
];

export interface CpuRow {
  readonly machine: string;
  /** hardware threads */
  readonly threads: number;
  /** bytes that one token reads */
  readonly bytes: number;
  readonly tokensPerSecond: number;
  readonly source: SourceId;
}

const onCpu = (source: SourceId, machine: string, threads: number, gigabytes: number, tokensPerSecond: number): CpuRow => ({
  machine,
  threads,
  bytes: gigabytes * 1e9,
  tokensPerSecond,
  source,
});

/** The same without a graphics card, llama.cpp or Ollama. */
export const cpuDecodeRows: readonly CpuRow[] = [
  onCpu("llamaCpp34", "EPYC 7443P", 40, 3.9, 11.2),
  onCpu("geerling", "AmpereOne A192", 192, 42.52, 3.86),
  onCpu("geerling", "AmpereOne A192", 192, 2.02, 23.52),
  onCpu("geerling", "Ryzen AI Max 395", 32, 8.99, 11.37),
  onCpu("geerling", "Ryzen AI 5 340", 12, 8.99, 5.83),
  onCpu("geerling", "Ryzen AI 5 340", 12, 2.02, 23.81),
  onCpu("geerling", "Radxa Orion O6", 12, 8.99, 4.33),
  onCpu("geerling", "Minisforum MS-R1", 12, 8.99, 3.39),
  onCpu("geerling", "Minisforum MS-R1", 12, 2.02, 12.12),
  onCpu("geerling", "Intel N150", 4, 8.99, 2.13),
  onCpu("geerling", "Intel N150", 4, 2.02, 9.06),
  onCpu("geerling", "Raspberry Pi 5", 4, 8.99, 1.2),
  onCpu("geerling", "Raspberry Pi 5", 4, 2.02, 4.88),
  onCpu("geerling", "Radxa Dragon Q8B", 8, 0.667, 38.81),
  onCpu("geerling", "Cix CP8180", 12, 0.667, 40.39),
  onCpu("sbcReviews", "Core i3-1315U, two cores", 4, 2.02, 11.05),
  onCpu("llamaCpp34", "Core i5-6500", 4, 4.2, 3.94),
  onCpu("llamaCpp34", "Core i9-13900K", 32, 3.83, 18.27),
  onCpu("llamaCpp34", "c3-highcpu-44, Sapphire Rapids", 44, 4.08, 21.59),
  onCpu("normieBench", "Core i7-7820HQ", 8, 4.92, 5.62),
  onCpu("edgeCpu", "Azure D4s_v5, two threads", 2, 5.33, 2.76),
  onCpu("edgeCpu", "Azure D4s_v5, two threads", 2, 4.47, 3.25),
  onCpu("edgeCpu", "Azure D4s_v5", 4, 1.117, 14.95),
  onCpu("edgeCpu", "Azure D4s_v5", 4, 2.01, 11.85),
  onCpu("edgeCpu", "Azure D4s_v5", 4, 2.49, 7.44),
  onCpu("edgeCpu", "Azure D4s_v5", 4, 4.47, 5.91),
  onCpu("edgeCpu", "Azure D4s_v5", 4, 5.33, 4.53),
];

export interface CpuPrefillRow extends Pick<CpuRow, "machine" | "threads" | "tokensPerSecond" | "source"> {
  readonly parameters: number;
}

const promptOnCpu = (source: SourceId, machine: string, threads: number, billions: number, tokensPerSecond: number): CpuPrefillRow => ({
  machine,
  threads,
  parameters: billions * 1e9,
  tokensPerSecond,
  source,
});

/** Input tokens a second without a graphics card, llama.cpp, four bits. */
export const cpuPrefillRows: readonly CpuPrefillRow[] = [
  promptOnCpu("llamaCpp34", "Core i5-6500", 4, 6.74, 13.8),
  promptOnCpu("sbcReviews", "Core i3-1315U, two cores", 4, 3.21, 28.67),
  promptOnCpu("normieBench", "Core i7-7820HQ", 8, 8.03, 22.53),
  promptOnCpu("geerling", "Radxa Dragon Q8B", 8, 3.21, 72.31),
  promptOnCpu("geerling", "Cix CP8180", 12, 3.21, 81.27),
  promptOnCpu("llamaCpp34", "Core i9-13900K", 32, 6.74, 55.21),
];
