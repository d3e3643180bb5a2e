import type { Piece } from "../python/split";
import type { Expression } from "../python/syntax";
import { NameIndex } from "../workloads/nameIndex";
import type { Unit } from "../workloads/symbols";
import { isExample } from "./examples";
import { routerKind } from "./frameworks/routerKinds";
import { optionsOf } from "./interpreter/alternatives";
import { call, registersRoutes } from "./interpreter/calls";
import { moduleFrame } from "./interpreter/frame";
import type { Module } from "./interpreter/module";
import type { Run } from "./interpreter/run";
import { moduleName, read } from "./interpreter/scope";
import { execute } from "./interpreter/statements";
import { noArgs, type Value } from "./interpreter/values";
import { baseName } from "./project/paths";

// Programs: what is done to an application by the code that starts it, and by no module that is imported.

/** Somewhere that a program begins: a block of a module, or a function. */
interface Program {
  readonly file: string;
  readonly piece: Piece;
  /** `if __name__ == "__main__":` */
  readonly isMain: boolean;
}

const registers = /include_router|add_(?:api_)?(?:websocket_)?route\b|\.mount\(|^[ \t]+@[\w.]+\.(?:get|post|put|patch|delete|api_route|route|websocket)\(/m;
export const namesMain = /__main__/;
export const testsMain = /__name__\s*==\s*["']__main__["']/;
const isCommand = /^@[\w.]*\bcommand\b/m;
const startsServer = /\b(?:uvicorn|hypercorn|granian)\b|\bServer\(/;

/**
 * Follows the programs that lead to code which registers something and was not reached so far. On their way only what leads there, or is given the
 * application, may take its time: the rest loads configurations and connects to databases.
 */
export function runPrograms(run: Run): void {
  let waiting = unreached(run);
  if (waiting.size === 0) return;
  const index = NameIndex.of(run.project, (path) => run.modules.textOf(path));
  const begins = programs(run);
  const end = Math.min(run.limit, run.steps + MOST_STEPS_OF_PROGRAMS);
  for (const program of begins) {
    if (waiting.size === 0 || run.steps > end || run.cancelled()) return;
    const way = wayTo(waiting, program, index);
    if (![...way].some((one) => holdsOne(run, one, index))) continue;
    follow(run, program, new Set([...way].map(keyOf)), end);
    waiting = unreached(run);
  }
}

/** All programs: one that loads its configuration and puts many components together takes half of it. */
const MOST_STEPS_OF_PROGRAMS = 800_000;

/** Names a variable of a module that holds an application, or an object that holds one. */
function holdsOne(run: Run, unit: Unit, index: NameIndex): boolean {
  const isApplication = (one: Value): boolean => one.k === "router" && one.app;
  return index.edges(unit).variables.some(([file, name]) => {
    const value = run.modules.known.get(file)?.scope.names.get(name);
    if (value === undefined || value.k === "lazy") return false;
    return optionsOf(value).some((one) => isApplication(one) || (one.k === "instance" && [...one.attrs.values()].some(isApplication)));
  });
}

/** Functions and classes that register something when somebody calls them, which nobody did: where each begins, as `file:line`. */
function unreached(run: Run): Set<string> {
  const found = new Set<string>();
  for (const file of run.project.served) {
    const [module, source] = [run.modules.known.get(file), run.modules.textOf(file)];
    if ((module === undefined && !source.mentions) || !source.matches(registers)) continue;
    const isRead = module !== undefined && module.state !== "new" && module.state !== "followed";
    for (const piece of source.split.pieces) {
      if ((piece.kind !== "def" && piece.kind !== "class") || !source.pieceMatches(piece, registers)) continue;
      if (!isRead || waits(run, moduleName(run, module, piece.name))) found.add(`${file}:${piece.line}`);
    }
  }
  return found;
}

function waits(run: Run, value: Value | undefined): boolean {
  return (value === undefined ? [] : optionsOf(value)).some((one) => {
    if (one.k === "function") return !run.called.has(one.definition);
    if (one.k !== "class" || routerKind(one) !== null) return false;
    return [...one.scope.names.keys()].some((name) => {
      const method = read(one.scope, name);
      return method?.k === "function" && !run.called.has(method.definition) && registersRoutes(method);
    });
  });
}

/** Where programs may begin, those first that Python itself starts, examples last. */
function programs(run: Run): Program[] {
  const found: Program[] = [];
  const scripts = run.manifests.scripts();
  for (const file of run.project.served) {
    const source = run.modules.textOf(file);
    const { pieces } = source.split;
    const anew = servesAnew(source.text, file);
    for (const piece of pieces) {
      const begins = piece.kind === "code" ? testsMain : piece.kind === "decorated" ? isCommand : piece.kind === "def" ? startsServer : null;
      if (begins === null || ((anew || !source.pieceMatches(piece, begins)) && !isScript(scripts, file, piece.name))) continue;
      found.push({ file, piece, isMain: piece.kind === "code" });
    }
  }
  const rank = ({ file, isMain }: Program): number => (isExample(file) ? 2 : 0) + (isMain ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b));
}

/** `app.cli:main` in `src/app/cli.py` */
function isScript(scripts: readonly string[], file: string, name: string): boolean {
  return scripts.some((target) => {
    const [module = "", func] = target.split(":");
    return func === name && `/${file}`.replace(/(\/__init__)?\.py$/, "").endsWith(`/${module.replaceAll(".", "/")}`);
  });
}

/** `uvicorn.run("main:app")` in `main.py` imports it a second time: what the first one did is not served. */
function servesAnew(text: string, file: string): boolean {
  return new RegExp(`["'](?:[\\w.]+\\.)?${baseName(file).replace(/\.py$/, "")}:\\w+["']`).test(text);
}

/** What lies between a program and something that waits; empty where it leads to none. */
function wayTo(waiting: ReadonlySet<string>, { file, piece }: Program, index: NameIndex): Set<Unit> {
  const begin = index
    .symbols(file)
    .units.filter(({ line, text }) => (piece.kind === "code" ? piece.starts.some((one) => one.line === line) && testsMain.test(text) : line === piece.line));
  const from = new Map<Unit, Unit[]>();
  const open: Unit[] = [];
  const reach = (one: Unit, by: readonly Unit[]): void => {
    const known = from.get(one);
    // a parameter of a function may have the name of a variable that the program sets
    if (known !== undefined && !begin.includes(one)) known.push(...by);
    else if (known === undefined) {
      from.set(one, [...by]);
      open.push(one);
    }
  };
  for (const one of begin) reach(one, []);
  for (let next = open.pop(); next !== undefined && from.size < MOST_UNITS; next = open.pop()) {
    next.looked = true;
    const { units, modules } = index.edges(next);
    for (const one of units) reach(one, [next]);
    for (const [path, word] of modules) {
      next.modules.add(word);
      for (const inner of next.words) for (const one of index.symbols(path).byName.get(inner) ?? []) reach(one, [next]);
    }
  }
  const way = new Set<Unit>();
  const ends = [...from.keys()].filter((one) => waiting.has(keyOf(one)));
  for (let next = ends.pop(); next !== undefined; next = ends.pop()) {
    if (way.has(next)) continue;
    way.add(next);
    ends.push(...(from.get(next) ?? []));
  }
  return way;
}

const keyOf = ({ file, line }: Unit): string => `${file}:${line}`;

const MOST_UNITS = 20_000;

function follow(run: Run, { file, piece, isMain }: Program, way: ReadonlySet<string>, end: number): void {
  const module = run.modules.load(file);
  run.modules.execute(module);
  const { limit } = run;
  run.limit = end;
  run.assuming = !isMain;
  run.onWay = (value) => leads(value, way);
  const before = run.routers.length;
  run.safely(() => (isMain ? runMain(run, module, piece) : callStart(run, module, piece.name)), undefined);
  nameMade(run, before, file, isMain ? "__main__" : piece.name);
  run.onWay = null;
  run.assuming = false;
  run.limit = limit;
}

/** Applications that no variable of a module holds have the name of what makes them. */
export function nameMade(run: Run, before: number, file: string, name: string): void {
  for (const router of run.routers.slice(before)) {
    if (router.name !== null) continue;
    router.name = `${file}\n${name}`;
    router.bound = false;
  }
}

function runMain(run: Run, module: Module, piece: Piece): void {
  if (run.called.has(module)) return;
  run.called.add(module);
  const frame = moduleFrame(module);
  for (const { base, statements } of module.parts(piece)) {
    frame.base = base;
    for (const one of statements) if (one.k === "if" && isMainTest(one.test)) execute(run, one.yes, frame);
  }
}

function isMainTest(test: Expression): boolean {
  return test.k === "compare" && [test.left, test.right].some((side) => side.k === "string" && side.value === "__main__");
}

function callStart(run: Run, module: Module, name: string): void {
  const value = moduleName(run, module, name);
  for (const one of value === undefined ? [] : optionsOf(value))
    if (one.k === "function" && !run.called.has(one.definition)) call(run, one, noArgs, { file: module.file, line: one.base + 1 }, moduleFrame(module));
}

/** Whether a value has something to do with the way: an application, what holds one, or what leads to registering something. */
function leads(value: Value, way: ReadonlySet<string>, depth = 0): boolean {
  switch (value.k) {
    case "router":
      return true;
    case "function":
      return isDefinedOn(way, value.module, value.base + (value.definition.k === "function" ? value.definition.line : value.definition.expression.line));
    case "method":
      return leads(value.func, way) || leads(value.self, way, depth);
    case "class":
      return isDefinedOn(way, value.module, value.base + value.definition.line);
    case "instance":
      return (value.cls !== null && leads(value.cls, way)) || (depth < 2 && [...value.attrs.values()].some((one) => leads(one, way, depth + 1)));
    case "partial":
      return leads(value.func, way) || value.args.positional.some((one) => leads(one, way, depth));
    case "union":
      return value.options.some((one) => leads(one, way, depth));
    default:
      return false;
  }
}

/** Whether the definition of the outermost level that holds a line lies on the way. */
function isDefinedOn(way: ReadonlySet<string>, { file, pieces }: Module, line: number): boolean {
  const piece = pieces.findLast((one) => one.line <= line);
  return piece !== undefined && way.has(`${file}:${piece.line}`);
}
