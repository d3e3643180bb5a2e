import { type Dict, text, unknown, type Value } from "../interpreter/values";
import { filledIn } from "./settingsText";

/** Texts that were put together from other keys: a key that another file replaces later would change them. */
const fromOthers = new WeakSet<Value>();

/** OmegaConf's `${server.name}` in the values of a dictionary, by the keys of the same dictionary; unknown where one is not there. */
export function interpolated(root: Dict): Dict {
  return filled(root, (written) => resolved(written, root, 0)) as Dict;
}

/** Before dictionaries are merged: what may become something else. */
export function withoutInterpolated(value: Value): Value {
  return filled(value, null);
}

function filled(value: Value, resolve: ((written: string) => Value) | null): Value {
  if (resolve === null && fromOthers.has(value)) return unknown;
  if (value.k === "text") return resolve !== null && value.value.includes("${") ? resolve(value.value) : value;
  if (value.k === "dict") return { ...value, entries: new Map([...value.entries].map(([key, one]) => [key, filled(one, resolve)])) };
  return value.k === "list" ? { ...value, items: value.items.map((one) => filled(one, resolve)) } : value;
}

function resolved(written: string, root: Dict, depth: number): Value {
  const whole = /^\$\{([\w.]+)\}$/.exec(written)?.[1];
  if (whole !== undefined) return keep(valueAt(root, whole, depth));
  let isOpen = false;
  const out = written.replace(/\$\{(\w[\w.]*)\}/g, (_, path: string) => {
    const value = valueAt(root, path, depth);
    isOpen ||= value.k !== "text" && value.k !== "number";
    return value.k === "text" || value.k === "number" ? String(value.value) : "";
  });
  const answer = isOpen ? null : filledIn(out);
  return answer === null ? unknown : keep(text(answer));
}

function keep(value: Value): Value {
  if (value.k === "unknown") return value;
  const own = { ...value };
  fromOthers.add(own);
  return own;
}

/** What stands under `server.name`; keys that lead to each other in a circle are unknown. */
function valueAt(root: Dict, path: string, depth: number): Value {
  let value: Value | undefined = root;
  for (const key of path.split(".")) value = value?.k === "dict" ? value.entries.get(key) : undefined;
  if (value === undefined || depth > 10) return unknown;
  return value.k === "text" && value.value.includes("${") ? resolved(value.value, root, depth + 1) : value;
}
