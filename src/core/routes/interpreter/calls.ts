import type { Expression, Parameter } from "../../python/syntax";
import { chosenBy, underCondition } from "../conditions";
import { bound } from "../frameworks/containers";
import { applicationByType } from "../frameworks/libraryApplications";
import { withoutOption } from "../settings/commandLine";
import { callExternal, callMade } from "../standard/externals";
import { knownOptions, optionsOf, union } from "./alternatives";
import { getAttribute } from "./attributes";
import { argumentsFor, each } from "./choices";
import { dictKey } from "./entries";
import { evaluate } from "./expressions";
import { newFork, wayOf } from "./forks";
import type { Frame } from "./frame";
import { moduleFrame } from "./frame";
import { callGiven } from "./givenFunctions";
import { possible } from "./guards";
import { instanceOfType } from "./instanceAttributes";
import { instantiate } from "./instances";
import type { Run } from "./run";
import { isSpared, sparingly } from "./sparing";
import { evaluateType, execute } from "./statements";
import { type Args, dict, type Func, list, noneValue, type Place, type Scope, unknown, type Value } from "./values";

/** `callee(...)`: functions of the project are run with what they are given. */
export function call(run: Run, callee: Value, args: Args, place: Place, frame: Frame): Value {
  if (!run.step() || run.failures.pending) return unknown;
  switch (callee.k) {
    case "function":
      return aside(run, callee, args, () => callFunction(run, callee, args, null, place, frame));
    case "method":
      return aside(run, callee, args, () =>
        callFunction(run, callee.func, { ...args, positional: [callee.self, ...args.positional] }, callee.self, place, frame),
      );
    case "class":
      return aside(run, callee, args, () => instantiate(run, callee, args, place, frame));
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
    case "union": {
      const options = possible(run, callee.options.filter(isCallable));
      const fork = newFork(options.length);
      // one that is not known does not say that another one is called
      const several = options.filter(({ k }) => k !== "unknown").length > 1;
      const test = several || callee.options.length === 1 ? (callee.test ?? (several ? place : undefined)) : undefined;
      const give = (one: Value): Value => {
        const work = (): Value => run.along(wayOf(fork, options.indexOf(one)), () => call(run, one, argumentsFor(callee, one, args), place, frame));
        return test === undefined || !run.registering ? work() : underCondition(run, test, work);
      };
      const [only] = options;
      if (only !== undefined && options.length === 1) return give(only);
      return run.maybe(() => (options.length < callee.options.length ? union(options.map(give)) : each(callee, give)), null);
    }
    case "instance": {
      const method = getAttribute(run, callee, "__call__", frame);
      return method.k === "method"
        ? call(run, method, args, place, frame)
        : method.k === "part"
          ? callMade(run, method.of, args, place, frame)
          : callGiven(run, args, place, frame);
    }
    case "unknown":
      if (callee.reason?.absent === true) run.onUnseen?.(callee.reason.detail, place);
      callGiven(run, args, place, frame);
      return bound(run, args, place, frame) ?? injected(run, args, place) ?? callee;
    default:
      return unknown;
  }
}

/** Calling None, a number, a text or a collection fails: where the code goes on, a model that is loaded when it is first asked for was there. */
function isCallable({ k }: Value): boolean {
  return k !== "constant" && k !== "number" && k !== "text" && k !== "list" && k !== "dict";
}

/** `container.get(Service)`: a container of dependencies gives an instance of the class that it is asked for. */
export function injected(run: Run, args: Args, place: Place): Value | null {
  const [cls] = args.positional;
  if (run.modelOf === null || args.positional.length !== 1 || cls?.k !== "class") return null;
  return { k: "instance", id: run.id(), cls, attrs: new Map(), place, uncertain: true };
}

/** How many times one function may be on the stack: recursion ends here. */
const MOST_RECURSION = 3;
/** While modules are imported it may go deeper, as long as it does not branch. */
const MOST_RECURSION_AT_IMPORT = 12;

const MOST_DEEP_CALLS = 60;

