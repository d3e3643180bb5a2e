import type { Factor } from "../../factors/factor";
import type { Source } from "../../factors/sources";
import type { Translate } from "../../text";
import { type Inputs, shapeOf } from "./inputs";

/**
 * Adds a factor; the same id is one input for the whole model. PUE is drawn from a triangle, everything else from
 * a two-piece log-normal (carbon-method.md 11.1).
 */
export function fromFactor(
  inputs: Inputs,
  factor: Factor,
  label: string,
  t: Translate,
  changes: { id?: string; basis?: "assumed"; cause?: string } = {},
): number {
  const value = { low: factor.low, central: factor.value, high: factor.high };
  const bounded = factor.unit === "ratio" || factor.unit === "fraction";
  return inputs.add({
    id: changes.id ?? factor.id,
    label,
    unit: factor.unit,
    value,
    shape: bounded && value.low !== value.high ? "triangular" : shapeOf(value),
    basis: changes.basis ?? (factor.rangeAssumed ? "modelled" : "sourced"),
    source: sourceText(factor.source, t(factor.basis)),
    year: factor.year,
    licence: factor.source.licence,
    ...(changes.cause === undefined ? {} : { cause: changes.cause }),
  });
}

/** `Title (publisher, where). What the figure is.` */
export function sourceText({ title, publisher, where }: Source, basis: string): string {
  return `${title} (${publisher}, ${where}). ${basis}`;
}
