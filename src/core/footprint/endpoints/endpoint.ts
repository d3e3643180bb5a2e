import type { Driver, EstimatedEndpoint, KnownPart } from "../../analysis/estimate";
import { lazily } from "../../lazily";
import type { Basis } from "../../quantity/interval";
import type { Route } from "../../routes/route";
import type { Translate } from "../../text";
import type { Figures, Means } from "../model/figures";
import type { MeanEvaluator } from "../model/meanEvaluator";
import type { Served, Tile } from "../rows/columns";
import type { System } from "../system";
import { derive, noDerivation } from "./derivation";
import { driversOf, inputsOf } from "./drivers";
import { busyGramsOf, type EndpointFigures, known } from "./endpointFigures";

export interface EstimateOptions {
  readonly t: Translate;
  /** false: only the busy part of one request is known, whatever the model says (no scenario) */
  readonly scenario: boolean;
}

/** The model at its central values, and at any others. */
interface Evaluated {
  readonly central: Tile;
  readonly evaluator: MeanEvaluator;
}

/** Rows of an endpoint and the figures that were asked for of them. */
export interface Asked {
  readonly rows: readonly Served[];
  readonly figures: EndpointFigures;
}

/** One listed endpoint, whether the scenario serves it or not. */
export function endpointOf(
  system: System,
  figures: Figures,
  id: string,
  route: Route | null,
  asked: (Asked & { readonly part: Asked | null }) | null,
  { central, evaluator }: Evaluated,
  { t, scenario }: EstimateOptions,
): EstimatedEndpoint {
  const place = placeOf(id, route);
  const nothing = { gCO2e: null, energyWh: { busy: null, idle: null }, seconds: null, operational: null, embodied: null };
  if (!asked) {
    const state = route && route.workloads.length > 0 ? "unknown" : "no-ai";
    return {
      ...place,
      services: [],
      volume: { files: null, requests: null },
      basis: "assumed",
      perRequest: nothing,
      perMonth: { kgCO2e: null, operational: null, embodied: null },
      drivers: [],
      busyPerRequest: null,
      derivation: noDerivation,
      state,
      ...(state === "no-ai" && route?.calls !== undefined ? { calls: route.calls } : {}),
      ...(state === "no-ai" && route?.unseen !== undefined ? { unseen: route.unseen } : {}),
      ...(state === "no-ai" && system.measuredAlone?.has(id)
        ? { unknown: t("measured, and no service gives it its machine: write one with its endpoint and task: other") }
        : {}),
      ...(state === "unknown"
        ? { unknown: scenario ? t("no service of the scenario serves it: write one") : t("the time of this task is not known: measure it") }
        : {}),
    };
  }
  const { model } = system;
  const infos = asked.rows.flatMap(({ row }) => system.rows[row] ?? []);
  const reasons = [...new Set(infos.flatMap(({ unknown }) => unknown ?? []))];
  const determined = reasons.length === 0;
  const hasVolume = asked.rows.every(({ row }) => model.rows[row]?.profile !== null);
  const full = determined && hasFullFigures(system, figures, asked, scenario);
  const { perMonth, perRequest } = asked.figures;
  const endpoint = {
    ...place,
    services: scenario ? [...new Set(infos.map(({ service }) => service))] : [],
    volume: {
      files: known(figures, asked.figures.files, scenario && hasVolume),
      requests: known(figures, asked.figures.requests, scenario && hasVolume),
    },
    basis: worst(infos.map((info) => basisAt(info, id))),
    perRequest: {
      gCO2e: known(figures, perRequest.gCO2e, full),
      energyWh: {
        busy: full ? figures.interval(perRequest.busyWh) : known(figures, asked.figures.busyWhAlone, determined),
        idle: known(figures, perRequest.idleWh, full),
      },
      seconds: known(figures, asked.figures.seconds, determined),
      operational: known(figures, perRequest.operational, full),
      embodied: known(figures, perRequest.embodied, full),
    },
    perMonth: {
      kgCO2e: known(figures, perMonth.kgCO2e, scenario && determined && hasVolume),
      operational: known(figures, perMonth.operational, scenario && determined && hasVolume),
      embodied: known(figures, perMonth.embodied, scenario && determined && hasVolume),
      ...(perMonth.marketBased !== null && scenario && determined && hasVolume ? { marketBased: figures.interval(perMonth.marketBased) } : {}),
    },
    busyPerRequest: known(figures, asked.figures.busyGrams, determined),
    state: !determined ? "unknown" : !scenario ? "busy-only" : full ? "estimated" : "no-volume",
    ...measuredShare(system, asked.rows, id, central.means),
    ...(determined ? {} : { unknown: reasons.join("; "), ...(asked.part ? { knownPart: knownPart(system, figures, asked.part, scenario) } : {}) }),
  } as const;
  const told = determined
    ? { rows: asked.rows, full }
    : asked.part
      ? { rows: asked.part.rows, full: hasFullFigures(system, figures, asked.part, scenario) }
      : null;
  return lazily<typeof endpoint, Pick<EstimatedEndpoint, "drivers" | "derivation">>(endpoint, {
    drivers: () => (told ? drivers(system, told.rows, told.full, evaluator) : []),
    derivation: () => (told ? derive(system, told.rows, central, { volume: told.full, t }) : noDerivation),
  });
}

