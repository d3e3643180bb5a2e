import type { Expression } from "../python/syntax";
import { call, instantiate } from "./calls";
import { collectionMethod } from "./collections";
import { argument } from "./commandLine";
import { installedVersion } from "./distributions";
import { enumMember, textOfMember } from "./enums";
import { unsetVariable } from "./environment";
import { dictKey, evaluate, isIdentity, keyText } from "./expressions";
import { routerAttribute } from "./fastapi";
import { lacks } from "./introspection";
import { libraryAttribute } from "./libraries";
import type { Module } from "./module";
import { outsideValue } from "./outside";
import { argumentOfRoute, includedRouter, routeAttribute } from "./routesView";
import type { Frame, Run } from "./run";
import { moduleName, namesOf, read } from "./scope";
import { evaluateType, moduleFrame } from "./statements";
import { metaclass, subclasses } from "./subclasses";
import { taskAttribute, taskOfClass } from "./taskQueues";
import { certain, textMethod } from "./texts";
import {
  type Args,
  type Class,
  dict,
  type Func,
  type Instance,
  kept,
  list,
  noArgs,
  noneValue,
  optionsOf,
  type Place,
  secret,
  setEntry,
  text,
  truth,
  union,
  unknown,
  type Value,
} from "./values";

/** `object.name` */
export function getAttribute(run: Run, object: Value, name: string, frame: Frame, place?: Place): Value {
  const at = place ?? run.place(frame, 0);
  switch (object.k) {
    case "unknown":
      return object.unset === true ? { k: "unknown", reason: object.reason } : object;
    case "union":
      return union(object.options.map((one) => getAttribute(run, one, name, frame, place)));
    case "text":
      return textMethod(run, object, name, frame) ?? { k: "unknown", reason: object.holes[0] ?? null };
    case "list":
    case "dict":
      return collectionMethod(run, object, name, frame) ?? unknown;
    case "module":
      return moduleAttribute(run, object, name, at);
    case "external": {
      const path = `${object.path}.${name}`;
      return run.assigned.get(path) ?? installedVersion(run, path, at) ?? outsideValue(path);
    }
    case "made": {
      const own = object.attrs.get(name) ?? argument(object, name) ?? argumentOfRoute(object, name);
      if (own !== undefined) return own;
      if (object.path === includedRouter) {
        run.failures.raise(["AttributeError"]);
        return unknown;
      }
      if (object.path === "types.SimpleNamespace" || object.path === "argparse.Namespace") return object.args.named.get(name) ?? unknown;
      return { k: "part", of: object, path: name };
    }
    case "part": {
      const own = object.of.attrs.get(`${object.path}.${name}`);
      return own ?? { k: "part", of: object.of, path: `${object.path}.${name}` };
    }
    case "class":
      return classAttribute(run, object, name, frame) ?? unknown;
    case "instance":
      return instanceAttribute(run, object, name, frame, at);
    case "router":
      return routerMember(run, object, name, frame, at);
    case "super":
      return superAttribute(run, object, name, frame, at);
    case "function":
    case "method": {
      const set = (object.k === "function" ? object : object.func).attrs.get(name);
      if (set !== undefined) return set;
      if (name === "__func__" && object.k === "method") return object.func;
      if (name === "__module__") return text((object.k === "function" ? object : object.func).module.name);
      if (name === "__name__" || name === "__qualname__") return text(object.k === "function" ? object.name : object.func.name);
      if (name === "__wrapped__" && object.k === "function") return object.wraps ?? object;
      if (name === "__self__" && object.k === "method") return object.self;
      return taskAttribute(run, object, name, frame) ?? unknown;
    }
    case "partial":
      return name === "func" ? object.func : unknown;
    case "route":
      return routeAttribute(object, name);
    case "constant":
    case "number":
    case "native":
      return unknown;
  }
}

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
const MOST_STEPS_A_MEMBER = 5000;
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

