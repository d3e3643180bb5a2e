import { read } from "./scope";
import type { Class, Instance, Value } from "./values";

/** The classes that attributes are looked up in, in Python's order as far as a project needs it. */
export function ancestors(cls: Class): readonly (Class | string)[] {
  let known = ancestry.get(cls);
  if (known === undefined) {
    known = lineage(cls);
    ancestry.set(cls, known);
  }
  return known;
}

/** The bases of a class never change; whoever reads an attribute asks for them. */
const ancestry = new WeakMap<Class, readonly (Class | string)[]>();

function lineage(cls: Class): readonly (Class | string)[] {
  const out: (Class | string)[] = [];
  const visit = (one: Value, depth: number): void => {
    if (depth > 20) return;
    if (one.k === "external") out.push(one.path);
    // `Generic[T]`, `Base[Model]`
    else if (one.k === "made" && one.of !== null) visit(one.of, depth + 1);
    else if (one.k === "class") {
      const at = out.indexOf(one);
      if (at !== -1) out.splice(at, 1);
      out.push(one);
      for (const base of one.bases) visit(base, depth + 1);
    }
  };
  visit(cls, 0);
  return out;
}

/** The fields of a named tuple, in order; null for anything else. */
export function tupleFields(object: Instance): readonly string[] | null {
  if (object.cls === null) return null;
  const above = ancestors(object.cls);
  if (!above.some((one) => typeof one === "string" && /(^|\.)NamedTuple$/.test(one))) return null;
  return above.flatMap((one) => (typeof one === "string" ? [] : [...one.fields.keys()]));
}

export function inClass(cls: Class, name: string): { readonly value: Value; readonly owner: Class } | null {
  for (const one of ancestors(cls)) {
    if (typeof one === "string") continue;
    const value = read(one.scope, name);
    if (value !== undefined) return { value, owner: one };
  }
  return null;
}

export function isSettings(cls: Class): boolean {
  return ancestors(cls).some((one) => typeof one === "string" && /(^|\.)BaseSettings$/.test(one));
}
