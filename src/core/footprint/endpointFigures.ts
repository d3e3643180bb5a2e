import type { Interval } from "../quantity/interval";
import { hasMarket, marketKg } from "./beside";
import { partsPerFile } from "./evaluate";
import type { FigureId, Figures, Means } from "./figures";
import type { Model } from "./model";
import type { System } from "./system";

/** A row that an endpoint serves, and which part of it (a service with two endpoints gives each a half). */
export interface Served {
  readonly row: number;
  readonly part: number;
}

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
  const overRows =
    (pick: (means: Means, row: number) => number) =>
    (means: Means): number =>
      served.reduce((sum, { row, part }) => sum + part * pick(means, row), 0);
  const perRequest =
    (pick: (means: Means, row: number) => number) =>
    (means: Means): number =>
      services.reduce((sum, rows) => {
        const requests = rows.reduce((all, { row, part }) => all + part * at(means.rows.requests, row), 0);
        const figure = rows.reduce((all, { row, part }) => all + part * pick(means, row), 0);
        return requests > 0 ? sum + figure / requests : sum;
      }, 0);
  const ofOne =
    (pick: (row: number, values: Float64Array) => number) =>
    (means: Means, values: Float64Array): number =>
      services.reduce((sum, rows) => sum + alone(model, rows, means, values, pick), 0);

  const total = (means: Means, row: number): number => at(means.rows.avoidable, row) + at(means.rows.fixed, row);
  const operational = (means: Means, row: number): number => total(means, row) - at(means.rows.embodied, row);
  const embodied = (means: Means, row: number): number => at(means.rows.embodied, row);
  const grams =
    (pick: (means: Means, row: number) => number) =>
    (means: Means, row: number): number =>
      1000 * pick(means, row);
  const busyWh = (row: number, values: Float64Array): number => busyWhOf(model, row, values);

  return {
    perMonth: {
      kgCO2e: figures.add(overRows(total)),
      operational: figures.add(overRows(operational)),
      embodied: figures.add(overRows(embodied)),
      marketBased: hasMarket(model)
        ? figures.add((means, values) => served.reduce((sum, { row, part }) => sum + part * marketKg(model, means, values, row), 0))
        : null,
    },
    perRequest: {
      gCO2e: figures.add(perRequest(grams(total))),
      busyWh: figures.add(perRequest(grams((means, row) => at(means.rows.busyKWh, row)))),
      idleWh: figures.add(perRequest(grams((means, row) => at(means.rows.idleKWh, row)))),
      operational: figures.add(perRequest(grams(operational))),
      embodied: figures.add(perRequest(grams(embodied))),
    },
    seconds: figures.add(ofOne((row, values) => secondsOf(model, row, values))),
    busyWhAlone: figures.add(ofOne(busyWh)),
    busyGrams: figures.add(ofOne((row, values) => (busyWh(row, values) * intensityOf(model, row, values)) / 1000)),
    files: figures.add((means) => largest(services, means, "files")),
    requests: figures.add((means) => largest(services, means, "requests")),
  };
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

function intensityOf(model: Model, row: number, values: Float64Array): number {
  const position = model.rows[row]?.host ?? null;
  const host = position === null ? undefined : model.hosts[position];
  return host ? (values[host.intensity] as number) : 0;
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

function largest(services: readonly (readonly Served[])[], means: Means, key: "files" | "requests"): number {
  return Math.max(0, ...services.map((rows) => rows.reduce((sum, { row, part }) => sum + part * at(means.rows[key], row), 0)));
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
