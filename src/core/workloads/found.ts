import type { Workload } from "../routes/route";

/** `assumed`: the model was not seen made, an annotation names its class. */
export type Found = Workload & { readonly assumed?: boolean };

/** Two models without a name that are called at one place are one. */
export function distinct(found: Iterable<Found>): readonly Workload[] {
  const seen = new Map<string, Found>();
  for (const one of found) {
    const key = JSON.stringify([one.task, one.library, one.engine, one.model, one.file, one.line]);
    if (!seen.has(key)) seen.set(key, one);
  }
  const all = [...seen.values()];
  // what is only known by an annotation gives way to what was seen made
  return all
    .filter(
      ({ assumed, ...one }) => assumed !== true || !all.some((other) => other.assumed !== true && other.library === one.library && other.task === one.task),
    )
    .map(({ assumed, ...one }) => one);
}