/** Work whose time is known has figures beyond its busy part where the scenario says how much of it there is. */
function hasFullFigures({ model }: System, figures: Figures, { rows, figures: { requests } }: Asked, scenario: boolean): boolean {
  return scenario && rows.every(({ row }) => model.rows[row]?.profile !== null) && figures.central(requests) > 0;
}

function knownPart(system: System, figures: Figures, part: Asked, scenario: boolean): KnownPart {
  const full = hasFullFigures(system, figures, part, scenario);
  return {
    services: scenario ? [...new Set(part.rows.flatMap(({ row }) => system.rows[row]?.service ?? []))] : [],
    busyPerRequest: figures.interval(part.figures.busyGrams),
    perRequest: known(figures, part.figures.perRequest.gCO2e, full),
    perMonth: known(figures, part.figures.perMonth.kgCO2e, full),
  };
}

/** What measured rows use while they work, out of all that their endpoint is given: the rest, waiting and making, is modelled whatever was measured. */
function measuredShare({ model, rows }: System, served: readonly Served[], id: string, means: Means): { readonly measuredShare?: number } {
  const kg = (kgOf: (row: number) => number): number => served.reduce((sum, { row, part }) => sum + part * kgOf(row), 0);
  const measured = served.filter(({ row }) => {
    const info = rows[row];
    return info !== undefined && basisAt(info, id) === "measured";
  });
  const whole = kg((row) => rowKg(means, row));
  if (measured.length === 0 || whole <= 0) return {};
  const work = measured.reduce((sum, { row, part }) => {
    const host = model.hosts[model.rows[row]?.host ?? -1];
    return host ? sum + (part * (means.rows.busyKWh[row] as number) * (model.inputs[host.intensity]?.value.central ?? 0)) / 1000 : sum;
  }, 0);
  return { measuredShare: Math.min(1, work / whole) };
}

function placeOf(id: string, route: Route | null): Pick<EstimatedEndpoint, "id" | "app" | "method" | "path" | "file" | "line"> {
  if (route) return { id, app: route.app, method: route.method, path: route.path, file: route.file, line: route.line };
  const [method = "", ...path] = id.split(" ");
  return { id, app: null, method, path: path.join(" "), file: null, line: null };
}

/** An endpoint that nobody measured takes what the measured ones of its service need on average. */
function basisAt({ basis, measuredAt }: System["rows"][number], id: string): Basis {
  return basis === "measured" && !measuredAt.includes(id) ? "modelled" : basis;
}

/** Measured only when every part is; assumed as soon as one is. */
function worst(all: readonly Basis[]): Basis {
  if (all.length === 0 || all.includes("assumed")) return "assumed";
  return all.every((basis) => basis === "measured") ? "measured" : "modelled";
}

function drivers(system: System, served: readonly Served[], full: boolean, { at, perFile }: MeanEvaluator): Driver[] {
  const { model } = system;
  const used = inputsOf(model, served);
  if (full) {
    return driversOf(model, used, (values) => {
      const means = at(values);
      return served.reduce((all, { row, part }) => all + part * rowKg(means, row), 0);
    });
  }
  // Without a volume the swing is that of the busy part of one request, in kg.
  const grams = busyGramsOf(model);
  return driversOf(model, used, (values) => {
    const one = { means: at(values), perFile, values, width: 1, count: 1 };
    return served.reduce((all, { row }) => all + ((perFile.requests[row] as number) * grams(one, row, 0)) / 1000, 0);
  });
}

function rowKg(means: Means, row: number): number {
  return (means.rows.avoidable[row] as number) + (means.rows.fixed[row] as number);
}