function moduleAttribute(run: Run, object: Value & { k: "module" }, name: string, place: Place): Value {
  const { module } = object;
  const own = moduleMember(run, module, name);
  if (own !== undefined) return own;
  const sub = run.submodule(module.file, name);
  if (sub !== null) {
    run.load(sub);
    return { k: "module", module: run.open(sub) };
  }
  if (name === "__path__") return list([text(module.file.replace(/\/?(__init__\.py)?$/, ""))]);
  if (name === "__dict__") return dict(namesOf(run, module), true);
  if (module.state !== "running") run.failures.raise(["AttributeError"]);
  return { k: "unknown", reason: run.reason("missing-module", place, `${module.name}.${name}`) };
}

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

function inClass(_run: Run, cls: Class, name: string): { readonly value: Value; readonly owner: Class } | null {
  for (const one of ancestors(cls)) {
    if (typeof one === "string") continue;
    const value = read(one.scope, name);
    if (value !== undefined) return { value, owner: one };
  }
  return null;
}

function classAttribute(run: Run, cls: Class, name: string, frame: Frame): Value | undefined {
  const found = inClass(run, cls, name);
  if (found === null) {
    if (name === "__members__" || name === "_instances") return dict([], true);
    if (name === "__name__") return text(cls.name);
    if (name === "__subclasses__") return { k: "native", name, call: () => subclasses(run, cls) };
    const outside = ancestors(cls).find((one) => typeof one === "string");
    return typeof outside === "string" ? { k: "external", path: `${outside}.${name}` } : undefined;
  }
  return union(
    optionsOf(found.value).map((value) => {
      if (value.k === "function" && value.role === "class") return { k: "method", self: cls, func: value };
      const member = enumMember(cls, name, value, run.id(), run.place(frame, 0));
      if (member !== null) return member;
      return fieldDefault(run, value, frame);
    }),
  );
}

/** `Field(default=...)`, `field(default_factory=...)`: what an instance has unless it is given something else. */
export function fieldDefault(run: Run, value: Value, frame: Frame, self: Value = unknown): Value {
  if (value.k === "made" && run.depends !== null && /(^|\.)(Depends|Security)$/.test(value.path)) return run.depends(value);
  if (value.k !== "made" || !/(^|\.)(Field|field|PrivateAttr|Body|Query|Form|Header|Cookie|Path|File|Param|attrib|ib)$/.test(value.path)) return value;
  const factory = value.args.named.get("default_factory") ?? value.args.named.get("factory");
  if (factory !== undefined) return call(run, factory, noArgs, value.place, frame);
  const given = value.args.positional[0] ?? value.args.named.get("default");
  // `attr.ib(default=attr.Factory(list))`
  if (given?.k === "made" && /(^|\.)Factory$/.test(given.path)) {
    const takesSelf = truth(given.args.named.get("takes_self") ?? given.args.positional[1] ?? unknown) === true;
    return call(run, given.args.positional[0] ?? unknown, takesSelf ? { ...noArgs, positional: [self] } : noArgs, given.place, frame);
  }
  if (given !== undefined) return given;
  return { k: "unknown", reason: run.reason("environment", value.place, "") };
}

export function instanceAttribute(run: Run, object: Instance, name: string, frame: Frame, place: Place): Value {
  if (run.depth > DEEPEST) return unknown;
  run.depth++;
  const value = attributeOf(run, object, name, frame, place);
  run.depth--;
  return value;
}

/** Properties and `__getattr__` may lead to themselves. */
const DEEPEST = 1000;

