import type { Choice } from "./choices";

/** The most value that open choices can still bring when only one priced sum of weights is limited (and levels may be mixed). */
export interface Surrogate {
  /** only choices from `step` on are still open */
  moveTo(step: number): void;
  /** the bound with this much of the priced sum left; -Infinity when the lightest options do not fit */
  bound(left: number): number;
}

interface Increment {
  readonly step: number;
  readonly weight: number;
  readonly value: number;
  readonly worth: number;
}

/**
 * One limit instead of several, `sum(price x weight) <= sum(price x limit)`, holds for every plan within the limits. Its linear
 * relaxation is solved by taking the increments of each choice's concave hull by value per weight: the exact Lagrangian
 * bound over all multiples of these prices at once, for each partial plan by one binary search.
 */
export function surrogateOf(choices: readonly Choice[], prices: Float64Array): Surrogate {
  const baseWeight = new Float64Array(choices.length + 1);
  const baseValue = new Float64Array(choices.length + 1);
  const increments: Increment[] = [];
  for (let step = choices.length - 1; step >= 0; step--) {
    const hull = hullOf(choices[step] as Choice, prices);
    const lightest = hull[0] as Point;
    baseWeight[step] = (baseWeight[step + 1] as number) + lightest.weight;
    baseValue[step] = (baseValue[step + 1] as number) + lightest.value;
    for (let k = 1; k < hull.length; k++) {
      const weight = (hull[k] as Point).weight - (hull[k - 1] as Point).weight;
      const value = (hull[k] as Point).value - (hull[k - 1] as Point).value;
      increments.push({ step, weight, value, worth: value / weight });
    }
  }
  increments.sort((a, b) => b.worth - a.worth);

  const weights = new Float64Array(increments.length + 1);
  const values = new Float64Array(increments.length + 1);
  let size = 0;
  let weight = 0;
  let value = 0;
  // Sums of rounded terms may miss a plan that fits exactly.
  let rounding = 0;

  function moveTo(step: number): void {
    weight = baseWeight[step] as number;
    value = baseValue[step] as number;
    size = 0;
    for (const increment of increments) {
      if (increment.step < step) continue;
      weights[size + 1] = (weights[size] as number) + increment.weight;
      values[size + 1] = (values[size] as number) + increment.value;
      size++;
    }
    rounding = 1e-12 * (Math.abs(weight) + (weights[size] as number));
  }

  function bound(left: number): number {
    const room = left - weight + rounding;
    if (room < 0) return Number.NEGATIVE_INFINITY;
    if (room >= (weights[size] as number)) return value + (values[size] as number);
    let low = 0;
    let high = size;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((weights[middle] as number) <= room) low = middle;
      else high = middle;
    }
    const step = (weights[high] as number) - (weights[low] as number);
    return value + (values[low] as number) + ((room - (weights[low] as number)) / step) * ((values[high] as number) - (values[low] as number));
  }

  return { moveTo, bound };
}

interface Point {
  readonly weight: number;
  readonly value: number;
}

/** Options on the concave upper hull of (priced weight, value), from the lightest to the most valuable. */
function hullOf({ options }: Choice, prices: Float64Array): Point[] {
  const points = options
    .map(({ value, weight }) => ({ value, weight: weight.reduce((sum, one, dim) => sum + one * (prices[dim] ?? 0), 0) }))
    .sort((a, b) => a.weight - b.weight || b.value - a.value);
  const hull: Point[] = [];
  for (const point of points) {
    const last = hull.at(-1);
    if (last && point.value <= last.value) continue;
    // Points of equal weight, or below the line to the new one, are not on the hull.
    while (hull.length > 0) {
      const top = hull.at(-1) as Point;
      if (point.weight - top.weight <= 1e-15 * Math.abs(point.weight)) {
        if (hull.length === 1) {
          hull.pop();
          break;
        }
        hull.pop();
        continue;
      }
      const below = hull.at(-2);
      if (below && (top.value - below.value) * (point.weight - top.weight) <= (point.value - top.value) * (top.weight - below.weight)) hull.pop();
      else break;
    }
    hull.push(point);
  }
  return hull;
}
