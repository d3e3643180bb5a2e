import type { Assumption } from "../analysis";
import { contextWindow } from "../factors/context";
import type { ResolvedModel } from "../factors/findModel";
import { weightsGB } from "../factors/precision";
import type { EndpointMeasurement, Measurements } from "../measurements/observation";
import type { Problem } from "../problem";
import type { Basis } from "../quantity/interval";
import type { Quantity } from "../quantity/quantity";
import type { CodeFacts, Route, Task, Workload } from "../routes/route";
import type { Scenario, ServiceSettings } from "../scenario/scenario";
import type { Translate } from "../text";
import { besideInputs } from "./beside";
import { calibrate } from "./calibrate";
import { sourceText } from "./factorInput";
import { type ResolvedHost, resolveHost } from "./hosts";
import { findKey, idKey } from "./ids";
import { Inputs } from "./inputs";
import { joinEndpoints, routesWithoutService, workloadOf } from "./joinEndpoints";
import type { Model, Part, Product, Profile, RowModel } from "./model";
import { monthsFrom } from "./months";
import { centralOf, targetsOf, workQuantities } from "./quantities";
import { rateLabel } from "./rateLabel";
import { checkEngine, modelOf } from "./serviceModel";
import { stated } from "./stated";
import { statedDefaults } from "./statedDefaults";
import type { RowInfo, System } from "./system";
import { volumesOf } from "./volumes";
import { workSeconds } from "./work";

export interface ResolveOptions {
  readonly scenario: Scenario;
  readonly code: CodeFacts;
  readonly measurements: Measurements;
  /** YYYY-MM-DD; the horizon starts in its month unless the scenario says otherwise */
  readonly today: string;
  readonly t: Translate;
  /** true where no scenario file exists: one machine a service, and no Problem about what nobody wrote yet */
  readonly synthetic: boolean;
}

interface Service {
  readonly name: string;
  readonly settings: ServiceSettings;
  readonly endpoints: readonly string[];
  readonly workload: Workload | null;
  readonly task: Task | null;
  readonly engine: string | null;
  readonly model: ResolvedModel | null;
  readonly modelName: string | null;
  readonly measurement: EndpointMeasurement | null;
}

const ordinaryTask: Task = "other";

/** Joins scenario, code, factors and measurements into the compiled model, stating every assumption on the way. */
export function resolve(options: ResolveOptions): System {
  const { scenario, code, t } = options;
  const inputs = new Inputs();
  const assumptions: Assumption[] = [];
  const problems: Problem[] = [];
  const context = { scenario, inputs, assumptions, problems, t };
  const months = monthsFrom(scenario.horizon?.from ?? options.today.slice(0, 7), scenario.horizon?.months ?? 12);
  if (!options.synthetic && !scenario.horizon?.from) {
    assumptions.push({ path: "horizon.from", value: months[0] as string, unit: "", basis: "assumed", reason: t("the month of the analysis") });
  }

  const services = Object.entries(scenario.services ?? {}).map(([name, settings]) => serviceOf(name, settings, options, problems));
  const joined = new Set(services.flatMap(({ endpoints }) => endpoints));
  if (!options.synthetic) problems.push(...routesWithoutService(code, joined, t));

  const hosts = hostsOf(services, options, context);
  const profiles = new Map<string, Profile>();
  const rows: ResolvedRow[] = services.flatMap((service) => rowsOf(service, hosts, { ...options, inputs, assumptions, problems, months, profiles }));

  const model: Model = { inputs: inputs.list, months, hosts: hosts.all.map(({ model: host }) => host), rows: rows.map(({ row }) => row) };
  const calibrated = calibrate(
    model,
    services,
    rows.map(({ info }) => info),
    hosts.all,
    inputs,
    t,
  );
  const infos = rows.map(
    ({ info, assumed }, r): RowInfo => (calibrated.measured.has(r) ? { ...info, unknown: null, basis: assumed ? "assumed" : "measured" } : info),
  );
  problems.push(...calibrated.problems, ...unusedHosts(calibrated.model, t, options.synthetic));
  const beside = besideInputs(scenario, model.hosts, context);
  return {
    model: { ...calibrated.model, inputs: inputs.list },
    hosts: hosts.all.map(({ info }) => info),
    rows: infos,
    assumptions: options.synthetic ? assumptions : [...assumptions, ...statedDefaults(scenario, infos, t)],
    problems,
    beside,
    currency: scenario.currency ?? currencyOf(hosts.all, scenario),
    exchange: scenario.exchange ?? {},
  };
}

