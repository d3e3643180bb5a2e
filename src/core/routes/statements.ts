import type { Piece } from "../python/split";
import type { Expression, Statement } from "../python/syntax";
import { ancestors } from "./ancestry";
import { assign, extendInPlace, remove } from "./assign";
import { getAttribute, instanceOfType } from "./attributes";
import { branch, either, way } from "./branches";
import { call } from "./calls";
import { decorate, makeClass, makeFunction } from "./definitions";
import { argsOf, evaluate, iterate } from "./expressions";
import { catches, caughtNames } from "./failures";
import { guarded, guardOf } from "./guards";
import { importModules, importNames } from "./importing";
import { match } from "./matching";
import type { Module, Part } from "./module";
import { apart, narrowed } from "./narrowing";
import { holds } from "./operators";
import { parent } from "./project";
import { derives, type Frame, type Run } from "./run";
import { bind, lookup } from "./scope";
import { noteSides } from "./sides";
import { type Instance, type Lazy, list, noneValue, optionsOf, text, union, unknown, type Value } from "./values";

/** How a block ended. */
export type End = "next" | "return" | "break" | "continue" | "raise";

const MOST_STEPS_A_PIECE = 200_000;

const decoratesMembers = /^[ \t]+@[\w.]+\.\w+\(/m;

/** Runs the outermost level of a module; functions and classes wait until somebody wants them. */
export function executeModule(run: Run, module: Module, name = module.name): void {
  const frame = moduleFrame(module);
  module.scope.names.set("__name__", text(name));
  module.scope.names.set("__file__", text(module.file));
  module.scope.names.set("__package__", text(module.isPackage ? module.name : module.name.replace(/(^|\.)[^.]*$/, "")));
  if (module.isPackage) module.scope.names.set("__path__", list([text(parent(module.file))]));
  for (const piece of module.pieces) {
    if (!run.step()) return;
    const waits = piece.name !== "" && (piece.kind === "def" || (piece.kind === "class" && !registers(run, module, piece)));
    if (waits)
      module.scope.names.set(
        piece.name,
        definitionOf(run, module, () => module.parts(piece)),
      );
    // an import that fails would stop Python here; what follows may still be of use
    else {
      const { limit } = run;
      // one statement that explodes must not cost the rest of the project; imports run other modules
      if (piece.kind !== "import") run.limit = Math.min(limit, run.steps + Math.round(MOST_STEPS_A_PIECE / 2 ** Math.min(run.explosions, 5)));
      for (const { base, statements } of module.parts(piece)) {
        frame.base = base;
        for (const statement of statements) execute(run, [statement], frame);
      }
      if (run.steps > run.limit && run.limit < limit) {
        run.note("analysis-cut", { file: module.file, line: piece.line + 1 });
        run.explosions++;
      }
      run.limit = limit;
    }
  }
}

/** Defining this class may register something. */
function registers(run: Run, module: Module, piece: Piece): boolean {
  return module.source.pieceMatches(piece, decoratesMembers) || (run.hooks && module.source.pieceMatches(piece, derives));
}

function definitionOf(run: Run, module: Module, parts: () => readonly Part[]): Lazy {
  return {
    k: "lazy",
    force: () => {
      let value: Value | undefined;
      for (const { base, statements } of parts()) {
        const frame = { ...moduleFrame(module), base };
        for (const statement of statements) {
          if (statement.k === "function") value = makeFunction(run, statement, frame);
          else if (statement.k === "class") value = makeClass(run, statement, frame);
        }
      }
      return value ?? unknown;
    },
  };
}

export function moduleFrame(module: Module): Frame {
  return { module, scope: module.scope, base: 0, owner: null, self: null, func: null, returns: [], yields: [], registers: null };
}

/** Nested blocks and evaluations: no hand-written chain of `elif` comes near. */
const DEEPEST_BLOCK = 900;

export function execute(run: Run, statements: readonly Statement[], frame: Frame): End {
  let end: End = "next";
  if (run.depth > DEEPEST_BLOCK) return end;
  run.depth++;
  for (const statement of statements) {
    // what follows the one `yield` of a context manager runs when it is left
    const left = frame.func?.role === "context" && frame.yields.length > 0 && frame.onYield === undefined;
    end = !left && run.step() ? one(run, statement, frame) : "return";
    if (run.failures.pending) end = "raise";
    if (end !== "next") break;
  }
  run.depth--;
  return end;
}

function one(run: Run, s: Statement, frame: Frame): End {
  switch (s.k) {
    case "expression":
      evaluate(run, s.value, frame);
      return "next";
    case "assign": {
      const value = guarded(run, evaluate(run, s.value, frame));
      if (run.failures.pending) return "raise";
      for (const target of s.targets) assign(run, target, value, frame);
      return "next";
    }
    case "annotate":
      if (s.value !== null) assign(run, s.target, annotated(run, evaluate(run, s.value, frame), s.type, frame), frame);
      return "next";
    case "augment":
      if (s.op !== "+=" || !extendInPlace(run, s.target, s.value, frame))
        assign(run, s.target, evaluate(run, { k: "binary", op: s.op.slice(0, -1), left: s.target, right: s.value }, frame), frame);
      return "next";
    case "return": {
      const value = s.value === null ? noneValue : guarded(run, evaluate(run, s.value, frame));
      if (run.failures.pending) return "raise";
      frame.returns.push(value);
      return "return";
    }
    case "raise":
      if (run.registering) run.failures.raise(s.value === null ? ["Exception"] : exceptionNames(run, s.value, frame));
      return "raise";
    case "break":
      return "break";
    case "continue":
      return "continue";
    case "if": {
      const test = holds(run, evaluate(run, s.test, frame), frame);
      if (run.registering) noteSides(run, test, s, frame);
      // nobody writes a handler that always fails: what it guards against is the state before anything was set
      return branch(run, frame, test === true && !run.registering && s.no.length === 0 && raises(s.yes) ? null : test, s.yes, s.no, {
        guard: () => guardOf(run, s.test, frame),
        narrow: () => (test === null ? narrowed(run, s.test, frame) : null),
      });
    }
    case "for":
      return loop(run, s, frame);
    case "while":
      return repeat(run, s, frame);
    case "try":
      return attempt(run, s, frame);
    case "with":
      return within(run, s, frame);
    case "match":
      return match(run, s, frame);
    case "function": {
      const func = makeFunction(run, s, frame);
      bind(run, frame, s.name, decorate(run, func, s.decorators, frame));
      return "next";
    }
    case "class": {
      const cls = makeClass(run, s, frame);
      bind(run, frame, s.name, decorate(run, cls, s.decorators, frame));
      return "next";
    }
    case "import":
      return importModules(run, s, frame);
    case "from":
      return importNames(run, s, frame);
    case "global":
      frame.scope.outer ??= new Set();
      for (const name of s.names) frame.scope.outer.add(name);
      return "next";
    case "delete":
      for (const target of s.targets) remove(run, target, frame);
      return "next";
  }
}

/** `model: HousePriceModel = request.app.state.model`: what is not known otherwise is known by its annotation. */
function annotated(run: Run, value: Value, type: Expression, frame: Frame): Value {
  if (run.modelOf === null || value.k !== "unknown") return value;
  return instanceOfType(run, type, frame, run.place(frame, 0)) ?? value;
}

/** Nothing after it runs. */
function leaves(block: readonly Statement[]): boolean {
  const last = block.at(-1)?.k;
  return last === "raise" || last === "return";
}

function raises(block: readonly Statement[]): boolean {
  return block.at(-1)?.k === "raise";
}

/** How often a loop is unrolled, while modules are imported and while handlers are followed. */
const MOST_TURNS = { registering: 500, serving: 24 };

function loop(run: Run, s: Statement & { k: "for" }, frame: Frame): End {
  const over = evaluate(run, s.iterable, frame);
  const { items, open } = iterate(run, over, frame);
  const turns = run.registering ? MOST_TURNS.registering : MOST_TURNS.serving;
  for (const item of items.slice(0, turns)) {
    assign(run, s.target, item, frame);
    const { result: end } = apart(frame, () => execute(run, s.body, frame));
    if (end === "break") return "next";
    // `for client in clients: try: return await client.ask(...)`: where one fails, the next is tried
    if (end === "return" && !run.registering && triesOn(s.body)) continue;
    if (end === "return" || end === "raise") return end;
  }
  // what a handler has collected comes from requests and databases: that it stayed empty here says nothing
  if ((open || (!run.registering && over.k !== "constant")) && items.length === 0) {
    assign(run, s.target, over.k === "unknown" ? over : unknown, frame);
    // it may turn or not: what it returns is possible, not certain
    return either(run, frame, [{ block: s.body, run: () => afterLoop(execute(run, s.body, frame)) }, way(run, [], frame)]);
  }
  return execute(run, s.after, frame);
}

/** Whether a loop goes on after what its body tries has failed. */
function triesOn(body: readonly Statement[]): boolean {
  return body.some((one) => one.k === "try" && one.handlers.some((handler) => !handler.body.some(({ k }) => k === "return" || k === "raise" || k === "break")));
}

const MOST_ENDLESS_TURNS = 20;

function repeat(run: Run, s: Statement & { k: "while" }, frame: Frame): End {
  // one that only ends from inside is mostly a service that runs for ever
  const most = s.test.k === "constant" || s.test.k === "number" ? MOST_ENDLESS_TURNS : MOST_TURNS.registering;
  for (let turn = 0; turn < most; turn++) {
    const test = holds(run, evaluate(run, s.test, frame), frame);
    if (test === false) return execute(run, s.after, frame);
    if (!run.registering) return afterLoop(apart(frame, () => execute(run, s.body, frame)).result);
    if (test === null) return either(run, frame, [{ block: s.body, run: () => afterLoop(execute(run, s.body, frame)) }, way(run, [], frame)]);
    const end = execute(run, s.body, frame);
    if (end === "break") return "next";
    if (end === "return" || end === "raise") return end;
  }
  return "next";
}

function afterLoop(end: End): End {
  return end === "return" || end === "raise" ? end : "next";
}

function attempt(run: Run, s: Statement & { k: "try" }, frame: Frame): End {
  const { failures } = run;
  const caught = s.handlers.flatMap(({ type }) => caughtNames(type));
  const { result, tell } = apart(frame, () => failures.watching(caught, () => execute(run, s.body, frame)));
  let end = result;
  if (end === "raise") {
    // an import that cannot be followed has no name of its own
    const raised = failures.take();
    const handler =
      s.handlers.find(({ type }) => catches(caughtNames(type), raised ?? ["ModuleNotFoundError"])) ?? (raised === null ? s.handlers[0] : undefined);
    if (handler === undefined) failures.put(raised);
    else {
      if (handler.name !== null) bind(run, frame, handler.name, unknown);
      end = execute(run, handler.body, frame);
    }
  } else {
    if (end === "next") end = execute(run, s.after, frame);
    // while serving, anything may fail; while importing, we take it that nothing does
    if (!run.registering && s.handlers.length > 0) {
      const done = end;
      const merged = either(run, frame, [way(run, [], frame), ...s.handlers.map((handler) => way(run, handler.body, frame))]);
      end = done === "next" ? merged : done;
    }
    if (s.handlers.every(({ body }) => leaves(body))) tell();
  }
  const raised = failures.take();
  const last = execute(run, s.last, frame);
  if (last === "next") failures.put(raised);
  return last === "next" ? end : last;
}

function within(run: Run, s: Statement & { k: "with" }, frame: Frame, from = 0): End {
  const item = s.items[from];
  if (item === undefined) return execute(run, s.body, frame);
  const enterIt = (entered: Value): End => {
    if (item.target !== null) assign(run, item.target, entered, frame);
    return within(run, s, frame, from + 1);
  };
  const callee = item.value.k === "call" && run.importing ? evaluate(run, item.value.callee, frame) : null;
  const func = callee?.k === "function" ? callee : callee?.k === "method" ? callee.func : null;
  if (callee !== null && func?.role === "context" && item.value.k === "call") {
    // what stands in the block runs where the generator yields
    let end: End | null = null;
    const args = argsOf(run, item.value.args, frame);
    run.onYield = { func, work: (value) => (end ??= enterIt(value)) };
    call(run, callee, args, run.place(frame, item.value.line), frame);
    run.onYield = null;
    return end ?? enterIt(unknown);
  }
  const manager = evaluate(run, item.value, frame);
  const entered = enter(run, manager, frame);
  if (item.value.k === "call" && entered.k === "made" && /(^|\.)suppress$/.test(entered.path)) {
    const suppressed = item.value.args.flatMap(({ value }) => caughtNames(value));
    const end = run.failures.watching(suppressed, () => enterIt(entered));
    const raised = run.failures.take();
    if (end !== "raise" || catches(suppressed, raised ?? ["ModuleNotFoundError"])) return end === "raise" ? "next" : end;
    run.failures.put(raised);
    return end;
  }
  const end = enterIt(entered);
  if (run.importing && manager.k === "instance") leave(run, manager, frame);
  return end;
}

function leave(run: Run, manager: Instance, frame: Frame): void {
  for (const name of ["__exit__", "__aexit__"]) {
    const method = manager.cls === null ? unknown : getAttribute(run, manager, name, frame);
    if (method.k === "method") call(run, method, { positional: [noneValue, noneValue, noneValue], named: new Map(), open: false }, manager.place, frame);
  }
}

/** `raise Missing("x")`: the names of its class and of those that it extends. */
function exceptionNames(run: Run, e: Expression, frame: Frame): string[] {
  const type = e.k === "call" ? e.callee : e;
  const value = optionsOf(evaluate(run, type, frame))[0] ?? unknown;
  if (value.k === "class") return ancestors(value).map((one) => (typeof one === "string" ? one.replace(/^.*\./, "") : one.name));
  return type.k === "name" || type.k === "attribute" ? [type.id] : ["Exception"];
}

/** What `with x as y` binds. */
export function enter(run: Run, value: Value, frame: Frame): Value {
  if (value.k === "list" && value.kind === "generator") return value.items[0] ?? unknown;
  if (value.k === "union") return union(value.options.map((one) => enter(run, one, frame)));
  if (value.k === "instance") {
    for (const name of ["__enter__", "__aenter__"]) {
      const method = getAttribute(run, value, name, frame);
      if (method.k === "method") return call(run, method, { positional: [], named: new Map(), open: false }, value.place, frame);
    }
  }
  return value;
}

export function evaluateType(run: Run, type: Expression, frame: Frame): Value {
  // annotations may be written as strings, for names that come later
  if (type.k === "string" && /^[\w.]+$/.test(type.value)) {
    const [first = "", ...rest] = type.value.split(".");
    let value = lookup(run, frame, first) ?? unknown;
    for (const name of rest) value = getAttribute(run, value, name, frame);
    return value;
  }
  return evaluate(run, type, frame);
}
