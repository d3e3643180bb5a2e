import type { Expression, Parameter } from "../python/syntax";
import { ancestors, isSettings } from "./ancestry";
import { getAttribute, instanceOfType } from "./attributes";
import { optionDefault } from "./commandLine";
import { isEnum } from "./enums";
import { evaluate, iterate, keyText } from "./expressions";
import { callExternal, callMade } from "./externals";
import { makeRouter, routerKind } from "./fastapi";
import { finish } from "./models";
import { withoutEnvironment } from "./operators";
import type { Frame, Run } from "./run";
import { execute, moduleFrame } from "./statements";
import { metaclass, ofMetaclass } from "./subclasses";
import { extend, plainBases } from "./superclass";
import {
  type Args,
  type Class,
  dict,
  type Func,
  type Instance,
  knownOptions,
  list,
  noArgs,
  noneValue,
  optionsOf,
  type Place,
  type Scope,
  text,
  union,
  unknown,
  type Value,
} from "./values";

/** `callee(...)`: functions of the project are run with what they are given. */
export function call(run: Run, callee: Value, args: Args, place: Place, frame: Frame): Value {
  if (!run.step() || run.failures.pending) return unknown;
  switch (callee.k) {
    case "function":
      return aside(run, args, () => callFunction(run, callee, args, null, place, frame));
    case "method":
      return aside(run, args, () => callFunction(run, callee.func, { ...args, positional: [callee.self, ...args.positional] }, callee.self, place, frame));
    case "class":
      return aside(run, args, () => instantiate(run, callee, args, place, frame));
    case "external":
      return callExternal(run, callee.path, args, place, frame);
    case "made":
    case "part":
      return callMade(run, callee, args, place, frame);
    case "native":
      return callee.call(args, place);
    case "partial":
      return call(
        run,
        callee.func,
        {
          positional: [...callee.args.positional, ...args.positional],
          named: new Map([...callee.args.named, ...args.named]),
          open: args.open || callee.args.open,
        },
        place,
        frame,
      );
    case "union":
      return run.maybe(() => union(callee.options.map((one) => call(run, one, args, place, frame))));
    case "instance": {
      const method = getAttribute(run, callee, "__call__", frame);
      return method.k === "method"
        ? call(run, method, args, place, frame)
        : method.k === "part"
          ? callMade(run, method.of, args, place, frame)
          : callGiven(run, args, place, frame);
    }
    case "unknown":
      callGiven(run, args, place, frame);
      return injected(run, args, place) ?? callee;
    default:
      return unknown;
  }
}

/** `container.get(Service)`: a container of dependencies gives an instance of the class that it is asked for. */
export function injected(run: Run, args: Args, place: Place): Value | null {
  const [cls] = args.positional;
  if (run.modelOf === null || args.positional.length !== 1 || cls?.k !== "class") return null;
  return { k: "instance", id: run.id(), cls, attrs: new Map(), place, uncertain: true };
}

/** Calls that only look at what they are given. */
const looks =
  /^(inspect|logging|loguru|typing|pprint|atexit|signal|structlog)\.|(^|\.)(callable|isinstance|issubclass|print|id|repr|hash|iscoroutinefunction|wraps|debug|info|warning|error|exception)$/;

/** Calls that run what they are given in a thread, a process or later, and where that and its arguments stand. */
const executes =
  /(^|\.)(to_thread|run_in_threadpool|run_sync|run_in_executor|submit|map|imap|imap_unordered|starmap|start_soon|call_soon|call_soon_threadsafe|call_later|Thread|Process|Timer)$/;

const calledWhenGiven = new Set<Value["k"]>(["function", "method", "partial", "part", "union", "list"]);
/** `queue.enqueue(work, path)` of RQ and the like. */
const toWorker = /(^|\.)enqueue(_job|_call|_in|_at|_many)?$/;
/** `background.add_task(work, path)`, `BackgroundTask(work, path)`, `scheduler.add_job(work)`, `loop.call_later(5, work)` */
const afterAnswer = /BackgroundTasks?\.add_task$|(^|\.)(BackgroundTask|add_job|call_later|Timer)$/;

/** A function passed to something that we cannot read counts as called. */
export function callGiven(run: Run, args: Args, place: Place, frame: Frame, path = ""): Value {
  if (toWorker.test(path)) return run.inWorker(() => given(run, args, place, frame, path));
  return afterAnswer.test(path) ? run.afterAnswer(() => given(run, args, place, frame, path)) : given(run, args, place, frame, path);
}

