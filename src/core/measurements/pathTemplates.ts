import type { Route } from "../routes/route";

/**
 * Finds the templates that a raw path can have come from; of several the most static ones.
 * A tree by segment, so that a path costs its own length and not the number of routes.
 *
 * templates /items/{id}, /items/new, /files/{p:path}: /items/7 -> /items/{id}; /items/new -> both; /files/a/b -> /files/{p:path}
 */
export function pathTemplates(routes: readonly Route[]): (path: string) => readonly Route[] {
  const root = node();
  const open: { readonly route: Route; readonly pattern: RegExp }[] = [];
  for (const route of routes) {
    if (isOpen(route.path)) open.push({ route, pattern: new RegExp(`^${source(route.path.replace(/\/$/, ""))}/?$`) });
    else insert(root, route);
  }
  return (path) => {
    if (path.length > longestPath) return [];
    const found: Route[] = [];
    collect(root, segmentsOf(path), 0, found);
    return [...found, ...open.filter(({ pattern }) => pattern.test(path)).map(({ route }) => route)];
  };
}

/** Of routes that all fit one raw path those that fit it most literally: `/items/new` before `/items/{id}` before `/{rest:path}`. */
export function mostStatic(routes: readonly Route[]): readonly Route[] {
  const ranks = routes.map((route) => route.path.split("/").map(staticness).join(""));
  const best = [...ranks].sort().at(-1);
  return routes.filter((_, index) => ranks[index] === best);
}

// Longer than any template's path; keeps a pattern with several open parts from trying for long.
const longestPath = 2_000;

interface Node {
  readonly statics: Map<string, Node>;
  /** segments with a parameter, by their source: `{id}` and `{name}.csv` are different patterns */
  readonly patterns: Map<string, { readonly pattern: RegExp; readonly next: Node }>;
  readonly routes: Route[];
}

function node(): Node {
  return { statics: new Map(), patterns: new Map(), routes: [] };
}

function insert(root: Node, route: Route): void {
  let at = root;
  for (const segment of segmentsOf(route.path)) {
    if (!segment.includes("{")) {
      const next = at.statics.get(segment) ?? node();
      at.statics.set(segment, next);
      at = next;
    } else {
      const key = source(segment);
      const edge = at.patterns.get(key) ?? { pattern: new RegExp(`^${key}$`), next: node() };
      at.patterns.set(key, edge);
      at = edge.next;
    }
  }
  at.routes.push(route);
}

function collect(at: Node, segments: readonly string[], depth: number, found: Route[]): void {
  const segment = segments[depth];
  if (segment === undefined) {
    found.push(...at.routes);
    return;
  }
  const next = at.statics.get(segment);
  if (next !== undefined) collect(next, segments, depth + 1, found);
  for (const edge of at.patterns.values()) if (edge.pattern.test(segment)) collect(edge.next, segments, depth + 1, found);
}

/** `/a/b/` -> a, b */
function segmentsOf(path: string): readonly string[] {
  return path.replace(/^\/|\/$/g, "").split("/");
}

/** `{name}.csv` -> [^/]+\.csv ; `{p:path}` and the unresolved `{?}` may hold slashes */
function source(template: string): string {
  const parts = template.split(/(\{[^{}]*\})/);
  return parts.map((part) => (!part.startsWith("{") ? part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : isOpen(part) ? ".*" : "[^/]+")).join("");
}

function isOpen(template: string): boolean {
  return template.includes("{?}") || /:path\}/.test(template);
}

/** One digit a segment, higher is more static. */
function staticness(segment: string): string {
  if (!segment.includes("{")) return "3";
  if (isOpen(segment)) return "0";
  return /^\{[^{}]*\}$/.test(segment) ? "1" : "2";
}
