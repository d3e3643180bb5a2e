import { union } from "./alternatives";
import { ancestors } from "./ancestry";
import { getAttribute } from "./attributes";
import type { Frame } from "./frame";
import type { Run } from "./run";
import type { Place, Text, Value } from "./values";

/** `getattr(service, f"do_{task}")`: whatever has a name of that form; null where the form says too little, or nothing has one. */
export function attributesLike(run: Run, object: Value, name: Text, frame: Frame, place: Place): Value | null {
  const parts = name.value.split("{?}");
  if (name.holes.length === 0 || parts.join("").length < SHORTEST) return null;
  const found = [...namesOf(object)].filter((one) => hasParts(one, parts));
  if (found.length === 0 || found.length > MOST) return null;
  return run.maybe(() => union(found.map((one) => getAttribute(run, object, one, frame, place))));
}

/** Whether a name is these parts in their order, with at least one character between two. */
export function hasParts(name: string, parts: readonly string[]): boolean {
  const [start = "", ...others] = parts;
  const end = others.pop();
  if (end === undefined) return name === start;
  if (!name.startsWith(start) || !name.endsWith(end)) return false;
  let at = start.length;
  for (const part of others) {
    const found = name.indexOf(part, at + 1);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at < name.length - end.length;
}

/** `do_` and `_v1` tell something, `_` does not. */
const SHORTEST = 3;
const MOST = 16;

function* namesOf(object: Value): Iterable<string> {
  if (object.k === "module") yield* object.module.scope.names.keys();
  if (object.k === "instance") yield* object.attrs.keys();
  const cls = object.k === "class" ? object : object.k === "instance" ? object.cls : null;
  const seen = new Set<string>();
  for (const above of cls === null ? [] : [cls, ...ancestors(cls)]) {
    if (typeof above === "string") continue;
    for (const one of above.scope.names.keys()) if (!seen.has(one) && seen.add(one)) yield one;
  }
}
