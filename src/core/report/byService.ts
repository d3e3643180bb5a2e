import type { MatrixRow } from "../analysis/matrix";

/** Rows by their service, both in the order of the scenario. */
export function byService(rows: readonly MatrixRow[]): ReadonlyMap<string, readonly MatrixRow[]> {
  const services = new Map<string, MatrixRow[]>();
  for (const row of rows) services.set(row.service, [...(services.get(row.service) ?? []), row]);
  return services;
}
