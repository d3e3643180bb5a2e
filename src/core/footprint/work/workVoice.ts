import type { ResolvedModel } from "../../factors/findModel";
import { voiceRows } from "../../factors/voiceRates";
import { machineId, rateFrom } from "./workRate";
import type { Rates, WorkRequest } from "./workTypes";

/** Seconds of speech x real-time factor. Null for a model without published figures. */
export function voiceRates({ hardware }: WorkRequest, model: ResolvedModel): Rates | null {
  const row = voiceRows[model.id];
  if (row === undefined) return null;
  const { gpu, cpu } = row;
  const card = hardware.gpu === null ? null : gpu;
  const rate = card ?? { value: cpu.value * (Math.max(1, hardware.vcpus) / cpu.vcpus) ** cpu.exponent, spread: cpu.spread };
  const factor = rateFrom({
    id: `voice/${model.id}/${card === null ? `cpu${hardware.vcpus}` : machineId(hardware)}`,
    value: rate.value,
    range: [rate.value / rate.spread, rate.value * rate.spread],
    unit: "s/s",
    source: row.source,
    basis: card === null ? bases.processor : bases.card,
  });
  return { terms: [{ quantity: "audioSeconds", times: 1, factor }], quality: "measured-other-hardware", assumptions: [] };
}

const bases = {
  card: "Real-time factor measured on another card: one stream hardly depends on it.",
  processor: "Real-time factors measured on processors of 2 to 32 threads, scaled by vCPUs.",
} as const;
