import { call } from "./calls";
import { moduleFrame } from "./frame";
import type { Module } from "./module";
import type { Run } from "./run";
import { moduleName, namesOf, read } from "./scope";
import { dict, type Func, list, noArgs, type Place, text, unknown, type Value } from "./values";

/** A name of a module; `__getattr__` of the module gives what it does not have. */
export function moduleMember(run: Run, module: Module, name: string): Value | undefined {
  const own = moduleName(run, module, name);
  if (own !== undefined || name.startsWith("__")) return own;
  const getter = read(module.scope, "__getattr__");
  if (getter?.k !== "function") return undefined;
  const known = computed.get(module) ?? new Map<string, Value | undefined>();
  computed.set(module, known);
  if (!known.has(name)) {
    known.set(name, unknown);
    known.set(name, computedMember(run, module, getter, name));
  }
  return known.get(name);
}

/** What `__getattr__` of a module gave, by name. */
const computed = new WeakMap<Module, Map<string, Value | undefined>>();

/** Far more than such a function needs; one that looks through a whole package for each name ends here. */
const MOST_STEPS_A_MEMBER = 20_000;

const MOST_COSTLY = 5;

const costly = new WeakMap<Module, number>();

function computedMember(run: Run, module: Module, getter: Func, name: string): Value | undefined {
  const times = costly.get(module) ?? 0;
  if (times >= MOST_COSTLY) return unknown;
  const { limit } = run;
  run.limit = Math.min(limit, run.steps + MOST_STEPS_A_MEMBER);
  const value = run.failures.watching(["AttributeError"], () =>
    call(run, getter, { ...noArgs, positional: [text(name)] }, { file: module.file, line: 1 }, moduleFrame(module)),
  );
  const cut = run.steps > run.limit && run.limit < limit;
  if (cut) costly.set(module, times + 1);
  run.limit = limit;
  if (run.failures.take() !== null) return undefined;
  return cut ? unknown : value;
}

/**
 * A name of the module or a submodule, which it loads; otherwise unknown with reason `missing-module`, and an `AttributeError`
 * once the module has run.
 */
export function moduleAttribute(run: Run, object: Value & { k: "module" }, name: string, place: Place): Value {
  const { module } = object;
  const own = moduleMember(run, module, name);
  if (own !== undefined) return own;
  const sub = run.modules.submodule(module.file, name);
  if (sub !== null) {
    run.modules.load(sub);
    return { k: "module", module: run.modules.open(sub) };
  }
  if (name === "__path__") return list([text(module.file.replace(/\/?(__init__\.py)?$/, ""))]);
  if (name === "__dict__") return dict(namesOf(run, module), true);
  if (module.state !== "running") run.failures.raise(["AttributeError"]);
  return { k: "unknown", reason: run.reason("missing-module", place, `${module.name}.${name}`) };
}