function serviceOf(name: string, settings: ServiceSettings, { code, measurements, t, synthetic }: ResolveOptions, problems: Problem[]): Service {
  const { ids, routes, problems: joining } = joinEndpoints(name, settings, code, t);
  problems.push(...joining);
  const workload = workloadOf(settings, routes);
  const modelName = settings.model?.name ?? workload?.model ?? null;
  // what a provider runs needs neither rates nor weights of ours
  const asked = settings.host !== undefined && idKey(settings.host) === "external" ? [] : problems;
  const model = modelOf(name, settings, modelName, asked, t, synthetic);
  const task = settings.task ?? workload?.task ?? taskOf(model);
  asked.push(...checkEngine(name, settings, task, t));
  return {
    name,
    settings,
    endpoints: ids,
    workload,
    modelName,
    model,
    task,
    engine: settings.engine ?? workload?.engine ?? null,
    measurement: measurementOf(routes, measurements),
  };
}

function taskOf(model: ResolvedModel | null): Task | null {
  switch (model?.kind) {
    case "whisper":
      return "transcription";
    case "seq2seq":
      return "translation";
    case "llm":
      return "generation";
    case "encoder":
      return /rerank/i.test(model.id) ? "reranking" : "embedding";
    default:
      return null;
  }
}

function measurementOf(routes: readonly Route[], measurements: Measurements): EndpointMeasurement | null {
  const ids = new Set(routes.map(({ id }) => id));
  const found = measurements.endpoints.filter(({ routeId, requests }) => ids.has(routeId) && requests > 0);
  const [first] = found;
  if (!first) return null;
  const sum = (pick: (one: EndpointMeasurement) => number | null): number | null =>
    found.reduce<number | null>((all, one) => {
      const more = pick(one);
      return all === null || more === null ? null : all + more;
    }, 0);
  return {
    ...first,
    requests: sum(({ requests }) => requests) ?? 0,
    wallSeconds: sum(({ wallSeconds }) => wallSeconds),
    cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds),
    energyJoules: sum(({ energyJoules }) => energyJoules),
    ...(found.some(({ energyShared }) => energyShared) ? { energyShared: true } : {}),
    origins: [...new Set(found.flatMap(({ origins }) => origins))],
  };
}

interface Hosts {
  readonly all: readonly ResolvedHost[];
  /** service name -> position, or why there is none */
  readonly of: ReadonlyMap<string, number | string>;
}

/** Which machine each service runs on, and how large it must be where nobody said so. */
function hostsOf(services: readonly Service[], { scenario, t, synthetic }: ResolveOptions, context: Parameters<typeof resolveHost>[3]): Hosts {
  const names = Object.keys(scenario.hosts ?? {});
  const placed = new Map<string, Service[]>(names.map((name) => [name, []]));
  const of = new Map<string, number | string>();
  const homeless: Service[] = [];
  for (const service of services) {
    const wanted = service.settings.host;
    const path = `services.${service.name}.host`;
    if (wanted !== undefined && idKey(wanted) === "external") {
      of.set(service.name, t("runs at a provider, whose energy is not known"));
      continue;
    }
    const name = wanted === undefined ? (names.length === 1 ? names[0] : undefined) : findKey(scenario.hosts, wanted);
    if (name !== undefined) placed.get(name)?.push(service);
    else if (names.length === 0) homeless.push(service);
    else {
      of.set(service.name, t("no host"));
      if (wanted === undefined) {
        context.problems.push({
          code: "no-host",
          severity: "warning",
          message: t("Service {0} does not say on which host it runs ({1}): its figure stays unknown. Write host:.", service.name, names.join(", ")),
          path,
        });
      }
    }
  }
  const all: ResolvedHost[] = [];
  const settle = (name: string, members: readonly Service[], written: boolean): void => {
    const settings = written ? (scenario.hosts?.[name] ?? {}) : synthetic ? { deployment: "serverless" as const } : {};
    if (!settings.sku && !settings.hardware && members.length > 0 && !members.some(sizable)) {
      for (const member of members) of.set(member.name, t("no size of its machine can be assumed without its model: write model:, or sku: of the host"));
      if (written) {
        context.problems.push({
          code: "size-not-known",
          severity: "warning",
          message: t("Host {0} has no size, and the model of no service on it is known, so none can be assumed: its carbon stays unknown. Write sku:.", name),
          path: `hosts.${name}`,
        });
      }
      return;
    }
    for (const member of members) of.set(member.name, all.length);
    all.push(resolveHost(name, settings, weightsOf(members), context, { written }));
  };
  for (const [name, members] of placed) settle(name, members, true);
  if (synthetic) for (const service of homeless) settle(service.name, [service], false);
  else if (homeless.length > 0) {
    settle(t("one machine"), homeless, false);
    context.problems.push({
      code: "no-host",
      severity: "information",
      message: t("No host is written: one machine for all services is assumed. Write hosts: with its size and region."),
      path: "services",
    });
  }
  return { all, of };
}

