import type { Argument, Clause, Expression } from "../python/syntax";
import { assign } from "./assign";
import { getAttribute, getItem } from "./attributes";
import { builtin } from "./builtins";
import { call } from "./calls";
import type { Frame, Run } from "./run";
import { bind, lookup } from "./scope";
import {
  type Args,
  addRest,
  asText,
  dict,
  type Func,
  join,
  knownOptions,
  list,
  noneValue,
  optionsOf,
  type Text,
  text,
  truth,
  union,
  unknown,
  type Value,
} from "./values";

/** The abstract value of an expression; what it calls is called. */
export function evaluate(run: Run, e: Expression, frame: Frame): Value {
  if (!run.step() || run.depth > DEEPEST) return unknown;
  run.depth++;
  const value = evaluated(run, e, frame);
  run.depth--;
  return value;
}

/** Nested evaluations and blocks, calls and imports included: far below what the stack of a JavaScript engine holds. */
const DEEPEST = 900;

function evaluated(run: Run, e: Expression, frame: Frame): Value {
  switch (e.k) {
    case "string":
      return text(e.value);
    case "number":
      return { k: "number", value: e.value };
    case "constant":
      return { k: "constant", value: e.value };
    case "name":
      return lookup(run, frame, e.id) ?? builtin(e.id) ?? { k: "unknown", reason: run.reason("unreadable", run.place(frame, e.line), e.id) };
    case "attribute":
      return getAttribute(run, evaluate(run, e.object, frame), e.id, frame, run.place(frame, e.line));
    case "format": {
      const parts = e.parts.map((p) => (typeof p === "string" ? text(p) : stringOf(run, evaluate(run, p, frame), frame, lineOf(p))));
      return join(parts);
    }
    case "call":
      return evaluateCall(run, e, frame);
    case "binary":
      return binary(run, e.op, evaluate(run, e.left, frame), evaluate(run, e.right, frame), frame, lineOf(e.left));
    case "logical": {
      const left = evaluate(run, e.left, frame);
      const known = truth(left);
      if (known === (e.op === "or")) return left;
      const right = evaluate(run, e.right, frame);
      if (known !== null) return right;
      // A text that is read while the application runs is no reason to believe in the one that replaces an empty one ...
      if (e.op === "or" && right.k === "text" && optionsOf(left).some(isReadAtRunTime)) return union(optionsOf(left).filter((one) => truth(one) !== false));
      if (left.k !== "unknown") return union([left, right]);
      // ... but in `os.getenv("X") or "/api"`, what is written wins over what is not known
      return e.op === "or" ? right : left;
    }
    case "unary": {
      const value = evaluate(run, e.value, frame);
      if (e.op === "not") {
        const known = truth(value);
        return known === null ? unknown : { k: "constant", value: !known };
      }
      return value.k === "number" && e.op === "-" ? { k: "number", value: -value.value } : value;
    }
    case "compare":
      return compare(e.op, evaluate(run, e.left, frame), evaluate(run, e.right, frame));
    case "conditional": {
      const test = truth(evaluate(run, e.test, frame));
      if (test !== null) return evaluate(run, test ? e.yes : e.no, frame);
      return union([evaluate(run, e.yes, frame), evaluate(run, e.no, frame)]);
    }
    case "sequence": {
      const items: Value[] = [];
      let open = false;
      for (const item of e.items) {
        if (item.k === "star") {
          const inner = iterate(run, evaluate(run, item.value, frame), frame);
          items.push(...inner.items);
          open ||= inner.open;
        } else items.push(evaluate(run, item, frame));
      }
      return list(items, e.kind, open);
    }
    case "dict": {
      const out = dict();
      for (const { key, value } of e.entries) {
        const inner = evaluate(run, value, frame);
        if (key === null) {
          if (inner.k === "dict") {
            for (const [name, one] of inner.entries) out.entries.set(name, one);
            addRest(out, inner.rest);
            out.open ||= inner.open;
          } else out.open = true;
          continue;
        }
        const name = keyText(evaluate(run, key, frame));
        if (name !== null) out.entries.set(name, inner);
        else addRest(out, [inner]);
      }
      return out;
    }
    case "subscript": {
      const index = e.index.map((i) => evaluate(run, i, frame));
      return getItem(run, evaluate(run, e.object, frame), index, e.index, frame, lineOf(e.object));
    }
    case "slice":
      for (const part of e.parts) if (part !== null) evaluate(run, part, frame);
      return unknown;
    case "lambda":
      return lambda(run, e, frame);
    case "comprehension":
      return comprehension(run, e, frame);
    case "await":
      return evaluate(run, e.value, frame);
    case "yield": {
      const value = e.value === null ? noneValue : evaluate(run, e.value, frame);
      frame.yields.push(...(e.from ? iterate(run, value, frame).items : [value]));
      return unknown;
    }
    case "star":
      return evaluate(run, e.value, frame);
    case "walrus": {
      const value = evaluate(run, e.value, frame);
      bind(frame, e.id, value);
      return value;
    }
    case "other": {
      const parts = e.parts.map((part) => evaluate(run, part, frame));
      // `A | None` in annotations
      return parts.length === 0 ? unknown : union(parts);
    }
  }
}

