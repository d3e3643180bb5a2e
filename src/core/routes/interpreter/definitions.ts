import type { ClassDefinition, Decorator, Expression, FunctionDefinition } from "../../python/syntax";
import { underCondition } from "../conditions";
import { optionName } from "../settings/commandLine";
import { writtenAt } from "../standard/writtenCode";
import { optionsOf } from "./alternatives";
import { call } from "./calls";
import { tellNames } from "./descriptors";
import { evaluate } from "./expressions";
import type { Frame } from "./frame";
import { iterate } from "./iteration";
import type { Run } from "./run";
import { execute } from "./statements";
import { announce } from "./subclasses";
import { type Class, type Func, type Made, noArgs, type Place, type Scope, unknown, type Value } from "./values";

/** Defaults are evaluated now, in the frame of the definition; decorators are left to the caller. */
export function makeFunction(run: Run, definition: FunctionDefinition, frame: Frame): Func {
  const defaults = new Map<string, Value>();
  for (const p of definition.parameters) if (p.default !== null) defaults.set(p.name, evaluate(run, p.default, frame));
  const { owner } = frame;
  const inClass = owner !== null && frame.scope.kind === "class";
  return {
    k: "function",
    id: run.id(),
    name: definition.name,
    qualified: inClass ? `${owner.name}.${definition.name}` : definition.name,
    definition,
    module: frame.module,
    scope: typeScope(definition.typeParameters, frame),
    base: frame.base,
    owner: inClass ? owner : null,
    role: "plain",
    defaults,
    attrs: new Map(),
    wraps: null,
    ...(frame.written === undefined ? {} : { written: frame.written }),
  };
}

/** Bases, keywords and decorators are evaluated now; the body is left to the caller. */
export function makeClass(run: Run, definition: ClassDefinition, frame: Frame): Class {
  const bases: Value[] = [];
  const keywords = new Map<string, Value>();
  const scope = typeScope(definition.typeParameters, frame);
  for (const arg of definition.args) {
    const value = evaluate(run, arg.value, scope === frame.scope ? frame : { ...frame, scope });
    if (arg.name === null) bases.push(...optionsOf(value));
    else if (arg.name === "*") for (const base of iterate(run, value, frame).items) bases.push(...optionsOf(base));
    else keywords.set(arg.name, value);
  }
  const cls: Class = {
    k: "class",
    id: run.id(),
    name: definition.name,
    definition,
    module: frame.module,
    base: frame.base,
    bases,
    keywords,
    scope: { kind: "class", names: new Map(), parent: scope, outer: null },
    decorators: definition.decorators.map((d) => evaluate(run, d.value, frame)),
    fields: new Map(),
  };
  for (const s of definition.body) if (s.k === "annotate" && s.target.k === "name") cls.fields.set(s.target.id, s.type);
  execute(run, definition.body, { ...frame, scope: cls.scope, owner: cls, self: null, func: null, returns: [], yields: [] });
  tellNames(run, cls, frame);
  run.onClass(cls);
  announce(run, cls, frame);
  return cls;
}

/** Where the type parameters of `class Page[T]`, `def first[T]` or `type Pages[T]` are names, of nothing that is known. */
export function typeScope(parameters: readonly string[] | undefined, frame: Frame): Scope {
  if (parameters === undefined || parameters.length === 0) return frame.scope;
  return { kind: "function", names: new Map(parameters.map((name) => [name, unknown])), parent: frame.scope, outer: null };
}

/** What a name is bound to after the decorators above its definition. */
export function decorate(run: Run, defined: Func | Class, decorators: readonly Decorator[], frame: Frame): Value {
  let value: Value = defined;
  for (let i = decorators.length - 1; i >= 0; i--) {
    const decorator = decorators[i];
    if (decorator === undefined) continue;
    const place = run.place(frame, decorator.line);
    const ways = optionsOf(evaluate(run, decorator.value, frame));
    const chosen = run.registering && ways.length > 1 && decorator.value.k === "conditional";
    for (const way of ways)
      value = chosen ? underCondition(run, place, () => applyDecorator(run, way, value, place, frame)) : applyDecorator(run, way, value, place, frame);
  }
  if (!run.registering && frame.func !== null && defined.k === "function" && decorators.some(({ value }) => isEvent(value)))
    run.afterAnswer(() => call(run, defined, { ...noArgs, open: true }, run.place(frame, decorators[0]?.line ?? 0), frame));
  return value;
}

