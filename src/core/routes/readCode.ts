import type { Problem } from "../problem";
import type { PythonParser } from "../python/parser";
import type { Translate } from "../text";
import { Tracer } from "../workloads/trace";
import { CodeCache } from "./codeCache";
import { rootFunction } from "./definitions";
import { explore, start } from "./explore";
import { sameReading } from "./lastReading";
import { appNames } from "./naming";
import { notIncluded, problemOf, unresolvedPath } from "./notices";
import { isTest } from "./project";
import type { CodeFacts, Route, Workload } from "./route";
import type { Router } from "./router";
import { Run } from "./run";
import { type Serving, serve } from "./serve";
import { isSettled, type Settled, settle, settledPaths } from "./settle";
import { optionsOf, type Place, type Value } from "./values";
import { routesAreCopied } from "./version";

export interface CodeProject {
  /** `.py` files, and `pyproject.toml`, requirements and lock files; paths relative to the folder, with `/` */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Paths settled by hand in the scenario file: `at` is `file:line` of the registration, the `def`, an include or mount, or the place of a problem. */
  readonly overrides?: readonly { readonly at: string; readonly path: string }[];
}

export interface ReadOptions {
  readonly t: Translate;
  readonly cache?: CodeCache;
  /** ms, for `timing` */
  readonly now?: () => number;
  readonly cancelled?: () => boolean;
}

/**
 * All routes that can be known without running the code, what each one runs, and why the rest cannot be known.
 * Never throws for what is in the files; the same files give the same result, with a cache or without.
 */
export function readCode(project: CodeProject, parser: PythonParser, options: ReadOptions): CodeFacts {
  const now = options.now ?? (() => 0);
  const began = now();
  const cache = options.cache ?? new CodeCache();
  const asked = { sources: [...project.files], overrides: JSON.stringify(project.overrides ?? []), t: options.t };
  const same =
    cache.last &&
    sameReading(
      cache.last,
      asked,
      (path) => cache.asked(path),
      (text) => cache.sound(text, parser),
    );
  if (same) return { ...same, timing: { files: project.files.filter(({ path }) => path.endsWith(".py")).length, parsed: 0, ms: now() - began } };
  const { files, notes } = readable(project, cache);
  const run = new Run(cache.project(files), cache, parser, options.cancelled ?? (() => false));
  for (const note of notes) run.note(note.code, note.place, note.detail);
  const tracer = new Tracer(run);
  explore(run);
  const roots = applications(run.routers);
  run.memo = tracer.startMemo();
  start(run, roots, (app, value) => tracer.setState(app, value));
  // a mounted application is started by hand, if at all: it registers nothing then, but its handlers find what it loads
  run.registering = false;
  start(
    run,
    run.routers.filter((router) => router.app && !roots.includes(router)),
    (app, value) => tracer.setState(app, value),
  );
  run.registering = true;
  run.memo = null;
  const apps = distinct(applications(run.routers).filter((app) => !run.replaced.has(app.records)));
  const serving: Serving = { served: [], foreign: [], reached: new Set(), cut: false };
  const eager = routesAreCopied(project.files);
  const settled = settledPaths(project.overrides ?? []);
  for (const app of apps) serve(app, eager, settled, serving);
  const lonely = withoutApplication(run, serving);
  if (apps.length === 0) for (const router of roots.length === 0 ? lonely : []) serve(router, eager, settled, serving);
  const problems: Problem[] = [];
  const routes = listed(run, tracer, serving, apps, settled, problems, options.t, project.files);
  for (const router of lonely) problems.push(notIncluded(router, options.t));
  for (const { edge, path } of serving.foreign)
    problems.push(problemOf({ code: "library-routes", place: edge.place, detail: `${edge.target.library ?? ""}\n${path.value || "/"}` }, options.t));
  if (serving.cut || run.cut) run.note("analysis-cut", { file: "", line: 1 });
  run.checkHandlers();
  for (const note of run.notes) if (!(note.assumed && includesThere(run.routers, note.place))) problems.push(problemOf(note, options.t));
  const parsed = cache.parsed;
  const facts = { routes, problems: problems.filter((one) => !isSettled(one, settled)).sort(byPlace) };
  cache.end(run.cancelled() ? null : { ...asked, facts });
  return { ...facts, timing: { files: files.size, parsed, ms: now() - began } };
}

/** What one call of a factory left open, another one told. */
function includesThere(routers: readonly Router[], { file, line }: Place): boolean {
  return routers.some(({ records }) => records.some(({ k, place }) => k !== "route" && place.file === file && place.line === line));
}

/** Larger files are generated: reading one would cost more than it could tell. */
const LARGEST = 1_000_000;

function readable(project: CodeProject, cache: CodeCache): { files: Map<string, string>; notes: { code: string; place: Place; detail: string }[] } {
  const files = new Map<string, string>();
  const notes: { code: string; place: Place; detail: string }[] = [];
  for (const { path, text } of project.files) {
    if (!path.endsWith(".py")) continue;
    if (text.length > LARGEST) {
      if (/fastapi|APIRouter/i.test(text)) notes.push({ code: "python-too-large", place: { file: path, line: 1 }, detail: "" });
      continue;
    }
    const nul = cache.file(path, text).nul;
    if (nul !== -1) notes.push({ code: "python-nul", place: { file: path, line: text.slice(0, nul).split("\n").length }, detail: "" });
    files.set(path, text);
  }
  return { files, notes };
}

/** Applications that a server starts: those that no other one mounts. */
function applications(routers: readonly Router[]): Router[] {
  const mounted = new Set<Router["records"]>();
  for (const router of routers) {
    for (const record of router.records) if (record.k !== "route" && record.target.records !== router.records) mounted.add(record.target.records);
  }
  const apps = routers.filter((router) => router.app);
  const tops = apps.filter((router) => !mounted.has(router.records));
  return tops.length > 0 ? tops : apps;
}