function given(run: Run, args: Args, place: Place, frame: Frame, path: string): Value {
  const task = executes.exec(path)?.[2];
  if (task !== undefined) return executed(run, task, args, place, frame);
  if (run.registering || looks.test(path) || !run.step()) return unknown;
  const results: Value[] = [];
  const values = [...args.positional, ...args.named.values()];
  values.forEach((all, index) => {
    const rest = index < args.positional.length ? args.positional.slice(index + 1) : [];
    for (const value of optionsOf(all)) {
      if (value.k === "function" || value.k === "method" || value.k === "partial")
        results.push(call(run, value, { positional: rest, named: index < args.positional.length ? args.named : new Map(), open: true }, place, frame));
      // each of them given the others would be two to the power of their number
      else if (value.k === "part")
        results.push(callMade(run, value, { positional: rest.filter((one) => !calledWhenGiven.has(one.k)), named: new Map(), open: true }, place, frame));
      else if (value.k === "list" && value.items.length < 20)
        for (const item of value.items)
          if (item.k === "function" || item.k === "method" || item.k === "part") call(run, item, { ...noArgs, open: true }, place, frame);
    }
  });
  return results.length > 0 ? union(results) : unknown;
}

/** `to_thread(f, x)`, `run_in_executor(pool, f, x)`, `Thread(target=f, args=(x,))`, `pool.map(f, xs)` */
function executed(run: Run, task: string, args: Args, place: Place, frame: Frame): Value {
  const first = /^(run_in_executor|call_later|Thread|Process|Timer)$/.test(task) ? 1 : 0;
  const named = args.named.get("target") ?? args.named.get("function") ?? args.named.get("func") ?? args.named.get("fn");
  const func = named ?? args.positional[first];
  if (func === undefined || func.k === "unknown") return unknown;
  const rest = named === undefined ? args.positional.slice(first + 1) : args.positional;
  if (/^(Thread|Process|Timer)$/.test(task)) {
    const list = args.named.get("args");
    const words = args.named.get("kwargs");
    const positional = list === undefined ? rest : iterate(run, list, frame).items;
    return call(run, func, { positional, named: words?.k === "dict" ? words.entries : new Map(), open: false }, place, frame);
  }
  if (/map$|unordered$/.test(task)) {
    const each = rest.map((one) => iterate(run, one, frame));
    const items = each.map(({ items }) => (items.length === 0 ? unknown : union([...items])));
    const result = call(run, func, { positional: items, named: new Map(), open: false }, place, frame);
    return list([result], "list", true);
  }
  const given = new Map([...args.named].filter(([name]) => !/^(limiter|cancellable|abandon_on_cancel|name|func|fn)$/.test(name)));
  return call(run, func, { positional: rest, named: given, open: false }, place, frame);
}

/** How many times one function may be on the stack: recursion ends here. */
const MOST_RECURSION = 3;
/** While modules are imported it may go deeper, as long as it does not branch. */
const MOST_RECURSION_AT_IMPORT = 12;
const MOST_DEEP_CALLS = 60;

function recursesTooOften(run: Run, func: Func): boolean {
  const times = run.stack.filter((one) => one.definition === func.definition).length;
  if (times < MOST_RECURSION) return false;
  const calls = (run.deepCalls.get(func.definition) ?? 0) + 1;
  run.deepCalls.set(func.definition, calls);
  return !run.registering || times >= MOST_RECURSION_AT_IMPORT || calls > MOST_DEEP_CALLS;
}

function callFunction(run: Run, func: Func, args: Args, self: Value | null, place: Place, caller: Frame): Value {
  if (run.tooDeep || recursesTooOften(run, func)) return unknown;
  run.called.add(func.definition);
  const remembered =
    func.remembers !== undefined && run.registering && run.uncertain === 0 && args.named.size === 0 ? args.positional.map(keyText).join() : null;
  const before = remembered === null ? undefined : func.remembers?.get(remembered);
  if (before !== undefined) return before;
  const memo = run.memo?.begin(func, args);
  if (memo?.known !== undefined) return memo.known;
  const scope: Scope = { kind: "function", names: new Map(), parent: func.scope, outer: null };
  const frame: Frame = {
    module: func.module,
    scope,
    base: func.base,
    owner: func.owner,
    self: self ?? (func.owner === null ? null : (args.positional[0] ?? null)),
    func,
    returns: [],
    yields: [],
    registers: registersFor(func, self, place, caller),
    ...yieldsInto(run, func),
  };
  const parameters = func.definition.k === "function" ? func.definition.parameters : func.definition.expression.parameters;
  bindParameters(run, parameters, func, args, scope);
  // a closure keeps `self` and the class of the function around it
  const inner = func.owner === null && caller.func !== null ? { ...frame, self: selfOf(func, frame) } : frame;
  run.stack.push(func);
  run.frames.push(inner);
  let result: Value;
  if (func.definition.k === "lambda") result = evaluate(run, func.definition.expression.body, inner);
  else {
    const end = execute(run, run.bodyOf(func, func.definition), inner);
    if (func.definition.generator) result = list(frame.yields, "generator", true);
    else result = frame.returns.length === 0 ? noneValue : union(end === "next" ? [...frame.returns, noneValue] : frame.returns);
    const { returns } = func.definition;
    if (!run.registering && returns !== null && result.k !== "constant" && knownOptions(result).length === 0) {
      const typed = instanceOfType(run, returns, { ...moduleFrame(func.module), scope: func.scope, base: func.base, owner: func.owner }, place);
      // None stays possible where the code returns it
      if (typed !== null) result = union([typed, ...optionsOf(result).filter((one) => one.k === "constant")]);
    }
  }
  run.stack.pop();
  run.frames.pop();
  memo?.end(result);
  if (remembered !== null && args.positional.every((one) => keyText(one) !== null)) func.remembers?.set(remembered, result);
  return result;
}

