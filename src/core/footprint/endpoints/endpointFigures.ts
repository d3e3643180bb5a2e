import type { Interval } from "../../quantity/interval";
import type { FigureId, Figures } from "../model/figures";
import type { Model } from "../model/model";
import { addServed, type Column, columnOf, operationalTerms, type Served, type Terms, type Tile, totalTerms } from "../rows/columns";
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
 * Asks for the figures of an endpoint; several services at one endpoint add up, each per request of its own. `alone`: of one request while it works,
 * and no others, which stay 0: nothing else is shown without a scenario.
 */
export function askEndpoint(figures: Figures, system: System, served: readonly Served[], { alone }: { readonly alone: boolean }): EndpointFigures {
  const { model } = system;
  const services = groupByService(system, served);
  const whole = (column: Column): FigureId => (alone ? figures.none : figures.add(column));
  const overRows = (terms: Terms): FigureId => whole((tile, into) => addServed(tile, into, served, terms));
  const perRequest = (terms: Terms): FigureId =>
    whole((tile, into) => {
      for (const rows of services) {
        const requests = columnOf(tile, (_, sum) => addServed(tile, sum, rows, [["requests", 1]]));
        const figure = columnOf(tile, (_, sum) => addServed(tile, sum, rows, terms));
        for (let k = 0; k < tile.count; k++)
          if ((requests[k] as number) > 0) into[k] = (into[k] as number) + (1000 * (figure[k] as number)) / (requests[k] as number);
      }
    });
  const ofOne = (pick: OfOne): FigureId =>
    figures.add((tile, into) => {
      for (const rows of services) addAlone(system, tile, into, rows, pick);
    });
  const largest = (name: "files" | "requests"): FigureId =>
    whole((tile, into) => {
      for (const rows of services) {
        const sum = columnOf(tile, (_, all) => addServed(tile, all, rows, [[name, 1]]));
        for (let k = 0; k < tile.count; k++) into[k] = Math.max(into[k] as number, sum[k] as number);
      }
    });
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
    files: largest("files"),
    requests: largest("requests"),
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

/**
 * A figure of one request alone, mean over the rows of a service: by requests where volumes are known, else by the shares of their languages.
 * Without a scenario the request is the route's, which may run the model or another one.
 */
function addAlone({ ofCode }: System, tile: Tile, into: Float64Array, rows: readonly Served[], pick: OfOne): void {
  const { means, perFile, width, count } = tile;
  const { requests } = means.rows;
  for (let k = 0; k < count; k++) {
    const by = rows.some(({ row }) => (requests[row * width + k] as number) > 0) ? requests : perFile.requests;
    let weights = 0;
    let sum = 0;
    for (const { row } of rows) {
      const weight = by[row * width + k] as number;
      weights += weight;
      sum += weight * pick(tile, row, k);
    }
    if (weights > 0) into[k] = (into[k] as number) + (ofCode ? sum : sum / weights);
  }
}

/** The same in the one draw of a tile. */
export function alone(system: System, one: Tile, rows: readonly Served[], pick: OfOne): number {
  return columnOf(one, (tile, into) => addAlone(system, tile, into, rows, pick))[0] as number;
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
