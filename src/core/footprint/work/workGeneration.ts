import { type DecodeRow, decodeRows, type LlmEngine } from "../../factors/decodeRows";
import type { Factor, Quality } from "../../factors/factor";
import type { ResolvedModel } from "../../factors/findModel";
import type { Gpu } from "../../factors/gpus";
import { type Precision, precisionOf, weightsGB } from "../../factors/precision";
import {
  cpuDecode,
  cpuPrefill,
  knownEngine,
  mainMemory,
  mistralOnT4,
  mixtureBytes,
  prefillRows,
  tensorParallelShare,
  unknownEngines,
} from "../../factors/throughput";
import type { Translate } from "../../text";
import { cardCorrection, correctionOf, fittedDecode, fittedPrefill, geometricMean, type TokenReads, tokenRange } from "../hosts/cardSpeed";
import { assumedEngine, assumedParameters, assumedPrecision } from "./workAssumptions";
import { cardShare, type Multiplier, machineId, modelKey, rateFrom, spread, widened } from "./workRate";
import type { Rates, WorkHardware, WorkRequest } from "./workTypes";

/**
 * A language model, one request at a time: `input tokens x s/token + output tokens x s/token`.
 * A measured rate of this model on this card comes first; else the fit (factors/throughput.ts) times what the card's
 * own rows deviate from it.
 */
export function generationRates(asked: WorkRequest, model: ResolvedModel, t: Translate): Rates {
  // An engine that nobody published rates of is as good as none.
  const request = asked.engine === null || knownEngine(asked.engine) ? asked : { ...asked, engine: null };
  // A hub's repository without an engine is most likely run by transformers, anything else by Ollama or llama.cpp.
  const named = request.engine ?? (model.hubName ? "transformers" : null);
  const engine = llmEngine(named, precisionOf(model, request.engine, request.precision).precision);
  const decode = request.hardware.gpu === null ? decodeOnCpu(request, model, engine) : decodeOnGpu(request, model, request.hardware.gpu, engine);
  const prefill = request.hardware.gpu === null ? prefillOnCpu(request, model, engine) : prefillOnGpu(request, model, request.hardware.gpu, engine);
  return {
    terms: [
      { quantity: "inputTokens", times: 1, factor: prefill.factor },
      { quantity: "outputTokens", times: 1, factor: decode.factor },
    ],
    quality: decode.quality,
    assumptions: [
      ...(request.engine === null ? [assumedEngine(engine, t)] : []),
      ...assumedPrecision(model, request.engine, request.precision, t),
      ...assumedParameters(model, t),
    ],
  };
}

/** What runs a model; `ollama` and unknown engines are llama.cpp. Narrow weights make transformers slower, not faster. */
export function llmEngine(engine: string | null, precision: Precision): LlmEngine {
  const plain = engine?.toLowerCase() ?? "";
  const found = engines.find(([pattern]) => pattern.test(plain))?.[1] ?? "llama.cpp";
  if (found !== "transformers") return found;
  if (precision === "int8") return "transformers-int8";
  return precision === "int4" ? "transformers-int4" : found;
}

const engines: readonly (readonly [RegExp, LlmEngine])[] = [
  [/vllm|sglang|tgi|text-generation|lmdeploy|deepspeed|exllama/, "vllm"],
  [/tensorrt|trt/, "tensorrt"],
  [/awq|gptq/, "awq"],
  [/ctranslate|ct2/, "ctranslate2"],
  [/transformers|hugging|torch|accelerate/, "transformers"],
];

interface Rate {
  readonly factor: Factor;
  readonly quality: Quality;
}

