import { isEntry } from "../frameworks/routesView";
import { optionsOf, union } from "../interpreter/alternatives";
import { ancestors } from "../interpreter/ancestry";
import { setMember } from "../interpreter/assign";
import { getAttribute } from "../interpreter/attributes";
import { call } from "../interpreter/calls";
import { annotations } from "../interpreter/classAttributes";
import { keyText } from "../interpreter/entries";
import { isException } from "../interpreter/exceptions";
import type { Frame } from "../interpreter/frame";
import type { Module } from "../interpreter/module";
import { attributesLike } from "../interpreter/namesLike";
import type { Run } from "../interpreter/run";
import { namesOf, read } from "../interpreter/scope";
import { announce } from "../interpreter/subclasses";
import { decided } from "../interpreter/truth";
import { type Args, type Class, dict, list, noArgs, noneValue, type Place, text, unknown, type Value } from "../interpreter/values";
import { extendsType, isInstance, typesOf } from "./isInstance";
import { first, type Known } from "./known";
import { signature } from "./signatures";
import { genericAlias, isPlainType, noneType } from "./types";

/** Functions that look into objects and modules. */
export const introspection: Readonly<Record<string, Known>> = {
  getattr: (args, run, place, frame) => {
    const name = keyText(args.positional[1] ?? unknown);
    const asked = args.positional[1];
    if (name === null) return (asked?.k === "text" && !run.registering ? attributesLike(run, first(args), asked, frame, place) : null) ?? unknown;
    const otherwise = args.positional[2];
    const value =
      otherwise === undefined
        ? getAttribute(run, first(args), name, frame, place)
        : run.failures.unwatched(() => getAttribute(run, first(args), name, frame, place));
    if (otherwise === undefined || value.k !== "unknown") return value;
    return has(run, first(args), name, frame) === false ? otherwise : union([otherwise, value]);
  },
  setattr: (args, run, _place, frame) => {
    const name = keyText(args.positional[1] ?? unknown);
    const object = first(args);
    const value = args.positional[2] ?? unknown;
    if (name !== null) for (const one of optionsOf(object)) setMember(run, one, name, value, frame);
    return noneValue;
  },
  hasattr: (args, run, _place, frame) => {
    const name = keyText(args.positional[1] ?? unknown);
    const known = name === null ? null : has(run, first(args), name, frame);
    return known === null ? unknown : { k: "constant", value: known };
  },
  isinstance: (args) => isInstance(first(args), args.positional[1] ?? unknown),
  issubclass: (args) => {
    const cls = first(args);
    const types = typesOf(args.positional[1] ?? unknown);
    // no library extends a class of the project
    if (cls.k === "external" && types.every(({ k }) => k === "class")) return flag(false);
    if (cls.k !== "class") return unknown;
    const answers = types.map((type) => extendsType(cls, type));
    return answers.includes(true) ? flag(true) : answers.includes(null) ? unknown : flag(false);
  },
  callable: (args) => {
    const value = first(args);
    if (callables.has(value.k)) return flag(true);
    return value.k === "text" || value.k === "number" || value.k === "constant" || value.k === "list" || value.k === "dict" || value.k === "module"
      ? flag(false)
      : unknown;
  },
  super: (args, _run, _place, frame) => {
    const cls = first(args);
    const self = args.positional[1] ?? frame.self;
    return cls.k === "class" && self !== null ? { k: "super", self, cls, after: cls } : unknown;
  },
  "types.new_class": (args, run, place, frame) => {
    const [name = unknown, bases = args.named.get("bases") ?? list([], "tuple"), keywords = args.named.get("kwds"), body = args.named.get("exec_body")] =
      args.positional;
    const namespace = dict();
    if (body !== undefined) call(run, body, { ...noArgs, positional: [namespace] }, place, frame);
    return classOf(run, [name, bases, namespace], keywords?.k === "dict" ? keywords.entries : new Map(), place, frame) ?? unknown;
  },
  type: (args, run, place, frame) => {
    const value = first(args);
    if (args.positional.length === 3) return classOf(run, args.positional, args.named, place, frame) ?? unknown;
    if (value.k === "constant" && value.value === null) return noneType;
    if (value.k === "made" && isException(value.path)) return { k: "external", path: value.path };
    return (value.k === "instance" || value.k === "router") && value.cls !== null ? value.cls : unknown;
  },
  vars: (args, run, place, frame) =>
    args.positional.length === 0
      ? (introspection.locals as Known)(args, run, place, frame)
      : first(args).k === "class" || first(args).k === "instance"
        ? getAttribute(run, first(args), "__dict__", frame, place)
        : dict(members(run, first(args)), first(args).k !== "module"),
  globals: (_args, run, _place, frame) => namesOfModule(run, frame.module),
  locals: (_args, run, _place, frame) =>
    frame.scope.kind === "module"
      ? namesOfModule(run, frame.module)
      : dict(
          [...frame.scope.names.keys()].map((name) => [name, read(frame.scope, name) ?? unknown] as const),
          true,
        ),
  dir: (args, run, _place, frame) => {
    const object = args.positional[0] ?? { k: "module", module: frame.module };
    const names = members(run, object).map(([name]) => name);
    return list(names.sort().map(text), "list", object.k !== "module" && names.length === 0);
  },
  "inspect.getmembers": (args, run, place, frame) => {
    const predicate = args.positional[1] ?? args.named.get("predicate");
    const object = first(args);
    const pairs = members(run, object).sort(([a], [b]) => (a < b ? -1 : 1));
    const kept = pairs.flatMap(([name, raw]) => {
      const value = object.k === "module" ? raw : getAttribute(run, object, name, frame, place);
      const fits = predicate === undefined || decided(call(run, predicate, { ...noArgs, positional: [value] }, place, frame), run.importing) === true;
      return fits ? [list([text(name), value], "tuple")] : [];
    });
    return list(kept, "list", object.k !== "module" && object.k !== "instance" && object.k !== "class");
  },
  "inspect.isclass": (args) => {
    const value = first(args);
    return value.k === "made" && value.path === genericAlias ? flag(false) : kindIs(value, ["class"]);
  },
  "typing.get_args": (args) => typeArguments(first(args)),
  "typing.get_type_hints": (args, run) => hints(run, first(args)),
  "inspect.get_annotations": (args, run) => (first(args).k === "class" ? annotations(run, [first(args) as Class]) : unknown),
  "typing.get_origin": (args) => {
    const value = first(args);
    return value.k === "made" && value.path === genericAlias ? (value.of ?? unknown) : value.k === "class" || isPlainType(value) ? noneValue : unknown;
  },
  "inspect.isfunction": (args) => kindIs(first(args), ["function"]),
  "inspect.isroutine": (args) => kindIs(first(args), ["function", "method"]),
  "inspect.ismethod": (args) => kindIs(first(args), ["method"]),
  "inspect.iscoroutinefunction": (args) => isCoroutine(first(args)),
  "asyncio.iscoroutinefunction": (args) => isCoroutine(first(args)),
  "inspect.isgeneratorfunction": (args) => isOfKind(first(args), { isAsync: false, generator: true }),
  "inspect.isasyncgenfunction": (args) => isOfKind(first(args), { isAsync: true, generator: true }),
  "inspect.signature": signature,
  "inspect.ismodule": (args) => kindIs(first(args), ["module"]),
};

