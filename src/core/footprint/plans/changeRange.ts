import { changeBetween } from "../../quantity/changeBetween";
import type { Interval } from "../../quantity/interval";
import type { Level } from "../../scenario/scenario";
import { intervalOf } from "../model/draws";
import type { System } from "../system";
import { drawnMeanParts, type MeanParts, planKg } from "./planParts";
import { hostsOn } from "./plans";

// How sure the difference between two scenarios is: both are drawn with the same causes at the same quantiles, so that what does
// not change takes nothing away from what does.

/** Draws behind the interval of a difference; the same ones on both sides of it. */
export const differenceDraws = { draws: 200, seed: 2026 };

/** A system and what the mean month of any of its plans is made of, at the central values and in each draw. */
export interface DrawnSystem {
  readonly system: System;
  readonly central: MeanParts;
  readonly drawn: readonly MeanParts[];
}

export function drawnSystem(system: System): DrawnSystem {
  return { system, ...drawnMeanParts(system.model, differenceDraws) };
}

/** kgCO2e of the mean month that a plan has more in `after`, P5 to P95 around `central`; negative: less. */
export function changeRange(before: DrawnSystem, after: DrawnSystem, plan: "baseline" | "decided", central: number): Interval {
  const [from, to] = [kilograms(before, plan), kilograms(after, plan)];
  return intervalOf(
    central,
    Float64Array.from(before.drawn, (_, k) => changeBetween(from(k), to(k)) ?? 0),
  );
}

function kilograms({ system, drawn }: DrawnSystem, plan: "baseline" | "decided"): (draw: number) => number {
  const levels = system.rows.map(({ counted }): Level => (plan === "decided" ? counted : 1));
  const on = hostsOn(system.model, levels);
  return (draw) => {
    const { avoidable, fixed } = planKg(drawn[draw] as MeanParts, levels, on);
    return avoidable + fixed;
  };
}
