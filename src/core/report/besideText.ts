import type { Beside } from "../analysis/estimate";
import type { Format } from "./words/format";

/** The figures beside the score, one sentence each; none where the scenario asks for none. */
export function besideSentences(beside: Beside | undefined, { t, massPerMonth }: Format): string[] {
  if (beside === undefined) return [];
  const { marketBased, network, storage } = beside;
  return [
    ...(marketBased === null ? [] : [t("Market-based, beside the score and never in it: {0}.", massPerMonth(marketBased.kgCO2e))]),
    ...(network === null ? [] : [t("Network, beside the score and never in it: {0}.", massPerMonth(network.kgCO2e))]),
    ...(storage === null ? [] : [t("Storage, beside the score and never in it: {0}.", massPerMonth(storage.kgCO2e))]),
  ];
}
