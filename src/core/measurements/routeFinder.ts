import { once } from "../lazily";
import type { Route } from "../routes/route";
import type { EndpointMeasurement, Observation } from "./observation";
import { mostStatic, pathTemplates } from "./pathTemplates";

export type MatchKind = EndpointMeasurement["match"];

/** The route that an observed label means, or why there is none. */
export type Found =
  | { readonly route: Route; readonly match: MatchKind }
  | { readonly missing: "no-route" | "method" | "unknown" }
  | { readonly missing: "ambiguous"; readonly candidates: readonly Route[] };

export interface ObservedRoute {
  /** upper case; `*` or empty where the exporter does not tell it */
  readonly method: string;
  /** template (`/items/{id}`, `/items/:id`), template without its prefix, or raw path (`/items/42`) */
  readonly route: string;
  /** where the measuring side saw the handler: settles what the path alone cannot */
  readonly source?: Observation["source"];
}

/**
 * Finds routes by what exporters write, in this order: exact template; parameter names, converters and trailing slash erased;
 * unique suffix (exporters before FastAPI 0.137 lose the include prefix); raw path against templates, static segments first.
 *
 * What none but the last of them knows is looked for without the `root_path` of its application first.
 *
 * routes GET /api/items/{id}, GET /api/items/new:
 *   GET /api/items/{id} -> template · GET /api/items/:item_id -> names-erased · GET /items/{id} -> suffix · GET /api/items/7 -> path
 */
export function routeFinder(routes: readonly Route[]): (observed: ObservedRoute) => Found {
  // without measurements nobody looks
  const all = once(() => pathFinder(routes));
  const below = once(() =>
    [...group(routes, ({ rootPath }) => (rootPath === undefined ? [] : [rootPath]))].map(([root, own]) => ({ root, find: pathFinder(own) })),
  );
  return (observed) => {
    const found = all()(observed);
    if ("route" in found ? found.match !== "path" : found.missing === "no-route" || found.missing === "ambiguous") return found;
    const path = pathOf(observed.route);
    const under = below().filter(({ root }) => path.startsWith(`${root}/`));
    const others = under.map((one) => one.find({ ...observed, route: path.slice(one.root.length) }));
    return others.find((one) => "route" in one) ?? found;
  };
}

const pathOf = (label: string): string => label.replace(/^https?:\/\/[^/]+/i, "").replace(/[?#].*$/, "");

function pathFinder(routes: readonly Route[]): (observed: ObservedRoute) => Found {
  const resolved = routes.filter((route) => route.resolved);
  const byPath = group(resolved, (route) => [route.path]);
  const byErased = group(resolved, (route) => [erase(route.path)]);
  // Most labels are templates: what only the others need is made for the first of them.
  const bySuffix = once(() => group(resolved, (route) => suffixes(erase(route.path))));
  const byRawPath = once(() => pathTemplates(routes));

  return ({ method, route: label, source }) => {
    if (notARoute.has(label)) return { missing: "no-route" };
    const path = pathOf(label);
    const erased = erase(path);
    const takes = (route: Route): boolean => method === "*" || method === "" || route.method === method;
    const steps: readonly (readonly [MatchKind, () => readonly Route[]])[] = [
      ["template", () => byPath.get(path) ?? []],
      ["names-erased", () => byErased.get(erased) ?? []],
      ["suffix", () => bySuffix().get(erased) ?? []],
      // A template is no raw path: it can only mean a route of which we could not resolve a part.
      ["path", () => byRawPath()(path).filter((route) => !path.includes("{") || !route.resolved)],
    ];
    let otherMethods = false;
    for (const [match, candidates] of steps) {
      const all = candidates();
      const taking = all.filter(takes);
      const fitting = match === "path" ? mostStatic(taking) : taking;
      otherMethods ||= all.length > 0;
      if (fitting.length === 0) continue;
      const route = settle(fitting, source);
      return route === null ? { missing: "ambiguous", candidates: fitting } : { route, match };
    }
    return { missing: otherMethods ? "method" : "unknown" };
  };
}

/**
 * A path with what differs between exporters and code removed.
 * `/items/{item_id}/` , `/items/:id` and `/items/{id:int}` -> `/items/{}`
 */
export function erase(path: string): string {
  const names = path.replace(/\{[^{}]*\}/g, "{}").replace(/(^|\/):[A-Za-z_]\w*(?=\/|$)/g, "$1{}");
  const slash = names.startsWith("/") ? names : `/${names}`;
  return slash.length > 1 ? slash.replace(/\/+$/, "") || "/" : slash;
}

// What the exporters write when no route took a request (404, or a path outside the application).
const notARoute = new Set(["", "none", "None", "__unmatched__", "unmatched", "not_found", "<unknown>"]);

/** The pages that FastAPI adds by itself, unless the application names others. */
const ownPages = new Set(["/docs", "/docs/oauth2-redirect", "/redoc", "/openapi.json"]);

/** Whether a label is that of requests which no route of the code takes: an application that served only these has been asked nothing yet. */
export function isNoRoute(label: string): boolean {
  return notARoute.has(label) || ownPages.has(label);
}

/** `/api/items/{}` -> `/items/{}`: the proper ends of a path that still have a static segment. */
function suffixes(erased: string): readonly string[] {
  const segments = erased.split("/").slice(1);
  return segments
    .map((_, index) => segments.slice(index + 1))
    .filter((end) => end.some((segment) => segment !== "{}"))
    .map((end) => `/${end.join("/")}`);
}

/** One route of several: the one whose handler the measuring side saw; one route registered twice is still one. */
function settle(candidates: readonly Route[], source: Observation["source"]): Route | null {
  const ids = new Set(candidates.map((route) => route.id));
  if (ids.size === 1) return candidates[0] ?? null;
  if (source === undefined) return null;
  const name = source.handler.split(":").at(-1)?.split("<locals>.").at(-1);
  const seen = candidates.filter((route) => route.function === name && (sameFile(route.file, source.file) || sameFile(route.registeredFile, source.file)));
  if (seen.length === 1) return seen[0] ?? null;
  const onLine = seen.filter((route) => route.line === source.line || route.decoratorLine === source.line);
  return onLine.length === 1 ? (onLine[0] ?? null) : null;
}

/** Both are relative, to folders that need not be the same: one is the other's end. */
function sameFile(one: string, other: string): boolean {
  return `/${one}`.endsWith(`/${other}`) || `/${other}`.endsWith(`/${one}`);
}

function group(routes: readonly Route[], keys: (route: Route) => readonly string[]): ReadonlyMap<string, readonly Route[]> {
  const groups = new Map<string, Route[]>();
  for (const route of routes) {
    for (const key of keys(route)) {
      const found = groups.get(key);
      if (found === undefined) groups.set(key, [route]);
      else found.push(route);
    }
  }
  return groups;
}
