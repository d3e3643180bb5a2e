import { circumstances, underCondition } from "../conditions";
import { chosenLike, knownOptions, optionsOf, union } from "../interpreter/alternatives";
import { defines } from "../interpreter/ancestry";
import { join } from "../interpreter/asText";
import { call } from "../interpreter/calls";
import { rootFunction } from "../interpreter/definitions";
import { everyWay } from "../interpreter/everyWay";
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

/** A path or a prefix, or each of those that it may be. What cannot be known is `{?}`, with the reason; a prefix of None is empty. */
export function pathFrom(run: Run, value: Value, place: Place): Value {
  const known = isCertain(value) ? optionsOf(value).filter((one) => one.k === "text") : [];
  return value.k === "union" && known.length > 0 ? chosenLike(value, union(known)) : stringOrHole(run, value, place);
}

/** Does something with each path that there may be; of several, each is there only where a test says so that nobody can decide. */
export function forEachPath(run: Run, parts: readonly Value[], place: Place, work: (path: Text) => void): void {
  const whole = everyWay(
    run,
    parts.map((part) => pathFrom(run, part, place)),
    (ones) => join(ones.map((one) => stringOrHole(run, one, place))),
  );
  forEachWay(run, whole, optionsOf(whole), place, (path) => work(stringOrHole(run, path, place)));
}

/** Does something with some of the things that a value may be. */
export function forEachWay<T>(run: Run, value: Value, ways: readonly T[], place: Place, work: (one: T) => void): void {
  const options = optionsOf(value);
  const test = value.k === "union" && (ways.length > 1 || options.length === 1) ? (value.test ?? place) : undefined;
  // what each of them has is there whichever it is
  const isAll = ways.length > 1 && ways.length === options.length;
  ways.forEach((one, side) => {
    if (test === undefined) work(one);
    else underCondition(run, isAll ? { ...test, side: String(side), sides: ways.length } : test, () => work(one));
  });
}

/** A path that cannot be known is `{?}`, with the reason; a prefix of None is empty. */
function stringOrHole(run: Run, value: Value, place: Place): Text {
  if (value.k === "constant" && value.value === null) return text("");
  if (value.k === "text") return value;
  const known = isCertain(value) ? knownOptions(value).find((one) => one.k === "text") : undefined;
  if (known?.k === "text") return known;
  return stringOf(run, value, { ...moduleFrame(run.modules.open(place.file)), base: place.line - 1 }, 0);
}

export const verbs = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/**
 * Adds a route for each path that the first argument may be, and each handler. `api`: with the router's prefix, as `add_api_route`; otherwise as
 * Starlette's `add_route`, without it.
 */
export function register(run: Run, router: Router, args: Args, place: Place, api: boolean, websocket: boolean): Value {
  if (!run.registering) return noneValue;
  if (run.starting) run.note("registered-at-start", place);
  const path = args.positional[0] ?? args.named.get("path") ?? unknown;
  const given = args.positional[1] ?? args.named.get("endpoint") ?? args.named.get("route") ?? unknown;
  const dependencies = args.named.get("dependencies");
  const frame = moduleFrame(run.modules.open(place.file));
  // the class makes the routes of HTTP alone
  const routeClass = api && !websocket ? routeClassOf(router, args) : null;
  const methods = args.named.get("methods") ?? (api ? undefined : args.positional[2]);
  forEachPath(run, api ? [router.prefix, path] : [path], place, (whole) => {
    const changed = routeClass === null ? null : byRouteClass(run, routeClass, args, whole, given, place, frame);
    if (changed !== null) {
      appendRoute(run, router, changed);
      return;
    }
    forEachWay(run, given, handlersIn(given), place, (handler) =>
      forEachWay(run, methods ?? unknown, optionsOf(methods ?? unknown), place, (some) => {
        router.records.push({
          k: "route",
          methods: websocket ? ["WEBSOCKET"] : methodsOf(run, methods === undefined ? undefined : some, handler, api, place, frame),
          path: whole,
          handler,
          place,
          api,
          order: run.order++,
          dependencies: dependencies === undefined ? [] : iterate(run, dependencies, frame).items,
          ...shownInSchema(args, router),
          ...(routeClass === null ? {} : { routeClass }),
          ...circumstances(run, place, router),
        });
        if (api && !websocket) markByRouteClass(run, router, handler, place, frame);
      }),
    );
  });
  return noneValue;
}

/** The functions that a handler may be, where it may be several; what wraps one of them is no other. */
function handlersIn(value: Value): readonly Value[] {
  const roots = new Set(optionsOf(value).map((one) => rootFunction(one)?.definition));
  return value.k === "union" && !roots.has(undefined) && roots.size === value.options.length ? value.options : [value];
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

/** A library's class of routes may mark the handler of each. */
function markByRouteClass(run: Run, router: Router, handler: Value, place: Place, frame: Frame): void {
  const marks = router.attrs.get("route_class");
  if (marks?.k === "native") call(run, marks, { positional: [handler], named: new Map(), open: false }, place, frame);
}

/** A class of the project that makes the routes of a router may change what it is given in its `__init__`. */
function byRouteClass(run: Run, cls: Class, args: Args, whole: Text, handler: Value, place: Place, frame: Frame): Value | null {
  if (!defines(cls, "__init__")) return null;
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
