import type { Problem } from "../problem";
import type { Route } from "../routes/route";
import type { Translate } from "../text";
import { overlappingLogs } from "./cardLogs";
import { coveredSeconds } from "./coverage";
import type { EndpointMeasurement, Imported, Measurements, Observation } from "./observation";
import { distinct, latestRuns, observedRows, type Row, sourceOf } from "./observedRows";
import { atTimeOfRequests, oneRunAtATime, requestsWithoutMeter, withoutOverlaps } from "./overlaps";
import { shareProcessEnergy, unsharedProblems } from "./processEnergy";
import { erase, type Found, type MatchKind, routeFinder } from "./routeFinder";
import { withRunPue } from "./runPue";
import { withinRunTotals } from "./runTotals";
import { silentSources, strangers } from "./silentSources";

/** A join that the user wrote: `{ observed: "GET /x", endpoint: "GET /api/x" }`; `observed` may leave out the method. */
export interface MatchByHand {
  readonly observed: string;
  readonly endpoint: string;
}

/**
 * Brings observations to the routes of the code. Runs of one tool add up, a run seen twice counts once (latest window wins);
 * where two tools measured one endpoint, the better one counts alone: energy before CPU before time before counts, then
 * the longer coverage. What matches no route is listed in `unmatched`, with its requests. Problems of the imports are passed on.
 */
export function matchMeasurements(imported: readonly Imported[], routes: readonly Route[], byHand: readonly MatchByHand[], t: Translate): Measurements {
  const bounded = withinRunTotals(withRunPue(latestRuns(imported)), t);
  const apart = withoutOverlaps(bounded.observations, t);
  const timely = atTimeOfRequests(apart.observations, t);
  const single = oneRunAtATime(timely.observations, t);
  const { observations } = single;
  const hand = handMatches(byHand, routes, t);
  const find = routeFinder(routes);
  const unmatched: Measurements["unmatched"][number][] = [];
  const matched = new Map<string, Matched[]>();

  for (const row of observedRows(observations)) {
    const found: Found = hand.find(row) ?? find(row);
    if ("route" in found) {
      const rows = matched.get(found.route.id);
      const entry = { row, match: found.match };
      if (rows === undefined) matched.set(found.route.id, [entry]);
      else rows.push(entry);
    } else if (row.requests + row.failed > 0 || (row.cpu ?? 0) > 0 || (row.energy ?? row.gpuEnergy ?? 0) > 0) {
      unmatched.push({ method: row.method, route: row.route, requests: row.requests + row.failed, origin: row.origins.join(", "), reason: reason(found, t) });
    }
  }

  const joined = new Set([...matched.values()].flatMap((rows) => rows.flatMap(({ row }) => row.origins)));
  const unjoined = strangers(imported, joined);
  const ofStrangers = new Set(unjoined.flatMap(({ observations }) => observations.map(({ origin }) => origin.locator)));
  const chosen = [...matched].map(([routeId, rows]) => bestSource(routeId, rows));
  const isElsewhere = requestsWithoutMeter(observations);
  const endpointsWhere = (elsewhere: boolean): EndpointMeasurement[] =>
    chosen.flatMap(({ endpoint, windows }) => (isElsewhere(windows) === elsewhere ? [endpoint] : []));
  const here = endpointsWhere(false);
  const shared = shareProcessEnergy(here, besideMeters(observations, here, isElsewhere), routes, t);
  const endpoints = [...endpointsWhere(true), ...shared].sort((one, other) => (one.routeId < other.routeId ? -1 : 1));
  return {
    endpoints,
    unmatched,
    silent: silentSources(imported, { timely: timely.observations, late: timely.late, joined }),
    unattributedCpuSeconds: unattributed(observations, new Set(chosen.map((one) => one.source))),
    problems: [
      ...imported.flatMap((one) => one.problems),
      ...bounded.problems,
      ...apart.problems,
      ...timely.problems,
      ...single.problems,
      ...hand.problems,
      ...strangerProblems(unjoined, t),
      ...unmatchedProblems(
        unmatched.filter(({ origin }) => !origin.split(", ").every((one) => ofStrangers.has(one))),
        t,
      ),
      ...twiceProblems(chosen, t),
      ...failedProblems(chosen, t),
      ...untimedProblems(chosen, t),
      ...(imported.some(({ problems }) => problems.some(({ severity }) => severity !== "information")) ? [] : withoutRequests(observations, t)),
      ...overlappingLogs(observations, t),
      ...unsharedProblems(endpoints, observations, t),
    ],
  };
}