/** Whether a service tells how large its machine must be: by its model, by needing no GPU, or by a measurement of what it uses. */
function sizable({ model, task, measurement }: Service): boolean {
  return model !== null || task === "classic-ml" || measurement !== null;
}

/** GB of all models that a machine must hold; null when none of them needs a GPU. */
function weightsOf(services: readonly Service[]): number | null {
  const weights = services.flatMap(({ model, engine, settings, task }) =>
    model === null || task === "classic-ml" ? [] : [weightsGB(model, engine, settings.precision ?? null).value],
  );
  return weights.length === 0 ? null : weights.reduce((sum, one) => sum + one, 0);
}

interface ResolvedRow {
  readonly row: RowModel;
  readonly info: RowInfo;
  /** something besides its time is assumed, which no measurement of the time mends */
  readonly assumed: boolean;
}

interface RowContext extends ResolveOptions {
  readonly inputs: Inputs;
  readonly assumptions: Assumption[];
  readonly problems: Problem[];
  readonly months: readonly string[];
  readonly profiles: Map<string, Profile>;
}

function rowsOf(service: Service, hosts: Hosts, context: RowContext): ResolvedRow[] {
  const { scenario, inputs, assumptions, t } = context;
  const { name, settings, model, task, measurement } = service;
  const placed = hosts.of.get(name);
  const host = typeof placed === "number" ? placed : null;
  const resolved = host === null ? null : (hosts.all[host] as ResolvedHost);
  const observed = measurement ? (measurement.requests * 730 * 3600) / measurement.coveredSeconds : null;
  const volumes = volumesOf(scenario, name, settings, task, { inputs, months: context.months, profiles: context.profiles, observed });
  if (settings.criticality === undefined && !context.synthetic) {
    assumptions.push({ path: `services.${name}.criticality`, value: "medium", unit: "", basis: "assumed", reason: t("not written in the scenario") });
  }
  const requests = settings.requests ? stated(inputs, `services.${name}.requests`, settings.requests) : null;
  const retries = settings.retries ? stated(inputs, `services.${name}.retries`, onTopOfOne(settings.retries)) : null;

  return volumes.map(({ language, settings: spoken, profile, media }) => {
    const targets = targetsOf(settings, task, language);
    const own: number[] = requests === null ? [] : [requests];
    const worked: number[] = retries === null ? own : [...own, retries];
    let sized = true;
    let tokens = 0;
    let unknown: string | null = typeof placed === "string" ? placed : task === null ? t("what it runs is not known: write task: or model:") : null;
    const parts = media.map(({ medium, share }): Part => {
      const served = targets.length === 0 ? { coefficient: 0, inputs: [] } : share;
      const seconds: Product[] = [];
      for (const target of targets) {
        if (resolved === null || task === null) break;
        const sizes = workQuantities(name, settings, task, { medium, language, target }, { inputs, assumptions, tokenizer: model?.tokenizer ?? "unknown", t });
        if (sizes.assumed) sized = false;
        const central = (product: Product | null) => (product === null ? undefined : point(centralOf(product, inputs)));
        tokens = Math.max(tokens, (central(sizes.inputTokens)?.central ?? 0) + (central(sizes.outputTokens)?.central ?? 0));
        const work = workSeconds(
          {
            task: task ?? ordinaryTask,
            model,
            engine: service.engine,
            precision: settings.precision ?? null,
            audioSeconds: central(sizes.audioSeconds),
            inputTokens: central(sizes.inputTokens),
            outputTokens: central(sizes.outputTokens),
            hardware: resolved.hardware,
          },
          t,
        );
        if (work === null) {
          unknown ??=
            model === null && service.modelName === null ? t("the model is not known: write model:") : t("the time of this task is not known: measure it");
          continue;
        }
        for (const one of work.assumptions) assumptions.push({ ...one, path: `services.${name}.${one.path}` });
        for (const { quantity, times, factor } of work.terms) {
          const amount = quantity === "constant" ? { coefficient: 1, inputs: [] } : sizes[quantity];
          if (amount === null) continue;
          const rate = inputs.add({
            id: factor.id,
            label: rateLabel(factor.id, t),
            unit: factor.unit,
            value: { low: factor.low, central: factor.value, high: factor.high },
            shape: factor.low === factor.high ? "point" : "two-piece-lognormal",
            basis: factor.rangeAssumed ? "modelled" : "sourced",
            source: sourceText(factor.source, t(factor.basis)),
            year: factor.year,
            licence: factor.source.licence,
          });
          seconds.push({ coefficient: times * amount.coefficient, inputs: [...amount.inputs, rate, ...worked] });
        }
      }
      return { medium, share: served, requests: { coefficient: 1, inputs: own }, seconds };
    });
    const limit = limitOf(service, resolved);
    const volumeWritten =
      profile !== null && (scenario.volume?.files !== undefined || settings.volume?.files !== undefined || spoken.files !== undefined || observed !== null);
    const criticality = spoken.criticality ?? settings.criticality ?? "medium";
    const info: RowInfo = {
      service: name,
      settings,
      task,
      model: model?.id ?? service.modelName,
      engine: service.engine,
      licence: model?.licence ?? null,
      nonCommercial: model?.nonCommercial ?? false,
      weightsGB: model === null ? null : weightsGB(model, service.engine, settings.precision ?? null).value,
      criticality,
      criticalityAssumed: spoken.criticality === undefined && settings.criticality === undefined,
      endpoints: service.endpoints,
      basis: basisOf(resolved, sized, volumeWritten),
      decision: decisionOf(scenario, name, language),
      context: limit === null || tokens === 0 ? null : { tokens, limit },
      unknown,
    };
    const id = language === null ? name : `${name}/${language}`;
    return {
      row: { id, service: name, language, host: unknown === null ? host : null, home: host, profile, parts, known: unknown === null, busyPower: null },
      info,
      assumed: basisOf(resolved, sized || unknown !== null, volumeWritten) === "assumed",
    };
  });
}

