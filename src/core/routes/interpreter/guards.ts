import type { Expression } from "../../python/syntax";
import { optionsOf } from "./alternatives";
import { evaluate } from "./expressions";
import type { Frame } from "./frame";
import type { Run } from "./run";
import { isEmptyAddress } from "./truth";
import type { Scope, Value } from "./values";

// Two things that are chosen by one setting, each in an `if` of its own, belong together: the client for Azure and
// the name of the model on Azure. Each remembers under which answer it was made.

/** A test that nobody can decide, with the answer under which something is made. */
export interface Guard {
  /** what is asked: a variable of the environment, or a name in one call of a function */
  readonly subject: string;
  /** the text that it is compared with; null where only its truth is asked */
  readonly value: string | null;
  readonly holds: boolean;
  /** calls around it: what a function makes does not depend on who called it */
  readonly depth: number;
}

/** The guard of the first branch of an `if`; null for tests of another form. */
export function guardOf(run: Run, test: Expression, frame: Frame): Guard | null {
  if (run.importing) return null;
  if (test.k === "unary" && test.op === "not") {
    const inner = guardOf(run, test.value, frame);
    return inner === null ? null : otherwise(inner);
  }
  const depth = run.frames.length;
  if (test.k === "compare") {
    if (test.op !== "==" && test.op !== "!=") return null;
    const right = evaluate(run, test.right, frame);
    const subject = subjectOf(run, test.left, frame);
    return right.k !== "text" || subject === null ? null : { subject, value: right.value, holds: test.op === "==", depth };
  }
  const subject = subjectOf(run, test, frame);
  return subject === null ? null : { subject, value: null, holds: true, depth };
}

/** The guard of the other side of a test. */
export function otherwise(guard: Guard): Guard {
  return { ...guard, holds: !guard.holds };
}

/**
 * What a test asks about, so that equal questions get equal answers: an input, a variable of the environment, an object's
 * attribute or a name. Null where it has no name.
 */
export function subjectOf(run: Run, e: Expression, frame: Frame): string | null {
  if (e.k === "call" && e.callee.k === "attribute" && /^(lower|upper|strip|casefold)$/.test(e.callee.id)) return subjectOf(run, e.callee.object, frame);
  const reader = e.k === "call" && (e.callee.k === "attribute" || e.callee.k === "name") && /^(getenv|get)$/.test(e.callee.id);
  if (reader) return subjectOfVariable(evaluate(run, e, frame));
  const path = pathOf(e);
  if (path === null) return null;
  const value = evaluate(run, e, frame);
  const input = subjectOfInput(value);
  if (input !== null) return input;
  const variable = subjectOfVariable(value);
  if (variable !== null) return variable;
  // what an object says of itself holds in each of its methods: `if self.backend == "local"`
  const object = e.k === "attribute" ? evaluate(run, e.object, frame) : null;
  return object?.k === "instance" && e.k === "attribute" ? `object ${object.id}.${e.id}` : nameIn(scopeOf(frame.scope, path), path);
}

function subjectOfVariable(value: Value): string | null {
  for (const one of optionsOf(value)) {
    const reason = one.k === "unknown" ? one.reason : one.k === "text" ? one.holes[0] : undefined;
    if (reason?.code === "environment") return `environment ${reason.detail}`;
    if (one.k === "text" && isEmptyAddress(one)) return `environment ${one.setting}`;
  }
  return null;
}

/** The subjects of all variables of the environment that a value may come from. */
export function variablesIn(value: Value): string[] {
  return optionsOf(value).flatMap((one) => subjectOfVariable(one) ?? []);
}

/** What is asked by these names, or by the ends of theirs, a request sets while it runs: its tests before and behind may find different things. */
export function unsettled(run: Run, subjects: readonly string[]): void {
  run.settled?.changed(subjects);
  run.memo?.sets?.(subjects);
}

/** A name tells of one value only until it is bound again. */
function nameIn(scope: Scope, path: string): string {
  const times = bindings.get(scope)?.get(path.split(".", 1)[0] ?? path) ?? 0;
  return `${idOf(scope)} ${path}${times > 1 ? ` ${times}` : ""}`;
}

const bindings = new WeakMap<Scope, Map<string, number>>();

/** Hears that a statement binds a name. */
export function nameBound(scope: Scope, name: string): void {
  const times = bindings.get(scope) ?? new Map<string, number>();
  bindings.set(scope, times.set(name, (times.get(name) ?? (scope.names.has(name) ? 1 : 0)) + 1));
}

/** Where the first name of a path is bound: a variable of the module is the same in each of its functions. */
function scopeOf(scope: Scope, path: string): Scope {
  const name = path.split(".", 1)[0] ?? path;
  for (let one: Scope | null = scope; one !== null; one = one.parent) if (one.names.has(name)) return one;
  return scope;
}

function pathOf(e: Expression): string | null {
  if (e.k === "name") return e.id;
  if (e.k !== "attribute") return null;
  const object = pathOf(e.object);
  return object === null ? null : `${object}.${e.id}`;
}

/** What a request brings for one parameter is the same in whatever function it is passed to. */
export function subjectOfInput(value: Value): string | null {
  for (const one of optionsOf(value)) if (one.k === "unknown" && one.type !== undefined) return `input ${idOf(one)}`;
  return null;
}

const ids = new WeakMap<object, number>();
let next = 0;

function idOf(one: object): number {
  const known = ids.get(one);
  if (known !== undefined) return known;
  ids.set(one, ++next);
  return next;
}

/** The guards of the function that runs now; undefined where there is none. */
export function guardsNow(run: Run): readonly Guard[] | undefined {
  if (run.guards.length === 0) return undefined;
  const own = run.guards.filter(({ depth }) => depth === run.frames.length);
  return own.length === 0 ? undefined : own;
}

/** A text remembers the guards that it was set under. */
export function guarded(run: Run, value: Value): Value {
  const under = value.k === "text" && value.under === undefined ? guardsNow(run) : undefined;
  return under === undefined || value.k !== "text" ? value : { ...value, under };
}

/** Whether two things can be there at once. */
export function together(a: readonly Guard[] | undefined, b: readonly Guard[] | undefined): boolean {
  return a === undefined || b === undefined || !a.some((one) => b.some((other) => excludes(one, other)));
}

function excludes(a: Guard, b: Guard): boolean {
  if (a.subject !== b.subject || (a.value === null) !== (b.value === null)) return false;
  return a.value === b.value ? a.holds !== b.holds : a.holds && b.holds;
}

/** Of what a name or an attribute may be, what can be there under the tests around: `if kind == "rerank": model.rank(...)`. */
export function possible(run: Run, options: readonly Value[]): readonly Value[] {
  const now = run.importing ? undefined : guardsNow(run);
  if (now === undefined) return options;
  const left = options.filter((one) => together(underOf(one), now));
  return left.length === 0 ? options : left;
}

function underOf(value: Value): readonly Guard[] | undefined {
  const made = value.k === "part" ? value.of : value;
  return made.k !== "made" ? undefined : (made.under ?? (made.of === null ? undefined : underOf(made.of)));
}
