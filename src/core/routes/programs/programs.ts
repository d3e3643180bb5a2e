import type { Piece } from "../../python/split";
import { symbolsOf, type Unit } from "../../workloads/symbols";
import { isExample } from "../examples";
import { withWord } from "../fileText";
import { isGivenMore, type Router, type RouterRecord } from "../frameworks/router";
import { routerKind } from "../frameworks/routerKinds";
import { optionsOf } from "../interpreter/alternatives";
import { call, registersRoutes } from "../interpreter/calls";
import { moduleFrame } from "../interpreter/frame";
import type { Module } from "../interpreter/module";
import { eachInItsProcess } from "../interpreter/processes";
import type { Run } from "../interpreter/run";
import { moduleName, read } from "../interpreter/scope";
import { execute } from "../interpreter/statements";
import { type Class, type Func, noArgs, type Place, text, type Value } from "../interpreter/values";
import { isCommand, switches } from "../settings/commandLine";
import { alike } from "./alike";
import { namesMain, testsMain } from "./mainTest";
import { keyOf, leads, waysFrom } from "./programWay";
import { Server } from "./servers";

// Programs: what is done to an application by the code that starts it, and by no module that is imported.

/** Where Python starts: `if __name__ == "__main__":`, a script that is installed, a command of one. */
interface Program {
  readonly file: string;
  readonly begins: readonly Unit[];
  /** null for the block of `__main__` */
  readonly name: string | null;
}

