import type { Problem } from "../problem";
import type { Route, Workload } from "../routes/route";
import type { Translate } from "../text";
import { isHosted } from "../workloads/engines";
import { type CardLogs, cardLogs } from "./cardLogs";
import { coveredSeconds } from "./coverage";
import { type EndpointMeasurement, type Observation, type ObservedQuantity, tasksOf } from "./observation";
import { distinct } from "./observedRows";

/**
 * Energy of a whole process, such as the total of a CodeCarbon run, given to the endpoints that have no meter of their own: the
 * GPU's by the time of the routes that run a model, the rest by CPU seconds out of all that the process used, so that what belongs
 * to no request stays with the process (DESIGN.md section 6). Where the run was watched for longer than the requests, its mean power counts.
 *
 * energy 3.6 MJ of 1 h, no GPU; endpoint: 900 of the process' 1 800 CPU seconds in that hour -> 1.8 MJ
 */
export function shareProcessEnergy(
  endpoints: readonly EndpointMeasurement[],
  observations: readonly Observation[],
  routes: readonly Route[],
  t: Translate,
): EndpointMeasurement[] {
  return shareCardEnergy(shareWholeEnergy(endpoints, observations, routes, t), observations, routes, t);
}

function shareWholeEnergy(
  endpoints: readonly EndpointMeasurement[],
  observations: readonly Observation[],
  routes: readonly Route[],
  t: Translate,
): EndpointMeasurement[] {
  const process = observations.filter(({ subject }) => subject.kind === "process");
  const energy = process.filter(({ quantity }) => quantity === "energy");
  const windowsOf = windowsOfRuns(observations);
  const watched = coveredSeconds(energy.flatMap(windowsOf));
  const open = endpoints.filter(({ energyJoules, requests }) => energyJoules === null && requests > 0);
  if (!(watched > 0) || open.length === 0) return [...endpoints];
  const sum = (of: readonly Observation[], quantity: ObservedQuantity): number =>
    of.reduce((all, one) => (one.quantity === quantity ? all + one.value : all), 0);
  const gpu = sum(process, "gpuEnergy");
  const rest = Math.max(0, sum(process, "energy") - gpu);
  const own = endpoints.reduce((all, { cpuSeconds }) => all + (cpuSeconds ?? 0), 0);
  const cpu = Math.max(sum(process, "cpu"), own + sum(process, "unattributedCpu"));
  const onGpu = gpuSeconds(routes);
  const gpuTime = endpoints.reduce((all, one) => all + onGpu(one), 0);
  const origins = distinct(
    energy.map(({ origin }) => `${origin.locator}: ${t("energy of the whole process, shared by CPU seconds (and of its GPU by time)")}`),
  );
  const pueIncluded = energy.some((one) => one.pueIncluded);

  return endpoints.map((endpoint) => {
    if (!open.includes(endpoint)) return endpoint;
    const byCpu = cpu > 0 && endpoint.cpuSeconds !== null ? (rest * endpoint.cpuSeconds) / cpu : null;
    const byTime = gpuTime > 0 ? (gpu * onGpu(endpoint)) / gpuTime : 0;
    if (byCpu === null) return endpoint;
    const scale = endpoint.coveredSeconds > 0 ? endpoint.coveredSeconds / watched : 1;
    return {
      ...endpoint,
      energyJoules: (byCpu + byTime) * scale,
      energyShared: true,
      ...(pueIncluded ? { pueIncluded: true } : {}),
      origins: [...endpoint.origins, ...origins],
    };
  });
}

/**
 * Energy of the cards alone, such as a log of nvidia-smi, given by time to the routes that run a model and have no meter of their own.
 * A card that works for others too is theirs as well: then the power comes out higher than a machine draws, and is refused.
 */
