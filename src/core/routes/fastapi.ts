import { ancestors } from "./ancestry";
import { getAttribute } from "./attributes";
import { call, callGiven } from "./calls";
import { iterate, stringOf } from "./expressions";
import type { EdgeRecord, RouteRecord, Router } from "./router";
import { routesOf } from "./routesView";
import type { Frame, Run } from "./run";
import { moduleFrame } from "./statements";
import { type Args, type Class, knownOptions, noArgs, noneValue, optionsOf, type Place, type Text, text, truth, unknown, type Value } from "./values";

/** What a dotted name makes when it is called; null for anything but applications and routers. */
export function externalKind(path: string): "app" | "router" | null {
  if (apps.has(path)) return "app";
  if (routers.has(path)) return "router";
  const name = path.slice(path.lastIndexOf(".") + 1);
  // FastAPIOffline and other libraries that extend FastAPI keep its name in theirs
  if (
    /^FastAPI[A-Z]\w*$|^\w+FastAPI$/.test(name) &&
    !/(Error|Exception|Users|Limiter|Cache|Instrumentor|Config|Settings|Middleware|Transport|Server|Client|MCP|Mail|Storage|Plugin|Integration|Auth|Backend|Pagination|Route|Router)$/.test(
      name,
    ) &&
    name !== "VersionedFastAPI"
  )
    return "app";
  return /^(\w+)?APIRouter$|^InferringRouter$/.test(name) ? "router" : null;
}

const apps = new Set(["fastapi.FastAPI", "fastapi.applications.FastAPI", "starlette.applications.Starlette", "cadwyn.Cadwyn", "cadwyn.applications.Cadwyn"]);
const routers = new Set([
  "fastapi.APIRouter",
  "fastapi.routing.APIRouter",
  "fastapi.routers.APIRouter",
  "starlette.routing.Router",
  "fastapi_utils.inferring_router.InferringRouter",
]);

export function routerKind(cls: Class): "app" | "router" | null {
  for (const one of ancestors(cls)) {
    if (typeof one !== "string") continue;
    const kind = externalKind(one);
    if (kind !== null) return kind;
  }
  return null;
}

/** `FastAPI(...)`, `APIRouter(...)`, or a class of the project that extends one, whose `__init__` is run. */
export function makeRouter(run: Run, kind: "app" | "router", cls: Class | null, args: Args, place: Place, frame: Frame, library: string | null = null): Router {
  const router: Router = {
    k: "router",
    id: run.id(),
    app: kind === "app",
    cls,
    place,
    attrs: new Map(),
    records: [],
    prefix: text(""),
    dependencies: [],
    startup: [],
    middlewares: [],
    library,
    name: null,
    names: [],
    bound: true,
  };
  run.routers.push(router);
  const init = cls === null ? undefined : getAttribute(run, router, "__init__", frame, place);
  if (init?.k === "method") call(run, init, args, place, frame);
  else initialise(run, router, args, place, frame);
  return router;
}

function initialise(run: Run, router: Router, args: Args, place: Place, frame: Frame): void {
  const prefix = args.named.get("prefix");
  if (prefix !== undefined && !router.app) router.prefix = stringOrHole(run, prefix, place);
  const dependencies = args.named.get("dependencies");
  if (dependencies !== undefined) router.dependencies.push(...iterate(run, dependencies, frame).items);
  for (const name of ["lifespan", "on_startup"]) {
    const given = args.named.get(name);
    if (given === undefined) continue;
    if (given.k === "list") router.startup.push(...given.items);
    else router.startup.push(given);
  }
  if (router.app)
    for (const [name, usual] of Object.entries(appAttributes)) if (!router.attrs.has(name)) router.attrs.set(name, args.named.get(name) ?? text(usual));
  if (router.app && !router.attrs.has("debug")) router.attrs.set("debug", args.named.get("debug") ?? { k: "constant", value: false });
  for (const name of ["route_class", "include_in_schema"]) {
    const given = args.named.get(name);
    if (given !== undefined) router.attrs.set(name, given);
  }
  const routes = args.named.get("routes") ?? (router.app || args.positional.length === 0 ? undefined : args.positional[0]);
  if (routes !== undefined) for (const one of iterate(run, routes, frame).items) appendRoute(run, router, one);
  setUp(run, router, place, frame);
}