function attributeOf(run: Run, object: Instance, name: string, frame: Frame, place: Place): Value {
  const own = object.attrs.get(name);
  if (own !== undefined && !isEmpty(own)) {
    // a flag that another method turns
    if (own.k === "constant" && !run.registering && object.cls !== null && isSetElsewhere(object.cls, name)) return union([own, unknown]);
    return kept(own, run.registering);
  }
  const found = object.cls === null ? null : inClass(run, object.cls, name);
  if (found !== null && own === undefined) {
    const value = union(optionsOf(found.value).map((one) => bound(run, object, one, frame, place, name)));
    if (object.uncertain === true && value.k !== "method") return union([value, { k: "unknown", reason: run.reason("runtime", place, name) }]);
    if (!isEmpty(value) || run.registering) return kept(settled(run, object, name, secretOf(object.cls, name, value), place), run.registering);
  }
  if (!run.registering && object.cls !== null) {
    // None so far: some method of the class sets it, in an order that we do not know
    const set = setElsewhere(run, object, name, frame);
    if (set !== undefined) return own === undefined ? set : union([set, own]);
  }
  if (own !== undefined) return own;
  if (found !== null) {
    const value = bound(run, object, optionsOf(found.value)[0] ?? unknown, frame, place, name);
    // a setting that is None by default is there to be set
    const settable = !run.registering && object.cls !== null && isEmpty(value) && isSettings(object.cls);
    return settable ? union([value, { k: "unknown", reason: run.reason("environment", place, name.toUpperCase()) }]) : value;
  }
  const inner = textOfMember(object);
  const method = inner?.k === "text" ? textMethod(run, inner, name, frame) : undefined;
  if (method !== undefined) return method;
  const getter = object.cls === null || name.startsWith("__") ? null : inClass(run, object.cls, "__getattr__");
  if (getter !== null)
    return call(run, { k: "method", self: object, func: getter.value as Func }, { positional: [text(name)], named: new Map(), open: false }, place, frame);
  const library = libraryAttribute(run, object, name, frame) ?? taskOfClass(run, object, name, frame);
  if (library !== undefined) return library;
  const base = object.attrs.get("__base__");
  if (base !== undefined) return getAttribute(run, base, name, frame, place);
  if (name === "__class__" && object.cls !== null) return object.cls;
  if (name === "__dict__") return dict([...object.attrs], true);
  if (lacks(object, name)) run.failures.raise(["AttributeError"]);
  const type = object.cls === null ? undefined : fieldType(object.cls, name);
  if (type !== undefined) return typed(run, type.type, type.owner, place);
  return { k: "unknown", reason: run.reason("runtime", place, name) };
}

function secretOf(cls: Class | null, name: string, value: Value): Value {
  return cls !== null && isSettings(cls) ? secret(name, value) : value;
}

/** Whether a method besides `__init__` assigns an attribute. */
function isSetElsewhere(cls: Class, name: string): boolean {
  return ancestors(cls).some(
    (one) =>
      typeof one !== "string" &&
      [...one.scope.names.values()].some(
        (value) => value.k === "function" && value.name !== "__init__" && value.definition.k === "function" && assignsSelf(value.definition.body, name),
      ),
  );
}

function isEmpty(value: Value): boolean {
  return value.k === "constant" && value.value === null;
}

/** A settings field without default comes from the environment. */
function settled(run: Run, object: Instance, name: string, value: Value, place: Place): Value {
  if (value.k !== "unknown" || object.cls === null) return value;
  return { k: "unknown", reason: value.reason === null ? run.reason("runtime", place, name) : { ...value.reason, detail: value.reason.detail || name } };
}

function fieldType(cls: Class, name: string): { type: Expression; owner: Class } | undefined {
  for (const one of ancestors(cls)) {
    if (typeof one === "string") continue;
    const type = one.fields.get(name);
    if (type !== undefined) return { type, owner: one };
  }
  return undefined;
}

/** A value known by its annotation alone: an instance where that is a class of the project. */
function typed(run: Run, type: Expression, owner: Class, place: Place): Value {
  const settings = isSettings(owner);
  if (!settings) {
    const frame: Frame = {
      module: owner.module,
      scope: owner.scope,
      base: owner.base,
      owner,
      self: null,
      func: null,
      returns: [],
      yields: [],
      registers: null,
    };
    const value = instanceOfType(run, type, frame, place);
    if (value !== null) return value;
  }
  return { k: "unknown", reason: run.reason(settings ? "environment" : "runtime", place, "") };
}

