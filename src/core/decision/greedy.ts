import type { Level } from "../scenario/scenario";
import { levelsBetween, type Partials } from "./choices";
import { type Compiled, compile, propagate, quarters } from "./compile";
import { lowestBound } from "./dual";
import type { DecisionProblem } from "./plan";
import { relaxationOf } from "./relaxation";

/** So many charges, the most doubtful ones, are tried in every combination; the others one at a time. */
const mostTried = 6;

/**
 * The plan of the linear relaxation, rounded: rows in the order of value per priced kg, each as high as still fits, for the
 * set of charges where that is worth most. Fast and near the best plan (a few per cent for a dozen rows, less for more): made
 * for draws, where only the comparison with the central plan of the same method counts. Says nothing about feasibility.
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
  relaxation.bound(choice, prices, new Float64Array(c.dims));
  const linked = hasNeeds(c);
  const shared = linked ? null : bundles(c, prices, c.hi);

  let best = c.lo;
  let most = Number.NEGATIVE_INFINITY;
  const on = Float64Array.from(state, (one, g) => (one === 1 || !((relaxation.gains[g] as number) <= 0) ? 1 : 0));
  const tryCharges = (): boolean => {
    const hi = chargesOff(c, on);
    const levels = fillBundles(c, hi, shared ?? bundles(c, prices, hi), { kind: "any" });
    const value = levels === null ? Number.NEGATIVE_INFINITY : worthOf(c, levels);
    if (levels === null || value <= most) return false;
    best = levels;
    most = value;
    return true;
  };
  const doubt = (g: number): number => Math.abs(relaxation.gains[g] as number) || 0;
  const open = [...state.keys()].filter((g) => state[g] === 0).sort((a, b) => doubt(a) - doubt(b) || a - b);
  const tried = open.slice(0, mostTried);
  const others = open.slice(mostTried);
  // A set that differs from the relaxed one can bring no more than the relaxed bound less what each difference loses.
  const relaxed = on.slice();
  const loose = relaxation.loose();
  tryCharges();
  let bestOn = on.slice();
  for (let set = 0; set < 1 << tried.length; set++) {
    let reach = loose;
    tried.forEach((g, bit) => {
      on[g] = (set >> bit) & 1;
      if (on[g] !== relaxed[g]) reach -= doubt(g);
    });
    if (reach > most && tryCharges()) bestOn = on.slice();
  }
  on.set(bestOn);
  for (const g of others) {
    if (loose - doubt(g) <= most) continue;
    on[g] = 1 - (on[g] as number);
    if (!tryCharges()) on[g] = 1 - (on[g] as number);
  }
  return best;
}

/**
 * A plan that takes the rows with the most value per priced weight first, each as high as still fits; null when the floors and
 * charges alone do not. Charges are those of rows with a maximum above 0.
 */
export function fill(c: Compiled, hi: Int8Array, prices: Float64Array, partials: Partials): Int8Array | null {
  return fillBundles(c, hi, bundles(c, prices, hi), partials);
}

