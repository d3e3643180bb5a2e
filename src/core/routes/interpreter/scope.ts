import { chosenBy } from "../conditions";
import { union } from "./alternatives";
import { call } from "./calls";
import { kept } from "./entries";
import type { Frame } from "./frame";
import { moduleFrame } from "./frame";
import type { Module } from "./module";
import { perRun } from "./perRun";
import { willSet } from "./processes";
import type { Run } from "./run";
import { type Lazy, noArgs, type Scope, unknown, type Value } from "./values";

/** The value of a name where a frame stands; undefined for a name that nothing binds. */
export function lookup(run: Run, frame: Frame, name: string): Value | undefined {
  for (let scope: Scope | null = frame.scope; scope !== null; scope = scope.parent) {
    if (scope.kind === "class" && scope !== frame.scope) continue;
    if (scope.kind === "module") return moduleName(run, frame.module, name);
    const found = read(scope, name);
    if (found !== undefined) return found;
  }
  return moduleName(run, frame.module, name);
}

/** A name of a module, run first if it was not; undefined if it has none. */
export function moduleName(run: Run, module: Module, name: string): Value | undefined {
  if (module.state === "new" || module.state === "followed") run.modules.execute(module);
  const own = read(module.scope, name);
  if (own !== undefined) return run.registering ? own : whileServing(run, module, name, own);
  for (let i = module.stars.length - 1; i >= 0; i--) {
    const star = module.stars[i];
    if (star === undefined) continue;
    if (typeof star === "string") {
      if (fromStar.has(`${star}.${name}`)) return { k: "external", path: `${star}.${name}` };
    } else if (star !== module) {
      const found = guarded(star, () => exported(run, star, name));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** What `from module import *` brings under a name: what `__all__` lists, submodules too; without it all that is not private. */
export function exported(run: Run, module: Module, name: string): Value | undefined {
  if (name.startsWith("__")) return undefined;
  const all = moduleName(run, module, "__all__");
  const listed = all?.k === "list" && !all.open && all.items.every((one) => one.k === "text") ? all.items : null;
  if (listed === null) return name.startsWith("_") ? undefined : moduleName(run, module, name);
  if (!listed.some((one) => one.k === "text" && one.value === name)) return undefined;
  const own = moduleName(run, module, name);
  if (own !== undefined) return own;
  const sub = run.modules.submodule(module.file, name);
  return sub === null ? undefined : { k: "module", module: run.modules.open(sub) };
}

/** Every name that a module has, those of star imports too, with its value. */
export function namesOf(run: Run, module: Module): [string, Value][] {
  if (module.state === "new" || module.state === "followed") run.modules.execute(module);
  const names = new Set(module.scope.names.keys());
  for (const star of module.stars)
    if (typeof star !== "string" && star !== module)
      for (const [name] of guarded(star, () => namesOf(run, star)) ?? []) if (!name.startsWith("_")) names.add(name);
  return [...names].flatMap((name) => {
    const value = moduleName(run, module, name);
    return value === undefined ? [] : [[name, value]];
  });
}

const looked = new WeakMap<Module, Set<string>>();

/** `model = None` and a function with `global model` that some other request or a thread calls: it may have run. */
function whileServing(run: Run, module: Module, name: string, own: Value): Value {
  if (own.k !== "constant" || own.value === true) return kept(own, run.registering);
  const known = looked.get(module) ?? new Set<string>();
  looked.set(module, known);
  const sets = run.cache.pattern(`\\bglobal\\b[^\\n]*\\b${name}\\b`);
  if (!known.has(name) && /^\w+$/.test(name) && module.source.matches(sets)) {
    known.add(name);
    for (const piece of module.pieces) {
      const func = piece.kind === "def" && module.source.pieceMatches(piece, sets) ? read(module.scope, piece.name) : undefined;
      if (func?.k === "function" && !run.stack.includes(func))
        run.unheard(() => call(run, func, { ...noArgs, open: true }, { file: module.file, line: 1 }, moduleFrame(module)));
    }
  }
  const now = read(module.scope, name) ?? own;
  return now === own && own.value === false && module.source.matches(sets) ? union([own, unknown]) : now;
}

/** Names that `from fastapi import *` and the like bring. */
const fromStar = new Set([
  "fastapi.FastAPI",
  "fastapi.APIRouter",
  "fastapi.Depends",
  "fastapi.Request",
  "fastapi.WebSocket",
  "fastapi.BackgroundTasks",
  "fastapi.Body",
  "fastapi.Query",
  "fastapi.Form",
  "transformers.pipeline",
  "faster_whisper.WhisperModel",
]);

const visiting = new WeakSet<object>();
function guarded<T>(key: object, look: () => T): T | undefined {
  if (visiting.has(key)) return undefined;
  visiting.add(key);
  try {
    return look();
  } finally {
    visiting.delete(key);
  }
}

/** A name of this scope alone, evaluated if that was put off; undefined where it has none. */
export function read(scope: Scope, name: string): Value | undefined {
  const value = scope.names.get(name);
  if (value === undefined || value.k !== "lazy") return value;
  return force(scope, name, value);
}

function force(scope: Scope, name: string, lazy: Lazy): Value | undefined {
  const value = guarded(lazy, lazy.force);
  if (value !== undefined && scope.names.get(name) === lazy) scope.names.set(name, value);
  return value;
}

/** How many names a module had when a name of it was bound anew. */
const rebound = perRun(() => new Map<Scope, Map<string, number>>());

/** A definition that nobody wanted so far, and that names what a module is about to name anew, is read while the old value stands. */
export function beforeRebinding(run: Run, module: Module, name: string): void {
  const before = module.scope.names.get(name);
  if (before === undefined || before.k === "lazy") return;
  // a loop names the same again and again
  const looked = rebound(run).get(module.scope) ?? new Map<string, number>();
  rebound(run).set(module.scope, looked);
  if (looked.get(name) === module.scope.names.size) return;
  looked.set(name, module.scope.names.size);
  const mentions = run.cache.pattern(`\\b${name}\\b`);
  for (const piece of module.pieces) {
    if ((piece.kind !== "def" && piece.kind !== "class") || module.scope.names.get(piece.name)?.k !== "lazy") continue;
    if (module.source.pieceMatches(piece, mentions)) read(module.scope, piece.name);
  }
}

/** Binds a name where the frame stands, or where `global` and `nonlocal` send it. */
export function bind(run: Run, frame: Frame, name: string, value: Value | Lazy): void {
  const { scope } = frame;
  if (!scope.outer?.has(name)) {
    scope.names.set(name, value);
    return;
  }
  // while the application serves, a function may have run or not: what was there stays possible
  const certain = run.registering && run.uncertain === 0;
  for (let outer = scope.parent; outer !== null; outer = outer.parent) {
    if (outer.kind === "class" || (outer.kind !== "module" && !outer.names.has(name))) continue;
    const before = read(outer, name);
    willSet(run, outer.names, name);
    outer.names.set(name, certain || before === undefined || value.k === "lazy" ? value : chosenBy(run, union([value, before])));
    return;
  }
}
