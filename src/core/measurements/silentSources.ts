import { isOfProbe } from "./measurementFiles";
import type { Imported, Observation } from "./observation";
import { isNoRoute } from "./routeFinder";

/** What became of the observations: which were read on other days than the requests, what is left without those, and the locators of which a row is of a route. */
interface Outcome {
  readonly timely: readonly Observation[];
  readonly late: readonly Observation[];
  readonly joined: ReadonlySet<string>;
}

/**
 * The sources that were asked and gave nothing that counts: none of what they hold could be read, or they saw no request served and no energy, or none
 * of a route of the code, or all of it was read at another time than the requests. One that stands behind another of the same time is not among them:
 * the other tells the same. Nor is a process that served nothing beside others of its tool that did, as workers of a server are, nor a file of the
 * probe in its own folder that has seen no request yet.
 */
export function silentSources(imported: readonly Imported[], { timely, late, joined }: Outcome): readonly string[] {
  const tools = new Set(imported.flatMap(({ observations }) => observations.filter(tells).map(({ origin }) => origin.importer)));
  const stay = new Set(timely.filter(tells).map(({ origin }) => origin.locator));
  const gone = new Set(late.map(({ origin }) => origin.locator).filter((locator) => !stay.has(locator)));
  return imported.flatMap(({ source, observations, problems }): string[] => {
    if (source === undefined) return [];
    const [first] = observations;
    const isIdle = first !== undefined && !observations.some(tells) && tools.has(first.origin.importer);
    const isNew = first !== undefined && isOfProbe(source) && !observations.some((one) => tells(one) || isFailure(one));
    const counts = observations.some(
      (one) => tells(one) && !gone.has(one.origin.locator) && (one.subject.kind !== "endpoint" || joined.has(one.origin.locator)),
    );
    return problems.some(({ severity }) => severity === "error") || (!counts && !isIdle && !isNew) ? [source] : [];
  });
}

/** Sources that saw requests served, or their energy, and none of a route of the code; what else they hold, such as the energy of a process, may count. */
export function strangers(imported: readonly Imported[], joined: ReadonlySet<string>): readonly (Imported & { readonly source: string })[] {
  return imported.flatMap((one) => {
    const { source, observations } = one;
    const seen = observations.filter((each) => each.subject.kind === "endpoint" && tells(each));
    return source === undefined || seen.length === 0 || seen.some(({ origin }) => joined.has(origin.locator)) ? [] : [{ ...one, source }];
  });
}

/** A request that was served, or energy: without either, time and counts of failures change no figure. What no route took tells nothing of one. */
function tells({ quantity, value, subject }: Observation): boolean {
  if (subject.kind === "endpoint" && isNoRoute(subject.route)) return false;
  return (quantity === "requests" || quantity === "energy" || quantity === "gpuEnergy") && value > 0;
}

function isFailure({ quantity, value, subject }: Observation): boolean {
  return quantity === "failed" && value > 0 && subject.kind === "endpoint" && !isNoRoute(subject.route);
}
