import type { Interval } from "../quantity/interval";
import type { Input } from "./inputs";

/** Standard normal quantile of 0.95: the P95 of a log-normal lies that many sigma above its median. */
const z95 = 1.6448536269514722;

/**
 * Values of every input for `count` draws: `draws[i][k]` is input i in draw k.
 * Each input is stratified (one value per quantile class, in an order keyed by its id), so that few draws give stable
 * percentiles, and adding an input never changes another's draws. Shared inputs are drawn once per iteration by
 * construction: independent draws per request would shrink totals falsely (carbon-method.md 11.3).
 */
export function drawInputs(inputs: readonly Input[], count: number, seed: number): Float64Array[] {
  const quantiles = Float64Array.from({ length: count }, (_, k) => (k + 0.5) / count);
  const normal = quantiles.map(normalQuantile);
  return inputs.map((input) => {
    if (input.shape === "point") return new Float64Array(count).fill(input.value.central);
    const order = permutation(count, hash(input.id) ^ seed);
    const values = new Float64Array(count);
    for (let k = 0; k < count; k++) {
      const at = order[k] as number;
      values[k] = input.shape === "triangular" ? triangular(input.value, quantiles[at] as number) : twoPieceLogNormal(input.value, normal[at] as number);
    }
    return values;
  });
}

/** P5, P50 or P95 of a sample by linear interpolation between order statistics; sorts its argument. */
export function percentile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (at - below);
}

/** How many classes a sample is counted into before the few values around a percentile are sorted. */
const classes = 1024;

/** Percentiles without a full sort: count into classes of equal width, then sort the classes that hold the wanted ranks. */
export function percentiles(sample: Float64Array, wanted: readonly number[]): number[] {
  const { length } = sample;
  if (length === 0) return wanted.map(() => Number.NaN);
  let least = sample[0] as number;
  let most = least;
  for (let k = 1; k < length; k++) {
    const value = sample[k] as number;
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  const width = (most - least) / classes;
  if (!(width > 0) || !Number.isFinite(width)) return wanted.map((p) => percentile(sample.slice().sort(), p));
  const counts = new Uint32Array(classes);
  const classOf = new Uint16Array(length);
  const perWidth = 1 / width;
  for (let k = 0; k < length; k++) {
    const c = Math.min(classes - 1, ((sample[k] as number) - least) * perWidth) | 0;
    classOf[k] = c;
    counts[c] = (counts[c] as number) + 1;
  }
  return wanted.map((p) => ranked(sample, classOf, counts, p));
}

/** Sorts only the classes that hold the two values around rank p. */
function ranked(sample: Float64Array, classOf: Uint16Array, counts: Uint32Array, p: number): number {
  const { length } = sample;
  const at = p * (length - 1);
  const below = Math.floor(at);
  let first = 0;
  let before = 0;
  while (before + (counts[first] as number) <= below) before += counts[first++] as number;
  let last = first;
  let through = before + (counts[first] as number);
  while (through <= Math.min(below + 1, length - 1)) through += counts[++last] as number;
  const near = new Float64Array(through - before);
  const span = last - first;
  let found = 0;
  for (let k = 0; found < near.length; k++) {
    // Unsigned: a class below `first` becomes a large number.
    if (((classOf[k] as number) - first) >>> 0 <= span) near[found++] = sample[k] as number;
  }
  near.sort();
  const low = near[below - before] as number;
  const high = near[Math.min(below + 1, length - 1) - before] as number;
  return low + (high - low) * (at - below);
}

/** The interval of a sample around its deterministic central value; `low` and `high` are P5 and P95. */
export function intervalOf(central: number, sample: Float64Array): Interval {
  const [p5, p95] = percentiles(sample, [0.05, 0.95]) as [number, number];
  // The central value is not the median of a skewed sum; a range that misses it would only confuse.
  return { low: Math.min(p5, central), central, high: Math.max(p95, central) };
}

/** Median = central, P5 = low, P95 = high (carbon-method.md 11.1). */
export function twoPieceLogNormal({ low, central, high }: Interval, z: number): number {
  const sigma = z < 0 ? Math.log(central / low) / z95 : Math.log(high / central) / z95;
  return central * Math.exp(sigma * z);
}

/** Inverse of the triangular distribution on [low, high] with mode central: never leaves its bounds. */
export function triangular({ low, central, high }: Interval, u: number): number {
  const width = high - low;
  const split = (central - low) / width;
  return u < split ? low + Math.sqrt(u * width * (central - low)) : high - Math.sqrt((1 - u) * width * (high - central));
}

/** Inverse of the standard normal distribution, by Acklam's rational approximation (relative error below 1.2e-9). */
export function normalQuantile(p: number): number {
  const a = [-3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1, 2.506628277459239];
  const b = [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1];
  const c = [-7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
  const d = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];
  const tail = 0.02425;
  if (p < tail) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(c, q) / (polynomial(d, q) * q + 1);
  }
  if (p > 1 - tail) return -normalQuantile(1 - p);
  const q = p - 0.5;
  const r = q * q;
  return (polynomial(a, r) * q) / (polynomial(b, r) * r + 1);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

/** Fisher-Yates with a small seeded generator: same key, same order, on every machine. */
function permutation(count: number, key: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, k) => k);
  const next = generator(key);
  for (let k = count - 1; k > 0; k--) {
    const other = Math.floor(next() * (k + 1));
    const swapped = order[k] as number;
    order[k] = order[other] as number;
    order[other] = swapped;
  }
  return order;
}

/** mulberry32: 32 bits of state are plenty for a shuffle. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** FNV-1a of the id. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) value = Math.imul(value ^ text.charCodeAt(k), 0x01000193);
  return value;
}
