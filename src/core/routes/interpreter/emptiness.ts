import { isPerhaps } from "../conditions";
import { willReplace } from "./entryWays";
import { willChange, willSet } from "./processes";
import type { Run } from "./run";
import type { Dict, List } from "./values";

/** Whether nothing is in it; null where that cannot be known. */
export function isEmpty(one: List | Dict): boolean | null {
  if (one.k === "dict") {
    if (one.entries.size > 0) return one.maybeEmpty === true ? null : false;
    return one.open || one.rest.length > 0 ? null : true;
  }
  if (one.items.length === 0) return one.open ? null : true;
  // of a list that is not known to its end, an unknown item may not be there at all
  return one.maybeEmpty === true || (one.open && one.items.every(({ k }) => k === "unknown")) ? null : false;
}

/** Hears that a list or a set is about to be given something: `if match: found.append(match)` may have found nothing. */
export function willGain(run: Run, one: List): void {
  willChange(run, one.items);
  fills(run, one, one.items.length);
}

/** Hears that a key of a dictionary is about to be set. */
export function willSetKey(run: Run, one: Dict, name: string): void {
  willSet(run, one.entries, name);
  willReplace(run, one, name);
  fills(run, one, one.entries.size);
}

function fills(run: Run, one: List | Dict, before: number): void {
  const perhaps = run.uncertain > 0 || isPerhaps(run, one);
  if (before === 0 || !perhaps) one.maybeEmpty = perhaps;
}

/** What is made of the items of others, and holds none where those hold none. */
export function asEmptyAs<T extends List | Dict>(made: T, ...others: readonly (List | Dict)[]): T {
  if (isEmpty(made) === false && others.every((one) => isEmpty(one) !== false)) made.maybeEmpty = true;
  return made;
}
