import type { Choice, Option } from "./choices";

/** Work left to spend, in units of about one addition; shared by all parts of one search so that it always ends. */
export interface Effort {
  left: number;
}

export interface Task {
  readonly choices: readonly Choice[];
  readonly limit: Float64Array;
  readonly slack: Float64Array;
  /** near-optimal prices of the limits */
  readonly prices: Float64Array;
  /** plans below this value are of no interest; equal ones are */
  readonly floor: number;
  readonly tie: { readonly value: number; readonly carbon: number };
  /** the most partial plans kept at once */
  readonly width: number;
  readonly effort: Effort;
}

export interface Combined {
  /** one option a choice, or null when nothing reaches the floor */
  readonly picked: readonly Option[] | null;
  /** best bound of the partial plans dropped for lack of width or effort; -Infinity: the result is proven */
  readonly lost: number;
}

/**
 * The best combination of one option a choice within the limits: highest value, then least carbon, then fewest changes.
 *
 * Pareto lists (Nemhauser and Ullmann): choices are added one by one; a partial plan is dropped when another is no heavier in
 * any limit and no worse, or when none of several Lagrangian bounds lets it reach the floor. Sure choices come first, so
 * that lists stay short; each list is kept in the order of its priced weight, which dominance respects.
 */
export function combine(task: Task): Combined {
  const { limit, slack, tie, floor, width, effort } = task;
  const dims = limit.length;
  const multipliers = spreadOf(task.prices);
  const bounds = multipliers.length;
  const { sure, open, tops } = reduce(task, multipliers);
  if (open === null) return { picked: null, lost: Number.NEGATIVE_INFINITY };

  // Dominance never contradicts this order: every weight counts with a positive price.
  const highest = task.prices.reduce((most, price) => Math.max(most, price), 0) || 1;
  const keyPrices = task.prices.map((price) => price + 1e-3 * highest);
  const least = suffixMinima(open, dims);

  let now = new List(dims, bounds);
  let next = new List(dims, bounds);
  now.reserve(1);
  now.count = 1;
  for (const option of sure) {
    now.value[0] = (now.value[0] as number) + option.value;
    now.carbon[0] = (now.carbon[0] as number) + option.carbon;
    now.changes[0] = (now.changes[0] as number) + option.changes;
    for (let dim = 0; dim < dims; dim++) now.weight[dim] = (now.weight[dim] as number) + (option.weight[dim] as number);
  }
  now.bound.set(tops);
  for (let dim = 0; dim < dims; dim++) {
    if ((now.weight[dim] as number) + (least[dim] as number) > (limit[dim] as number) + (slack[dim] as number))
      return { picked: null, lost: Number.NEGATIVE_INFINITY };
  }

  const history: { parent: Int32Array; option: Int16Array }[] = [];
  let lost = Number.NEGATIVE_INFINITY;
  for (let step = 0; step < open.length; step++) {
    const { choice, regrets } = open[step] as OpenChoice;
    extend(choice.options, regrets, (step + 1) * dims);
    const room = effort.left > 0 ? width : Math.min(width, 64);
    if (next.count > room) lost = Math.max(lost, next.keepBest(room));
    history.push({ parent: next.parent.slice(0, next.count), option: next.option.slice(0, next.count) });
    [now, next] = [next, now];
    if (now.count === 0) return { picked: null, lost };
  }
  let best = 0;
  for (let k = 1; k < now.count; k++) if (better(now, k, now, best)) best = k;
  const picked: Option[] = [...sure];
  let at = best;
  for (let step = open.length - 1; step >= 0; step--) {
    const { parent, option } = history[step] as { parent: Int32Array; option: Int16Array };
    picked.push((open[step] as OpenChoice).choice.options[option[at] as number] as Option);
    at = parent[at] as number;
  }
  return { picked, lost };

  /** Merges the lists "now + option", each already in order, into `next`. */
  function extend(options: readonly Option[], regrets: Float64Array, leastAt: number): void {
    const number = options.length;
    const shift = Float64Array.from(options, ({ weight }) => keyPrices.reduce((key, price, dim) => key + price * (weight[dim] as number), 0));
    const head = new Int32Array(number).fill(-1);
    const headKey = new Float64Array(number);
    const heap: number[] = [];
    next.count = 0;

    const advance = (o: number): boolean => {
      const option = options[o] as Option;
      for (let k = (head[o] as number) + 1; k < now.count; k++) {
        if (!reaches(k, o) || !fits(k, option, leastAt)) continue;
        head[o] = k;
        headKey[o] = (now.key[k] as number) + (shift[o] as number);
        return true;
      }
      return false;
    };
    const reaches = (k: number, o: number): boolean => {
      for (let j = 0; j < bounds; j++) if ((now.bound[k * bounds + j] as number) - (regrets[o * bounds + j] as number) < floor) return false;
      return true;
    };
    const fits = (k: number, option: Option, at: number): boolean => {
      for (let dim = 0; dim < dims; dim++) {
        if (
          (now.weight[k * dims + dim] as number) + (option.weight[dim] as number) + (least[at + dim] as number) >
          (limit[dim] as number) + (slack[dim] as number)
        )
          return false;
      }
      return true;
    };
    const sink = (from: number): void => {
      let at = from;
      for (;;) {
        const left = 2 * at + 1;
        if (left >= heap.length) return;
        const right = left + 1;
        const child = right < heap.length && (headKey[heap[right] as number] as number) < (headKey[heap[left] as number] as number) ? right : left;
        if ((headKey[heap[at] as number] as number) <= (headKey[heap[child] as number] as number)) return;
        const held = heap[at] as number;
        heap[at] = heap[child] as number;
        heap[child] = held;
        at = child;
      }
    };
    for (let o = 0; o < number; o++) if (advance(o)) heap.push(o);
    for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(at);
    effort.left -= now.count * number * (bounds + dims);

    while (heap.length > 0) {
      const o = heap[0] as number;
      append(head[o] as number, o, options[o] as Option, headKey[o] as number, regrets);
      if (advance(o)) sink(0);
      else {
        const last = heap.pop() as number;
        if (heap.length > 0) {
          heap[0] = last;
          sink(0);
        }
      }
    }
  }

  /** Adds partial plan k with option o to `next`, unless one there dominates it. */
  function append(k: number, o: number, option: Option, key: number, regrets: Float64Array): void {
    const n = next.count;
    next.reserve(n + 1);
    next.value[n] = (now.value[k] as number) + option.value;
    next.carbon[n] = (now.carbon[k] as number) + option.carbon;
    next.changes[n] = (now.changes[k] as number) + option.changes;
    next.key[n] = key;
    for (let dim = 0; dim < dims; dim++) next.weight[n * dims + dim] = (now.weight[k * dims + dim] as number) + (option.weight[dim] as number);
    // In one limit the last one kept is the best so far; in several, a look at the latest ones drops most of the rest.
    const back = dims <= 1 ? 1 : 64;
    for (let other = n - 1; other >= 0 && other >= n - back; other--) if (dominates(next, other, n)) return;
    effort.left -= 8 * (dims <= 1 ? 1 : 4);
    let end = n;
    while (end > 0 && dominates(next, n, end - 1)) end--;
    if (end < n) next.move(n, end);
    for (let j = 0; j < bounds; j++) next.bound[end * bounds + j] = (now.bound[k * bounds + j] as number) - (regrets[o * bounds + j] as number);
    next.parent[end] = k;
    next.option[end] = o;
    next.count = end + 1;
  }

  function dominates(list: List, a: number, b: number): boolean {
    const gain = (list.value[a] as number) - (list.value[b] as number);
    if (gain < -tie.value) return false;
    for (let dim = 0; dim < dims; dim++) if ((list.weight[a * dims + dim] as number) > (list.weight[b * dims + dim] as number) + 1e-13) return false;
    return gain > tie.value || !better(list, b, list, a);
  }

  function better(first: List, a: number, second: List, b: number): boolean {
    const gain = (first.value[a] as number) - (second.value[b] as number);
    if (Math.abs(gain) > tie.value) return gain > 0;
    const saved = (second.carbon[b] as number) - (first.carbon[a] as number);
    if (Math.abs(saved) > tie.carbon) return saved > 0;
    return (first.changes[a] as number) < (second.changes[b] as number);
  }
}

