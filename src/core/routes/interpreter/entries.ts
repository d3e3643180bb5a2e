import { chosenLike } from "./alternatives";
import { numberText } from "./formatting";
import { type Dict, text, type Value } from "./values";

/** Adds to what a collection may hold besides its known parts. */
export function addRest(dict: Dict, values: readonly Value[]): void {
  for (const value of values) if (dict.rest.length < 200 && !dict.rest.includes(value)) dict.rest.push(value);
}

/** Adds an entry under a key as `dictKey` writes it. */
export function setEntry(dict: Dict, name: string, key: Value, value: Value): void {
  dict.entries.set(name, value);
  dict.scope?.names.set(name, value);
  if (key.k === "text") return;
  dict.keys ??= new Map();
  dict.keys.set(name, key);
}

/** Keys as the code wrote them; texts where the value of a key was not kept. */
export function keysOf(dict: Dict): Value[] {
  return [...dict.entries].map(([name, value]) => likeItsValue(value, () => dict.keys?.get(name) ?? text(name)));
}

/** What is made of a value that may be there or not is there where that is. */
export function likeItsValue(value: Value, make: (value: Value) => Value): Value {
  const [only] = value.k === "union" ? value.options : [];
  if (value.k !== "union" || value.options.length > 1 || only === undefined) return make(value);
  return chosenLike(value, make(only));
}

/** What is empty at the start, and kept between requests, may be filled by any of them. */
export function kept(value: Value, registering: boolean): Value {
  if (!registering && ((value.k === "list" && value.kind !== "tuple" && value.items.length === 0) || (value.k === "dict" && value.entries.size === 0)))
    value.open = true;
  return value;
}

/** A key of a dictionary as one text: what it holds, or which object it is. */
export function dictKey(value: Value): string | null {
  const known = keyText(value);
  if (known !== null) return known;
  return value.k === "function" || value.k === "class" || value.k === "instance" || value.k === "router" ? `\0${value.k}:${value.id}` : null;
}

/** Each item once, as a set holds them. */
export function eachOnce(items: readonly Value[]): Value[] {
  const known = new Set<unknown>();
  return items.filter((item) => {
    const key = dictKey(item);
    const as = key === null ? item : `${item.k} ${key}`;
    if (known.has(as)) return false;
    known.add(as);
    return true;
  });
}

/** A key that says which object it is: another object may be equal to it. */
export const isIdentity = (key: string): boolean => key.startsWith("\0");

/** The key under which a dict keeps it; null for what is not known whole. A member of an enum goes by its value. */
export function keyText(value: Value): string | null {
  if (value.k === "text" && value.holes.length === 0) return value.value;
  if (value.k === "number") return numberText(value);
  if (value.k === "constant") return String(value.value);
  if (value.k === "instance") {
    const inner = value.attrs.get("value");
    return inner === undefined ? null : keyText(inner);
  }
  return null;
}