function yieldsInto(run: Run, func: Func): Pick<Frame, "onYield"> {
  const { onYield } = run;
  if (onYield === null || onYield.func !== func) return {};
  run.onYield = null;
  return { onYield: onYield.work };
}

function selfOf(func: Func, frame: Frame): Value | null {
  for (let scope: Scope | null = func.scope; scope !== null && scope.kind === "function"; scope = scope.parent) {
    const self = scope.names.get("self");
    if (self !== undefined && self.k !== "lazy") return self;
  }
  return frame.self;
}

const registering = new Set(
  "get put post delete options head patch trace api_route websocket add_api_route add_api_websocket_route add_route add_websocket_route route websocket_route include_router".split(
    " ",
  ),
);

/** A router's own `get` or `add_api_route` registers for the line that called it. */
function registersFor(func: Func, self: Value | null, place: Place, caller: Frame): Place | null {
  if (self?.k === "router" && registering.has(func.name)) return caller.registers ?? place;
  // the decorator that such a method returned
  for (let scope: Scope | null = func.scope; scope !== null && scope.kind === "function"; scope = scope.parent) {
    const owner = scope.names.get("self");
    if (owner !== undefined && owner.k === "router" && func.owner === null && scope !== func.scope.parent) return place;
  }
  return null;
}

function bindParameters(run: Run, parameters: readonly Parameter[], func: Func, args: Args, scope: Scope): void {
  const used = new Set<string>();
  let next = 0;
  for (const p of parameters) {
    if (p.kind === "*") {
      scope.names.set(p.name, list(args.positional.slice(next), "tuple", args.open));
      next = args.positional.length;
      continue;
    }
    if (p.kind === "**") {
      const rest = [...args.named].filter(([name]) => !used.has(name) && !parameters.some((one) => one.name === name && one.kind !== "**"));
      scope.names.set(p.name, dict(rest, args.open));
      continue;
    }
    const named = args.named.get(p.name);
    used.add(p.name);
    const value = named ?? (p.kind === "plain" && next < args.positional.length ? args.positional[next++] : undefined);
    if (value !== undefined)
      scope.names.set(p.name, value.k === "unknown" && p.type !== null && run.modelOf !== null ? (byType(run, func, p.type) ?? value) : value);
    else {
      const otherwise = withoutOption(func.defaults.get(p.name));
      const given = otherwise === undefined && p.type !== null && run.modelOf !== null ? byType(run, func, p.type) : null;
      scope.names.set(
        p.name,
        otherwise !== undefined && !args.open ? otherwise : otherwise !== undefined ? union([otherwise, unknown]) : (given ?? run.missing(func, p)),
      );
    }
  }
}

/** `port: int = typer.Option(8000)`: its default; undefined where somebody has to say. */
function withoutOption(value: Value | undefined): Value | undefined {
  if (value?.k !== "made" || !/^typer\.(\w+\.)*(Option|Argument)$/.test(value.path)) return value;
  const given = value.args.named.get("default") ?? value.args.positional[0];
  return given?.k === "text" && given.value.startsWith("-") ? undefined : optionDefault(given);
}

function byType(run: Run, func: Func, type: Expression): Value | null {
  const place = { file: func.module.file, line: func.base + 1 };
  return instanceOfType(run, type, { ...moduleFrame(func.module), scope: func.scope, base: func.base, owner: func.owner }, place);
}

