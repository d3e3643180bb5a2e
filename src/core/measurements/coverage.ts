import type { Observation } from "./observation";

const hoursPerMonth = 730;

/**
 * What to multiply an observed count by to get a month's: 730 h / covered hours.
 * Null where nothing is known to be covered: there is no honest month then. 30 days -> 1.0139
 */
export function monthlyFactor(coveredSeconds: number): number | null {
  return coveredSeconds > 0 ? (hoursPerMonth * 3600) / coveredSeconds : null;
}

/**
 * Seconds with data in any of the windows. Processes that ran side by side cover their common time once;
 * a gap between two runs is not covered. A window that tells its covered seconds is taken at its word.
 */
export function coveredSeconds(windows: readonly Observation["window"][]): number {
  const told = windows.reduce((most, { covered = 0 }) => Math.max(most, covered), 0);
  const spans = windows
    .filter((window) => window.covered === undefined)
    .map((window) => ({ start: Date.parse(window.start ?? ""), end: Date.parse(window.end ?? "") }))
    .filter(({ start, end }) => end > start)
    .sort((one, other) => one.start - other.start);
  let union = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { start, end } of spans) {
    union += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return Math.max(told, union / 1000);
}
