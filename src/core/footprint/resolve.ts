import type { Assumption } from "../analysis/estimate";
import type { Measurements } from "../measurements/observation";
import type { Problem } from "../problem";
import type { CodeFacts } from "../routes/route";
import type { Scenario } from "../scenario/scenario";
import type { Translate } from "../text";
import { besideInputs } from "./endpoints/beside";
import type { ResolvedHost } from "./hosts/hosts";
import { hostsOf } from "./hosts/placement";
import { unusedHosts } from "./hosts/unusedHosts";
import { calibrate } from "./measured/calibrate";
import { measuredAloneProblems, measuredWithoutService } from "./measured/measuredAlone";
import { inputName } from "./model/inputNames";
import { Inputs } from "./model/inputs";
import type { Model } from "./model/model";
import { monthsFrom } from "./model/months";
import { decided } from "./plans/decisions";
import { KeptRows } from "./rows/keptRows";
import { callsAsRequests } from "./services/callsAsRequests";
import { modelsWithoutService } from "./services/codeModels";
import { routesWithoutService } from "./services/joinEndpoints";
import { type Service, serviceOf, shareEndpoint } from "./services/serviceOf";
import { withObservedParts } from "./services/together";
import { statedDefaults } from "./statedDefaults";
import type { RowInfo, System } from "./system";
import { chainedProblems } from "./work/chained";

export interface ResolveOptions {
  readonly scenario: Scenario;
  readonly code: CodeFacts;
  readonly measurements: Measurements;
  /** YYYY-MM-DD; the horizon starts in its month unless the scenario says otherwise */
  readonly today: string;
  readonly t: Translate;
  /** true where no scenario file exists: one machine a service, and no Problem about what nobody wrote yet */
  readonly synthetic: boolean;
  /** rows of services that were resolved before against the same code, measurements and day, in the same language */
  readonly kept?: KeptRows;
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
  const services = withObservedParts(sharingCalls(found));
  const joined = new Set(services.flatMap(({ endpoints }) => endpoints));
  const measuredAlone = measuredWithoutService(code, options.measurements, joined);
  if (!options.synthetic)
    problems.push(
      ...routesWithoutService(code, joined, t),
      ...modelsWithoutService(services, code, t),
      ...chainedProblems(services, scenario, t),
      ...callsAsRequests(services, t),
      ...measuredAloneProblems(measuredAlone, t),
    );

  const hosts = hostsOf(services, options, context);
  const rows = (options.kept ?? new KeptRows()).of(services, hosts, { ...context, months, synthetic: options.synthetic });

  const model: Model = { inputs: inputs.list, months, hosts: hosts.all.map(({ model: host }) => host), rows: rows.map(({ row }) => row) };
  const withLevels = decided(
    rows.map(({ info }) => info),
    model.rows,
    scenario,
  );
  const calibrated = calibrate(model, services, withLevels, hosts.all, inputs, t);
  const infos = withLevels.map(
    (info, r): RowInfo =>
      calibrated.measured.has(r)
        ? { ...info, unknown: null, leastGB: 0, timeShared: calibrated.timeShared.has(r), basis: rows[r]?.assumed ? "assumed" : "measured" }
        : info,
  );
  problems.push(...calibrated.problems, ...unusedHosts(calibrated.model, t, options.synthetic));
  const beside = besideInputs(model.hosts, context);
  // What a size was wanted for is there.
  const timed = new Set(infos.flatMap(({ service }, r) => (calibrated.measured.has(r) ? [`services.${service}.model`] : [])));
  return {
    model: { ...calibrated.model, inputs: inputs.list },
    hosts: hosts.all.map(({ info }) => info),
    rows: infos,
    assumptions: options.synthetic ? assumptions : [...assumptions, ...statedDefaults(scenario, infos, t)],
    problems: problems.filter(({ code, path = "" }) => code !== "unknown-model" || !timed.has(path)),
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

/** The currency of the prices themselves, when they share one. */
function currencyOf(hosts: readonly ResolvedHost[], scenario: Scenario): string | null {
  if (scenario.budget?.cost) return scenario.budget.cost.currency;
  const currencies = new Set(hosts.flatMap(({ info }) => (info.price ? [info.price.currency] : [])));
  return currencies.size === 1 ? ([...currencies][0] as string) : null;
}
