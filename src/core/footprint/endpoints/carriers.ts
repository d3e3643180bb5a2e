import type { CodeFacts } from "../../routes/route";
import type { Means } from "../model/figures";
import { addPositions, addServed, columnOf, type MonthTile, type Served, totalTerms } from "../rows/columns";
import { isOpen, type System } from "../system";

/** In the order in which they are listed: routes of the code, then endpoints that only the scenario names. */
export function endpointIds(code: CodeFacts, served: ReadonlyMap<string, readonly Served[]>): string[] {
  return [...new Set([...code.routes.map(({ id }) => id), ...served.keys()])];
}

/**
 * What carries carbon beside each other: endpoints whose every row belongs to them, and rows that no endpoint carries (`loose`).
 * Their sums, with what hosts leave unattributed, are the total.
 */
export function carriersOf(system: System, ids: readonly string[], served: ReadonlyMap<string, readonly Served[]>): Carriers {
  const loose = looseRows(system, served);
  const endpoints = ids.flatMap((id) => {
    const rows = served.get(id);
    return rows?.every((one) => !loose.includes(one)) ? [rows] : [];
  });
  return { endpoints, loose };
}

/** Rows by endpoint id; a service with several endpoints is split evenly among them. */
export function servedBy(system: System): Map<string, Served[]> {
  const served = new Map<string, Served[]>();
  system.rows.forEach(({ endpoints }, row) => {
    for (const id of endpoints) {
      const rows = served.get(id) ?? [];
      rows.push({ row, part: 1 / endpoints.length });
      served.set(id, rows);
    }
  });
  return served;
}

/** Rows that no endpoint's figure carries: services without an endpoint, and neighbours of a row that is unknown. */
function looseRows(system: System, served: ReadonlyMap<string, readonly Served[]>): Served[] {
  const loose = system.rows.flatMap(({ endpoints }, row) => (endpoints.length === 0 ? [{ row, part: 1 }] : []));
  for (const rows of served.values()) if (rows.some(({ row }) => isOpen(system, row))) loose.push(...rows);
  return loose;
}

/** Which rows each listed endpoint carries, and which none does. */
export interface Carriers {
  /** in the order in which the endpoints are listed; without those whose figure is unknown */
  readonly endpoints: readonly (readonly Served[])[];
  readonly loose: readonly Served[];
}

/** The mean month of the baseline at the central values, or at any others. */
export function baselineKg(carriers: Carriers, means: Means): number {
  return columnOf({ means, width: 1, count: 1 }, (tile, into) => addBaseline(tile, into, carriers))[0] as number;
}

/** Endpoints in their listed order, then the unattributed, so equal to the last digit. */
export function addBaseline(tile: MonthTile, into: Float64Array, { endpoints, loose }: Carriers): void {
  for (const rows of endpoints)
    addColumn(
      columnOf(tile, (_, kg) => addServed(tile, kg, rows, totalTerms)),
      into,
    );
  addColumn(
    columnOf(tile, (_, kg) => addUnattributed(tile, kg, loose)),
    into,
  );
}

/** kg of no endpoint: what hosts emit in months without work, and loose rows. */
export function addUnattributed(tile: MonthTile, into: Float64Array, loose: readonly Served[]): void {
  addPositions(tile.means.hosts.unattributed, tile, into);
  addServed(tile, into, loose, totalTerms);
}

function addColumn(column: Float64Array, into: Float64Array): void {
  for (let k = 0; k < column.length; k++) into[k] = (into[k] as number) + (column[k] as number);
}
