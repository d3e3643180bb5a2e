import type { Driver, Estimate, EstimatedEndpoint } from "../analysis/estimate";
import { factorSet } from "../factors/factorSet";
import { lazily } from "../lazily";
import type { Basis } from "../quantity/interval";
import type { CodeFacts, Route } from "../routes/route";
import type { Translate } from "../text";
import { askBeside } from "./beside";
import { addPositions, addServed, columnOf, type MonthTile, type Served, totalTerms } from "./columns";
import { addCosts, costIn, leastCosts } from "./costs";
import { derive, deriveTotal, noDerivation } from "./derivation";
import { driversOf, inputsOf } from "./drivers";
import { askEndpoint, type EndpointFigures, known, secondsOf } from "./endpointFigures";
import { evaluate, partsPerFile } from "./evaluate";
import { type Figures, type Means, meansOf } from "./figures";
import { askHost, hostOf } from "./hostFigures";
import { type MeanEvaluator, meanEvaluator } from "./meanEvaluator";
import { priced } from "./planCosts";
import { hostCosts, rowServiceCosts } from "./rowCosts";
import { hostIsKnown, isOpen, planIsKnown, type System, unknownOn, unmeasuredOn } from "./system";
import { usedFactors } from "./usedFactors";

export interface EstimateOptions {
  readonly t: Translate;
  /** false: only the busy part of one request is known, whatever the model says (no scenario) */
  readonly scenario: boolean;
}

/**
 * The baseline: every row at 100 %. Endpoints + unattributed = total, in the central values, to the last digit.
 * Asks for its figures now; call what it returns after `figures.run`.
 */
export function askEstimate(figures: Figures, system: System, code: CodeFacts, options: EstimateOptions): () => Estimate {
  const { model } = system;
  const { t } = options;
  const served = servedBy(system);
  const routes = new Map(code.routes.map((route) => [route.id, route]));
  const ids = endpointIds(code, served);
  const asked = ids.flatMap((id) => {
    const rows = served.get(id);
    return rows ? [{ id, rows, figures: askEndpoint(figures, system, rows) }] : [];
  });
  const hosts = model.hosts.map((_, h) => askHost(figures, h));
  const carriers = carriersOf(system, ids, served);
  const { loose } = carriers;
  const unattributed = figures.add((tile, into) => addUnattributed(tile, into, loose));
  const totalKg = figures.add((tile, into) => addBaseline(tile, into, carriers));
  const totalKWh = figures.add((tile, into) => {
    for (const name of ["busyKWh", "idleKWh"] as const) addPositions(tile.means.hosts[name], tile, into);
  });
  const central = Float64Array.from(model.inputs, (input) => input.value.central);
  const means = meansOf(model, evaluate(model, central));
  const { at } = meanEvaluator(model);
  const beside = askBeside(figures, system, t);

  return () => {
    const byId = new Map(asked.map((one) => [one.id, one]));
    const endpoints = ids.map((id) => endpointOf(system, figures, id, routes.get(id) ?? null, byId.get(id) ?? null, { means, at }, options));

    const perHost = hostCosts(system, means);
    const costs = options.scenario ? addCosts(...perHost, ...rowServiceCosts(system)) : {};
    const everything = model.rows.map(() => 1 as const);
    const always = model.hosts.map(() => true);
    const wholly = priced(system, { levels: everything, on: always });
    const hasFigures = options.scenario && planIsKnown(system, everything, always);
    return {
      version: 1,
      currency: system.currency,
      horizon: options.scenario ? { from: model.months[0] as string, months: model.months.length } : null,
      endpoints,
      hosts: options.scenario ? hosts.map((host, h) => hostOf(system, figures, host, means, perHost[h] ?? {}, h, t)) : [],
      unattributed: { kgCO2e: known(figures, unattributed, hasFigures), why: whyUnattributed(system, means, loose, t) },
      total: lazily(
        {
          kWh: known(figures, totalKWh, hasFigures),
          kgCO2e: known(figures, totalKg, hasFigures),
          cost: wholly ? costIn(costs, system.currency).amount : null,
          costs: wholly ? costs : leastCosts(costs),
        },
        {
          derivation: () => (hasFigures ? deriveTotal(system, means, t) : noDerivation),
          drivers: () => (hasFigures ? driversOf(model, new Set(model.inputs.keys()), (values) => baselineKg(carriers, at(values)), 10) : []),
        },
      ),
      ...(options.scenario ? { beside: beside(hasFigures) } : {}),
      assumptions: system.assumptions,
      factors: usedFactors(system, t),
      factorSet,
      problems: system.problems,
    };
  };
}

