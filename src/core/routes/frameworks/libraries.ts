import { ancestors, inClass } from "../interpreter/ancestry";
import { getAttribute } from "../interpreter/attributes";
import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import { iterate } from "../interpreter/iteration";
import type { Run } from "../interpreter/run";
import { read } from "../interpreter/scope";
import {
  type Args,
  type Class,
  type Func,
  type Instance,
  list,
  type Made,
  type MadePart,
  noArgs,
  noneValue,
  type Place,
  text,
  unknown,
  type Value,
} from "../interpreter/values";
import { loadEnvironment } from "../settings/environment";
import { loaded } from "../settings/settingsFiles";
import { callContainer } from "./containers";
import { callController } from "./controllers";
import { makeRouter, routerAttribute } from "./fastapi";
import { versioned, versionize, versionOf } from "./versioning";

// Libraries that make routes out of a class or of another application, by rules that their documentation states.

const verbs = ["get", "post", "put", "patch", "delete", "head", "options", "trace"];

/** What calling a name of such a library gives; null for any other name. */
export function callLibrary(run: Run, path: string, args: Args, place: Place, frame: Frame): Value | null {
  const [library = "", ...rest] = path.split(".");
  const name = rest.at(-1) ?? "";
  if (library === "fastapi_utils" || library === "fastapi_restful") {
    if (name === "cbv") return decorator((cls) => byMethodName(run, cls, args.positional[0] ?? unknown, args.positional.slice(1), place, frame));
  } else if (library === "fastapi_class") {
    if (name === "View") return decorator((cls) => view(run, cls, args, place, frame));
    if (name === "endpoint") return marker({ __endpoint_metadata: { k: "made", id: run.id(), path, args, place, of: null, attrs: new Map() } });
  } else if (library === "fastapi_versioning") {
    // a class of routes, each of which marks its handler as the decorator does
    if (name === "version" || name === "versioned_api_route") return marker({ _api_version: versionOf(args, 0, "") });
    if (name === "VersionedFastAPI") return versioned(run, args, place, frame);
  } else if (library === "fastapi_versionizer" && name === "api_version") {
    return marker({ _api_version: versionOf(args, 0, ""), _remove_in_version: versionOf(args, 4, "remove_in_") });
  } else if (library === "fastapi_router_controller") {
    return callController(run, rest, args, place, frame);
  } else if (library === "classy_fastapi" && (verbs.includes(name) || name === "route" || name === "websocket")) {
    return marker({ _endpoint: { k: "made", id: run.id(), path: name, args, place, of: null, attrs: new Map() } });
  }
  return null;
}

/** A method of something that such a library made. */
export function callLibraryMethod(run: Run, callee: Made | MadePart, args: Args, place: Place, frame: Frame): Value | null {
  if (callee.k !== "part") return null;
  const contained = callContainer(run, callee, args, place, frame) ?? loaded(run, callee, frame);
  if (contained !== null) return contained;
  if (callee.path === "read_env" && /^environs?\./.test(callee.of.path)) loadEnvironment(run, args, frame);
  if (callee.path === "versionize" && /^fastapi_versionizer\.(\w+\.)?Versionizer$/.test(callee.of.path)) return versionize(run, callee.of.args, place, frame);
  if (callee.path !== "add_resource" || !/^fastapi_(utils|restful)\.(\w+\.)?Api$/.test(callee.of.path)) return null;
  const [resource, ...urls] = args.positional;
  if (resource?.k !== "instance" || resource.cls === null) return null;
  const app = callee.of.args.positional[0] ?? callee.of.args.named.get("app") ?? unknown;
  const router = makeRouter(run, "router", null, noArgs, place, frame);
  byMethodName(run, resource.cls, router, urls, place, frame);
  call(run, getAttribute(run, app, "include_router", frame, place), { ...args, positional: [router] }, place, frame);
  return noneValue;
}