function evaluateCall(run: Run, e: Expression & { k: "call" }, frame: Frame): Value {
  const place = run.place(frame, e.line);
  if (e.callee.k === "name" && e.callee.id === "super" && e.args.length === 0 && frame.self !== null && frame.owner !== null) {
    return { k: "super", self: frame.self, cls: frame.owner, after: frame.owner };
  }
  const callee = evaluate(run, e.callee, frame);
  return call(run, callee, argsOf(run, e.args, frame), place, frame);
}

export function argsOf(run: Run, args: readonly Argument[], frame: Frame): Args {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  let open = false;
  for (const arg of args) {
    const value = evaluate(run, arg.value, frame);
    if (arg.name === null) positional.push(value);
    else if (arg.name === "*") {
      const inner = iterate(run, value, frame);
      positional.push(...inner.items);
      open ||= inner.open;
    } else if (arg.name === "**") {
      for (const one of optionsOf(value)) {
        if (one.k !== "dict") open = true;
        else {
          for (const [name, inner] of one.entries) named.set(name, inner);
          open ||= one.open;
        }
      }
    } else named.set(arg.name, value);
  }
  return { positional, named, open };
}

function isReadAtRunTime(value: Value): boolean {
  return value.k === "made" || value.k === "part" || (value.k === "unknown" && value.reason !== null && value.reason.code !== "environment");
}

/** What a loop over a value goes through. */
export function iterate(run: Run, value: Value, frame: Frame): { readonly items: readonly Value[]; readonly open: boolean } {
  switch (value.k) {
    case "list":
      return value;
    case "dict":
      return { items: [...value.entries.keys()].map(text), open: value.open || value.rest.length > 0 };
    case "text":
      return value.holes.length > 0 || value.value.length > 100 ? { items: [], open: true } : { items: [...value.value].map(text), open: false };
    case "union": {
      const parts = knownOptions(value).map((one) => iterate(run, one, frame));
      return list(
        [...new Set(parts.flatMap((p) => p.items))],
        "list",
        parts.some((p) => p.open),
      );
    }
    case "class": {
      const members = enumMembers(run, value, frame);
      return members === null ? { items: [], open: true } : { items: members, open: false };
    }
    case "instance": {
      const method = getAttribute(run, value, "__iter__", frame);
      if (method.k !== "method" || run.depth > DEEPEST) return { items: [], open: true };
      run.depth++;
      const through = call(run, method, { positional: [], named: new Map(), open: false }, value.place, frame);
      const items = through === value ? { items: [], open: true } : iterate(run, through, frame);
      run.depth--;
      return items;
    }
    case "constant":
      return { items: [], open: false };
    default:
      return { items: [], open: true };
  }
}

function enumMembers(run: Run, cls: Value & { k: "class" }, frame: Frame): Value[] | null {
  if (!cls.bases.some((b) => b.k === "external" && /(^|\.)\w*Enum$/.test(b.path))) return null;
  const names = [...cls.scope.names.keys()].filter((name) => !name.startsWith("_"));
  return names.map((name) => getAttribute(run, cls, name, frame)).filter((one) => one.k === "instance");
}

