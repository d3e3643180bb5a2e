import { levelsBetween, type Partials, settled } from "./choices";
import { combine, type Effort } from "./combine";
import { type Compiled, quarters } from "./compile";
import { lowestBound } from "./dual";
import { chargesOff, fill } from "./greedy";
import { type ChargeChoice, type Relaxation, relaxationOf } from "./relaxation";

/** A plan in compiled form. */
export interface Solution {
  /** in quarters, by variable */
  readonly levels: Int8Array;
  readonly value: number;
  readonly carbon: number;
  readonly changes: number;
}

export interface Solved {
  /** null: no plan reaches the floor */
  readonly best: Solution | null;
  /** no plan of this kind is worth more */
  readonly bound: number;
  /** no plan with any levels is worth more: the bound before any search */
  readonly ceiling: number;
  /** proven best of its kind, or proven that there is none */
  readonly exact: boolean;
}

export interface Wish {
  readonly partials: Partials;
  /** plans below this value are of no interest */
  readonly floor: number;
  /** plans to start from, in quarters by variable; those that break a rule are ignored */
  readonly known: readonly Int8Array[];
}

/** The widths at which partial plans are combined: most leaves are proven at the first. */
const widths = [200, 3000, 30000] as const;

const none = Number.NEGATIVE_INFINITY;

interface Node extends ChargeChoice {
  readonly bound: number;
  readonly prices: Float64Array;
}

/**
 * The plan with the highest value, then least carbon, then fewest changes. Charges are branched on, best bound first; with all
 * of them settled the levels are combined exactly. When the effort is spent, the best plan so far is returned with a proven bound.
 */
export function solve(c: Compiled, wish: Wish, effort: Effort): Solved {
  const relaxation = relaxationOf(c);
  let best: Solution | null = null;
  let lost = none;
  const floor = (): number => Math.max(wish.floor, best?.value ?? none) - c.tie.value;
  const offer = (levels: Int8Array | null): void => {
    if (levels === null) return;
    const made = solutionOf(c, levels);
    if (made && allowedBy(c, levels, wish.partials) && made.value >= floor() && (best === null || isBetter(c, made, best))) best = made;
  };
  for (const levels of wish.known) offer(levels);

  const boundOf = (choice: ChargeChoice, start: Float64Array, rounds: number): Node => {
    const found = lowestBound(
      (prices, slope) => {
        effort.left -= c.count * (c.dims + 3);
        return relaxation.bound(choice, prices, slope);
      },
      start,
      floor(),
      rounds,
    );
    return { ...choice, ...found };
  };
  const state = Int8Array.from(c.forced, (is) => (is ? 1 : 0));
  const root = boundOf({ state, hi: c.hi }, new Float64Array(c.dims), 3);
  const queue: Node[] = [root];
  while (queue.length > 0) {
    const node = takeBest(queue);
    if (node.bound < floor()) break;
    if (effort.left <= 0) {
      lost = Math.max(lost, node.bound);
      break;
    }
    // Gains at the node's own prices: they settle charges and suggest which of the others to split on.
    const slope = new Float64Array(c.dims);
    relaxation.bound(node, node.prices, slope);
    const on = relaxation.gains.map((gain, g) => (node.state[g] === 1 || (node.state[g] === 0 && !(gain <= 0)) ? 1 : 0));
    offer(fill(c, chargesOff(c, on, c.hi), node.prices, wish.partials));
    const fixed = settleSure(c, node, relaxation, floor());
    const split = heaviestOpen(c, fixed.state, node.prices);
    if (split === -1) leaf(fixed, node.prices);
    else {
      for (const side of [1, -1]) {
        const childState = fixed.state.slice();
        childState[split] = side;
        const hi =
          side === 1
            ? fixed.hi
            : chargesOff(
                c,
                childState.map((one) => (one === -1 ? 0 : 1)),
                fixed.hi,
              );
        const child = boundOf({ state: childState, hi }, node.prices, 1);
        // Prices are only near the best ones: a part is never worth more than the whole.
        if (child.bound >= floor()) queue.push({ ...child, bound: Math.min(child.bound, node.bound) });
      }
    }
  }
  const upper = Math.max(lost, best === null ? none : (best as Solution).value);
  return { best, bound: upper, ceiling: root.bound, exact: lost === none || lost < floor() };

  function leaf(choice: ChargeChoice, start: Float64Array): void {
    const on = Array.from(choice.state, (one) => one === 1);
    const rest = settled(c, on, choice.hi, wish.partials);
    for (let dim = 0; dim < c.dims; dim++) {
      let least = 0;
      for (let i = 0; i < c.count; i++) least += ((c.weight[i * c.dims + dim] as number) * (c.lo[i] as number)) / quarters;
      if (least > (rest.limit[dim] as number) + (rest.slack[dim] as number)) return;
    }
    const from = new Float64Array(rest.limit.length);
    from.set(start);
    const found = lowestBound(
      (prices, slope) => {
        effort.left -= c.count * (c.dims + 8);
        return rest.bound(prices, slope);
      },
      from,
      floor(),
      2,
    );
    if (found.bound < floor()) return;
    offer(fill(c, choice.hi, found.prices, wish.partials));
    for (const width of widths) {
      if (found.bound < floor()) return;
      const made = rest.choices(found.prices, floor());
      const combined = combine({ ...rest, ...made, prices: found.prices, floor: floor(), tie: c.tie, width, effort });
      if (combined.picked) {
        const levels = new Int8Array(c.count);
        // Options carry their levels; the variables come back by identity.
        const variablesOf = new Map(made.choices.flatMap(({ variables, options }) => options.map((option) => [option, variables] as const)));
        for (const option of combined.picked) variablesOf.get(option)?.forEach((i, at) => (levels[i] = option.levels[at] as number));
        offer(levels);
      }
      const dropped = Math.max(combined.lost, made.lost);
      if (dropped === none || dropped < floor()) return;
      if (width === widths.at(-1) || effort.left <= 0) {
        lost = Math.max(lost, Math.min(dropped, found.bound));
        return;
      }
    }
  }
}

