import type { Route } from "../routes/route";
import type { EndpointMeasurement, Observation } from "./observation";

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
 * routes GET /api/items/{id}, GET /api/items/new:
 *   GET /api/items/{id} -> template · GET /api/items/:item_id -> names-erased · GET /items/{id} -> suffix · GET /api/items/7 -> path
 */
export function routeFinder(routes: readonly Route[]): (observed: ObservedRoute) => Found {
  const known = routes.map((route) => ({ route, erased: erase(route.path), ...pattern(route) }));
  const byPath = group(
    known.filter(({ route }) => route.resolved),
    ({ route }) => route.path,
  );
  const byErased = group(
    known.filter(({ route }) => route.resolved),
    ({ erased }) => erased,
  );

  return (observed) => {
    if (notARoute.has(observed.route)) return { missing: "no-route" };
    const path = observed.route.replace(/^https?:\/\/[^/]+/i, "").replace(/[?#].*$/, "");
    const erased = erase(path);
    const takes = ({ route }: { route: Route }): boolean => observed.method === "*" || observed.method === "" || route.method === observed.method;
    let wrongMethod = false;
    const steps: readonly (readonly [MatchKind, () => readonly Known[]])[] = [
      ["template", () => byPath.get(path) ?? []],
      ["names-erased", () => byErased.get(erased) ?? []],
      [
        "suffix",
        () => (hasStaticSegment(erased) ? known.filter((one) => one.route.resolved && one.erased.length > erased.length && one.erased.endsWith(erased)) : []),
      ],
      // A template is no raw path: it can only mean a route of which we could not resolve a part.
      ["path", () => mostStatic(known.filter((one) => one.pattern.test(path) && (!path.includes("{") || !one.route.resolved)))],
    ];
    for (const [match, candidates] of steps) {
      const all = candidates();
      const fitting = all.filter(takes);
      wrongMethod ||= all.length > 0 && fitting.length === 0;
      if (fitting.length === 0) continue;
      const route = settle(
        fitting.map((one) => one.route),
        observed.source,
      );
      return route === null ? { missing: "ambiguous", candidates: fitting.map((one) => one.route) } : { route, match };
    }
    return { missing: wrongMethod ? "method" : "unknown" };
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

interface Known {
  readonly route: Route;
  readonly erased: string;
  readonly pattern: RegExp;
  /** one digit a segment, higher is more static: `/items/{id}` -> "31" */
  readonly statics: string;
}

// What the exporters write when no route took a request (404, or a path outside the application).
const notARoute = new Set(["", "none", "None", "__unmatched__", "unmatched", "not_found", "<unknown>"]);

function hasStaticSegment(erased: string): boolean {
  return erased.split("/").some((segment) => segment !== "" && segment !== "{}");
}

/** `/files/{name}.json` -> ^/files/[^/]+\.json/?$ ; `{p:path}` and the unresolved `{?}` may hold slashes. */
function pattern(route: Route): { readonly pattern: RegExp; readonly statics: string } {
  const parts = route.path.split(/(\{[^{}]*\})/);
  const source = parts.map((part) => (!part.startsWith("{") ? part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : isOpen(part) ? ".*" : "[^/]+")).join("");
  const statics = route.path.split("/").map((segment) => (!segment.includes("{") ? "3" : isOpen(segment) ? "0" : /^\{[^{}]*\}$/.test(segment) ? "1" : "2"));
  return { pattern: new RegExp(`^${source.replace(/\/$/, "")}/?$`), statics: statics.join("") };
}

function isOpen(part: string): boolean {
  return part.includes("{?}") || /:path\}/.test(part);
}

function mostStatic(matching: readonly Known[]): readonly Known[] {
  const best = matching
    .map((one) => one.statics)
    .sort()
    .at(-1);
  return matching.filter((one) => one.statics === best);
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

function group<T>(all: readonly T[], key: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const found = groups.get(key(one));
    if (found === undefined) groups.set(key(one), [one]);
    else found.push(one);
  }
  return groups;
}
