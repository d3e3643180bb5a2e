import type { Expression, FunctionDefinition, Parameter } from "../python/syntax";
import { isAside } from "./examples";
import type { FileText } from "./fileText";
import { runModules } from "./frameworks/fps";
import type { Router } from "./frameworks/router";
import { externalKind, routerKind } from "./frameworks/routerKinds";
import { optionsOf } from "./interpreter/alternatives";
import { ancestors, isSettings } from "./interpreter/ancestry";
import { enter as enterContext } from "./interpreter/blocks";
import { call, registersRoutes } from "./interpreter/calls";
import type { Frame } from "./interpreter/frame";
import { moduleFrame } from "./interpreter/frame";
import type { Module } from "./interpreter/module";
import type { Run } from "./interpreter/run";
import { moduleName, read } from "./interpreter/scope";
import { evaluateType, executeModule } from "./interpreter/statements";
import { subclasses } from "./interpreter/subclasses";
import { type Args, type Class, type Func, noArgs, text, unknown, type Value } from "./interpreter/values";
import { nodesIn } from "./interpreter/waits";
import { namesMain, testsMain } from "./programs/mainTest";
import { nameMade, runPrograms } from "./programs/programs";
import { baseName, isTest } from "./project/paths";
import { isCommand, switches } from "./settings/commandLine";

/** Runs everything that may make an application, in the order in which Python would most likely see it. */
export function explore(run: Run): void {
  const { served, tests } = run.project;
  const textOf = (file: string): FileText => run.cache.file(file, run.project.files.get(file) ?? "");
  const mentioning = served.filter((file) => textOf(file).mentions);
  const makers = mentioning.filter((file) => textOf(file).makesApplication);
  makers.sort(entryFirst);
  // what a program imports inside its functions runs before what only such modules import: of a cycle Python knows only that order
  const reached = new Set(makers.flatMap((file) => importedBy(run, file, textOf(file))));
  const first = mentioning.filter((file) => reached.has(file));
  const inOrder = [...reached].filter((file) => first.includes(file));
  const inTurn = [...new Set([...makers, ...inOrder, ...mentioning])];
  enterAll(
    run,
    inTurn.filter((file) => !isAside(file)),
  );
  inShares(run, inTurn.filter(isAside));
  importers(run, served);
  runModules(run);
  factories(run);
  // an application that only tests make is better than none
  if (!run.routers.some((router) => router.app)) {
    for (const file of tests) if (textOf(file).makesApplication) enter(run, file);
  }
}

function enterAll(run: Run, files: readonly string[]): void {
  for (const file of files) if (!run.cancelled()) enter(run, file);
}

