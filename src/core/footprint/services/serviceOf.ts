import type { StandIn } from "../../analysis/matrix";
import type { ResolvedModel } from "../../factors/findModel";
import { imagePatches } from "../../factors/imagePatches";
import { precisionIn } from "../../factors/precision";
import type { EndpointMeasurement, Measurements } from "../../measurements/observation";
import type { Problem } from "../../problem";
import type { Route, Task, Workload } from "../../routes/route";
import type { ServiceSettings } from "../../scenario/scenario";
import { idKey } from "../ids";
import type { ResolveOptions } from "../resolve";
import { leftWorkProblems, ofTheWork } from "../work/leftWork";
import { otherModelProblems } from "./codeModels";
import { joinEndpoints, workloadOf } from "./joinEndpoints";
import { sameEngine, sameModel } from "./sameModel";
import { checkEngine, modelOf, needsNoModel, taskOf } from "./serviceModel";
import { standInsOf } from "./standIns";

/** A service of the scenario joined to its routes, its model and what was measured of it. */
export interface Service {
  readonly name: string;
  readonly settings: ServiceSettings;
  readonly endpoints: readonly string[];
  readonly workload: Workload | null;
  readonly standIns: readonly StandIn[];
  readonly task: Task | null;
  readonly engine: string | null;
  /** of the scenario, else of the code where that runs the same model in the same way */
  readonly precision: string | null;
  /** tokens that the code lets an answer have at most; null where it sets none */
  readonly longestAnswer: number | null;
  /** characters of its text at most, where the code cuts it before; null where it does not */
  readonly longestInput: number | null;
  /** how often a request runs the model as the code says, and where; null: once, or as often as the scenario writes */
  readonly calls: { readonly times: number; readonly oftener: "loop" | "segment" | null; readonly place: string } | null;
  /** variables of the environment that decide whether the code runs the model at all, `byDefault` where it does as they are; null where none does */
  readonly dependsOn: { readonly variables: readonly string[]; readonly byDefault: boolean } | null;
  /** tokens that the code has the model keep, and where; null where it says none, or the scenario runs it otherwise */
  readonly contextInCode: { readonly tokens: number; readonly place: string } | null;
  /** the code runs it on the processor, whatever cards the machine has */
  readonly onProcessor: boolean;
  /** the code runs it on a card */
  readonly asksCard: boolean;
  /** Nothing in the code that was followed puts its model on a card, and its library then runs it on the processor. */
  readonly asksNoCard: boolean;
  /** what the code gives it, where that is no text, and into how many pieces its model cuts a picture */
  readonly reads?: { readonly what: "audio" | "image"; readonly pieces: number | null };
  readonly model: ResolvedModel | null;
  readonly modelName: string | null;
  readonly measurement: EndpointMeasurement | null;
  /** of the requests observed of its endpoint those that run it; absent: all */
  readonly observedPart?: number;
  /** ids of the routes that it is of */
  readonly measuredAt: readonly string[];
}

/**
 * What the scenario, the code and measurements say of a service, the scenario first, then the code. Adds to `problems` what does
 * not fit; of an external service not what is wrong with rates or weights. `before`: services of the scenario that have chosen their workload.
 */