function decodeOnGpu(request: WorkRequest, model: ResolvedModel, gpu: Gpu, engine: LlmEngine): Rate {
  const { hardware } = request;
  const weights = weightsGB(model, request.engine, request.precision);
  const nominal = weights.value * 1e9 * (model.active.value / model.parameters.value);
  const bytes = nominal * (isMixture(model) ? mixtureBytes.value : 1);
  const { precision } = precisionOf(model, request.engine, request.precision);
  const share = cardsAtWork(weights.value, hardware, gpu, engine);
  const overflow = overflowOf(weights.value, hardware, gpu);
  const id = `decode/${modelKey(model)}/${precision}/${request.engine === null ? "unknown-engine" : engine}/${machineId(hardware)}${overflow > 0 || share > 1 ? `/${hardware.gpus}-cards` : ""}`;
  const unsure: Multiplier[] = [[1, weights.low / weights.value, weights.high / weights.value], ...unknownEngine(request, engine)];
  if (share < 1) unsure.push(spread(1.5));
  if (isMixture(model)) unsure.push(spread(mixtureBytes.spread));
  const reads = { bytes, weights: model.active.value * (isMixture(model) ? mixtureBytes.value : 1) };
  const waits = tokenRange(gpu, engine, reads, share);
  if (gpu.id === "T4" && share === 1 && overflow === 0 && enginesLikeAwq.has(engine) && modelKey(model) === "mistral:7b") {
    return mistralOnT4Rate(request, { gpu, engine, reads, quartered: precision === "q4" || precision === "int4", id, unsure });
  }
  const twin = share === 1 && overflow === 0 ? decodeRows.filter((row) => isTwin(row, model, gpu, engine, nominal)) : [];
  const [first] = twin;
  if (first !== undefined) {
    const seconds = 1 / geometricMean(twin.map(({ tokensPerSecond }) => tokensPerSecond));
    return {
      factor: rateFrom({
        id,
        value: seconds,
        range: [seconds / betweenVersions, seconds * betweenVersions],
        multipliers: [waits, ...unknownEngine(request, engine)],
        unit: "s/token",
        source: first.source,
        basis: bases.measured,
      }),
      quality: "measured-same-hardware",
    };
  }
  // The model's own rows in another width tell more than those of other models on the card.
  const kin = share === 1 && overflow === 0 ? decodeRows.filter((row) => isKin(row, model, gpu, engine)) : [];
  const { correction, source } = kin.length === 0 ? cardCorrection(gpu, engine) : correctionOf(kin, gpu, engine);
  const quality: Quality = share <= 1 && (source !== null || engine === "llama.cpp") ? "measured-other-hardware" : "modelled";
  const seconds = fittedDecode(gpu, engine, reads, share) * correction + overflow * bytes * secondsPerByteInMainMemory;
  return {
    factor: rateFrom({
      id,
      value: seconds,
      range: overflow > 0 ? "guess" : quality,
      multipliers: [waits, ...unsure],
      unit: "s/token",
      source: source ?? "xd",
      basis: overflow > 0 ? bases.overflow : bases.fitted,
    }),
    quality: overflow > 0 ? "guess" : quality,
  };
}

/** Four bits as measured; other widths by what the fit gives for theirs beside what it gives for four bits, so that fewer bits are never slower. */
function mistralOnT4Rate(
  request: WorkRequest,
  at: { gpu: Gpu; engine: LlmEngine; reads: TokenReads; quartered: boolean; id: string; unsure: readonly Multiplier[] },
): Rate {
  const measured = mistralOnT4.decode;
  const wide = unknownEngine(request, at.engine);
  if (at.quartered) return { factor: request.engine === null ? widened({ ...measured, id: at.id }, wide) : measured, quality: "measured-same-hardware" };
  const inFourBits = fittedDecode(at.gpu, at.engine, { ...at.reads, bytes: mistralInFourBits });
  const by = fittedDecode(at.gpu, at.engine, at.reads) / inFourBits;
  return { factor: { ...scaled(measured, at.id, by, at.unsure), basis: bases.otherWidth }, quality: "measured-other-hardware" };
}

function prefillOnGpu(request: WorkRequest, model: ResolvedModel, gpu: Gpu, engine: LlmEngine): Rate {
  const { hardware } = request;
  const share = cardsAtWork(weightsGB(model, request.engine, request.precision).value, hardware, gpu, engine);
  const id = `prefill/${modelKey(model)}/${machineId(hardware)}${share > 1 ? `/${hardware.gpus}-cards` : ""}`;
  const operations = 2 * model.active.value;
  if (gpu.id === "T4") {
    if (modelKey(model) === "mistral:7b") return { factor: mistralOnT4.prefill, quality: "measured-same-hardware" };
    return { factor: scaled(mistralOnT4.prefill, id, model.active.value / mistralParameters, [activeRange(model)]), quality: "measured-other-hardware" };
  }
  const row = prefillRows.find((each) => each.gpu === gpu.id);
  const achieved = row !== undefined && share === 1 ? (2 * row.parameters * row.tokensPerSecond) / 1e12 : fittedPrefill(gpu, share);
  const quality: Quality = row !== undefined ? "measured-other-hardware" : "modelled";
  return {
    factor: rateFrom({
      id,
      value: operations / (achieved * 1e12),
      range: quality,
      multipliers: [activeRange(model)],
      unit: "s/token",
      source: row?.source ?? "xd",
      basis: bases.prefill,
    }),
    quality,
  };
}

function isMixture(model: ResolvedModel): boolean {
  return model.kind !== "encoder" && model.active.value < model.parameters.value;
}

