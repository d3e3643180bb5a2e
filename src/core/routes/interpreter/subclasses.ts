import { whereImported } from "../conditions";
import { ancestors } from "./ancestry";
import { call } from "./calls";
import type { Frame } from "./frame";
import { derives } from "./modules";
import { perRun } from "./perRun";
import type { Run } from "./run";
import { moduleName, read } from "./scope";
import { type Class, dict, list, type Place, text, type Value } from "./values";

// What Python does with a class beyond its own body: hooks of the classes above, metaclasses, and the list of the classes below.

/** `__init_subclass__` of a class above, or `__new__` and `__init__` of its metaclass: the hooks that register in real code. */
export function announce(run: Run, cls: Class, frame: Frame): void {
  for (const base of cls.bases) if (base.k === "class") below(run, base).push(cls);
  const place = { file: cls.module.file, line: cls.base + cls.definition.line + 1 };
  const maker = metaclass(cls);
  if (maker !== null) runMetaclass(run, maker, cls, place, frame);
  for (const one of ancestors(cls)) {
    if (typeof one === "string" || one === cls) continue;
    const hook = read(one.scope, "__init_subclass__");
    if (hook?.k !== "function") continue;
    const named = new Map([...cls.keywords].filter(([name]) => name !== "metaclass"));
    call(run, { k: "method", self: cls, func: hook }, { positional: [], named, open: false }, place, frame);
    return;
  }
}

/** The class of the project that makes this class, if any. */
export function metaclass(cls: Class): Class | null {
  for (const one of ancestors(cls)) {
    const given = typeof one === "string" ? undefined : one.keywords.get("metaclass");
    if (given !== undefined) return given.k === "class" ? given : null;
  }
  return null;
}

/** A method of a metaclass that is written in the project. */
export function ofMetaclass(maker: Class, name: string): (Value & { k: "function" }) | null {
  for (const one of ancestors(maker)) {
    const value = typeof one === "string" ? undefined : read(one.scope, name);
    if (value?.k === "function") return value;
  }
  return null;
}

function runMetaclass(run: Run, maker: Class, cls: Class, place: Place, frame: Frame): void {
  const names = [...cls.scope.names.keys()]
    .map((name) => [name, read(cls.scope, name) as Value] as const)
    .filter(([, value]) => (value as Value | undefined) !== undefined);
  const made = [text(cls.name), list([...cls.bases], "tuple"), dict([["__module__", text(cls.module.name)], ["__qualname__", text(cls.name)], ...names])];
  const named = new Map([...cls.keywords].filter(([name]) => name !== "metaclass"));
  for (const [hook, self] of [
    ["__new__", maker],
    ["__init__", cls],
  ] as const) {
    const func = ofMetaclass(maker, hook);
    if (func === null) continue;
    run.making.push(cls);
    call(run, { k: "method", self, func }, { positional: made, named, open: false }, place, frame);
    run.making.pop();
  }
}

const known = perRun(() => new Map<Class, Class[]>());

function below(run: Run, cls: Class): Class[] {
  const all = known(run);
  const classes = all.get(cls) ?? [];
  all.set(cls, classes);
  return classes;
}

/** `Base.__subclasses__()`: those in the modules that were imported until now. */
export function subclasses(run: Run, cls: Class): Value {
  const names = new RegExp(`\\b${cls.name}\\b`);
  const order = new Map<string, number>();
  for (const module of [...run.modules.known.values()]) {
    order.set(module.file, order.size);
    if (module.state === "new" || !module.source.matches(derives)) continue;
    // a class waits until somebody wants it
    for (const piece of module.pieces) if (piece.kind === "class" && module.source.pieceMatches(piece, names)) moduleName(run, module, piece.name);
  }
  const rank = (one: Class): number => (order.get(one.module.file) ?? 0) * 1e6 + one.base + one.definition.line;
  return list([...new Set(below(run, cls))].sort((a, b) => rank(a) - rank(b)).map((one) => whereImported(run, one.module.file, one)));
}
