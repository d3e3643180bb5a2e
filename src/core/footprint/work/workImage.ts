import type { ResolvedModel } from "../../factors/findModel";
import { imageRows, imageSettings, imageShareOfPeak } from "../../factors/imageRates";
import { cardShare, machineId, rateFrom, spread } from "./workRate";
import type { Rates, WorkRequest } from "./workTypes";

/** One image a request. Null for a model or a machine without published figures: images on a processor take minutes. */
export function imageRates(request: WorkRequest, model: ResolvedModel): Rates | null {
  const row = imageRows[model.id];
  const { gpu } = request.hardware;
  if (row === undefined || gpu === null) return null;
  const share = cardShare(request.hardware);
  const measured = share === 1 && /^A100/.test(gpu.id) ? row.a100 : share === 1 && gpu.id === "H100-SXM-80GB" ? row.h100 : null;
  const computed = (row.steps * row.operations) / (imageShareOfPeak.value * gpu.peak.value * share);
  const factor = rateFrom({
    id: `image/${model.id}/${machineId(request.hardware)}`,
    value: measured ?? Math.max(row.h100, computed),
    range: measured === null ? "measured-other-hardware" : "measured-same-hardware",
    multipliers: [imageSettings, ...(measured === null ? [spread(imageShareOfPeak.spread)] : [])],
    unit: "s",
    source: row.source,
    basis: measured === null ? bases.computed : bases.measured,
  });
  return {
    terms: [{ quantity: "constant", times: 1, factor }],
    quality: measured === null ? "measured-other-hardware" : "measured-same-hardware",
    assumptions: [],
  };
}

const bases = {
  measured: "Measured for one image of the usual size and number of steps on this card; other settings: 0.4 to 2.2 times.",
  computed: "Measured for one image on an A100 and an H100; this card computes at a fifth of its peak; other settings: 0.4 to 2.2 times.",
} as const;
