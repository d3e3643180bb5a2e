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
