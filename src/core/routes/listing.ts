import type { Problem } from "../problem";
import type { Translate } from "../text";
import { type CalledPath, OwnCalls } from "../workloads/ownCalls";
import type { Tracer } from "../workloads/trace";
import type { Router } from "./frameworks/router";
import { optionsOf } from "./interpreter/alternatives";
import { rootFunction } from "./interpreter/definitions";
import type { Run } from "./interpreter/run";
import { type Condition, type Func, noneValue, type Place, type Value } from "./interpreter/values";
import { appNames } from "./naming";
import type { Exchange } from "./newHandlers";
import { unresolvedPath } from "./notices";
import type { Route } from "./route";
import type { Served, Serving } from "./serve";
import { type Settled, settle } from "./settle";
import { writtenAt } from "./standard/writtenCode";
import { type Asking, type Runs, TraceLog, type Traces, traceAgain } from "./traces";

/** So many handlers are followed without asking first whether they can lead to a model. */
const FEW = 150;

interface ListOptions {
  readonly sieve: boolean | undefined;
  /** of a reading from which this one differs by some handlers that came or went */
  readonly before: { readonly traces: Traces; readonly exchange: Exchange } | null;
  readonly settled: Settled;
  readonly problems: Problem[];
  readonly t: Translate;
  readonly sources: readonly { readonly path: string; readonly text: string }[];
}

/** Everything that is served, as routes with what they run; `traces` is what another reading needs to know of them, null where it has to find that out itself. */
export interface Listing {
  readonly routes: Route[];
  traces(): Traces | null;
  /** nothing had to be followed */
  readonly again: boolean;
}

/** Adds to `problems` what is not known of paths. */
export function listRoutes(
  run: Run,
  tracer: Tracer,
  serving: Serving,
  apps: readonly Router[],
  { settled, problems, t, sources, sieve, before }: ListOptions,
): Listing {
  const names = appNames(apps, run, sources);
  const servedBy = new Map<Value, Router[]>();
  for (const { record, inner } of serving.served) {
    const known = servedBy.get(record.handler);
    if (known === undefined) servedBy.set(record.handler, [inner]);
    else if (!known.includes(inner)) known.push(inner);
  }
  run.registering = false;
  if (sieve ?? serving.served.length > FEW) tracer.sift();
  tracer.own = new OwnCalls(() =>
    serving.served.flatMap((one) => one.record.methods.map((method) => ({ method, path: one.path.value, app: one.app, name: names.get(one.app) ?? null }))),
  );
  const servers = new Set(serving.served.map(({ app }) => app));
  const saidOf = new Map([...servers].map((app) => [app, { app: names.get(app) ?? null, ...rootPathOf(app), ...titleOf(app) }]));
  const handlers = serving.served.map(({ record }) => describe(run, record.handler, record.place));
  const asking = (one: Served, handler: Described, method: string): Asking => {
    const { file, line, name } = handler;
    return { file, line, name, method, app: saidOf.get(one.app)?.app ?? null, dependencies: one.dependencies.length };
  };
  const keyOf = ({ file, line, name, method, app, dependencies }: Asking, { record }: Served): string =>
    `${file}:${line}:${name}:${whichOf(record.handler)}:${dependencies}:${app ?? ""}:${method}`;
  const known = before && tracer.sieves ? tracedAgain() : null;
  const traced = new Map<string, Found>();
  const log = new TraceLog(run, tracer);
  const drafts: Draft[] = [];
  const reported = new Set<string>();
  serving.served.forEach((one, index) => {
    const { record } = one;
    const said = saidOf.get(one.app) ?? { app: null };
    const handler = handlers[index] as Described;
    const path = settle(one.path, record.place, handler, settled);
    for (const known of path.holes) {
      const hole = known.place.file === "" ? { ...known, place: record.place } : known;
      const key = `${hole.code}:${hole.place.file}:${hole.place.line}:${hole.detail}`;
      if (!reported.has(key)) problems.push(unresolvedPath(hole, path.value, t));
      reported.add(key);
    }
    const written = writtenAt(record.handler);
    if (written !== null) run.note("handler-written", written);
    for (const method of record.methods) {
      const asked = asking(one, handler, method);
      const key = keyOf(asked, one);
      const runs = known?.found(key) ?? found(one, asked, key);
      drafts.push({
        method,
        path: path.value,
        resolved: path.holes.length === 0 && !path.value.includes("{?}") && method !== "{?}",
        function: handler.name,
        file: handler.file,
        line: handler.line,
        registeredFile: record.place.file,
        decoratorLine: record.place.line,
        ...said,
        ...(one.condition === undefined ? {} : { condition: one.condition }),
        ...(written === null ? {} : { written }),
        ...runs,
      });
    }
  });
  const { length } = run.notes;
  return { routes: withIds(unique(run, drafts)), again: known !== null, traces: () => known?.traces ?? log.ended(length) };

  function found(one: Served, asked: Asking, keyWithoutPath: string): Found {
    const key = tracer.asksPath(one) ? `${keyWithoutPath} ${one.path.value}` : keyWithoutPath;
    let runs = traced.get(key);
    if (runs !== undefined) return runs;
    const { length } = run.notes;
    const workloads = run.cancelled() ? [] : tracer.trace(one, asked.method, servedBy.get(one.record.handler) ?? []);
    const { lost } = tracer;
    runs = { workloads, toOthers: tracer.calls, ...(lost === null ? {} : { unseen: lost.what }) };
    traced.set(key, runs);
    if (lost !== null) run.note(lost.missing === true ? "calls-missing" : "model-unknown", lost.place, `${asked.name}\n${lost.what}`);
    if (tracer.cut) run.note("handler-cut", { file: asked.file, line: asked.line }, asked.name);
    log.add(asked, runs, length);
    return runs;
  }

  /** By their keys: what all run, where only those of the exchange differ, and they run nothing. */
  function tracedAgain(): { found(key: string): Found | undefined; readonly traces: Traces } | null {
    if (before === null) return null;
    const asked = new Map<string, { readonly asking: Asking; readonly served: Served }>();
    serving.served.forEach((one, index) => {
      for (const method of one.record.methods) {
        const it = asking(one, handlers[index] as Described, method);
        const key = keyOf(it, one);
        if (!asked.has(key)) asked.set(key, { asking: it, served: one });
      }
    });
    const traces = traceAgain(run, before.traces, before.exchange, [...asked.values()]);
    if (traces === null) return null;
    const byKey = new Map([...asked.keys()].map((key, index) => [key, traces.traced[index]]));
    const found = (key: string): Found | undefined => {
      const one = byKey.get(key);
      if (one === undefined) return undefined;
      // once, as where they are followed
      for (const { code, place, detail } of one.notes) run.note(code, place, detail);
      return { toOthers: nothing, ...one.runs };
    };
    return { found, traces };
  }
}

