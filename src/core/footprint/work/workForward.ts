import type { ResolvedModel } from "../../factors/findModel";
import { classicRequest, cpuForward, forwardFit } from "../../factors/throughput";
import type { Translate } from "../../text";
import { assumedParameters } from "./workAssumptions";
import { cardShare, machineId, modelKey, rateFrom } from "./workRate";
import type { Rates, WorkRequest } from "./workTypes";

/** Embedding and reranking: one pass over the input, two operations per computing parameter and token, plus a fixed time. */
export function forwardRates(request: WorkRequest, model: ResolvedModel, t: Translate): Rates {
  const { gpu, vcpus } = request.hardware;
  const operations = 2 * model.active.value;
  const machine = machineId(request.hardware);
  // One request fills a card badly: 15 % of its peak. What is looked up in a vocabulary is no operation, and not among the active.
  const perSecond = gpu === null ? cpuForward.flopsPerVcpu * Math.max(1, vcpus) : forwardFit.shareOfPeak * gpu.peak.value * cardShare(request.hardware) * 1e12;
  return {
    terms: [
      {
        quantity: "inputTokens",
        times: 1,
        factor: rateFrom({
          id: `forward/${modelKey(model)}/${machine}`,
          value: operations / perSecond,
          range: "guess",
          unit: "s/token",
          source: gpu === null ? cpuForward.source : "vendor",
          basis: bases.forward,
        }),
      },
      {
        quantity: "constant",
        times: 1,
        factor: rateFrom({
          id: `forward/fixed/${gpu === null ? "cpu" : "gpu"}`,
          value: gpu === null ? forwardFit.onProcessor : forwardFit.onCard,
          range: "guess",
          unit: "s",
          source: "thisProject",
          basis: bases.fixed,
        }),
      },
    ],
    quality: "guess",
    assumptions: assumedParameters(model, t),
  };
}

/** A classical model (scikit-learn and the like): some milliseconds of one processor. */
export function classicRates(): Rates {
  const factor = rateFrom({
    id: "classic-ml/request",
    value: classicRequest.value,
    range: [classicRequest.low, classicRequest.high],
    unit: "s",
    source: "thisProject",
    basis: bases.classic,
  });
  return { terms: [{ quantity: "constant", times: 1, factor: { ...factor, rangeAssumed: true } }], quality: "guess", assumptions: [] };
}

const bases = {
  forward:
    "Two operations per computing parameter and token, those that are looked up in a vocabulary left out; 15 % of the card's peak, or a published processor rate.",
  fixed: "Fixed time of a small model's request: launches, tokenising; 3 to 12 ms published on a processor, 4 to 8 on a card.",
  classic: "A classical model: ten milliseconds of one processor, a guess of a factor of ten.",
} as const;