function recursesTooOften(run: Run, func: Func): boolean {
  let times = 0;
  for (const one of run.stack) if (one.definition === func.definition) times++;
  if (times < MOST_RECURSION) return false;
  const calls = (run.deepCalls.get(func.definition) ?? 0) + 1;
  run.deepCalls.set(func.definition, calls);
  if (calls === 1) run.ordersBefore.set(func.definition, run.order);
  const isOver = !run.registering || times >= MOST_RECURSION_AT_IMPORT || calls > MOST_DEEP_CALLS;
  if (isOver) {
    // what was registered since it was called from elsewhere, and since it went deep
    const outermost = run.given[run.stack.findIndex((one) => one.definition === func.definition)]?.order ?? run.order;
    run.leavesOut({ file: func.module.file, line: func.base + 1 }, Math.max(outermost, run.ordersBefore.get(func.definition) ?? run.order));
  }
  return isOver;
}

/**
 * What the body returns; unknown where calls nest too deep or turn in a circle. `self` is null for a plain function, whose
 * arguments then hold all.
 */
export function callFunction(run: Run, func: Func, args: Args, self: Value | null, place: Place, caller: Frame): Value {
  if (run.tooDeep) return unknown;
  if (recursesTooOften(run, func)) return again(run, func);
  run.called.add(func.definition);
  const remembered = func.remembers !== undefined && run.registering ? argumentsKey(args) : null;
  const before = remembered === null ? undefined : func.remembers?.get(remembered);
  if (before !== undefined) return before;
  if (goesRound(run, func, args, self)) return again(run, func);
  const settings = run.settingsBehind.length;
  // what its own being there depends on, all that it does depends on
  if (self?.k === "instance" && self.behind !== undefined) run.settingsBehind.push(...self.behind);
  const memo = run.memo?.begin(func, args);
  if (memo?.known !== undefined) {
    run.settingsBehind.length = settings;
    return memo.known;
  }
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
    settings: run.settingsBehind.length,
    ...(func.written === undefined ? {} : { written: func.written }),
    ...yieldsInto(run, func),
  };
  const parameters = func.definition.k === "function" ? func.definition.parameters : func.definition.expression.parameters;
  bindParameters(run, parameters, func, args, scope);
  // a closure keeps `self` and the class of the function around it
  const inner = func.owner === null && caller.func !== null ? { ...frame, self: selfOf(func, frame) } : frame;
  let cut = false;
  const result = sparingly(run, func, () => {
    const whole = runBody(run, func, inner, frame, args, place);
    cut = isSpared(run);
    const given = cut ? unknown : whole;
    memo?.end(given, cut || run.steps > run.limit);
    return given;
  });
  if (run.starting && run.steps <= run.limit) run.cutGuesses.delete(func.definition);
  run.settingsBehind.length = settings;
  // what was left out is not to be left out for ever
  if (remembered !== null && run.uncertain === 0 && !cut && run.steps <= run.limit) func.remembers?.set(remembered, result);
  return result;
}

/** `inner`: where the body stands; it gives back what it returns by `frame`. */
function runBody(run: Run, func: Func, inner: Frame, frame: Frame, args: Args, place: Place): Value {
  const { length } = run.taken;
  run.stack.push(func);
  run.frames.push(inner);
  run.given.push({ args, since: run.id(), order: run.order });
  let result: Value;
  if (func.definition.k === "lambda") result = evaluate(run, func.definition.expression.body, inner);
  else {
    const end = execute(run, run.modules.bodyOf(func, func.definition), inner);
    if (func.definition.generator) {
      result = { ...list(frame.yields, "generator", true), maybeEmpty: (frame.yields.surest ?? 0) > run.uncertain };
      if (run.beginnings.has(frame.yields)) run.beginnings.add(result);
    } else
      result = frame.returns.length === 0 ? noneValue : chosenBy(run, union(end === "next" ? [...frame.returns, noneValue] : frame.returns), frame.mayHaveLeft);
    const { returns } = func.definition;
    if (!run.registering && returns !== null && result.k !== "constant" && knownOptions(result).length === 0) {
      const typed = instanceOfType(run, returns, { ...moduleFrame(func.module), scope: func.scope, base: func.base, owner: func.owner }, place);
      // None stays possible where the code returns it
      if (typed !== null) result = union([typed, ...optionsOf(result).filter((one) => one.k === "constant")]);
    }
  }
  run.stack.pop();
  run.frames.pop();
  run.given.pop();
  run.taken.length = length;
  return result;
}

/** What calls itself is not followed for ever. */
function again(run: Run, func: Func): Value {
  run.memo?.again?.(func);
  return unknown;
}

/**
 * Such a call is given nothing that a call around it of the same function was not given too, but things of which nothing is known, as nothing was there:
 * `name_of(part, "any")` for each part of a type that nobody knows. A method counts if its object is the same, or one that the call around has made.
 */