const nothing: readonly never[] = [];
type Found = Runs & Pick<Draft, "toOthers">;

/** `FastAPI(root_path="/desk")` */
function rootPathOf(app: Router): Pick<Route, "rootPath"> {
  const path = writtenOf(app, "root_path")?.replace(/\/+$/, "") ?? "";
  return path.startsWith("/") ? { rootPath: path } : {};
}

/** `FastAPI(title="Desk tools")`; what FastAPI says where nothing is written is no title. */
function titleOf(app: Router): Pick<Route, "appTitle"> {
  const title = writtenOf(app, "title")?.replace(/\s+/gu, " ").trim() ?? "";
  return title === "" || title === "FastAPI" ? {} : { appTitle: title };
}

/** A text that the application is made with; undefined where it is another one at times, or not known whole. */
function writtenOf({ attrs }: Router, name: string): string | undefined {
  const [written, ...others] = optionsOf(attrs.get(name) ?? noneValue);
  return written?.k !== "text" || written.holes.length > 0 || others.length > 0 ? undefined : written.value;
}

/** Tells handlers of one text apart: what a factory makes anew, and methods of several instances, may each run other models. */
function whichOf(handler: Value): string {
  if (handler.k === "method") return `${handler.self.k === "instance" ? handler.self.id : ""}.${whichOf(handler.func)}`;
  return handler.k === "function" && handler.scope.kind === "function" ? String(handler.id) : "";
}

interface Draft extends Omit<Listed, "condition"> {
  readonly condition?: Condition;
}

interface Listed extends Omit<Route, "id" | "calls"> {
  /** the routes of other applications that it calls */
  readonly toOthers: readonly CalledPath[];
}

/** The same registration reached twice on the same way (a diamond of imports, a factory run twice) is one route, the surer one. */
function unique(run: Run, drafts: readonly Draft[]): Listed[] {
  const routes: Draft[] = [];
  /** positions in `routes` */
  const byPath = new Map<string, number[]>();
  const settled: Condition[] = [];
  const sides = new Map<string, Set<string>>();
  for (const one of drafts) {
    const alike = byPath.get(one.path) ?? [];
    if (alike.length === 0) byPath.set(one.path, alike);
    const at = alike.find((index) => isSameRegistration(routes[index] as Draft, one)) ?? routes.length;
    const known = routes[at];
    if (known?.condition !== undefined && one.condition !== undefined && isOnEachSide(sides, at, one.condition)) {
      settled.push(one.condition);
      const { condition: _, ...sure } = known;
      routes[at] = sure;
    } else if (known === undefined || (known.condition !== undefined && one.condition === undefined)) {
      routes[at] = one;
      if (one.condition !== undefined) isOnEachSide(sides, at, one.condition);
    }
    if (known === undefined) alike.push(at);
  }
  for (const one of settled) if (!routes.some(({ condition }) => condition !== undefined && isSamePlace(condition, one))) run.forget("route-conditional", one);
  return routes.map((one) => {
    if (one.condition === undefined) return one;
    const { condition, ...route } = one;
    return { ...route, condition: { file: condition.file, line: condition.line } };
  });
}

