import type { Interval } from "../quantity/interval";
import type { Level } from "../scenario/scenario";
import { intervalOf } from "./draws";
import type { Figures, PlanParts } from "./figures";
import type { Model } from "./model";

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

/** kgCO2e of something in each month, at the central values and in every draw. */
export interface DrawnMonths {
  readonly central: Float64Array;
  /** one array of draws a month; shared, never changed */
  readonly draws: readonly Float64Array[];
  readonly intervals: readonly Interval[];
}

/** Plans and services of the same figures that were drawn last: a level edit changes one service, not the others nor the baseline. */
const lately = new WeakMap<Figures, Map<string, DrawnMonths>>();
/** Of a hundred kilobytes each, for twelve months of a thousand draws. */
const kept = 150;

function remembered(figures: Figures, key: string, draw: () => DrawnMonths): DrawnMonths {
  const known = lately.get(figures) ?? new Map<string, DrawnMonths>();
  lately.set(figures, known);
  const found = known.get(key) ?? draw();
  known.delete(key);
  known.set(key, found);
  for (const oldest of known.keys()) {
    if (known.size <= kept) break;
    known.delete(oldest);
  }
  return found;
}

/**
 * kgCO2e of a plan, month by month: avoidable x level, and the fixed carbon of every host that still runs
 * (switching rows off never moves fixed carbon onto others).
 */
export function planMonths(model: Model, figures: Figures, levels: readonly Level[], on: readonly boolean[]): DrawnMonths {
  const served = levels.flatMap((level, r) => (level > 0 ? [r] : []));
  const running = on.flatMap((isOn, h) => (isOn ? [h] : []));
  return remembered(figures, `plan ${levels.join()} ${running.join()}`, () =>
    drawMonths(model, figures, ({ avoidable, hostFixed }, add) => {
      for (const r of served) add(avoidable, r, levels[r] as number);
      for (const h of running) add(hostFixed, h, 1);
    }),
  );
}

/** kgCO2e of the rows of one service, month by month: avoidable x level + their part of the hosts that still run. */
export function serviceMonths(model: Model, figures: Figures, rows: readonly number[], levels: readonly Level[], on: readonly boolean[]): DrawnMonths {
  const served = rows.filter((r) => (levels[r] as number) > 0);
  const carried = rows.filter((r) => on[model.rows[r]?.host ?? -1]);
  return remembered(figures, `rows ${served.map((r) => `${r}:${levels[r]}`).join()} ${carried.join()}`, () =>
    drawMonths(model, figures, ({ avoidable, rowFixed }, add) => {
      for (const r of served) add(avoidable, r, levels[r] as number);
      for (const r of carried) add(rowFixed, r, 1);
    }),
  );
}

type Add = (figure: Float64Array, position: number, times: number) => void;

/** Draw by draw, and within a draw row by row: the order in which the figures lie in memory. */
function drawMonths(model: Model, figures: Figures, total: (parts: PlanParts, add: Add) => void): DrawnMonths {
  const months = model.months.length;
  const kg = new Float64Array(months);
  const add: Add = (figure, position, times) => {
    const start = position * months;
    for (let m = 0; m < months; m++) kg[m] = (kg[m] as number) + times * (figure[start + m] as number);
  };
  total(figures.centralParts, add);
  const central = kg.slice();
  const parts = figures.drawnParts;
  const draws = model.months.map(() => new Float64Array(parts.length));
  parts.forEach((one, k) => {
    kg.fill(0);
    total(one, add);
    for (let m = 0; m < months; m++) (draws[m] as Float64Array)[k] = kg[m] as number;
  });
  return { central, draws, intervals: draws.map((sample, m) => intervalOf(central[m] as number, sample)) };
}