/** Something known by its annotation alone: an instance of a class of the project, or a model of a library. */
export function instanceOfType(run: Run, type: Expression, frame: Frame, place: Place): Value | null {
  for (const one of optionsOf(evaluateType(run, type, frame))) {
    if (one.k === "class") return { k: "instance", id: run.id(), cls: one, attrs: new Map(), place, uncertain: true };
    const path = one.k === "external" ? (run.modelOf?.(one.path) ?? null) : null;
    if (path !== null) return { k: "made", id: run.id(), path, args: noArgs, place, of: null, attrs: new Map(), assumed: true };
  }
  return null;
}

export function isSettings(cls: Class): boolean {
  return ancestors(cls).some((one) => typeof one === "string" && /(^|\.)BaseSettings$/.test(one));
}

function bound(run: Run, object: Value, value: Value, frame: Frame, place: Place, name: string): Value {
  if (value.k !== "function") {
    const given = fieldDefault(run, value, frame, object);
    // what a field's factory made is the instance's own from then on
    if (given !== value && (given.k === "router" || given.k === "list" || given.k === "dict" || given.k === "instance")) keep(run, object, name, given);
    return given;
  }
  if (value.role === "static") return value;
  if (value.role === "class") return { k: "method", self: object.k === "instance" && object.cls !== null ? object.cls : object, func: value };
  const method: Value = { k: "method", self: object, func: value };
  if (value.role !== "property" && value.role !== "cached") return method;
  const result = call(run, method, noArgs, place, frame);
  if (value.role === "cached") keep(run, object, name, result);
  return result;
}

function keep(run: Run, object: Value, name: string, value: Value): void {
  if (run.registering && (object.k === "instance" || object.k === "router") && !object.attrs.has(name)) object.attrs.set(name, value);
}

const setting = new WeakMap<Instance, Set<string>>();

/** Runs the methods of a class that assign an attribute which nothing has set yet. */
function setElsewhere(run: Run, object: Instance, name: string, frame: Frame): Value | undefined {
  const busy = setting.get(object) ?? new Set<string>();
  setting.set(object, busy);
  if (busy.has(name) || object.cls === null) return undefined;
  busy.add(name);
  for (const cls of ancestors(object.cls)) {
    if (typeof cls === "string") continue;
    for (const value of [...cls.scope.names.values()]) {
      if (value.k !== "function" || value.definition.k !== "function") continue;
      // an instance that nobody made in the code was made somehow
      if (value.name === "__init__" && object.uncertain !== true) continue;
      if (value.definition.lazy?.mentions(name) === false) continue;
      // whoever calls it otherwise, this handler did not: what it runs is not the handler's
      if (assignsSelf(value.definition.body, name)) run.unheard(() => call(run, { k: "method", self: object, func: value }, noArgs, object.place, frame));
    }
  }
  const found = object.attrs.get(name);
  return found === undefined || isEmpty(found) ? undefined : found;
}

const assignments = new WeakMap<object, Set<string>>();

