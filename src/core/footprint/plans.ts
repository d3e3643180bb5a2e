import type { Level } from "../scenario/scenario";
import type { PlanParts } from "./figures";
import type { Model } from "./model";

/** Whether each host runs under a plan: one without rows always does, a provisioned one while any row is above 0. */
export function hostsOn(model: Model, levels: readonly Level[]): boolean[] {
  return model.hosts.map((host, h) => {
    const members = model.rows.flatMap((row, r) => (row.host === h ? [levels[r] as Level] : []));
    return host.kind === "shared" || members.length === 0 || members.some((level) => level > 0);
  });
}

/**
 * kgCO2e of a plan, month by month: avoidable x level, and the fixed carbon of every host that still runs
 * (switching rows off never moves fixed carbon onto others).
 */
export function planMonths(model: Model, { avoidable, hostFixed }: PlanParts, levels: readonly Level[], on: readonly boolean[]): Float64Array {
  const months = model.months.length;
  const total = new Float64Array(months);
  for (let r = 0; r < model.rows.length; r++) {
    const level = levels[r] as number;
    if (level > 0) for (let m = 0; m < months; m++) total[m] = (total[m] as number) + level * (avoidable[r * months + m] as number);
  }
  for (let h = 0; h < model.hosts.length; h++) {
    if (on[h]) for (let m = 0; m < months; m++) total[m] = (total[m] as number) + (hostFixed[h * months + m] as number);
  }
  return total;
}

/** kgCO2e of the rows of one service, month by month: avoidable x level + their part of the hosts that still run. */
export function serviceMonths(
  model: Model,
  { avoidable, rowFixed }: PlanParts,
  rows: readonly number[],
  levels: readonly Level[],
  on: readonly boolean[],
): Float64Array {
  const months = model.months.length;
  const total = new Float64Array(months);
  for (const r of rows) {
    const host = model.rows[r]?.host ?? null;
    const running = host !== null && on[host] ? 1 : 0;
    for (let m = 0; m < months; m++) {
      const at = r * months + m;
      total[m] = (total[m] as number) + (levels[r] as number) * (avoidable[at] as number) + running * (rowFixed[at] as number);
    }
  }
  return total;
}
