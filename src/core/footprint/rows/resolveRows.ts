import type { Assumption } from "../../analysis/estimate";
import { weightsGB } from "../../factors/precision";
import { monthlyFactor } from "../../measurements/coverage";
import type { Problem } from "../../problem";
import type { Basis } from "../../quantity/interval";
import type { Quantity } from "../../quantity/quantity";
import type { Scenario } from "../../scenario/scenario";
import type { Translate } from "../../text";
import type { ResolvedHost } from "../hosts/hosts";
import type { Hosts } from "../hosts/placement";
import { leastHeld } from "../hosts/unfit";
import { holdsFailures } from "../measured/calibrate";
import { extrapolatedVolume } from "../measured/measurementDoubts";
import type { Inputs } from "../model/inputs";
import type { Profile, RowModel } from "../model/model";
import { stated } from "../model/stated";
import type { Service } from "../services/serviceOf";
import type { RowInfo } from "../system";
import { readAtOnce } from "../work/cutTranslations";
import { readsOnce } from "../work/readsOnce";
import { type Multipliers, rowWork } from "../work/rowWork";
import { tokenLimit } from "../work/tokenLimit";
import { volumesOf } from "./volumes";

export interface ResolvedRow {
  readonly row: RowModel;
  readonly info: Omit<RowInfo, "decision" | "counted">;
  /** something besides its time is assumed, which no measurement of the time mends */
  readonly assumed: boolean;
}

export interface RowContext {
  readonly scenario: Scenario;
  readonly inputs: Inputs;
  readonly assumptions: Assumption[];
  readonly problems: Problem[];
  readonly months: readonly string[];
  readonly profiles: Map<string, Profile>;
  /** true where no scenario file exists */
  readonly synthetic: boolean;
  readonly t: Translate;
}

/** The rows of a service, one a language, on the machine that it was placed on. */
export function resolveRows(service: Service, hosts: Hosts, context: RowContext): ResolvedRow[] {
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
  const multipliers = multipliersOf(service, resolved, context);
  const volumes = volumesOf(scenario, name, settings, task, {
    inputs,
    months: context.months,
    profiles: context.profiles,
    observed: observed === null ? null : observed * (service.observedPart ?? 1),
    tries: multipliers.tries,
  });
  const isWritten = scenario.volume?.files !== undefined || settings.volume?.files !== undefined;
  if (measurement && observed !== null && !isWritten && volumes.some((one) => one.settings.files === undefined)) {
    const extrapolated = extrapolatedVolume(name, measurement, observed, t);
    assumptions.push(...extrapolated.assumptions);
    context.problems.push(...extrapolated.problems);
  }
  const atOnce = readAtOnce(service);
  const limit = atOnce === null ? tokenLimit(service, resolved) : null;
  const unplaced = typeof placed === "string" ? placed : task === null ? unknownTask(service.modelName, t) : null;

  return volumes.map(({ language, settings: spoken, profile, media }): ResolvedRow => {
    const { parts, sized, tokens, read, written, ...work } = rowWork({ service, language, media, host: resolved, limit, multipliers }, context);
    const unknown = unplaced ?? work.unknown;
    const volumeWritten = profile !== null && (isWritten || spoken.files !== undefined || observed !== null);
    const id = language === null ? name : `${name}/${language}`;
    return {
      row: { id, service: name, language, host: unknown === null ? host : null, home: host, profile, parts, busyPower: null },
      info: {
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
        criticality: spoken.criticality ?? settings.criticality ?? "medium",
        criticalityAssumed: spoken.criticality === undefined && settings.criticality === undefined,
        ...(service.workload?.alternative === undefined ? {} : { instead: service.workload.alternative }),
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
      },
      assumed: basisOf(resolved, sized || unknown !== null, volumeWritten) === "assumed",
    };
  });
}

/** Requests a file, retries and calls a request, as the scenario and the code state them. */
function multipliersOf(service: Service, host: ResolvedHost | null, context: RowContext): Multipliers {
  const { inputs, assumptions, problems, synthetic, t } = context;
  const { name, settings, calls, dependsOn } = service;
  if (settings.requests && synthetic) {
    const reason = t("one request runs one of {0} models at most: each is taken to run as often", Math.round(1 / settings.requests.central));
    assumptions.push({
      path: `services.${name}.requests`,
      value: String(Math.round(100 * settings.requests.central) / 100),
      unit: t("a request"),
      basis: "assumed",
      reason,
    });
  }
  const requests = settings.requests ? [stated(inputs, `services.${name}.requests`, settings.requests)] : [];
  const heldFailures = holdsFailures(service.measurement, host);
  if (heldFailures && settings.retries) {
    const message = t(
      "{0}: retries: counts for nothing here, because the requests that failed were measured: what they took is in the time of those that were served.",
      name,
    );
    problems.push({ code: "retries-measured", severity: "information", path: `services.${name}.retries`, message });
  }
  const retries = settings.retries && !heldFailures ? [stated(inputs, `services.${name}.retries`, onTopOfOne(settings.retries))] : [];
  const often =
    settings.calls !== undefined
      ? [stated(inputs, `services.${name}.calls`, settings.calls)]
      : calls === null || calls.times === 1
        ? []
        : [callsInput(inputs, name, calls)];
  if (calls !== null) {
    const { times, oftener, place } = calls;
    const reason =
      oftener === "segment"
        ? t("the code at {0} runs it once for each segment of the transcription: the whole text is counted, as one", place)
        : oftener === "loop"
          ? t("the code at {0} runs it in a loop and does not say how often that turns: the least is counted", place)
          : t("the code runs it so often, at {0} and after: each call is taken to be of the same size", place);
    assumptions.push({ path: `services.${name}.calls`, value: String(times), unit: t("a request"), basis: "assumed", reason });
  }
  if (dependsOn !== null && settings.requests === undefined) {
    const variables = dependsOn.variables.join(", ");
    const reason = dependsOn.byDefault
      ? t("whether it runs depends on {0}: its default, which runs it, is counted", variables)
      : t("whether it runs depends on {0}, whose value is not known: it is counted as if it did", variables);
    assumptions.push({ path: `services.${name}.model`, value: t("runs"), unit: "", basis: "assumed", reason });
  }
  return { requests, tries: [...requests, ...retries], calls: often };
}

/** How often a request runs a model: the code says it, and no measurement or scenario multiplies by it again. */
function callsInput(inputs: Inputs, name: string, { times, place }: NonNullable<Service["calls"]>): number {
  const path = `services.${name}.calls`;
  const value = { low: times, central: times, high: times };
  return inputs.add({ id: path, label: path, unit: "count", value, shape: "point", basis: "stated", source: place, year: null, licence: null });
}

/** Retries are busy time and not requests: a multiplier of the seconds. */
function onTopOfOne(retries: Quantity): Quantity {
  return { ...retries, low: 1 + retries.low, central: 1 + retries.central, high: 1 + retries.high, unit: "ratio" };
}

/** Assumed if host, region, size or volume is defaulted (DESIGN.md 3.2); measured is added by calibration. */
function basisOf(host: ResolvedHost | null, sized: boolean, volume: boolean): Basis {
  return host === null || host.info.assumed || !sized || !volume ? "assumed" : "modelled";
}

function unknownTask(model: string | null, t: Translate): string {
  return model === null
    ? t("what it runs is not known: write task: or model:")
    : t("what {0} does is not known, because it is not in our data: write task: too, or another model:", model);
}
