import type { CarbonClass } from "../analysis/matrix";

/** Shares of the carbon budget from which a row counts as high or medium: a convention of ours, no standard sets them. */
export const classLimits = { high: 0.2, medium: 0.05 } as const;

/**
 * Class of a row's carbon (avoidable and its part of the fixed, kg per month at 100 %) by its share of the budget; null without one.
 *
 *     carbonClass(1.2, 6) -> "high"
 */
export function carbonClass(kgPerMonth: number, budget: number | null): CarbonClass | null {
  if (budget === null) return null;
  // 20 % of 6 must count as 20 %, whatever the last binary digit says.
  const reaches = (share: number): boolean => kgPerMonth > 0 && kgPerMonth >= share * budget * (1 - 1e-12);
  if (reaches(classLimits.high)) return "high";
  return reaches(classLimits.medium) ? "medium" : "low";
}

/** Probability that the class differs from the central one when carbon varies: from 0.2 on the class is borderline. */
export function classFlip(central: number, draws: ArrayLike<number>, budget: number | null): number | null {
  if (budget === null || draws.length === 0) return null;
  const usual = carbonClass(central, budget);
  let other = 0;
  for (let k = 0; k < draws.length; k++) if (carbonClass(draws[k] as number, budget) !== usual) other++;
  return other / draws.length;
}