interface OpenChoice {
  readonly choice: Choice;
  /** `regrets[option * bounds + j]`: what the option loses against the best one at multiplier j */
  readonly regrets: Float64Array;
}

/** The prices scaled up and down: together nearly as good as prices of one's own for each partial plan. */
function spreadOf(prices: Float64Array): Float64Array[] {
  return [1, 0.93, 1.07, 0.8, 1.25, 0.5, 2, 0].map((scale) => prices.map((price) => price * scale));
}

/** Drops options that no bound lets reach the floor, sets aside choices with one option left, orders the rest. */
function reduce({ choices, limit, floor }: Task, multipliers: readonly Float64Array[]): { sure: Option[]; open: OpenChoice[] | null; tops: Float64Array } {
  const bounds = multipliers.length;
  const tops = Float64Array.from(multipliers, (prices) => prices.reduce((total, price, dim) => total + price * (limit[dim] as number), 0));
  const tables = choices.map(({ options }) => {
    const regrets = new Float64Array(options.length * bounds);
    multipliers.forEach((prices, j) => {
      let most = Number.NEGATIVE_INFINITY;
      options.forEach(({ value, weight }, o) => {
        let net = value;
        for (let dim = 0; dim < weight.length; dim++) net -= (prices[dim] as number) * (weight[dim] as number);
        regrets[o * bounds + j] = net;
        most = Math.max(most, net);
      });
      for (let o = 0; o < options.length; o++) regrets[o * bounds + j] = most - (regrets[o * bounds + j] as number);
      tops[j] = (tops[j] as number) + most;
    });
    return regrets;
  });
  const sure: Option[] = [];
  const open: (OpenChoice & { doubt: number })[] = [];
  for (let q = 0; q < choices.length; q++) {
    const { variables, options } = choices[q] as Choice;
    const table = tables[q] as Float64Array;
    const kept = [...options.keys()].filter((o) => {
      for (let j = 0; j < bounds; j++) if ((tops[j] as number) - (table[o * bounds + j] as number) < floor) return false;
      return true;
    });
    if (kept.length === 0) return { sure, open: null, tops };
    const regrets = new Float64Array(kept.length * bounds);
    kept.forEach((o, at) => regrets.set(table.subarray(o * bounds, (o + 1) * bounds), at * bounds));
    if (kept.length === 1) {
      sure.push(options[kept[0] as number] as Option);
      for (let j = 0; j < bounds; j++) tops[j] = (tops[j] as number) - (regrets[j] as number);
      continue;
    }
    const others = kept.map((_, at) => regrets[at * bounds] as number).sort((a, b) => a - b);
    open.push({ choice: { variables, options: kept.map((o) => options[o] as Option) }, regrets, doubt: others[1] as number });
  }
  open.sort((a, b) => b.doubt - a.doubt);
  return { sure, open, tops };
}

