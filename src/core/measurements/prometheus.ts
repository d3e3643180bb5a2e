import type { Problem } from "../problem";
import type { Translate } from "../text";
import type { Imported, Observation, ObservedQuantity, Origin, Subject } from "./observation";
import { ask, baseAddress, type Http, type PrometheusServer, type Sample } from "./prometheusClient";
import { type PrometheusProfile, prometheusProfile, prometheusProfiles } from "./prometheusProfiles";
import { coverageQueries, durationSeconds, prometheusQueries, unseenRequestsQuery } from "./prometheusQueries";

export interface PrometheusConfig {
  readonly url: string;
  /** id of `prometheusProfiles` */
  readonly profile: string;
  /** PromQL duration; 30 days unless given */
  readonly window?: string | undefined;
  /** scrape job; all jobs that have the profile's metrics unless given */
  readonly job?: string | undefined;
}

export interface ReadOptions<Signal> {
  readonly signal: Signal;
  /** headers that sign in (`authorization`, `x-scope-orgid`); they go to the configured origin only */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly t: Translate;
}

/**
 * Served and failed requests, wall seconds and, where the exporter has them, CPU seconds of every route over the last `window`.
 * Asks a handful of instant queries, one after the other. Never rejects: what goes wrong is a problem with its next step.
 * What the server could not tell of coverage is assumed; where a query of figures fails nothing counts.
 */
export async function readPrometheus<Signal>(config: PrometheusConfig, http: Http<Signal>, options: ReadOptions<Signal>): Promise<Imported> {
  const { t } = options;
  const checked = check(config, t);
  if ("problem" in checked) return { observations: [], problems: [checked.problem] };
  const { base, profile, window, seconds } = checked;
  const server: PrometheusServer<Signal> = { base, http, signal: options.signal, headers: options.headers ?? {}, t };
  const queries = prometheusQueries(profile, window, config.job);

  const requests = await ask(server, queries.requests);
  if ("problem" in requests) return { observations: [], problems: [requests.problem] };
  const first = requests.samples[0];
  if (first === undefined) return { observations: [], problems: [await emptyProblem(server, profile, window, config.job)] };

  // All that follows is asked for the moment of the first answer, so that the parts belong together.
  const now = first.time;
  const problems: Problem[] = requests.warnings.map((warning) => serverWarning(base, warning, t));
  const more = async (query: string): Promise<readonly Sample[]> => {
    const answer = await ask(server, query, now);
    if ("samples" in answer) return answer.samples;
    if (!problems.some(({ code }) => code === answer.problem.code)) problems.push({ ...answer.problem, severity: "warning" });
    return [];
  };

  const jobs = config.job !== undefined ? [config.job] : (await more(queries.jobs)).flatMap((sample) => sample.labels.job ?? []);
  if (jobs.length > 1) problems.push(severalJobs(base, jobs, t));
  const covered = await coverage(more, profile, window, seconds, jobs, now);
  problems.push(...coverageProblems(base, covered.seconds, seconds, t));
  const unseen = await more(unseenRequestsQuery(profile, window, covered.age, config.job));
  problems.push(...unseenProblems(base, unseen, requests.samples, t));

  const readings: Record<keyof Readings, readonly Sample[]> = { requests: requests.samples, failed: [], meanSeconds: [], cpu: [], processCpu: [] };
  for (const part of ["failed", "meanSeconds", "cpu", "processCpu"] as const) {
    const query = queries[part];
    if (query === null) continue;
    const answer = await ask(server, query, now);
    // Counts without their failures or their time would pass for a measurement of something else.
    if ("problem" in answer) return { observations: [], problems: [...problems, answer.problem] };
    readings[part] = answer.samples;
  }
  const locator = config.job === undefined ? base : `${base} (job ${config.job})`;
  const origin: Origin = { importer: "prometheus", tool: profile.id, locator };
  const span = { start: iso(now - seconds), end: iso(now), ...(covered.seconds === null ? {} : { covered: covered.seconds }) };
  return { observations: observe(readings, profile, origin, span), problems };
}