function lambda(run: Run, e: Expression & { k: "lambda" }, frame: Frame): Func {
  const defaults = new Map<string, Value>();
  for (const p of e.parameters) if (p.default !== null) defaults.set(p.name, evaluate(run, p.default, frame));
  return {
    k: "function",
    id: run.id(),
    name: "<lambda>",
    qualified: "<lambda>",
    definition: { k: "lambda", expression: e },
    module: frame.module,
    scope: frame.scope,
    base: frame.base,
    owner: null,
    role: "plain",
    defaults,
    wraps: null,
  };
}

function comprehension(run: Run, e: Expression & { k: "comprehension" }, outer: Frame): Value {
  const frame: Frame = { ...outer, scope: { kind: "function", names: new Map(), parent: outer.scope, outer: null } };
  const items: Value[] = [];
  const entries = dict();
  let open = false;
  const walk = (clauses: readonly Clause[]): void => {
    const [clause, ...rest] = clauses;
    if (clause === undefined) {
      const value = evaluate(run, e.value, frame);
      if (e.key !== null) {
        const key = keyText(evaluate(run, e.key, frame));
        if (key !== null) entries.entries.set(key, value);
        else addRest(entries, [value]);
      } else items.push(value);
      return;
    }
    const over = evaluate(run, clause.iterable, frame);
    const through = iterate(run, over, frame);
    open ||= through.open;
    const turns = through.items.length === 0 && through.open ? [over.k === "unknown" ? over : unknown] : through.items.slice(0, 500);
    for (const item of turns) {
      if (!run.step()) return;
      assign(run, clause.target, item, frame);
      const tests = clause.conditions.map((c) => truth(evaluate(run, c, frame)));
      if (tests.includes(false)) continue;
      if (tests.includes(null)) open = true;
      walk(rest);
    }
  };
  walk(e.clauses);
  if (e.kind === "dict") {
    entries.open = open;
    return entries;
  }
  // a listed unknown is one that may not be there at all
  const kept = open ? items.filter((item) => item.k !== "unknown") : items;
  return list(kept, e.kind === "set" ? "set" : e.kind === "generator" ? "generator" : "list", open);
}

export function keyText(value: Value): string | null {
  if (value.k === "text" && value.holes.length === 0) return value.value;
  if (value.k === "number") return String(value.value);
  if (value.k === "constant") return String(value.value);
  if (value.k === "instance") {
    const inner = value.attrs.get("value");
    return inner === undefined ? null : keyText(inner);
  }
  return null;
}

export function stringOf(run: Run, value: Value, frame: Frame, line: number): Text {
  return asText(value, run.reason("runtime", run.place(frame, line), ""), !run.registering);
}

function lineOf(e: Expression): number {
  switch (e.k) {
    case "name":
    case "call":
    case "lambda":
      return e.line;
    case "attribute":
      return e.line;
    case "subscript":
      return lineOf(e.object);
    case "binary":
      return lineOf(e.left);
    case "await":
      return lineOf(e.value);
    default:
      return 0;
  }
}

function binary(run: Run, op: string, left: Value, right: Value, frame: Frame, line: number): Value {
  if (left.k === "number" && right.k === "number") {
    const a = left.value;
    const b = right.value;
    const value =
      op === "+" ? a + b : op === "-" ? a - b : op === "*" ? a * b : op === "/" ? a / b : op === "//" ? Math.floor(a / b) : op === "%" ? a % b : Number.NaN;
    return Number.isNaN(value) ? unknown : { k: "number", value };
  }
  if (op === "+" && (left.k === "list" || right.k === "list")) {
    const a = iterate(run, left, frame);
    const b = iterate(run, right, frame);
    return list([...a.items, ...b.items], left.k === "list" ? left.kind : "list", a.open || b.open);
  }
  if (op === "|" && left.k === "dict" && right.k === "dict")
    return { ...dict([...left.entries, ...right.entries], left.open || right.open), rest: [...left.rest, ...right.rest] };
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
  if (op === "%" && left.k === "text") return formatPercent(run, left, right, frame, line);
  // the folder of a file at the top of the project is `.`
  if (op === "/" && left.k === "text" && left.value === ".") return stringOf(run, right, frame, line);
  if (op === "/" && isPath(left)) return join([stringOf(run, left, frame, line), text("/"), stringOf(run, right, frame, line)]);
  if (op === "*" && left.k === "list" && right.k === "number")
    return list(Array.from({ length: Math.min(50, Math.max(0, right.value)) }, () => left.items).flat(), left.kind, left.open);
  if (op === "+" && [left, right].some((one) => optionsOf(one).some((option) => option.k === "text"))) return concatenate(run, left, right, frame, line);
  if (left.k === "unknown" && left.reason !== null) return left;
  return right.k === "unknown" ? right : unknown;
}

