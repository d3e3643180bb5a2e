import type { ClassDefinition, Decorator, Expression, FunctionDefinition, Statement } from "../python/syntax";
import { assign } from "./assign";
import { getAttribute, instanceOfType } from "./attributes";
import { call } from "./calls";
import { evaluate, iterate } from "./expressions";
import type { Module, Part } from "./module";
import { baseName } from "./project";
import type { Frame, Run } from "./run";
import { bind, lookup, moduleName, read } from "./scope";
import { type Class, type Func, type Lazy, noneValue, optionsOf, text, truth, union, unknown, type Value } from "./values";

/** How a block ended. */
export type End = "next" | "return" | "break" | "continue" | "raise";

const MOST_STEPS_A_PIECE = 200_000;

const decoratesMembers = /^[ \t]+@[\w.]+\.\w+\(/m;

/** Runs the outermost level of a module; functions and classes wait until somebody wants them. */
export function executeModule(run: Run, module: Module, name = module.name): void {
  const frame = moduleFrame(module);
  module.scope.names.set("__name__", text(name));
  module.scope.names.set("__file__", text(module.file));
  for (const piece of module.pieces) {
    if (!run.step()) return;
    const waits = piece.name !== "" && (piece.kind === "def" || (piece.kind === "class" && !module.source.pieceMatches(piece, decoratesMembers)));
    if (waits)
      module.scope.names.set(
        piece.name,
        definitionOf(run, module, () => module.parts(piece)),
      );
    // an import that fails would stop Python here; what follows may still be of use
    else {
      const { limit } = run;
      // one statement that explodes must not cost the rest of the project; imports run other modules
      if (piece.kind !== "import") run.limit = Math.min(limit, run.steps + MOST_STEPS_A_PIECE);
      for (const { base, statements } of module.parts(piece)) {
        frame.base = base;
        for (const statement of statements) execute(run, [statement], frame);
      }
      if (run.steps > run.limit && run.limit < limit) run.note("analysis-cut", { file: module.file, line: piece.line + 1 });
      run.limit = limit;
    }
  }
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

export function execute(run: Run, statements: readonly Statement[], frame: Frame): End {
  let end: End = "next";
  run.depth++;
  for (const statement of statements) {
    // what follows the one `yield` of a context manager runs when it is left
    const left = frame.func?.role === "context" && frame.yields.length > 0;
    end = !left && run.step() ? one(run, statement, frame) : "return";
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
      const value = evaluate(run, s.value, frame);
      for (const target of s.targets) assign(run, target, value, frame);
      return "next";
    }
    case "annotate":
      if (s.value !== null) assign(run, s.target, annotated(run, evaluate(run, s.value, frame), s.type, frame), frame);
      return "next";
    case "augment":
      assign(run, s.target, evaluate(run, { k: "binary", op: s.op.slice(0, -1), left: s.target, right: s.value }, frame), frame);
      return "next";
    case "return":
      frame.returns.push(s.value === null ? noneValue : evaluate(run, s.value, frame));
      return "return";
    case "raise":
      return "raise";
    case "break":
      return "break";
    case "continue":
      return "continue";
    case "if": {
      const test = truth(evaluate(run, s.test, frame));
      if (test !== null && run.registering) for (const line of registrations(test ? s.no : s.yes)) run.note("route-switched-off", run.place(frame, line));
      return branch(run, frame, test, s.yes, s.no);
    }
    case "for":
      return loop(run, s, frame);
    case "while":
      if (truth(evaluate(run, s.test, frame)) === false) return "next";
      return afterLoop(execute(run, s.body, frame));
    case "try":
      return attempt(run, s, frame);
    case "with":
      for (const item of s.items) {
        const entered = enter(run, evaluate(run, item.value, frame), frame);
        if (item.target !== null) assign(run, item.target, entered, frame);
      }
      return execute(run, s.body, frame);
    case "match":
      return match(run, s, frame);
    case "function": {
      const func = makeFunction(run, s, frame);
      bind(frame, s.name, decorate(run, func, s.decorators, frame));
      return "next";
    }
    case "class": {
      const cls = makeClass(run, s, frame);
      bind(frame, s.name, decorate(run, cls, s.decorators, frame));
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
      return "next";
  }
}

/** `model: HousePriceModel = request.app.state.model`: what is not known otherwise is known by its annotation. */
function annotated(run: Run, value: Value, type: Expression, frame: Frame): Value {
  if (run.modelOf === null || value.k !== "unknown") return value;
  return instanceOfType(run, type, frame, run.place(frame, 0)) ?? value;
}

const registersRoutes = /^(get|post|put|patch|delete|head|options|trace|api_route|websocket|add_api_route|add_api_websocket_route|include_router|mount)$/;

/** Lines of a block that is not run which would register routes. */
function registrations(block: readonly Statement[]): number[] {
  const registers = (e: Expression): number[] => {
    if (e.k !== "call" || e.callee.k !== "attribute" || !registersRoutes.test(e.callee.id)) return [];
    const [path] = e.args;
    const isPath = path?.value.k === "string" && path.value.value.startsWith("/");
    return isPath || e.callee.id.startsWith("add_") || e.callee.id === "include_router" ? [e.line] : [];
  };
  return block.flatMap((s) => {
    if (s.k === "function") return s.decorators.flatMap((d) => registers(d.value));
    if (s.k === "expression") return registers(s.value);
    if (s.k === "if") return [...registrations(s.yes), ...registrations(s.no)];
    return s.k === "for" || s.k === "with" ? registrations(s.body) : [];
  });
}

/** Both sides of what cannot be known; names then have either value. */
export function branch(run: Run, frame: Frame, test: boolean | null, yes: readonly Statement[], no: readonly Statement[]): End {
  if (test === true) return execute(run, yes, frame);
  if (test === false) return execute(run, no, frame);
  return either(run, frame, [way(run, yes, frame), way(run, no, frame)]);
}

/** Runs alternatives, each on the names as they were, and joins what they leave. Only names that one of them binds are looked at. */
function either(_run: Run, frame: Frame, ways: readonly Way[]): End {
  const { names } = frame.scope;
  const touched = new Set<string>();
  for (const way of ways) for (const name of bound(way.block)) touched.add(name);
  const before = [...touched].map((name) => [name, names.get(name)] as const);
  const after = new Map<string, (Value | Lazy)[]>();
  let left = 0;
  let returned = false;
  ways.forEach((way, index) => {
    if (index > 0) for (const [name, value] of before) restore(names, name, value);
    const end = way.run();
    if (end === "return") returned = true;
    if (end === "return" || end === "raise") return;
    left++;
    for (const name of touched) {
      const value = names.get(name);
      if (value === undefined) continue;
      const known = after.get(name);
      if (known === undefined) after.set(name, [value]);
      else known.push(value);
    }
  });
  if (left === 0) {
    for (const [name, value] of before) restore(names, name, value);
    return returned ? "return" : "raise";
  }
  for (const name of touched) {
    const values = after.get(name) ?? [];
    const ready = values.flatMap((value) => (value.k === "lazy" ? [] : [value]));
    // a name that was imported on one side only is worth more than its absence
    restore(names, name, ready.length === values.length && ready.length > 0 ? union(ready) : values[0]);
  }
  return "next";
}

function way(run: Run, block: readonly Statement[], frame: Frame): Way {
  return { block, run: () => execute(run, block, frame) };
}

interface Way {
  readonly block: readonly Statement[];
  run(): End;
}

function restore(names: Map<string, Value | Lazy>, name: string, value: Value | Lazy | undefined): void {
  if (value === undefined) names.delete(name);
  else names.set(name, value);
}

const boundIn = new WeakMap<readonly Statement[], ReadonlySet<string>>();

/** Every name that a block may bind. */
function bound(block: readonly Statement[]): ReadonlySet<string> {
  const known = boundIn.get(block);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const target = (e: Expression | null): void => {
    if (e === null) return;
    if (e.k === "name") names.add(e.id);
    else if (e.k === "sequence") e.items.forEach(target);
    else if (e.k === "star") target(e.value);
  };
  const inside = (other: readonly Statement[]): void => {
    for (const name of bound(other)) names.add(name);
  };
  for (const s of block) {
    switch (s.k) {
      case "assign":
        s.targets.forEach(target);
        break;
      case "annotate":
      case "augment":
        target(s.target);
        break;
      case "function":
      case "class":
        names.add(s.name);
        break;
      case "import":
        for (const { name, as } of s.names) names.add(as === "" ? (name.split(".", 1)[0] ?? name) : as);
        break;
      case "from":
        if (s.names !== "*") for (const { name, as } of s.names) names.add(as === "" ? name : as);
        break;
      case "if":
        inside(s.yes);
        inside(s.no);
        break;
      case "for":
        target(s.target);
        inside(s.body);
        inside(s.after);
        break;
      case "while":
        inside(s.body);
        inside(s.after);
        break;
      case "try":
        inside(s.body);
        inside(s.after);
        inside(s.last);
        for (const handler of s.handlers) inside(handler.body);
        break;
      case "with":
        for (const item of s.items) target(item.target);
        inside(s.body);
        break;
      case "match":
        for (const one of s.cases) inside(one.body);
        break;
      default:
    }
  }
  boundIn.set(block, names);
  return names;
}

/** How often a loop is unrolled, while modules are imported and while handlers are followed. */
const MOST_TURNS = { registering: 500, serving: 24 };

function loop(run: Run, s: Statement & { k: "for" }, frame: Frame): End {
  const over = evaluate(run, s.iterable, frame);
  const { items, open } = iterate(run, over, frame);
  const turns = run.registering ? MOST_TURNS.registering : MOST_TURNS.serving;
  for (const item of items.slice(0, turns)) {
    assign(run, s.target, item, frame);
    const end = execute(run, s.body, frame);
    if (end === "break") return "next";
    if (end === "return" || end === "raise") return end;
  }
  if (open && items.length === 0) {
    assign(run, s.target, over.k === "unknown" ? over : unknown, frame);
    // it may turn or not: what it returns is possible, not certain
    return either(run, frame, [{ block: s.body, run: () => afterLoop(execute(run, s.body, frame)) }, way(run, [], frame)]);
  }
  return execute(run, s.after, frame);
}

function afterLoop(end: End): End {
  return end === "return" || end === "raise" ? end : "next";
}

function attempt(run: Run, s: Statement & { k: "try" }, frame: Frame): End {
  let end = execute(run, s.body, frame);
  if (end === "raise") {
    const handler = s.handlers[0];
    if (handler !== undefined) end = execute(run, handler.body, frame);
  } else {
    if (end === "next") end = execute(run, s.after, frame);
    // while serving, anything may fail; while importing, we take it that nothing does
    if (!run.registering && s.handlers.length > 0) {
      const done = end;
      const merged = either(run, frame, [way(run, [], frame), ...s.handlers.map((handler) => way(run, handler.body, frame))]);
      end = done === "next" ? merged : done;
    }
  }
  const last = execute(run, s.last, frame);
  return last === "next" ? end : last;
}

function match(run: Run, s: Statement & { k: "match" }, frame: Frame): End {
  const subject = evaluate(run, s.subject, frame);
  const ways: Way[] = [];
  for (const one of s.cases) {
    const pattern = one.pattern === null ? unknown : evaluate(run, one.pattern, frame);
    if (subject.k === "text" && subject.holes.length === 0 && pattern.k === "text") {
      if (pattern.value !== subject.value) continue;
      if (ways.length === 0) return execute(run, one.body, frame);
    }
    ways.push(way(run, one.body, frame));
    if (subject.k === "text" && subject.holes.length === 0 && ways.length === 1 && one.pattern?.k === "other") break;
  }
  if (ways.length === 0) return "next";
  return either(run, frame, ways);
}

/** What `with x as y` binds. */
export function enter(run: Run, value: Value, frame: Frame): Value {
  if (value.k === "list" && value.kind === "generator") return value.items[0] ?? unknown;
  if (value.k === "instance") {
    for (const name of ["__enter__", "__aenter__"]) {
      const method = getAttribute(run, value, name, frame);
      if (method.k === "method") return call(run, method, { positional: [], named: new Map(), open: false }, value.place, frame);
    }
  }
  return value;
}

export function makeFunction(run: Run, definition: FunctionDefinition, frame: Frame): Func {
  const defaults = new Map<string, Value>();
  for (const p of definition.parameters) if (p.default !== null) defaults.set(p.name, evaluate(run, p.default, frame));
  const { owner } = frame;
  const inClass = owner !== null && frame.scope.kind === "class";
  return {
    k: "function",
    id: run.id(),
    name: definition.name,
    qualified: inClass ? `${owner.name}.${definition.name}` : definition.name,
    definition,
    module: frame.module,
    scope: frame.scope,
    base: frame.base,
    owner: inClass ? owner : null,
    role: "plain",
    defaults,
    wraps: null,
  };
}

function makeClass(run: Run, definition: ClassDefinition, frame: Frame): Class {
  const bases: Value[] = [];
  const keywords = new Map<string, Value>();
  for (const arg of definition.args) {
    const value = evaluate(run, arg.value, frame);
    if (arg.name === null) bases.push(...optionsOf(value));
    else keywords.set(arg.name, value);
  }
  const cls: Class = {
    k: "class",
    id: run.id(),
    name: definition.name,
    definition,
    module: frame.module,
    base: frame.base,
    bases,
    keywords,
    scope: { kind: "class", names: new Map(), parent: frame.scope, outer: null },
    decorators: definition.decorators.map((d) => evaluate(run, d.value, frame)),
    fields: new Map(),
  };
  for (const s of definition.body) if (s.k === "annotate" && s.target.k === "name") cls.fields.set(s.target.id, s.type);
  execute(run, definition.body, { ...frame, scope: cls.scope, owner: cls, self: null, func: null, returns: [], yields: [] });
  run.onClass(cls);
  return cls;
}

function decorate(run: Run, defined: Func | Class, decorators: readonly Decorator[], frame: Frame): Value {
  let value: Value = defined;
  for (let i = decorators.length - 1; i >= 0; i--) {
    const decorator = decorators[i];
    if (decorator === undefined) continue;
    const place = run.place(frame, decorator.line);
    for (const way of optionsOf(evaluate(run, decorator.value, frame))) value = applyDecorator(run, way, value, place, frame);
  }
  return value;
}

const roles: Readonly<Record<string, Func["role"]>> = {
  property: "property",
  "builtins.property": "property",
  "functools.cached_property": "property",
  staticmethod: "static",
  classmethod: "class",
  "contextlib.contextmanager": "context",
  "contextlib.asynccontextmanager": "context",
};

function applyDecorator(run: Run, decorator: Value, value: Value, place: Frame["registers"] & object, frame: Frame): Value {
  if (decorator.k === "external") {
    const role = roles[decorator.path];
    if (role !== undefined && value.k === "function") return { ...value, role };
    return value;
  }
  if (decorator.k === "made" && decorator.path === "functools.wraps") {
    const wrapped = rootFunction(decorator.args.positional[0] ?? unknown);
    return wrapped !== null && value.k === "function" ? { ...value, wraps: wrapped } : value;
  }
  if (decorator.k === "unknown" || decorator.k === "text") return value;
  const result = call(run, decorator, { positional: [value], named: new Map(), open: false }, place, frame);
  const wrapped = value.k === "function" ? value : null;
  for (const one of optionsOf(result)) {
    if (one.k === "function" && wrapped !== null && one !== wrapped && one.wraps === null && one.definition.k === "function")
      return { ...one, wraps: wrapped.wraps ?? wrapped };
    if (one.k !== "unknown" && one.k !== "made" && one.k !== "part" && one.k !== "constant") return one;
  }
  return value;
}

/** The function that stands behind a handler: unwrapped from decorators, partials and binding. */
export function rootFunction(value: Value): Func | null {
  switch (value.k) {
    case "function":
      return value.wraps ?? value;
    case "method":
      return value.func.wraps ?? value.func;
    case "partial":
      return rootFunction(value.func);
    case "union":
      for (const one of value.options) {
        const found = rootFunction(one);
        if (found !== null) return found;
      }
      return null;
    default:
      return null;
  }
}

function importModules(run: Run, s: Statement & { k: "import" }, frame: Frame): End {
  let end: End = "next";
  for (const { name, as } of s.names) {
    const path = run.project.resolve(frame.module.file, 0, name);
    const first = name.split(".", 1)[0] ?? name;
    if (path === null) {
      bind(frame, as === "" ? first : as, { k: "external", path: as === "" ? first : name });
      if (run.project.resolve(frame.module.file, 0, first) !== null && name !== first) end = "raise";
      continue;
    }
    run.load(path);
    if (as !== "") bind(frame, as, { k: "module", module: run.open(path) });
    else {
      const top = run.project.resolve(frame.module.file, 0, first) ?? path;
      bind(frame, first, { k: "module", module: run.open(top) });
    }
  }
  return end;
}

function importNames(run: Run, s: Statement & { k: "from" }, frame: Frame): End {
  const { module } = frame;
  const path = run.project.resolve(module.file, s.level, s.module);
  if (path === null) return importOutside(run, s, frame);
  const source = run.load(path);
  let end: End = "next";
  if (s.names === "*") {
    if (frame.scope.kind === "module") module.stars.push(source);
    // submodules named in __all__ are imported too
    const all = source.active ? read(source.scope, "__all__") : moduleName(run, source, "__all__");
    if (all?.k === "list") for (const item of all.items) if (item.k === "text") loadSubmodule(run, path, item.value);
    return end;
  }
  for (const { name, as } of s.names) {
    const sub = loadSubmodule(run, path, name);
    if (!source.isPackage || sub === null) {
      const simple = source.state === "done" && read(source.scope, name) === undefined && moduleName(run, source, name) === undefined;
      if (simple) end = "raise";
    }
    bind(frame, as === "" ? name : as, {
      k: "lazy",
      force: () => moduleName(run, source, name) ?? (sub === null ? undefined : { k: "module", module: run.open(sub) }),
    });
  }
  return end;
}

function loadSubmodule(run: Run, path: string, name: string): string | null {
  if (!path.endsWith("/") && baseName(path) !== "__init__.py") return null;
  const own = run.open(path);
  // a name that the package binds itself wins over a file of that name
  if (own.scope.names.has(name)) return null;
  const sub = run.submodule(path, name);
  if (sub !== null) run.load(sub);
  return sub;
}

function importOutside(run: Run, s: Statement & { k: "from" }, frame: Frame): End {
  const missing = s.level > 0 || run.project.resolve(frame.module.file, 0, s.module.split(".", 1)[0] ?? "") !== null;
  const reason = run.reason("missing-module", run.place(frame, s.line), ".".repeat(s.level) + s.module);
  if (s.names === "*") {
    if (!missing) frame.module.stars.push(s.module);
    return missing ? "raise" : "next";
  }
  for (const { name, as } of s.names) {
    const bound = as === "" ? name : as;
    bind(frame, bound, missing ? { k: "unknown", reason } : { k: "external", path: `${s.module}.${name}` });
    if (name === "FastAPI" || name === "Starlette") run.makers.add(bound);
  }
  return missing ? "raise" : "next";
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