interface Readings {
  readonly requests: readonly Sample[];
  readonly failed: readonly Sample[];
  readonly meanSeconds: readonly Sample[];
  readonly cpu: readonly Sample[];
  readonly processCpu: readonly Sample[];
}

function observe(readings: Readings, profile: PrometheusProfile, origin: Origin, window: Observation["window"]): readonly Observation[] {
  const one = (subject: Subject, quantity: ObservedQuantity, value: number): Observation => ({
    subject,
    quantity,
    value,
    window,
    pueIncluded: false,
    quality: "metered",
    origin,
  });
  const key = ({ labels }: Sample): string => `${labels[profile.methodLabel]}\n${labels[profile.routeLabel]}`;
  const means = new Map(readings.meanSeconds.map((sample) => [key(sample), sample.value]));
  const failures = new Map(readings.failed.filter(({ value }) => usable(value)).map((sample) => [key(sample), sample.value]));
  const cpus = new Map(readings.cpu.map((sample) => [key(sample), sample.value]));
  const observations = readings.requests
    .filter((sample) => usable(sample.value))
    .flatMap((sample) => {
      const method = sample.labels[profile.methodLabel]?.toUpperCase() ?? "*";
      const subject: Subject = { kind: "endpoint", method, route: sample.labels[profile.routeLabel] ?? "" };
      // Without a request in the window the mean is 0/0: no time was spent.
      const wall = sample.value === 0 ? 0 : (means.get(key(sample)) ?? Number.NaN) * sample.value;
      const cpu = cpus.get(key(sample)) ?? Number.NaN;
      const failed = Math.min(failures.get(key(sample)) ?? 0, sample.value);
      return [
        one(subject, "requests", sample.value - failed),
        ...(failed > 0 ? [one(subject, "failed", failed)] : []),
        ...(usable(wall) ? [one(subject, "wall", wall)] : []),
        ...(usable(cpu) ? [one(subject, "cpu", cpu)] : []),
      ];
    });
  const total = readings.processCpu[0]?.value ?? Number.NaN;
  if (!usable(total)) return observations;
  const charged = [...cpus.values()].filter(usable).reduce((sum, value) => sum + value, 0);
  const subject: Subject = { kind: "process", name: profile.id };
  return [...observations, one(subject, "cpu", total), one(subject, "unattributedCpu", Math.max(0, total - charged))];
}

function usable(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}

interface Coverage {
  /** null when the server did not tell */
  readonly seconds: number | null;
  /** age of the first sample in the window, seconds */
  readonly age: number;
}

async function coverage(
  more: (query: string) => Promise<readonly Sample[]>,
  profile: PrometheusProfile,
  window: string,
  seconds: number,
  jobs: readonly string[],
  now: number,
): Promise<Coverage> {
  // Pushed metrics may carry a job and still have no `up`: then the requests' own series tell.
  for (const tried of jobs.length > 0 ? [jobs, []] : [[]]) {
    const { step, slots, first } = coverageQueries(profile, window, tried);
    const count = (await more(slots))[0]?.value;
    if (count === undefined || !usable(count) || count === 0) continue;
    const start = (await more(first))[0]?.value;
    const age = start !== undefined && usable(now - start) ? Math.min(now - start, seconds) : seconds;
    return { seconds: Math.min(count * step, seconds), age };
  }
  return { seconds: null, age: seconds };
}

type Checked =
  | { readonly base: string; readonly profile: PrometheusProfile; readonly window: string; readonly seconds: number }
  | { readonly problem: Problem };

