import type { LlmEngine } from "./decodeRows";
import { type Factor, factor } from "./factor";
import type { SourceId } from "./sources";

// What was measured of models at work, one request at a time unless said otherwise, and what was fitted to it.
// The rows behind the fit of language models are in decodeRows.ts.

/**
 * Fit of `seconds per token = bytes / (bandwidth x efficiency) + overhead` by least squares of the logarithms
 * over the rows of decodeRows.ts (test/unit/factors/throughput.test.ts repeats it). Stacked memory (HBM) gives llama.cpp
 * less of its bandwidth, and such cards wait longer between kernels; the other engines have one to three rows, so their
 * efficiency is a convention and their overhead fits.
 */
export const decodeFit: Readonly<Record<LlmEngine, DecodeFit>> = {
  "llama.cpp": { efficiency: 0.84, overhead: 0.0016, stacked: { efficiency: 0.56, overhead: 0.0029 } },
  transformers: alike(0.8, 0.0177),
  "transformers-int8": alike(0.8, 0.192),
  "transformers-int4": alike(0.8, 0.0485),
  vllm: alike(0.8, 0.0022),
  ctranslate2: alike(0.8, 0.0054),
  awq: alike(0.8, 0.0133),
  tensorrt: alike(0.95, 0.0002),
};

export interface DecodeFit {
  readonly efficiency: number;
  /** s */
  readonly overhead: number;
  /** the same for stacked memory */
  readonly stacked: { readonly efficiency: number; readonly overhead: number };
}

function alike(efficiency: number, overhead: number): DecodeFit {
  return { efficiency, overhead, stacked: { efficiency, overhead } };
}

/**
 * The part of its board power that a card holds while it writes at its limit: 0.94 (T4, 65.5 W of 70), 0.91 (RTX A4000), 0.98 (A2).
 * A token takes no less time than its energy at that power.
 */
export const sustainedPower = 0.93;

/** What five publishers' rates of cards at that limit differ by from it: cooling, and how the weights are packed. */
export const atPowerLimit = 1.3;

/**
 * Of the fixed time of a token: what engines, versions and hosts make of it. llama.cpp alone needs half of what Ollama adds to it,
 * an old Ollama more than twice.
 */
export const fixedTime = { low: 0.5, high: 2.2 } as const;

/**
 * What a card brings when an engine splits every layer over several cards (vLLM, TGI, TensorRT-LLM): between them they
 * wait for each other. llama.cpp and transformers put whole layers on each card, of which one works at a time.
 */
export const tensorParallelShare = 0.7;

export interface PrefillRow {
  readonly gpu: string;
  readonly parameters: number;
  readonly tokensPerSecond: number;
  readonly source: SourceId;
}

const prefill = (source: SourceId, gpu: string, billions: number, tokensPerSecond: number): PrefillRow => ({
  gpu,
  parameters: billions * 1e9,
  tokensPerSecond,
  source,
});

/** Input tokens per second, llama.cpp (T4: AutoAWQ). */
export const prefillRows: readonly PrefillRow[] = [
  prefill("xd", "RTX-3090", 8.03, 3865),
  prefill("xd", "RTX-4090", 8.03, 6899),
  prefill("xd", "A40", 8.03, 3241),
  prefill("xd", "L40S", 8.03, 5908),
  prefill("xd", "A100-PCIe-80GB", 8.03, 5800),
  prefill("xd", "A100-SXM4-80GB", 8.03, 5864),
  prefill("xd", "H100-PCIe-80GB", 8.03, 7760),
  prefill("awq92", "T4", 7.2, 400),
  prefill("llamaCpp4766", "P40", 6.74, 934.7),
];

/**
 * Fit of `achieved TFLOPS = scale x peak ^ exponent` over the rows of one engine (all but T4 and P40): a larger card is used
 * less well by one request. Never above 60 % of the peak.
 */
export const prefillFit = { scale: 4.83, exponent: 0.508, ceiling: 0.6 } as const;

