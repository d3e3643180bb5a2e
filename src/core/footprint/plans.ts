import type { Level } from "../scenario/scenario";
import type { Figures, PlanParts } from "./figures";
import type { Model } from "./model";

/** Whether each host runs under a plan: one without rows always does, a provisioned one while any row is above 0. */
export function hostsOn(model: Model, levels: readonly Level[]): boolean[] {
  return model.hosts.map((host, h) => {
    const members = model.rows.flatMap((row, r) => (row.host === h ? [levels[r] as Level] : []));
    return host.kind === "shared" || members.length === 0 || members.some((level) => level > 0);
  });
}

/** kgCO2e of something in each month, at the central values and in every draw. */
export interface DrawnMonths {
  readonly central: Float64Array;
  /** one array of draws a month */
  readonly draws: readonly Float64Array[];
}

/**
 * kgCO2e of a plan, month by month: avoidable x level, and the fixed carbon of every host that still runs
 * (switching rows off never moves fixed carbon onto others).
 */
export function planMonths(model: Model, figures: Figures, levels: readonly Level[], on: readonly boolean[]): DrawnMonths {
  const served = levels.flatMap((level, r) => (level > 0 ? [r] : []));
  const running = on.flatMap((isOn, h) => (isOn ? [h] : []));
  const months = model.months.length;
  return drawMonths(model, figures, ({ avoidable, hostFixed }, m) => {
    let total = 0;
    for (const r of served) total += (levels[r] as number) * (avoidable[r * months + m] as number);
    for (const h of running) total += hostFixed[h * months + m] as number;
    return total;
  });
}

/** kgCO2e of the rows of one service, month by month: avoidable x level + their part of the hosts that still run. */
export function serviceMonths(
  model: Model,
  figures: Figures,
  rows: readonly number[],
  levels: readonly Level[],
  on: readonly boolean[],
): DrawnMonths {
  const months = model.months.length;
  const served = rows.filter((r) => (levels[r] as number) > 0);
  const carried = rows.filter((r) => on[model.rows[r]?.host ?? -1]);
  return drawMonths(model, figures, ({ avoidable, rowFixed }, m) => {
    let total = 0;
    for (const r of served) total += (levels[r] as number) * (avoidable[r * months + m] as number);
    for (const r of carried) total += rowFixed[r * months + m] as number;
    return total;
  });
}

function drawMonths(model: Model, figures: Figures, kg: (parts: PlanParts, month: number) => number): DrawnMonths {
  const parts = figures.drawnParts;
  return {
    central: Float64Array.from(model.months, (_, m) => kg(figures.centralParts, m)),
    draws: model.months.map((_, m) => {
      const draws = new Float64Array(parts.length);
      for (let k = 0; k < draws.length; k++) draws[k] = kg(parts[k] as PlanParts, m);
      return draws;
    }),
  };
}
