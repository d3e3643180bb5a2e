import type { Level } from "../../scenario/scenario";
import { evaluatedAtCentral, product } from "../model/evaluate";
import { isOpen, type System } from "../system";

export interface MostCarbon {
  /** kg of the month with the most, central values */
  readonly kg: number;
  /** machines that are counted as at work in all of their hours */
  readonly machines: readonly string[];
}

/**
 * The most that a plan can emit in a month whose unknown work runs on machines that are on for hours of their own: whatever that work takes, they are at
 * work in all of these at most, PUE·I·P_act·H + m·H. Null where some unknown work is elsewhere, or none is. It holds as long as the machines are enough.
 */
export function mostCarbon(system: System, { levels, on }: { readonly levels: readonly Level[]; readonly on: readonly boolean[] }): MostCarbon | null {
  const { model, hosts } = system;
  const open = model.rows.flatMap(({ home }, r) => ((levels[r] as Level) > 0 && isOpen(system, r) ? [home] : []));
  const full = new Set(open.flatMap((home) => (home !== null && model.hosts[home]?.kind === "provisioned" ? [home] : [])));
  if (open.length === 0 || open.some((home) => home === null || !full.has(home))) return null;
  const { rows, hosts: machines } = evaluatedAtCentral(model);
  const values = Float64Array.from(model.inputs, (input) => input.value.central);
  const months = model.months.length;
  const working = (h: number): number => {
    const host = model.hosts[h] as System["model"]["hosts"][number];
    const value = (position: number): number => values[position] as number;
    const more = Math.max(0, value(host.busy) - value(host.idle));
    return (value(host.pue) * value(host.intensity) * more * product(host.fixedHours, values)) / 1e6;
  };
  const kg = model.months.map((_, m) => {
    const fixed = model.hosts.reduce((sum, __, h) => sum + (on[h] ? (machines.fixed[h * months + m] as number) + (full.has(h) ? working(h) : 0) : 0), 0);
    return model.rows.reduce((sum, { host }, r) => {
      const counted = host !== null && !full.has(host) && (levels[r] as Level) > 0;
      return counted ? sum + (levels[r] as Level) * (rows.avoidable[r * months + m] as number) : sum;
    }, fixed);
  });
  return { kg: Math.max(...kg), machines: [...full].map((h) => hosts[h]?.name ?? "") };
}