/** FastAPI ends its `__init__` with `self.setup()`, where a class that extends it may add routes. */
function setUp(run: Run, router: Router, place: Place, frame: Frame): void {
  const { cls } = router;
  if (!router.app || cls === null || !ancestors(cls).some((one) => typeof one !== "string" && one.scope.names.has("setup"))) return;
  const method = getAttribute(run, router, "setup", frame, place);
  if (method.k === "method") call(run, method, noArgs, place, frame);
}

/** Attributes of an application that code reads back, mostly to serve its own documentation pages. */
const appAttributes = {
  title: "FastAPI",
  version: "0.1.0",
  openapi_url: "/openapi.json",
  docs_url: "/docs",
  redoc_url: "/redoc",
  swagger_ui_oauth2_redirect_url: "/docs/oauth2-redirect",
  root_path: "",
};

/** A path that cannot be known is `{?}`, with the reason; a prefix of None is empty. */
function stringOrHole(run: Run, value: Value, place: Place): Text {
  if (value.k === "constant" && value.value === null) return text("");
  if (value.k === "text") return value;
  const known = isCertain(value) ? knownOptions(value).find((one) => one.k === "text") : undefined;
  if (known?.k === "text") return known;
  return stringOf(run, value, { ...moduleFrame(run.open(place.file)), base: place.line - 1 }, 0);
}

/** A member of an application or a router that FastAPI gives it. */
export function routerAttribute(run: Run, router: Router, name: string): Value | undefined {
  const native = (work: (args: Args, place: Place) => Value): Value => ({ k: "native", name: `router.${name}`, self: router, call: work });
  const at = (place: Place): Place => run.registersNow ?? place;
  const frame = (place: Place): Frame => moduleFrame(run.open(place.file));
  const member = (method: string, args: Args, place: Place): Value =>
    call(run, getAttribute(run, router, method, frame(place), place), args, place, frame(place));
  if (verbs.has(name)) {
    return native((args, place) =>
      member(
        "api_route",
        { ...args, named: new Map([...args.named, ["methods", { k: "list", kind: "list", items: [text(name.toUpperCase())], open: false }]]) },
        place,
      ),
    );
  }
  switch (name) {
    case "api_route":
      return decoratorFor(run, "add_api_route", member);
    case "websocket":
      return decoratorFor(run, "add_api_websocket_route", member);
    case "route":
      return decoratorFor(run, "add_route", member);
    case "websocket_route":
      return decoratorFor(run, "add_websocket_route", member);
    case "add_api_route":
    case "add_route":
      return native((args, place) => register(run, router, args, at(place), name === "add_api_route", false));
    case "add_api_websocket_route":
    case "add_websocket_route":
      return native((args, place) => register(run, router, args, at(place), name === "add_api_websocket_route", true));
    case "include_router":
      return native((args, place) => include(run, router, args, at(place)));
    // Cadwyn serves the newest version's routes; the older ones answer the same paths
    case "generate_and_include_versioned_routers":
      return native((args, place) => {
        for (const one of args.positional) include(run, router, { positional: [one], named: new Map(), open: false }, at(place));
        return noneValue;
      });
    case "mount":
    case "host":
      return native((args, place) => mount(run, router, name, args, at(place)));
    case "__init__":
      return native((args, place) => {
        initialise(run, router, args, place, frame(place));
        return noneValue;
      });
    case "setup":
      return router.app ? native(() => noneValue) : undefined;
    case "router":
      return router.app ? { ...router, app: false } : undefined;
    case "prefix":
      return router.prefix;
    case "state": {
      const state: Value = { k: "instance", id: run.id(), cls: null, attrs: new Map(), place: router.place };
      router.attrs.set("state", state);
      return state;
    }
    case "routes":
      return routesOf(run, router);
    case "on_event":
      return native((args) => ({
        k: "native",
        name: "on_event",
        call: (given) => {
          const handler = given.positional[0];
          if (handler !== undefined && !isShutdown(args)) router.startup.push(handler);
          return handler ?? unknown;
        },
      }));
    case "add_event_handler":
      return native((args) => {
        const handler = args.positional[1] ?? args.named.get("func");
        if (handler !== undefined && !isShutdown(args)) router.startup.push(handler);
        return noneValue;
      });
    case "dependency_overrides": {
      const overrides: Value = { k: "made", id: run.id(), path: name, args: noArgs, place: router.place, of: null, attrs: new Map() };
      router.attrs.set(name, overrides);
      return overrides;
    }
    case "middleware":
      return native(() => ({
        k: "native",
        name,
        call: (given) => {
          router.middlewares.push({ dispatch: given.positional[0] ?? unknown, args: noArgs });
          return given.positional[0] ?? unknown;
        },
      }));
    case "add_middleware":
      return native((args) => {
        router.middlewares.push({ dispatch: args.positional[0] ?? args.named.get("middleware_class") ?? unknown, args: { ...args, positional: [] } });
        return noneValue;
      });
    case "exception_handler":
      return native(() => ({ k: "native", name, call: (given) => given.positional[0] ?? unknown }));
    default:
      return router.library === null ? undefined : unknown;
  }
}