/** `Class(...)` */
export function instantiate(run: Run, cls: Class, args: Args, place: Place, frame: Frame): Value {
  if (run.tooDeep) return unknown;
  const kind = routerKind(cls);
  if (kind !== null) return makeRouter(run, kind, cls, args, place, frame);
  run.called.add(cls);
  const outside = ancestors(cls).filter((one) => typeof one === "string");
  if (isEnum(cls)) return enumOf(run, cls, args, place, frame);
  const caller = metaclass(cls);
  const byMetaclass = caller === null || run.making.includes(cls) ? null : ofMetaclass(caller, "__call__");
  if (byMetaclass !== null && registersRoutes(byMetaclass)) {
    run.making.push(cls);
    const made = call(run, { k: "method", self: cls, func: byMetaclass }, args, place, frame);
    run.making.pop();
    return made;
  }
  const maker = getAttribute(run, cls, "__new__", frame);
  let self: Value | null = null;
  if (maker.k === "function") {
    const made = callFunction(run, maker, { ...args, positional: [cls, ...args.positional] }, null, place, frame);
    self = (made.k === "union" ? made.options.find((one) => one.k === "instance") : made) ?? null;
    if (self !== null && self.k !== "instance") return made;
  }
  const instance: Instance =
    self?.k === "instance" ? self : { k: "instance", id: run.id(), cls, attrs: new Map(), place, uncertain: args.open && initializer(cls) === null };
  const init = initializer(cls);
  if (init !== null) {
    bounded(run, init, () => callFunction(run, init, { ...args, positional: [instance, ...args.positional] }, instance, place, frame));
  } else bindFields(run, cls, instance, args);
  finish(run, cls, instance, place, frame);
  const base = outside.find((one) => !plainBases.test(one as string));
  if (typeof base === "string") extend(run, instance, base, args, place);
  return instance;
}

/** A network or a service that a factory or a start-up function makes on its way takes more than all its routes. */
const MOST_STEPS_ASIDE = 20_000;

/** Of a start-up function that calls many, those that are not given the application cost it little. */
function aside(run: Run, args: Args, work: () => Value): Value {
  if (!run.starting || run.aside || run.stack.length === 0 || [...args.positional, ...args.named.values()].some((one) => one.k === "router")) return work();
  const { limit, steps } = run;
  run.aside = true;
  run.limit = Math.min(limit, steps + MOST_STEPS_ASIDE);
  const result = work();
  run.aside = false;
  run.steps = steps + Math.round((run.steps - steps) / 5);
  run.limit = limit;
  return result;
}

function bounded(run: Run, init: Func, work: () => void): void {
  if (!run.assuming || !run.importing || init.module.source.mentions) return work();
  const { limit } = run;
  run.limit = Math.min(limit, run.steps + MOST_STEPS_ASIDE);
  work();
  // what it took beyond its share is not taken from the factory's own
  if (run.steps > run.limit) run.steps = run.limit;
  run.limit = limit;
}

/** Only then it matters who makes an instance: most such methods keep a single one. */
export function registersRoutes({ definition }: Func): boolean {
  if (definition.k !== "function" || (definition.lazy && !definition.lazy.mentions("route") && !definition.lazy.mentions("mount"))) return false;
  return /"id":"(include_router|add_(api_)?(websocket_)?route|mount)"/.test(JSON.stringify(definition.body));
}

function initializer(cls: Class): Func | null {
  for (const one of ancestors(cls)) {
    if (typeof one === "string") continue;
    const value = one.scope.names.get("__init__");
    if (value?.k === "function") return value;
  }
  return null;
}

/** Dataclasses, models, named tuples and settings: fields in order, then by name. */
function bindFields(run: Run, cls: Class, instance: Instance, args: Args): void {
  for (const [name, value] of args.named) instance.attrs.set(name, value);
  if (args.positional.length === 0) return;
  const names = ancestors(cls).flatMap((one) => (typeof one === "string" ? [] : [...one.fields.keys()]));
  if (!isSettings(cls)) args.positional.forEach((value, index) => instance.attrs.set(names[index] ?? `${index}`, value));
  void run;
}

function enumOf(run: Run, cls: Class, args: Args, place: Place, frame: Frame): Value {
  const members = iterate(run, cls, frame).items;
  const wanted = withoutEnvironment(args.positional[0] ?? unknown);
  const found = members.find(
    (one) => one.k === "instance" && wanted?.k === "text" && (one.attrs.get("value") as { value?: string } | undefined)?.value === wanted.value,
  );
  return found ?? { k: "instance", id: run.id(), cls, attrs: new Map([["value", args.positional.length === 0 ? text("{?}") : wanted]]), place };
}