/** `@connection.on("message")` in what a handler calls: that runs when it happens. */
function isEvent(decorator: Expression): boolean {
  return decorator.k === "call" && decorator.callee.k === "attribute" && /^(on|once|add_listener|event_handler)$/.test(decorator.callee.id);
}

const roles: Readonly<Record<string, Func["role"]>> = {
  property: "property",
  "builtins.property": "property",
  "functools.cached_property": "cached",
  staticmethod: "static",
  classmethod: "class",
  "contextlib.contextmanager": "context",
  "contextlib.asynccontextmanager": "context",
};

const dispatches = /^functools\.singledispatch(method)?$/;

/** What these decorate gives the same object each time. */
const remembers = /^functools\.(lru_cache|cache)$/;

/** `@worker_process_init.connect`: a worker loads its models there. */
const startsWorker = /^celery\.signals\.(worker_process_init|worker_init|worker_ready|celeryd_init|celeryd_after_setup)\.connect$/;

function applyDecorator(run: Run, decorator: Value, value: Value, place: Frame["registers"] & object, frame: Frame): Value {
  if ((decorator.k === "external" || decorator.k === "made") && startsWorker.test(decorator.path)) {
    run.workerStarts.push({ work: value, place, frame });
    return value;
  }
  if (decorator.k === "external" && !dispatches.test(decorator.path)) {
    const role = roles[decorator.path];
    if (role !== undefined && value.k === "function") return { ...value, role };
    return remembers.test(decorator.path) && value.k === "function" ? { ...value, remembers: new Map() } : value;
  }
  if (decorator.k === "made" && remembers.test(decorator.path)) return value.k === "function" ? { ...value, remembers: new Map() } : value;
  if (decorator.k === "made" && decorator.path === "functools.wraps") {
    const given = decorator.args.positional[0] ?? unknown;
    const wrapped = rootFunction(given);
    if (value.k !== "function") return value;
    if (wrapped === null) return writtenAt(given) === null ? value : { ...value, attrs: new Map([...value.attrs, ["__wrapped__", given]]) };
    // what stood on the function stands on the one around it too
    return { ...value, wraps: wrapped, attrs: new Map([...wrapped.attrs, ...value.attrs, ["__wrapped__", given]]) };
  }
  if (decorator.k === "made" && /^(rich_|async)?click\.option$/.test(decorator.path)) return value.k === "function" ? withOption(value, decorator) : value;
  if (decorator.k === "unknown" || decorator.k === "text") return value;
  const { wrapping } = run;
  run.decorating = decorator.k === "made" || decorator.k === "part";
  run.wrapping = true;
  const result = call(run, decorator, { positional: [value], named: new Map(), open: false }, place, frame);
  run.decorating = false;
  run.wrapping = wrapping;
  for (const one of optionsOf(result)) {
    if (one.k !== "unknown" && one.k !== "made" && one.k !== "part" && one.k !== "constant") return one;
  }
  return value;
}

/** `@click.option("--root-path", default="")`: what the command is started with unless somebody says otherwise. */
function withOption(func: Func, option: Made): Func {
  const name = optionName(option.args);
  return name === null || func.defaults.has(name) ? func : { ...func, defaults: new Map([...func.defaults, [name, option]]) };
}

/** Where a function or a class is written; null for what the project does not define. */
export function definedAt(value: Value): Place | null {
  const one = value.k === "class" ? value : rootFunction(value);
  if (one === null) return null;
  const line = "line" in one.definition ? one.definition.line : one.definition.expression.line;
  return { file: one.module.file, line: one.base + line + 1 };
}

/** The function that stands behind a handler: unwrapped from decorators, partials and binding. */
export function rootFunction(value: Value): Func | null {
  switch (value.k) {
    case "function":
      return value.wraps ?? value;
    case "method":
      return value.func.wraps ?? value.func;
    case "partial":
      return rootFunction(value.func);
    case "instance": {
      // `functools.update_wrapper(self, function)`
      const wrapped = value.attrs.get("__wrapped__");
      return wrapped?.k === "function" ? wrapped : null;
    }
    case "union":
      for (const one of value.options) {
        const found = rootFunction(one);
        if (found !== null) return found;
      }
      return null;
    default:
      return null;
  }
}
