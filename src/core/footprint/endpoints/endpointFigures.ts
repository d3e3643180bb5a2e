import type { Interval } from "../../quantity/interval";
import type { FigureId, Figures } from "../model/figures";
import type { Model } from "../model/model";
import { addServed, type Column, columnOf, operationalTerms, type Served, type Terms, type Tile, totalTerms } from "../rows/columns";
import { askedTogether } from "../services/together";
import type { System } from "../system";
import { addMarket, hasMarket } from "./beside";

/** The figures of one endpoint, to be read after `Figures.run`. */
export interface EndpointFigures {
  readonly perMonth: { readonly kgCO2e: FigureId; readonly operational: FigureId; readonly embodied: FigureId; readonly marketBased: FigureId | null };
  readonly perRequest: {
    readonly gCO2e: FigureId;
    readonly busyWh: FigureId;
    readonly idleWh: FigureId;
    readonly operational: FigureId;
    readonly embodied: FigureId;
  };
  readonly seconds: FigureId;
  readonly busyGrams: FigureId;
  readonly busyWhAlone: FigureId;
  readonly files: FigureId;
  readonly requests: FigureId;
}

/**
 * Asks for the figures of an endpoint, to which its services add up. A request is one of the endpoint's, whichever of its services it runs: a month is
 * its requests times what one takes. `alone`: of one request while it works, and no others, which stay 0: nothing else is shown without a scenario.
 */
export function askEndpoint(figures: Figures, system: System, served: readonly Served[], { alone }: { readonly alone: boolean }): EndpointFigures {
  const { model } = system;
  const services = groupByService(system, served);
  const whole = (column: Column): FigureId => (alone ? figures.none : figures.add(column));
  const overRows = (terms: Terms): FigureId => whole((tile, into) => addServed(tile, into, served, terms));
  const perRequest = (terms: Terms): FigureId =>
    whole((tile, into) => {
      const requests = columnOf(tile, (_, asked) => addRequests(system, tile, asked, services));
      addServed(tile, into, served, terms);
      for (let k = 0; k < tile.count; k++) into[k] = (requests[k] as number) > 0 ? (1000 * (into[k] as number)) / (requests[k] as number) : 0;
    });
  const ofOne = (pick: OfOne): FigureId => figures.add((tile, into) => addAlone(system, tile, into, services, pick));
  const busyWh = busyWhOf(model);

  return {
    perMonth: {
      kgCO2e: overRows(totalTerms),
      operational: overRows(operationalTerms),
      embodied: overRows([["embodied", 1]]),
      marketBased: hasMarket(model)
        ? whole((tile, into) => {
            for (const one of served) addMarket(model, tile, into, one);
          })
        : null,
    },
    perRequest: {
      gCO2e: perRequest(totalTerms),
      busyWh: perRequest([["busyKWh", 1]]),
      idleWh: perRequest([["idleKWh", 1]]),
      operational: perRequest(operationalTerms),
      embodied: perRequest([["embodied", 1]]),
    },
    seconds: ofOne(secondsOf),
    busyWhAlone: ofOne(busyWh),
    busyGrams: ofOne(busyGramsOf(model)),
    files: whole((tile, into) => {
      for (const rows of services) {
        const files = columnOf(tile, (_, all) => addServed(tile, all, rows, [["files", 1]]));
        for (let k = 0; k < tile.count; k++) into[k] = Math.max(into[k] as number, files[k] as number);
      }
    }),
    requests: whole((tile, into) => addRequests(system, tile, into, services)),
  };
}

/** A figure of one request of a row in one draw, volume or not. */
export type OfOne = (tile: Tile, row: number, k: number) => number;

/** Busy seconds. */
export const secondsOf: OfOne = ({ perFile, width }, row, k) => {
  const requests = perFile.requests[row * width + k] as number;
  return requests > 0 ? (3600 * (perFile.hours[row * width + k] as number)) / requests : 0;
};

/** Wh while it works, with PUE. */
export function busyWhOf(model: Model): OfOne {
  return (tile, row, k) => {
    const { host: position, busyPower } = model.rows[row] as Model["rows"][number];
    const host = position === null ? undefined : model.hosts[position];
    if (!host) return 0;
    const value = (input: number): number => tile.values[input * tile.width + k] as number;
    return (value(host.pue) * value(busyPower ?? host.busy) * secondsOf(tile, row, k)) / 3600;
  };
}