function decodeOnCpu(request: WorkRequest, model: ResolvedModel, engine: LlmEngine): Rate {
  const weights = weightsGB(model, request.engine, request.precision);
  const mixture = isMixture(model);
  const bytes = weights.value * 1e9 * (model.active.value / model.parameters.value) * (mixture ? mixtureBytes.value : 1);
  const quality: Quality = engine === "llama.cpp" ? "modelled" : "guess";
  const { precision } = precisionOf(model, request.engine, request.precision);
  return {
    factor: rateFrom({
      id: `decode/${modelKey(model)}/${precision}/${machineId(request.hardware)}`,
      value: bytes / (cpuDecode.bytesPerSecond * vcpusOf(request.hardware) ** cpuDecode.exponent),
      range: quality,
      multipliers: [[1, weights.low / weights.value, weights.high / weights.value], ...(mixture ? [spread(mixtureBytes.spread)] : [])],
      unit: "s/token",
      source: cpuDecode.source,
      basis: bases.cpuDecode,
    }),
    quality,
  };
}

function prefillOnCpu(request: WorkRequest, model: ResolvedModel, engine: LlmEngine): Rate {
  const quality: Quality = engine === "llama.cpp" ? "modelled" : "guess";
  return {
    factor: rateFrom({
      id: `prefill/${modelKey(model)}/${machineId(request.hardware)}`,
      value: (2 * model.active.value) / (cpuPrefill.flops * vcpusOf(request.hardware) ** cpuPrefill.exponent),
      range: quality,
      multipliers: [activeRange(model)],
      unit: "s/token",
      source: cpuPrefill.source,
      basis: bases.cpuPrefill,
    }),
    quality,
  };
}

/** Published rates of one model on one card with one engine differ by this much: versions, hosts, settings. */
const betweenVersions = 1.3;

/** Cards that work on one token: a part of one, one, or several where the engine splits layers and one card is too small. */
function cardsAtWork(weights: number, hardware: WorkHardware, gpu: Gpu, engine: LlmEngine): number {
  const splits = engine === "vllm" || engine === "tensorrt";
  const tooLarge = 1.1 * weights > gpu.memory.value;
  return splits && tooLarge && hardware.gpus > 1 ? hardware.gpus * tensorParallelShare : cardShare(hardware);
}

/** How far other engines are from the one assumed, where none was named (rates of one model on one card). */
function unknownEngine(request: WorkRequest, engine: LlmEngine): readonly Multiplier[] {
  if (request.engine !== null) return [];
  return [engine === "llama.cpp" ? unknownEngines["llama.cpp"] : unknownEngines.transformers];
}

/** Share of the bytes that lies in main memory because weights and cache (1.1 x) exceed the cards'. */
function overflowOf(weights: number, hardware: WorkHardware, gpu: Gpu): number {
  const room = gpu.memory.value * Math.max(hardware.gpus, cardShare(hardware));
  return Math.max(0, 1 - room / (1.1 * weights));
}

const secondsPerByteInMainMemory = 1 / mainMemory;

function isTwin(row: DecodeRow, model: ResolvedModel, gpu: Gpu, engine: LlmEngine, bytes: number): boolean {
  return isKin(row, model, gpu, engine) && Math.abs(Math.log(row.bytes / bytes)) < 0.1;
}

function isKin(row: DecodeRow, model: ResolvedModel, gpu: Gpu, engine: LlmEngine): boolean {
  return row.excluded === undefined && row.model === model.id && row.gpu === gpu.id && row.engine === engine;
}

/** The rate of another model on the same card: times the operations of a token. */
function scaled(rate: Factor, id: string, by: number, unsure: readonly Multiplier[]): Factor {
  const other = { ...rate, id, value: rate.value * by, low: rate.low * by, high: rate.high * by, basis: bases.scaled };
  return widened(other, [spread(1.2), ...unsure]);
}

function activeRange({ active }: ResolvedModel): Multiplier {
  return [1, active.low / active.value, active.high / active.value];
}

function vcpusOf({ vcpus }: WorkHardware): number {
  return Math.max(1, vcpus);
}

/** Engines whose four bits a T4 reads as it reads AutoAWQ's, of which its rate is. */
const enginesLikeAwq: ReadonlySet<LlmEngine> = new Set(["awq", "llama.cpp", "vllm", "ctranslate2"]);

const mistralParameters = 7.2e9;
/** bytes of the file that Ollama serves */
const mistralInFourBits = 4.37e9;

const bases = {
  measured: "Measured with this model on this card and engine.",
  scaled: "Rate of Mistral 7B measured on this card, scaled by the operations of a token.",
  otherWidth: "Four bits measured with this model on this card, times what the fit gives for this width beside four bits.",
  fitted: "Bytes of a token over the card's memory bandwidth plus a fixed time, or its energy at the card's power, fitted to published rates.",
  overflow: "The model does not fit the card: the rest is read from main memory.",
  prefill: "Two operations per parameter and token over what cards reach with one request, fitted to published rates.",
  cpuDecode: "Published rates of processors from 2 to 192 threads, scaled by size of the model and vCPUs.",
  cpuPrefill: "Published input rates of processors from 4 to 32 threads, scaled by size of the model and vCPUs.",
} as const;
