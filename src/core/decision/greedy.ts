import type { Level } from "../scenario/scenario";
import { levelsBetween, type Partials } from "./choices";
import { type Compiled, compile, propagate, quarters } from "./compile";
import { lowestBound } from "./dual";
import type { DecisionProblem } from "./plan";
import { relaxationOf } from "./relaxation";

/** Up to this many charges every set of them is tried; beyond, they are switched one at a time while that helps. */
const mostTried = 8;

/**
 * The plan of the linear relaxation, rounded: rows in the order of value per priced kg, each as high as still fits, for the
 * set of charges where that is worth most. Fast and near the best plan (about 1 % for a dozen rows, less for more): made for
 * draws, where only the comparison with the central plan of the same method counts. Says nothing about feasibility.
 */
export function lpGreedyPlan(problem: DecisionProblem): Level[] {
  const c = compile(problem);
  const levels = greedyLevels(c);
  const made: Level[] = problem.rows.map(() => 0);
  c.rows.forEach((members, i) => {
    for (const row of members) made[row] = ((levels[i] as number) / quarters) as Level;
  });
  return made;
}

function greedyLevels(c: Compiled): Int8Array {
  if (c.conflicts.length > 0) return c.lo;
  if (c.dims === 0) return c.hi;
  const relaxation = relaxationOf(c);
  const state = Int8Array.from(c.forced, (is) => (is ? 1 : 0));
  const choice = { state, hi: c.hi };
  const { prices } = lowestBound((at, slope) => relaxation.bound(choice, at, slope), new Float64Array(c.dims), Number.NaN, 1);
  const order = byWorth(c, prices);
  const open = [...state.keys()].filter((g) => state[g] === 0);
  let best = c.lo;
  let most = Number.NEGATIVE_INFINITY;
  const tryCharges = (on: Uint8Array): boolean => {
    const levels = fillInOrder(c, chargesOff(c, on), order, { kind: "any" });
    const value = levels === null ? Number.NEGATIVE_INFINITY : worthOf(c, levels);
    if (levels === null || value <= most) return false;
    best = levels;
    most = value;
    return true;
  };
  const on = Uint8Array.from(state, (one) => (one === 1 ? 1 : 0));
  if (open.length <= mostTried) {
    for (let set = 0; set < 1 << open.length; set++) {
      open.forEach((g, bit) => {
        on[g] = (set >> bit) & 1;
      });
      tryCharges(on);
    }
    return best;
  }
  relaxation.bound(choice, prices, new Float64Array(c.dims));
  for (const g of open) on[g] = (relaxation.gains[g] as number) <= 0 ? 0 : 1;
  tryCharges(on);
  for (let helped = true; helped; ) {
    helped = false;
    for (const g of open) {
      on[g] = 1 - (on[g] as number);
      if (tryCharges(on)) helped = true;
      else on[g] = 1 - (on[g] as number);
    }
  }
  return best;
}

/**
 * A plan that takes the rows with the most value per priced weight first, each as high as still fits; null when the floors and
 * charges alone do not. Charges are those of rows with a maximum above 0.
 */
export function fill(c: Compiled, hi: Int8Array, prices: Float64Array, partials: Partials): Int8Array | null {
  return fillInOrder(c, hi, byWorth(c, prices), partials);
}

function fillInOrder(c: Compiled, hi: Int8Array, order: Int32Array, partials: Partials): Int8Array | null {
  const { dims } = c;
  const levels = c.lo.slice();
  const left = c.limit.slice();
  for (const { members, weight } of c.charges) {
    if (members.some((i) => (hi[i] as number) > 0)) for (let dim = 0; dim < dims; dim++) left[dim] = (left[dim] as number) - (weight[dim] as number);
  }
  const spend = (i: number, more: number): void => {
    for (let dim = 0; dim < dims; dim++) left[dim] = (left[dim] as number) - ((c.weight[i * dims + dim] as number) * more) / quarters;
  };
  const fits = (i: number, more: number): boolean => {
    for (let dim = 0; dim < dims; dim++) {
      if (((c.weight[i * dims + dim] as number) * more) / quarters > (left[dim] as number) + (c.slack[dim] as number)) return false;
    }
    return true;
  };
  const wholeOnly = partials.kind !== "any";
  for (let i = 0; i < c.count; i++) {
    if (wholeOnly && levels[i] !== 0) levels[i] = levelsBetween(c.lo[i] as number, hi[i] as number, { kind: "none" })[0] ?? (c.lo[i] as number);
    if ((levels[i] as number) > 0) spend(i, levels[i] as number);
  }
  if (!fits(0, 0)) return null;
  const linked = hasNeeds(c);
  for (let again = true; again; ) {
    again = false;
    for (const i of order) {
      const now = levels[i] as number;
      let cap = hi[i] as number;
      for (const j of c.needs[i] as number[]) cap = Math.min(cap, levels[j] as number);
      if (cap <= now) continue;
      let next = cap;
      if (wholeOnly && next < quarters) continue;
      while (next > now && !fits(i, next - now)) next = wholeOnly ? now : next - 1;
      if (next === now) continue;
      spend(i, next - now);
      levels[i] = next;
      // A row that needs this one may fit now.
      again = linked;
    }
  }
  return levels;
}

/** Variables with the most value per priced weight first. */
export function byWorth(c: Compiled, prices: Float64Array): Int32Array {
  const worth = new Float64Array(c.count);
  const least = prices.every((price) => price === 0) ? 1 : 0;
  for (let i = 0; i < c.count; i++) {
    let price = 1e-300;
    for (let dim = 0; dim < c.dims; dim++) price += ((prices[dim] as number) + least) * (c.weight[i * c.dims + dim] as number);
    worth[i] = (c.value[i] as number) / price;
  }
  return Int32Array.from({ length: c.count }, (_, i) => i).sort((a, b) => (worth[b] as number) - (worth[a] as number) || a - b);
}

/** The maxima with the rows of charges that are not on, and what needs them, at 0. */
export function chargesOff(c: Compiled, on: ArrayLike<number>, hi: Int8Array = c.hi): Int8Array {
  const cut = hi.slice();
  for (let g = 0; g < c.charges.length; g++) {
    if (on[g] === 0) for (const i of (c.charges[g] as { members: readonly number[] }).members) cut[i] = 0;
  }
  if (hasNeeds(c)) propagate(c.order, c.needs, c.lo.slice(), cut);
  return cut;
}

function hasNeeds(c: Compiled): boolean {
  return c.needs.some((needed) => needed.length > 0);
}

function worthOf(c: Compiled, levels: Int8Array): number {
  let value = 0;
  for (let i = 0; i < c.count; i++) value += ((c.value[i] as number) * (levels[i] as number)) / quarters;
  return value;
}
