import { ocrRowOf } from "../../factors/ocrRates";
import { machineId, rateFrom } from "./workRate";
import type { Rates, WorkRequest } from "./workTypes";

/** One image or page a request, by engine. Null for an engine without published figures. */
export function ocrRates({ engine, hardware }: WorkRequest): Rates | null {
  const row = ocrRowOf(engine);
  if (row === undefined) return null;
  const { gpu, cpu } = row;
  const card = hardware.gpu === null ? null : gpu;
  const rate = card ?? { value: cpu.value * (Math.max(1, hardware.vcpus) / cpu.vcpus) ** cpu.exponent, spread: cpu.spread };
  const factor = rateFrom({
    id: `ocr/${row.name}/${card === null ? `cpu${hardware.vcpus}` : machineId(hardware)}`,
    value: rate.value,
    range: [rate.value / rate.spread, rate.value * rate.spread],
    unit: "s",
    source: row.source,
    basis: card === null ? bases.processor : bases.card,
  });
  return { terms: [{ quantity: "constant", times: 1, factor }], quality: "guess", assumptions: [] };
}

/** Whether an engine has published figures, which need no model. */
export function readsImages(engine: string | null): boolean {
  return ocrRowOf(engine) !== undefined;
}

const bases = {
  card: "Published times of one image or page on other cards; how much text it bears counts more than the card.",
  processor: "Published times of one image or page on processors, scaled by vCPUs; how much text it bears counts more than the processor.",
} as const;
