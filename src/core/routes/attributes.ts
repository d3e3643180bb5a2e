import type { Expression } from "../python/syntax";
import { ancestors, inClass, isSettings } from "./ancestry";
import { call } from "./calls";
import { collectionMethod } from "./collections";
import { argument } from "./commandLine";
import { crewAttribute } from "./crews";
import { installedVersion } from "./distributions";
import { enumMember, textOfMember } from "./enums";
import { routerAttribute } from "./fastapi";
import { lacks } from "./introspection";
import { libraryAttribute } from "./libraries";
import { dumping } from "./models";
import { moduleAttribute } from "./moduleMembers";
import { moduleMember } from "./modules";
import { outsideValue } from "./outside";
import { argumentOfRoute, includedRouter, routeAttribute } from "./routesView";
import type { Frame, Run } from "./run";
import { read } from "./scope";
import { evaluateType } from "./statements";
import { subclasses } from "./subclasses";
import { superAttribute } from "./superclass";
import { taskAttribute, taskOfClass } from "./taskQueues";
import { textMethod } from "./texts";
import {
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
  settable,
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
      // `config.llm.model`: a dictionary that is asked so was given attributes by a library
      return collectionMethod(run, object, name, frame) ?? (object.k === "dict" ? object.entries.get(name) : undefined) ?? unknown;
    case "module":
      return moduleAttribute(run, object, name, at);
    case "external": {
      const path = `${object.path}.${name}`;
      return run.assigned.get(path) ?? installedVersion(run, path, at) ?? outsideValue(path);
    }
    case "made": {
      const own = object.attrs.get(name) ?? argument(run, object, name) ?? argumentOfRoute(object, name);
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
      if (name === "__setattr__" && object.k === "function") return attributeSetter(object);
      if (object.k === "function" && object.role === "property" && /^(getter|setter|deleter)$/.test(name)) return accessor(object, name);
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

/** `@path.setter` leaves the property what it is, and keeps what sets it. */
function accessor(property: Func, name: string): Value {
  return {
    k: "native",
    name,
    call: ({ positional: [given = unknown] }) => {
      if (given.k !== "function") return property;
      if (name === "getter") return { ...given, role: "property" };
      if (name === "setter") property.attrs.set("fset", given);
      return property;
    },
  };
}

/** `func.__setattr__("options", options)` */
function attributeSetter({ attrs }: Func): Value {
  return {
    k: "native",
    name: "__setattr__",
    call: ({ positional: [name, value] }) => {
      if (name?.k === "text") attrs.set(name.value, value ?? unknown);
      return noneValue;
    },
  };
}

function classAttribute(run: Run, cls: Class, name: string, frame: Frame): Value | undefined {
  const found = inClass(cls, name);
  if (found === null) {
    if (name === "__members__" || name === "_instances") return dict([], true);
    if (name === "__name__") return text(cls.name);
    if (name === "__dict__") return dict([...cls.scope.names.keys()].map((own) => [own, read(cls.scope, own) ?? unknown] as const));
    if (name === "__mro__") return list(lineage(cls), "tuple");
    if (name === "mro") return { k: "native", name, call: () => list(lineage(cls)) };
    if (name === "__bases__") return list([...cls.bases], "tuple");
    if (name === "__subclasses__") return { k: "native", name, call: () => subclasses(run, cls) };
    if (name === "model_validate" || name === "parse_obj" || name === "model_construct") return fromData(run, cls, frame);
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

/** The classes above it, those of libraries by their names. */
const lineage = (cls: Class): Value[] =>
  ancestors(cls).flatMap((one): Value[] => (typeof one !== "string" ? [one] : plain.test(one) ? [] : [{ k: "external", path: one }]));

/** Those that hold nothing that a project asks for. */
const plain = /^(object|abc\.ABC|(typing|typing_extensions)\.\w+)$/;

/** `Config.model_validate(yaml.safe_load(file))` is `Config(**...)`. */
function fromData(run: Run, cls: Class, frame: Frame): Value {
  return {
    k: "native",
    name: "model_validate",
    call: (args, place) => {
      const data = args.positional[0];
      const named = data === undefined ? args.named : data.k === "dict" ? data.entries : null;
      if (named === null) return { k: "instance", id: run.id(), cls, attrs: new Map(), place, uncertain: true };
      return call(run, cls, { positional: [], named: new Map(named), open: data?.k === "dict" ? data.open : args.open }, place, frame);
    },
  };
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
  const ofCrew = crewAttribute(run, object, name, frame);
  if (ofCrew !== undefined) return ofCrew;
  const own = object.attrs.get(name);
  if (own !== undefined && !isEmpty(own)) {
    // a flag that another method turns
    if (own.k === "constant" && !run.registering && object.cls !== null && isSetElsewhere(object.cls, name)) return union([own, unknown]);
    return kept(own, run.registering);
  }
  const found = object.cls === null ? null : inClass(object.cls, name);
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
  const getter = object.cls === null || name.startsWith("__") ? null : inClass(object.cls, "__getattr__");
  if (getter !== null)
    return call(run, { k: "method", self: object, func: getter.value as Func }, { positional: [text(name)], named: new Map(), open: false }, place, frame);
  const library =
    moduleMember(run, object, name) ??
    libraryAttribute(run, object, name, frame) ??
    taskOfClass(run, object, name, frame) ??
    dumping(run, object, name, frame, place);
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
  return cls !== null && isSettings(cls) ? settable(secret(name, value)) : value;
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
  const found = object.cls === null ? null : inClass(object.cls, name);
  if (found !== null) return union(optionsOf(found.value).map((one) => bound(run, object, one, frame, place, name)));
  return routerAttribute(run, object, name) ?? unknown;
}
