import type { Expression, FunctionDefinition } from "../../python/syntax";
import { crewAttribute } from "../frameworks/crews";
import { moduleMember } from "../frameworks/fps";
import { libraryAttribute } from "../frameworks/libraries";
import { modelAttribute } from "../frameworks/modelFields";
import { dumping } from "../frameworks/models";
import { taskOfClass } from "../frameworks/taskQueues";
import { secret, settable } from "../settings/settable";
import { variableOf } from "../settings/settingsSources";
import { asDict } from "../standard/dictMethods";
import { textOfMember } from "../standard/enums";
import { lacks } from "../standard/introspection";
import { textMethod } from "../standard/texts";
import { optionsOf, union } from "./alternatives";
import { ancestors, inClass, isSettings } from "./ancestry";
import { byOwnMethod } from "./assign";
import { getAttribute } from "./attributes";
import { call } from "./calls";
import { each } from "./choices";
import { given as byDescriptor, knows as hasMethod } from "./descriptors";
import { kept } from "./entries";
import { fieldDefault } from "./fieldDefaults";
import { type Frame, moduleFrame } from "./frame";
import { heldBy } from "./heldItems";
import { asked, listedBy } from "./listedTypes";
import { recordMethod } from "./records";
import type { Run } from "./run";
import { settingStatements, takesResult } from "./settingStatements";
import { evaluateType } from "./statements";
import { type Class, dict, type Func, type Instance, noArgs, noneValue, type Place, text, unknown, type Value } from "./values";

/** Unknown beyond the deepest nesting. */
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
  const ofModel = object.cls === null || object.attrs.has(name) ? undefined : modelAttribute(run, object.cls, name);
  if (ofModel !== undefined) return ofModel;
  const ofCrew = crewAttribute(run, object, name, frame);
  if (ofCrew !== undefined) return ofCrew;
  const own = object.attrs.get(name);
  const setter = own === undefined || object.cls === null || !run.importing ? null : inClass(object.cls, name);
  // a descriptor that also sets comes before what the instance holds
  if (setter !== null && hasMethod(setter.value, "__set__") && hasMethod(setter.value, "__get__")) return bound(run, object, setter.value, frame, place, name);
  if (own !== undefined && !isEmpty(own)) {
    // a flag that another method turns
    if (own.k === "constant" && !run.registering && object.cls !== null && isSetElsewhere(object.cls, name)) return union([own, unknown]);
    return kept(own, run.registering);
  }
  const found = object.cls === null ? null : inClass(object.cls, name);
  if (found !== null && own === undefined) {
    const value = each(found.value, (one) => bound(run, object, one, frame, place, name));
    if (object.uncertain === true && value.k !== "method") return fromRequest(run, object, name, value, place);
    if (!isEmpty(value) || run.registering) return kept(settled(run, object, name, secretOf(object, name, value), place), run.registering);
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
  const held = heldBy(object);
  // `__getattr__ = dict.get`
  if (getter !== null && getter.value.k !== "function") return (held?.k === "dict" ? held.entries.get(name) : undefined) ?? noneValue;
  if (getter?.value.k === "function")
    return call(run, { k: "method", self: object, func: getter.value }, { positional: [text(name)], named: new Map(), open: false }, place, frame);
  const library =
    recordMethod(run, object, name, frame, place) ??
    moduleMember(run, object, name) ??
    libraryAttribute(run, object, name, frame) ??
    taskOfClass(run, object, name, frame) ??
    dumping(run, object, name, frame, place);
  if (library !== undefined) return library;
  const base = object.attrs.get("__base__");
  if (name === "update" && base?.k === "dict" && object.attrs.has("data") && hasMethod(object, "__setitem__")) return updater(run, object, frame);
  if (!run.registering && object.cls !== null && isRequiredSetting(object.cls, name))
    return { k: "unknown", reason: run.reason("environment", place, variableOf(object.cls, name)) };
  if (base !== undefined) {
    const inherited = getAttribute(run, base, name, frame, place);
    return base.k === "made" && isNetwork.test(base.path) && givesItself.test(name) ? givingItself(run, object, inherited, frame) : inherited;
  }
  if (name === "__class__" && object.cls !== null) return object.cls;
  // what is set in it is set on the instance
  if (name === "__dict__") return { ...dict([], !lacks(object, "") || object.cls?.fields.size !== 0), entries: object.attrs };
  if (lacks(object, name)) run.failures.raise(["AttributeError"]);
  const type = object.cls === null ? undefined : fieldType(object.cls, name);
  if (type !== undefined) {
    const value = (object.asked === true ? listedOf(run, type) : null) ?? groupOf(run, object, name, type, place) ?? typed(run, type.type, type.owner, place);
    return object.asked === true && value.k === "instance" ? { ...value, asked: true } : value;
  }
  return { k: "unknown", reason: run.reason("runtime", place, name) };
}

/** What a class of the project may extend to be a network of PyTorch. */
const isNetwork = /^(torch\.nn|pytorch_lightning|lightning|transformers)\./;

