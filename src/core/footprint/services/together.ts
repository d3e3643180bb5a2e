import type { Service } from "./serviceOf";

/** What some services of one endpoint are asked, of whatever is counted; `group`: those that exclude one another have the same. */
export interface Asked {
  readonly amount: number;
  /** what they are together no more than, such as files */
  readonly most: number;
  readonly group: number | undefined;
}

/**
 * How often an endpoint is asked: as often as the service that is asked most, since the others work within the same request; of models that exclude one
 * another each has its own. 1000 and 500 -> 1000; 500 of one model and 500 of another instead, of 1000 files -> 1000.
 * (`endpoints/endpointFigures.ts` does it draw by draw, without objects.)
 */
export function askedTogether(services: readonly Asked[]): number {
  const groups = new Map<number, number>();
  for (const { amount, group } of services) if (group !== undefined) groups.set(group, (groups.get(group) ?? 0) + amount);
  const limit = Math.max(0, ...services.map(({ most }) => most));
  return Math.max(0, ...services.map(({ amount }) => amount), ...[...groups.values()].map((sum) => Math.min(sum, limit)));
}

/**
 * Each service with its part of the requests that were observed of its endpoint, so that the same files lie behind all of them: of two models instead of one
 * another, asked for one file in two each, half; of one that is asked for every file beside one for every other file, all and half.
 */
export function withObservedParts(services: readonly Service[]): Service[] {
  const perFile = ({ settings }: Service): number => settings.requests?.central ?? 1;
  return services.map((one) => {
    const beside = services.filter(({ endpoints, measurement }) => measurement !== null && endpoints.join(" ") === one.endpoints.join(" "));
    if (one.measurement === null || beside.length < 2) return one;
    const asked = askedTogether(beside.map((other) => ({ amount: perFile(other), most: 1, group: other.workload?.alternative })));
    return asked > 0 && perFile(one) > 0 && perFile(one) < asked ? { ...one, observedPart: perFile(one) / asked } : one;
  });
}