/**
 * A factory called twice makes two applications that are one to the reader. Applications of one place that a variable
 * holds are told apart by their routes; of those that only a factory gives, the first is enough.
 */
function distinct(apps: readonly Router[]): Router[] {
  const held = new Set(apps.filter((app) => app.bound && app.name !== null).map((app) => `${app.place.file}:${app.place.line}`));
  const kept = new Map<string, Router>();
  for (const app of apps) {
    if (isTest(app.place.file) && apps.some((other) => !isTest(other.place.file))) continue;
    const place = `${app.place.file}:${app.place.line}`;
    const isHeld = app.bound && app.name !== null;
    if (!isHeld && held.has(place)) continue;
    const key = isHeld
      ? `${place}:${app.records.map((r) => `${r.place.file}:${r.place.line}:${r.k === "route" ? r.path.value : r.prefix.value}`).join()}`
      : place;
    const known = kept.get(key);
    if (known === undefined || (!isHeld && closer(app, known))) kept.set(key, app);
  }
  return [...kept.values()];
}

/** The factory that registers more is the one that a server is told to start; of equals the one beside the application. */
function closer(app: Router, other: Router): boolean {
  const beside = (one: Router): boolean => one.name?.split("\n")[0] === one.place.file;
  return app.records.length > other.records.length || (app.records.length === other.records.length && beside(app) && !beside(other));
}

function withoutApplication(run: Run, serving: Serving): Router[] {
  const { routers } = run;
  const included = new Set<Router["records"]>();
  for (const router of routers)
    for (const record of router.records) if (record.k !== "route" && record.target.records !== router.records) included.add(record.target.records);
  return routers.filter(
    (router) =>
      !router.app &&
      !isTest(router.place.file) &&
      !serving.reached.has(router.records) &&
      !included.has(router.records) &&
      !run.copied.has(router.records) &&
      router.records.length > 0,
  );
}

function listed(
  run: Run,
  tracer: Tracer,
  serving: Serving,
  apps: readonly Router[],
  settled: Settled,
  problems: Problem[],
  t: Translate,
  projectFiles: CodeProject["files"],
): Route[] {
  const names = appNames(apps, run, projectFiles);
  const servedBy = new Map<Value, Set<Router>>();
  for (const one of serving.served) {
    const known = servedBy.get(one.record.handler) ?? new Set();
    servedBy.set(one.record.handler, known.add(one.inner));
  }
  run.registering = false;
  const traced = new Map<string, readonly Workload[]>();
  const drafts: (Omit<Route, "id"> & { app: string | null })[] = [];
  const reported = new Set<string>();
  for (const one of serving.served) {
    const { record } = one;
    const handler = describe(run, record.handler, record.place);
    const path = settle(one.path, record.place, handler, settled);
    for (const hole of path.holes) {
      const key = `${hole.code}:${hole.place.file}:${hole.place.line}:${hole.detail}`;
      if (!reported.has(key)) problems.push(unresolvedPath(hole, path.value, t));
      reported.add(key);
    }
    const key = `${handler.file}:${handler.line}:${handler.name}:${one.dependencies.length}:${names.get(one.app) ?? ""}`;
    let workloads = traced.get(key);
    if (workloads === undefined) {
      workloads = run.cancelled() ? [] : tracer.trace(record.handler, one.dependencies, [...(servedBy.get(record.handler) ?? [])], record.place.file);
      traced.set(key, workloads);
      if (tracer.cut) run.note("handler-cut", { file: handler.file, line: handler.line }, handler.name);
    }
    for (const method of record.methods) {
      drafts.push({
        method,
        path: path.value,
        resolved: path.holes.length === 0 && !path.value.includes("{?}") && method !== "{?}",
        function: handler.name,
        file: handler.file,
        line: handler.line,
        registeredFile: record.place.file,
        decoratorLine: record.place.line,
        app: names.get(one.app) ?? null,
        workloads,
      });
    }
  }
  return withIds(unique(drafts));
}

/** The same registration reached twice on the same way (a diamond of imports, a factory run twice) is one route. */
function unique<T extends Omit<Route, "id">>(drafts: readonly T[]): T[] {
  const seen = new Set<string>();
  return drafts.filter((one) => {
    const key = `${one.app}|${one.method}|${one.path}|${one.registeredFile}:${one.decoratorLine}|${one.file}:${one.line}|${one.function}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

function withIds(drafts: readonly Omit<Route, "id">[]): Route[] {
  const apps = new Map<string, Set<string | null>>();
  for (const one of drafts) {
    const key = `${one.method} ${one.path}`;
    apps.set(key, (apps.get(key) ?? new Set()).add(one.app));
  }
  return drafts.map((one) => {
    const key = `${one.method} ${one.path}`;
    const several = (apps.get(key)?.size ?? 0) > 1;
    return { id: several && one.app !== null ? `${key} (${one.app})` : key, ...one };
  });
}

/** Name and place of a handler, as the reader would look for it. */
function describe(run: Run, handler: Value, registered: Place): { name: string; file: string; line: number } {
  const func = rootFunction(handler);
  if (func !== null) {
    const line = func.definition.k === "function" ? func.definition.line : func.definition.expression.line;
    return { name: func.qualified, file: func.module.file, line: func.base + line + 1 };
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

function byPlace(a: Problem, b: Problem): number {
  const file = (a.file ?? "") < (b.file ?? "") ? -1 : (a.file ?? "") > (b.file ?? "") ? 1 : 0;
  return file || (a.line ?? 0) - (b.line ?? 0);
}
