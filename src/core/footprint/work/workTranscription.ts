import type { Quality } from "../../factors/factor";
import type { ResolvedModel } from "../../factors/findModel";
import type { Gpu } from "../../factors/gpus";
import { speechEngines, speechFit, speechModels, speechOnCpu, speechRows, unknownEngines, whisperBySize } from "../../factors/throughput";
import type { Translate } from "../../text";
import { assumedEngine } from "./workAssumptions";
import { cardShare, type Multiplier, machineId, modelKey, rateFrom, spread } from "./workRate";
import type { Rates, WorkRequest } from "./workTypes";

/**
 * Whisper: audio seconds x real-time factor. Audio is worked in windows of 30 s, so a clip below a whole number of
 * windows is padded to it: 2 s cost as much as 30 s, ten minutes nothing more. Null for another model.
 */
export function transcriptionRates(request: WorkRequest, model: ResolvedModel, t: Translate): Rates | null {
  if (model.kind !== "whisper") return null;
  const size = speechModels[model.id] ?? bySize(model);
  const engine = speechEngine(request.engine);
  const base = request.hardware.gpu === null ? onCpu(request.hardware.vcpus, size) : onGpu(request.hardware.gpu, cardShare(request.hardware), model.id);
  const factor = rateFrom({
    id: `rtf/${modelKey(model)}/${engine.name}/${machineId(request.hardware)}`,
    value: base.value,
    range: base.range,
    multipliers: [request.hardware.gpu === null ? [1, 1, 1] : size, engine.multiplier, base.card],
    unit: "s/s",
    source: base.source,
    basis: bases[base.quality],
  });
  const seconds = request.audioSeconds?.central ?? 0;
  const padding = Math.ceil(seconds / window - 1e-9) * window - seconds;
  return {
    terms: [{ quantity: "audioSeconds", times: 1, factor }, ...(padding > 1e-6 ? [{ quantity: "constant" as const, times: padding, factor }] : [])],
    quality: base.quality === "measured-same-hardware" && (size[0] !== 1 || engine.multiplier[0] !== 1) ? "measured-other-hardware" : base.quality,
    assumptions: request.engine === null ? [assumedEngine("faster-whisper", t)] : [],
  };
}

/** s */
const window = 30;

interface Base {
  readonly value: number;
  readonly range: readonly [number, number] | Quality;
  readonly card: Multiplier;
  readonly source: (typeof speechRows)[number]["source"];
  readonly quality: Quality;
}

function onGpu(gpu: Gpu, share: number, model: string): Base {
  const row = share === 1 ? speechRows.find((each) => each.gpu === gpu.id) : undefined;
  if (row !== undefined) {
    const same = model.startsWith("whisper-large");
    return {
      value: row.value,
      range: row.range ?? "measured-same-hardware",
      card: same ? [1, 1, 1] : spread(1.2),
      source: row.source,
      quality: "measured-same-hardware",
    };
  }
  const speed = Math.sqrt((gpu.bandwidth.value * gpu.peak.value) / (speechFit.bandwidth * speechFit.peak)) * share;
  return {
    value: speechFit.value * speed ** speechFit.exponent,
    range: [(speechFit.value * speed ** speechFit.exponent) / speechFit.spread, speechFit.value * speed ** speechFit.exponent * speechFit.spread],
    card: [1, 1, 1],
    source: "fasterWhisper",
    quality: "measured-other-hardware",
  };
}

/** The row is of the small model: its cost is taken out again. */
function onCpu(vcpus: number, size: Multiplier): Base {
  const small = speechModels[speechOnCpu.model]?.[0] ?? 1;
  const scale = (size[0] / small) * (Math.max(1, vcpus) / speechOnCpu.vcpus) ** speechOnCpu.exponent;
  return {
    value: speechOnCpu.value * scale,
    range: [speechOnCpu.low * scale, speechOnCpu.high * scale],
    card: size[0] === small ? [1, 1, 1] : spread(1.5),
    source: speechOnCpu.source,
    quality: "guess",
  };
}

function bySize(model: ResolvedModel): Multiplier {
  const value = (model.parameters.value / whisperBySize.parameters) ** whisperBySize.exponent;
  return [value, value / whisperBySize.spread, value * whisperBySize.spread];
}

function speechEngine(engine: string | null): { readonly name: string; readonly multiplier: Multiplier } {
  const plain = engine?.toLowerCase() ?? "";
  const row = speechEngines.find(([pattern]) => pattern.test(plain));
  // Unknown: faster-whisper's central figure, from batched engines to openai-whisper.
  return row === undefined ? { name: "unknown-engine", multiplier: unknownEngines.speech } : { name: row[1], multiplier: [row[2], row[3], row[4]] };
}

const bases: Readonly<Record<Quality, string>> = {
  "measured-same-hardware": "Measured with a large Whisper model and faster-whisper on this card, times the relative cost of model and engine.",
  "measured-other-hardware": "Measured with a large Whisper model and faster-whisper on four other cards, times the relative cost of card, model and engine.",
  modelled: "Computed from the sizes of model and card.",
  guess: "Measured with Whisper small on four processors and reported six times slower on a fifth: their geometric mean, scaled by model and vCPUs.",
};