export function serviceOf(
  name: string,
  settings: ServiceSettings,
  { code, measurements, t, synthetic }: ResolveOptions,
  problems: Problem[],
  before: readonly Service[] = [],
): Service {
  const { ids, routes, problems: joining } = joinEndpoints(name, settings, code, t);
  problems.push(...joining, ...leftWorkProblems(name, settings, routes, measurements.endpoints, t));
  const taken = before.filter((one) => shareEndpoint(one, { endpoints: ids })).map((one) => one.workload);
  const workload = workloadOf(settings, routes, taken);
  const modelName = settings.model?.name ?? workload?.model ?? null;
  // what a provider runs needs neither rates nor weights of ours
  const asked = settings.host !== undefined && idKey(settings.host) === "external" ? [] : problems;
  const engine = settings.engine ?? workload?.engine ?? null;
  const toldTask = settings.task ?? workload?.task ?? null;
  const model = modelOf(name, settings, modelName, { task: toldTask, problems: asked, t, quiet: synthetic || needsNoModel(toldTask, engine) });
  const task = toldTask ?? taskOf(model);
  asked.push(...checkEngine(name, settings, task, t));
  if (!synthetic) problems.push(...otherModelProblems(name, settings, routes, t));
  const measured = measurementsOf(settings, routes, measurements);
  return {
    name,
    settings,
    endpoints: ids,
    workload,
    standIns: standInsOf(workload, routes),
    modelName,
    model,
    task,
    engine,
    precision: settings.precision ?? (runsAsInCode(settings, workload) && !namesFormat(settings) ? workload?.precision : null) ?? null,
    longestAnswer: workload?.longestAnswer ?? null,
    longestInput: workload?.longestInput ?? null,
    calls: callsOf(settings, workload, synthetic),
    dependsOn: workload?.dependsOn === undefined ? null : { variables: workload.dependsOn, byDefault: workload.always === true },
    contextInCode:
      workload?.context !== undefined && runsAsInCode(settings, workload) ? { tokens: workload.context, place: `${workload.file}:${workload.line}` } : null,
    onProcessor: workload?.device === "cpu" && runsAsInCode(settings, workload),
    ...(workload?.reads === undefined || workload.task !== task
      ? {}
      : { reads: { what: workload.reads, pieces: workload.reads === "image" && modelName !== null ? imagePatches(modelName) : null } }),
    asksCard: workload?.device === "gpu" && runsAsInCode(settings, workload),
    asksNoCard: workload?.device === "not-said" && runsAsInCode(settings, workload),
    measurement: togetherOf(measured),
    measuredAt: measured.map(({ routeId }) => routeId),
  };
}

/** Whether two services are of one route. */
export function shareEndpoint(one: Pick<Service, "endpoints">, other: Pick<Service, "endpoints">): boolean {
  return one.endpoints.some((id) => other.endpoints.includes(id));
}

/**
 * `calls` of the scenario is the last word. One that writes how many requests a file takes may mean these calls with it, and one that writes the languages
 * of a translation a loop over them: neither is multiplied once more. Of segments the whole text counts once, as `input` has it.
 */
function callsOf({ calls, requests, to }: ServiceSettings, workload: Workload | null, synthetic: boolean): Service["calls"] {
  if (workload === null || calls !== undefined || (!synthetic && (requests !== undefined || to !== undefined))) return null;
  const oftener = workload.perSegment === true ? "segment" : workload.oftener === "loop" ? "loop" : null;
  const times = oftener === "segment" ? 1 : (workload.times ?? 1);
  return times === 1 && oftener === null ? null : { times, oftener, place: `${workload.file}:${workload.line}` };
}

/** Another model or engine in the scenario than in the code is run in a way of its own; one that the code leaves open is the scenario's. */
function runsAsInCode({ model, engine }: ServiceSettings, workload: Workload | null): boolean {
  return (
    (engine === undefined || sameEngine(engine, workload?.engine ?? "")) &&
    (model === undefined || typeof workload?.model !== "string" || sameModel(model.name, workload.model))
  );
}

/** `mistral:7b-instruct-q8_0`: the name in the scenario bears a number format, which goes before the code's. */
function namesFormat({ model }: ServiceSettings): boolean {
  return model !== undefined && precisionIn(model.name) !== null;
}

function measurementsOf(settings: ServiceSettings, routes: readonly Route[], measurements: Measurements): EndpointMeasurement[] {
  const byId = new Map(routes.map((route) => [route.id, route]));
  return measurements.endpoints.flatMap((one) => {
    const route = byId.get(one.routeId);
    return route && one.requests > 0 ? [ofTheWork(one, route, settings)] : [];
  });
}

/** The measured endpoints of one service as one; null where none was. */
function togetherOf(found: readonly EndpointMeasurement[]): EndpointMeasurement | null {
  const [first] = found;
  if (!first) return null;
  const sum = (pick: (one: EndpointMeasurement) => number | null): number | null =>
    found.reduce<number | null>((all, one) => {
      const more = pick(one);
      return all === null || more === null ? null : all + more;
    }, 0);
  const failed = found.reduce((all, one) => all + (one.failed ?? 0), 0);
  return {
    ...first,
    ...(failed > 0 ? { failed } : {}),
    requests: sum(({ requests }) => requests) ?? 0,
    wallSeconds: sum(({ wallSeconds }) => wallSeconds),
    cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds),
    energyJoules: sum(({ energyJoules }) => energyJoules),
    ...(found.some(({ energyShared }) => energyShared) ? { energyShared: true } : {}),
    origins: [...new Set(found.flatMap(({ origins }) => origins))],
  };
}
