import type { Choice, Option } from "./choices";
import type { Tie } from "./compile";
import { PartialPlans } from "./partialPlans";
import { type Bounds, reduceChoices, suffixMinima } from "./reduceChoices";
import { type Surrogate, surrogateOf } from "./surrogate";

/** Work left to spend, in units of roughly a nanosecond; shared by all parts of one search so that it always ends. */
export interface Effort {
  left: number;
}

const none = Number.NEGATIVE_INFINITY;

/** Ties that one combination looks into. */
const mostTies = 3000;

export interface Task extends Bounds {
  readonly slack: Float64Array;
  readonly tie: Tie;
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
 * any limit and no worse, or when a linear bound of the rest does not let it reach the floor. Heavy choices come
 * first: what then remains is small, and its bound tight. Each list is kept in the order of its priced weight, which dominance respects.
 */
export function combine(task: Task): Combined {
  const { sure, open } = reduceChoices(task);
  if (open === null) return { picked: null, lost: none };
  return new Combination(task, open).solve(sure);
}

/** One combination under way: the partial plans of the choices so far, and where each came from. */
class Combination {
  private readonly dims: number;
  /** by limit: what it is, with its slack */
  private readonly room: Float64Array;
  /** Every weight counts with a positive price, so that dominance never contradicts the order of the lists. */
  private readonly keyPrices: Float64Array;
  private readonly keyLimit: number;
  /** linear bound of what the choices left can add, all limits priced */
  private readonly priced: Surrogate;
  /** With several limits each one alone is a bound of its own: near the end one of them is what stops a plan. */
  private readonly alone: readonly Surrogate[];
  /** `least[step * dims + dim]`: the least weight of the choices from a step on */
  private readonly least: Float64Array;
  private readonly history: { readonly parent: Int32Array; readonly option: Int16Array }[] = [];
  private now: PartialPlans;
  private next: PartialPlans;
  private lost = none;
  private ties = 0;

  constructor(
    private readonly task: Task,
    private readonly open: readonly Choice[],
  ) {
    const { limit, slack, prices } = task;
    const dims = limit.length;
    this.dims = dims;
    this.room = Float64Array.from(limit, (one, dim) => one + (slack[dim] as number));
    const highest = prices.reduce((most, price) => Math.max(most, price), 0) || 1;
    this.keyPrices = prices.map((price) => price + 1e-6 * highest);
    this.keyLimit = this.keyPrices.reduce((sum, price, dim) => sum + price * (this.room[dim] as number), 0);
    this.priced = surrogateOf(open, this.keyPrices);
    const counted = dims < 2 ? 0 : Math.min(dims, 4);
    this.alone = Array.from({ length: counted }, (_, dim) =>
      surrogateOf(
        open,
        prices.map((_price, other) => (other === dim ? 1 : 0)),
      ),
    );
    this.least = suffixMinima(open, dims);
    this.now = new PartialPlans(dims);
    this.next = new PartialPlans(dims);
  }

  /** @param sure options that are in every plan worth having */
  solve(sure: readonly Option[]): Combined {
    const { open, dims, task } = this;
    if (!this.start(sure)) return { picked: null, lost: none };
    for (let step = 0; step < open.length; step++) {
      for (const one of [this.priced, ...this.alone]) one.moveTo(step + 1);
      this.extend((open[step] as Choice).options, (step + 1) * dims);
      const kept = task.effort.left > 0 ? task.width : Math.min(task.width, 64);
      if (this.next.count > kept) this.lost = Math.max(this.lost, this.next.keepBest(kept));
      const { parent, option, count } = this.next;
      this.history.push({ parent: parent.slice(0, count), option: option.slice(0, count) });
      [this.now, this.next] = [this.next, this.now];
      if (count === 0) return { picked: null, lost: this.lost };
    }
    return { picked: [...sure, ...this.pickedBy(this.best())], lost: this.lost };
  }

  /** The one partial plan to begin with; false where it has no room already. */
  private start(sure: readonly Option[]): boolean {
    const { now, dims } = this;
    now.reserve(1);
    now.count = 1;
    for (const option of sure) {
      now.value[0] = (now.value[0] as number) + option.value;
      now.carbon[0] = (now.carbon[0] as number) + option.carbon;
      now.changes[0] = (now.changes[0] as number) + option.changes;
      for (let dim = 0; dim < dims; dim++) now.weight[dim] = (now.weight[dim] as number) + (option.weight[dim] as number);
    }
    now.key[0] = this.keyPrices.reduce((sum, price, dim) => sum + price * (now.weight[dim] as number), 0);
    for (let dim = 0; dim < dims; dim++) if ((now.weight[dim] as number) + (this.least[dim] as number) > (this.room[dim] as number)) return false;
    return true;
  }

  private best(): number {
    let best = 0;
    for (let k = 1; k < this.now.count; k++) if (this.better(this.now, k, best)) best = k;
    return best;
  }

  private pickedBy(k: number): Option[] {
    const picked: Option[] = [];
    let at = k;
    for (let step = this.open.length - 1; step >= 0; step--) {
      const { parent, option } = this.history[step] as (typeof this.history)[number];
      picked.push((this.open[step] as Choice).options[option[at] as number] as Option);
      at = parent[at] as number;
    }
    return picked;
  }