function isShutdown(args: Args): boolean {
  const event = args.positional[0] ?? args.named.get("event_type");
  return event?.k === "text" && event.value === "shutdown";
}

const verbs = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** `@router.get(path)`: what it decorates is registered by the method that Python would use, overridden or not. */
function decoratorFor(_run: Run, method: string, member: (method: string, args: Args, place: Place) => Value): Value {
  return {
    k: "native",
    name: method,
    call: (args) => ({
      k: "native",
      name: "decorator",
      call: (given, place) => {
        const handler = given.positional[0] ?? unknown;
        const path = args.positional[0] ?? args.named.get("path") ?? unknown;
        const named = new Map(args.named);
        named.delete("path");
        member(method, { positional: [path, handler, ...args.positional.slice(1)], named, open: false }, place);
        return handler;
      },
    }),
  };
}

function register(run: Run, router: Router, args: Args, place: Place, api: boolean, websocket: boolean): Value {
  if (!run.registering) return noneValue;
  if (run.starting) run.note("registered-at-start", place);
  const path = args.positional[0] ?? args.named.get("path") ?? unknown;
  const handler = args.positional[1] ?? args.named.get("endpoint") ?? args.named.get("route") ?? unknown;
  const dependencies = args.named.get("dependencies");
  const frame = moduleFrame(run.open(place.file));
  const changed = api ? byRouteClass(run, router, args, path, handler, place, frame) : null;
  if (changed !== null) {
    appendRoute(run, router, changed);
    return noneValue;
  }
  for (const one of alternatives(path)) {
    const own = stringOrHole(run, one, place);
    router.records.push({
      k: "route",
      methods: websocket ? ["WEBSOCKET"] : methodsOf(run, args.named.get("methods") ?? (api ? undefined : args.positional[2]), handler, api, place, frame),
      path: api ? { k: "text", value: router.prefix.value + own.value, holes: [...router.prefix.holes, ...own.holes] } : own,
      handler,
      place,
      api,
      order: run.order++,
      dependencies: dependencies === undefined ? [] : iterate(run, dependencies, frame).items,
      ...shownInSchema(args, router),
    });
  }
  return noneValue;
}

/** Read back by code that gives routes a second path. */
function shownInSchema(args: Args, router: Router): Pick<RouteRecord, "inSchema"> {
  const [given, own] = [args.named.get("include_in_schema"), router.attrs.get("include_in_schema")];
  const value = own !== undefined && truth(own) === false ? own : (given ?? own);
  return value === undefined ? {} : { inSchema: value };
}

