import { tolerance } from "./plan";

/**
 * The share of all files that the carbon budget leaves room for in its tightest month, every level at 100 %:
 * rho = (B - fixed) / variable, at most 1. Null: fixed carbon alone exceeds the budget, so no cut of files is enough.
 *
 *     fileCutFactor(100, [50], [97]) -> 0.515…
 */
export function fileCutFactor(budget: number, fixed: readonly number[], variable: readonly number[]): number | null {
  let factor = 1;
  for (let month = 0; month < fixed.length; month++) {
    const left = budget - (fixed[month] ?? 0);
    const files = variable[month] ?? 0;
    if (left < -tolerance * budget) return null;
    if (files > 0) factor = Math.min(factor, Math.max(0, left) / files);
  }
  return factor;
}

/** Label of the first month whose total exceeds the budget; null: none does, or there is no budget. */
export function overshootMonth(totals: readonly number[], budget: number | null, labels: readonly string[]): string | null {
  if (budget === null) return null;
  const month = totals.findIndex((total) => total > budget + tolerance * Math.abs(budget));
  return month === -1 ? null : (labels[month] ?? null);
}

/**
 * In how many months a plan that grows at one rate exceeds its budget: ln((B - fixed) / variable) / ln(1 + g), not rounded.
 * 0: already; Infinity: never.
 *
 *     monthsToOvershoot({ budget: 1000, fixed: 0, variable: 500, growth: 0.15 }) -> 4.96, so from month 5
 */
export function monthsToOvershoot({ budget, fixed, variable, growth }: { budget: number; fixed: number; variable: number; growth: number }): number {
  const left = budget - fixed;
  if (variable > left) return 0;
  if (growth <= 0 || variable === 0) return Number.POSITIVE_INFINITY;
  return Math.log(left / variable) / Math.log(1 + growth);
}