/** `Routable` of classy-fastapi gives each instance a router with the methods that were marked. */
export function libraryAttribute(run: Run, object: Instance, name: string, frame: Frame): Value | undefined {
  const base = object.attrs.get("__base__");
  const program = programMethod(base, name);
  if (program !== null) return program.map((one) => memberOf(object, one)).find((one) => one !== undefined);
  if (name !== "router" || object.cls === null || base?.k !== "made" || !/^classy_fastapi\.(\w+\.)?Routable$/.test(base.path)) return undefined;
  const router = makeRouter(run, "router", null, base.args, base.place, frame);
  object.attrs.set("router", router);
  for (const [, func] of functionsOf(object.cls)) {
    const marked = func.attrs.get("_endpoint");
    if (marked?.k !== "made") continue;
    const method = verbs.includes(marked.path) ? { methods: list([text(marked.path.toUpperCase())]) } : {};
    const named = new Map<string, Value>([...marked.args.named, ...Object.entries(method)]);
    const add = routerAttribute(run, router, marked.path === "websocket" ? "add_api_websocket_route" : "add_api_route") ?? unknown;
    call(run, add, { positional: [marked.args.positional[0] ?? marked.args.named.get("path") ?? unknown, func], named, open: false }, marked.place, frame);
  }
  return router;
}

/** A program of DSPy is called through its base, which runs `forward`. */
function programMethod(base: Value | undefined, name: string): readonly string[] | null {
  if (base?.k !== "made" || !/^dspy\.(\w+\.)*Module$/.test(base.path)) return null;
  return name === "__call__" ? ["forward"] : name === "acall" ? ["aforward", "forward"] : null;
}

function memberOf(object: Instance, name: string): Value | undefined {
  const func = object.cls === null ? undefined : inClass(object.cls, name)?.value;
  return func?.k === "function" ? { k: "method", self: object, func } : undefined;
}

/** A decorator that hands over what it decorates. */
export function decorator(work: (cls: Value) => Value): Value {
  return { k: "native", name: "decorator", call: ({ positional }) => work(positional[0] ?? unknown) };
}

/** A decorator that only leaves marks on the function. */
function marker(marks: Readonly<Record<string, Value>>): Value {
  return decorator((func) => {
    if (func.k === "function") for (const [name, value] of Object.entries(marks)) func.attrs.set(name, value);
    return func;
  });
}

function functionsOf(cls: Class): [string, Func][] {
  const out = new Map<string, Func>();
  for (const one of [...ancestors(cls)].reverse()) {
    if (typeof one === "string") continue;
    for (const name of one.scope.names.keys()) {
      const value = read(one.scope, name);
      if (value?.k === "function" && value.role === "plain") out.set(name, value);
    }
  }
  return [...out].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Methods named like HTTP methods serve each of the addresses. */
function byMethodName(run: Run, cls: Value, router: Value, urls: readonly Value[], place: Place, frame: Frame): Value {
  if (cls.k !== "class") return cls;
  for (const url of urls) {
    for (const [name, func] of functionsOf(cls)) {
      if (!verbs.includes(name)) continue;
      const add = getAttribute(run, router, "add_api_route", frame, place);
      call(run, add, { positional: [url, func], named: new Map([["methods", list([text(name.toUpperCase())])]]), open: false }, place, frame);
    }
  }
  return cls;
}

function view(run: Run, cls: Value, args: Args, place: Place, frame: Frame): Value {
  if (cls.k !== "class") return cls;
  const router = args.positional[0] ?? args.named.get("router") ?? unknown;
  const path = args.named.get("path") ?? text("/");
  const self = call(run, cls, noArgs, place, frame);
  for (const [name, func] of functionsOf(cls)) {
    const marked = func.attrs.get("__endpoint_metadata");
    const given = marked?.k === "made" ? marked.args : null;
    if (given === null && !["get", "post", "patch", "delete", "put"].includes(name)) continue;
    const wanted = given?.positional[0] ?? given?.named.get("methods") ?? given?.named.get("name") ?? text(name);
    const methods = wanted.k === "text" ? [wanted] : iterate(run, wanted, frame).items;
    const more = given?.named.get("path");
    const whole = more?.k === "text" && path.k === "text" ? { ...path, value: path.value + more.value, holes: [...path.holes, ...more.holes] } : path;
    const add = getAttribute(run, router, "add_api_route", frame, place);
    const handler: Value = { k: "method", self, func };
    call(run, add, { positional: [whole, handler], named: new Map([["methods", list([...methods])]]), open: false }, place, frame);
  }
  return cls;
}
