import { centralFigures } from "../footprint/plans/central";
import { changeRange, drawnSystem } from "../footprint/plans/changeRange";
import { changeBetween } from "../quantity/changeBetween";
import type { Interval } from "../quantity/interval";
import { readSnapshot } from "../readSnapshot";
import type { Snapshot } from "../snapshot";
import { translator } from "../text";

/**
 * How sure the difference between two scenarios is: kgCO2e of the mean month that each plan has more in the second, P5 to P95 with the same
 * causes drawn alike on both sides; null where one of the two is not known, or leaves out what the other counts.
 */
export function rangeOfChange(before: Snapshot, after: Snapshot): { readonly baseline: Interval | null; readonly decided: Interval | null } {
  const [first, then] = [before, after].map((snapshot) => {
    const { system, written } = readSnapshot(snapshot, translator(snapshot.language), {});
    return written === null ? null : { system, figures: centralFigures(system, written, snapshot.code), drawn: drawnSystem(system) };
  });
  const of = (plan: "baseline" | "decided"): Interval | null => {
    if (!first || !then || first.figures[plan].atLeast !== then.figures[plan].atLeast) return null;
    const change = changeBetween(first.figures[plan].kgCO2e, then.figures[plan].kgCO2e);
    return change === null ? null : changeRange(first.drawn, then.drawn, plan, change);
  };
  return { baseline: of("baseline"), decided: of("decided") };
}