function isPath(value: Value): boolean {
  return value.k === "text";
}

function concatenate(run: Run, left: Value, right: Value, frame: Frame, line: number): Value {
  const lefts = optionsOf(left).slice(0, 4);
  const rights = optionsOf(right).slice(0, 4);
  return union(lefts.flatMap((a) => rights.map((b) => join([stringOf(run, a, frame, line), stringOf(run, b, frame, line)]))));
}

function formatPercent(run: Run, format: Text, right: Value, frame: Frame, line: number): Value {
  const values = right.k === "list" && right.kind === "tuple" ? right.items : [right];
  let index = 0;
  const parts: Text[] = [];
  let from = 0;
  for (const match of format.value.matchAll(/%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?([sdrifx%])/g)) {
    parts.push(text(format.value.slice(from, match.index)));
    from = match.index + match[0].length;
    const [, name, kind] = match;
    if (kind === "%") parts.push(text("%"));
    else if (name !== undefined) parts.push(stringOf(run, right.k === "dict" ? (right.entries.get(name) ?? unknown) : unknown, frame, line));
    else parts.push(stringOf(run, values[index++] ?? unknown, frame, line));
  }
  parts.push(text(format.value.slice(from)));
  return { ...join(parts), holes: [...format.holes, ...parts.flatMap((p) => p.holes)] };
}

function compare(op: string, left: Value, right: Value): Value {
  const answer = compared(op, left, right);
  return answer === null ? unknown : { k: "constant", value: answer };
}

/** Of a default and what the environment may put in its place, the default is what is known. */
export function withoutEnvironment(value: Value): Value {
  if (value.k !== "union" || !value.options.some((one) => one.k === "unknown" && one.reason?.code === "environment")) return value;
  return union(value.options.filter((one) => one.k !== "unknown" || one.reason?.code !== "environment"));
}

function compared(op: string, one: Value, other: Value): boolean | null {
  const left = withoutEnvironment(one);
  const right = withoutEnvironment(other);
  if (op === "in" || op === "not in" || op === "not  in") {
    const key = keyText(left);
    if (key === null) return null;
    let found: boolean | null = null;
    if (right.k === "dict") found = right.entries.has(key) ? true : right.open || right.rest.length > 0 ? null : false;
    else if (right.k === "list") {
      const known = right.items.map(keyText);
      found = known.includes(key) ? true : right.open || known.includes(null) ? null : false;
    } else if (right.k === "text" && right.holes.length === 0 && left.k === "text") found = right.value.includes(left.value);
    return found === null ? null : op === "in" ? found : !found;
  }
  const isNone = (v: Value): boolean | null =>
    v.k === "constant" ? v.value === null : v.k === "unknown" || v.k === "union" || v.k === "made" || v.k === "part" || v.k === "external" ? null : false;
  if (right.k === "constant" && right.value === null) {
    const none = isNone(left);
    if (none === null) return null;
    return op === "is" || op === "==" ? none : !none;
  }
  const a = keyText(left);
  const b = keyText(right);
  if (a === null || b === null) return left === right && left.k !== "unknown" ? op === "is" || op === "==" : null;
  if (left.k === "number" && right.k === "number") {
    if (op === "<") return left.value < right.value;
    if (op === ">") return left.value > right.value;
    if (op === "<=") return left.value <= right.value;
    if (op === ">=") return left.value >= right.value;
  }
  if (op === "==" || op === "is") return a === b;
  if (op === "!=" || op.startsWith("is")) return a !== b;
  return null;
}
