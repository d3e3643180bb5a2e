import { type Compiled, type CompiledCharge, quarters } from "./compile";
import { linkedLevels } from "./linkedLevels";

/** Which charges are settled: 1 on, -1 off, 0 still open; `hi` has the rows of switched-off charges (and what needs them) at 0. */
export interface ChargeChoice {
  readonly state: Int8Array;
  readonly hi: Int8Array;
}

/** A bound over everything that a choice of charges leaves open. */
export interface Relaxation {
  /** the bound at these prices; writes what is left of each limit into `slope`, and fills `gains` and `loose` */
  bound(choice: ChargeChoice, prices: Float64Array, slope: Float64Array): number;
  /** value at these prices that an open charge brings beyond what it takes, without `needs`; NaN where not known */
  readonly gains: Float64Array;
  /** the last bound without `needs`, which `gains` belong to */
  loose(): number;
  /** by how much `loose` falls without this open charge */
  lossWithout(g: number, state: Int8Array): number;
}

/**
 * Lagrangian relaxation with open charges: at given prices a row is worth `value - price x weight`, and an open charge is taken
 * when its rows bring more than it takes. Charges that lie within one another (a service on a host) are decided from the
 * inside out; one that crosses others counts only once it is settled, which keeps the bound valid.
 *
 * With `needs`, what a charge takes is laid on its rows by what each brings (a charge is paid in full as soon as one row is
 * served, so any such split bounds it), and the levels are then chosen along the links.
 */