/** Measured rates of the language model that stand for themselves. */
export const mistralOnT4 = {
  /** s per output token: 34 tokens/s, 22 to 56 */
  decode: factor({
    id: "decode/mistral:7b/q4/T4",
    value: 1 / 34,
    range: [1 / 56, 1 / 22],
    unit: "s/token",
    year: "source",
    source: "awq92",
    basis:
      "34 tokens a second measured on this card (4 bits); the fast end is what its memory bandwidth would allow, the slow one a model of its size in llama.cpp.",
  }),
  /** s per input token: 400 tokens/s */
  prefill: factor({
    id: "prefill/mistral:7b/q4/T4",
    value: 1 / 400,
    range: "measured-other-hardware",
    unit: "s/token",
    year: "source",
    source: "awq92",
    basis: "400 tokens a second measured on this card with another engine.",
  }),
} as const satisfies Readonly<Record<string, Factor>>;

/**
 * Bytes a second that a processor feeds to a model: this times vCPUs ^ exponent, fitted over the machines of `cpuDecodeRows`
 * (from a Raspberry Pi to 192 cores; typical error x1.35, none beyond x2.2). More cores share the same memory: hence the root.
 */
export const cpuDecode = { bytesPerSecond: 9.6e9, exponent: 0.5, source: "geerling" } as const;

/** Operations a second of a processor at the input of a language model, llama.cpp: this times vCPUs ^ exponent, over `cpuPrefillRows`. */
export const cpuPrefill = { flops: 85e9, exponent: 0.65, source: "llamaCpp34" } as const;

/**
 * A mixture of experts reads more than the share of its active parameters: what all tokens pass is kept in wider formats, and
 * experts are read in pieces. Times the nominal bytes; geometric mean and spread of seven published rates (gpt-oss, Qwen A3B).
 */
export const mixtureBytes = { value: 1.45, spread: 1.6 } as const;

/** Operations per second and vCPU of a forward pass over many tokens: 696 tokens/s of 75 M parameters on 4 threads. */
export const cpuForward = { flopsPerVcpu: 26e9, source: "ct2" } as const;

/** Compute seconds per audio second of large Whisper models, faster-whisper, one file at a time. */
export interface SpeechRow {
  readonly gpu: string;
  readonly value: number;
  readonly range: readonly [low: number, high: number] | null;
  readonly source: SourceId;
}

export const speechRows: readonly SpeechRow[] = [
  { gpu: "T4", value: 0.064, range: [0.04, 0.2], source: "whisperJax186" },
  { gpu: "RTX-3070-Ti", value: 0.0808, range: null, source: "fasterWhisper" },
  { gpu: "A30", value: 0.0654, range: null, source: "fasterWhisper720" },
  { gpu: "A100-PCIe-80GB", value: 0.0626, range: [0.04, 0.1], source: "insanelyFastWhisper" },
];

/**
 * Other cards: 0.068 (geometric mean of the rows) x (speed of the card / reference) ^ -0.25. The rows hardly depend on
 * the card (one stream waits for launches and for the host), so the exponent is a cautious convention.
 */
export const speechFit = { value: 0.068, bandwidth: 760, peak: 140, exponent: -0.25, spread: 2 } as const;

/** Cost of a Whisper model relative to the large ones: OpenAI's relative speeds and whisper.cpp's bench table. */
export const speechModels: Readonly<Record<string, readonly [value: number, low: number, high: number]>> = {
  "whisper-tiny": [0.103, 0.08, 0.15],
  "whisper-base": [0.148, 0.12, 0.2],
  "whisper-small": [0.279, 0.25, 0.4],
  "whisper-medium": [0.585, 0.5, 0.75],
  "whisper-large-v1": [1, 1, 1],
  "whisper-large-v2": [1, 1, 1],
  "whisper-large-v3": [1, 1, 1],
  "whisper-large-v3-turbo": [0.184, 0.125, 0.46],
  "distil-whisper-large-v3": [0.16, 0.12, 0.3],
  "distil-whisper-medium": [0.147, 0.1, 0.25],
  "distil-whisper-small": [0.18, 0.1, 0.25],
};

/** Time of an engine relative to faster-whisper, one file at a time; first match wins. */
export const speechEngines: readonly (readonly [pattern: RegExp, name: string, value: number, low: number, high: number])[] = [
  [/whisperx|batched|insanely/, "batched", 0.27, 0.1, 0.54],
  [/faster-?whisper|ctranslate|ct2/, "faster-whisper", 1, 1, 1],
  [/whisper-?jax/, "whisper-jax", 0.4, 0.15, 1],
  [/whisper\.?-?cpp|pywhispercpp|ggml/, "whisper.cpp", 1.03, 0.8, 1.5],
  [/openai-?whisper|^whisper$/, "openai-whisper", 2.27, 1.8, 2.9],
  [/transformers|hugging|torch/, "transformers", 1.3, 0.17, 3.3],
];

