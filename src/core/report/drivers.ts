import type { Analysis } from "../analysis/analysis";
import type { Driver, EstimatedEndpoint } from "../analysis/estimate";

/** The inputs that move the total of these endpoints most; one that several share moves them together, so its swings add. */
export function topDrivers(endpoints: readonly EstimatedEndpoint[], count: number): readonly Driver[] {
  const sums = new Map<string, Driver>();
  for (const driver of endpoints.flatMap((endpoint) => endpoint.drivers)) {
    const known = sums.get(driver.input);
    sums.set(driver.input, known === undefined ? driver : { ...known, swing: known.swing + driver.swing });
  }
  return [...sums.values()].sort((a, b) => b.swing - a.swing || a.input.localeCompare(b.input)).slice(0, count);
}

/** The endpoints that still run as decided: what is stopped is not worth measuring first. */
export function decidedEndpoints({ estimate, matrix }: Analysis): readonly EstimatedEndpoint[] {
  const running = new Set(matrix?.rows.filter((row) => row.decided !== 0).map((row) => row.service));
  return estimate.endpoints.filter(({ services }) => services.some((service) => running.has(service)));
}
