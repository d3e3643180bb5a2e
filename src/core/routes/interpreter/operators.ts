import { settingBehind } from "../settings/settable";
import { ofCounters } from "../standard/counters";
import { areOtherTypes } from "../standard/types";
import { optionsOf, union } from "./alternatives";
import { defines } from "./ancestry";
import { join, LONGEST } from "./asText";
import { getAttribute } from "./attributes";
import { call } from "./calls";
import { byOperator } from "./dunders";
import { asEmptyAs, isEmpty } from "./emptiness";
import { dictKey, keyText } from "./entries";
import { everyWay } from "./everyWay";
import { stringOf } from "./expressions";
import { formatPercent } from "./formatting";
import type { Frame } from "./frame";
import { heldBy } from "./heldItems";
import { iterate } from "./iteration";
import type { Run } from "./run";
import { decided, isUnset, truth } from "./truth";
import { dict, type List, list, noArgs, text, unknown, type Value } from "./values";

/** Whether a value counts as true: `__bool__` and `__len__` of the project's classes are asked. */
export function holds(run: Run, value: Value, frame: Frame): boolean | null {
  // what a handler has collected when it asks comes from requests and databases: that it stayed empty here says nothing
  if (!run.registering && (value.k === "list" || value.k === "dict") && isEmpty(value) === true) return null;
  if (value.k === "instance" && value.cls !== null && run.importing && run.depth < DEEPEST_QUESTION) {
    const { cls } = value;
    const name = ["__bool__", "__len__"].find((one) => defines(cls, one));
    const method = name === undefined ? unknown : getAttribute(run, value, name, frame);
    if (method.k === "method") return decided(call(run, method, noArgs, value.place, frame), run.importing);
  }
  return decided(value, run.importing);
}

const DEEPEST_QUESTION = 600;

/** `left op right` */
export function binary(run: Run, op: string, left: Value, right: Value, frame: Frame, line: number): Value {
  if (left.k === "number" && right.k === "number") {
    if (right.value === 0 && /^(\/|\/\/|%)$/.test(op)) run.failures.raise(["ZeroDivisionError", "ArithmeticError"]);
    return arithmetic(op, left, right);
  }
  if (op === "+" && (left.k === "list" || right.k === "list")) {
    const a = iterate(run, left, frame);
    const b = iterate(run, right, frame);
    const both = list([...a.items, ...b.items], left.k === "list" ? left.kind : "list", a.open || b.open);
    return left.k === "list" && right.k === "list" ? asEmptyAs(both, left, right) : both;
  }
  const counted = left.k === "dict" && right.k === "dict" && left.counts === true && right.counts === true ? ofCounters(op, left, right) : null;
  if (counted !== null) return counted;
  if (op === "|" && left.k === "dict" && right.k === "dict")
    return asEmptyAs({ ...dict([...left.entries, ...right.entries], left.open || right.open), rest: [...left.rest, ...right.rest] }, left, right);
  if (left.k === "list" && right.k === "list" && /^[|&^-]$/.test(op)) return ofSets(op, left, right, run.importing);
  const own = run.importing ? byOperator(run, op, left, right, frame) : null;
  if (own !== null) return own;
  if (op === "|" || op === ">>")
    return {
      k: "made",
      id: run.id(),
      path: "|",
      args: { positional: [left, right], named: new Map(), open: false },
      place: run.place(frame, line),
      of: null,
      attrs: new Map(),
    };
  if (op === "%" && left.k === "text") {
    const values = right.k === "list" && right.kind === "tuple" ? right.items : [right];
    return everyWay(run, values, (ones) => formatPercent(run, left, ones, frame, line));
  }
  if (op === "/" && optionsOf(left).every(({ k }) => k === "text"))
    return everyWay(run, [left, right], ([folder = unknown, name = unknown]) => {
      const inside = stringOf(run, name, frame, line);
      const above = stringOf(run, folder, frame, line);
      // the folder of a file at the top of the project is `.`; a path from the root stands for itself
      if (above.value === "." || inside.value.startsWith("/")) return inside;
      return join(above.value.endsWith("/") ? [above, inside] : [above, text("/"), inside]);
    });
  if (op === "*" && left.k === "text" && right.k === "number") {
    const times = Math.max(0, Math.trunc(right.value));
    if (times * left.value.length > LONGEST) return unknown;
    return { k: "text", value: left.value.repeat(times), holes: left.holes.length === 0 ? [] : Array.from({ length: times }, () => left.holes).flat() };
  }
  if (op === "*" && left.k === "list" && right.k === "number") {
    const times = Math.max(0, Math.trunc(right.value));
    const kept = Math.min(times, 50, Math.max(1, Math.floor(MOST_REPEATED / Math.max(1, left.items.length))));
    return list(Array.from({ length: kept }, () => left.items).flat(), left.kind, left.open || (kept < times && left.items.length > 0));
  }
  if (op === "+" && [left, right].some((one) => optionsOf(one).some((option) => option.k === "text")))
    return everyWay(run, [left, right], (ones) => join(ones.map((one) => stringOf(run, one, frame, line))));
  if (left.k === "unknown" && left.reason !== null) return { k: "unknown", reason: left.reason };
  return right.k === "unknown" ? { k: "unknown", reason: right.reason } : unknown;
}

