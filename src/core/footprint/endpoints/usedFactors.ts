import type { UsedFactor } from "../../analysis/estimate";
import type { Translate } from "../../text";
import { sourceText } from "../model/factorInput";
import type { System } from "../system";

/** Factors of the carbon, then list prices; what the scenario or a measurement says is no factor. */
export function usedFactors({ model, hosts }: System, t: Translate): UsedFactor[] {
  const carbon = model.inputs.flatMap(({ id, value, unit, year, source, licence }) =>
    licence === null ? [] : [{ id, value: value.central, low: value.low, high: value.high, unit, year: year ?? 0, source, licence }],
  );
  const prices = hosts.flatMap(({ listPrice }) => listPrice ?? []);
  const distinct = [...new Map(prices.map((price) => [price.id, price])).values()];
  return [
    ...carbon,
    ...distinct.map(({ id, value, low, high, unit, year, source, basis }) => ({
      id,
      value,
      low,
      high,
      unit,
      year,
      source: sourceText(source, t(basis)),
      licence: source.licence,
    })),
  ];
}
