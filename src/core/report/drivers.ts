import type { Analysis } from "../analysis/analysis";
import type { Driver, Estimate, EstimatedEndpoint } from "../analysis/estimate";

/** The inputs that move the total of these endpoints most; one that several share moves them together, so its swings add. */
export function topDrivers(endpoints: readonly EstimatedEndpoint[], count?: number): readonly Driver[] {
  const sums = new Map<string, Driver>();
  for (const driver of endpoints.flatMap((endpoint) => endpoint.drivers)) {
    const known = sums.get(driver.input);
    sums.set(driver.input, known === undefined ? driver : { ...known, swing: known.swing + driver.swing });
  }
  return [...sums.values()].sort((a, b) => b.swing - a.swing || a.input.localeCompare(b.input)).slice(0, count);
}

/**
 * The inputs that move the whole month most, everything at 100 %. Swings of endpoints without a month are of one request,
 * and what waits for them is on no endpoint: then the whole itself is asked.
 */
export function baselineDrivers({ endpoints, total }: Estimate, count?: number): readonly Driver[] {
  if (total.kgCO2e === null) return [];
  return monthly(endpoints) ? topDrivers(endpoints, count) : (total.drivers ?? []).slice(0, count);
}

/** The same of what still runs as decided, where all of that has a month. */
export function decidedDrivers(analysis: Analysis, count?: number): readonly Driver[] {
  const running = decidedEndpoints(analysis);
  return monthly(running) ? topDrivers(running, count) : baselineDrivers(analysis.estimate, count);
}

function monthly(endpoints: readonly EstimatedEndpoint[]): boolean {
  return endpoints.every(({ drivers, state }) => state === "estimated" || drivers.length === 0);
}

/** The endpoints that still run as decided: what is stopped is not worth measuring first. */
export function decidedEndpoints({ estimate, matrix }: Analysis): readonly EstimatedEndpoint[] {
  const running = new Set(matrix?.rows.filter((row) => row.counted !== 0).map((row) => row.service));
  return estimate.endpoints.filter(({ services }) => services.some((service) => running.has(service)));
}