/** Totals of a plan with the charges that it really uses; null when it breaks a bound, a need or a limit. */
export function solutionOf(c: Compiled, levels: Int8Array): Solution | null {
  let value = 0;
  let carbon = 0;
  let changes = 0;
  const used = new Float64Array(c.dims);
  for (let i = 0; i < c.count; i++) {
    const level = levels[i] as number;
    if (level < (c.lo[i] as number) || level > (c.hi[i] as number)) return null;
    for (const j of c.needs[i] as number[]) if ((levels[j] as number) < level) return null;
    changes += c.changes[i * 5 + level] as number;
    value += ((c.value[i] as number) * level) / quarters;
    carbon += ((c.carbon[i] as number) * level) / quarters;
    for (let dim = 0; dim < c.dims; dim++) used[dim] = (used[dim] as number) + ((c.weight[i * c.dims + dim] as number) * level) / quarters;
  }
  for (const charge of c.charges) {
    if (!charge.members.some((i) => (levels[i] as number) > 0)) continue;
    carbon += charge.carbon;
    for (let dim = 0; dim < c.dims; dim++) used[dim] = (used[dim] as number) + (charge.weight[dim] as number);
  }
  for (let dim = 0; dim < c.dims; dim++) if ((used[dim] as number) > (c.limit[dim] as number) + (c.slack[dim] as number)) return null;
  return { levels: levels.slice(), value, carbon, changes };
}

/** Number of rows at a level other than 0 and 100 %. */
export function partialsOf(c: Compiled, levels: Int8Array): number {
  let partial = 0;
  for (let i = 0; i < c.count; i++) if ((levels[i] as number) % quarters !== 0) partial += c.rows[i]?.length ?? 0;
  return partial;
}

function allowedBy(c: Compiled, levels: Int8Array, partials: Partials): boolean {
  if (partials.kind === "any") return true;
  if (partials.kind === "at-most") return partialsOf(c, levels) <= partials.count;
  return levels.every(
    (level, i) => level % quarters === 0 || !levelsBetween(c.lo[i] as number, c.hi[i] as number, partials).some((one) => one % quarters === 0),
  );
}

function isBetter(c: Compiled, one: Solution, other: Solution): boolean {
  if (Math.abs(one.value - other.value) > c.tie.value) return one.value > other.value;
  if (Math.abs(one.carbon - other.carbon) > c.tie.carbon) return one.carbon < other.carbon;
  one.levels.forEach((level, i) => {
    if (level !== other.levels[i]) c.tie.between[i] = 1;
  });
  return one.changes < other.changes;
}

/** Settles each open charge whose other side would fall below the floor. */
function settleSure(c: Compiled, node: Node, relaxation: Relaxation, floor: number): ChargeChoice {
  const state = node.state.slice();
  const loose = relaxation.loose();
  let off = false;
  for (let g = 0; g < state.length; g++) {
    const gain = relaxation.gains[g] as number;
    if (node.state[g] !== 0 || Number.isNaN(gain)) continue;
    if (gain > 0 && loose - relaxation.lossWithout(g, node.state) < floor) state[g] = 1;
    else if (gain < 0 && loose + gain < floor) {
      state[g] = -1;
      off = true;
    }
  }
  return {
    state,
    hi: off
      ? chargesOff(
          c,
          state.map((one) => (one === -1 ? 0 : 1)),
          node.hi,
        )
      : node.hi,
  };
}

function heaviestOpen(c: Compiled, state: Int8Array, prices: Float64Array): number {
  let heaviest = -1;
  let most = -1;
  c.charges.forEach(({ weight }, g) => {
    if (state[g] !== 0) return;
    const price = weight.reduce((total, one, dim) => total + one * (prices[dim] as number), 0);
    if (price > most) {
      most = price;
      heaviest = g;
    }
  });
  return heaviest;
}

function takeBest(queue: Node[]): Node {
  let best = 0;
  for (let k = 1; k < queue.length; k++) if ((queue[k] as Node).bound > (queue[best] as Node).bound) best = k;
  const node = queue[best] as Node;
  queue[best] = queue.at(-1) as Node;
  queue.pop();
  return node;
}