function hints(run: Run, object: Value): Value {
  const cls = object.k === "instance" ? object.cls : object.k === "class" ? object : null;
  if (cls === null) return unknown;
  return annotations(
    run,
    [...ancestors(cls)].reverse().filter((one): one is Class => typeof one !== "string"),
  );
}

function typeArguments(type: Value): Value {
  if (type.k === "made" && type.path === genericAlias) return list([...type.args.positional], "tuple");
  return type.k === "class" || isPlainType(type) ? list([], "tuple") : unknown;
}

export const flag = (value: boolean): Value => ({ k: "constant", value });

const callables = new Set(["function", "method", "class", "native", "partial", "router"]);

function kindIs(value: Value, kinds: readonly Value["k"][]): Value {
  if (kinds.includes(value.k)) return flag(true);
  return open.has(value.k) ? unknown : flag(false);
}

/** What may be anything. */
export const open = new Set<Value["k"]>(["unknown", "union", "made", "part", "external"]);

/** `hasattr`; null where it may have it. */
export function has(run: Run, object: Value, name: string, frame: Frame): boolean | null {
  const value = run.failures.unwatched(() => getAttribute(run, object, name, frame));
  if (object.k === "made" && isEntry(object.path)) return object.attrs.has(name);
  if (object.k === "module") return value.k !== "unknown" || value.reason?.code !== "missing-module";
  if (value.k === "unknown" && object.k === "instance" && lacks(object, name)) return false;
  // what a class outside the project might hold is named after it
  if ((value.k === "unknown" || value.k === "external") && object.k === "class" && lacksInClass(object, name, true)) return false;
  // nobody but the project sets a private attribute on an application, apart from those of FastAPI itself
  if (run.importing && object.k === "router" && value.k === "unknown" && isOwnMark.test(name)) return false;
  // a mark that says what is an endpoint is the project's own, and set on functions
  if (marksRoutes.test(name) && lacksMark(object, value)) return false;
  if (value.k === "unknown" && (object.k === "function" || object.k === "method" || plain.has(object.k))) return false;
  return value.k === "unknown" || value.k === "part" || (value.k === "external" && object.k === "class") ? null : true;
}

export const plain = new Set<Value["k"]>(["text", "number", "constant", "list", "dict", "native"]);

