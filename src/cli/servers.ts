import type { Imported } from "../core/measurements/observation";
import { readPrometheus } from "../core/measurements/prometheus";
import { atSource, prometheusConfig, prometheusKey } from "../core/measurements/prometheusSource";
import type { MeasurementSource } from "../core/scenario/scenario";
import { fetchBounded } from "../node/http";
import type { Arguments } from "./arguments";
import type { Io } from "./io";

/** What servers answered, by question: what is compared is held against the same answers, and a server that hangs is waited for once. */
export type Answers = Map<string, Imported>;

/** None yet, where a command was told to ask; undefined: it was not. */
export function answersIf(args: Arguments): Answers | undefined {
  return args.has("fetch") ? new Map() : undefined;
}

/** Asks the servers that a scenario names and that have not answered yet, one after the other; a server that fails is a problem, not the end. */
export async function askServers(sources: readonly MeasurementSource[], known: Answers, { t, note }: Io): Promise<readonly Imported[]> {
  const answers: Imported[] = [];
  for (const [index, source] of sources.entries()) {
    const config = prometheusConfig(source);
    if (config === null) continue;
    const key = prometheusKey(config);
    if (!known.has(key)) {
      note(`${t("Asking {0}", config.url)}\n`);
      known.set(key, await readPrometheus(config, fetchBounded, { signal: AbortSignal.timeout(60_000), t }));
    }
    answers.push(atSource(known.get(key) as Imported, config, index));
  }
  return answers;
}
