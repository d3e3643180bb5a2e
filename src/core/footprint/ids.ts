/** Ids compare without case, spaces, hyphens (DESIGN.md 3.2); underscores count as hyphens. */
export function idKey(id: string): string {
  return id.toLowerCase().replace(/[\s_-]+/g, "");
}

/** The own key of a record that names the same id, or undefined. */
export function findKey(record: Readonly<Record<string, unknown>> | undefined, id: string): string | undefined {
  if (!record) return undefined;
  if (Object.hasOwn(record, id)) return id;
  const wanted = idKey(id);
  return Object.keys(record).find((key) => idKey(key) === wanted);
}