/** `a | b`, `a & b`, `a - b`, `a ^ b` */
export function ofSets(op: string, left: List, right: List, registering: boolean): List {
  if (op === "^") return ofSets("|", ofSets("-", left, right, registering), ofSets("-", right, left, registering), registering);
  const isIn = (one: Value, items: List): boolean | null => contains(items, one, registering);
  if (op === "|")
    return asEmptyAs(list([...left.items, ...right.items.filter((one) => isIn(one, left) !== true)], "set", left.open || right.open), left, right);
  const wanted = op === "&";
  const answers = left.items.map((one) => ({ one, found: isIn(one, right) }));
  const kept = answers.filter(({ found }) => found !== !wanted);
  const made = list(
    kept.map(({ one }) => one),
    "set",
    left.open || kept.some(({ found }) => found === null),
  );
  return kept.length > 0 && kept.every(({ found }) => found === null) ? { ...made, maybeEmpty: true } : made;
}

function arithmetic(op: string, left: Value & { k: "number" }, right: Value & { k: "number" }): Value {
  const [a, b] = [left.value, right.value];
  const value = results[op]?.(a, b) ?? Number.NaN;
  if (!Number.isFinite(value)) return unknown;
  const float = left.float === true || right.float === true || op === "/";
  return float ? { k: "number", value, float } : { k: "number", value };
}

const results: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "//": (a, b) => Math.floor(a / b),
  "%": (a, b) => a - b * Math.floor(a / b),
  "**": (a, b) => a ** b,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
  "<<": (a, b) => a * 2 ** b,
  ">>": (a, b) => Math.floor(a / 2 ** b),
};

/** `registering`: a variable of the environment that is not set counts as None. */
export function compare(op: string, left: Value, right: Value, registering: boolean): Value {
  if (!registering && (op === "==" || op === "!=") && left.k === "text" && right.k === "text" && (isStub(left) || isStub(right))) return unknown;
  const answer = compared(op.replace(/\s+/g, " "), left, right, registering);
  if (answer === null) return unknown;
  const setting = settingBehind(left) ?? settingBehind(right);
  return { k: "constant", value: answer, ...(setting === null ? {} : { setting }) };
}

/** `backend: str = "mock"`: whoever runs the application for more than its tests sets another, so either way may be taken. What is "off" may stay off. */
function isStub({ value, settable }: Value & { k: "text" }): boolean {
  return settable === true && /^(mock(ed)?|fake|dummy|stub|echo)$/i.test(value);
}

/** Of a default and what the environment may put in its place, the default is what is known. */
export function withoutEnvironment(value: Value): Value {
  if (value.k !== "union" || !value.options.some((one) => one.k === "unknown" && one.reason?.code === "environment")) return value;
  return union(value.options.filter((one) => one.k !== "unknown" || one.reason?.code !== "environment"));
}

function compared(op: string, one: Value, other: Value, registering: boolean): boolean | null {
  const left = withoutEnvironment(one);
  const right = withoutEnvironment(other);
  if (op === "in" || op === "not in") {
    const found = contains(right, left, registering);
    return found === null ? null : op === "in" ? found : !found;
  }
  const positive = op === "is" || op === "==";
  if (positive || op === "is not" || op === "!=") {
    if (!registering && ((isNone(right) && isSettable(one)) || (isNone(left) && isSettable(other)))) return null;
    const equal = equals(left, right, registering);
    return equal === null ? null : positive ? equal : !equal;
  }
  if (left.k === "list" && right.k === "list" && left.kind === "set") {
    const [small, large] = op.startsWith("<") ? [left, right] : [right, left];
    const answer = isSubset(small, large, registering);
    const same = op.endsWith("=") || answer !== true ? false : isSubset(large, small, registering);
    return same === null ? null : same ? false : answer;
  }
  const order = ordered(left, right);
  if (order === null) return null;
  return op === "<" ? order < 0 : op === ">" ? order > 0 : op === "<=" ? order <= 0 : op === ">=" ? order >= 0 : null;
}