const registers = /include_router|add_(?:api_)?(?:websocket_)?route\b|\.mount\(|^[ \t]+@[\w.]+\.(?:get|post|put|patch|delete|api_route|route|websocket)\(/m;
/** `typer.run(main)` */
const runsMain = /^(?:typer\.(?:\w+\.)*run|fire\.(?:\w+\.)*Fire|(?:anyio|trio)\.(?:\w+\.)*run)$/;
const holdsCommand = withWord("command", /^@[\w.]*\bcommand\b/m);

/**
 * Follows the programs that lead to code which registers something and was not reached so far. On their way only what leads there, or is given the
 * application, may take its time: the rest loads configurations and connects to databases.
 */
export function runPrograms(run: Run): void {
  const all = programs(run);
  const blocks = new Set(all.flatMap(({ name, begins }) => (name === null ? begins : [])));
  const waiting = unreached(run);
  for (const one of blocks) if (registers.test(one.text)) waiting.add(keyOf(one));
  for (const { lacks } of run.routers.filter((one) => run.routers.every((other) => !isGivenMore(other, one)))) {
    const line = lacks === null ? undefined : lacks.module.pieces.findLast((one) => one.line <= lacks.base + lineIn(lacks))?.line;
    if (lacks !== null && line !== undefined) waiting.add(keyOf({ file: lacks.module.file, line }));
  }
  if (waiting.size === 0) return;
  const ways = waysFrom(
    run,
    all.flatMap(({ begins }) => begins),
    blocks,
    waiting,
  );
  const followed = [false, true].flatMap((makes) => {
    const begins = makes ? ways.servers : ways.begins;
    return all.filter((program) => program.begins.some((one) => begins.has(one))).map((program) => ({ program, makes }));
  });
  const { steps } = run;
  const end = steps + MOST_STEPS_OF_PROGRAMS;
  eachInItsProcess(run, followed, ({ program, makes }) => {
    if (run.cancelled()) return;
    const share = run.steps + Math.ceil((end - run.steps) / 2);
    follow(run, program, { way: ways.leading, end: share, makes });
    if (run.steps <= share) return;
    run.note("analysis-cut", { file: program.file, line: (program.begins[0]?.line ?? 0) + 1 });
    run.steps = share;
  });
  // programs leave no less to what comes after them
  run.steps = steps;
}

/** `makes`: names no application, so that only one counts that it makes and gives to a server. */
interface Following {
  readonly way: ReadonlySet<string>;
  readonly end: number;
  readonly makes: boolean;
}

/** Of all programs; each may take half of what those before it left. One that loads its configuration and puts many components together takes 400 000. */
const MOST_STEPS_OF_PROGRAMS = 800_000;

/** Functions and classes that register something when somebody calls them, which nobody did: where each begins, as `file:line`. */
export function unreached(run: Run): Set<string> {
  const found = new Set<string>();
  for (const file of run.project.served) {
    const [module, source] = [run.modules.known.get(file), run.modules.textOf(file)];
    if ((module === undefined && !source.mentions) || !source.matches(registers)) continue;
    const isRead = module !== undefined && module.state !== "new" && module.state !== "followed";
    for (const piece of source.split.pieces) {
      if (piece.name === "" || !source.pieceMatches(piece, registers)) continue;
      if (!isRead || waits(run, moduleName(run, module, piece.name))) found.add(keyOf({ file, line: piece.line }));
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
  for (const file of run.project.served) {
    const source = run.modules.textOf(file);
    const [hasMain, hasCommand] = [source.matches(namesMain), source.matches(holdsCommand)];
    if (!hasMain && !hasCommand) continue;
    const { units } = symbolsOf(file, source);
    const main = hasMain ? units.filter(({ text }) => testsMain.test(text) && text.startsWith("if")) : [];
    if (main.length > 0) found.push({ file, begins: main, name: null });
    if (!hasCommand) continue;
    for (const piece of source.split.pieces) {
      if (piece.kind !== "decorated" || !source.pieceMatches(piece, holdsCommand)) continue;
      found.push({ file, begins: units.filter(({ line }) => line === piece.line), name: piece.name });
    }
  }
  for (const { by, target } of run.manifests.scripts()) {
    const [dotted = "", name = ""] = target.split(":");
    const file = run.project.lookUp(by, 0, dotted);
    if (file === null || file.endsWith("/") || found.some((one) => one.file === file && one.name === name)) continue;
    found.push({ file, begins: symbolsOf(file, run.modules.textOf(file)).byName.get(name) ?? [], name });
  }
  const rank = ({ file, name }: Program): number => (isExample(file) ? 2 : 0) + (name === null ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b));
}

/** Runs one program; what it leaves is what it has registered in the process that serves by the time a server starts. */
function follow(run: Run, { file, name }: Program, { way, end, makes }: Following): void {
  const module = run.modules.enter(file);
  run.modules.execute(module);
  if (name === null && run.called.has(module)) return;
  const { limit } = run;
  run.limit = end;
  run.assuming = name !== null;
  run.onWay = (value) => leads(value, way);
  const [known, notes] = [run.routers.length, run.notes.length];
  const before = new Map(run.routers.map(({ records }) => [records, records.length]));
  const server = new Server(run, file, name === null ? file : null);
  run.listener = (callee, args, place) => {
    server.hear(callee, args);
    const [main] = args.positional;
    if (callee.k === "external" && runsMain.test(callee.path) && main?.k === "function")
      call(run, main, { ...noArgs, named: switches(run, main) }, place, moduleFrame(module));
  };
  run.safely(() => (name === null ? runMain(run, module) : callStart(run, module, name)), undefined);
  run.listener = null;
  for (const [records, added] of server.added(before)) keep(records, before.get(records) ?? 0, added);
  const others = run.routers.slice(0, known);
  const again = new Set<Router>();
  for (const one of run.routers.slice(known)) {
    const same = makes && one.app ? others.find((other) => isSame(other, one)) : undefined;
    if (same !== undefined) again.add(one);
    one.served = makes && one.app && same === undefined && server.serves(one);
    if (same === undefined || !server.serves(one)) continue;
    if (isGivenMore(one, same)) give(same, one);
    if (file !== one.place.file) add(same, one, file);
  }
  forgetLoose(run, known, (one) => !again.has(one) && (one.name !== null || (one.app && (!makes || one.served))));
  // what is not known on the way matters where it leads to something
  if ([...before].every(([records, count]) => records.length <= count) && run.routers.slice(known).every(({ app }) => !app)) run.notes.length = notes;
  nameMade(run, known, file, name ?? "__main__");
  run.onWay = null;
  run.assuming = false;
  run.limit = limit;
}

/** Of what a program added what no other one had added. */
function keep(records: RouterRecord[], before: number, added: readonly RouterRecord[]): void {
  const keys = new Set(records.slice(0, before).map(alike));
  records.splice(Math.min(before, records.length), records.length, ...added.filter((one) => !keys.has(alike(one))));
}

/** What a guess made without arguments becomes what a program makes with them: the same routes, whose handlers find what they were given. */
function give(same: Router, one: Router): void {
  const given = new Map(one.records.map((record) => [alike(record), record]));
  for (const [index, record] of same.records.entries()) same.records[index] = given.get(alike(record)) ?? record;
  for (const [name, value] of one.attrs) same.attrs.set(name, value);
  same.lifespans.splice(0, same.lifespans.length, ...one.lifespans);
  same.startup.splice(0, same.startup.length, ...one.startup);
  same.middlewares.splice(0, same.middlewares.length, ...one.middlewares);
  same.lacks = null;
}

/** To an application what a program adds itself, in its own file, to what the same factory makes. */
function add(same: Router, { records }: Router, file: string): void {
  const keys = new Set(same.records.map(alike));
  same.records.push(...records.filter((one) => one.place.file === file && !keys.has(alike(one))));
}

/** Routers that a function has made for this program alone, and that are part of nothing now. */
function forgetLoose(run: Run, known: number, isHeld: (one: Router) => boolean): void {
  const reached = new Set(run.routers.filter((one, index) => index < known || isHeld(one)).map(({ records }) => records));
  for (const records of reached) for (const one of records) if (one.k !== "route") reached.add(one.target.records);
  const kept = run.routers.filter(({ records }, index) => index < known || reached.has(records));
  run.routers.splice(known, run.routers.length, ...kept.slice(known));
}

/**
 * To the reader it is the one that is known already, started another time: all is alike, or what makes both registers routes itself.
 * A factory that registers nothing is no more than `FastAPI()`.
 */
function isSame(known: Router, { place, records }: Router): boolean {
  const isHere = (one: Place): boolean => one.file === place.file;
  if (!known.app || !isHere(known.place) || known.place.line !== place.line) return false;
  const own = new Set(records.map(alike));
  const shared = known.records.filter((record) => own.has(alike(record)));
  return (shared.length === known.records.length && shared.length === records.length) || shared.some((record) => isHere(record.place));
}

/** Applications that no variable of a module holds have the name of what makes them. */
export function nameMade(run: Run, before: number, file: string, name: string): void {
  for (const router of run.routers.slice(before)) {
    if (router.name !== null) continue;
    router.name = `${file}\n${name}`;
    router.bound = false;
  }
}

function runMain(run: Run, module: Module): void {
  run.called.add(module);
  const frame = moduleFrame(module);
  run.frames.push(frame);
  module.scope.names.set("__name__", text("__main__"));
  for (const piece of module.pieces) {
    if (piece.kind !== "code" || !module.source.pieceMatches(piece, testsMain)) continue;
    for (const { base, statements } of module.parts(piece)) {
      frame.base = base;
      for (const one of statements) if (one.k === "if" && JSON.stringify(one.test).includes('"__main__"')) execute(run, [one], frame);
    }
  }
  module.scope.names.set("__name__", text(module.name));
  run.frames.pop();
}

function callStart(run: Run, module: Module, name: string): void {
  const value = moduleName(run, module, name);
  const named = value?.k === "function" && isCommand(value) ? switches(run, value) : noArgs.named;
  if (value !== undefined) call(run, value, { ...noArgs, named }, { file: module.file, line: lineOf(module.pieces, name) }, moduleFrame(module));
}

const lineOf = (pieces: readonly Piece[], name: string): number => (pieces.find((one) => one.name === name)?.line ?? 0) + 1;

const lineIn = ({ definition }: Func | Class): number => (definition.k === "lambda" ? definition.expression.line : definition.line);
