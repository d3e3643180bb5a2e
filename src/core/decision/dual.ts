/** A Lagrangian bound at prices `prices`: returns the bound and writes its slope (what is left of each limit) into `slope`. */
export type Bound = (prices: Float64Array, slope: Float64Array) => number;

/** Limits that a search without a start begins with, each alone. */
const mostStarts = 3;

/**
 * Prices (one a limit, not negative) at which a Lagrangian bound is low: cutting planes along each axis, then subgradient steps.
 * Any prices give a valid bound; better ones only make the search shorter, so a fixed number of rounds is enough.
 * With one limit the result is the exact minimum.
 */
export function lowestBound(bound: Bound, start: Float64Array, target: number, rounds: number): { prices: Float64Array; bound: number } {
  const dims = start.length;
  let prices: Float64Array = start.slice();
  const slope = new Float64Array(dims);
  let best = bound(prices, slope);
  if (dims === 0) return { prices, bound: best };
  const trial = new Float64Array(dims);
  if (dims > 1 && start.every((price) => price === 0)) {
    // The limits of a plan are mostly alike, and one of them is the tightest: start with the best price of that one alone.
    const free = slope.slice();
    for (const dim of tightest(free)) {
      trial.fill(0);
      const line = alongAxis(bound, trial, dim, slope);
      if (line.bound >= best) continue;
      best = line.bound;
      prices = new Float64Array(dims);
      prices[dim] = line.price;
    }
  }
  for (let round = 0; round < (dims === 1 ? 1 : rounds); round++) {
    const before = best;
    for (let dim = 0; dim < dims; dim++) {
      trial.set(prices);
      const line = alongAxis(bound, trial, dim, slope);
      if (line.bound < best) {
        best = line.bound;
        prices[dim] = line.price;
      }
    }
    if (dims > 1) {
      const polished = subgradient(bound, prices, best, target, slope);
      best = polished.bound;
      prices = polished.prices;
    }
    if (before - best <= 1e-7 * Math.abs(best)) break;
  }
  return { prices, bound: best };
}

/** The limits that are exceeded most where nothing has a price, the worst first: a price on one that is held does not lower the bound. */
function tightest(free: Float64Array): number[] {
  return [...free.keys()]
    .filter((dim) => (free[dim] as number) < 0)
    .sort((a, b) => (free[a] as number) - (free[b] as number) || a - b)
    .slice(0, mostStarts);
}

/** The minimum along one axis: the bound is convex and piecewise linear there, so the crossing of two tangents converges. */
function alongAxis(bound: Bound, prices: Float64Array, dim: number, slope: Float64Array): { price: number; bound: number } {
  const at = (price: number): { price: number; bound: number; slope: number } => {
    prices[dim] = price;
    const value = bound(prices, slope);
    return { price, bound: value, slope: slope[dim] as number };
  };
  const guess = prices[dim] as number;
  let left = at(0);
  if (left.slope >= 0) return left;
  let right = at(guess > 0 ? guess : 1);
  for (let doubling = 0; right.slope < 0; doubling++) {
    // No price makes up for a limit that cannot be held; the caller sees the bound fall without end.
    if (doubling === 60) return right;
    left = right;
    right = at(right.price * 4);
  }
  for (let step = 0; step < 40; step++) {
    const crossing = (right.bound - right.slope * right.price - left.bound + left.slope * left.price) / (left.slope - right.slope);
    if (!(crossing > left.price && crossing < right.price)) break;
    const middle = at(crossing);
    const floor = left.bound + left.slope * (crossing - left.price);
    if (middle.slope < 0) left = middle;
    else right = middle;
    if (middle.bound - floor <= 1e-9 * Math.abs(floor)) break;
  }
  return left.bound < right.bound ? left : right;
}

/** Steps against the slope (Polyak), shorter when they stop helping. */
function subgradient(bound: Bound, from: Float64Array, initial: number, target: number, slope: Float64Array): { prices: Float64Array; bound: number } {
  let best = from.slice();
  let lowest = initial;
  const prices = from.slice();
  const goal = Number.isFinite(target) ? target : 0.95 * initial;
  let share = 1;
  let stale = 0;
  for (let step = 0; step < 40 && share > 1e-3; step++) {
    const value = bound(prices, slope);
    if (value < lowest - 1e-9 * Math.abs(lowest)) {
      lowest = value;
      best = prices.slice();
      stale = 0;
    } else if (++stale === 3) {
      share /= 2;
      stale = 0;
      prices.set(best);
      continue;
    }
    let norm = 0;
    for (let dim = 0; dim < prices.length; dim++) {
      // A price of 0 that the slope would push below 0 stays: it takes no part in the step.
      if ((prices[dim] as number) > 0 || (slope[dim] as number) < 0) norm += (slope[dim] as number) ** 2;
    }
    if (norm === 0) break;
    const length = (share * Math.max(value - goal, 1e-6 * Math.abs(value))) / norm;
    for (let dim = 0; dim < prices.length; dim++) prices[dim] = Math.max(0, (prices[dim] as number) - length * (slope[dim] as number));
  }
  return { prices: best, bound: lowest };
}
