import type { Interval } from "../quantity/interval";
import { addMarket, hasMarket } from "./beside";
import { addServed, columnOf, operationalTerms, type Served, type Terms, type Tile, totalTerms } from "./columns";
import { partsPerFile } from "./evaluate";
import type { FigureId, Figures, Means } from "./figures";
import type { Model } from "./model";
import type { System } from "./system";

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

/** Asks for the figures of an endpoint; several services at one endpoint add up, each per request of its own. */
export function askEndpoint(figures: Figures, system: System, served: readonly Served[]): EndpointFigures {
  const { model } = system;
  const services = groupByService(system, served);
  const overRows = (terms: Terms): FigureId => figures.add((tile, into) => addServed(tile, into, served, terms));
  const perRequest = (terms: Terms): FigureId =>
    figures.add((tile, into) => {
      for (const rows of services) {
        const requests = columnOf(tile, (_, sum) => addServed(tile, sum, rows, [["requests", 1]]));
        const figure = columnOf(tile, (_, sum) => addServed(tile, sum, rows, terms));
        for (let k = 0; k < tile.count; k++)
          if ((requests[k] as number) > 0) into[k] = (into[k] as number) + (1000 * (figure[k] as number)) / (requests[k] as number);
      }
    });
  const ofOne = (pick: OfOne): FigureId =>
    figures.add((tile, into) => {
      for (const rows of services) addAlone(tile, into, rows, pick);
    });
  const largest = (name: "files" | "requests"): FigureId =>
    figures.add((tile, into) => {
      for (const rows of services) {
        const sum = columnOf(tile, (_, all) => addServed(tile, all, rows, [[name, 1]]));
        for (let k = 0; k < tile.count; k++) into[k] = Math.max(into[k] as number, sum[k] as number);
      }
    });
  const busyWh: OfOne = (tile, row, k) => {
    const { host: position, busyPower } = model.rows[row] as Model["rows"][number];
    const host = position === null ? undefined : model.hosts[position];
    if (!host) return 0;
    const value = (input: number): number => tile.values[input * tile.width + k] as number;
    return (value(host.pue) * value(busyPower ?? host.busy) * secondsOfOne(tile, row, k)) / 3600;
  };
  const intensity: OfOne = (tile, row, k) => {
    const host = model.hosts[model.rows[row]?.host ?? -1];
    return host ? (tile.values[host.intensity * tile.width + k] as number) : 0;
  };

  return {
    perMonth: {
      kgCO2e: overRows(totalTerms),
      operational: overRows(operationalTerms),
      embodied: overRows([["embodied", 1]]),
      marketBased: hasMarket(model)
        ? figures.add((tile, into) => {
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
    seconds: ofOne(secondsOfOne),
    busyWhAlone: ofOne(busyWh),
    busyGrams: ofOne((tile, row, k) => (busyWh(tile, row, k) * intensity(tile, row, k)) / 1000),
    files: largest("files"),
    requests: largest("requests"),
  };
}

/** A figure of one request of a row in one draw, volume or not. */
type OfOne = (tile: Tile, row: number, k: number) => number;

const secondsOfOne: OfOne = ({ perFile, width }, row, k) => {
  const requests = perFile.requests[row * width + k] as number;
  return requests > 0 ? (3600 * (perFile.hours[row * width + k] as number)) / requests : 0;
};

/** The same as `alone`, of every draw. */
function addAlone(tile: Tile, into: Float64Array, rows: readonly Served[], pick: OfOne): void {
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
    if (weights > 0) into[k] = (into[k] as number) + sum / weights;
  }
}

/** Busy seconds of one request of a row, volume or not. */
export function secondsOf(model: Model, row: number, values: Float64Array): number {
  const parts = model.rows[row]?.parts ?? [];
  const one = partsPerFile(parts, values);
  return one.requests > 0 ? one.seconds / one.requests : 0;
}

/** Wh of one request while it works, with PUE. */
export function busyWhOf(model: Model, row: number, values: Float64Array): number {
  const { host: position, busyPower } = model.rows[row] as Model["rows"][number];
  const host = position === null ? undefined : model.hosts[position];
  if (!host) return 0;
  return ((values[host.pue] as number) * (values[busyPower ?? host.busy] as number) * secondsOf(model, row, values)) / 3600;
}

/** A figure of one request alone, mean over the rows of a service: by requests where volumes are known, else by the shares of their languages. */
export function alone(model: Model, rows: readonly Served[], means: Means, values: Float64Array, pick: (row: number, values: Float64Array) => number): number {
  const byVolume = rows.some(({ row }) => at(means.rows.requests, row) > 0);
  let weights = 0;
  let sum = 0;
  for (const { row } of rows) {
    const weight = byVolume ? at(means.rows.requests, row) : partsPerFile(model.rows[row]?.parts ?? [], values).requests;
    weights += weight;
    sum += weight * pick(row, values);
  }
  return weights > 0 ? sum / weights : 0;
}

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

function at(array: Float64Array, position: number): number {
  return array[position] as number;
}

/** The interval when it is known; null otherwise: unknown is shown as unknown. */
export function known(figures: Figures, figure: FigureId, when: boolean): Interval | null {
  return when ? figures.interval(figure) : null;
}
