import { madeBehind, registrant } from "../conditions";
import { defines } from "../interpreter/ancestry";
import { getAttribute } from "../interpreter/attributes";
import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import { moduleFrame } from "../interpreter/frame";
import { callGiven } from "../interpreter/givenFunctions";
import { iterate } from "../interpreter/iteration";
import type { Run } from "../interpreter/run";
import { type Args, type Class, noArgs, noneValue, type Place, text, unknown, type Value } from "../interpreter/values";
import { include, libraryRouter, mount } from "./including";
import { appendRoute, pathFrom, register, verbs } from "./registering";
import { emptyRouter, type Router } from "./router";
import { routesOf } from "./routesView";

/** `FastAPI(...)`, `APIRouter(...)`, or a class of the project that extends one, whose `__init__` is run. */
export function makeRouter(run: Run, kind: "app" | "router", cls: Class | null, args: Args, place: Place, frame: Frame, library: string | null = null): Router {
  const isApp = kind === "app";
  const makers = isApp ? run.stack.flatMap(({ definition, owner }) => (owner === null ? [definition] : [definition, owner.definition])) : [];
  const router = emptyRouter({ id: run.id(), app: isApp, cls, place, library, by: registrant(run, place), madeBehind: madeBehind(run, isApp), makers });
  run.routers.push(router);
  const init = cls === null ? undefined : getAttribute(run, router, "__init__", frame, place);
  if (init?.k === "method") call(run, init, args, place, frame);
  else initialise(run, router, args, place, frame);
  return router;
}

function initialise(run: Run, router: Router, args: Args, place: Place, frame: Frame): void {
  const prefix = args.named.get("prefix");
  if (prefix !== undefined && !router.app) router.prefix = pathFrom(run, prefix, place);
  const dependencies = args.named.get("dependencies");
  if (dependencies !== undefined) router.dependencies.push(...iterate(run, dependencies, frame).items);
  const [lifespan, first] = [args.named.get("lifespan"), args.named.get("on_startup")];
  if (lifespan !== undefined) router.lifespans.push(lifespan);
  if (first !== undefined) router.startup.push(...(first.k === "list" ? first.items : [first]));
  if (router.app)
    for (const [name, usual] of Object.entries(appAttributes)) if (!router.attrs.has(name)) router.attrs.set(name, args.named.get(name) ?? text(usual));
  if (router.app && !router.attrs.has("debug")) router.attrs.set("debug", args.named.get("debug") ?? { k: "constant", value: false });
  const middlewares = args.named.get("middleware");
  for (const one of middlewares === undefined ? [] : iterate(run, middlewares, frame).items) if (one.k === "made") addMiddleware(router, one.args);
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
  if (!router.app || cls === null || !defines(cls, "setup")) return;
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

/** A member of an application or a router that FastAPI gives it. */
export function routerAttribute(run: Run, router: Router, name: string): Value | undefined {
  const native = (work: (args: Args, place: Place) => Value): Value => ({ k: "native", name: `router.${name}`, self: router, call: work });
  const at = (place: Place): Place => run.registersNow ?? place;
  const frame = (place: Place): Frame => moduleFrame(run.modules.open(place.file));
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
        addMiddleware(router, args);
        return noneValue;
      });
    case "exception_handler":
      return native(() => ({ k: "native", name, call: (given) => given.positional[0] ?? unknown }));
    default:
      return router.library === null ? undefined : unknown;
  }
}

/** `app.add_middleware(Cls, option=1)`, `Middleware(Cls, option=1)` */
function addMiddleware(router: Router, args: Args): void {
  const { positional, named } = args;
  router.middlewares.push({ dispatch: positional[0] ?? named.get("middleware_class") ?? named.get("cls") ?? unknown, args: { ...args, positional: [] } });
}

function isShutdown(args: Args): boolean {
  const event = args.positional[0] ?? args.named.get("event_type");
  return event?.k === "text" && event.value === "shutdown";
}

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
