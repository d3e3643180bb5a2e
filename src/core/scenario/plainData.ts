import type { Path } from "./source";

// The plain data of a scenario between YAML and the schema: mistakes are taken out of it until the schema accepts the rest.

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** What mistakes can be taken out of: what was read stays for whoever asks the same text next. */
export function copyOf(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(copyOf);
  if (!isRecord(data)) return data;
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(data)) copy[key] = copyOf(value);
  return copy;
}

/** `budget:` with nothing after it is as good as absent; `fr:` among languages is a language without settings. */
export function withoutNothing(data: Record<string, unknown>, path: Path): void {
  for (const [key, value] of Object.entries(data)) {
    const place = [...path, key];
    if (value === null) {
      if (isEntry(place)) data[key] = {};
      else delete data[key];
    } else if (Array.isArray(value)) {
      data[key] = value.map((item: unknown) => item ?? "");
      for (const [index, item] of value.entries()) if (isRecord(item)) withoutNothing(item, [...place, index]);
    } else if (isRecord(value)) withoutNothing(value, place);
  }
}

function isEntry(path: Path): boolean {
  const [first, , third] = path;
  return (
    (path.length === 2 && ["languages", "services", "hosts", "decisions"].includes(String(first))) ||
    (path.length === 4 && first === "services" && third === "languages")
  );
}

/** Removes a value from plain data. True where it was there. */
export function remove(root: Record<string, unknown>, path: Path): boolean {
  let holder: unknown = root;
  for (const step of path.slice(0, -1)) {
    if (typeof holder !== "object" || holder === null) return false;
    holder = (holder as Record<string | number, unknown>)[step];
  }
  const last = path.at(-1);
  if (last === undefined) return false;
  if (Array.isArray(holder)) return holder.splice(Number(last), 1).length > 0;
  return isRecord(holder) && Object.hasOwn(holder, last) && delete holder[String(last)];
}
