import { registrant } from "../conditions";
import { exampleFolder } from "../examples";
import { join } from "../interpreter/asText";
import { type Frame, frameAt } from "../interpreter/frame";
import { iterate } from "../interpreter/iteration";
import type { Run } from "../interpreter/run";
import { truth } from "../interpreter/truth";
import { type List, list, type Made, noArgs, noneValue, type RouteValue, text, type Value } from "../interpreter/values";
import { appendRoute } from "./registering";
import type { EdgeRecord, RouteRecord, Router, RouterRecord } from "./router";

// `router.routes`: read, changed and written by code that copies, removes or renames routes.

/** The list of a router's routes, as an object whose changes are the router's. */
export function routesOf(run: Run, router: Router): Value {
  run.copied.add(router.records);
  return { k: "made", id: run.id(), path: "routes", args: noArgs, place: router.place, of: null, attrs: methods(run, router) };
}

/** The router whose list of routes a value is; null for any other value. */
export function routerBehind(value: Value): Router | null {
  const router = value.k === "made" && value.path === "routes" ? value.attrs.get("__router__") : undefined;
  return router?.k === "router" ? router : null;
}

/** What a loop over `router.routes` goes through: since FastAPI 0.137 a router that is included is one entry, which is no route. */
export function routesListed(run: Run, router: Router): Value[] {
  if (run.eager) return [...routeValues(router), ...router.records.flatMap((record) => (record.k === "mount" ? [entryOf(run, record)] : []))];
  return router.records.flatMap((record): Value[] => {
    if (record.k === "route") return [{ k: "route", record }];
    return record.k === "host" ? [] : [entryOf(run, record)];
  });
}

function entryOf(run: Run, edge: EdgeRecord): Made {
  const { place, prefix, target } = edge;
  const attrs: [string, Value][] =
    edge.k === "include"
      ? [["original_router", target]]
      : [
          ["path", prefix],
          ["app", target],
          ["name", { k: "unknown", reason: null }],
        ];
  const entry: Made = { k: "made", id: run.id(), path: edge.k === "include" ? includedRouter : mounted, args: noArgs, place, of: null, attrs: new Map(attrs) };
  edges.set(entry, edge);
  return entry;
}

/** FastAPI's own name for it. */
const includedRouter = "fastapi.routing._IncludedRouter";
const mounted = "starlette.routing.Mount()";

/** An entry of a list of routes that is no route: it has what is known of it, and nothing else. */
export const isEntry = (path: string): boolean => path === includedRouter || path === mounted;

/** Whether an entry is of a class of FastAPI or Starlette. */
export const isEntryOf = (path: string, type: string): boolean => /\.BaseRoute$/.test(type) || (path === mounted && /\.Mount$/.test(type));
const edges = new WeakMap<Made, EdgeRecord>();

/** Its routes, with those of the routers that it includes. */
export function routeValues(router: Router): RouteValue[] {
  const hidden = (edge: EdgeRecord): boolean => edge.inSchema !== undefined && truth(edge.inSchema) === false;
  const out: RouteValue[] = [];
  const visit = (one: Router, wrap: (record: RouteRecord) => RouteRecord, depth: number): void => {
    for (const record of one.records) {
      if (record.k === "route") out.push({ k: "route", record: wrap(record) });
      else if (record.k === "include" && depth < 10) {
        const inner = (route: RouteRecord): RouteRecord =>
          wrap({
            ...route,
            by: record.by,
            path: route.api ? join([record.own, record.prefix, route.path]) : join([record.prefix, route.path]),
            dependencies: [...record.dependencies, ...route.dependencies],
            ...(hidden(record) ? { inSchema: record.inSchema } : {}),
          });
        visit(record.target, inner, depth + 1);
      }
      if (out.length > 5000) return;
    }
  };
  visit(router, (record) => record, 0);
  return out;
}

/** What the code reads of an element of `app.routes`; unknown for attributes that we do not model. */
export function routeAttribute({ record }: RouteValue, name: string): Value {
  switch (name) {
    case "path":
    case "path_format":
      return record.path;
    case "endpoint":
    case "app":
      return record.handler;
    case "methods":
      return record.methods[0] === "WEBSOCKET" ? noneValue : list(record.methods.map(text), "set");
    case "include_in_schema":
      return record.inSchema ?? { k: "constant", value: true };
    case "dependencies":
      return list([...record.dependencies]);
    case "name":
      return record.handler.k === "function"
        ? text(record.handler.name)
        : record.handler.k === "method"
          ? text(record.handler.func.name)
          : { k: "unknown", reason: null };
    default:
      return { k: "unknown", reason: null };
  }
}

/** An attribute of `APIRoute("/x", endpoint)` that nobody registered yet; undefined for anything else. */
export function argumentOfRoute({ path, args }: Made, name: string): Value | undefined {
  const at = positions.get(name);
  if (at === undefined || !/(^|\.)(API)?(WebSocket)?Route$/.test(path)) return undefined;
  return (at < 0 ? undefined : args.positional[at]) ?? args.named.get(at === 0 ? "path" : name);
}

/** Where each of them stands among the arguments; -1: it is always named. */
const positions: ReadonlyMap<string, number> = new Map([
  ["path", 0],
  ["path_format", 0],
  ["endpoint", 1],
  ["methods", -1],
  ["name", -1],
]);

