import type { Expression } from "../../python/syntax";
import { optionsOf } from "./alternatives";
import { ancestors } from "./ancestry";
import { evaluate } from "./expressions";
import type { Frame } from "./frame";
import type { Run } from "./run";
import { text, unknown, type Value } from "./values";

/** `raise Missing("x")`: the names of its class and of those that it extends. */
export function exceptionNames(run: Run, e: Expression, frame: Frame): string[] {
  const type = e.k === "call" ? e.callee : e;
  const value = optionsOf(evaluate(run, type, frame))[0] ?? unknown;
  if (value.k === "class") return ancestors(value).map((one) => (typeof one === "string" ? one.replace(/^.*\./, "") : one.name));
  return type.k === "name" || type.k === "attribute" ? [type.id] : ["Exception"];
}

/** One of Python's own exceptions. */
export function isException(path: string): boolean {
  return /^[A-Z]\w*(Error|Exception|Exit|Interrupt|Warning|StopIteration|StopAsyncIteration)$|^(Exception|StopIteration)$/.test(path);
}

/** What `str()` gives for an exception: what it was raised with; null for anything else. */
export function messageOf(value: Value): Value | null {
  const made = value.k === "instance" ? value.attrs.get("__base__") : value;
  if (made?.k !== "made" || !isException(made.path)) return null;
  const [only, ...others] = made.args.positional;
  return only === undefined ? text("") : others.length === 0 ? only : null;
}