function assignsSelf(body: object, name: string): boolean {
  let names = assignments.get(body);
  if (names === undefined) {
    names = new Set();
    // one look at the plain data: every `x.name = ...` inside
    for (const match of JSON.stringify(body).matchAll(/"targets?":\[?\{"k":"attribute","object":\{"k":"name","id":"(?:self|cls)","line":\d+\},"id":"(\w+)"/g))
      names.add(match[1] ?? "");
    assignments.set(body, names);
  }
  return names.has(name);
}

function routerMember(run: Run, object: Value & { k: "router" }, name: string, frame: Frame, place: Place): Value {
  const own = object.attrs.get(name);
  if (own !== undefined) return own;
  const found = object.cls === null ? null : inClass(run, object.cls, name);
  if (found !== null) return union(optionsOf(found.value).map((one) => bound(run, object, one, frame, place, name)));
  return routerAttribute(run, object, name) ?? unknown;
}

function superAttribute(run: Run, object: Value & { k: "super" }, name: string, frame: Frame, place: Place): Value {
  const { self, after } = object;
  const cls = self.k === "class" ? self : self.k === "instance" || self.k === "router" ? self.cls : null;
  const chain = cls === null ? ancestors(after) : ancestors(cls);
  const from = chain.indexOf(after);
  // in a method of a metaclass, what is above is above the metaclass
  if (from === -1 && self.k === "class" && after !== self && metaclass(self) !== null)
    return superAttribute(run, { ...object, self: after }, name, frame, place);
  for (const one of chain.slice(from + 1)) {
    if (typeof one === "string") continue;
    const value = read(one.scope, name);
    if (value?.k === "function") return value.role === "static" || name === "__new__" ? value : { k: "method", self, func: value };
    if (value !== undefined) return value;
  }
  if (self.k === "router") return routerAttribute(run, self, name) ?? unknown;
  const making = run.making.at(-1);
  if (making !== undefined && metaclass(making) !== null && chain.some((one) => typeof one === "string" && /^(builtins\.)?type$|ABCMeta$/.test(one))) {
    if (name === "__new__") return { k: "native", name, call: () => making };
    if (name === "__call__") return { k: "native", name, call: (args) => instantiate(run, making, args, place, frame) };
  }
  if (name === "__new__") {
    const made = cls ?? after;
    return { k: "native", name, call: () => ({ k: "instance", id: run.id(), cls: made, attrs: new Map(), place }) };
  }
  if (name === "__init__") {
    return {
      k: "native",
      name,
      call: (args) => {
        const outside = chain.find((one) => typeof one === "string" && !plainBases.test(one));
        if (self.k === "instance" && typeof outside === "string") extend(run, self, outside, args, self.place);
        if (self.k === "instance") for (const [key, value] of args.named) if (!self.attrs.has(key) && self.cls?.fields.has(key)) self.attrs.set(key, value);
        return unknown;
      },
    };
  }
  if (self.k === "instance" && (name === "__setattr__" || name === "__setitem__")) {
    return {
      k: "native",
      name,
      call: ({ positional: [key = unknown, value = unknown] }) => {
        const at = keyText(key);
        if (at !== null) self.attrs.set(at, value);
        return noneValue;
      },
    };
  }
  const base = self.k === "instance" ? self.attrs.get("__base__") : undefined;
  return base === undefined ? unknown : getAttribute(run, base, name, frame, place);
}

/** What an instance is of a class from outside the project; a workflow runs the steps that its class has. */
export function extend(run: Run, self: Instance, path: string, args: Args, place: Place): void {
  if (self.attrs.has("__base__")) return;
  const base: Value = { k: "made", id: run.id(), path, args, place, of: null, attrs: new Map() };
  self.attrs.set("__base__", /\.(Workflow|Flow)$/.test(path) ? { ...base, held: [self] } : base);
}

/** Bases that say nothing about what an instance can do. */
export const plainBases = /^(object|abc\.ABC|ABC|typing\.|typing_extensions\.|Generic|Protocol|enum\.|pydantic|collections\.abc\.)/;

/** `object[index]` */
export function getItem(run: Run, object: Value, index: readonly Value[], source: readonly Expression[], frame: Frame, line = 0): Value {
  const [first = unknown] = index;
  switch (object.k) {
    case "union":
      return union(object.options.map((one) => getItem(run, one, index, source, frame, line)));
    case "dict": {
      const key = dictKey(first);
      if (key !== null && (!isIdentity(key) || object.entries.has(key))) {
        const value = object.entries.get(key);
        if (value === undefined && object.factory !== undefined && run.importing) {
          const made = call(run, object.factory, noArgs, run.place(frame, line), frame);
          setEntry(object, key, first, made);
          return made;
        }
        if (value === undefined && object.rest.length === 0 && !object.open) run.failures.raise(["KeyError"]);
        return value ?? (object.rest.length > 0 ? union(object.rest) : unknown);
      }
      return object.entries.size + object.rest.length > 0 ? union([...object.entries.values(), ...object.rest]) : unknown;
    }
    case "list": {
      const slice = source[0];
      if (slice?.k === "slice") {
        return { k: "list", kind: object.kind, items: sliced(run, slice, object.items, frame), open: object.open };
      }
      if (first.k === "number") {
        const item = object.items.at(first.value);
        if (item === undefined && !object.open) run.failures.raise(["IndexError"]);
        return item ?? unknown;
      }
      return object.items.length > 0 ? union(object.items) : unknown;
    }
    case "text": {
      const slice = source[0];
      if (object.holes.length > 0)
        return first.k === "number" && first.value >= 0 && slice?.k !== "slice" ? (characterOf(object, first.value) ?? object) : object;
      if (slice?.k === "slice") {
        return text(sliced(run, slice, [...object.value], frame).join(""));
      }
      return first.k === "number" ? text(object.value.at(first.value) ?? "") : unknown;
    }
    case "external": {
      const key = keyText(first);
      if (object.path === "os.environ" || object.path === "environ") return unsetVariable(run, first, run.place(frame, line), false);
      if (object.path === "sys.modules" && key !== null) {
        const path = key === frame.module.name || key === "__main__" ? frame.module.file : run.project.resolve(frame.module.file, 0, key);
        return path === null ? unknown : { k: "module", module: run.open(path) };
      }
      // `Annotated[T, Depends(f)]`, `Optional[T]`
      if (/(^|\.)Annotated$/.test(object.path) || /^dependency_injector\.wiring\.(Provide|Closing)$/.test(object.path))
        return {
          k: "made",
          id: run.id(),
          path: object.path.startsWith("dependency_injector.") ? object.path : "typing.Annotated",
          args: { positional: index, named: new Map(), open: false },
          place: run.place(frame, 0),
          of: index[0] ?? null,
          attrs: new Map(),
        };
      if (/(^|\.)(Optional|Union|Type|ClassVar|Final)$/.test(object.path)) return union(index);
      if (/(^|\.)(Generic|Protocol)$/.test(object.path)) return object;
      return object;
    }
    case "class": {
      // a member of an enumeration; in `Base["Model"]` it is a type
      if (first.k === "text" && ancestors(object).some((one) => typeof one === "string" && /(^|\.)\w*Enum$/.test(one)))
        return getAttribute(run, object, first.value, frame);
      return object;
    }
    case "instance": {
      const fields = tupleFields(object);
      if (fields !== null && first.k === "number") return getAttribute(run, object, fields.at(first.value) ?? "", frame);
      const method = getAttribute(run, object, "__getitem__", frame);
      if (method.k === "method") return call(run, method, { positional: [first], named: new Map(), open: false }, object.place, frame);
      const key = keyText(first);
      return key === null ? unknown : (object.attrs.get(key) ?? unknown);
    }
    case "made": {
      const key = keyText(first);
      return (key === null ? undefined : object.attrs.get(key)) ?? { k: "part", of: object, path: "[]" };
    }
    case "part":
      return { k: "part", of: object.of, path: `${object.path}.[]` };
    case "unknown":
      return object;
    default:
      return unknown;
  }
}

/** One that stands before whatever is not known. */
function characterOf(object: Value & { k: "text" }, index: number): Value | null {
  const known = certain(object)[index];
  return known === undefined ? null : text(known);
}

function sliced<T>(run: Run, slice: Expression & { k: "slice" }, items: readonly T[], frame: Frame): T[] {
  const at = (index: number): number | null => {
    const part = slice.parts[index];
    const value = part === null || part === undefined ? unknown : evaluate(run, part, frame);
    return value.k === "number" ? value.value : null;
  };
  const [from, to, step] = [at(0), at(1), at(2) ?? 1];
  if (step > 0) return items.slice(from ?? 0, to ?? items.length).filter((_, index) => index % step === 0);
  const down = [...items].reverse();
  const place = (index: number): number => (index < 0 ? -index - 1 : items.length - 1 - index);
  return down
    .slice(from === null ? 0 : Math.max(0, place(from)), to === null ? items.length : Math.max(0, place(to)))
    .filter((_, index) => index % -step === 0);
}
