import { setEntry } from "../interpreter/entries";
import { evaluate } from "../interpreter/expressions";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { execute } from "../interpreter/statements";
import { type Dict, type Func, type Made, noArgs, noneValue, type Place, type Scope, text, type Value } from "../interpreter/values";
import { first, type Known, state } from "./known";

// What Python runs that stands in a text. A function that is defined there has no file, and where the text is not known nothing of it is.

export const writtenCode: Readonly<Record<string, Known>> = {
  exec: (args, run, place, frame) => {
    const [globals, locals] = [args.positional[1] ?? args.named.get("globals"), args.positional[2] ?? args.named.get("locals")];
    const namespaces = [globals, locals].flatMap((one) => (one?.k === "dict" ? [one] : []));
    const source = sourceOf(first(args));
    if (source === null || !run.registering || !executed(run, source, namespaces, place, frame)) {
      const names = [...(partOf(first(args)) ?? "").matchAll(/^\s*(?:async\s+)?def\s+(\w+)/gmu)].map(([, name = ""]) => name);
      const made = state("exec")(args, run, place, frame);
      const into = namespaces.at(-1);
      if (into !== undefined) fill(into, names, made);
      else for (const name of names) if (frame.scope.kind === "module") frame.scope.names.set(name, named(made, name));
    }
    return noneValue;
  },
  eval: (args, run, place, frame) => {
    const source = args.positional.length === 1 ? sourceOf(first(args)) : null;
    return (source === null ? null : evaluated(run, source, place, frame)) ?? state("eval")(args, run, place, frame);
  },
  // a copy stands where its code stands
  "types.FunctionType": (args, run, place, frame) => {
    const code = first(args);
    const of = code.k === "made" && code.path === "types.CodeType" ? code.of : null;
    const func = of?.k === "method" ? of.func : of;
    return func?.k === "function" ? { ...func, id: run.id(), attrs: new Map(), wraps: null } : state("types.FunctionType")(args, run, place, frame);
  },
};

/** The text that is run; null where a part of it is not known. */
function sourceOf(given: Value): string | null {
  if (given.k === "text") return given.holes.length > 0 ? null : given.value;
  return given.k === "made" && given.path === "compile" ? sourceOf(given.args.positional[0] ?? noneValue) : null;
}

/** The same with what is not known as a hole. */
function partOf(given: Value): string | null {
  if (given.k === "text") return given.value;
  return given.k === "made" && given.path === "compile" ? partOf(given.args.positional[0] ?? noneValue) : null;
}

/** An expression that stands in a text; null for anything else. */
export function evaluated(run: Run, source: string, place: Place, frame: Frame): Value | null {
  const { statements, errorLine } = run.parser.parse(source.trim());
  const [only] = statements;
  if (errorLine !== null || statements.length !== 1 || only?.k !== "expression") return null;
  return evaluate(run, only.value, { ...frame, written: place });
}

/** Runs a text in the namespaces that it is given, else where the call stands; false for what is no Python. */
function executed(run: Run, source: string, namespaces: readonly Dict[], place: Place, frame: Frame): boolean {
  const { statements, errorLine } = run.parser.parse(source);
  if (errorLine !== null) return false;
  let scope: Scope | null = null;
  for (const one of namespaces) scope = one.scope ?? { kind: "function", names: new Map(one.entries), parent: scope, outer: null };
  // a function's own names do not change by it
  const own: Scope = frame.scope.kind === "module" ? frame.scope : { kind: "function", names: new Map(), parent: frame.scope, outer: null };
  const inside = scope ?? own;
  execute(run, statements, { ...frame, scope: inside, written: frame.written ?? place, returns: [], yields: [] });
  const last = namespaces.at(-1);
  if (last !== undefined && last.scope === undefined) for (const [name, value] of inside.names) if (value.k !== "lazy") setEntry(last, name, text(name), value);
  return true;
}

/** What code that is not known may have defined: the names that it is seen to define, else any that held nothing so far. */
function fill(into: Dict, names: readonly string[], made: Value): void {
  const set = names.length > 0 ? names : [...into.entries].flatMap(([name, value]) => (value.k === "constant" && value.value === null ? [name] : []));
  for (const name of set) setEntry(into, name, text(name), named(made, name));
  if (names.length > 0) return;
  into.rest.push(made);
  into.open = true;
}

/** A function of that name, of which nothing else is known. */
const named = (made: Value, name: string): Value => (made.k === "made" ? { ...made, attrs: new Map([["__name__", text(name)]]) } : made);

const runsText = /^(exec|eval|compile|types\.(FunctionType|LambdaType|CodeType))$/;

/** Where code that stands in a text, or that is put together while the program runs, makes this function; null for one that a file defines. */
export function writtenAt(value: Value): Place | null {
  switch (value.k) {
    case "made":
      return runsText.test(value.path) ? value.place : value.of === null ? null : writtenAt(value.of);
    case "part":
      return writtenAt(value.of);
    case "function": {
      if (value.written !== undefined) return value.written;
      const inner = value.wraps ?? value.attrs.get("__wrapped__");
      return inner === undefined || inner === value ? null : writtenAt(inner);
    }
    case "method":
    case "partial":
      return writtenAt(value.func);
    case "union":
      return value.options.map(writtenAt).find((one) => one !== null) ?? null;
    default:
      return null;
  }
}

/** `func.__code__` */
export function codeOf(run: Run, func: Func, place: Place): Made {
  return { k: "made", id: run.id(), path: "types.CodeType", args: noArgs, place, of: func, attrs: new Map() };
}
