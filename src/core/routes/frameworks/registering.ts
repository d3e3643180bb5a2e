import { circumstances } from "../conditions";
import { knownOptions, optionsOf } from "../interpreter/alternatives";
import { defines } from "../interpreter/ancestry";
import { call } from "../interpreter/calls";
import { stringOf } from "../interpreter/expressions";
import type { Frame } from "../interpreter/frame";
import { moduleFrame } from "../interpreter/frame";
import { iterate } from "../interpreter/iteration";
import type { Run } from "../interpreter/run";
import { truth } from "../interpreter/truth";
import { type Args, type Class, noneValue, type Place, type Text, text, unknown, type Value } from "../interpreter/values";
import { makeRouter } from "./fastapi";
import { mount } from "./including";
import type { RouteRecord, Router } from "./router";

/** A path that cannot be known is `{?}`, with the reason; a prefix of None is empty. */
export function stringOrHole(run: Run, value: Value, place: Place): Text {
  if (value.k === "constant" && value.value === null) return text("");
  if (value.k === "text") return value;
  const known = isCertain(value) ? knownOptions(value).find((one) => one.k === "text") : undefined;
  if (known?.k === "text") return known;
  return stringOf(run, value, { ...moduleFrame(run.modules.open(place.file)), base: place.line - 1 }, 0);
}

export const verbs = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/**
 * Adds a route for each path that the first argument may be. `api`: with the router's prefix, as `add_api_route`; otherwise as
 * Starlette's `add_route`, without it.
 */
export function register(run: Run, router: Router, args: Args, place: Place, api: boolean, websocket: boolean): Value {
  if (!run.registering) return noneValue;
  if (run.starting) run.note("registered-at-start", place);
  const path = args.positional[0] ?? args.named.get("path") ?? unknown;
  const handler = args.positional[1] ?? args.named.get("endpoint") ?? args.named.get("route") ?? unknown;
  const dependencies = args.named.get("dependencies");
  const frame = moduleFrame(run.modules.open(place.file));
  // the class makes the routes of HTTP alone
  const routeClass = api && !websocket ? routeClassOf(router, args) : null;
  const changed = routeClass === null ? null : byRouteClass(run, router, routeClass, args, path, handler, place, frame);
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
      ...(routeClass === null ? {} : { routeClass }),
      ...circumstances(run, place, router),
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

function routeClassOf(router: Router, args: Args): Class | null {
  const cls = args.named.get("route_class_override") ?? router.attrs.get("route_class");
  return cls?.k === "class" ? cls : null;
}

/** A class of the project that makes the routes of a router may change what it is given in its `__init__`. */
function byRouteClass(run: Run, router: Router, cls: Class, args: Args, path: Value, handler: Value, place: Place, frame: Frame): Value | null {
  if (!defines(cls, "__init__")) return null;
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
export function alternatives(path: Value): readonly Value[] {
  const known = isCertain(path) ? optionsOf(path).filter((one) => one.k === "text") : [];
  return known.length > 0 ? known : [path];
}

function methodsOf(run: Run, value: Value | undefined, handler: Value, api: boolean, place: Place, frame: Frame): readonly string[] {
  if (value === undefined || (value.k === "constant" && value.value === null)) {
    if (!api && handler.k === "class") {
      const own = [...verbs].filter((verb) => defines(handler, verb));
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

/** `Route(...)`, `Mount(...)`, `APIRoute(...)` given to `routes=[...]` or appended to them. */
export function appendRoute(run: Run, router: Router, value: Value): void {
  if (value.k === "route") {
    router.records.push({ ...value.record, order: run.order++, ...circumstances(run, value.record.place, router) });
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
      const frame = moduleFrame(run.modules.open(place.file));
      const inner = makeRouter(run, "router", null, { positional: [], named: new Map([["routes", routes]]), open: false }, place, frame);
      mount(run, bare, "mount", { positional: [args.positional[0] ?? args.named.get("path") ?? unknown, inner], named: new Map(), open: false }, place);
    }
  }
}