/** Observations without the processes of other days than any meter, unless an endpoint that is given energy was measured in them too: their CPU time took none of it. */
function besideMeters(
  observations: readonly Observation[],
  endpoints: readonly EndpointMeasurement[],
  isElsewhere: ReturnType<typeof requestsWithoutMeter>,
): readonly Observation[] {
  const origins = new Set(endpoints.flatMap((one) => one.origins));
  return observations.filter(({ window, origin }) => !isElsewhere([window]) || origins.has(origin.locator));
}

interface Matched {
  readonly row: Row;
  readonly match: MatchKind;
}

interface Chosen {
  readonly endpoint: EndpointMeasurement;
  readonly source: string;
  readonly windows: readonly Observation["window"][];
  /** of its requests those whose time the tool does not tell, where it tells that of others */
  readonly untimed: number;
  /** tools that measured the same endpoint and do not count */
  readonly others: readonly string[];
}

function bestSource(routeId: string, matched: readonly Matched[]): Chosen {
  const tools = distinct(matched.map(({ row }) => row.tool));
  const ranked = tools
    .map((tool) =>
      endpointOf(
        routeId,
        tool,
        matched.filter(({ row }) => row.tool === tool),
      ),
    )
    .sort((one, other) => rank(other.endpoint) - rank(one.endpoint) || other.endpoint.coveredSeconds - one.endpoint.coveredSeconds);
  const [best, ...others] = ranked as [(typeof ranked)[number], ...typeof ranked];
  return { ...best, others: others.map((one) => one.source) };
}

function rank({ requests, energyJoules, cpuSeconds, wallSeconds }: EndpointMeasurement): number {
  return (requests > 0 ? 8 : 0) + (energyJoules !== null ? 4 : 0) + (cpuSeconds !== null ? 2 : 0) + (wallSeconds !== null ? 1 : 0);
}

// From the safest to the least safe: an endpoint made of several labels says how its least safe one was joined.
const safety: readonly MatchKind[] = ["by-hand", "template", "names-erased", "suffix", "path"];

function endpointOf(routeId: string, source: string, matched: readonly Matched[]): Omit<Chosen, "others"> {
  const rows = matched.map(({ row }) => row);
  const sum = (value: (row: Row) => number | null): number | null => {
    const values = rows.filter((row) => row.requests > 0 || value(row) !== null).map(value);
    return values.length === 0 || values.includes(null) ? null : values.reduce<number>((all, one) => all + (one ?? 0), 0);
  };
  const [energy, ofCards] = [sum((row) => row.energy), sum((row) => row.gpuEnergy)];
  const failed = rows.reduce((all, row) => all + row.failed, 0);
  const windows = rows.flatMap((row) => row.windows);
  const endpoint: EndpointMeasurement = {
    routeId,
    requests: rows.reduce((all, row) => all + row.requests, 0),
    ...(failed > 0 ? { failed } : {}),
    wallSeconds: sum((row) => row.wall),
    cpuSeconds: sum((row) => row.cpu),
    energyJoules: energy ?? ofCards,
    ...(energy === null && ofCards !== null ? { cards: { idleWatts: 0, count: Math.max(...rows.map(({ cards }) => cards)) } } : {}),
    ...(rows.some((row) => row.pueIncluded) ? { pueIncluded: true } : {}),
    ...(rows.every((row) => row.ofTask) ? { ofTask: true } : {}),
    coveredSeconds: coveredSeconds(windows),
    match: matched.map((one) => one.match).sort((one, other) => safety.indexOf(other) - safety.indexOf(one))[0] ?? "template",
    origins: distinct(rows.flatMap((row) => row.origins)),
  };
  const untimed = rows.some(({ wall }) => wall !== null) ? rows.reduce((all, { wall, requests }) => (wall === null ? all + requests : all), 0) : 0;
  return { endpoint, source, windows, untimed };
}

