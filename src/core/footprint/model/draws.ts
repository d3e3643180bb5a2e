import type { Interval } from "../../quantity/interval";
import type { Input } from "./inputs";

/** Standard normal quantile of 0.95: the P95 of a log-normal lies that many sigma above its median. */
export const z95 = 1.6448536269514722;

/**
 * Values of every input for `count` draws: `draws[i][k]` is input i in draw k.
 * Each input is stratified (one value per quantile class, in an order keyed by its cause, else by its id), so that few draws give stable
 * percentiles, and adding an input never changes another's draws. Shared inputs are drawn once per iteration by
 * construction, and inputs of one cause have one order: independent draws would shrink totals falsely (carbon-method.md 11.3).
 */
export function drawInputs(inputs: readonly Input[], count: number, seed: number): Float64Array[] {
  const quantiles = Float64Array.from({ length: count }, (_, k) => (k + 0.5) / count);
  const normal = quantiles.map(normalQuantile);
  const spreads = new Map<string, Float64Array>();
  return inputs.map(({ shape, value, cause, id }) => {
    const values = new Float64Array(count);
    if (shape === "point") return values.fill(value.central);
    const order = permutation(count, hash(cause ?? id) ^ seed);
    if (shape === "triangular") for (let k = 0; k < count; k++) values[k] = triangular(value, quantiles[order[k] as number] as number);
    else {
      const { central } = value;
      const times = spreadOf(value, normal, spreads);
      for (let k = 0; k < count; k++) values[k] = central * (times[order[k] as number] as number);
    }
    return values;
  });
}

/**
 * What the median of a two-piece log-normal is multiplied by at each standard normal quantile: median = central, P5 = low, P95 = high
 * (carbon-method.md 11.1). Exponentials are most of the work, and many inputs have the spread of their class: those of two ratios are made once.
 */
export function spreadOf({ low, central, high }: Interval, normal: Float64Array, known = new Map<string, Float64Array>()): Float64Array {
  const below = Math.log(central / low) / z95;
  const above = Math.log(high / central) / z95;
  const key = `${below} ${above}`;
  const spread = known.get(key) ?? normal.map((z) => Math.exp((z < 0 ? below : above) * z));
  known.set(key, spread);
  return spread;
}

/** Draws evaluated side by side: enough for long runs through memory, few enough to stay in the cache. */
export const drawsAtOnce = 64;

/** Copies `count` draws from `from` on into `values[input * width + draw]`. */
export function fillColumns(
  values: Float64Array,
  drawn: readonly Float64Array[],
  { from, count, width }: { readonly from: number; readonly count: number; readonly width: number },
): void {
  drawn.forEach((input, i) => {
    const at = i * width;
    for (let k = 0; k < count; k++) values[at + k] = input[from + k] as number;
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

/** A sample below this size is as quickly sorted whole. */
const worthFiltering = 300;
/** How many values of a sample show about where its percentiles lie; draws are in a random order, so the first ones do. */
const scouts = 256;

/**
 * P5 and P95 of a sample that it leaves as it is. Only the tails are put in order: the first values show about where they begin,
 * one pass gathers what lies beyond, and where that was too little the whole sample is sorted.
 */
export function tails(sample: Float64Array, scratch: Float64Array = new Float64Array(sample.length)): [p5: number, p95: number] {
  const { length } = sample;
  const [first = Number.NaN] = sample;
  let same = 1;
  while (same < length && sample[same] === first) same++;
  if (same === length) return [first, first];
  if (length < worthFiltering) return both(sample.slice().sort());
  const few = scratch.subarray(0, scouts);
  for (let k = 0; k < scouts; k++) few[k] = sample[k] as number;
  const [from, to] = [ofRank(few, Math.round(0.1 * scouts)), ofRank(few, Math.round(0.9 * scouts))];
  let low = 0;
  let last = length - 1;
  let sum = 0;
  // Each value is written at both ends and stays where it belongs: a branch that goes either way costs more than writing.
  for (let k = 0; k < length; k++) {
    const value = sample[k] as number;
    sum += value;
    scratch[low] = value;
    scratch[last] = value;
    low = (low + Number(value < from)) | 0;
    last = (last - Number(value > to)) | 0;
  }
  const high = last + 1;
  // Comparisons with what is not a number would leave it out.
  const [p5, p95] = [0.05 * (length - 1), 0.95 * (length - 1)];
  if (!Number.isFinite(sum) || low < Math.floor(p5) + 2 || high > Math.floor(p95)) return both(sample.slice().sort());
  return [ranked(scratch.subarray(0, low), p5), ranked(scratch.subarray(high), p95 - high)];
}

const both = (sorted: Float64Array): [number, number] => [percentile(sorted, 0.05), percentile(sorted, 0.95)];

/** The value at a rank between two values of an array, which it puts partly in order. */
function ranked(values: Float64Array, rank: number): number {
  const below = Math.floor(rank);
  const low = ofRank(values, below);
  let high = below + 1 < values.length ? Number.POSITIVE_INFINITY : low;
  for (let k = below + 1; k < values.length; k++) {
    const value = values[k] as number;
    if (value < high) high = value;
  }
  return low + (high - low) * (rank - below);
}

function ofRank(values: Float64Array, rank: number): number {
  select(values, rank);
  return values[rank] as number;
}

/** Puts the value of rank `rank` in its place: what is before it is not larger, what is after it not smaller (Hoare's selection). */
function select(values: Float64Array, rank: number): void {
  let [left, right] = [0, values.length - 1];
  while (left < right) {
    const pivot = values[rank] as number;
    let [i, j] = [left, right];
    while (i <= j) {
      while ((values[i] as number) < pivot) i++;
      while ((values[j] as number) > pivot) j--;
      if (i > j) break;
      const swapped = values[i] as number;
      values[i++] = values[j] as number;
      values[j--] = swapped;
    }
    if (j < rank) left = i;
    if (i > rank) right = j;
  }
}

/** The interval of a sample around its deterministic central value; `low` and `high` are P5 and P95. */
export function intervalOf(central: number, sample: Float64Array, scratch?: Float64Array): Interval {
  const [p5, p95] = tails(sample, scratch);
  // The central value is not the median of a skewed sum; a range that misses it would only confuse.
  return { low: Math.min(p5, central), central, high: Math.max(p95, central) };
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

/** Fisher-Yates with a small seeded generator (mulberry32; 32 bits of state are plenty for a shuffle): same key, same order, on every machine. */
function permutation(count: number, key: number): Uint32Array {
  const order = new Uint32Array(count);
  for (let k = 0; k < count; k++) order[k] = k;
  let state = key | 0;
  for (let k = count - 1; k > 0; k--) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const other = Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * (k + 1));
    const swapped = order[k] as number;
    order[k] = order[other] as number;
    order[other] = swapped;
  }
  return order;
}

/** FNV-1a of the id. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) value = Math.imul(value ^ text.charCodeAt(k), 0x01000193);
  return value;
}
