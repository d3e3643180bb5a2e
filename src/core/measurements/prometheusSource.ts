import type { MeasurementSource } from "../scenario/scenario";
import type { Imported } from "./observation";
import type { PrometheusConfig } from "./prometheus";

/** The question that a source of a scenario stands for; null where it names no server. */
export function prometheusConfig({ prometheus: url, profile = "fastapi-instrumentator", job, window }: MeasurementSource): PrometheusConfig | null {
  return url === undefined ? null : { url, profile, job, window };
}

/** What a server answered at an address, its problems at the source of the scenario that names it. */
export function atSource({ observations, problems }: Imported, { url }: PrometheusConfig, source: number): Imported {
  return { source: url, observations, problems: problems.map((problem) => ({ path: `measurements.${source}.prometheus`, ...problem })) };
}

/** The same for the same question: what an answer is kept under. */
export function prometheusKey({ url, profile, job, window }: PrometheusConfig): string {
  return JSON.stringify([url, profile, job ?? null, window ?? null]);
}
