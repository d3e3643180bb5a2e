import type { Expression, Statement } from "../../python/syntax";
import { hasEnded, ifThere, oneTurnOf, underCondition } from "../conditions";
import { loopsOver } from "../frameworks/messageBrokers";
import { importsOff } from "../sides";
import { isStream } from "../standard/textStreams";
import { union } from "./alternatives";
import { assign } from "./assign";
import { getAttribute } from "./attributes";
import { either, way } from "./branches";
import { call } from "./calls";
import { argsOf } from "./evaluateCall";
import { enteredOn, isStack, leaveStack } from "./exitStacks";
import { evaluate, lineOf } from "./expressions";
import { catches, caughtNames, type Raised } from "./failures";
import { turnOf } from "./forks";
import type { Frame } from "./frame";
import { anyItem, consumes, isCounted, iterate, turns } from "./iteration";
import { apart } from "./narrowing";
import { holds } from "./operators";
import type { Run } from "./run";
import { bind } from "./scope";
import { type End, endsProgram, execute, leaves } from "./statements";
import { type Instance, noneValue, unknown, type Value } from "./values";
import { nodesIn } from "./waits";

/** How often a loop is unrolled, while modules are imported and while handlers are followed. */
const MOST_TURNS = { registering: 500, serving: 24 };

/** `for`: unrolled to a limit over what is known to be in it. */
export function loop(run: Run, s: Statement & { k: "for" }, frame: Frame): End {
  const over = evaluate(run, s.iterable, frame);
  loopsOver(run, over, frame);
  const turn = turnOf(turns(over));
  const counted = isCounted(over, MOST_TURNS.serving);
  const turned = (end: End): void => {
    // what its first turn leaves turns once; tried again only where that fails
    const left = (end === "return" || end === "break") && s.body.some(({ k }) => k === "try");
    if (!counted && !left) turn.fork.longer = true;
  };
  const through = (): End => run.turning(turn, over, frame, () => loopOver(run, s, over, frame, turned));
  // where nothing may be in it, what the loop returns is possible, not certain
  const perhaps = !run.registering && (over.k === "list" || over.k === "dict") && over.maybeEmpty === true;
  return perhaps ? either(run, frame, [{ block: s.body, run: through }, way(run, [], frame)]) : through();
}

/** Nobody goes through more of what a generator gives. */
const MOST_YIELDS = 600;

/** `turned` hears how each turn ends. */
function loopOver(run: Run, s: Statement & { k: "for" }, over: Value, frame: Frame, turned: (end: End) => void): End {
  const { items, open } = iterate(run, over, frame);
  const most = over.k === "list" && over.endless === true ? MOST_ENDLESS_TURNS : run.registering ? MOST_TURNS.registering : MOST_TURNS.serving;
  const { noticed, order } = run;
  let tried = false;
  // a loop takes from an iterator what it goes through
  const waiting = consumes(run, over) ? over.items : [...items];
  const known = waiting.length;
  let turn = 0;
  for (; turn < most; turn++) {
    const item = waiting.shift();
    if (item === undefined) break;
    // what a turn runs after another that ran a model and left the loop stands in where that one fails
    const standsIn = tried && run.noticed > noticed ? 1 : 0;
    run.failing += standsIn;
    const end = ifThere(run, item, (one) => {
      assign(run, s.target, one, frame);
      return oneTurn(run, s.body, frame);
    });
    run.failing -= standsIn;
    turned(end);
    // `for client in clients: try: return await client.ask(...)`: where one fails, the next is tried
    tried = (end === "return" || (end === "break" && run.noticed > noticed)) && !run.registering && triesOn(s.body);
    if (tried) continue;
    if (end === "break" || frame.yields.length > MOST_YIELDS) return "next";
    if (end === "return" || end === "raise") return end;
  }
  if (turn > 0 && (waiting.length > 0 || run.beginnings.has(over))) run.leavesOut(run.place(frame, s.line), order);
  // what a handler has collected comes from requests and databases: that it stayed empty here says nothing
  if ((open || (!run.registering && over.k !== "constant")) && known === 0) {
    assign(run, s.target, anyItem(over), frame);
    // it may turn or not: what it returns is possible, not certain
    const once = (): End => {
      const end = oneTurn(run, s.body, frame);
      turned(end);
      return afterLoop(end);
    };
    return either(run, frame, [{ block: s.body, run: once }, way(run, [], frame)]);
  }
  return execute(run, s.after, frame);
}

