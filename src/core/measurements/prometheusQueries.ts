import type { PrometheusProfile } from "./prometheusProfiles";

/** The PromQL of one reading: each gives an instant vector. */
export interface PrometheusQueries {
  /** requests by method and route, whatever became of them */
  readonly requests: string;
  /** those of them with a status of 4xx or 5xx */
  readonly failed: string;
  /** mean wall seconds by method and route */
  readonly meanSeconds: string;
  /** CPU seconds by method and route, and of all processes; where the exporter measures them */
  readonly cpu: string | null;
  readonly processCpu: string | null;
  /** the jobs that have the series: their `up` tells the coverage */
  readonly jobs: string;
}

/** Which part of the window has data. `step` is the width of the slots that are counted, in seconds. */
export interface CoverageQueries {
  readonly step: number;
  /** number of slots with data */
  readonly slots: string;
  /** Unix time of the first sample */
  readonly first: string;
}

const coverageSlots = 2_000;

/** The queries for `window` (PromQL duration, `30d`); `job` narrows them to one scrape job. */
export function prometheusQueries(profile: PrometheusProfile, window: string, job?: string): PrometheusQueries {
  const ofJob = job === undefined ? [] : [`job=${quote(job)}`];
  const only = ofJob.length === 0 ? "" : `{${ofJob.join()}}`;
  const failed = `{${[...ofJob, `${profile.statusLabel}=~"[45].*"`].join()}}`;
  const by = `sum by (${profile.methodLabel},${profile.routeLabel})`;
  const grown = (metric: string): string => `increase(${metric}${only}[${window}])`;
  const { cpu } = profile;
  return {
    requests: `${by} (${grown(profile.requests)})`,
    failed: `${by} (increase(${profile.requests}${failed}[${window}]))`,
    // A ratio of two increases over one window: the extrapolation to the window's edges cancels out.
    meanSeconds: `${by} (${grown(profile.durationSum)}) / ${by} (${grown(profile.durationCount)}) * ${profile.durationUnit}`,
    cpu: cpu === undefined ? null : `${by} (${grown(cpu.requests)})`,
    processCpu: cpu === undefined ? null : `sum(${grown(cpu.process)})`,
    jobs: `count by (job) (count_over_time(${profile.requests}${only}[${window}]))`,
  };
}

/**
 * Coverage by `up` of the jobs: the server watched the application, whether it had requests or not. Slots, not scrapes, because
 * the API does not tell the scrape interval, and several instances cover their common time once.
 * Without jobs (metrics pushed through OpenTelemetry have no `up`) the requests' own series stand in.
 */
export function coverageQueries(profile: PrometheusProfile, window: string, jobs: readonly string[]): CoverageQueries {
  const step = Math.max(1, Math.ceil((durationSeconds(window) ?? 0) / coverageSlots));
  const series = jobs.length > 0 ? `up{job=~${quote(jobs.map(escapeRegExp).join("|"))}}` : profile.requests;
  return {
    step,
    slots: `count_over_time(count(${series})[${window}:${step}s])`,
    first: `min(min_over_time(timestamp(${series})[${window}:${step}s]))`,
  };
}

/**
 * What series that began after the server's first look had counted at their first scrape: `increase()` does not see it.
 * `age` is the age of the server's first sample, in seconds.
 */
export function unseenRequestsQuery(profile: PrometheusProfile, window: string, age: number, job?: string): string {
  const series = `${profile.requests}${job === undefined ? "" : `{job=${quote(job)}}`}`;
  return `sum by (${profile.methodLabel},${profile.routeLabel}) (min_over_time(${series}[${window}]) unless ${series} offset ${Math.max(1, Math.floor(age))}s)`;
}

/** `90s` -> 90, `1d12h` -> 129600; undefined for what is no PromQL duration. */
export function durationSeconds(text: string): number | undefined {
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) return undefined;
  const unit: Readonly<Record<string, number>> = { ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };
  const sum = [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce((all, [, count, name]) => all + Number(count) * (unit[name ?? ""] ?? 0), 0);
  return sum >= 1 ? sum : undefined;
}

function quote(text: string): string {
  return `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n")}"`;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
