import type { Expression, Statement } from "../../python/syntax";
import { enter, leave } from "./blocks";
import { call } from "./calls";
import { argsOf } from "./evaluateCall";
import { evaluate } from "./expressions";
import type { Frame } from "./frame";
import type { Run } from "./run";
import { type Args, type Made, type MadePart, noArgs, noneValue, type Place, unknown, type Value } from "./values";

// Contexts that are put on a stack: `contextlib.ExitStack`.

/** `ExitStack()` */
export const isStack = (e: Expression): boolean => e.k === "call" && lastName(e.callee).endsWith("ExitStack");
const lastName = (e: Expression): string => (e.k === "name" || e.k === "attribute" ? e.id : "");

/** `users = stack.enter_context(scope("/users"))`: what follows is a block of that context. */
export function enteredOn(s: Statement, stack: string): (Statement & { k: "with" })["items"][number] | null {
  const whole = s.k === "assign" ? s.value : s.k === "expression" ? s.value : null;
  const call = whole?.k === "await" ? whole.value : whole;
  if (call?.k !== "call" || call.callee.k !== "attribute" || !/^enter_(async_)?context$/.test(call.callee.id)) return null;
  const [only] = call.args;
  if (only === undefined || call.callee.object.k !== "name" || call.callee.object.id !== stack) return null;
  return { value: only.value, target: s.k === "assign" ? (s.targets[0] ?? null) : null };
}

/** What each stack does when it is left, the last first. */
const left = new WeakMap<Made, (() => void)[]>();

/** Leaves a stack: `with` has ended, or `stack.close()`. */
export function leaveStack(stack: Value): void {
  const waiting = stack.k === "made" ? (left.get(stack) ?? []) : [];
  for (let work = waiting.pop(); work !== undefined; work = waiting.pop()) work();
}

/** A method of a stack that runs something at once or later; null for any other call. */
export function callOfStack(run: Run, callee: Made | MadePart, args: Args, place: Place, frame: Frame): Value | null {
  if (!run.importing || callee.k !== "part" || !isOfStack.test(`${callee.of.path}.${callee.path}`)) return null;
  const { of: stack, path } = callee;
  const [first = unknown, ...positional] = args.positional;
  const later = (work: () => void): void => {
    left.set(stack, [...(left.get(stack) ?? []), work]);
  };
  if (path.endsWith("close")) leaveStack(stack);
  else if (path.endsWith("callback")) later(() => call(run, first, { ...args, positional }, place, frame));
  else if (first.k === "instance") later(() => leave(run, first, frame));
  else if (!enters.test(path)) later(() => call(run, first, { ...noArgs, positional: [noneValue, noneValue, noneValue] }, place, frame));
  return enters.test(path) ? enter(run, first, frame) : first;
}

const isOfStack = /^contextlib\.(?:Async)?ExitStack\.(?:enter_(?:async_)?context|callback|push_async_callback|push|push_async_exit|a?close)$/;
const enters = /^enter_(?:async_)?context$/;

/** Its methods that enter a context. */
export const entersStack = /^contextlib\.(?:Async)?ExitStack\.enter_(?:async_)?context$/;

/** `stack.enter_context(scope("/admin"))`: what the context does when it is left, it does at once. */
export function enterContext(run: Run, { args: [only] }: Expression & { k: "call" }, frame: Frame): Value | null {
  if (only?.value.k !== "call") return null;
  const callee = evaluate(run, only.value.callee, frame);
  const func = callee.k === "function" ? callee : callee.k === "method" ? callee.func : null;
  if (func?.role !== "context") return null;
  let entered: Value = unknown;
  const enters = (value: Value): void => {
    entered = value;
  };
  const args = argsOf(run, only.value.args, frame);
  run.onYield = { func, work: enters };
  call(run, callee, args, run.place(frame, only.value.line), frame);
  run.onYield = null;
  return entered;
}
