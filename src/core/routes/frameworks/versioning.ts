import { optionsOf } from "../interpreter/alternatives";
import { call } from "../interpreter/calls";
import { keyText } from "../interpreter/entries";
import { formatBraces } from "../interpreter/formatting";
import type { Frame } from "../interpreter/frame";
import { callGiven } from "../interpreter/givenFunctions";
import type { Run } from "../interpreter/run";
import { type Args, list, noArgs, noneValue, type Place, type RouteValue, text, unknown, type Value } from "../interpreter/values";
import { makeRouter, routerAttribute } from "./fastapi";
import { appendRoute, forEachPath } from "./registering";
import type { Router } from "./router";
import { routeValues } from "./routesView";

// Libraries that serve one application once a version: each version has its own routes and those of the versions before that it does not replace.

type Version = readonly [major: number, minor: number];

/** The major and minor number among the arguments of a decorator. */
export function versionOf(args: Args, at: number, prefix: string): Value {
  const major = args.positional[at] ?? args.named.get(`${prefix}major`);
  return major === undefined ? noneValue : list([major, args.positional[at + 1] ?? args.named.get(`${prefix}minor`) ?? number(0)], "tuple");
}

/** `VersionedFastAPI(app)` of fastapi-versioning: one application a version, mounted in a new one. */
export function versioned(run: Run, args: Args, place: Place, frame: Frame): Value {
  const app = args.positional[0] ?? args.named.get("app");
  const own = new Map([...args.named].filter(([name]) => name === "lifespan" || name === "root_path"));
  const parent = makeRouter(run, "app", null, { positional: [], named: own, open: false }, place, frame);
  if (app?.k !== "router") return parent;
  const add = (prefix: Value, routes: readonly RouteValue[]): void => {
    const inner = withRoutes(run, "app", noArgs, routes, place, frame);
    call(run, routerAttribute(run, parent, "mount") ?? unknown, { positional: [prefix, inner], named: new Map(), open: false }, place, frame);
  };
  const versions = byVersion(run, routeValues(app), args, "", place, frame);
  for (const { prefix, routes } of versions) {
    announce(run, "fastapi_versioning", prefix, place);
    add(prefix, routes);
  }
  if (keyText(args.named.get("enable_latest") ?? noneValue) === "true") add(text("/latest"), versions.at(-1)?.routes ?? []);
  // the application that was given is served through its versions alone
  run.copied.add(app.records);
  run.replaced.add(app.records);
  return parent;
}

/** `Versionizer(app).versionize()` of fastapi-versionizer: the application's own routes give way to a router a version. */
export function versionize(run: Run, args: Args, place: Place, frame: Frame): Value {
  const app = optionsOf(args.positional[0] ?? args.named.get("app") ?? unknown).find((one) => one.k === "router");
  if (app === undefined) return unknown;
  const before = routeValues(app).filter(({ record }) => record.api);
  run.sawRoutes = true;
  app.records.length = 0;
  const callback = args.named.get("callback");
  const include = (prefix: Value, routes: readonly RouteValue[], version: Value): void => {
    const router = withRoutes(run, "router", { positional: [], named: new Map([["prefix", prefix]]), open: false }, routes, place, frame);
    if (callback !== undefined) {
      const given: Args = { positional: [router, version, prefix], named: new Map(), open: false };
      if (callback.k === "unknown") callGiven(run, given, place, frame);
      else call(run, callback, given, place, frame);
    }
    announce(run, "fastapi_versionizer", prefix, place);
    call(run, routerAttribute(run, app, "include_router") ?? unknown, { positional: [router], named: new Map(), open: false }, place, frame);
  };
  const versions = byVersion(run, before, args, "_remove_in_version", place, frame);
  for (const { prefix, routes, version } of versions) include(prefix, routes, list(version.map(number), "tuple"));
  const latest = args.named.get("latest_prefix");
  const last = versions.at(-1);
  if (latest !== undefined && latest.k !== "constant" && last !== undefined) include(latest, last.routes, list(last.version.map(number), "tuple"));
  if (keyText(args.named.get("include_versions_route") ?? noneValue) === "true") announce(run, "fastapi_versionizer", text("/versions"), place);
  return list(versions.map(({ version }) => list(version.map(number), "tuple")));
}

/** The routes of each version, from the first to the last. `removed`: the mark of the version in which a route ends. */
function byVersion(
  run: Run,
  routes: readonly RouteValue[],
  args: Args,
  removed: string,
  place: Place,
  frame: Frame,
): { version: Version; prefix: Value; routes: RouteValue[] }[] {
  const format = args.named.get("prefix_format") ?? args.positional[1] ?? text("/v{major}_{minor}");
  const otherwise = pair(args.named.get("default_version")) ?? [1, 0];
  const all = routes.map((route) => {
    const { handler } = route.record;
    const marks = handler.k === "function" ? handler.attrs : handler.k === "method" ? handler.func.attrs : new Map<string, Value>();
    return { route, start: pair(marks.get("_api_version")) ?? otherwise, end: pair(marks.get(removed)) };
  });
  const versions = [...new Map(all.map(({ start }) => [start.join("."), start])).values()].sort(([a, b], [c, d]) => a - c || b - d);
  const current = new Map<string, RouteValue>();
  return versions.map((version) => {
    const keys = ({ record }: RouteValue): string[] => record.methods.map((method) => `${record.path.value}|${method}`);
    for (const { route, start } of all) if (same(start, version)) for (const key of keys(route)) current.set(key, route);
    for (const { route, end } of all) if (end !== null && same(end, version)) for (const key of keys(route)) current.delete(key);
    const named = new Map<string, Value>([
      ["major", number(version[0])],
      ["minor", number(version[1])],
    ]);
    const prefix =
      format.k === "text" ? formatBraces(run, format, [], named, frame) : ({ k: "unknown", reason: run.reason("runtime", place, "prefix_format") } as const);
    return { version, prefix, routes: [...new Set(current.values())] };
  });
}

function withRoutes(run: Run, kind: "app" | "router", args: Args, routes: readonly RouteValue[], place: Place, frame: Frame): Router {
  const router = makeRouter(run, kind, null, args, place, frame);
  for (const { record } of routes)
    forEachPath(run, [router.prefix, record.path], place, (path) => appendRoute(run, router, { k: "route", record: { ...record, path } }));
  return router;
}

/** The library adds pages of its own below each prefix. */
function announce(run: Run, library: string, prefix: Value, place: Place): void {
  if (prefix.k === "text") run.note("library-routes", place, `${library}\n${prefix.value}`);
}

const number = (value: number): Value => ({ k: "number", value });
const same = (a: Version, b: Version): boolean => a[0] === b[0] && a[1] === b[1];

function pair(value: Value | undefined): Version | null {
  if (value?.k !== "list") return null;
  const [major, minor] = value.items;
  return major?.k === "number" && minor?.k === "number" ? [major.value, minor.value] : null;
}
