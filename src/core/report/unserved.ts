import type { Analysis } from "../analysis/analysis";
import { firstNames, type Translate } from "../text";

/** Endpoints that run a model, or may, and that no service of the scenario names: no total holds them. */
export function unserved({ estimate }: Analysis): string[] {
  return estimate.endpoints.filter(({ services, state }) => services.length === 0 && state !== "no-ai").map(({ id }) => id);
}

/** That they are missing, said wherever a total is; nothing where none is. `most`: more are counted. */
export function unservedWords(analysis: Analysis, most: number, t: Translate): string[] {
  const ids = unserved(analysis);
  if (ids.length === 0) return [];
  return [t("Not in this result, because no service of the scenario names {0|it|them}: {1}.", ids.length, firstNames(ids, most, ", ", t))];
}
