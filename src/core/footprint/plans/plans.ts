import type { Interval } from "../../quantity/interval";
import type { Level } from "../../scenario/scenario";
import { emptyHosts } from "../hosts/unusedHosts";
import type { PlanTerms } from "../model/drawnParts";
import { intervalOf } from "../model/draws";
import type { Figures, PlanParts } from "../model/figures";
import type { Model } from "../model/model";
import type { System } from "../system";

/** Whether each host runs under a plan: one without rows always does, a provisioned one while any row placed on it is above 0. */
export function hostsOn({ hosts, rows }: Model, levels: readonly Level[]): boolean[] {
  const placed = hosts.map(() => false);
  const served = hosts.map(() => false);
  rows.forEach(({ home }, r) => {
    if (home === null) return;
    placed[home] = true;
    if ((levels[r] as Level) > 0) served[home] = true;
  });
  return hosts.map(({ kind }, h) => kind === "shared" || !placed[h] || served[h] === true);
}

/** The same under a plan that is recommended: it also gives back the machines on which nothing runs. */
export function advisedHosts(system: System, levels: readonly Level[]): boolean[] {
  const empty = new Set(emptyHosts(system));
  return hostsOn(system.model, levels).map((on, h) => on && !empty.has(h));
}

/** kgCO2e of something in each month, at the central values and in every draw. */
export interface DrawnMonths {
  readonly central: Float64Array;
  /** one array of draws a month; shared, never changed */
  readonly draws: readonly Float64Array[];
  readonly intervals: readonly Interval[];
}

/** What of the same figures was drawn last, the oldest forgotten: a level edit changes one service, not the others nor the baseline. */
class Lately<T> {
  private readonly of = new WeakMap<Figures, Map<string, T>>();

  constructor(private readonly kept: number) {}

  get(figures: Figures, key: string, draw: () => T): T {
    const known = this.of.get(figures) ?? new Map<string, T>();
    this.of.set(figures, known);
    const found = known.get(key) ?? draw();
    known.delete(key);
    known.set(key, found);
    for (const oldest of known.keys()) {
      if (known.size <= this.kept) break;
      known.delete(oldest);
    }
    return found;
  }
}

/** With all draws: a hundred kilobytes each for twelve months of a thousand. */
const plans = new Lately<DrawnMonths>(40);
/** Intervals alone, of more services than any scenario has: else each edit would draw all of them again. */
const services = new Lately<readonly Interval[]>(4000);

/**
 * kgCO2e of a plan, month by month: avoidable x level, and the fixed carbon of every host that still runs
 * (switching rows off never moves fixed carbon onto others).
 */
export function planMonths(model: Model, figures: Figures, levels: readonly Level[], on: readonly boolean[]): DrawnMonths {
  const served = levels.flatMap((level, row) => (level > 0 ? [{ row, level }] : []));
  const hosts = on.flatMap((isOn, h) => (isOn ? [h] : []));
  return plans.get(figures, `${levels.join()} ${hosts.join()}`, () => drawMonths(model, figures, { served, hosts, carried: [] }));
}

/** kgCO2e of the rows of one service, month by month: avoidable x level + their part of the hosts that still run. */
export function serviceMonths(model: Model, figures: Figures, rows: readonly number[], levels: readonly Level[], on: readonly boolean[]): readonly Interval[] {
  const served = rows.flatMap((row) => ((levels[row] as number) > 0 ? [{ row, level: levels[row] as number }] : []));
  const carried = rows.filter((r) => on[model.rows[r]?.host ?? -1]);
  const key = `${served.map(({ row, level }) => `${row}:${level}`).join()} ${carried.join()}`;
  return services.get(figures, key, () => drawMonths(model, figures, { served, hosts: [], carried }).intervals);
}

function drawMonths(model: Model, figures: Figures, terms: PlanTerms): DrawnMonths {
  const central = centralMonths(model, figures.centralParts, terms);
  const draws = figures.drawnParts.monthly(terms);
  return { central, draws, intervals: draws.map((sample, m) => intervalOf(central[m] as number, sample)) };
}

function centralMonths(model: Model, { avoidable, hostFixed, rowFixed }: PlanParts, { served, hosts, carried }: PlanTerms): Float64Array {
  const months = model.months.length;
  const kg = new Float64Array(months);
  const add = (figure: Float64Array, position: number, times: number): void => {
    for (let m = 0; m < months; m++) kg[m] = (kg[m] as number) + times * (figure[position * months + m] as number);
  };
  for (const { row, level } of served) add(avoidable, row, level);
  for (const h of hosts) add(hostFixed, h, 1);
  for (const r of carried) add(rowFixed, r, 1);
  return kg;
}
