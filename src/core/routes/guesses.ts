import type { Expression, FunctionDefinition, Parameter } from "../python/syntax";
import { isAside } from "./examples";
import type { Router } from "./frameworks/router";
import { externalKind, routerKind } from "./frameworks/routerKinds";
import { optionsOf } from "./interpreter/alternatives";
import { ancestors, isSettings } from "./interpreter/ancestry";
import { call, registersRoutes } from "./interpreter/calls";
import { definedAt, rootFunction } from "./interpreter/definitions";
import { executeModule } from "./interpreter/executeModule";
import type { Frame } from "./interpreter/frame";
import { moduleFrame } from "./interpreter/frame";
import type { Module } from "./interpreter/module";
import type { Run } from "./interpreter/run";
import { moduleName, read } from "./interpreter/scope";
import { evaluateType } from "./interpreter/statements";
import { subclasses } from "./interpreter/subclasses";
import { type Args, type Class, type Func, noArgs, type Value } from "./interpreter/values";
import { nodesIn } from "./interpreter/waits";
import { namesMain, testsMain } from "./programs/mainTest";
import { nameMade, runPrograms } from "./programs/programs";
import { isTest } from "./project/paths";
import { isCommand, switches } from "./settings/commandLine";

/** Factories and classes that nobody calls in the project: a server's command line does (`uvicorn --factory`). */
export function factories(run: Run): void {
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
            assume(run, used, () => callUncalled(run, used, file, name));
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
      for (const one of value === undefined ? [] : optionsOf(value))
        assume(run, one, () => callUncalled(run, one, module.file, piece.name, asksForApplication));
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

/** Does what calling a function or making a class does that nobody calls in the project; says so where that is more than is followed. */
function assume(run: Run, what: Value, work: () => void): void {
  const { limit } = run;
  const known = run.routers.length;
  run.assuming = true;
  run.limit = Math.min(limit, run.steps + Math.round(MOST_STEPS_A_FACTORY / 2 ** Math.min(run.explosions, 5)));
  run.safely(work, undefined);
  if (run.steps > run.limit && run.limit < limit) {
    run.explosions++;
    const [place, func] = [definedAt(what), rootFunction(what)];
    // one that has made no application so far is mostly none that makes one
    if (place !== null && run.routers.slice(known).some(({ app }) => app)) run.cutGuesses.set(func?.definition ?? what, place);
  }
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
  const classes = below.k === "list" ? below.items.flatMap(optionsOf).filter((one) => one.k === "class") : [];
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
  if ((value.k === "function" || value.k === "class") && asksForMore(value)) for (const router of run.routers.slice(before)) router.lacks = value;
}

function initOf(cls: Class): Value | undefined {
  const scopes = ancestors(cls).flatMap((one) => (typeof one === "string" ? [] : [one.scope]));
  const scope = scopes.find(({ names }) => names.has("__init__"));
  return scope === undefined ? undefined : read(scope, "__init__");
}

/** Whether whoever calls a function, or makes a class, has to give it something. */
function asksForMore(value: Value): boolean {
  const init = value.k === "class" ? initOf(value) : value;
  if (init?.k !== "function" || init.definition.k !== "function") return false;
  const own = value.k === "class" ? init.definition.parameters.slice(1) : init.definition.parameters;
  return own.some((one) => one.default === null && (one.kind === "plain" || one.kind === "keyword"));
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

/** `if __name__ == "__main__":` makes the application in some projects. */
function underMain(run: Run, module: Module): void {
  if (!module.source.matches(namesMain) || run.routers.some((router) => router.app && router.place.file === module.file)) return;
  const pieces = module.pieces.filter((piece) => piece.kind === "code" && module.source.pieceMatches(piece, testsMain));
  if (pieces.length === 0 || run.called.has(module)) return;
  run.called.add(module);
  executeModule(run, { ...module, pieces }, "__main__");
}
