import { defines } from "./ancestry";
import { getAttribute } from "./attributes";
import { call } from "./calls";
import type { Frame } from "./frame";
import type { Run } from "./run";
import { type Instance, noArgs, type Value } from "./values";

// What a class of the project says operators do: `api / "users"`, `a < b`, `"x" in table`.

/** `left op right` by a method of the class of either; null where neither has one. */
export function byOperator(run: Run, op: string, left: Value, right: Value, frame: Frame): Value | null {
  const name = operators[op];
  if (name === undefined) return null;
  return asked(run, left, `__${name}__`, right, frame) ?? asked(run, right, `__r${name}__`, left, frame);
}

/** `left += right`, changed in place by a method of its class; null where it has none. */
export function inPlace(run: Run, op: string, left: Value, right: Value, frame: Frame): Value | null {
  const name = operators[op];
  return name === undefined ? null : asked(run, left, `__i${name}__`, right, frame);
}

/** `left < right`, `left == right`, `left in right` by a method of a class of the project; null where none says it. */
export function byComparison(run: Run, op: string, left: Value, right: Value, frame: Frame): Value | null {
  if (op.endsWith("in")) return not(op === "not in", asked(run, right, "__contains__", left, frame));
  const [name, mirrored] = comparisons[op] ?? [];
  if (name === undefined || mirrored === undefined) return null;
  const answer = asked(run, left, name, right, frame) ?? asked(run, right, mirrored, left, frame);
  if (answer !== null || op !== "!=") return answer;
  return not(true, asked(run, left, "__eq__", right, frame) ?? asked(run, right, "__eq__", left, frame));
}

/** A method that takes nothing; null where its class has none. */
export function byMethod(run: Run, object: Value, name: string, frame: Frame): Value | null {
  return object.k === "instance" && has(object, name) && run.depth < DEEPEST ? called(run, object, name, [], frame) : null;
}

/** `-value`, `+value`, `~value` */
export function bySign(run: Run, op: string, value: Value, frame: Frame): Value | null {
  const name = signs[op];
  return name === undefined ? null : byMethod(run, value, name, frame);
}

const signs: Readonly<Record<string, string>> = { "-": "__neg__", "+": "__pos__", "~": "__invert__" };

function asked(run: Run, object: Value, name: string, other: Value, frame: Frame): Value | null {
  return object.k === "instance" && has(object, name) && run.depth < DEEPEST ? called(run, object, name, [other], frame) : null;
}

function called(run: Run, object: Instance, name: string, positional: Value[], frame: Frame): Value | null {
  const method = getAttribute(run, object, name, frame);
  return method.k === "method" ? call(run, method, { ...noArgs, positional }, object.place, frame) : null;
}

const has = ({ cls }: Instance, name: string): boolean => cls !== null && defines(cls, name);

function not(negated: boolean, answer: Value | null): Value | null {
  return negated && answer?.k === "constant" ? { k: "constant", value: answer.value !== true } : answer;
}

const DEEPEST = 600;

const operators: Readonly<Record<string, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "@": "matmul",
  "&": "and",
  "|": "or",
  "^": "xor",
  "<<": "lshift",
  ">>": "rshift",
};

const comparisons: Readonly<Record<string, readonly [string, string]>> = {
  "<": ["__lt__", "__gt__"],
  ">": ["__gt__", "__lt__"],
  "<=": ["__le__", "__ge__"],
  ">=": ["__ge__", "__le__"],
  "==": ["__eq__", "__eq__"],
  "!=": ["__ne__", "__ne__"],
};
