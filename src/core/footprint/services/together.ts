import type { Service } from "./serviceOf";

/**
 * How often an endpoint is asked: as often as the service that is asked most, since the others work within the same request; of models that exclude one
 * another each has its own. 1000 and 500 -> 1000; 500 of one model and 500 of another instead, of 1000 files -> 1000.
 *
 * `groups`: of each service a number that those which exclude one another share, else undefined; `amountOf`: what a service is asked, of whatever is counted;
 * `mostOf`: what those that exclude one another are together no more than, such as files.
 */
export function askedTogether(groups: readonly (number | undefined)[], amountOf: (service: number) => number, mostOf: (service: number) => number): number {
  // this runs for each draw: nothing is made where nothing excludes another
  let instead: Map<number, number> | null = null;
  let largest = 0;
  let limit = 0;
  for (let s = 0; s < groups.length; s++) {
    const [amount, group] = [amountOf(s), groups[s]];
    largest = Math.max(largest, amount);
    limit = Math.max(limit, mostOf(s));
    if (group === undefined) continue;
    instead ??= new Map();
    instead.set(group, (instead.get(group) ?? 0) + amount);
  }
  for (const sum of instead?.values() ?? []) largest = Math.max(largest, Math.min(sum, limit));
  return largest;
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
    const asked = askedTogether(
      beside.map(({ workload }) => workload?.alternative),
      (s) => perFile(beside[s] as Service),
      () => 1,
    );
    return asked > 0 && perFile(one) > 0 && perFile(one) < asked ? { ...one, observedPart: perFile(one) / asked } : one;
  });
}
