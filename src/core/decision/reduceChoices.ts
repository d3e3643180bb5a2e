import type { Choice, Option } from "./choices";

/** What decides whether an option can still be part of a plan that is of interest. */
export interface Bounds {
  readonly choices: readonly Choice[];
  readonly limit: Float64Array;
  /** near-optimal prices of the limits */
  readonly prices: Float64Array;
  /** plans below this value are of no interest; equal ones are */
  readonly floor: number;
}

/** Drops options that no bound lets reach the floor, sets aside choices with one option left, orders the rest: the heaviest first, so that the bound of what remains gets tight. */
export function reduceChoices({ choices, limit, prices, floor }: Bounds): { sure: Option[]; open: Choice[] | null } {
  const multipliers = [1, 0.93, 1.07, 0.8, 1.25, 0].map((scale) => prices.map((price) => price * scale));
  const nets = choices.map(({ options }) => multipliers.map((at) => Float64Array.from(options, (option) => netOf(option, at))));
  const best = nets.map((ofChoice) => ofChoice.map((net) => net.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY)));
  const tops = multipliers.map((at, j) =>
    best.reduce(
      (sum, most) => sum + (most[j] as number),
      at.reduce((sum, price, dim) => sum + price * (limit[dim] as number), 0),
    ),
  );
  const sure: Option[] = [];
  const open: (Choice & { size: number })[] = [];
  for (let q = 0; q < choices.length; q++) {
    const { variables, options } = choices[q] as Choice;
    const regret = (o: number, j: number): number => (best[q]?.[j] as number) - (nets[q]?.[j]?.[o] as number);
    const kept = [...options.keys()].filter((o) => tops.every((top, j) => top - regret(o, j) >= floor));
    if (kept.length === 0) return { sure, open: null };
    const left = kept.map((o) => options[o] as Option);
    const priced = left.map(({ weight }) => weight.reduce((sum, one, dim) => sum + one * (prices[dim] as number), 0));
    const size = Math.max(...priced) - Math.min(...priced);
    if (left.length === 1) sure.push(left[0] as Option);
    else open.push({ variables, options: left, size });
  }
  return { sure, open: open.sort((a, b) => b.size - a.size) };
}

function netOf({ value, weight }: Option, prices: Float64Array): number {
  return weight.reduce((net, one, dim) => net - one * (prices[dim] as number), value);
}

/** For each step the least that the choices from it on weigh, limit by limit. */
export function suffixMinima(open: readonly Choice[], dims: number): Float64Array {
  const least = new Float64Array((open.length + 1) * dims);
  for (let step = open.length - 1; step >= 0; step--) {
    const { options } = open[step] as Choice;
    for (let dim = 0; dim < dims; dim++) {
      const lightest = options.reduce((low, { weight }) => Math.min(low, weight[dim] as number), Number.POSITIVE_INFINITY);
      least[step * dims + dim] = (least[(step + 1) * dims + dim] as number) + lightest;
    }
  }
  return least;
}
