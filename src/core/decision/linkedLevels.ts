import { type Compiled, quarters } from "./compile";

/**
 * The best levels of variables that are linked by `needs`, when each level has its own worth: one pass up the tree of first
 * links and one down. Links beyond a variable's first one are left out, so the total is a bound.
 */
export interface LinkedLevels {
  /** `worth[i * 5 + level]`, set by the caller before `fold`, -Infinity where a level is not allowed */
  readonly worth: Float64Array;
  /** after `fold`: the most that i and what hangs on it bring with i at this level */
  readonly best: Float64Array;
  /** after `fold`: the same with i at most at this level */
  readonly under: Float64Array;
  /** the variable that caps this one, or -1 */
  readonly parent: Int32Array;
  /** levels of the last `pick` */
  readonly levels: Int8Array;
  /** returns the total of the best levels */
  fold(): number;
  /** writes the best levels */
  pick(): void;
}

/**
 * Best levels where no row is served more than the one it needs: a dynamic program over the forest of needs, exact for a worth
 * that is a sum over rows. Only the first need of a row counts.
 */
export function linkedLevels(c: Compiled): LinkedLevels {
  const parent = Int32Array.from(c.needs, (needed) => needed[0] ?? -1);
  const worth = new Float64Array(c.count * 5);
  const best = new Float64Array(c.count * 5);
  const under = new Float64Array(c.count * 5);
  const levels = new Int8Array(c.count);

  function fold(): number {
    best.set(worth);
    let total = 0;
    for (let at = c.order.length - 1; at >= 0; at--) {
      const i = c.order[at] as number;
      const p = parent[i] as number;
      let most = Number.NEGATIVE_INFINITY;
      for (let level = 0; level <= quarters; level++) {
        const here = best[i * 5 + level] as number;
        if (here > most) most = here;
        under[i * 5 + level] = most;
        if (p !== -1) best[p * 5 + level] = (best[p * 5 + level] as number) + most;
      }
      if (p === -1) total += most;
    }
    return total;
  }

  function pick(): void {
    for (const i of c.order) {
      const p = parent[i] as number;
      const cap = p === -1 ? quarters : (levels[p] as number);
      let most = Number.NEGATIVE_INFINITY;
      for (let level = 0; level <= cap; level++) {
        const here = best[i * 5 + level] as number;
        if (here <= most) continue;
        most = here;
        levels[i] = level;
      }
    }
  }

  return { worth, best, under, parent, levels, fold, pick };
}
