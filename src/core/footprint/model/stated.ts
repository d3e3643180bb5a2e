import type { Interval } from "../../quantity/interval";
import type { Quantity } from "../../quantity/quantity";
import { type Inputs, shapeOf } from "./inputs";

/** Adds a value that the user wrote; a share or a PUE is bounded, so its range is triangular (carbon-method.md 11.1). */
export function stated(inputs: Inputs, path: string, quantity: Quantity): number {
  const { low, central, high } = quantity;
  const bounded = quantity.unit === "ratio" || quantity.unit === "fraction";
  return inputs.add({
    id: path,
    label: path,
    unit: quantity.unit,
    value: { low, central, high },
    shape: bounded && low !== high ? "triangular" : shapeOf({ low, central, high }),
    basis: quantity.basis ?? "stated",
    source: quantity.source ?? path,
    year: quantity.date ? Number(quantity.date.slice(0, 4)) : null,
    licence: null,
  });
}

/** How wide a value is taken when nobody gave one: the "guess" class, x/3 (carbon-method.md 11.2). */
export function guess(central: number): Interval {
  return { low: central / 3, central, high: central * 3 };
}
