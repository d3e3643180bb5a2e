/**
 * A figure with its range. `central` is the result with every input central: deterministic and additive.
 * `low` and `high` are P5 and P95: they do not add, and no screen adds them.
 */
export interface Interval {
  readonly low: number;
  readonly central: number;
  readonly high: number;
}

/** How a figure is known. Order of trust: measured, modelled, assumed. */
export type Basis = "measured" | "modelled" | "assumed";
