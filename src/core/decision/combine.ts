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
  const { limit, slack, tie, floor, width, effort } = task;
  const dims = limit.length;
  const { sure, open } = reduceChoices(task);
  if (open === null) return { picked: null, lost: none };
  const variables = open.map((choice) => choice.variables);

  // Every weight counts with a positive price, so that dominance never contradicts the order of the lists.
  const highest = task.prices.reduce((most, price) => Math.max(most, price), 0) || 1;
  const keyPrices = task.prices.map((price) => price + 1e-6 * highest);
  const keyLimit = keyPrices.reduce((sum, price, dim) => sum + price * ((limit[dim] as number) + (slack[dim] as number)), 0);
  const priced = surrogateOf(open, keyPrices);
  // With several limits each one alone is a bound of its own: near the end one of them is what stops a plan.
  const alone =
    dims < 2
      ? []
      : Array.from({ length: Math.min(dims, 4) }, (_, dim) =>
          surrogateOf(
            open,
            task.prices.map((_price, other) => (other === dim ? 1 : 0)),
          ),
        );
  const least = suffixMinima(open, dims);

  let now = new PartialPlans(dims);
  let next = new PartialPlans(dims);
  now.reserve(1);
  now.count = 1;
  for (const option of sure) {
    now.value[0] = (now.value[0] as number) + option.value;
    now.carbon[0] = (now.carbon[0] as number) + option.carbon;
    now.changes[0] = (now.changes[0] as number) + option.changes;
    for (let dim = 0; dim < dims; dim++) now.weight[dim] = (now.weight[dim] as number) + (option.weight[dim] as number);
  }
  now.key[0] = keyPrices.reduce((sum, price, dim) => sum + price * (now.weight[dim] as number), 0);
  for (let dim = 0; dim < dims; dim++) {
    if ((now.weight[dim] as number) + (least[dim] as number) > (limit[dim] as number) + (slack[dim] as number)) return { picked: null, lost: none };
  }

  const history: { parent: Int32Array; option: Int16Array }[] = [];
  let lost = none;
  let ties = 0;
  for (let step = 0; step < open.length; step++) {
    for (const one of [priced, ...alone]) one.moveTo(step + 1);
    extend((open[step] as Choice).options, (step + 1) * dims);
    const room = effort.left > 0 ? width : Math.min(width, 64);
    if (next.count > room) lost = Math.max(lost, next.keepBest(room));
    history.push({ parent: next.parent.slice(0, next.count), option: next.option.slice(0, next.count) });
    [now, next] = [next, now];
    if (now.count === 0) return { picked: null, lost };
  }
  let best = 0;
  for (let k = 1; k < now.count; k++) if (better(now, k, best)) best = k;
  const picked: Option[] = [...sure];
  let at = best;
  for (let step = open.length - 1; step >= 0; step--) {
    const { parent, option } = history[step] as { parent: Int32Array; option: Int16Array };
    picked.push((open[step] as Choice).options[option[at] as number] as Option);
    at = parent[at] as number;
  }
  return { picked, lost };

  /** Merges the lists "now + option", each already in order, into `next`. */
  function extend(options: readonly Option[], leastAt: number): void {
    const number = options.length;
    const shift = Float64Array.from(options, ({ weight }) => keyPrices.reduce((key, price, dim) => key + price * (weight[dim] as number), 0));
    const head = new Int32Array(number).fill(-1);
    const headKey = new Float64Array(number);
    const heap: number[] = [];
    next.count = 0;

    const headBound = new Float64Array(number);
    const advance = (o: number): boolean => {
      const option = options[o] as Option;
      for (let k = (head[o] as number) + 1; k < now.count; k++) {
        if (!fits(k, option, leastAt)) continue;
        const bound = boundOf(k, o, option);
        if (bound < floor) continue;
        head[o] = k;
        headKey[o] = (now.key[k] as number) + (shift[o] as number);
        headBound[o] = bound;
        return true;
      }
      return false;
    };
    const boundOf = (k: number, o: number, option: Option): number => {
      const value = (now.value[k] as number) + option.value;
      let bound = value + priced.bound(keyLimit - (now.key[k] as number) - (shift[o] as number));
      for (let dim = 0; dim < alone.length && bound >= floor; dim++) {
        const left = (limit[dim] as number) + (slack[dim] as number) - (now.weight[k * dims + dim] as number) - (option.weight[dim] as number);
        bound = Math.min(bound, value + (alone[dim] as Surrogate).bound(left));
      }
      return bound;
    };
    const fits = (k: number, option: Option, at: number): boolean => {
      for (let dim = 0; dim < dims; dim++) {
        const used = (now.weight[k * dims + dim] as number) + (option.weight[dim] as number) + (least[at + dim] as number);
        if (used > (limit[dim] as number) + (slack[dim] as number)) return false;
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
    effort.left -= now.count * number * (40 + 20 * alone.length);

    while (heap.length > 0) {
      const o = heap[0] as number;
      append(head[o] as number, o, options[o] as Option, headKey[o] as number, headBound[o] as number);
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
  function append(k: number, o: number, option: Option, key: number, bound: number): void {
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
    effort.left -= dims <= 1 ? 60 : 200;
    for (let other = n - 1; other >= 0 && other >= n - back; other--) if (dominates(next, other, n)) return;
    let end = n;
    while (end > 0 && dominates(next, n, end - 1)) end--;
    if (end < n) next.move(n, end);
    next.count = end + 1;
  }

  function dominates(list: PartialPlans, a: number, b: number): boolean {
    const gain = (list.value[a] as number) - (list.value[b] as number);
    if (gain < -tie.value) return false;
    for (let dim = 0; dim < dims; dim++) if ((list.weight[a * dims + dim] as number) > (list.weight[b * dims + dim] as number) + 1e-13) return false;
    return gain > tie.value || !better(list, b, a);
  }

  function better(list: PartialPlans, a: number, b: number): boolean {
    const gain = (list.value[a] as number) - (list.value[b] as number);
    if (Math.abs(gain) > tie.value) return gain > 0;
    const saved = (list.carbon[b] as number) - (list.carbon[a] as number);
    if (Math.abs(saved) > tie.carbon) return saved > 0;
    noteTie(list, a, b);
    return (list.changes[a] as number) < (list.changes[b] as number);
  }

  /** Walks back from two partial plans of one list to where they part, and marks where they differ; of very many ties, everything. */
  function noteTie(list: PartialPlans, a: number, b: number): void {
    if (ties === mostTies) return;
    if (++ties === mostTies) {
      for (const variable of variables.flat()) tie.between[variable] = 1;
      return;
    }
    let step = list === now ? history.length - 1 : history.length;
    let [first, second] = [a, b];
    let { parent, option }: { parent: Int32Array; option: Int16Array } = list;
    while (first !== second) {
      if (option[first] !== option[second]) for (const variable of variables[step] as Choice["variables"]) tie.between[variable] = 1;
      [first, second] = [parent[first] as number, parent[second] as number];
      step--;
      if (step >= 0) ({ parent, option } = history[step] as (typeof history)[number]);
    }
  }
}