function check(config: PrometheusConfig, t: Translate): Checked {
  const problem = (code: string, message: string): Checked => ({ problem: { code, severity: "error", message } });
  const base = baseAddress(config.url);
  // The address is not repeated: it may hold the password that we complain about.
  if (base === null)
    return problem(
      "prometheus-address",
      t("The address of a Prometheus server starts with http:// or https:// and holds no user name or password. Correct it under measurements."),
    );
  const profile = prometheusProfile(config.profile);
  if (profile === undefined) {
    const known = prometheusProfiles.map((one) => one.id).join(", ");
    return problem("prometheus-profile", t("There is no Prometheus profile {0}. Write one of: {1}.", config.profile.slice(0, 60), known));
  }
  const window = config.window ?? "30d";
  const seconds = durationSeconds(window);
  if (seconds === undefined) return problem("prometheus-window", t("{0} is not a Prometheus duration. Write for example 30d or 12h.", window.slice(0, 60)));
  return { base, profile, window, seconds };
}

/** Says which profile the server does have data for, where it is another than the one asked for. */
async function emptyProblem<Signal>(server: PrometheusServer<Signal>, profile: PrometheusProfile, window: string, job: string | undefined): Promise<Problem> {
  const { base, t } = server;
  const names = await ask(server, `count by (__name__) ({__name__=~"${prometheusProfiles.map((one) => one.requests).join("|")}"})`);
  const present = "samples" in names ? names.samples.map((sample) => sample.labels.__name__) : [];
  const other = prometheusProfiles.find((one) => one !== profile && present.includes(one.requests));
  const wanted = job === undefined ? profile.requests : `${profile.requests}{job="${job}"}`;
  const message =
    other === undefined
      ? t("{0} has no data for {1} in the last {2}. Check that it scrapes the application, and that profile and job are right.", base, wanted, window)
      : t("{0} has no data for {1} in the last {2}, but it has {3}. Write profile: {4}.", base, wanted, window, other.requests, other.id);
  return { code: "prometheus-empty", severity: "warning", message };
}

function coverageProblems(base: string, covered: number | null, seconds: number, t: Translate): readonly Problem[] {
  if (covered === null) {
    const message = t("{0} does not tell how much of the window has data; the whole window is assumed. If the server keeps less, shorten the window.", base);
    return [{ code: "prometheus-coverage", severity: "warning", message }];
  }
  if (covered >= 0.95 * seconds) return [];
  const message = t(
    "{0} has data for {1} of {2} hours: a month is extrapolated from them. Wait, or let the server keep its data for longer.",
    base,
    hours(covered),
    hours(seconds),
  );
  return [{ code: "prometheus-coverage", severity: "information", message }];
}

/** `increase()` counts what happened between two scrapes of a series, not what the series had at its first one. */
function unseenProblems(base: string, unseen: readonly Sample[], requests: readonly Sample[], t: Translate): readonly Problem[] {
  const sum = (samples: readonly Sample[]): number => samples.filter(({ value }) => usable(value)).reduce((all, { value }) => all + value, 0);
  const lost = sum(unseen);
  if (lost === 0) return [];
  const share = lost / (lost + sum(requests));
  const message = t(
    "{0}: about {1} requests ({2} %) are missing, because their series began inside the window and Prometheus counts from a series' second scrape on. Publish every route at 0 from the start, as the probe does.",
    base,
    Math.round(lost),
    Math.round(share * 100),
  );
  return [{ code: "prometheus-young-series", severity: share > 0.05 ? "warning" : "information", message }];
}

/** `http_requests_total` is a common name: without a job, every service that publishes it is added up. */
function severalJobs(base: string, jobs: readonly string[], t: Translate): Problem {
  const message = t(
    "{0} has these metrics from {1} jobs ({2}); all are added up. Name one as job if they are different applications.",
    base,
    jobs.length,
    jobs.slice(0, 5).join(", "),
  );
  return { code: "prometheus-several-jobs", severity: "information", message };
}

function serverWarning(base: string, warning: string, t: Translate): Problem {
  return {
    code: "prometheus-warning",
    severity: "information",
    message: t("{0} warns: {1}. The figures may be incomplete; look into the server.", base, warning),
  };
}

/** Two digits are enough to judge a coverage: 0.43, 9.1, 120 */
function hours(seconds: number): number {
  return Number((seconds / 3600).toPrecision(2));
}

function iso(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString();
}