function goesRound(run: Run, func: Func, args: Args, self: Value | null): boolean {
  if (!hasUnknown(args, self)) return false;
  return run.stack.some((one, at) => {
    const around = run.given[at];
    if (one.definition !== func.definition || around === undefined) return false;
    // while requests are served, an object may have been given another model in between: `self.model = smaller; return self.run(query)`
    const isSame = run.registering && self === around.args.positional[0];
    const own = self === null || isSame || (self.k === "instance" && self.id > around.since);
    return own && knowsNoMore(args, around.args, self === null ? 0 : 1);
  });
}

const isUnknown = ({ k }: Value): boolean => k === "unknown";

function hasUnknown({ positional, named }: Args, self: Value | null): boolean {
  for (let at = self === null ? 0 : 1; at < positional.length; at++) if (positional[at]?.k === "unknown") return true;
  for (const one of named.values()) if (one.k === "unknown") return true;
  return false;
}

function knowsNoMore(args: Args, around: Args, from: number): boolean {
  const alike = (one: Value, other: Value | undefined): boolean =>
    other !== undefined &&
    (one === other || (isUnknown(one) && isUnknown(other)) || (dictKey(one) !== null && one.k === other.k && dictKey(one) === dictKey(other)));
  const given = args.positional.slice(from);
  // as many or not: nothing at all is known of both
  if ([...given, ...args.named.values(), ...around.positional.slice(from), ...around.named.values()].every(isUnknown)) return true;
  // what is left out has its default
  if (args.positional.length < around.positional.length || args.named.size < around.named.size) return false;
  return given.every((one, at) => alike(one, around.positional[at + from])) && [...args.named].every(([name, one]) => alike(one, around.named.get(name)));
}

/** Calls with the same key are given the same; null where that cannot be told. */
function argumentsKey({ positional, named, open }: Args): string | null {
  const keys = [...positional, ...named.values()].map(dictKey);
  return open || keys.includes(null) ? null : JSON.stringify([keys, [...named.keys()]]);
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
    if (value !== undefined) scope.names.set(p.name, p.type === null ? value : typed(run, func, value, p.type));
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

/** What is not known otherwise is known by its annotation. */
function typed(run: Run, func: Func, value: Value, type: Expression): Value {
  if (value.k === "unknown") return run.modelOf === null ? value : (byType(run, func, type) ?? value);
  return applicationByType(run, value, type, definedIn(func), () => evaluateType(run, type, typeFrame(func)));
}

const typeFrame = (func: Func): Frame => ({ ...moduleFrame(func.module), scope: func.scope, base: func.base, owner: func.owner });
const definedIn = (func: Func): Place => ({ file: func.module.file, line: func.base + 1 });

function byType(run: Run, func: Func, type: Expression): Value | null {
  return instanceOfType(run, type, typeFrame(func), definedIn(func));
}

/** A network or a service that a factory or a start-up function makes on its way takes more than all its routes. */
const MOST_STEPS_ASIDE = 20_000;

/** Of a start-up function or a program that calls many, those that are not given the application cost it little. */
function aside(run: Run, callee: Value, args: Args, work: () => Value): Value {
  if (run.onWay === null && (!run.starting || run.stack.length === 0)) return work();
  const func = callee.k === "method" ? callee.func : callee.k === "function" ? callee : null;
  if (run.starting && func !== null && registersRoutes(func)) return including(run, work);
  const given = [...args.positional, ...args.named.values()];
  if (run.aside || (run.onWay === null ? given.some((one) => one.k === "router") : [callee, ...given].some(run.onWay))) return work();
  const { limit, steps } = run;
  run.aside = true;
  run.limit = Math.min(limit, steps + MOST_STEPS_ASIDE);
  const result = work();
  run.aside = false;
  run.steps = steps + Math.round((run.steps - steps) / 5);
  run.limit = limit;
  return result;
}

/** All routers that a start-up function includes by another one, and all modules that it imports for them. */
const MOST_STEPS_INCLUDING = 1_000_000;

function including(run: Run, work: () => Value): Value {
  const { limit, steps } = run;
  run.limit = Math.max(limit, steps + MOST_STEPS_INCLUDING);
  const result = work();
  run.steps = Math.min(run.steps, steps + MOST_STEPS_ASIDE / 5);
  run.limit = limit;
  return result;
}

/** Runs a constructor that is called only by assumption with a share of the steps, so that it does not use up those of a factory. */
export function bounded(run: Run, init: Func, work: () => void): void {
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