/** Methods of such a network that give itself. */
const givesItself = /^(to|to_empty|cpu|cuda|half|float|double|bfloat16|eval|train|requires_grad_|share_memory)$/;

/** `net = Net().to("cuda")` is still an instance of the project's class. */
function givingItself(run: Run, object: Instance, inherited: Value, frame: Frame): Value {
  return {
    k: "native",
    name: "itself",
    call: (args, place) => {
      call(run, inherited, args, place, frame);
      return object;
    },
  };
}

/** `update` of a `UserDict` sets each item as the class sets one. */
function updater(run: Run, object: Instance, frame: Frame): Value {
  return {
    k: "native",
    name: "update",
    call: ({ positional: [given], named }) => {
      const from = given === undefined ? dict() : asDict(run, given, frame);
      for (const [key, value] of [...from.entries, ...named]) byOwnMethod(run, object, "__setitem__", from.keys?.get(key) ?? text(key), value, frame);
      const held = heldBy(object);
      if (from.open && held !== null) held.open = true;
      return noneValue;
    },
  };
}

/** `provider: str` of settings, without a default: whoever starts the program sets it. */
function isRequiredSetting(cls: Class, name: string): boolean {
  if (!isSettings(cls)) return false;
  const type = fieldType(cls, name)?.type;
  const named = type?.k === "subscript" ? type.object : type;
  return (named?.k === "name" || named?.k === "attribute") && /^(str|Literal|Secret|SecretStr|\w*Ur[li])$/.test(named.id);
}

/** A field with a default, of what comes with a request or is known by its type alone: it may hold another value. */
function fromRequest(run: Run, object: Instance, name: string, value: Value, place: Place): Value {
  const other: Value = { k: "unknown", reason: run.reason("runtime", place, name) };
  if (object.asked !== true) return union([value, other]);
  const brought: Value = { ...other, asked: true };
  const type = object.cls === null ? undefined : fieldType(object.cls, name);
  const listed = type === undefined ? null : listedOf(run, type);
  return listed === null ? union([asked(value), brought]) : union([listed, ...optionsOf(value).filter((one) => one.k === "constant")]);
}

function listedOf(run: Run, { type, owner }: { type: Expression; owner: Class }): Value | null {
  const frame = typeFrame(owner);
  return listedBy(run, evaluateType(run, type, frame), frame);
}

function secretOf({ cls, group }: Instance, name: string, value: Value): Value {
  if (group !== undefined) return settable(secret(name, value), `${group}__${name}`.toUpperCase());
  return cls !== null && isSettings(cls) ? settable(secret(name, value), variableOf(cls, name)) : value;
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

/** `ai: AISettings` of a class of settings: whoever runs the program sets some of its fields, the others have their defaults. Null for what is no such group. */
function groupOf(run: Run, { cls }: Instance, name: string, { type, owner }: { type: Expression; owner: Class }, place: Place): Value | null {
  if (cls === null || !isSettings(cls)) return null;
  const group = evaluateType(run, type, typeFrame(owner));
  if (group.k !== "class" || isSettings(group) || !ancestors(group).some((one) => one === "pydantic.BaseModel")) return null;
  return { k: "instance", id: run.id(), cls: group, attrs: new Map(), place, group: variableOf(cls, name) };
}

const typeFrame = (owner: Class): Frame => ({ ...moduleFrame(owner.module), scope: owner.scope, base: owner.base, owner });

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

/** A member as read through an object: functions become methods, properties and descriptors are called, cached results stay. */
export function bound(run: Run, object: Value, value: Value, frame: Frame, place: Place, name: string): Value {
  if (value.k !== "function") {
    const told = byDescriptor(run, value, object, frame);
    if (told !== undefined) return told;
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
      if (!assignsSelf(value.definition.body, name)) continue;
      const func = setterOf(run, value, value.definition, name);
      run.unheard(() => call(run, { k: "method", self: object, func }, noArgs, object.place, frame));
    }
  }
  const found = object.attrs.get(name);
  return found === undefined || isEmpty(found) ? undefined : found;
}

const setters = new WeakMap<Func, Map<string, Func>>();

/** A method that does nothing but what an attribute's value depends on. */
function setterOf(run: Run, func: Func, definition: FunctionDefinition, name: string): Func {
  const known = setters.get(func) ?? new Map<string, Func>();
  setters.set(func, known);
  let setter = known.get(name);
  if (setter === undefined) {
    const { k, name: own, parameters, decorators, line, generator, isAsync = false } = definition;
    // a public one others may take the result of
    const isAwaited = !name.startsWith("_") || func.module.source.matches(run.cache.pattern(takesResult(name)));
    const body = settingStatements(definition.body, { attribute: name, isAwaited });
    setter = { ...func, id: run.id(), definition: { k, name: own, parameters, returns: null, decorators, line, generator, isAsync, body } };
    known.set(name, setter);
  }
  return setter;
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
