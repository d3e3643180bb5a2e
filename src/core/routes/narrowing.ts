import type { Expression } from "../python/syntax";
import { evaluate } from "./expressions";
import { holds } from "./operators";
import { pair, paired } from "./pairing";
import type { Frame, Run } from "./run";
import { type Lazy, union, type Value } from "./values";

// A name that may be several things is, behind a test of it, only those that pass: `name.removeprefix("x-") if name.startswith("x-") else name`.

/** A name, and what it is where a test of it holds and where not; null where it then can be nothing. */
export interface Narrowed {
  readonly name: string;
  readonly yes: Value | null;
  readonly no: Value | null;
  /** what the same test tells of another name */
  readonly also: Narrowed | null;
}

/** What an undecided test tells of the name that it asks about; null where that is nothing. */
export function narrowed(run: Run, test: Expression, frame: Frame): Narrowed | null {
  const name = run.registering || frame.scope.kind !== "function" ? null : subjectOf(test);
  const value = name === null ? undefined : frame.scope.names.get(name);
  if (name === null || value?.k !== "union") return null;
  const asks = (one: Value): boolean | null => underName(frame, name, one, () => run.unheard(() => run.maybe(() => asked(run, test, frame))));
  const yes: Value[] = [];
  const no: Value[] = [];
  for (const one of value.options) {
    const answer = asks(one);
    if (answer !== false) yes.push(one);
    if (answer !== true) no.push(one);
  }
  if (yes.length === value.options.length && no.length === yes.length) return null;
  const own = { name, yes: yes.length === 0 ? null : union(yes), no: no.length === 0 ? null : union(no) };
  const other = paired(value, frame, asks);
  if (other === null) return { ...own, also: null };
  if (own.yes !== null) pair(own.yes, other.name, other.yes, other.yesPairs);
  if (own.no !== null) pair(own.no, other.name, other.no, other.noPairs);
  return { ...own, also: { name: other.name, yes: other.yes, no: other.no, also: null } };
}

function asked(run: Run, test: Expression, frame: Frame): boolean | null {
  return holds(run, evaluate(run, test, frame), frame);
}

/** Does something while a name of this function stands for something else. */
export function underName<T>({ scope: { names } }: Frame, name: string, value: Value, work: () => T): T {
  const before = names.get(name);
  names.set(name, value);
  const result = work();
  setOrDelete(names, name, before);
  return result;
}

interface Kept {
  readonly name: string;
  readonly before: Value | Lazy | undefined;
  readonly now: Value;
}

type Names = Frame["scope"]["names"];
const keptIn = new WeakMap<Names, Kept[]>();

function keptOf(names: Names): Kept[] {
  const known = keptIn.get(names) ?? [];
  keptIn.set(names, known);
  return known;
}

/** `if name.startswith("x-"): return ...`: what follows runs only with the other names. */
export function keepNarrowed({ scope: { names } }: Frame, name: string, now: Value): void {
  keptOf(names).push({ name, before: names.get(name), now });
  names.set(name, now);
}

/** Whether a name is what it is only because another way has ended. */
export function isKept({ scope: { names } }: Frame, name: string): boolean {
  return keptOf(names).some((one) => one.name === name && one.now === names.get(name));
}

/** Runs a block that others may run instead of, or after: what its early ends tell does not hold there, unless they are told again. */
export function apart<T>({ scope: { names } }: Frame, work: () => T): { readonly result: T; readonly tell: (except?: ReadonlySet<string>) => void } {
  const kept = keptOf(names);
  const mark = kept.length;
  const result = work();
  const mine = kept.splice(mark);
  for (const { name, before, now } of mine.toReversed()) if (names.get(name) === now) setOrDelete(names, name, before);
  const tell = (except?: ReadonlySet<string>): void => {
    for (const { name, now } of mine) {
      if (except?.has(name)) continue;
      kept.push({ name, before: names.get(name), now });
      names.set(name, now);
    }
  };
  return { result, tell };
}

export function setOrDelete(names: Names, name: string, value: Value | Lazy | undefined): void {
  if (value === undefined) names.delete(name);
  else names.set(name, value);
}

/** The name that a simple test asks about; tests that call functions of the project are left alone. */
function subjectOf(test: Expression): string | null {
  switch (test.k) {
    case "name":
      return test.id;
    case "unary":
      return test.op === "not" ? subjectOf(test.value) : null;
    case "compare":
      return isPlain(test.right) ? subjectOf(test.left) : null;
    case "call": {
      const { callee, args } = test;
      if (callee.k === "name") return /^(isinstance|len|str|bool)$/.test(callee.id) && args[0] !== undefined ? subjectOf(args[0].value) : null;
      return callee.k === "attribute" && /^(startswith|endswith|lower|upper|strip|casefold)$/.test(callee.id) ? subjectOf(callee.object) : null;
    }
    default:
      return null;
  }
}

function isPlain(e: Expression): boolean {
  return e.k === "string" || e.k === "number" || e.k === "constant" || e.k === "name" || e.k === "attribute" || (e.k === "sequence" && e.items.every(isPlain));
}