/**
 * faster-whisper small, 8 bits, on the 8 threads of four cores: 0.131, 0.138 and 0.162 on two desktops and a laptop, 0.1 on a virtual
 * machine of 2.4 GHz, six times the first on a 2.1 GHz server; their geometric mean. whisper.cpp from 4 to 8 threads: time x 0.65.
 */
export const speechOnCpu = { value: 0.19, low: 0.1, high: 0.785, vcpus: 8, exponent: -0.6, model: "whisper-small", source: "fasterWhisper" } as const;

/** Output tokens per second of NLLB-200 distilled 600M on a T4; the sentences of a request are one batch. */
export const nllbOnT4 = {
  ctranslate2: { value: 1200, low: 400, high: 2500 },
  transformers: { value: 618, low: 63, high: 875 },
  unknown: { value: 1200, low: 63, high: 2500 },
} as const;

/**
 * One short text alone on a T4, 10 to 20 tokens: 12.9 a second with CTranslate2, 4.17 with transformers, so that a token costs
 * 6.2 and 10 times what it costs in a batch; a sentence has some 30 tokens.
 */
export const nllbAlone = { tokens: 30, ctranslate2: 6.2, transformers: 10 } as const;

/**
 * Other sizes and cards with CTranslate2: time grows with parameters ^ 0.8 and shrinks with the speed of the card ^ 0.6 (OPUS-MT on
 * an A10G: 9 297 tokens/s, computed 9 000). Transformers waits for its own launches: that part of a 600M model's time on a T4 no
 * smaller model and no faster card takes away, the rest is in proportion (600M takes 0.255 of the time of 3.3B).
 */
export const nllbScaling = { parameters: 600e6, sizeExponent: 0.8, bandwidth: 320, peak: 65, cardExponent: -0.6, launches: 0.35 } as const;

/** Output tokens per second of OPUS-MT (75 M parameters) on the 4 cores of a c5.2xlarge: CTranslate2 and transformers. */
export const translationOnCpu = { parameters: 75e6, vcpus: 8, ctranslate2: 696, transformers: 147, exponent: 0.8, source: "ct2" } as const;

/** Embedding and reranking: the share of a card's peak that one request uses, and s that each request costs besides. */
export const forwardFit = { shareOfPeak: 0.15, onCard: 0.008, onProcessor: 0.006 } as const;

/** s of a classical model's request: a guess of a factor of ten. */
export const classicRequest = { value: 0.01, low: 0.001, high: 0.1 } as const;

/** A Whisper model without a row: time follows parameters to this power, as the rows do. */
export const whisperBySize = { parameters: 1.55e9, exponent: 0.65, spread: 1.5 } as const;

/** Where no engine is known: the central figure is that of the usual one, the range that of all. */
export const unknownEngines = {
  speech: [1, 0.4, 2.5],
  "llama.cpp": [1, 0.8, 2],
  transformers: [1, 0.4, 1.3],
  processorTranslation: [1, 1, 4.7],
} as const;

/** Bytes a second that the main memory of a virtual machine feeds to what of a model fits no card: llama.cpp's server row and current hosts. */
export const mainMemory = 30e9;

/** Names of engines that we have rates of, as people write them. */
export const knownEngines = [
  "ollama",
  "llama.cpp",
  "llama-cpp-python",
  "llamafile",
  "lm-studio",
  "vllm",
  "sglang",
  "tgi",
  "text-generation-inference",
  "lmdeploy",
  "deepspeed",
  "exllama",
  "tensorrt-llm",
  "awq",
  "gptq",
  "ctranslate2",
  "transformers",
  "faster-whisper",
  "openai-whisper",
  "whisperx",
  "whisper.cpp",
  "whisper-jax",
  "insanely-fast-whisper",
  "easynmt",
  "sentence-transformers",
] as const;

/** Any spelling that holds a known name, or is held by one: `Ollama 0.5`, `hf transformers`, `ct2`. */
export function knownEngine(engine: string): boolean {
  const plain = engine.toLowerCase().replace(/[^a-z0-9]/g, "");
  return (
    /^whisper$|ct2|ctransformers|gguf|ggml|hugging|torch|accelerate|trt/.test(plain) ||
    knownEngines.some((known) => plain.includes(known.replace(/[^a-z0-9]/g, "")))
  );
}
