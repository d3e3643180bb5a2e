import type { Assumption } from "../analysis/estimate";
import { contextWindow } from "../factors/context";
import { inputLimit } from "../factors/inputLimits";
import { weightsGB } from "../factors/precision";
import { likenessOf } from "../factors/vocabularyOf";
import { monthlyFactor } from "../measurements/coverage";
import type { Measurements } from "../measurements/observation";
import type { Problem } from "../problem";
import type { Basis } from "../quantity/interval";
import type { Quantity } from "../quantity/quantity";
import type { CodeFacts } from "../routes/route";
import type { Scenario } from "../scenario/scenario";
import type { Translate } from "../text";
import { besideInputs } from "./beside";
import { calibrate, holdsFailures } from "./calibrate";
import { modelsWithoutService } from "./codeModels";
import { readAtOnce, readPart } from "./cutTranslations";
import { decided } from "./decisions";
import { sourceText } from "./factorInput";
import type { ResolvedHost } from "./hosts/hosts";
import { type Hosts, hostsOf } from "./hosts/placement";
import { unusedHosts } from "./hosts/unusedHosts";
import { inputName } from "./inputNames";
import { Inputs } from "./inputs";
import { routesWithoutService } from "./joinEndpoints";
import { measuredAloneProblems, measuredWithoutService } from "./measuredAlone";
import { extrapolatedVolume } from "./measurementDoubts";
import type { Model, Part, Product, Profile, RowModel } from "./model";
import { monthsFrom } from "./months";
import { centralOf, targetsOf, workQuantities } from "./quantities";
import { rateLabel } from "./rateLabel";
import { readsOnce } from "./readsOnce";
import { volumesOf } from "./rows/volumes";
import { type Service, serviceOf, shareEndpoint } from "./serviceOf";
import { stated } from "./stated";
import { statedDefaults } from "./statedDefaults";
import type { RowInfo, System } from "./system";
import { leastHeld } from "./unfit";
import { unknownTime } from "./unknownTime";
import { chainedProblems } from "./work/chained";
import { workSeconds } from "./work/work";
import type { WorkRequest } from "./work/workTypes";

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

/** Joins scenario, code, factors and measurements into the compiled model, stating every assumption on the way. */
export function resolve(options: ResolveOptions): System {
  const { scenario, code, t } = options;
  const inputs = new Inputs((path) => inputName(path, t));
  const assumptions: Assumption[] = [];
  const problems: Problem[] = [];
  const context = { scenario, inputs, assumptions, problems, t };
  const months = monthsFrom(scenario.horizon?.from ?? options.today.slice(0, 7), scenario.horizon?.months ?? 12);
  if (!options.synthetic && !scenario.horizon?.from) {
    assumptions.push({ path: "horizon.from", value: months[0] as string, unit: "", basis: "assumed", reason: t("the month of the analysis") });
  }

  const found: Service[] = [];
  for (const [name, settings] of Object.entries(scenario.services ?? {})) found.push(serviceOf(name, settings, options, problems, found));
  const services = sharingCalls(found);
  const joined = new Set(services.flatMap(({ endpoints }) => endpoints));
  const measuredAlone = measuredWithoutService(code, options.measurements, joined);
  if (!options.synthetic)
    problems.push(
      ...routesWithoutService(code, joined, t),
      ...modelsWithoutService(services, code, t),
      ...chainedProblems(services, scenario, t),
      ...measuredAloneProblems(measuredAlone, t),
    );

  const hosts = hostsOf(services, options, context);
  const profiles = new Map<string, Profile>();
  const rows: ResolvedRow[] = services.flatMap((service) => rowsOf(service, hosts, { ...options, inputs, assumptions, problems, months, profiles }));

  const model: Model = { inputs: inputs.list, months, hosts: hosts.all.map(({ model: host }) => host), rows: rows.map(({ row }) => row) };
  const withLevels = decided(
    rows.map(({ info }) => info),
    model.rows,
    scenario,
  );
  const calibrated = calibrate(model, services, withLevels, hosts.all, inputs, t);
  const infos = withLevels.map(
    (info, r): RowInfo => (calibrated.measured.has(r) ? { ...info, unknown: null, leastGB: 0, basis: rows[r]?.assumed ? "assumed" : "measured" } : info),
  );
  problems.push(...calibrated.problems, ...unusedHosts(calibrated.model, t, options.synthetic));
  const beside = besideInputs(model.hosts, context);
  return {
    model: { ...calibrated.model, inputs: inputs.list },
    hosts: hosts.all.map(({ info }) => info),
    rows: infos,
    assumptions: options.synthetic ? assumptions : [...assumptions, ...statedDefaults(scenario, infos, t)],
    problems,
    measuredAlone: new Set(measuredAlone),
    beside,
    currency: scenario.currency ?? currencyOf(hosts.all, scenario),
    exchange: scenario.exchange ?? {},
    ofCode: options.synthetic,
  };
}