  /** Merges the lists "now + option", each already in order, into `next`. */
  private extend(options: readonly Option[], leastAt: number): void {
    const { now, keyPrices } = this;
    const shift = Float64Array.from(options, ({ weight }) => keyPrices.reduce((key, price, dim) => key + price * (weight[dim] as number), 0));
    // Of the list of each option: the partial plan at its head, its key, and the most that it can still come to.
    const head = new Int32Array(options.length).fill(-1);
    const headKey = new Float64Array(options.length);
    const headBound = new Float64Array(options.length);
    const advance = (o: number): boolean => {
      const option = options[o] as Option;
      for (let k = (head[o] as number) + 1; k < now.count; k++) {
        if (!this.fits(k, option, leastAt)) continue;
        const bound = this.boundOf(k, option, shift[o] as number);
        if (bound < this.task.floor) continue;
        head[o] = k;
        headKey[o] = (now.key[k] as number) + (shift[o] as number);
        headBound[o] = bound;
        return true;
      }
      return false;
    };
    this.next.count = 0;
    const heap: number[] = [];
    for (let o = 0; o < options.length; o++) if (advance(o)) heap.push(o);
    for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap, headKey, at);
    this.task.effort.left -= now.count * options.length * (40 + 20 * this.alone.length);
    while (heap.length > 0) {
      const o = heap[0] as number;
      this.append(head[o] as number, o, options[o] as Option, headKey[o] as number, headBound[o] as number);
      if (!advance(o)) {
        const last = heap.pop() as number;
        if (heap.length === 0) return;
        heap[0] = last;
      }
      sink(heap, headKey, 0);
    }
  }

  private fits(k: number, { weight }: Option, leastAt: number): boolean {
    const { now, dims, room, least } = this;
    for (let dim = 0; dim < dims; dim++) {
      if ((now.weight[k * dims + dim] as number) + (weight[dim] as number) + (least[leastAt + dim] as number) > (room[dim] as number)) return false;
    }
    return true;
  }

  /** The most value that partial plan k with an option can come to. */
  private boundOf(k: number, option: Option, shift: number): number {
    const { now, dims, room, alone } = this;
    const value = (now.value[k] as number) + option.value;
    let bound = value + this.priced.bound(this.keyLimit - (now.key[k] as number) - shift);
    for (let dim = 0; dim < alone.length && bound >= this.task.floor; dim++) {
      const left = (room[dim] as number) - (now.weight[k * dims + dim] as number) - (option.weight[dim] as number);
      bound = Math.min(bound, value + (alone[dim] as Surrogate).bound(left));
    }
    return bound;
  }

  /** Adds partial plan k with option o to `next`, unless one there dominates it. */
  private append(k: number, o: number, option: Option, key: number, bound: number): void {
    const { now, next, dims } = this;
    const n = next.count;
    next.reserve(n + 1);
    next.value[n] = (now.value[k] as number) + option.value;
    next.carbon[n] = (now.carbon[k] as number) + option.carbon;
    next.changes[n] = (now.changes[k] as number) + option.changes;
    next.key[n] = key;
    next.bound[n] = bound;
    next.parent[n] = k;
    next.option[n] = o;
    for (let dim = 0; dim < dims; dim++) next.weight[n * dims + dim] = (now.weight[k * dims + dim] as number) + (option.weight[dim] as number);
    // In one limit the last one kept is the best so far; in several, a look at the latest ones drops most of the rest.
    const back = dims <= 1 ? 1 : 32;
    this.task.effort.left -= dims <= 1 ? 60 : 200;
    for (let other = n - 1; other >= 0 && other >= n - back; other--) if (this.dominates(next, other, n)) return;
    let end = n;
    while (end > 0 && this.dominates(next, n, end - 1)) end--;
    if (end < n) next.move(n, end);
    next.count = end + 1;
  }

  private dominates(list: PartialPlans, a: number, b: number): boolean {
    const { dims, task } = this;
    const gain = (list.value[a] as number) - (list.value[b] as number);
    if (gain < -task.tie.value) return false;
    for (let dim = 0; dim < dims; dim++) if ((list.weight[a * dims + dim] as number) > (list.weight[b * dims + dim] as number) + 1e-13) return false;
    return gain > task.tie.value || !this.better(list, b, a);
  }

  private better(list: PartialPlans, a: number, b: number): boolean {
    const { tie } = this.task;
    const gain = (list.value[a] as number) - (list.value[b] as number);
    if (Math.abs(gain) > tie.value) return gain > 0;
    const saved = (list.carbon[b] as number) - (list.carbon[a] as number);
    if (Math.abs(saved) > tie.carbon) return saved > 0;
    this.noteTie(list, a, b);
    return (list.changes[a] as number) < (list.changes[b] as number);
  }

  /** Walks back from two partial plans of one list to where they part, and marks where they differ; of very many ties, everything. */
  private noteTie(list: PartialPlans, a: number, b: number): void {
    if (this.ties === mostTies) return;
    const { history, open } = this;
    const { between } = this.task.tie;
    if (++this.ties === mostTies) {
      for (const { variables } of open) for (const variable of variables) between[variable] = 1;
      return;
    }
    let step = list === this.now ? history.length - 1 : history.length;
    let [first, second] = [a, b];
    let { parent, option }: { parent: Int32Array; option: Int16Array } = list;
    while (first !== second) {
      if (option[first] !== option[second]) for (const variable of (open[step] as Choice).variables) between[variable] = 1;
      [first, second] = [parent[first] as number, parent[second] as number];
      step--;
      if (step >= 0) ({ parent, option } = history[step] as (typeof history)[number]);
    }
  }
}

/** Moves a head down a heap of heads, the lowest key first, to where it belongs. */
function sink(heap: number[], key: Float64Array, from: number): void {
  const keyAt = (at: number): number => key[heap[at] as number] as number;
  let at = from;
  for (;;) {
    const left = 2 * at + 1;
    if (left >= heap.length) return;
    const child = left + 1 < heap.length && keyAt(left + 1) < keyAt(left) ? left + 1 : left;
    if (keyAt(at) <= keyAt(child)) return;
    const held = heap[at] as number;
    heap[at] = heap[child] as number;
    heap[child] = held;
    at = child;
  }
}