function contains(where: Value, what: Value, registering: boolean): boolean | null {
  if (where.k === "union") {
    const [answer = null, ...others] = where.options.map((one) => contains(one, what, registering));
    return others.every((one) => one === answer) ? answer : null;
  }
  if (where.k === "text" && where.holes.length === 0 && what.k === "text" && what.holes.length === 0) return where.value.includes(what.value);
  if (where.k === "external" && /(^|\.)environ$/.test(where.path)) return registering ? false : null;
  const held = heldBy(where);
  if (held !== null) return contains(held, what, registering);
  if (where.k === "dict") {
    const empty = isEmpty(where);
    if (empty === true) return false;
    const key = dictKey(what);
    if (key === null) return null;
    return where.entries.has(key) ? (empty === false ? true : null) : where.open || where.rest.length > 0 ? null : false;
  }
  if (where.k !== "list") return null;
  const answers = where.items.map((one) => equals(what, one, registering));
  return answers.includes(true) ? (isEmpty(where) === false ? true : null) : where.open || answers.includes(null) ? null : false;
}

/** Whether all items of a set are in another one. */
export function isSubset(small: List, large: List, registering: boolean): boolean | null {
  const answers = small.items.map((one) => contains(large, one, registering));
  return answers.includes(false) ? false : small.open || small.maybeEmpty === true || answers.includes(null) ? null : true;
}

/** Things that are what they are: no `__eq__` makes them equal to another. */
const identities = new Set(["router", "class", "function", "module", "native", "route"]);

/** Items of a list that is repeated: what is beyond them is open. */
const MOST_REPEATED = 10_000;

/** Lists in lists that hold one another twice have millions of items to compare: beyond this many pairs it is not known. */
const MOST_COMPARED = 5000;

function equals(left: Value, right: Value, registering: boolean, room = { left: MOST_COMPARED }): boolean | null {
  if (left === right && left.k !== "unknown") return true;
  if (--room.left < 0) return null;
  const [a, b] = [keyText(left), keyText(right)];
  if (a !== null && b !== null) {
    if (left.k === "instance" || right.k === "instance") return a === b;
    return left.k === right.k ? a === b : left.k === "constant" || right.k === "constant" ? equalConstants(left, right) : false;
  }
  const none = isNone(left) ? right : isNone(right) ? left : null;
  if (none !== null) {
    if (isUnset(none)) return registering ? true : null;
    return maybe.has(none.k) && !(none.k === "external" && truth(none) === true) ? null : false;
  }
  if ((isUnset(left) && b !== null) || (isUnset(right) && a !== null)) return registering ? false : null;
  if (left.k === "list" && right.k === "list" && !left.open && !right.open) {
    if (left.kind === "set" && right.kind === "set" && left.maybeEmpty !== true && right.maybeEmpty !== true) {
      const inner = [isSubset(left, right, registering), isSubset(right, left, registering)];
      return inner.includes(false) ? false : inner.includes(null) ? null : true;
    }
    if (left.items.length !== right.items.length) return false;
    const inner = left.items.map((one, index) => equals(one, right.items[index] ?? unknown, registering, room));
    return inner.includes(false) ? false : inner.includes(null) ? null : true;
  }
  if (left.k === "external" && right.k === "external" && left.path === right.path) return true;
  if (areOtherTypes(left, right)) return false;
  if (left.k === "external" && right.k === "external") return null;
  if (left.k === "router" && right.k === "router") return left.records === right.records;
  if (identities.has(left.k) && identities.has(right.k)) return false;
  return null;
}

function equalConstants(left: Value, right: Value): boolean {
  const numeric = (one: Value): number | null => (one.k === "number" ? one.value : one.k === "constant" && one.value !== null ? Number(one.value) : null);
  const [a, b] = [numeric(left), numeric(right)];
  return a !== null && b !== null && a === b;
}

/** None as long as the environment does not say otherwise. */
const isSettable = (value: Value): boolean => value.k === "union" && value.options.some(isNone) && withoutEnvironment(value) !== value;

const maybe = new Set(["unknown", "union", "made", "part", "external"]);
const isNone = (value: Value): boolean => value.k === "constant" && value.value === null;

function ordered(left: Value, right: Value, room = { left: MOST_COMPARED }): number | null {
  if (--room.left < 0) return null;
  if (left.k === "number" && right.k === "number") return left.value - right.value;
  if (left.k === "text" && right.k === "text" && left.holes.length + right.holes.length === 0)
    return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
  if (left.k !== "list" || right.k !== "list") return null;
  for (let i = 0; i < Math.min(left.items.length, right.items.length); i++) {
    const one = ordered(left.items[i] ?? unknown, right.items[i] ?? unknown, room);
    if (one !== 0) return one;
  }
  // (2, ?) is not below (2, 0)
  if (left.open && !right.open && right.items.slice(left.items.length).every((one) => one.k === "number" && one.value === 0)) return 1;
  if (left.open || right.open) return null;
  return left.items.length - right.items.length;
}