/** Whether a loop goes on after what its body tries has failed. */
function triesOn(body: readonly Statement[]): boolean {
  return body.some((one) => one.k === "try" && one.handlers.some((handler) => !handler.body.some(({ k }) => k === "return" || k === "raise" || k === "break")));
}

const MOST_ENDLESS_TURNS = 20;

/** `while`: unrolled while its test is decided; an undecided test lets the body run once, or not at all. */
export function repeat(run: Run, s: Statement & { k: "while" }, frame: Frame): End {
  const { order } = run;
  for (let turn = 0; turn < MOST_TURNS.registering; turn++) {
    if (turn >= MOST_ENDLESS_TURNS && onlyEndsFromInside(run, s, frame)) break;
    const test = holds(run, evaluate(run, s.test, frame), frame);
    if (test === false) return execute(run, s.after, frame);
    if (!run.registering) {
      const turn = turnOf(test === true);
      const end = run.turning(turn, unknown, frame, () => oneTurn(run, s.body, frame));
      // what takes from a queue, or works for a worker, goes on for others
      if ((end === "next" || end === "continue") && run.left === null && run.putting.length === 0) turn.fork.longer = true;
      return afterLoop(end);
    }
    if (test === null) {
      const turn = (): End => underCondition(run, run.place(frame, lineOf(s.test)), () => afterLoop(oneTurn(run, s.body, frame)));
      return either(run, frame, [{ block: s.body, run: turn }, way(run, [], frame)], run.place(frame, lineOf(s.test)));
    }
    const end = oneTurn(run, s.body, frame);
    if (end === "break") return "next";
    if (end === "return" || end === "raise") return end;
  }
  run.leavesOut(run.place(frame, s.line), order);
  if (frame.yields.length > 0) run.beginnings.add(frame.yields);
  return "next";
}

/** `while True`, and `while not self.stopped` where the body never sets that: mostly a service that runs for ever. */
function onlyEndsFromInside(run: Run, { test, body }: Statement & { k: "while" }, frame: Frame): boolean {
  const flag = test.k === "unary" && test.op === "not" ? test.value : test;
  if (flag.k === "constant" || flag.k === "number") return true;
  return (flag.k === "name" || flag.k === "attribute") && !setIn(body).has(flag.id) && evaluate(run, flag, frame).k === "constant";
}

const namesSet = new WeakMap<readonly Statement[], ReadonlySet<string>>();

/** Names of variables and attributes that a body sets itself. */
function setIn(body: readonly Statement[]): ReadonlySet<string> {
  const before = namesSet.get(body);
  if (before !== undefined) return before;
  const names = new Set<string>();
  for (const node of nodesIn(body)) {
    const { targets = [], target = null, id } = node as { targets?: readonly Expression[]; target?: Expression | null; id?: string };
    if (node.k === "walrus" && id !== undefined) names.add(id);
    for (const one of [...targets, ...(target === null ? [] : [target])])
      for (const inner of nodesIn(one)) if (inner.k === "name" || inner.k === "attribute") names.add((inner as Expression & { k: "name" }).id);
  }
  namesSet.set(body, names);
  return names;
}

/** One turn of a loop: what ends it early, or breaks off, tells nothing of what comes after the loop. */
function oneTurn(run: Run, body: readonly Statement[], frame: Frame): End {
  return oneTurnOf(run, () => apart(frame, () => execute(run, body, frame)).result);
}

function afterLoop(end: End): End {
  return end === "return" || end === "raise" ? end : "next";
}

