import { type Compiled, quarters } from "./compile";
import type { Bound } from "./dual";
import { linkedLevels } from "./linkedLevels";

/** Which levels a plan may take: only 0 and 100 % where the bounds allow one of them, or at most so many others. */
export type Partials = { readonly kind: "none" } | { readonly kind: "any" } | { readonly kind: "at-most"; readonly count: number };

/** Ways to set the levels of variables that are linked by `needs` (mostly a single one). */
export interface Choice {
  readonly variables: readonly number[];
  readonly options: readonly Option[];
}

export interface Option {
  readonly value: number;
  /** per limit; the last one counts partial levels when they are limited */
  readonly weight: Float64Array;
  readonly carbon: number;
  readonly changes: number;
  /** in quarters, in the order of `variables` */
  readonly levels: readonly number[];
}

/** With every charge settled: limits that are left, and the bound of the rest with `needs` respected along their first link. */
export interface Settled {
  readonly limit: Float64Array;
  readonly slack: Float64Array;
  readonly bound: Bound;
  /** every choice that can still reach `floor`; `lost` is the best bound of those left out for sheer number, or -Infinity */
  choices(prices: Float64Array, floor: number): { choices: Choice[]; lost: number };
}

/** The most options of one group of linked rows that are looked at. */
const mostOptions = 4000;

/** @param on the charges that are paid; `hi` has the rows of all others at 0 */
export function settled(c: Compiled, on: readonly boolean[], hi: Int8Array, partials: Partials): Settled {
  const counted = partials.kind === "at-most";
  const dims = c.dims + (counted ? 1 : 0);
  const limit = new Float64Array(dims);
  const slack = new Float64Array(dims);
  limit.set(c.limit);
  slack.set(c.slack);
  if (counted) {
    limit[c.dims] = partials.count;
    slack[c.dims] = 0.5;
  }
  on.forEach((isOn, g) => {
    const charge = c.charges[g];
    if (!isOn || !charge) return;
    for (let dim = 0; dim < c.dims; dim++) limit[dim] = (limit[dim] as number) - (charge.weight[dim] as number);
  });

  const allowed = new Uint8Array(c.count * 5);
  for (let i = 0; i < c.count; i++) {
    const levels = levelsBetween(c.lo[i] as number, hi[i] as number, partials);
    for (const level of levels) allowed[i * 5 + level] = 1;
  }
  const isPartial = (level: number): number => (level % quarters === 0 ? 0 : 1);
  const links = linkedLevels(c);
  const { best, under, parent } = links;

  function bound(prices: Float64Array, slope: Float64Array): number {
    const partialPrice = counted ? (prices[c.dims] as number) : 0;
    for (let i = 0; i < c.count; i++) {
      let net = c.value[i] as number;
      for (let dim = 0; dim < c.dims; dim++) net -= (prices[dim] as number) * (c.weight[i * c.dims + dim] as number);
      const size = partialPrice === 0 ? 0 : partialPrice * (c.rows[i]?.length ?? 0);
      for (let level = 0; level <= quarters; level++) {
        links.worth[i * 5 + level] = allowed[i * 5 + level] ? (net * level) / quarters - size * isPartial(level) : Number.NEGATIVE_INFINITY;
      }
    }
    let total = links.fold();
    links.pick();
    for (let dim = 0; dim < dims; dim++) {
      slope[dim] = limit[dim] as number;
      total += (prices[dim] as number) * (limit[dim] as number);
    }
    for (let i = 0; i < c.count; i++) {
      const level = links.levels[i] as number;
      if (level === 0) continue;
      for (let dim = 0; dim < c.dims; dim++) slope[dim] = (slope[dim] as number) - ((c.weight[i * c.dims + dim] as number) * level) / quarters;
      if (counted) slope[c.dims] = (slope[c.dims] as number) - isPartial(level) * (c.rows[i]?.length ?? 0);
    }
    return total;
  }

  function choices(prices: Float64Array, floor: number): { choices: Choice[]; lost: number } {
    const gap = bound(prices, new Float64Array(dims)) - floor;
    let lost = Number.NEGATIVE_INFINITY;
    const made = linked(c).map((variables): Choice => {
      const options: Option[] = [];
      const levels = new Int8Array(c.count);
      const visit = (at: number, regret: number): void => {
        if (at === variables.length) {
          options.push(optionOf(variables, levels));
          return;
        }
        const i = variables[at] as number;
        const p = parent[i] as number;
        const cap = p === -1 ? quarters : (levels[p] as number);
        // Links beyond the first one are not in the table: they only lower the cap here.
        const hardCap = (c.needs[i] as number[]).reduce((lowest, j) => Math.min(lowest, levels[j] as number), quarters);
        for (let level = hardCap; level >= 0; level--) {
          if (!allowed[i * 5 + level]) continue;
          const more = regret + (under[i * 5 + cap] as number) - (best[i * 5 + level] as number);
          if (!(more <= gap)) continue;
          if (options.length >= mostOptions) {
            lost = Math.max(lost, floor + gap - more);
            continue;
          }
          levels[i] = level;
          visit(at + 1, more);
        }
      };
      visit(0, 0);
      return { variables, options };
    });
    return { choices: made, lost };
  }

  function optionOf(variables: readonly number[], levels: Int8Array): Option {
    const weight = new Float64Array(dims);
    let value = 0;
    let kg = 0;
    let changes = 0;
    for (const i of variables) {
      const level = levels[i] as number;
      changes += c.changes[i * 5 + level] as number;
      if (level === 0) continue;
      const share = level / quarters;
      value += (c.value[i] as number) * share;
      kg += (c.carbon[i] as number) * share;
      for (let dim = 0; dim < c.dims; dim++) weight[dim] = (weight[dim] as number) + (c.weight[i * c.dims + dim] as number) * share;
      if (counted) weight[c.dims] = (weight[c.dims] as number) + isPartial(level) * (c.rows[i]?.length ?? 0);
    }
    return { value, weight, carbon: kg, changes, levels: variables.map((i) => levels[i] as number) };
  }

  return { limit, slack, bound, choices };
}

/** Levels in quarters that a row with these bounds may take. */
export function levelsBetween(lo: number, hi: number, partials: Partials): number[] {
  const all = Array.from({ length: Math.max(0, hi - lo + 1) }, (_, step) => lo + step);
  if (partials.kind !== "none") return all;
  const whole = all.filter((level) => level % quarters === 0);
  return whole.length > 0 ? whole : all;
}

/** Groups of variables linked by `needs`, needed ones first. */
function linked(c: Compiled): number[][] {
  const root = Int32Array.from({ length: c.count }, (_, i) => i);
  const find = (i: number): number => {
    let top = i;
    while (root[top] !== top) top = root[top] as number;
    root[i] = top;
    return top;
  };
  c.needs.forEach((needed, i) => {
    for (const j of needed) root[find(i)] = find(j);
  });
  const groups = new Map<number, number[]>();
  for (const i of c.order) {
    const top = find(i);
    const group = groups.get(top);
    if (group) group.push(i);
    else groups.set(top, [i]);
  }
  return [...groups.values()];
}
