import { routerAttribute } from "../frameworks/fastapi";
import { memberOfApplication } from "../frameworks/libraryApplications";
import { aliasAttribute } from "../frameworks/modelFields";
import { patchedMember } from "../frameworks/patched";
import { argumentOfRoute, isEntry, routeAttribute } from "../frameworks/routesView";
import { taskAttribute } from "../frameworks/taskQueues";
import { toolAttribute } from "../frameworks/toolFunctions";
import { installedVersion } from "../project/distributions";
import { argument } from "../settings/commandLine";
import { collectionMethod } from "../standard/collections";
import { outsideValue } from "../standard/outside";
import { textMethod } from "../standard/texts";
import { codeOf } from "../standard/writtenCode";
import { inClass } from "./ancestry";
import { each } from "./choices";
import { classAttribute } from "./classAttributes";
import { isException } from "./exceptions";
import type { Frame } from "./frame";
import { bound, instanceAttribute } from "./instanceAttributes";
import { moduleAttribute } from "./moduleMembers";
import type { Run } from "./run";
import { superAttribute } from "./superclass";
import { type Func, list, noneValue, type Place, text, unknown, type Value } from "./values";

/** `object.name` */
export function getAttribute(run: Run, object: Value, name: string, frame: Frame, place?: Place): Value {
  const at = place ?? run.place(frame, 0);
  switch (object.k) {
    case "unknown":
      return object.unset === true || object.type !== undefined ? { k: "unknown", reason: object.reason } : object;
    case "union":
      return each(object, (one) => (hasNone(one, name) ? null : getAttribute(run, one, name, frame, place)));
    case "text":
      return textMethod(run, object, name, frame) ?? { k: "unknown", reason: object.holes[0] ?? null };
    case "list":
    case "dict":
      // `config.llm.model`: a dictionary that is asked so was given attributes by a library
      return collectionMethod(run, object, name, frame) ?? (object.k === "dict" ? object.entries.get(name) : undefined) ?? unknown;
    case "module":
      return moduleAttribute(run, object, name, at);
    case "external": {
      if (name === "__name__" || name === "__qualname__") return text(object.path.replace(/^.*\./, ""));
      const ofApplication = memberOfApplication(run, object.path, name, frame, at);
      if (ofApplication !== undefined) return ofApplication;
      const path = `${object.path}.${name}`;
      const known = run.assigned.get(path) ?? installedVersion(run, path, at) ?? outsideValue(path);
      return known.k === "external" ? { ...known, isAttribute: true } : known;
    }
    case "made": {
      const own = object.attrs.get(name) ?? argument(object, name) ?? argumentOfRoute(object, name);
      if (own !== undefined) return own;
      if (isEntry(object.path)) {
        run.failures.raise(["AttributeError"]);
        return unknown;
      }
      const choices = aliasAttribute(object, name);
      if (choices !== undefined) return choices;
      if (name === "args" && isException(object.path)) return list([...object.args.positional], "tuple");
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
      if (name === "cache_clear") return forgetter(object.k === "function" ? object : object.func);
      if (name === "__get__" && object.k === "function") return binder(object);
      if (name === "__func__") {
        if (object.k === "method") return object.func;
        // `vars(cls)[name].__func__` of a static method
        if (object.role === "static" || object.role === "class") return { ...object, role: "plain" };
      }
      if (name === "__code__") return codeOf(run, object.k === "function" ? object : object.func, at);
      if (name === "__module__") return text((object.k === "function" ? object : object.func).module.name);
      if (name === "__name__" || name === "__qualname__") {
        const { name: short, qualified } = wrappedBy(object.k === "function" ? object : object.func);
        return text(name === "__name__" ? short : qualified);
      }
      if (name === "__wrapped__" && object.k === "function") return object.wraps ?? object;
      if (name === "__self__" && object.k === "method") return object.self;
      if (name === "__setattr__" && object.k === "function") return attributeSetter(object);
      if (object.k === "function" && object.role === "property" && /^(getter|setter|deleter)$/.test(name)) return accessor(object, name);
      return toolAttribute(run, object, name, frame) ?? taskAttribute(run, object, name, frame) ?? unknown;
    }
    case "partial":
      return name === "func" ? object.func : unknown;
    case "route":
      return routeAttribute(object, name);
    case "native":
      return object.attrs?.get(name) ?? unknown;
    case "constant":
    case "number":
      return unknown;
  }
}

/** Asking None for an attribute fails: where the code goes on, a model that is loaded when it is first asked for was there. */
function hasNone(one: Value, name: string): boolean {
  return one.k === "constant" && !name.startsWith("__");
}

/** `settings.cache_clear()`: what `lru_cache` keeps is made anew from then on. */
function forgetter({ remembers }: Func): Value {
  return {
    k: "native",
    name: "cache_clear",
    call: () => {
      remembers?.clear();
      return noneValue;
    },
  };
}

/** `func.__get__(self, cls)` */
function binder(func: Func): Value {
  return {
    k: "native",
    name: "__get__",
    call: ({ positional: [self = noneValue] }) => (self.k === "constant" ? func : { k: "method", self, func }),
  };
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
      if (name === "deleter") property.attrs.set("fdel", given);
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

function routerMember(run: Run, object: Value & { k: "router" }, name: string, frame: Frame, place: Place): Value {
  const own = object.attrs.get(name);
  if (own !== undefined) return own;
  const found = object.cls === null ? null : inClass(object.cls, name);
  if (found !== null) return each(found.value, (one) => bound(run, object, one, frame, place, name));
  return patchedMember(run, object, name) ?? routerAttribute(run, object, name) ?? unknown;
}

/** `functools.wraps` gives a wrapper the names of what it wraps. */
function wrappedBy(func: Func): Func {
  let at = func;
  for (let depth = 0; depth < 20 && at.wraps !== null; depth++) at = at.wraps;
  return at;
}