function suffixMinima(open: readonly OpenChoice[], dims: number): Float64Array {
  const least = new Float64Array((open.length + 1) * dims);
  for (let step = open.length - 1; step >= 0; step--) {
    const { options } = (open[step] as OpenChoice).choice;
    for (let dim = 0; dim < dims; dim++) {
      const lightest = options.reduce((low, { weight }) => Math.min(low, weight[dim] as number), Number.POSITIVE_INFINITY);
      least[step * dims + dim] = (least[(step + 1) * dims + dim] as number) + lightest;
    }
  }
  return least;
}

/** Partial plans as columns; grows by doubling. */
class List {
  count = 0;
  private room = 0;
  key = new Float64Array(0);
  value = new Float64Array(0);
  carbon = new Float64Array(0);
  changes = new Float64Array(0);
  weight = new Float64Array(0);
  bound = new Float64Array(0);
  parent = new Int32Array(0);
  option = new Int16Array(0);

  constructor(
    private readonly dims: number,
    private readonly bounds: number,
  ) {}

  reserve(wanted: number): void {
    if (wanted <= this.room) return;
    this.room = Math.max(64, wanted, 2 * this.room);
    const grown = (old: Float64Array, times: number): Float64Array<ArrayBuffer> => {
      const fresh = new Float64Array(this.room * times);
      fresh.set(old);
      return fresh;
    };
    this.key = grown(this.key, 1);
    this.value = grown(this.value, 1);
    this.carbon = grown(this.carbon, 1);
    this.changes = grown(this.changes, 1);
    this.weight = grown(this.weight, this.dims);
    this.bound = grown(this.bound, this.bounds);
    const parent = new Int32Array(this.room);
    parent.set(this.parent);
    this.parent = parent;
    const option = new Int16Array(this.room);
    option.set(this.option);
    this.option = option;
  }

  move(from: number, to: number): void {
    this.key[to] = this.key[from] as number;
    this.value[to] = this.value[from] as number;
    this.carbon[to] = this.carbon[from] as number;
    this.changes[to] = this.changes[from] as number;
    this.weight.copyWithin(to * this.dims, from * this.dims, (from + 1) * this.dims);
    this.bound.copyWithin(to * this.bounds, from * this.bounds, (from + 1) * this.bounds);
    this.parent[to] = this.parent[from] as number;
    this.option[to] = this.option[from] as number;
  }

  /** Keeps the `width` partial plans with the highest bound, in order; returns the best bound among those dropped. */
  keepBest(width: number): number {
    const lowest = new Float64Array(this.count);
    for (let k = 0; k < this.count; k++) {
      let least = Number.POSITIVE_INFINITY;
      for (let j = 0; j < this.bounds; j++) least = Math.min(least, this.bound[k * this.bounds + j] as number);
      lowest[k] = least;
    }
    const cut = Float64Array.from(lowest).sort()[this.count - width] as number;
    let kept = 0;
    let dropped = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < this.count; k++) {
      if ((lowest[k] as number) >= cut && kept < width) this.move(k, kept++);
      else dropped = Math.max(dropped, lowest[k] as number);
    }
    this.count = kept;
    return dropped;
  }
}