/** Enters files that must leave half of the steps to others, of examples each folder with half of what those before it left; says where files were left out. */
function inShares(run: Run, files: readonly string[]): void {
  const folders = new Map<string, string[]>();
  for (const file of files) {
    const folder = isAside(file) ? file.split("/").slice(0, -1).slice(0, 2).join("/") : "";
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  let open = folders.size;
  run.share(0.5, () => {
    for (const left of folders.values()) {
      const isUsed = run.share(--open > 0 ? 0.5 : 1, () => {
        for (let file = left.shift(); file !== undefined && !run.cancelled(); file = run.steps < run.most ? left.shift() : undefined) enter(run, file);
      });
      const [first] = left;
      if (isUsed && first !== undefined) run.note("analysis-cut", { file: first, line: 1 }, String(left.length));
    }
  });
}

function importedBy(run: Run, file: string, text: FileText): string[] {
  const paths: string[] = [];
  run.project.someImported(file, text, ({ path, submodules }) => paths.push(path, ...submodules) < 0);
  return paths;
}

function enter(run: Run, file: string): void {
  run.safely(() => {
    const module = run.modules.load(file);
    if (module.active || module.source.assignsCall) run.modules.execute(module);
    run.modules.catchUp();
  }, undefined);
}

const entries = ["main.py", "app.py", "asgi.py", "server.py", "application.py", "__main__.py"];
function entryFirst(a: string, b: string): number {
  const rank = (file: string): number => {
    const at = entries.indexOf(baseName(file));
    return (at === -1 ? entries.length : at) * 100 + file.split("/").length;
  };
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

/** Files that name neither FastAPI nor APIRouter, but use what such a file made: a subclass, a factory, a router. */
function importers(run: Run, files: readonly string[]): void {
  const left = new Set<string>();
  for (let round = 0; round < 4; round++) {
    const sources = new Set<string>();
    for (const { state, source, file } of run.modules.known.values()) {
      // a file that only holds a factory has nothing to run, but who calls it has
      if (source.mentions && (state === "done" || source.makesApplication)) sources.add(file);
    }
    for (const router of run.routers) sources.add(router.place.file);
    if (sources.size === 0) return;
    const textOf = (file: string): FileText => run.cache.file(file, run.project.files.get(file) ?? "");
    const leads = (file: string, text: FileText): boolean =>
      run.project.someImported(file, text, ({ path, submodules }) => sources.has(path) || submodules.some((one) => sources.has(one)));
    // packages hand on what their modules made
    const packages = files.filter((file) => baseName(file) === "__init__.py" && !sources.has(file));
    for (let hop = 0; hop < 3; hop++) for (const file of packages) if (!sources.has(file) && leads(file, textOf(file))) sources.add(file);
    const waits = (file: string): boolean => {
      const known = run.modules.known.get(file);
      const text = textOf(file);
      return (known === undefined || known.state === "followed") && (text.active || text.assignsCall) && leads(file, text) && !left.has(file);
    };
    const found = files.filter(waits);
    if (found.length === 0) return;
    inShares(run, [...found.filter((file) => !isAside(file)), ...found.filter(isAside)]);
    for (const file of found) left.add(file);
  }
}

/** Factories and classes that nobody calls in the project: a server's command line does (`uvicorn --factory`). */
function factories(run: Run): void {
  run.onMissing = (func, parameter) => givenByType(run, func, parameter);
  for (let round = 0; round < 3; round++) {
    const before = run.routers.length;
    const makers = `\\b(?:${[...run.makers].join("|")})`;
    const words = run.cache.pattern(`${makers}\\s*\\(|\\bclass\\s+\\w+\\s*\\([^)]*${makers}\\b`);
    const known = [...run.modules.known.values()];
    for (const module of [...known.filter(({ file }) => !isAside(file)), ...known.filter(({ file }) => isAside(file))]) {
      if (module.state === "new" || isTest(module.file) || !module.source.matches(words)) continue;
      run.modules.execute(module);
      for (const piece of module.pieces) {
        if (piece.name === "" || !module.source.pieceMatches(piece, words)) continue;
        const value = moduleName(run, module, piece.name);
        for (const one of value === undefined ? [] : optionsOf(value)) {
          for (const used of inUse(run, one)) {
            const [file, name] = used === one || used.k !== "class" ? [module.file, piece.name] : [used.module.file, used.name];
            assume(run, () => callUncalled(run, used, file, name));
          }
        }
      }
      underMain(run, module);
    }
    for (const router of run.routers.slice(before)) if (router.app) for (const name of factoryNames(router)) run.makers.add(name);
    if (run.routers.length === before) break;
  }
  if (run.routers.some(({ app }) => app)) run.safely(() => runPrograms(run), undefined);
  if (run.routers.every((router) => !router.app || router.records.length === 0)) fillers(run);
  forgetBases(run);
  run.onMissing = null;
}

const fills = /include_router|add_(?:api_)?(?:websocket_)?route\b|\.mount\(/;

/** No application has a route so far: functions and classes that nobody calls in the project may get one elsewhere and fill it. */
function fillers(run: Run): void {
  for (const module of [...run.modules.known.values()]) {
    if (module.state === "new" || isTest(module.file) || !module.source.matches(fills)) continue;
    run.modules.execute(module);
    for (const piece of module.pieces) {
      if (piece.name === "" || !module.source.pieceMatches(piece, fills)) continue;
      const value = moduleName(run, module, piece.name);
      for (const one of value === undefined ? [] : optionsOf(value)) assume(run, () => callUncalled(run, one, module.file, piece.name, asksForApplication));
    }
  }
}

/** It cannot find an application by itself: whoever has one calls it. */
function asksForApplication(run: Run, func: Func): boolean {
  const frame: Frame = { ...moduleFrame(func.module), scope: func.scope, base: func.base, owner: func.owner };
  const parameters = func.definition.k === "function" ? func.definition.parameters : [];
  return parameters.some(
    ({ type }) => type !== null && optionsOf(evaluateType(run, type, frame)).some((one) => one.k === "external" && externalKind(one.path) !== null),
  );
}

/** A factory with all that it includes takes a tenth of it; what takes more is a service that would run for ever. */
const MOST_STEPS_A_FACTORY = 300_000;

function assume(run: Run, work: () => void): void {
  const { limit } = run;
  run.assuming = true;
  run.limit = Math.min(limit, run.steps + Math.round(MOST_STEPS_A_FACTORY / 2 ** Math.min(run.explosions, 5)));
  run.safely(work, undefined);
  if (run.steps > run.limit && run.limit < limit) run.explosions++;
  run.limit = limit;
  run.assuming = false;
}

/** What a factory is started with: settings as their defaults make them, else some instance of the class that it asks for. */
function givenByType(run: Run, func: Func, parameter: Parameter): Value | undefined {
  if (parameter.type === null) return undefined;
  const frame: Frame = { ...moduleFrame(func.module), scope: func.scope, base: func.base, owner: func.owner };
  const place = { file: func.module.file, line: func.base + 1 };
  for (const one of optionsOf(evaluateType(run, parameter.type, frame))) {
    if (one.k !== "class") continue;
    return isSettings(one) ? call(run, one, noArgs, place, frame) : { k: "instance", id: run.id(), cls: one, attrs: new Map(), place, uncertain: true };
  }
  return undefined;
}

function factoryNames(router: Router): string[] {
  const name = router.name?.split("\n")[1];
  return name === undefined || name.includes(".") ? [] : [name];
}

/** Nobody makes an abstract class: what it makes is made by the classes that extend it, with what they add. */
function inUse(run: Run, value: Value): readonly Value[] {
  if (value.k !== "class" || !isAbstract(run, value)) return [value];
  const extending = concrete(run, value, new Set()).filter(({ definition, module }) => !run.called.has(definition) && !isTest(module.file));
  return extending.length === 0 ? [value] : extending;
}

function concrete(run: Run, cls: Class, seen: Set<Class>): Class[] {
  if (seen.has(cls)) return [];
  seen.add(cls);
  const below = subclasses(run, cls);
  const classes = below.k === "list" ? below.items.filter((one) => one.k === "class") : [];
  return classes.flatMap((one) => (isAbstract(run, one) ? concrete(run, one, seen) : [one]));
}

/** The names of its methods, and of those that it has from abstract classes, which nobody else makes. */
function methodsOf(run: Run, cls: Class): Value[] {
  const scopes = ancestors(cls).filter((one) => typeof one !== "string" && (one === cls || isAbstract(run, one))) as Class[];
  const names = new Set(scopes.flatMap(({ scope }) => [...scope.names.keys()]));
  return [...names].map((name) => read(scopes.find(({ scope }) => scope.names.has(name))?.scope ?? cls.scope, name)).filter((one) => one !== undefined);
}

/** `skips`: with it all methods of a class are called but those that it says. */
function callUncalled(run: Run, value: Value, file: string, name: string, skips?: (run: Run, func: Func) => boolean): void {
  const place = { file, line: 1 };
  const frame = moduleFrame(run.modules.open(file));
  const open: Args = { ...noArgs };
  const before = run.routers.length;
  if (value.k === "function" && !run.called.has(value.definition) && skips?.(run, value) !== true && !isStartUp(run, value)) {
    call(run, value, isCommand(value) ? { ...open, named: switches(run, value) } : open, place, frame);
  } else if (value.k === "class" && routerKind(value) === null && !run.called.has(value.definition)) {
    run.called.add(value.definition);
    // its methods may have run for a class that extends it
    const fresh = !run.instantiated.has(value);
    const madeApp = (): boolean => run.routers.slice(before).some(({ app }) => app);
    const known = run.routers.map(({ records }) => ({ records, count: records.length }));
    const made = call(run, value, open, place, frame);
    // what the project made of it has filled what all of them share
    if (!fresh) for (const { records, count } of known) records.length = Math.min(records.length, count);
    if (made.k === "instance") {
      const methods = methodsOf(run, value);
      // those that name what makes an application come before all that they may serve with it
      for (const inner of [...methods.filter((one) => namesMaker(run, one)), ...methods.filter((one) => !namesMaker(run, one))]) {
        if (inner?.k !== "function" || inner.name.startsWith("__") || (run.called.has(inner.definition) && !(fresh && !madeApp()))) continue;
        // one that makes the application, or adds to the one that `__init__` made
        if (skips === undefined ? run.routers.length === before || registersRoutes(inner) : !skips(run, inner)) {
          // another method that calls it says itself what its switches are
          const named = methods.some((one) => one !== inner && namesInside(one, inner.name)) ? noArgs.named : switches(run, inner);
          call(run, { k: "method", self: made, func: inner }, { ...open, named }, place, frame);
        }
      }
    }
    if (fresh) run.guessed.set(value, new Set([...run.routers.slice(before), ...known.flatMap(({ records, count }) => records.slice(count))]));
  }
  nameMade(run, before, file, name);
}

/**
 * A class that stands above one that the project makes an instance of, or an abstract one above any, is served by nobody: what a guess made of it
 * goes again.
 */
function forgetBases(run: Run): void {
  const above = (classes: readonly Class[]): Set<Class | string> => new Set(classes.flatMap((cls) => ancestors(cls).filter((one) => one !== cls)));
  const all = [...run.instantiated];
  const [ofAll, ofMade] = [above(all), above(all.filter((cls) => !run.guessed.has(cls)))];
  const bases = [...run.guessed].filter(([cls]) => ofMade.has(cls) || (ofAll.has(cls) && isAbstract(run, cls)));
  const gone = new Set(bases.flatMap(([, made]) => [...made]));
  const kept = run.routers.filter((router) => !gone.has(router));
  // an application too many is better than none
  if (gone.size === 0 || !kept.some(({ app }) => app)) return;
  run.routers.splice(0, run.routers.length, ...kept);
  for (const { records } of kept) if (records.some((one) => gone.has(one))) records.splice(0, records.length, ...records.filter((one) => !gone.has(one)));
}

function namesMaker(run: Run, value: Value | undefined): boolean {
  return [...run.makers].some((name) => namesInside(value, name));
}

/** Whether a function's body may name something: short ones are parsed at once and have no text to look in. */
function namesInside(value: Value | undefined, name: string): boolean {
  if (value?.k !== "function" || value.definition.k !== "function") return false;
  const { lazy, body } = value.definition;
  return (
    lazy?.mentions(name) ?? [...nodesIn(body)].some((node) => (node.k === "name" || node.k === "attribute") && (node as Expression & { k: "name" }).id === name)
  );
}

/** Called once its application starts, not by whoever makes one. */
function isStartUp(run: Run, func: Func): boolean {
  return run.routers.some(({ lifespans, startup }) => [...lifespans, ...startup].some((one) => one.k === "function" && one.definition === func.definition));
}

/** Not made to be used by itself: written as an abstract base, or with a method that only says that another class has it. */
function isAbstract(run: Run, cls: Class): boolean {
  return (
    cls.bases.some((one) => one.k === "external" && /(^|\.)(ABC|Protocol)$/.test(one.path)) ||
    cls.definition.body.some(
      (one) => one.k === "function" && (one.decorators.some(({ value }) => /^abstract/.test(lastName(value))) || isLeftOut(run, cls, one)),
    )
  );
}

/** `raise NotImplementedError` is all that the method does. */
function isLeftOut(run: Run, cls: Class, method: FunctionDefinition): boolean {
  if (method.lazy?.mentions("NotImplementedError") === false) return false;
  const func = read(cls.scope, method.name);
  const body = func?.k === "function" && func.definition === method ? run.modules.bodyOf(func, method) : method.body;
  return body.some(
    (one) => one.k === "raise" && one.value !== null && lastName(one.value.k === "call" ? one.value.callee : one.value) === "NotImplementedError",
  );
}

function lastName(e: Expression): string {
  return e.k === "name" || e.k === "attribute" ? e.id : "";
}

const namesServer = /uvicorn|hypercorn|granian|gunicorn/;

/** `if __name__ == "__main__":` makes the application in some projects. */
function underMain(run: Run, module: Module): void {
  if (!module.source.matches(namesMain) || run.routers.some((router) => router.app && router.place.file === module.file)) return;
  const pieces = module.pieces.filter((piece) => piece.kind === "code" && module.source.pieceMatches(piece, testsMain));
  if (pieces.length === 0 || run.called.has(module)) return;
  run.called.add(module);
  executeModule(run, { ...module, pieces }, "__main__");
}

/** Of each: connections, schedulers and migrations are started here too, and what counts comes early. */
const MOST_STEPS_AT_START = 40_000;

/** What runs before the first request: lifespan and start-up functions. */
export function start(run: Run, apps: readonly Router[], yielded: (app: Router, value: Value) => void): void {
  const { steps, cut, limit } = run;
  run.starting = true;
  for (const app of apps) {
    const frame = moduleFrame(run.modules.open(app.place.file));
    const lifespans = new Set(app.lifespans);
    for (const one of new Set([...lifespans, ...app.startup])) {
      run.limit = run.steps + MOST_STEPS_AT_START;
      // a generator that nobody decorated is a lifespan too
      const handler: Value = one.k === "function" && one.definition.k === "function" && one.definition.generator ? { ...one, role: "context" } : one;
      const result = run.safely(() => call(run, handler, { ...noArgs, positional: lifespans.has(one) ? [app] : [] }, app.place, frame), unknown);
      if (result.k === "list") for (const item of result.items) yielded(app, item);
      // a lifespan may be a class that is entered
      else if (result.k === "instance")
        yielded(
          app,
          run.safely(() => enterContext(run, result, frame), unknown),
        );
    }
  }
  for (const { work, place, frame } of run.workerStarts) {
    run.limit = run.steps + MOST_STEPS_AT_START;
    run.safely(() => call(run, work, { ...noArgs, open: true }, place, frame), unknown);
  }
  serveAsProgram(run);
  run.starting = false;
  run.steps = steps;
  run.limit = limit;
  run.cut = cut;
}

/** `if __name__ == "__main__":` of a file that starts a server: it may load the models that handlers find in globals. */
function serveAsProgram(run: Run): void {
  const { registering } = run;
  run.registering = false;
  for (const module of [...run.modules.known.values()]) {
    if (module.state !== "done" || run.called.has(module) || !module.source.matches(namesMain) || !module.source.matches(namesServer)) continue;
    const pieces = module.pieces.filter((piece) => piece.kind === "code" && module.source.pieceMatches(piece, testsMain));
    if (pieces.length === 0) continue;
    run.called.add(module);
    run.limit = run.steps + MOST_STEPS_AT_START;
    run.safely(() => executeModule(run, { ...module, pieces }, "__main__"), undefined);
    module.scope.names.set("__name__", text(module.name));
  }
  run.registering = registering;
}
