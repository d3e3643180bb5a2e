import { isRequirements, isSettings } from "../files/projectFiles";
import type { Problem } from "../problem";
import type { PythonParser } from "../python/parser";
import type { Translate } from "../text";
import { startMemo } from "../workloads/recorder";
import { lookedAlike } from "../workloads/symbols";
import { Tracer } from "../workloads/trace";
import { applications, distinctApplications, withoutApplication } from "./applications";
import { CodeCache } from "./codeCache";
import { settleConditions } from "./conditions";
import { programs } from "./examples";
import { explore } from "./explore";
import type { Router } from "./frameworks/router";
import type { Note } from "./interpreter/hearing";
import { Run } from "./interpreter/run";
import { namingSpared, sparingImports } from "./interpreter/sparing";
import type { Place } from "./interpreter/values";
import { type Asked, type ChangedFile, changedFiles, placedAnew, sameReading } from "./lastReading";
import { listRoutes } from "./listing";
import type { Exchange } from "./newHandlers";
import { notIncluded, problemOf } from "./notices";
import { Manifests } from "./project/manifests";
import { baseName } from "./project/paths";
import { routesAreCopied } from "./project/version";
import { answeredAlike, LARGEST_FILE, type Ready, take } from "./ready";
import type { CodeFacts } from "./route";
import { type Serving, serve } from "./serve";
import { SettingsFiles } from "./settings/settingsFiles";
import { isSettled, settledPaths, settlesNothing } from "./settle";
import { start } from "./startUp";
import { type Traces, tracesPlacedAnew } from "./traces";

export interface CodeProject {
  /** `.py` files, `pyproject.toml`, `setup.cfg`, requirements and lock files, and settings in YAML, JSON, TOML, `.env` and compose files; paths relative to the folder, with `/` */
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
  /** Handlers that reach no model by the names that they use are not followed; otherwise where there are many. */
  readonly sieve?: boolean;
}

/**
 * All routes that can be known without running the code, what each one runs, and why the rest cannot be known.
 * Never throws for what is in the files; the same files give the same result, with a cache or without.
 */
export function readCode(project: CodeProject, parser: PythonParser, options: ReadOptions): CodeFacts {
  const now = options.now ?? (() => 0);
  const began = now();
  const cache = options.cache ?? new CodeCache();
  const asked = askedOf(project, options);
  const timed = (facts: Pick<CodeFacts, "routes" | "problems">, parsed: number): CodeFacts => ({
    ...facts,
    timing: { files: project.files.filter(({ path }) => path.endsWith(".py")).length, parsed, ms: now() - began },
  });
  const { last } = cache;
  const changed = last && changedFiles(last, asked, (path) => cache.asked(path));
  const same = last && changed && sameReading(last, changed, (text) => cache.sound(text, parser));
  if (same) return timed(same, 0);
  const { facts, traces, again } =
    (changed && fromReady(changed, asked, cache, parser, options)) ?? finished(begin(asked, cache, parser, options.cancelled), options);
  const { parsed } = cache;
  const ended = options.cancelled?.() ? null : { ...asked, facts, traces };
  if (again && ended !== null) cache.goOn(ended);
  else cache.end(ended);
  return timed(facts, parsed);
}

/**
 * Does again what a reading begins with, before anybody asks for one: after an edit inside functions the next one has less to do. For whoever
 * reads the same folder again and again, when nobody waits.
 */
export function getReady(cache: CodeCache, parser: PythonParser, cancelled?: () => boolean): void {
  if (cache.ready !== null || cache.last === null) return;
  cache.last.traces?.eras.find();
  const ready = begin(cache.last, cache, parser, cancelled);
  ready.tracer.prepare();
  if (!ready.run.cancelled()) cache.ready = ready;
}

function askedOf(project: CodeProject, { t }: ReadOptions): Asked {
  return { sources: [...project.files], overrides: JSON.stringify(project.overrides ?? []), t };
}

/** What a reading that was made ready comes to, if it holds for these changes. */
function fromReady(changed: readonly ChangedFile[], asked: Asked, cache: CodeCache, parser: PythonParser, options: ReadOptions): Finished | null {
  const { ready } = cache;
  cache.ready = null;
  const took = ready && take(ready, changed);
  if (!ready || !took) return null;
  const { taken, exchange } = took;
  ready.run.cancelled = options.cancelled ?? never;
  ready.tracer.changed(taken.map(({ path }) => path));
  const traces = cache.last?.traces ?? null;
  const { facts, ...found } = finished({ ...ready, asked }, options, exchange && traces && { traces, exchange });
  if (!answeredAlike(taken)) return null;
  for (const one of taken) cache.askAs(one, parser);
  if (found.again) for (const { path, before, now } of taken) lookedAlike(path, before, now);
  const { lines } = ready.run;
  const { routes, problems } = placedAnew(facts, lines);
  return { facts: { routes, problems: [...problems].sort(byPlace) }, traces: found.traces && tracesPlacedAnew(found.traces, lines), again: found.again };
}

const never = (): boolean => false;

/** Everything before handlers are followed. */
function begin(asked: Asked, cache: CodeCache, parser: PythonParser, cancelled = never): Ready {
  cache.ready = null;
  const { files, notes } = readable(asked.sources, cache);
  const settings = new SettingsFiles(asked.sources.filter(({ path }) => isSettings(path) || path.endsWith(".toml")));
  const run = new Run(cache.project(files), cache, parser, cancelled, new Manifests(asked.sources.filter(isManifest)), settings);
  for (const note of notes) run.note(note.code, note.place, note.detail);
  run.eager = routesAreCopied(run.manifests);
  const tracer = new Tracer(run);
  run.sparing = sparingImports();
  namingSpared(run, () => {
    explore(run);
    return { isCut: false };
  });
  const roots = applications(run);
  run.memo = startMemo();
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
  run.sparing = null;
  return { asked, run, tracer, hasApplication: roots.length > 0 };
}