/** g while it works, with PUE. */
export function busyGramsOf(model: Model): OfOne {
  const busyWh = busyWhOf(model);
  return (tile, row, k) => {
    const host = model.hosts[model.rows[row]?.host ?? -1];
    return host ? (busyWh(tile, row, k) * (tile.values[host.intensity * tile.width + k] as number)) / 1000 : 0;
  };
}

/** Requests of an endpoint in a month: those of the service that is asked most, as the others work within the same; of models instead of one another each has its own. */
function addRequests(system: System, tile: Tile, into: Float64Array, services: readonly (readonly Served[])[]): void {
  const { files, requests } = tile.means.rows;
  addTogether(system, tile, into, services, weightsOf(tile, services, requests), weightsOf(tile, services, files));
}

/** Sums of each service over its rows, draw by draw. */
function weightsOf({ width, count }: Tile, services: readonly (readonly Served[])[], figure: Float64Array): Float64Array[] {
  return services.map((rows) => {
    const sums = new Float64Array(count);
    for (const { row, part } of rows) for (let k = 0; k < count; k++) sums[k] = (sums[k] as number) + part * (figure[row * width + k] as number);
    return sums;
  });
}

/** Adds what some services are asked together, draw by draw. */
function addTogether(
  system: System,
  { count }: Tile,
  into: Float64Array,
  services: readonly (readonly Served[])[],
  of: readonly Float64Array[],
  most: readonly Float64Array[],
): void {
  const groups = services.map((rows) => system.rows[rows[0]?.row ?? -1]?.instead);
  for (let k = 0; k < count; k++) {
    const at = (columns: readonly Float64Array[], s: number): number => (columns[s] as Float64Array)[k] as number;
    into[k] =
      (into[k] as number) +
      askedTogether(
        groups,
        (s) => at(of, s),
        (s) => at(most, s),
      );
  }
}

/**
 * A figure of one request alone, of each service as often as a request runs it: by requests where volumes are known, else by those of one file of each
 * language. Without a scenario the request is the route's, which may run the model or another one.
 */
function addAlone(system: System, tile: Tile, into: Float64Array, services: readonly (readonly Served[])[], pick: OfOne): void {
  const { means, perFile, width, count } = tile;
  const isKnown = services.every((rows) => rows.some(({ row }) => (means.rows.requests[row * width] as number) > 0));
  const by = isKnown ? means.rows.requests : perFile.requests;
  const weights = weightsOf(tile, services, by);
  const often = isKnown
    ? weights
    : weights.map((one, s) => {
        const parts = (services[s] as readonly Served[]).reduce((all, { part }) => all + part, 0);
        return one.map((sum) => sum / parts);
      });
  const most = isKnown ? weightsOf(tile, services, means.rows.files) : services.map(() => new Float64Array(count).fill(1));
  const requests = new Float64Array(count);
  addTogether(system, tile, requests, services, often, most);
  services.forEach((rows, s) => {
    for (let k = 0; k < count; k++) {
      const all = (weights[s] as Float64Array)[k] as number;
      if (all <= 0) continue;
      let sum = 0;
      for (const { row, part } of rows) sum += part * (by[row * width + k] as number) * pick(tile, row, k);
      into[k] = (into[k] as number) + (system.ofCode ? sum : ((sum / all) * ((often[s] as Float64Array)[k] as number)) / (requests[k] as number));
    }
  });
}

/** The same of one service in the one draw of a tile, for a request of its own. */
export function alone(system: System, one: Tile, rows: readonly Served[], pick: OfOne): number {
  return columnOf(one, (tile, into) => addAlone(system, tile, into, [rows], pick))[0] as number;
}

/** Requests of an endpoint in a month of the one draw of a tile. */
export function requestsOf(system: System, one: Tile, services: readonly (readonly Served[])[]): number {
  return columnOf(one, (tile, into) => addRequests(system, tile, into, services))[0] as number;
}

/** Rows of one service together, in the order in which services come first. */
export function groupByService(system: System, served: readonly Served[]): Served[][] {
  const groups = new Map<string, Served[]>();
  for (const one of served) {
    const service = system.rows[one.row]?.service ?? "";
    const group = groups.get(service);
    if (group) group.push(one);
    else groups.set(service, [one]);
  }
  return [...groups.values()];
}

/** The interval when it is known; null otherwise: unknown is shown as unknown. */
export function known(figures: Figures, figure: FigureId, when: boolean): Interval | null {
  return when ? figures.interval(figure) : null;
}
