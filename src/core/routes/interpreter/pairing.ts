import { union } from "./alternatives";
import type { Frame } from "./frame";
import type { Lazy, Value } from "./values";

// What one decision told of two names at once: after `kind = "chat"` on one side of a test of `name`, and `kind = "speech"` on the other,
// a test of `kind` tells of `name` too.

/** The values that two names had together. */
export interface Pair {
  readonly value: Value;
  readonly other: Value;
}

interface Pairing {
  readonly name: string;
  /** what the other name stands for as long as this holds */
  readonly now: Value;
  readonly pairs: readonly Pair[];
}

const pairings = new WeakMap<Value, Pairing>();

/** Remembers with which values of a name each part of a value came. */
export function pair(value: Value, name: string, now: Value, pairs: readonly Pair[]): void {
  if (value.k !== "union") return;
  // what a chain of `elif` gave is paired already
  const all = pairs.flatMap((one) => {
    const inner = pairings.get(one.value);
    return inner?.name === name && inner.now === one.other ? inner.pairs : [one];
  });
  pairings.set(value, { name, now, pairs: all });
}

/** What another name is where a test of this value holds and where not; null where nothing is known of one. `asks` answers the test for a part. */
export function paired(
  value: Value,
  { scope: { names } }: Frame,
  asks: (part: Value) => boolean | null,
): { name: string; yes: Value; no: Value; yesPairs: readonly Pair[]; noPairs: readonly Pair[] } | null {
  const known = pairings.get(value);
  if (known === undefined || names.get(known.name) !== known.now) return null;
  const answers = known.pairs.map((one) => ({ one, answer: asks(one.value) }));
  const yesPairs = answers.flatMap(({ one, answer }) => (answer === false ? [] : [one]));
  const noPairs = answers.flatMap(({ one, answer }) => (answer === true ? [] : [one]));
  if (yesPairs.length === 0 || noPairs.length === 0 || yesPairs.length + noPairs.length === 2 * known.pairs.length) return null;
  const others = (pairs: readonly Pair[]): Value => union(pairs.map(({ other }) => other));
  return { name: known.name, yes: others(yesPairs), no: others(noPairs), yesPairs, noPairs };
}

/** What the names of one way stand for at its end. */
export function namesNow({ scope: { names } }: Frame, wanted: Iterable<string>): ReadonlyMap<string, Value | Lazy> {
  const out = new Map<string, Value | Lazy>();
  for (const name of wanted) {
    const value = names.get(name);
    if (value !== undefined) out.set(name, value);
  }
  return out;
}