/** Several services of one call of the code are its calls told apart: each counts once. Two routes may have one handler, and each its own calls. */
function sharingCalls(services: readonly Service[]): Service[] {
  return services.map((one) => {
    const shared = services.some((other) => other !== one && other.workload !== null && other.workload === one.workload && shareEndpoint(one, other));
    return shared ? { ...one, calls: null } : one;
  });
}

interface ResolvedRow {
  readonly row: RowModel;
  readonly info: Omit<RowInfo, "decision" | "counted">;
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
  const monthly = measurement ? monthlyFactor(measurement.coveredSeconds) : null;
  const observed = measurement && monthly !== null ? measurement.requests * monthly : null;
  if (settings.criticality === undefined && !context.synthetic) {
    assumptions.push({ path: `services.${name}.criticality`, value: "medium", unit: "", basis: "assumed", reason: t("not written in the scenario") });
  }
  if (settings.requests && context.synthetic) {
    const reason = t("one request runs one of {0} models at most: each is taken to run as often", Math.round(1 / settings.requests.central));
    assumptions.push({
      path: `services.${name}.requests`,
      value: String(Math.round(100 * settings.requests.central) / 100),
      unit: t("a request"),
      basis: "assumed",
      reason,
    });
  }
  const requests = settings.requests ? stated(inputs, `services.${name}.requests`, settings.requests) : null;
  const heldFailures = holdsFailures(measurement, resolved);
  if (heldFailures && settings.retries) {
    const message = t(
      "{0}: retries: counts for nothing here, because the requests that failed were measured: what they took is in the time of those that were served.",
      name,
    );
    context.problems.push({ code: "retries-measured", severity: "information", path: `services.${name}.retries`, message });
  }
  const retries = settings.retries && !heldFailures ? stated(inputs, `services.${name}.retries`, onTopOfOne(settings.retries)) : null;
  const own: number[] = requests === null ? [] : [requests];
  const worked: number[] = retries === null ? own : [...own, retries];
  const calls = service.calls === null || service.calls.times === 1 ? [] : [callsInput(inputs, name, service.calls)];
  if (service.calls !== null) {
    const { times, inLoop, place } = service.calls;
    const reason = inLoop
      ? t("the code at {0} runs it in a loop and does not say how often that turns: the least is counted", place)
      : t("the code runs it so often, at {0} and after: each call is taken to be of the same size", place);
    assumptions.push({ path: `services.${name}.calls`, value: String(times), unit: t("a request"), basis: "assumed", reason });
  }
  if (service.dependsOn !== null && settings.requests === undefined) {
    const variables = service.dependsOn.variables.join(", ");
    const reason = service.dependsOn.byDefault
      ? t("whether it runs depends on {0}: its default, which runs it, is counted", variables)
      : t("whether it runs depends on {0}, whose value is not known: it is counted as if it did", variables);
    assumptions.push({ path: `services.${name}.model`, value: t("runs"), unit: "", basis: "assumed", reason });
  }
  const volumes = volumesOf(scenario, name, settings, task, {
    inputs,
    months: context.months,
    profiles: context.profiles,
    observed,
    tries: worked,
  });
  const isWritten = scenario.volume?.files !== undefined || settings.volume?.files !== undefined;
  if (measurement && observed !== null && !isWritten && volumes.some((one) => one.settings.files === undefined)) {
    const extrapolated = extrapolatedVolume(name, measurement, observed, t);
    assumptions.push(...extrapolated.assumptions);
    context.problems.push(...extrapolated.problems);
  }

  const atOnce = readAtOnce(service);
  const limit = atOnce === null ? limitOf(service, resolved) : null;