function isSameRegistration(a: Draft, b: Draft): boolean {
  return (
    a.method === b.method &&
    a.line === b.line &&
    a.decoratorLine === b.decoratorLine &&
    a.app === b.app &&
    a.path === b.path &&
    a.file === b.file &&
    a.registeredFile === b.registeredFile &&
    a.function === b.function
  );
}

/** Adds a side of a test to those on which a registration stands; true once it stands on all of them. */
function isOnEachSide(known: Map<string, Set<string>>, registration: number, { file, line, side, sides }: Condition): boolean {
  if (side === undefined) return false;
  const test = `${registration}|${file}:${line}|${sides}`;
  const seen = (known.get(test) ?? new Set()).add(side);
  known.set(test, seen);
  return seen.size === (sides ?? 2);
}

const isSamePlace = (a: Place, b: Place): boolean => a.file === b.file && a.line === b.line;

function withIds(drafts: readonly Listed[]): Route[] {
  const keys = drafts.map(({ method, path }) => `${method} ${path}`);
  const several = servedBySeveral(drafts, keys);
  const ids = drafts.map(({ app }, index) => {
    const key = keys[index] as string;
    return app !== null && several.has(key) ? `${key} (${app})` : key;
  });
  return drafts.map(({ toOthers, ...one }, index) => {
    const calls = toOthers.flatMap((other) => {
      const called = drafts.findIndex(({ method, path, app }) => method === other.method && path === other.path && app === other.name);
      const runs = drafts[called];
      // what runs no model there is of no interest, unless the call looks as if it did, or what it runs is not seen
      const matters = runs !== undefined && (other.likely || runs.unseen !== undefined || runs.workloads.length + runs.toOthers.length > 0);
      return matters ? [ids[called] as string] : [];
    });
    return { id: ids[index] as string, ...one, ...(calls.length === 0 ? {} : { calls: [...new Set(calls)] }) };
  });
}

/** What more than one application serves. */
function servedBySeveral(drafts: readonly Listed[], keys: readonly string[]): ReadonlySet<string> {
  const several = new Set<string>();
  if (drafts.every(({ app }) => app === drafts[0]?.app)) return several;
  const first = new Map<string, string | null>();
  drafts.forEach(({ app }, index) => {
    const key = keys[index] as string;
    if (!first.has(key)) first.set(key, app);
    else if (first.get(key) !== app) several.add(key);
  });
  return several;
}

/** As Python names it, also where the code says so: `wrapper.__qualname__ = handler.__qualname__`. */
function nameOf(func: Func): string {
  const said = func.attrs.get("__qualname__");
  return said?.k === "text" && !said.value.includes("{?}") ? said.value.replace(/^.*<locals>\./, "") : func.qualified;
}

interface Described {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** Name and place of a handler, as the reader would look for it. */
function describe(run: Run, handler: Value, registered: Place): Described {
  if (handler.k === "function" && handler.written !== undefined) return { name: nameOf(handler), file: registered.file, line: registered.line };
  const func = rootFunction(handler);
  if (func === null && writtenAt(handler) !== null) {
    const name = handler.k === "made" ? handler.attrs.get("__name__") : undefined;
    return { name: name?.k === "text" ? name.value : "?", file: registered.file, line: registered.line };
  }
  if (func !== null) {
    const line = func.definition.k === "function" ? func.definition.line : func.definition.expression.line;
    return { name: nameOf(func), file: func.module.file, line: func.base + line + 1 };
  }
  for (const one of optionsOf(handler)) {
    if (one.k === "class") return { name: one.name, file: one.module.file, line: one.base + one.definition.line + 1 };
    if (one.k === "instance" && one.cls !== null) {
      const method = one.cls.scope.names.get("__call__");
      if (method?.k === "function") return describe(run, method, registered);
      return { name: one.cls.name, file: one.cls.module.file, line: one.cls.base + one.cls.definition.line + 1 };
    }
    if (one.k === "external") return { name: one.path.replace(/^.*\./, ""), file: registered.file, line: registered.line };
    if (one.k === "part") return { name: one.path.replace(/^.*\./, ""), file: registered.file, line: registered.line };
    if (one.k === "made") return { name: one.path.replace(/^.*\./, ""), file: registered.file, line: registered.line };
  }
  return { name: "?", file: registered.file, line: registered.line };
}