interface Finished {
  readonly facts: Pick<CodeFacts, "routes" | "problems">;
  readonly traces: Traces | null;
  /** no handler was followed: all run what they ran before */
  readonly again: boolean;
}

/** Follows the handlers, and tells all. `before`: of a reading from which it differs by handlers that came or went. */
function finished(
  { asked: { sources, overrides, t }, run, tracer, hasApplication }: Ready,
  { sieve }: ReadOptions,
  before: { readonly traces: Traces; readonly exchange: Exchange } | null = null,
): Finished {
  settleConditions(run);
  const apps = distinctApplications(applications(run).filter((app) => !run.replaced.has(app.records))).flatMap((app) => programs(run, app));
  const serving: Serving = { served: [], foreign: [], reached: new Set(), cut: false };
  const byHand = JSON.parse(overrides);
  const settled = settledPaths(byHand);
  for (const app of apps) serve(run, app, settled, serving);
  const lonely = withoutApplication(run, serving);
  if (apps.length === 0) for (const router of hasApplication ? [] : lonely) serve(run, router, settled, serving);
  const problems: Problem[] = [];
  const { routes, traces, again } = listRoutes(run, tracer, serving, apps, { settled, problems, t, sources, sieve, before });
  // a function that is called several times makes several at one place
  for (const one of new Map(lonely.map((router) => notIncluded(router, t)).map((problem) => [JSON.stringify(problem), problem])).values()) problems.push(one);
  for (const one of libraries(run, serving)) problems.push(problemOf(one, t));
  if (serving.cut || run.cut) run.note("analysis-cut", { file: "", line: 1 });
  run.modules.checkHandlers();
  const all = traces();
  if (again) for (const { code, place, detail } of all?.late ?? []) run.note(code, place, detail);
  const behind = conditionsIn([...serving.reached, ...lonely.map(({ records }) => records)]);
  for (const note of run.notes) if (!isAnswered(run.routers, behind, note)) problems.push(problemOf(note, t));
  const left = problems.filter((one) => !isSettled(one, settled)).sort(byPlace);
  const open = left.filter(({ code }) => code === "unresolved-path");
  return { facts: { routes, problems: [...left, ...settlesNothing(settled, byHand, open, t)] }, traces: all, again };
}

/** What libraries add, once for each path and place; to what no application serves, only where no other tells of the place. */
function libraries(run: Run, { foreign, reached }: Serving): Note[] {
  const isTold = ({ place }: { place: Place }): boolean => foreign.some((one) => one.place.file === place.file && one.place.line === place.line);
  const elsewhere = run.routers
    .filter(({ records }) => !reached.has(records))
    .flatMap(({ extensions }) => extensions.map((one) => ({ ...one, path: one.prefix })))
    .filter((one) => !isTold(one));
  const notes = [...foreign, ...elsewhere].map(({ library, place, path, maybe }): Note => {
    return { code: "library-routes", place, detail: [library, path.value || "/", ...(maybe ? ["maybe"] : [])].join("\n") };
  });
  return [...new Map(notes.map((note) => [`${note.place.file}:${note.place.line}\n${note.detail}`, note])).values()];
}

/** The places of the tests behind which something is listed. */
function conditionsIn(all: readonly Router["records"][]): ReadonlySet<string> {
  return new Set(all.flatMap((records) => records.flatMap(({ condition }) => (condition === undefined ? [] : [`${condition.file}:${condition.line}`]))));
}

/**
 * What one call of a factory left open, another one told; what one turn of a loop left out, another one registered. `behind`: the tests that
 * what is listed stands behind.
 */
function isAnswered(routers: readonly Router[], behind: ReadonlySet<string>, { code, assumed, place: { file, line } }: Note): boolean {
  if (code === "route-conditional") return !behind.has(`${file}:${line}`);
  const off = code === "route-switched-off";
  if (!assumed && !off) return false;
  return routers.some(({ records }) => records.some(({ k, place }) => (off || k !== "route") && place.file === file && place.line === line));
}

function readable(sources: Asked["sources"], cache: CodeCache): { files: Map<string, string>; notes: { code: string; place: Place; detail: string }[] } {
  const files = new Map<string, string>();
  const notes: { code: string; place: Place; detail: string }[] = [];
  for (const { path, text } of sources) {
    if (!path.endsWith(".py")) continue;
    if (text.length > LARGEST_FILE) {
      if (/fastapi|APIRouter/i.test(text)) notes.push({ code: "python-too-large", place: { file: path, line: 1 }, detail: "" });
      continue;
    }
    const nul = cache.file(path, text).nul;
    if (nul !== -1) notes.push({ code: "python-nul", place: { file: path, line: text.slice(0, nul).split("\n").length }, detail: "" });
    files.set(path, text);
  }
  return { files, notes };
}

function isManifest({ path }: { readonly path: string }): boolean {
  return isRequirements(path) || baseName(path) === "setup.py";
}

function byPlace(a: Problem, b: Problem): number {
  const file = (a.file ?? "") < (b.file ?? "") ? -1 : (a.file ?? "") > (b.file ?? "") ? 1 : 0;
  return file || (a.line ?? 0) - (b.line ?? 0);
}