/** `router.routes = [...]` */
export function replaceRoutes(run: Run, router: Router, value: Value): void {
  const before = routerBehind(value);
  if (before !== null && before.records === router.records) return;
  const items = before === null ? iterate(run, value, frameAt(run, router.place)).items : routesListed(run, before);
  const known = [...router.records];
  // what another example adds to the application of a package is there in another program
  const example = exampleFolder(registrant(run, router.place));
  const isOthers = ({ by }: RouterRecord): boolean => exampleFolder(by) !== example;
  const ofOthers = known.filter((record) => record.k === "host" || isOthers(record));
  router.records.length = 0;
  router.records.push(...ofOthers);
  for (const one of items) {
    const edge = one.k === "made" ? edges.get(one) : undefined;
    const record = one.k === "route" ? one.record : edge;
    // before it was an entry of its own, what is included was copied
    if (record === undefined || !(known.includes(record) || (run.eager && before === null))) putBack(run, router, one);
    else if (!isOthers(record)) router.records.push(record);
  }
}

function putBack(run: Run, router: Router, value: Value): void {
  const edge = value.k === "made" ? edges.get(value) : undefined;
  if (edge === undefined) appendRoute(run, router, value);
  else router.records.push(edge);
}

function methods(run: Run, router: Router): Map<string, Value> {
  const frame: Frame = frameAt(run, router.place);
  const native = (name: string, work: (given: Value) => void): [string, Value] => [
    name,
    {
      k: "native",
      name,
      call: ({ positional }) => {
        work(positional.at(-1) ?? noneValue);
        return noneValue;
      },
    },
  ];
  const extend = (value: Value): void => {
    const from = routerBehind(value);
    if (from !== null) router.records.push(...from.records.map((record) => ({ ...record, order: run.order++ })));
    else for (const one of iterate(run, value, frame).items) putBack(run, router, one);
  };
  return new Map<string, Value>([
    ["__router__", router],
    native("append", (route) => putBack(run, router, route)),
    ["insert", { k: "native", name: "insert", call: ({ positional: [at, route] }) => insertRoute(run, router, at, route) }],
    native("extend", extend),
    native("remove", (route) => removeRoute(run, router, route)),
    ["pop", { k: "native", name: "pop", call: ({ positional: [key] }) => removeRouteAt(run, router, key ?? { k: "number", value: -1 }) }],
    native("reverse", () => undefined),
    native("sort", () => undefined),
    native("clear", () => {
      router.records.length = 0;
    }),
    ["copy", { k: "native", name: "copy", call: () => list(routesListed(run, router)) }],
  ]);
}

function removeRoute(run: Run, router: Router, route: Value): void {
  const record = route.k === "route" ? route.record : route.k === "made" ? edges.get(route) : undefined;
  if (record === undefined) return;
  const at = router.records.indexOf(record);
  if (at !== -1) router.records.splice(at, 1);
  else if (run.eager && record.k === "route") {
    copyIncluded(run, router);
    const copy = router.records.findIndex(
      (one) => one.k === "route" && one.handler === record.handler && one.path.value === record.path.value && one.place === record.place,
    );
    if (copy !== -1) router.records.splice(copy, 1);
  }
}

/** Before an included router was an entry of its own, its routes were copied: one of them can be taken out. */
function copyIncluded(run: Run, router: Router): void {
  const flat = router.records.flatMap((record): RouterRecord[] => {
    if (record.k !== "include") return [record];
    run.copied.add(record.target.records);
    return routeValues({ ...router, records: [record] }).map((one) => one.record);
  });
  router.records.length = 0;
  router.records.push(...flat);
}

/** `routes.pop()`, `del routes[0]`: an application has the routes of its documentation before all others. */
export function removeRouteAt(run: Run, router: Router, key: Value): Value {
  if (key.k !== "number" || run.uncertain > 0) return noneValue;
  if (run.eager) copyIncluded(run, router);
  const at = indexOf(router, key.value);
  const [gone] = at < 0 ? [] : router.records.splice(at, 1);
  if (gone === undefined) return noneValue;
  return gone.k === "route" ? { k: "route", record: gone } : entryOf(run, gone);
}

function insertRoute(run: Run, router: Router, at: Value | undefined, route: Value = noneValue): Value {
  const { length } = router.records;
  putBack(run, router, route);
  if (at?.k === "number") router.records.splice(Math.max(0, indexOf(router, at.value)), 0, ...router.records.splice(length));
  return noneValue;
}

const indexOf = (router: Router, index: number): number => (index < 0 ? router.records.length + index : index - (router.app ? ofDocumentation(router) : 0));

/** `len(app.routes)`, with the routes of the documentation. */
export function countOfRoutes(run: Run, router: Router): number {
  return routesInOrder(run, router).items.length;
}

/** All of them as they stand in the list, those of the documentation too. */
export function routesInOrder(run: Run, router: Router): List {
  const first = router.app ? ofDocumentation(router) : 0;
  return list([...new Array<Value>(first).fill({ k: "unknown", reason: null }), ...routesListed(run, router)]);
}

function ofDocumentation({ attrs }: Router): number {
  const isOff = (name: string): boolean => {
    const value = attrs.get(name);
    return value?.k === "constant" && value.value === null;
  };
  if (isOff("openapi_url")) return 0;
  return 1 + (isOff("docs_url") ? 0 : 2) + (isOff("redoc_url") ? 0 : 1);
}