function shareCardEnergy(
  endpoints: readonly EndpointMeasurement[],
  observations: readonly Observation[],
  routes: readonly Route[],
  t: Translate,
): EndpointMeasurement[] {
  const cards = cardLogs(observations).filter(({ seconds }) => seconds > 0);
  const onGpu = gpuSeconds(routes);
  const time = endpoints.reduce((all, one) => all + onGpu(one), 0);
  if (cards.length === 0 || time === 0) return [...endpoints];
  const sum = (of: (card: CardLogs) => number): number => cards.reduce((all, card) => all + of(card), 0);
  const idleWatts = sum((card) => card.idleWatts);
  const origins = distinct(cards.flatMap(({ files }) => files)).map((file) => `${file}: ${t("energy of the graphics cards, shared by time")}`);
  return endpoints.map((endpoint) => {
    if (endpoint.energyJoules !== null || endpoint.requests === 0 || onGpu(endpoint) === 0) return endpoint;
    // What the cards used on average, over the time in which the requests were seen.
    const watched = endpoint.coveredSeconds;
    const energy = sum(({ joules, seconds }) => (watched > 0 ? (joules / seconds) * watched : joules));
    return {
      ...endpoint,
      energyJoules: (energy * onGpu(endpoint)) / time,
      energyShared: true,
      cards: { idleWatts, count: cards.length, sharedSeconds: time },
      origins: [...endpoint.origins, ...origins],
    };
  });
}

/** Wall seconds of an endpoint that may have used a card. */
function gpuSeconds(routes: readonly Route[]): (endpoint: EndpointMeasurement) => number {
  const withModel = new Set(routes.flatMap(({ id, workloads }) => (workloads.some(mayUseGpu) ? [id] : [])));
  return ({ routeId, wallSeconds }) => (withModel.has(routeId) ? (wallSeconds ?? 0) : 0);
}

/** Not what runs on the processor by the code's own word, at a provider, or without a network of neurons. */
function mayUseGpu({ task, device, engine }: Workload): boolean {
  return task !== "classic-ml" && device !== "cpu" && !isHosted(engine);
}

/**
 * The time of a run's energy. The row of a CodeCarbon run with tasks tells the duration of its last task beside the energy of all;
 * the tasks' own file, where it is read too, tells when they ran.
 */
function windowsOfRuns(observations: readonly Observation[]): (energy: Observation) => readonly Observation["window"][] {
  const key = (importer: string, run: string): string => `${importer}\n${run}`;
  // From the last to the first, so that the first of a run stays.
  const first = new Map(observations.toReversed().map(({ origin, window }) => [key(origin.importer, origin.run ?? ""), window]));
  return ({ window, origin }) => {
    const tasks = first.get(key(origin.importer, tasksOf(origin.run ?? "")));
    return tasks === undefined ? [window] : [window, tasks];
  };
}

/** Energy of a process that no endpoint got: said, because a file that is read and changes nothing looks like a mistake. */
export function unsharedProblems(endpoints: readonly EndpointMeasurement[], observations: readonly Observation[], t: Translate): Problem[] {
  if (endpoints.some(({ energyJoules }) => energyJoules !== null)) return [];
  const files = distinct(
    observations.flatMap(({ subject, quantity, origin }) => (subject.kind === "process" && quantity === "energy" ? [origin.locator] : [])),
  );
  const logs = distinct(observations.flatMap(({ subject, origin }) => (subject.kind === "gpu" ? [origin.locator] : [])));
  const unused = logs.map((file): Problem => {
    const message = t(
      "This file holds the power of graphics cards, and no endpoint that runs a model on them was timed: it changes no figure. Measure the endpoints with the probe at the same time.",
    );
    return { code: "measurement-energy-unshared", severity: "information", file, message };
  });
  const [file, ...others] = files;
  if (file === undefined) return unused;
  const said = t(
    "This file holds the energy of a whole process, and nothing says which endpoint used it: it changes no figure. Measure the CPU seconds of the endpoints with the probe beside it, or name CodeCarbon's tasks as METHOD /path.",
  );
  const alike =
    others.length === 0
      ? []
      : [t("The same holds for {0} more {0|file|files}: {1}.", others.length, `${others.slice(0, 3).join(", ")}${others.length > 3 ? ", …" : ""}`)];
  return [{ code: "measurement-energy-unshared", severity: "information", file, message: [said, ...alike].join(" ") }, ...unused];
}