/** A class of the project that makes the routes of a router may change what it is given in its `__init__`. */
function byRouteClass(run: Run, router: Router, args: Args, path: Value, handler: Value, place: Place, frame: Frame): Value | null {
  const cls = args.named.get("route_class_override") ?? router.attrs.get("route_class");
  if (cls?.k !== "class" || !ancestors(cls).some((one) => typeof one !== "string" && one.scope.names.has("__init__"))) return null;
  const own = stringOrHole(run, path, place);
  const whole: Text = { k: "text", value: router.prefix.value + own.value, holes: [...router.prefix.holes, ...own.holes] };
  const route = call(
    run,
    cls,
    { positional: [whole, handler], named: new Map([...args.named].filter(([name]) => name !== "path" && name !== "endpoint")), open: false },
    place,
    frame,
  );
  return route.k === "instance" && route.attrs.get("__base__")?.k === "made" ? route : null;
}

/** False for a default that data from outside the code may replace. */
function isCertain(value: Value): boolean {
  return !optionsOf(value).some((one) => one.k === "unknown" && one.reason !== null);
}

/** Both sides of an unknown branch are registered. */
function alternatives(path: Value): readonly Value[] {
  const known = isCertain(path) ? optionsOf(path).filter((one) => one.k === "text") : [];
  return known.length > 0 ? known : [path];
}

function methodsOf(run: Run, value: Value | undefined, handler: Value, api: boolean, place: Place, frame: Frame): readonly string[] {
  if (value === undefined || (value.k === "constant" && value.value === null)) {
    if (!api && handler.k === "class") {
      const own = [...verbs].filter((verb) => handler.scope.names.has(verb));
      if (own.length > 0) return own.map((verb) => verb.toUpperCase());
    }
    // an object that speaks ASGI itself is asked whatever the method is
    if (!api && (handler.k === "instance" || handler.k === "made" || handler.k === "class")) return ["*"];
    return ["GET"];
  }
  const { items, open } = iterate(run, value, frame);
  const names = items.map((item) => stringOf(run, item.k === "external" ? text(item.path.replace(/^.*\./, "")) : item, frame, 0).value.toUpperCase());
  const known = [...new Set(names.filter((name) => /^[A-Z-]+$/.test(name)))];
  if (open || known.length < new Set(names).size) run.note("unresolved-methods", place);
  return known.length > 0 ? known : ["{?}"];
}

/** The routers that a value stands for, adopting what a library made. */
function targetsOf(run: Run, value: Value, place: Place): Router[] {
  const out: Router[] = [];
  for (const one of knownOptions(value)) {
    if (one.k === "router") out.push(one);
    else if (one.k === "made") {
      const inner = [...one.args.positional, ...one.args.named.values()].flatMap((arg) => (arg.k === "router" ? [arg] : []));
      if (one.router !== undefined) out.push(one.router);
      else if (inner.length > 0) out.push(...inner);
      else {
        one.router = libraryRouter(run, one.path, one.place);
        out.push(one.router);
      }
    } else if (one.k === "external" || one.k === "part") out.push(libraryRouter(run, one.k === "external" ? one.path : `${one.of.path}.${one.path}`, place));
    else if (one.k === "module") {
      const router = getAttribute(run, one, "router", moduleFrame(one.module), place);
      if (router.k === "router") run.note("include-of-module", place, one.module.name);
    } else if (one.k === "instance") {
      const router = one.attrs.get("router");
      if (router?.k === "router") out.push(router);
    }
  }
  return out;
}

function libraryRouter(run: Run, library: string, place: Place): Router {
  return {
    k: "router",
    id: run.id(),
    app: false,
    cls: null,
    place,
    attrs: new Map(),
    records: [],
    prefix: text(""),
    dependencies: [],
    startup: [],
    middlewares: [],
    library,
    name: null,
    names: [],
    bound: true,
  };
}

function include(run: Run, router: Router, args: Args, place: Place): Value {
  if (!run.registering) return noneValue;
  if (run.starting) run.note("registered-at-start", place);
  const target = args.positional[0] ?? args.named.get("router") ?? unknown;
  const prefix = args.named.get("prefix") ?? args.positional[1] ?? text("");
  const frame = moduleFrame(run.open(place.file));
  const dependencies = args.named.get("dependencies");
  const targets = targetsOf(run, target, place);
  if (targets.length === 0 && !(target.k === "constant" && target.value === null)) {
    run.note("unresolved-router", place, reasonOf(target));
  }
  for (const one of targets) {
    for (const way of alternatives(prefix)) {
      const edge: EdgeRecord = {
        k: "include",
        target: one,
        own: router.prefix,
        prefix: stringOrHole(run, way, place),
        place,
        order: run.order++,
        dependencies: [...(dependencies === undefined ? [] : iterate(run, dependencies, frame).items), ...one.dependencies],
        ...(args.named.has("include_in_schema") ? { inSchema: args.named.get("include_in_schema") ?? unknown } : {}),
      };
      router.records.push(edge);
      router.startup.push(...one.startup);
    }
  }
  return noneValue;
}