/** A part of the requests tells no time of all, so none counts: said, because the tool did tell one. */
function untimedProblems(chosen: readonly Chosen[], t: Translate): readonly Problem[] {
  return chosen.flatMap(({ endpoint, untimed }): Problem[] => {
    if (untimed === 0) return [];
    const message = t(
      "{0}: of {1} of {2} observed requests no time is told ({3}), so the measured time of the others does not count. Look at their labels (method, route), or narrow the source to one job.",
      endpoint.routeId,
      Math.round(untimed),
      Math.round(endpoint.requests),
      endpoint.origins.join(", "),
    );
    return [{ code: "measurement-time-incomplete", severity: "warning", path: "measurements", message }];
  });
}

/** From this share of an endpoint's requests on, the failed ones are worth a word. */
const noticeableShare = 0.1;

/**
 * Endpoints of which nothing was served, so that there is no time a served request took, and those of which a tenth or more failed: what these
 * took is busy time of the served ones.
 */
function failedProblems(chosen: readonly Chosen[], t: Translate): readonly Problem[] {
  return chosen.flatMap(({ endpoint }): Problem[] => {
    const { routeId, requests, failed = 0, origins } = endpoint;
    const all = requests + failed;
    if (failed === 0 || failed / all < noticeableShare) return [];
    if (requests === 0) {
      const message = t(
        "{0}: {1} {1|request was|requests were} observed ({2}), and none was served: all were refused or failed (status 4xx or 5xx). This measurement does not count; measure requests that are served.",
        routeId,
        Math.round(failed),
        origins.join(", "),
      );
      return [{ code: "measurement-nothing-served", severity: "warning", path: "measurements", message }];
    }
    const message = t(
      "{0}: {1} of {2} observed requests ({3} %) were refused or failed (status 4xx or 5xx). They are no requests served, and what they took counts as busy time of those that were, so that retries: of the scenario would count them twice and counts for nothing. Measure again if so many failures are not usual.",
      routeId,
      Math.round(failed),
      Math.round(all),
      Math.round((100 * failed) / all),
    );
    return [{ code: "measurement-failed-share", severity: "warning", path: "measurements", message }];
  });
}

/** Files that tell of endpoints or processes, and of no request at all: a file that is read and changes nothing looks like a mistake. */
function withoutRequests(observations: readonly Observation[], t: Translate): readonly Problem[] {
  const timed = observations.filter(({ quantity }) => quantity === "requests" || quantity === "cpu");
  const [first] = timed;
  if (first === undefined || observations.some(({ quantity, value }) => (quantity === "requests" || quantity === "failed") && value > 0)) return [];
  const message = t("No request was counted: nothing is measured by this file. Send requests to the application while it is measured.");
  return [{ code: "measurement-without-requests", severity: "information", file: first.origin.locator, message }];
}

/** Only of tools whose figures are used: a process that two tools watched would count twice. */
function unattributed(observations: readonly Observation[], used: ReadonlySet<string>): number | null {
  const all = observations.filter((one) => one.quantity === "unattributedCpu");
  const first = all[0];
  if (first === undefined) return null;
  const ofUsed = all.filter((one) => used.has(sourceOf(one.origin)));
  const counted = ofUsed.length > 0 ? ofUsed : all.filter((one) => sourceOf(one.origin) === sourceOf(first.origin));
  return counted.reduce((sum, one) => sum + one.value, 0);
}

