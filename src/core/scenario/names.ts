/** Ids compare without case, spaces, hyphens (DESIGN.md 3.2): `FR`, `fr`; `speech host`, `Speech-Host`. */
export const sameId = (a: string, b: string): boolean => idKey(a) === idKey(b);

/** What is left of an id for comparison. */
export const idKey = (id: string): string => id.toLowerCase().replace(/[\s\u00a0\u202f-]+/gu, "");

/** The name among `known` that compares equal to `name`, as it is spelt there. */
export function declaredName(name: string, known: Iterable<string>): string | undefined {
  const key = idKey(name);
  for (const candidate of known) if (idKey(candidate) === key) return candidate;
  return undefined;
}

/** The known name that was probably meant: at most a third of it differs. `criticallity` -> `criticality`. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const wanted = idKey(name).slice(0, 60);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const key = idKey(candidate);
    const limit = Math.max(1, Math.floor(Math.max(key.length, wanted.length) / 3));
    if (key === wanted) return candidate;
    const distance = editDistance(wanted, key);
    if (distance <= limit && distance < bestDistance && distance < key.length) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Damerau-Levenshtein (neighbours swapped count once), since swapped letters are the commonest typo. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const above = rows[i - 1] ?? [];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