/** In the order in which they are listed: routes of the code, then endpoints that only the scenario names. */
export function endpointIds(code: CodeFacts, served: ReadonlyMap<string, readonly Served[]>): string[] {
  return [...new Set([...code.routes.map(({ id }) => id), ...served.keys()])];
}

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
function addBaseline(tile: MonthTile, into: Float64Array, { endpoints, loose }: Carriers): void {
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

function addUnattributed(tile: MonthTile, into: Float64Array, loose: readonly Served[]): void {
  addPositions(tile.means.hosts.unattributed, tile, into);
  addServed(tile, into, loose, totalTerms);
}

function addColumn(column: Float64Array, into: Float64Array): void {
  for (let k = 0; k < column.length; k++) into[k] = (into[k] as number) + (column[k] as number);
}

function rowKg(means: Means, row: number): number {
  return (means.rows.avoidable[row] as number) + (means.rows.fixed[row] as number);
}

function endpointOf(
  system: System,
  figures: Figures,
  id: string,
  route: Route | null,
  asked: { rows: readonly Served[]; figures: EndpointFigures } | null,
  { means, at }: { readonly means: Means; readonly at: MeanEvaluator["at"] },
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
  const requests = figures.central(asked.figures.requests);
  const full = scenario && determined && hasVolume && requests > 0;
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
    ...measuredShare(system, asked.rows, id, means),
    ...(determined ? {} : { unknown: reasons.join("; ") }),
  } as const;
  return lazily<typeof endpoint, Pick<EstimatedEndpoint, "drivers" | "derivation">>(endpoint, {
    drivers: () => (determined ? drivers(system, asked.rows, full, at) : []),
    derivation: () => (determined ? derive(system, asked.rows, means, { volume: full, t }) : noDerivation),
  });
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

function drivers(system: System, served: readonly Served[], full: boolean, at: MeanEvaluator["at"]): Driver[] {
  const { model } = system;
  const used = inputsOf(model, served);
  if (full) {
    return driversOf(model, used, (values) => {
      const means = at(values);
      return served.reduce((all, { row, part }) => all + part * rowKg(means, row), 0);
    });
  }
  // Without a volume the swing is that of the busy part of one request, in kg.
  return driversOf(model, used, (values) =>
    served.reduce((all, { row }) => {
      const host = model.hosts[model.rows[row]?.host ?? -1];
      if (!host) return all;
      const weight = partsPerFile(model.rows[row]?.parts ?? [], values).requests;
      const wh = ((values[host.pue] as number) * (values[host.busy] as number) * secondsOf(model, row, values)) / 3600;
      return all + (weight * wh * (values[host.intensity] as number)) / 1e6;
    }, 0),
  );
}

function whyUnattributed(system: System, means: Means, loose: readonly Served[], t: Translate): string {
  const reasons: string[] = [];
  const names = (of: readonly Served[]): string[] => [...new Set(of.map(({ row }) => system.rows[row]?.service ?? ""))];
  const without = names(loose.filter(({ row }) => system.rows[row]?.endpoints.length === 0));
  if (without.length > 0) reasons.push(t("services without an endpoint: {0}", without.join(", ")));
  const beside = names(loose.filter(({ row }) => system.rows[row]?.endpoints.length !== 0 && !isOpen(system, row)));
  if (beside.length > 0) reasons.push(t("services whose endpoint also runs something unknown: {0}", beside.join(", ")));
  const carriesNone = (h: number): boolean => (means.hosts.unattributed[h] as number) > 0 || !hostIsKnown(system, h);
  const waiting = system.hosts.flatMap(({ name }, h) => (carriesNone(h) ? [{ name, open: unknownOn(system, h) }] : []));
  const untimed = waiting.filter(({ open }) => open.length > 0).map(({ name, open }) => `${name} (${open.join(", ")})`);
  if (untimed.length > 0) reasons.push(t("hosts whose services take a time that is not known: {0}", untimed.join(", ")));
  const uncounted = system.hosts.flatMap(({ name }, h) => {
    const open = unmeasuredOn(system, h);
    return carriesNone(h) && open.length > 0 ? [{ name, open }] : [];
  });
  if (uncounted.length > 0)
    reasons.push(t("hosts of which the volume of some work is not known: {0}", uncounted.map(({ name, open }) => `${name} (${open.join(", ")})`).join(", ")));
  const workless = waiting.filter(({ name, open }) => open.length === 0 && !uncounted.some((one) => one.name === name)).map(({ name }) => name);
  if (workless.length > 0) reasons.push(t("hosts that run in months without work: {0}", workless.join(", ")));
  return reasons.length > 0 ? reasons.join(t("; ")) : t("nothing");
}