  return volumes.map(({ language, settings: spoken, profile, media }) => {
    const targets = targetsOf(settings, task, language);
    let sized = true;
    let tokens = 0;
    let read = 0;
    let written = 0;
    let unknown: string | null = typeof placed === "string" ? placed : task === null ? unknownTask(service.modelName, t) : null;
    const parts = media.map(({ medium, share }): Part => {
      const served = targets.length === 0 ? { coefficient: 0, inputs: [] } : share;
      const seconds: Product[] = [];
      for (const target of targets) {
        if (resolved === null || task === null) break;
        const asked = workQuantities(
          name,
          settings,
          task,
          { medium, language, target },
          {
            inputs,
            assumptions,
            tokenizer: model?.tokenizer ?? "unknown",
            likeness: model === null ? "unknown" : likenessOf(model),
            longestAnswer: service.longestAnswer,
            longestInput: service.longestInput,
            reads: service.reads,
            t,
          },
        );
        if (asked.assumed) sized = false;
        if (asked.missing !== null) {
          unknown ??= asked.missing;
          continue;
        }
        const central = (product: Product | null) => (product === null ? undefined : point(centralOf(product, inputs)));
        const longest = (central(asked.inputTokens)?.central ?? 0) + (central(asked.outputTokens)?.central ?? 0);
        tokens = Math.max(tokens, longest);
        read = Math.max(read, central(asked.inputTokens)?.central ?? 0);
        written = Math.max(written, central(asked.outputTokens)?.central ?? 0);
        // What a model of embedding does not take is cut, and costs nothing.
        const sizes = readsOnce(task) && limit !== null && longest > limit ? { ...asked, inputTokens: { coefficient: limit, inputs: [] } } : asked;
        const request: WorkRequest = {
          task,
          model,
          engine: service.engine,
          precision: service.precision,
          audioSeconds: central(sizes.audioSeconds),
          inputTokens: central(sizes.inputTokens),
          outputTokens: central(sizes.outputTokens),
          hardware: hardwareOf(service, resolved),
        };
        const work = workSeconds(request, t);
        if (work === null) {
          unknown ??= unknownTime(request, service.modelName, t);
          continue;
        }
        const part = atOnce === null ? [] : readPart({ name, settings, medium, language, target, atOnce, sizes: request }, inputs, t);
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
          seconds.push({
            coefficient: times * amount.coefficient,
            inputs: [...amount.inputs, ...(quantity === "outputTokens" ? part : []), rate, ...calls, ...worked],
          });
        }
      }
      return { medium, share: served, requests: { coefficient: 1, inputs: own }, tries: worked, seconds };
    });
    const volumeWritten = profile !== null && (isWritten || spoken.files !== undefined || observed !== null);
    const criticality = spoken.criticality ?? settings.criticality ?? "medium";
    const info: ResolvedRow["info"] = {
      service: name,
      settings,
      task,
      model: model?.id ?? service.modelName,
      engine: service.engine,
      precision: service.precision,
      longestAnswer: service.longestAnswer,
      licence: model?.licence ?? null,
      nonCommercial: model?.nonCommercial ?? false,
      weightsGB: model === null ? null : weightsGB(model, service.engine, service.precision).value,
      leastGB: leastHeld(service, resolved?.hardware.gpu != null),
      criticality,
      criticalityAssumed: spoken.criticality === undefined && settings.criticality === undefined,
      endpoints: service.endpoints,
      standIns: service.standIns,
      measuredAt: service.measuredAt,
      basis: basisOf(resolved, sized, volumeWritten),
      context:
        limit === null || tokens === 0 ? null : { tokens, limit, ...(service.contextInCode?.tokens === limit ? { setAt: service.contextInCode.place } : {}) },
      ...(atOnce === null ? {} : { atOnce }),
      ...(readsOnce(task) ? { inputTokens: tokens } : task === "translation" && read > 0 ? { inputTokens: read } : {}),
      ...(written > 0 ? { outputTokens: written } : {}),
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

/** How often a request runs a model: the code says it, and no measurement or scenario multiplies by it again. */
function callsInput(inputs: Inputs, name: string, { times, place }: NonNullable<Service["calls"]>): number {
  const path = `services.${name}.calls`;
  return inputs.add({ id: path, label: path, unit: "count", value: point(times), shape: "point", basis: "stated", source: place, year: null, licence: null });
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

/** What the work runs on: a card that the code leaves alone gives no speed. */
function hardwareOf({ onProcessor }: Service, { hardware }: ResolvedHost): ResolvedHost["hardware"] {
  return onProcessor ? { ...hardware, gpu: null, gpus: 0 } : hardware;
}

/** Tokens that a request may have: of one text, or of all the pieces that it comes in. */
function limitOf(service: Service, host: ResolvedHost | null): number | null {
  const one = textLimit(service, host);
  if (one === null || !readsOnce(service.task)) return one;
  return one * (service.settings.input?.pieces ?? 1);
}

function textLimit({ settings, model, modelName, task, engine, contextInCode }: Service, host: ResolvedHost | null): number | null {
  if (settings.context) return settings.context.central;
  if (!model) return null;
  if (model.kind === "encoder") return readsOnce(task) ? (contextInCode?.tokens ?? inputLimit(modelName ?? model.id)) : null;
  if (contextInCode !== null) return contextInCode.tokens;
  return contextWindow(model, engine, host?.reportedMemory ?? null)?.tokens ?? null;
}

function unknownTask(model: string | null, t: Translate): string {
  return model === null
    ? t("what it runs is not known: write task: or model:")
    : t("what {0} does is not known, because it is not in our data: write task: too, or another model:", model);
}

/** The currency of the prices themselves, when they share one. */
function currencyOf(hosts: readonly ResolvedHost[], scenario: Scenario): string | null {
  if (scenario.budget?.cost) return scenario.budget.cost.currency;
  const currencies = new Set(hosts.flatMap(({ info }) => (info.price ? [info.price.currency] : [])));
  return currencies.size === 1 ? ([...currencies][0] as string) : null;
}
