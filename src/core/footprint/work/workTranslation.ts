import type { Quality } from "../../factors/factor";
import type { ResolvedModel } from "../../factors/findModel";
import { nllbAlone, nllbOnT4, nllbScaling, translationOnCpu, unknownEngines } from "../../factors/throughput";
import type { Translate } from "../../text";
import { assumedEngine, assumedParameters } from "./workAssumptions";
import { cardShare, machineId, modelKey, rateFrom, spread } from "./workRate";
import type { Rates, WorkRequest } from "./workTypes";

/** Encoder and decoder models (NLLB, OPUS-MT, M2M100, T5): output tokens x s/token, sentences of a request in one batch. */
export function translationRates(request: WorkRequest, model: ResolvedModel, t: Translate): Rates {
  const engine = translationEngine(request.engine);
  const base = request.hardware.gpu === null ? onCpu(request, model, engine) : onGpu(request, model, engine);
  const factor = rateFrom({ id: `translation/${modelKey(model)}/${engine}/${machineId(request.hardware)}`, unit: "s/token", ...base.rate });
  const alone = request.hardware.gpu === null ? 0 : tokensAlone(request.outputTokens?.central ?? 0, engine);
  return {
    terms: [{ quantity: "outputTokens", times: 1, factor }, ...(alone > 0 ? [{ quantity: "constant" as const, times: alone, factor }] : [])],
    quality: base.quality,
    assumptions: [...(request.engine === null ? [assumedEngine("ctranslate2", t)] : []), ...assumedParameters(model, t)],
  };
}

/**
 * The rates are of texts of many sentences, worked as one batch. A sentence alone is written token by token and takes as
 * long as many: how many tokens of the batched rate a short text costs beyond its own. From some 190 tokens on: none.
 */
function tokensAlone(tokens: number, engine: Engine): number {
  const { tokens: sentence, ctranslate2, transformers } = nllbAlone;
  return Math.max(0, Math.min(tokens, sentence) * (engine === "transformers" ? transformers : ctranslate2) - tokens);
}

type Engine = "ctranslate2" | "transformers" | "unknown";

function translationEngine(engine: string | null): Engine {
  const plain = engine?.toLowerCase() ?? "";
  if (/ctranslate|ct2|faster/.test(plain)) return "ctranslate2";
  return /transformers|hugging|torch|easynmt|sentence/.test(plain) ? "transformers" : "unknown";
}

interface Base {
  readonly rate: Omit<Parameters<typeof rateFrom>[0], "id" | "unit">;
  readonly quality: Quality;
}

function onGpu(request: WorkRequest, model: ResolvedModel, engine: Engine): Base {
  const { value, low, high } = nllbOnT4[engine];
  const { parameters, sizeExponent, bandwidth, peak, cardExponent, launches } = nllbScaling;
  const gpu = request.hardware.gpu;
  const share = cardShare(request.hardware);
  const size = model.active.value / parameters;
  const speed = gpu === null ? 1 : Math.sqrt((gpu.bandwidth.value * gpu.peak.value) / (bandwidth * peak)) * share;
  const card = speed ** cardExponent;
  const time = engine === "transformers" ? launches + (1 - launches) * size * card : size ** sizeExponent * card;
  const same = gpu?.id === "T4" && share === 1;
  return {
    rate: {
      value: 1 / value,
      range: [1 / high, 1 / low],
      multipliers: [[time, time, time], spread(spreadOfSize(size ** sizeExponent)), ...(same ? [] : [spread(1.5)])],
      source: "nllbNotes",
      basis: same && size === 1 ? bases.measured : bases.scaled,
    },
    quality: same && size === 1 ? "measured-same-hardware" : "measured-other-hardware",
  };
}

function onCpu(request: WorkRequest, model: ResolvedModel, engine: Engine): Base {
  const rate = translationOnCpu[engine === "transformers" ? "transformers" : "ctranslate2"];
  const size = model.active.value / translationOnCpu.parameters;
  const cores = (Math.max(1, request.hardware.vcpus) / translationOnCpu.vcpus) ** translationOnCpu.exponent;
  return {
    rate: {
      value: size / (rate * cores),
      range: "guess",
      multipliers: engine === "unknown" ? [unknownEngines.processorTranslation] : [],
      source: translationOnCpu.source,
      basis: bases.cpu,
    },
    quality: "guess",
  };
}

/** The size that was measured is exact; farther sizes are less sure. */
function spreadOfSize(size: number): number {
  return size === 1 ? 1 : Math.max(1.3, Math.exp(0.3 * Math.abs(Math.log(size))));
}

const bases = {
  measured: "Notes on NLLB 600M on this card, not reviewed; the sentences of a request are one batch.",
  scaled: "Notes on NLLB 600M on a T4, not reviewed, scaled by size of the model and speed of the card.",
  cpu: "Published rate of OPUS-MT on eight vCPUs, scaled by size of the model and vCPUs.",
} as const;
