import type { Interval } from "../../quantity/interval";

/** Which distribution an input is drawn from (carbon-method.md section 11). */
export type Shape = "two-piece-lognormal" | "triangular" | "point";

/** One number that a figure depends on: a factor, or a value of the scenario, with its range and its origin. */
export interface Input {
  /** factor id, or scenario path such as `services.transcription.input.duration` */
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly value: Interval;
  readonly shape: Shape;
  readonly basis: "measured" | "sourced" | "modelled" | "assumed" | "stated";
  /** title of the source; the path itself for a scenario value */
  readonly source: string;
  readonly year: number | null;
  /** null for values that the user wrote */
  readonly licence: string | null;
  /**
   * What makes it uncertain, where other inputs are uncertain for the same reason: one life of machines is behind the embodied rate of every
   * size, and one guess behind the length of every file. They are drawn at one quantile, because errors of one cause do not cancel in a total,
   * nor between two systems of which one has other inputs of that cause.
   */
  readonly cause?: string;
}

/** Inputs by position: an index is what the compiled model holds. The same id is one input, drawn once for all uses. */
export class Inputs {
  readonly list: Input[] = [];
  private readonly index = new Map<string, number>();

  /** `nameOf`: the words for a value of the scenario, whose label is its path. */
  constructor(private readonly nameOf: (path: string) => string = (path) => path) {}

  /** Adds an input, or finds the one of the same id. */
  add(input: Input): number {
    const known = this.index.get(input.id);
    if (known !== undefined) return known;
    this.list.push(input.label === input.id ? { ...input, label: this.nameOf(input.id) } : input);
    this.index.set(input.id, this.list.length - 1);
    return this.list.length - 1;
  }

  /** Central values, in order. */
  central(): Float64Array {
    return Float64Array.from(this.list, (input) => input.value.central);
  }
}

/**
 * Whether who uses the machines can tell it. Embodied carbon, the grid's and the data centre's figures are for others to publish, but where
 * the machines stand, without which those are assumed, they know.
 */
export function isMeasurable({ id, unit, basis }: Pick<Input, "id" | "unit" | "basis">): boolean {
  // Nobody but its operator measures the data centre of a region.
  if (id.startsWith("pue/")) return false;
  if (basis === "assumed" && unit !== "gCO2e/h") return true;
  return unit !== "gCO2e/h" && unit !== "gCO2e/kWh" && !/(^|\.)pue(\/|$)/.test(id);
}

/** A positive range is log-normal, one that touches zero triangular, a point stays a point. */
export function shapeOf(value: Interval): Shape {
  if (value.low === value.high) return "point";
  return value.low > 0 ? "two-piece-lognormal" : "triangular";
}
