import { levelsBetween, type Partials } from "./choices";
import { type Compiled, quarters } from "./compile";

/**
 * A plan that takes the rows with the most value per priced weight first, each as high as still fits: the plan that one would
 * draw up by hand. Charges are those of rows with a maximum above 0.
 */
export function fill(c: Compiled, hi: Int8Array, prices: Float64Array, partials: Partials): Int8Array {
  const levels = c.lo.slice();
  const left = c.limit.slice();
  for (const charge of c.charges) {
    if (charge.members.some((i) => (hi[i] as number) > 0)) {
      for (let dim = 0; dim < c.dims; dim++) left[dim] = (left[dim] as number) - (charge.weight[dim] as number);
    }
  }
  const kind: Partials = partials.kind === "any" ? partials : { kind: "none" };
  const allowed = Array.from(levels, (lo, i) => levelsBetween(lo, hi[i] as number, kind));
  for (let i = 0; i < c.count; i++) {
    levels[i] = allowed[i]?.[0] ?? (c.lo[i] as number);
    spend(c, left, i, levels[i] as number);
  }
  const order = byWorth(c, prices);
  for (let again = true; again; ) {
    again = false;
    for (const i of order) {
      const now = levels[i] as number;
      const cap = (c.needs[i] as number[]).reduce((low, j) => Math.min(low, levels[j] as number), quarters);
      const next = (allowed[i] as number[]).findLast((level) => level > now && level <= cap && fits(c, left, i, level - now));
      if (next === undefined) continue;
      spend(c, left, i, next - now);
      levels[i] = next;
      // A row that needs this one may fit now.
      again = true;
    }
  }
  return levels;
}

/** Variables with the most value per priced weight first. */
export function byWorth(c: Compiled, prices: Float64Array): Int32Array {
  const worth = new Float64Array(c.count);
  const least = prices.every((price) => price === 0) ? 1 : 0;
  for (let i = 0; i < c.count; i++) {
    let price = 1e-300;
    for (let dim = 0; dim < c.dims; dim++) price += ((prices[dim] as number) + least) * (c.weight[i * c.dims + dim] as number);
    worth[i] = (c.value[i] as number) / price;
  }
  return Int32Array.from({ length: c.count }, (_, i) => i).sort((a, b) => (worth[b] as number) - (worth[a] as number) || a - b);
}

function fits(c: Compiled, left: Float64Array, i: number, more: number): boolean {
  for (let dim = 0; dim < c.dims; dim++) {
    if (((c.weight[i * c.dims + dim] as number) * more) / quarters > (left[dim] as number) + (c.slack[dim] as number)) return false;
  }
  return true;
}

function spend(c: Compiled, left: Float64Array, i: number, more: number): void {
  for (let dim = 0; dim < c.dims; dim++) left[dim] = (left[dim] as number) - ((c.weight[i * c.dims + dim] as number) * more) / quarters;
}