/** `try`: at import, the handler that catches what was raised; while serving, anything may fail, so that handlers are possible too. */
export function attempt(run: Run, s: Statement & { k: "try" }, frame: Frame): End {
  const { failures } = run;
  const caught = s.handlers.flatMap(({ type }) => caughtNames(type));
  const { noticed } = run;
  const handlerOf = (raised: Raised) => s.handlers.find(({ type }) => catches(caughtNames(type), raised));
  const goesOn = (raised: Raised): boolean => !endsProgram(handlerOf(raised)?.body ?? []);
  const { result, tell } = apart(frame, () => failures.watching(caught, () => execute(run, s.body, frame), goesOn));
  let end = result;
  if (end === "raise") {
    // an import that cannot be followed has no name of its own
    const raised = failures.take();
    const handler = handlerOf(raised ?? ["ModuleNotFoundError"]) ?? (raised === null ? s.handlers[0] : undefined);
    if (handler === undefined) failures.put(raised);
    else {
      if (handler.name !== null) bind(run, frame, handler.name, failures.exception ?? unknown);
      end = execute(run, handler.body, frame);
    }
  } else {
    if (run.importing) for (const { body } of s.handlers) importsOff(run, body, frame);
    const perhaps = run.registering ? failures.perhaps : null;
    const handler = perhaps === null ? undefined : handlerOf(perhaps.raised);
    const goOn = (): End => (end === "next" ? execute(run, s.after, frame) : end);
    if (perhaps === null || handler === undefined) end = goOn();
    else {
      const { test } = perhaps;
      let failed: End = "next";
      const otherSide = { file: test.file, line: test.line, ...(test.side === undefined ? {} : { side: test.side === "yes" ? "no" : "yes" }) };
      const fail = (): End => {
        if (handler.name !== null) bind(run, frame, handler.name, unknown);
        const how = underCondition(run, otherSide, () => execute(run, handler.body, frame));
        failed = how;
        return how;
      };
      const ways = [
        { block: s.after, run: () => underCondition(run, test, goOn) },
        { block: handler.body, run: fail },
      ];
      end = either(run, frame, ways, test);
      if (end === "next") hasEnded(run, frame, failed, handler.body, test);
    }
    // while serving, anything may fail; while importing, we take it that nothing does
    if (!run.registering && s.handlers.length > 0) {
      const done = end;
      const { length } = run.taken;
      const { mayHaveReturned } = frame;
      // `except` after a model: what runs there stands in where that one fails
      const standsIn = run.noticed > noticed ? 1 : 0;
      run.failing += standsIn;
      const merged = either(run, frame, [way(run, [], frame), ...s.handlers.map((handler) => way(run, handler.body, frame))]);
      run.failing -= standsIn;
      run.taken.length = length;
      if (mayHaveReturned === undefined) delete frame.mayHaveReturned;
      end = done === "next" ? merged : done;
    }
    if (s.handlers.every(({ body }) => leaves(body))) tell();
  }
  const raised = failures.take();
  const last = execute(run, s.last, frame);
  if (last === "next") failures.put(raised);
  return last === "next" ? end : last;
}

/** `with`, from item number `from` on: the body of a context manager of the project runs around the block. */
export function within(run: Run, s: Statement & { k: "with" }, frame: Frame, from = 0): End {
  const item = s.items[from];
  if (item === undefined) return execute(run, s.body, frame);
  if (isStack(item.value) && item.target?.k === "name" && run.importing) {
    const { id } = item.target;
    const at = s.body.findIndex((one) => enteredOn(one, id) !== null);
    const inner = s.body[at] === undefined ? null : enteredOn(s.body[at], id);
    if (inner !== null && from === s.items.length - 1) {
      const stack = evaluate(run, item.value, frame);
      assign(run, item.target, stack, frame);
      const before = execute(run, s.body.slice(0, at), frame);
      const end = before === "next" ? within(run, { k: "with", items: [inner, item], body: s.body.slice(at + 1) }, frame) : before;
      leaveStack(stack);
      return end;
    }
  }
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
  if (run.importing) leaveStack(manager);
  return end;
}

/** What `__exit__` of a context does. */
export function leave(run: Run, manager: Instance, frame: Frame): void {
  for (const name of ["__exit__", "__aexit__"]) {
    const method = manager.cls === null ? unknown : getAttribute(run, manager, name, frame);
    if (method.k === "method") call(run, method, { positional: [noneValue, noneValue, noneValue], named: new Map(), open: false }, manager.place, frame);
  }
}

/** What `with x as y` binds. */
export function enter(run: Run, value: Value, frame: Frame): Value {
  if (isStream(value)) return value;
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