function fillBundles(c: Compiled, hi: Int8Array, order: readonly (readonly number[])[], partials: Partials): Int8Array | null {
  const { dims } = c;
  const levels = c.lo.slice();
  const left = c.limit.slice();
  const wholeOnly = partials.kind !== "any";
  const weigh = (weight: Float64Array, at: number, share: number): void => {
    for (let dim = 0; dim < dims; dim++) left[dim] = (left[dim] as number) - (weight[at + dim] as number) * share;
  };
  for (const { members, weight } of c.charges) if (members.some((i) => (hi[i] as number) > 0)) weigh(weight, 0, 1);
  for (let i = 0; i < c.count; i++) {
    if (wholeOnly && levels[i] !== 0) levels[i] = levelsBetween(c.lo[i] as number, hi[i] as number, partialsNone)[0] ?? (c.lo[i] as number);
    if ((levels[i] as number) > 0) weigh(c.weight, i * dims, (levels[i] as number) / quarters);
  }
  if (!isWithin(c, left)) return null;
  const more = new Float64Array(dims);
  const targetOf = (i: number, to: number): number => {
    const target = Math.min(to, hi[i] as number);
    return wholeOnly && target < quarters ? 0 : target;
  };
  const raise = (bundle: readonly number[], to: number): boolean => {
    more.fill(0);
    let raised = false;
    for (const i of bundle) {
      const steps = targetOf(i, to) - (levels[i] as number);
      if (steps <= 0) continue;
      for (let dim = 0; dim < dims; dim++) more[dim] = (more[dim] as number) + ((c.weight[i * dims + dim] as number) * steps) / quarters;
      raised = true;
    }
    if (!raised) return false;
    for (let dim = 0; dim < dims; dim++) if ((more[dim] as number) > (left[dim] as number) + (c.slack[dim] as number)) return false;
    for (let dim = 0; dim < dims; dim++) left[dim] = (left[dim] as number) - (more[dim] as number);
    for (const i of bundle) levels[i] = Math.max(levels[i] as number, targetOf(i, to));
    return true;
  };
  const capped = (i: number): number => {
    let cap = quarters;
    for (const j of c.needs[i] as number[]) cap = Math.min(cap, levels[j] as number);
    return cap;
  };
  for (const bundle of order) {
    for (let to = quarters; to > 0; to--) if (raise(bundle, to)) break;
  }
  // What is left may still hold single rows of bundles that were too heavy.
  for (const bundle of order) {
    for (const i of bundle) for (let to = Math.min(quarters, capped(i)); to > (levels[i] as number); to--) if (raise([i], to)) break;
  }
  return c.order.every((i) => (levels[i] as number) <= capped(i)) ? levels : null;
}

const partialsNone: Partials = { kind: "none" };

function isWithin(c: Compiled, left: Float64Array): boolean {
  for (let dim = 0; dim < c.dims; dim++) if ((left[dim] as number) < -(c.slack[dim] as number)) return false;
  return true;
}

/**
 * Rows by value per priced weight, the best first. A row that brings more than the one it needs pulls that one along: such
 * rows are one bundle with the value and weight of both, as long as that is better (Sidney's order for trees).
 */
function bundles(c: Compiled, prices: Float64Array, hi: Int8Array): number[][] {
  const least = prices.every((price) => price === 0) ? 1 : 0;
  const value = new Float64Array(c.count);
  const price = new Float64Array(c.count);
  for (let i = 0; i < c.count; i++) {
    const share = ((hi[i] as number) - (c.lo[i] as number)) / quarters;
    value[i] = (c.value[i] as number) * share;
    let sum = 1e-300;
    for (let dim = 0; dim < c.dims; dim++) sum += ((prices[dim] as number) + least) * (c.weight[i * c.dims + dim] as number);
    price[i] = sum * share + 1e-300;
  }
  const ratio = (i: number): number => (value[i] as number) / (price[i] as number);
  const byRatio = (a: number, b: number): number => ratio(b) - ratio(a) || a - b;
  const open = [...c.order].filter((i) => (hi[i] as number) > (c.lo[i] as number));
  if (!hasNeeds(c)) return open.sort(byRatio).map((i) => [i]);

  const top = Int32Array.from({ length: c.count }, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (top[at] !== at) at = top[at] as number;
    return at;
  };
  const members: number[][] = Array.from({ length: c.count }, (_, i) => [i]);
  const waiting = new Set(open);
  const done: number[][] = [];
  while (waiting.size > 0) {
    let next = -1;
    for (const i of waiting) if (next === -1 || byRatio(i, next) < 0) next = i;
    waiting.delete(next);
    const need = (c.needs[next] as number[]).map(find).find((j) => waiting.has(j));
    if (need === undefined) {
      done.push(members[next] as number[]);
      continue;
    }
    top[next] = need;
    value[need] = (value[need] as number) + (value[next] as number);
    price[need] = (price[need] as number) + (price[next] as number);
    (members[need] as number[]).push(...(members[next] as number[]));
  }
  return done;
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
