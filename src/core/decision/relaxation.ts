import { type Compiled, quarters } from "./compile";

/** Which charges are settled: 1 on, -1 off, 0 still open; `hi` has the rows of switched-off charges (and what needs them) at 0. */
export interface ChargeChoice {
  readonly state: Int8Array;
  readonly hi: Int8Array;
}

/** A bound over everything that a choice of charges leaves open, without `needs`. */
export interface Relaxation {
  /** the bound at these prices; writes what is left of each limit into `slope` and each open charge's net gain into `gains` */
  bound(choice: ChargeChoice, prices: Float64Array, slope: Float64Array): number;
  /** value at these prices that an open charge brings beyond what it takes; NaN where not known */
  readonly gains: Float64Array;
}

/**
 * Lagrangian relaxation with open charges: at given prices a row is worth `value - price x weight`, and an open charge is taken
 * when its rows bring more than it takes. Charges that lie within one another (a service on a host) are decided from the
 * inside out; one that crosses others counts only once it is settled, which keeps the bound valid.
 */
export function relaxationOf(c: Compiled): Relaxation {
  const { dims } = c;
  const accepted = nestedCharges(c);
  // For each variable the nested charges around it, smallest first.
  const around: number[][] = Array.from({ length: c.count }, () => []);
  for (const g of accepted) for (const i of (c.charges[g] as { members: readonly number[] }).members) around[i]?.unshift(g);
  const outside: number[][] = c.charges.map(() => []);
  for (const g of accepted) {
    const first = c.charges[g]?.members[0] as number;
    const chain = around[first] as number[];
    outside[g] = chain.slice(chain.indexOf(g) + 1);
  }
  const inwards = [...accepted].reverse();
  const isNested = new Uint8Array(c.charges.length);
  for (const g of accepted) isNested[g] = 1;
  const gains = new Float64Array(c.charges.length);
  const worth = new Float64Array(c.count);
  const openAround = new Int32Array(c.count);

  function bound({ state, hi }: ChargeChoice, prices: Float64Array, slope: Float64Array): number {
    gains.fill(0);
    let total = 0;
    for (let dim = 0; dim < dims; dim++) {
      slope[dim] = c.limit[dim] as number;
      total += (prices[dim] as number) * (c.limit[dim] as number);
    }
    const firstOpen = (chain: readonly number[]): number => {
      for (const g of chain) if (state[g] === 0) return g;
      return -1;
    };
    for (let i = 0; i < c.count; i++) {
      let net = c.value[i] as number;
      for (let dim = 0; dim < dims; dim++) net -= (prices[dim] as number) * (c.weight[i * dims + dim] as number);
      worth[i] = net;
      const chosen = (net > 0 ? (hi[i] as number) : (c.lo[i] as number)) / quarters;
      const open = (around[i] as number[]).length === 0 ? -1 : firstOpen(around[i] as number[]);
      openAround[i] = open;
      if (open === -1) total += net * chosen;
      else gains[open] = (gains[open] as number) + net * chosen;
    }
    const priceOf = (g: number): number => {
      let price = 0;
      const { weight } = c.charges[g] as { weight: Float64Array };
      for (let dim = 0; dim < dims; dim++) price += (prices[dim] as number) * (weight[dim] as number);
      return price;
    };
    for (const g of inwards) {
      if (state[g] !== 0) continue;
      const net = (gains[g] as number) - priceOf(g);
      gains[g] = net;
      if (net <= 0) continue;
      const outer = firstOpen(outside[g] as number[]);
      if (outer === -1) total += net;
      else gains[outer] = (gains[outer] as number) + net;
    }
    for (let g = 0; g < c.charges.length; g++) {
      if (state[g] === 1) {
        total -= priceOf(g);
        take(slope, (c.charges[g] as { weight: Float64Array }).weight, 0, 1);
      } else if (state[g] === 0 && !isNested[g]) gains[g] = Number.NaN;
    }
    const taken = (g: number): boolean => {
      if ((gains[g] as number) <= 0) return false;
      for (const outer of outside[g] as number[]) if (state[outer] === 0 && (gains[outer] as number) <= 0) return false;
      return true;
    };
    for (const g of accepted) if (state[g] === 0 && taken(g)) take(slope, (c.charges[g] as { weight: Float64Array }).weight, 0, 1);
    for (let i = 0; i < c.count; i++) {
      const open = openAround[i] as number;
      const level = open !== -1 && !taken(open) ? 0 : ((worth[i] as number) > 0 ? (hi[i] as number) : (c.lo[i] as number)) / quarters;
      if (level > 0) take(slope, c.weight, i * dims, level);
    }
    return total;
  }

  function take(slope: Float64Array, weight: Float64Array, at: number, level: number): void {
    for (let dim = 0; dim < dims; dim++) slope[dim] = (slope[dim] as number) - level * (weight[at + dim] as number);
  }

  return { bound, gains };
}

/** Charges of which any two are apart or one within the other, largest first. */
function nestedCharges(c: Compiled): number[] {
  const bySize = [...c.charges.keys()].sort((a, b) => (c.charges[b]?.members.length ?? 0) - (c.charges[a]?.members.length ?? 0) || a - b);
  const accepted: number[] = [];
  const sets: Set<number>[] = [];
  for (const g of bySize) {
    const members = c.charges[g]?.members ?? [];
    const nests = sets.every((set) => {
      const shared = members.reduce((number, member) => number + (set.has(member) ? 1 : 0), 0);
      return shared === 0 || shared === members.length;
    });
    if (!nests) continue;
    accepted.push(g);
    sets.push(new Set(members));
  }
  return accepted;
}
