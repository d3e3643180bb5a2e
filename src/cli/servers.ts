import type { Imported } from "../core/measurements/observation";
import { readPrometheus } from "../core/measurements/prometheus";
import { atSource, prometheusConfig } from "../core/measurements/prometheusSource";
import type { MeasurementSource } from "../core/scenario/scenario";
import { fetchBounded } from "../node/http";
import type { Io } from "./io";

/** Asks the servers that a scenario names, one after the other; a server that fails is a problem, not the end. */
export async function askServers(sources: readonly MeasurementSource[], { t, note }: Io): Promise<readonly Imported[]> {
  const answers: Imported[] = [];
  for (const [index, source] of sources.entries()) {
    const config = prometheusConfig(source);
    if (config === null) continue;
    note(`${t("Asking {0}", config.url)}\n`);
    answers.push(atSource(await readPrometheus(config, fetchBounded, { signal: AbortSignal.timeout(60_000), t }), config, index));
  }
  return answers;
}
