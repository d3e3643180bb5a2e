/** Below this share of the totals compared a difference is what adding up in another order leaves: no effect. */
const rounding = 1e-9;

/** What lies between two totals; null where one is unknown, and 0 where only the rounding of their sums differs. */
export function changeBetween(before: number | null, after: number | null): number | null {
  if (before === null || after === null) return null;
  const change = after - before;
  return Math.abs(change) <= rounding * Math.max(Math.abs(before), Math.abs(after)) ? 0 : change;
}
