import type { Imported, Observation } from "./observation";

/**
 * The sources that were asked and gave nothing that counts: none of what they hold could be read, or they saw no request served and no energy, or all
 * of it was read at another time than the requests. One that stands behind another of the same time is not among them: the other tells the same. Nor is a
 * process that served nothing beside others of its tool that did, as workers of a server are.
 *
 * `timely`: what is left of the observations when those of another time are gone.
 */
export function silentSources(imported: readonly Imported[], timely: readonly Observation[], late: readonly Observation[]): readonly string[] {
  const tools = new Set(imported.flatMap(({ observations }) => observations.filter(tells).map(({ origin }) => origin.importer)));
  const stay = new Set(timely.filter(tells).map(({ origin }) => origin.locator));
  const gone = new Set(late.map(({ origin }) => origin.locator).filter((locator) => !stay.has(locator)));
  return imported.flatMap(({ source, observations, problems }): string[] => {
    if (source === undefined) return [];
    const [first] = observations;
    const idle = first !== undefined && !observations.some(tells) && tools.has(first.origin.importer);
    const counts = observations.some((one) => tells(one) && !gone.has(one.origin.locator));
    return problems.some(({ severity }) => severity === "error") || (!counts && !idle) ? [source] : [];
  });
}

/** A request that was served, or energy: without either, time and counts of failures change no figure. */
function tells({ quantity, value }: Observation): boolean {
  return (quantity === "requests" || quantity === "energy" || quantity === "gpuEnergy") && value > 0;
}
