import { isIn } from "./examples";
import type { EdgeRecord, RouteRecord, Router, RouterRecord } from "./frameworks/router";
import { join } from "./interpreter/asText";
import type { Run } from "./interpreter/run";
import { type Condition, type Place, type Text, text, type Value } from "./interpreter/values";
import { prefixBelow, type Settled } from "./settle";

/** A route as one application serves it. */
export interface Served {
  readonly record: RouteRecord;
  readonly path: Text;
  readonly app: Router;
  /** the application that handles the request in the end, mounted in the other or the same: `request.app` */
  readonly inner: Router;
  readonly dependencies: readonly Value[];
  /** the undecided test on the way to it, the outermost */
  readonly condition: Condition | undefined;
}

/** What a library adds and cannot be read, and the prefix under which it is served. */
export interface Foreign {
  readonly library: string;
  readonly place: Place;
  readonly path: Text;
  /** nothing tells whether it adds any route */
  readonly maybe: boolean;
}

export interface Serving {
  readonly served: Served[];
  readonly foreign: Foreign[];
  readonly reached: Set<Router["records"]>;
  cut: boolean;
}

const MOST_ROUTES = 50_000;

/** Ways from one application to one router: thirty routers that each include the next on either side of a test make a billion. */
const MOST_WAYS = 2000;

const DEEPEST_ROUTER = 400;

/**
 * Every way from an application to a route: paths are joined per way, so a router included twice is served twice.
 * `run.eager`: FastAPI before 0.137 copies routes when a router is included, and forgets what is added later.
 */
export function serve(run: Run, app: Router, settled: Settled, out: Serving): void {
  const { eager } = run;
  const ways = new Map<Router["records"], number>();
  walk(
    app,
    { api: text(""), plain: text(""), limit: Number.POSITIVE_INFINITY, depth: 0, dependencies: app.dependencies, inner: app, condition: undefined },
    new Set(),
    false,
  );

  function walk(router: Router, way: Way, above: ReadonlySet<Router["records"]>, included: boolean): void {
    out.reached.add(router.records);
    if (above.has(router.records)) return;
    const count = (ways.get(router.records) ?? 0) + 1;
    ways.set(router.records, count);
    if (way.depth > DEEPEST_ROUTER || count > MOST_WAYS) {
      run.note("analysis-cut", router.place);
      return;
    }
    const inside = new Set(above).add(router.records);
    for (const { prefix, ...one } of router.extensions) out.foreign.push({ ...one, path: join([way.api, prefix]) });
    for (const record of router.records) {
      if (record.order >= way.limit || !isIn(run, app, router, record)) continue;
      if (out.served.length >= MOST_ROUTES) {
        out.cut = true;
        return;
      }
      if (record.k === "route") {
        out.served.push({
          record,
          path: join([record.api ? way.api : way.plain, record.path]),
          app,
          inner: way.inner,
          dependencies: record.dependencies.length === 0 ? way.dependencies : [...way.dependencies, ...record.dependencies],
          condition: outer(way, record),
        });
        continue;
      }
      const dependencies = [...way.dependencies, ...record.dependencies];
      const condition = outer(way, record);
      if (record.k === "include") {
        const api = prefixBelow(settled, way.api, record);
        const plain = eager ? join([way.plain, record.prefix]) : api;
        if (record.target.library !== null && record.target.records.length === 0) out.foreign.push(foreign(record, api));
        walk(
          record.target,
          {
            api,
            plain,
            limit: eager ? Math.min(way.limit, record.order) : Number.POSITIVE_INFINITY,
            depth: way.depth + 1,
            dependencies,
            inner: way.inner,
            condition,
          },
          inside,
          true,
        );
      } else if (!(eager && included)) {
        // a mounted application is kept itself, not a copy of its routes
        const base = prefixBelow(settled, way.plain, { ...record, own: text("") });
        if (startsByHand(record.target)) run.note("unresolved-mount", record.place, "started\n");
        if (record.target.library !== null && record.target.records.length === 0) out.foreign.push(foreign(record, base));
        walk(
          record.target,
          {
            api: base,
            plain: base,
            limit: Number.POSITIVE_INFINITY,
            depth: way.depth + 1,
            dependencies: record.target.dependencies,
            inner: record.target.app ? record.target : way.inner,
            condition,
          },
          inside,
          false,
        );
      }
    }
  }
}

/** It gets its routes from its own start, which the application that mounts it may run. */
const startsByHand = ({ app, library, records, lifespans, startup }: Router): boolean =>
  app && library === null && records.length === 0 && lifespans.length + startup.length > 0;

const foreign = ({ target, place }: EdgeRecord, path: Text): Foreign => ({ library: target.library ?? "", place, path, maybe: false });

/** Two tests on the way: the outer one is told, and neither side of it is all that is needed. One that stands there twice is one. */
function outer(way: Way, { condition }: RouterRecord): Condition | undefined {
  if (way.condition === undefined || condition === undefined) return way.condition ?? condition;
  const isOne = way.condition.file === condition.file && way.condition.line === condition.line && condition.side !== undefined;
  if (isOne) return way.condition;
  return { file: way.condition.file, line: way.condition.line };
}

interface Way {
  readonly inner: Router;
  /** prefix for FastAPI's routes, and for Starlette's own */
  readonly api: Text;
  readonly plain: Text;
  readonly limit: number;
  readonly depth: number;
  readonly dependencies: readonly Value[];
  readonly condition: Condition | undefined;
}