function reasonOf(value: Value): string {
  if (value.k === "unknown" && value.reason !== null) return value.reason.detail;
  return "";
}

function mount(run: Run, router: Router, kind: "mount" | "host", args: Args, place: Place): Value {
  if (!run.registering) return noneValue;
  if (run.starting) run.note("registered-at-start", place);
  const path = args.positional[0] ?? args.named.get("path") ?? args.named.get("host") ?? unknown;
  const app = args.positional[1] ?? args.named.get("app") ?? unknown;
  if (app.k === "made" && /StaticFiles$/.test(app.path)) return noneValue;
  const targets = targetsOf(run, app, place);
  if (targets.length === 0) run.note("unresolved-mount", place, reasonOf(app));
  for (const target of targets) {
    const own = kind === "host" ? text("") : stringOrHole(run, path, place);
    router.records.push({
      k: kind,
      target,
      own: router.prefix,
      prefix: { ...own, value: own.value.replace(/\/+$/, "") },
      place,
      order: run.order++,
      dependencies: [],
    });
  }
  return noneValue;
}

/** `Route(...)`, `Mount(...)`, `APIRoute(...)` given to `routes=[...]` or appended to them. */
export function appendRoute(run: Run, router: Router, value: Value): void {
  if (value.k === "route") {
    router.records.push({ ...value.record, order: run.order++ });
    return;
  }
  const made = value.k === "instance" ? value.attrs.get("__base__") : value;
  if (made?.k !== "made") return;
  const { args, place } = made;
  const name = made.path.slice(made.path.lastIndexOf(".") + 1);
  const bare: Router = { ...router, prefix: text(""), attrs: new Map() };
  if (name === "Route" || name === "APIRoute") register(run, bare, args, place, name === "APIRoute", false);
  else if (name === "WebSocketRoute" || name === "APIWebSocketRoute") register(run, bare, args, place, name === "APIWebSocketRoute", true);
  else if (name === "Mount" || name === "Host") {
    const routes = args.named.get("routes");
    if (routes === undefined) mount(run, bare, name === "Host" ? "host" : "mount", args, place);
    else {
      const frame = moduleFrame(run.open(place.file));
      const inner = makeRouter(run, "router", null, { positional: [], named: new Map([["routes", routes]]), open: false }, place, frame);
      mount(run, bare, "mount", { positional: [args.positional[0] ?? args.named.get("path") ?? unknown, inner], named: new Map(), open: false }, place);
    }
  }
}

/** `@thing.post("/x")` on something that is no router that we know: a library's, or one that cannot be known. */
export function decorateUnknown(run: Run, receiver: Value, method: string, args: Args, place: Place, frame: Frame): Value | null {
  const path = args.positional[0] ?? args.named.get("path");
  if (!run.registering || path?.k !== "text" || !path.value.startsWith("/") || args.positional.length !== 1) return null;
  if (!verbs.has(method) && method !== "websocket" && method !== "api_route") return null;
  return {
    k: "native",
    name: "decorator",
    call: (given, at) => {
      const handler = given.positional[0] ?? unknown;
      if (handler.k !== "function" && handler.k !== "method") return callGiven(run, given, at, frame);
      if (receiver.k === "made") {
        receiver.router ??= libraryRouter(run, receiver.path, receiver.place);
        const member = routerAttribute(run, receiver.router, method);
        if (member !== undefined) call(run, call(run, member, args, place, frame), given, at, frame);
      } else run.note("unresolved-router", at, "");
      return handler;
    },
  };
}
