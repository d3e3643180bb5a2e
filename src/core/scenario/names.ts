import { editDistance } from "../editDistance";

/** Ids compare without case, spaces, hyphens (DESIGN.md 3.2): `FR`, `fr`; `speech host`, `Speech-Host`. */
export const sameId = (a: string, b: string): boolean => idKey(a) === idKey(b);

/** What is left of an id for comparison. */
export const idKey = (id: string): string => id.toLowerCase().replace(/[\s\u00a0\u202f-]+/gu, "");

/** The name among `known` that compares equal to `name`, as it is spelt there. */
export function declaredName(name: string, known: readonly string[]): string | undefined {
  return indexOf(known).get(idKey(name));
}

/** Thousands of references may be looked up in one list, so its index is kept as long as the list. */
const indexes = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

function indexOf(known: readonly string[]): ReadonlyMap<string, string> {
  const made = indexes.get(known);
  if (made) return made;
  // The first of names that compare equal wins.
  const index = new Map([...known].reverse().map((name) => [idKey(name), name]));
  indexes.set(known, index);
  return index;
}

/** Names in a sentence: a dozen at most. */
export const listed = (names: readonly string[]): string => (names.length > 12 ? [...names.slice(0, 12), "…"] : names).join(", ");

/** The known name that was probably meant: at most a third of it differs. `criticallity` -> `criticality`. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  // Comparing costs the product of both lengths: in a list of thousands nobody finds a typo that way.
  if (known.length > 300) return undefined;
  const wanted = idKey(name).slice(0, 60);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const key = idKey(candidate);
    const longest = Math.max(key.length, wanted.length);
    // Of two letters, one other makes another word: `ar` is no slip for `fr`.
    const limit = longest < 3 ? 0 : Math.max(1, Math.floor(longest / 3));
    if (key === wanted) return candidate;
    const distance = editDistance(wanted, key);
    if (distance <= limit && distance < bestDistance && distance < key.length) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