function handMatches(
  byHand: readonly MatchByHand[],
  routes: readonly Route[],
  t: Translate,
): { find(row: Row): Found | undefined; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const targets = new Map<string, Route>();
  for (const { observed, endpoint } of byHand) {
    const wanted = split(endpoint);
    const route = routes.find((one) => one.id === endpoint) ?? routes.find((one) => one.method === wanted.method && erase(one.path) === erase(wanted.path));
    const from = split(observed);
    if (route !== undefined) targets.set(`${from.method} ${from.path}`, route);
    else {
      const message = t(
        "measurements.match names the endpoint {0}, which the code does not have. Write it as METHOD /path, as the list of routes shows it.",
        endpoint,
      );
      problems.push({ code: "measurement-match-endpoint", severity: "warning", message });
    }
  }
  const find = (row: Row): Found | undefined => {
    const route = targets.get(`${row.method} ${row.route}`) ?? targets.get(`* ${row.route}`);
    return route === undefined ? undefined : { route, match: "by-hand" };
  };
  return { find, problems };
}

/** `get /x` -> GET, /x; `/x` -> *, /x */
function split(text: string): { readonly method: string; readonly path: string } {
  const [, method, path] = /^\s*(?:([A-Za-z]+)\s+)?(.*?)\s*$/.exec(text) ?? [];
  return { method: method?.toUpperCase() ?? "*", path: path ?? "" };
}

function reason(found: Exclude<Found, { readonly route: Route }>, t: Translate): string {
  switch (found.missing) {
    case "no-route":
      return t("requests that no route took");
    case "method":
      return t("the path is in the code, with other methods");
    case "ambiguous":
      return t(
        "ambiguous: {0}",
        found.candidates
          .slice(0, 3)
          .map((route) => route.id)
          .join(", "),
      );
    case "unknown":
      return t("no such path in the code");
  }
}

/** Sources of which nothing is of the code: of another application, or of paths that a proxy writes otherwise. */
function strangerProblems(unjoined: ReturnType<typeof strangers>, t: Translate): readonly Problem[] {
  return unjoined.map(({ source, observations }): Problem => {
    const labels = distinct(observations.flatMap(({ subject }) => (subject.kind === "endpoint" ? [`${subject.method} ${subject.route}`.slice(0, 100)] : [])));
    const requests = observations.reduce((sum, { quantity, value }) => (quantity === "requests" ? sum + value : sum), 0);
    const message = t(
      "{0}: {1} {1|request was|requests were} observed, of {2} {2|route|routes} ({3}) that the code does not have: no endpoint is measured by it. Name the folder of that application, or join its routes under measurements with match: [{ observed, endpoint }].",
      source,
      Math.round(requests),
      labels.length,
      labels.slice(0, 3).join(", "),
    );
    return { code: "measurement-joins-nothing", severity: "warning", ...(/^https?:/.test(source) ? { path: "measurements" } : { file: source }), message };
  });
}

function unmatchedProblems(unmatched: Measurements["unmatched"], t: Translate): readonly Problem[] {
  const none = t("requests that no route took");
  const listed = unmatched.filter((one) => one.reason !== none);
  return distinct(listed.map((one) => one.origin)).map((origin) => {
    const here = listed.filter((one) => one.origin === origin);
    const examples = here
      .slice(0, 3)
      .map((one) => `${one.method} ${one.route}`.slice(0, 100))
      .join(", ");
    const message = t(
      "{0}: {1} observed {1|route is|routes are} not joined to the code, for example {2}. Join {1|it|them} under measurements with match: [{ observed, endpoint }].",
      origin,
      here.length,
      examples,
    );
    return { code: "measurement-unmatched", severity: "information", message };
  });
}

function twiceProblems(chosen: readonly Chosen[], t: Translate): readonly Problem[] {
  const pairs = chosen.flatMap(({ source, others }) => others.map((other) => ({ source, other })));
  return distinct(pairs.map(({ source, other }) => `${source}\n${other}`)).map((pair) => {
    const [source = "", other = ""] = pair.split("\n");
    const count = pairs.filter((one) => `${one.source}\n${one.other}` === pair).length;
    const message = t(
      "{0} {0|endpoint is|endpoints are} measured by {1} and by {2}: {1} counts, nothing is added twice. Remove one of the two from measurements to choose.",
      count,
      source,
      other,
    );
    return { code: "measurement-two-sources", severity: "information", message };
  });
}