function point(central: number): { low: number; central: number; high: number } {
  return { low: central, central, high: central };
}

/** Retries are busy time and not requests: a multiplier of the seconds. */
function onTopOfOne(retries: Quantity): Quantity {
  return { ...retries, low: 1 + retries.low, central: 1 + retries.central, high: 1 + retries.high, unit: "ratio" };
}

/** Assumed if host, region, size or volume is defaulted (DESIGN.md 3.2); measured is added by calibration. */
function basisOf(host: ResolvedHost | null, sized: boolean, volume: boolean): Basis {
  return host === null || host.info.assumed || !sized || !volume ? "assumed" : "modelled";
}

function limitOf({ settings, model, engine }: Service, host: ResolvedHost | null): number | null {
  if (settings.context) return settings.context.central;
  if (!model) return null;
  return contextWindow(model, engine, host?.gpuMemory ?? null)?.tokens ?? null;
}

function decisionOf(scenario: Scenario, service: string, language: string | null): RowInfo["decision"] {
  const key = findKey(scenario.decisions, language === null ? service : `${service}/${language}`);
  return key === undefined ? null : (scenario.decisions?.[key] ?? null);
}

/** Hosts whose carbon no service carries: because none is placed there, or because nobody knows how long its work takes. */
function unusedHosts({ hosts, rows }: Model, t: Translate, quiet: boolean): Problem[] {
  if (quiet) return [];
  return hosts.flatMap(({ name }, h): Problem[] => {
    if (rows.some(({ host }) => host === h)) return [];
    const placed = [...new Set(rows.flatMap(({ home, service }) => (home === h ? [service] : [])))];
    const problem = { severity: "information", path: `hosts.${name}` } as const;
    return placed.length === 0
      ? [{ ...problem, code: "host-without-service", message: t("No service runs on host {0}; its carbon is unattributed.", name) }]
      : [
          {
            ...problem,
            code: "host-time-unknown",
            message: t(
              "Host {0} runs {1}, whose time is not known, so its carbon is unattributed: measure the time, or write model: or parameters: of the model.",
              name,
              placed.join(", "),
            ),
          },
        ];
  });
}

/** The currency of the prices themselves, when they share one. */
function currencyOf(hosts: readonly ResolvedHost[], scenario: Scenario): string | null {
  if (scenario.budget?.cost) return scenario.budget.cost.currency;
  const currencies = new Set(hosts.flatMap(({ info }) => (info.price ? [info.price.currency] : [])));
  return currencies.size === 1 ? ([...currencies][0] as string) : null;
}
