import type { Interval } from "./interval";

/** The canonical units of a scenario; whatever the user wrote is converted to one of them at the border. */
export type Unit =
  | "kg/month"
  | "g/kWh"
  | "ratio"
  | "count/month"
  | "1/month"
  | "count"
  | "fraction"
  | "s"
  | "characters"
  | "tokens"
  | "h/week"
  | "W"
  | "gCO2e/h"
  | "GB"
  | "parameters"
  | "kWh/GB"
  | "W/TB";

/**
 * A value that the user wrote, in a canonical unit.
 * A point has low = central = high; `a..b` says that the mean lies there from P5 to P95, with the midpoint as central.
 */
export interface Quantity extends Interval {
  readonly unit: Unit;
  /** How the user says it is known; undefined when not said. */
  readonly basis?: "measured" | "sourced" | "assumed" | undefined;
  readonly source?: string | undefined;
  readonly date?: string | undefined;
}

/** An amount in one currency; amounts of different currencies are never added. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}
