import type { Expression } from "../../python/syntax";
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
  // from the last base to the first and from above to below, each once: the reverse is the order in which Python looks. No recursion, and no way twice:
  // generated classes stand hundreds above one another, and each diamond doubles the ways.
  const upwards = new Set<Class | string>();
  const entered = new Set<Class>();
  const left: { readonly one: Value; readonly done: boolean }[] = [{ one: cls, done: false }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { one, done } = next;
    if (one.k === "external") upwards.add(one.path);
    // `Generic[T]`, `Base[Model]`
    else if (one.k === "made" && one.of !== null) left.push({ one: one.of, done: false });
    else if (one.k === "class" && done) upwards.add(one);
    else if (one.k === "class" && !entered.has(one)) {
      entered.add(one);
      left.push({ one, done: true }, ...one.bases.map((base) => ({ one: base, done: false })));
    }
  }
  return [...upwards].reverse();
}

/** The fields of a named tuple, in order; null for anything else. */
export function tupleFields(object: Instance): readonly string[] | null {
  if (object.cls === null) return null;
  if (!ancestors(object.cls).some((one) => typeof one === "string" && /(^|\.)NamedTuple$/.test(one))) return null;
  return fieldNames(object.cls);
}

/** The fields of dataclasses, models and named tuples, those of the classes above first; `positional`: which a call without names gives, `initial`: those that only `__post_init__` is given. */
export function fieldNames(cls: Class, which: "all" | "positional" | "initial" = "all"): string[] {
  const names = new Map<string, { readonly byPosition: boolean; readonly initial: boolean }>();
  for (const one of [...ancestors(cls)].reverse()) {
    if (typeof one === "string") continue;
    let byName = false;
    for (const [name, type] of one.fields) {
      const kind = markOf(type);
      byName ||= kind === "KW_ONLY";
      if (kind === "KW_ONLY" || kind === "ClassVar") continue;
      const written = one.scope.names.get(name);
      const options = written?.k === "made" ? written.args.named : new Map<string, Value>();
      const is = (option: string, value: boolean): boolean => {
        const said = options.get(option);
        return said?.k === "constant" && said.value === value;
      };
      names.set(name, { byPosition: !(byName || is("kw_only", true) || is("init", false)), initial: kind === "InitVar" });
    }
  }
  const wanted = ({ byPosition, initial }: { readonly byPosition: boolean; readonly initial: boolean }): boolean =>
    which === "positional" ? byPosition : initial === (which === "initial");
  return [...names].flatMap(([name, kind]) => (wanted(kind) ? [name] : []));
}

/** What an annotation says of a name besides its type: `ClassVar[int]`, `_: KW_ONLY`. */
function markOf(type: Expression): string {
  if (type.k === "string") return type.value.replace(/\[.*/s, "").replace(/^.*\./, "");
  if (type.k === "subscript") return markOf(type.object);
  return type.k === "name" || type.k === "attribute" ? type.id : "";
}

/** Whether the class, or a class of the project above it, defines a name in its body. */
export function defines(cls: Class, name: string): boolean {
  return ancestors(cls).some((one) => typeof one !== "string" && one.scope.names.has(name));
}

/** The member and the class it is written in, by method resolution order. Null where no class of the project has it; one outside may. */
export function inClass(cls: Class, name: string): { readonly value: Value; readonly owner: Class } | null {
  for (const one of ancestors(cls)) {
    if (typeof one === "string") continue;
    const value = read(one.scope, name);
    if (value !== undefined) return { value, owner: one };
  }
  return null;
}

/** Extends pydantic's `BaseSettings`, at any depth. */
export function isSettings(cls: Class): boolean {
  return ancestors(cls).some((one) => typeof one === "string" && /(^|\.)BaseSettings$/.test(one));
}