/** `async def` without `yield` */
const isCoroutine = (value: Value): Value => isOfKind(value, { isAsync: true, generator: false });

/** Whether it is a function with or without `async`, with or without `yield`. */
function isOfKind(value: Value, kind: { readonly isAsync: boolean; readonly generator: boolean }): Value {
  const func = value.k === "method" ? value.func : value;
  if (func.k !== "function") return callables.has(value.k) || open.has(value.k) ? unknown : flag(false);
  const { definition } = func;
  return flag(definition.k === "function" && (definition.isAsync === true) === kind.isAsync && definition.generator === kind.generator);
}

const isOwnMark = /^_(?!_|.*(telemetry|instrument|effective|priority|frontend|openapi|context|routes_version|embed_body|base_app|router$))/i;

const marksRoutes = /^_+[a-z0-9_]*(route|endpoint)/i;

function lacksMark(object: Value, value: Value): boolean {
  if (object.k === "made" || object.k === "external")
    return value.k !== "constant" && !ofServer.test(object.path) && !("attrs" in object && object.attrs.size > 0);
  if (object.k !== "class" || (value.k !== "unknown" && value.k !== "external")) return false;
  return !ancestors(object).some((one) => typeof one === "string" && ofServer.test(one));
}

const ofServer = /^(fastapi|starlette|fastapi_\w+)\./;

/** Names and values that an object or a module is known to hold. */
function members(run: Run, object: Value): [string, Value][] {
  switch (object.k) {
    case "module":
      return membersOfModule(run, object.module);
    case "instance":
      return [...new Map([...(object.cls === null ? [] : membersOfClass(object.cls)), ...object.attrs])];
    case "class":
      return membersOfClass(object);
    default:
      return [];
  }
}

/** What is set in it is a name of the module from then on. */
function namesOfModule(run: Run, module: Module): Value {
  return { ...dict(membersOfModule(run, module), true), ...(run.importing && run.uncertain === 0 ? { scope: module.scope } : {}) };
}

function membersOfModule(run: Run, module: Module): [string, Value][] {
  return namesOf(run, module);
}

function membersOfClass(cls: Class): [string, Value][] {
  const out = new Map<string, Value>();
  for (const one of [...ancestors(cls)].reverse()) {
    if (typeof one === "string") continue;
    for (const name of one.scope.names.keys()) out.set(name, read(one.scope, name) ?? unknown);
  }
  return [...out];
}

export const closed = /^(object|abc\.ABC|typing\.|enum\.|str|int|fastapi\.APIRouter|fastapi\.FastAPI|pydantic\.BaseModel|Exception)/;

/** All of its classes are written in this project, and none has that name, computes names or is changed by a library's decorator. */
export function lacks(object: Value & { k: "instance" }, name: string): boolean {
  return object.uncertain !== true && object.cls !== null && !object.attrs.has(name) && lacksInClass(object.cls, name);
}

/** `models`: a pydantic model has its own names too, and they are few. */
function lacksInClass(cls: Value, name: string, models = false, asked = new Set<Value>()): boolean {
  // two ways lead to the top of each diamond of classes
  if (asked.has(cls)) return true;
  asked.add(cls);
  if (cls.k === "external") return plainBase.test(cls.path) || (models && modelBase.test(cls.path) && !namesOfModels.test(name));
  if (cls.k !== "class" || cls.scope.names.has(name) || cls.scope.names.has("__getattr__") || cls.fields.has(name)) return false;
  return cls.decorators.every(({ k }) => k === "function") && cls.bases.every((base) => lacksInClass(base, name, models, asked));
}

const plainBase = /^(builtins\.)?(object|abc\.ABC)$/;

const modelBase = /^pydantic\.(\w+\.)?BaseModel$/;

const namesOfModels =
  /^(__|_abc_|_(calculate_keys|check_frozen|copy_and_set_values|get_value|iter|setattr_handler)$|model_|parse_|schema|Config$|construct$|copy$|dict$|fields$|from_orm$|json$|update_forward_refs$|validate$)/;

/** `type(name, bases, namespace, **keywords)`: the hooks of the classes above hear of it as of any other class. */
function classOf(run: Run, [name, bases, namespace]: readonly Value[], keywords: Args["named"], place: Place, frame: Frame): Class | null {
  if (name?.k !== "text" || bases?.k !== "list" || namespace?.k !== "dict") return null;
  const { scope, module } = frame;
  const cls: Class = {
    k: "class",
    id: run.id(),
    name: name.value,
    definition: { k: "class", name: name.value, args: [], decorators: [], body: [], line: 0 },
    module,
    base: place.line - 1,
    bases: [...bases.items],
    keywords,
    scope: { kind: "class", names: new Map(namespace.entries), parent: scope, outer: null },
    decorators: [],
    fields: new Map(),
  };
  announce(run, cls, frame);
  return cls;
}