export function relaxationOf(c: Compiled): Relaxation {
  const { dims } = c;
  const { accepted, around, outside } = nested(c);
  const isNested = new Uint8Array(c.charges.length);
  for (const g of accepted) isNested[g] = 1;
  const inwards = [...accepted].reverse();
  const links = c.needs.some((needed) => needed.length > 0) ? linkedLevels(c) : null;
  const gains = new Float64Array(c.charges.length);
  const brings = new Float64Array(c.charges.length);
  const worth = new Float64Array(c.count);
  const openAround = new Int32Array(c.count);
  let looseBound = 0;

  const chargeAt = (g: number): CompiledCharge => c.charges[g] as CompiledCharge;
  const priceOf = (g: number, prices: Float64Array): number => {
    const { weight } = chargeAt(g);
    let price = 0;
    for (let dim = 0; dim < dims; dim++) price += (prices[dim] as number) * (weight[dim] as number);
    return price;
  };
  const take = (slope: Float64Array, weight: Float64Array, at: number, level: number): void => {
    for (let dim = 0; dim < dims; dim++) slope[dim] = (slope[dim] as number) - level * (weight[at + dim] as number);
  };
  const firstOpen = (chain: readonly number[], state: Int8Array): number => {
    for (const g of chain) if (state[g] === 0) return g;
    return -1;
  };

  function bound({ state, hi }: ChargeChoice, prices: Float64Array, slope: Float64Array): number {
    gains.fill(0);
    let settledPart = 0;
    for (let dim = 0; dim < dims; dim++) {
      slope[dim] = c.limit[dim] as number;
      settledPart += (prices[dim] as number) * (c.limit[dim] as number);
    }
    for (let g = 0; g < c.charges.length; g++) {
      if (state[g] === 1) {
        settledPart -= priceOf(g, prices);
        take(slope, chargeAt(g).weight, 0, 1);
      }
    }
    let total = settledPart;
    for (let i = 0; i < c.count; i++) {
      let net = c.value[i] as number;
      for (let dim = 0; dim < dims; dim++) net -= (prices[dim] as number) * (c.weight[i * dims + dim] as number);
      worth[i] = net;
      const chosen = (net > 0 ? (hi[i] as number) : (c.lo[i] as number)) / quarters;
      const open = (around[i] as number[]).length === 0 ? -1 : firstOpen(around[i] as number[], state);
      openAround[i] = open;
      if (open === -1) total += net * chosen;
      else gains[open] = (gains[open] as number) + net * chosen;
    }
    brings.set(gains);
    for (const g of inwards) {
      if (state[g] !== 0) continue;
      brings[g] = gains[g] as number;
      const net = (gains[g] as number) - priceOf(g, prices);
      gains[g] = net;
      if (net <= 0) continue;
      const outer = firstOpen(outside[g] as number[], state);
      if (outer === -1) total += net;
      else gains[outer] = (gains[outer] as number) + net;
    }
    for (let g = 0; g < c.charges.length; g++) if (state[g] === 0 && !isNested[g]) gains[g] = Number.NaN;
    looseBound = total;
    if (links) return settledPart + alongLinks(links, state, hi, slope);

    const taken = (g: number): boolean => {
      if ((gains[g] as number) <= 0) return false;
      for (const outer of outside[g] as number[]) if (state[outer] === 0 && (gains[outer] as number) <= 0) return false;
      return true;
    };
    for (const g of accepted) if (state[g] === 0 && taken(g)) take(slope, chargeAt(g).weight, 0, 1);
    for (let i = 0; i < c.count; i++) {
      const open = openAround[i] as number;
      const level = open !== -1 && !taken(open) ? 0 : ((worth[i] as number) > 0 ? (hi[i] as number) : (c.lo[i] as number)) / quarters;
      if (level > 0) take(slope, c.weight, i * dims, level);
    }
    return total;
  }

  /** The rows' part of the bound with `needs`. */
  function alongLinks({ worth: table, levels, fold, pick }: NonNullable<typeof links>, state: Int8Array, hi: Int8Array, slope: Float64Array): number {
    // What stays of a row's worth after each open charge around it has taken its share.
    const after = (i: number, visit?: (g: number, part: number) => void): number => {
      let net = worth[i] as number;
      for (const g of around[i] as number[]) {
        const all = brings[g] as number;
        if (state[g] !== 0 || net <= 0 || !(all > 0)) continue;
        visit?.(g, net / all);
        net *= (gains[g] as number) / all;
      }
      return net;
    };
    for (let i = 0; i < c.count; i++) {
      const net = after(i);
      const lo = c.lo[i] as number;
      for (let level = 0; level <= quarters; level++) {
        table[i * 5 + level] = level < lo || level > (hi[i] as number) ? Number.NEGATIVE_INFINITY : (net * level) / quarters;
      }
    }
    const total = fold();
    pick();
    const paid = new Float64Array(c.charges.length);
    for (let i = 0; i < c.count; i++) {
      const level = (levels[i] as number) / quarters;
      if (level === 0) continue;
      take(slope, c.weight, i * dims, level);
      if (openAround[i] !== -1) after(i, (g, part) => (paid[g] = (paid[g] as number) + part * level));
    }
    for (const g of accepted) if ((paid[g] as number) > 0) take(slope, chargeAt(g).weight, 0, Math.min(1, paid[g] as number));
    return total;
  }

  function lossWithout(g: number, state: Int8Array): number {
    // An inner charge counts through the outer ones: when one of those is not worth it, neither brings anything.
    let loss = gains[g] as number;
    for (const outer of outside[g] as number[]) if (state[outer] === 0) loss = Math.min(loss, gains[outer] as number);
    return Math.max(0, loss);
  }

  return { bound, gains, loose: () => looseBound, lossWithout };
}

/** Charges of which any two are apart or one within the other, largest first; around each variable and charge, smallest first. */
function nested(c: Compiled): { accepted: number[]; around: number[][]; outside: number[][] } {
  const size = (g: number): number => c.charges[g]?.members.length ?? 0;
  const accepted: number[] = [];
  const sets: Set<number>[] = [];
  for (const g of [...c.charges.keys()].sort((a, b) => size(b) - size(a) || a - b)) {
    const members = c.charges[g]?.members ?? [];
    const nests = sets.every((set) => {
      const shared = members.reduce((number, member) => number + (set.has(member) ? 1 : 0), 0);
      return shared === 0 || shared === members.length;
    });
    if (!nests) continue;
    accepted.push(g);
    sets.push(new Set(members));
  }
  const around: number[][] = Array.from({ length: c.count }, () => []);
  for (const g of accepted) for (const i of c.charges[g]?.members ?? []) around[i]?.unshift(g);
  const outside: number[][] = c.charges.map(() => []);
  for (const g of accepted) {
    const chain = around[c.charges[g]?.members[0] as number] as number[];
    outside[g] = chain.slice(chain.indexOf(g) + 1);
  }
  return { accepted, around, outside };
}
