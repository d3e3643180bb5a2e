import type { Expression } from "../../python/syntax";
import { union } from "./alternatives";
import { someOf } from "./choices";
import { evaluate } from "./expressions";
import type { Frame } from "./frame";
import { enumMembers } from "./iteration";
import { holds } from "./operators";
import { type Pair, pair, paired } from "./pairing";
import type { Run } from "./run";
import type { Lazy, Scope, Value } from "./values";

// A name that may be several things is, behind a test of it, only those that pass: `name.removeprefix("x-") if name.startswith("x-") else name`.

/** A name, or a field of what a request brings, and what it is where a test of it holds and where not; null where it then can be nothing. */
export interface Narrowed {
  readonly name: string;
  readonly yes: Value | null;
  readonly no: Value | null;
  /** what the same test tells of another name */
  readonly also: Narrowed | null;
}

/** What an undecided test tells of the name that it asks about; null where that is nothing. */
export function narrowed(run: Run, test: Expression, frame: Frame): Narrowed | null {
  const found = askedOf(run, test, frame);
  const equal = equalTo(run, test, frame);
  if (found === null) return equal?.from.k === "unknown" ? { name: equal.name, yes: equal.value, no: equal.from, also: null } : null;
  const { name, value, asks } = found;
  const yes: Value[] = [];
  const no: Value[] = [];
  for (const one of value.options) {
    const answer = asks(one);
    if (answer !== false) yes.push(isOpen(one) && equal?.name === name ? equal.value : one);
    if (answer !== true) no.push(one);
  }
  nameOpen(yes, true, found);
  nameOpen(no, false, found);
  if (yes.length === value.options.length && no.length === yes.length && yes.every((one, at) => one === no[at])) return null;
  const own = { name, yes: yes.length === 0 ? null : someOf(value, yes), no: no.length === 0 ? null : someOf(value, no) };
  const other = paired(value, frame, asks);
  if (other === null) return { ...own, also: null };
  if (own.yes !== null) pair(own.yes, other.name, other.yes, other.yesPairs);
  if (own.no !== null) pair(own.no, other.name, other.no, other.noPairs);
  return { ...own, also: { name: other.name, yes: other.yes, no: other.no, also: null } };
}

/** `project = os.getenv("PROJECT")`, `if not project: raise ...`: what goes on then was set, to nobody knows what. */
export function hasToBeSet(test: Expression, { scope }: Frame): Narrowed | null {
  const asked = test.k === "unary" && test.op === "not" ? test.value : test.k === "compare" && /^(is|not in)$/.test(test.op) ? test.left : null;
  if (scope.kind === "class" || asked?.k !== "name") return null;
  const value = scope.names.get(asked.id);
  if (value?.k !== "unknown" || value.unset !== true) return null;
  const { unset: _, ...set } = value;
  return { name: asked.id, yes: value, no: set, also: null };
}

/** Where the members that are written do not pass, any other member of their enumeration that does may be meant. */
function nameOpen(side: Value[], wanted: boolean, { members, asks }: Asked): void {
  if (side.length === 0 || !side.every(isOpen)) return;
  const passing = members().filter((one) => asks(one) === wanted);
  if (passing.length > 0) side.splice(0, side.length, ...passing);
}

/** `if size == "large":` what a name is where the test holds, and what it was. */
function equalTo(run: Run, test: Expression, frame: Frame): { readonly name: string; readonly from: Value; readonly value: Value } | null {
  if (run.registering || frame.scope.kind !== "function") return null;
  if (test.k !== "compare" || test.op !== "==" || !isPlain(test.right)) return null;
  const subject = subjectAt(run, test.left, frame);
  if (subject === null || (subject.value.k !== "unknown" && subject.value.k !== "union")) return null;
  const value = evaluate(run, test.right, frame);
  return isWritten(value) ? { name: subject.name, from: subject.value, value } : null;
}

/** Nothing is known of it, or no more than its class. */
function isOpen(one: Value): boolean {
  return one.k === "unknown" || (one.k === "instance" && one.uncertain === true);
}

/** A text, or a member of an enumeration. */
function isWritten(one: Value): boolean {
  return (one.k === "text" && one.holes.length === 0) || (one.k === "instance" && one.attrs.get("value")?.k === "text");
}

/** `is_speech = name.startswith("whisper-")`: what is kept of a test tells of the name later. */
export function told(run: Run, test: Expression, value: Value, frame: Frame): Value {
  if (test.k !== "call" && test.k !== "compare" && test.k !== "unary" && test.k !== "logical") return value;
  const found = askedOf(run, test, frame);
  if (found === null) return value;
  const pairs: Pair[] = [];
  for (const other of found.value.options) {
    const answer = found.asks(other);
    if (answer === null || !isTest(test)) return value;
    pairs.push({ value: { k: "constant", value: answer }, other });
  }
  const answers = union(pairs.map((one) => one.value));
  pair(answers, found.name, found.value, pairs);
  return answers;
}

/** Whether its value is True or False: `name.lower()` is asked about like a test, but is a text. */
function isTest(e: Expression): boolean {
  switch (e.k) {
    case "compare":
      return true;
    case "unary":
      return e.op === "not";
    case "logical":
      return isTest(e.left) && isTest(e.right);
    case "call":
      return /^(startswith|endswith|isinstance|bool)$/.test(e.callee.k === "attribute" || e.callee.k === "name" ? e.callee.id : "");
    default:
      return false;
  }
}

interface Asked {
  readonly name: string;
  readonly value: Value & { k: "union" };
  /** what the test says of one of the name's values */
  asks(one: Value): boolean | null;
  /** what else the name may be, of the enumeration that its values are of */
  members(): readonly Value[];
}

/** The first name that a test asks about and that may be several things. */
function askedOf(run: Run, test: Expression, frame: Frame): Asked | null {
  if (frame.scope.kind !== "function") return null;
  for (const subject of subjectsOf(test)) {
    const { name, value } = subjectAt(run, subject, frame) ?? {};
    if (name !== undefined && value?.k === "union")
      return {
        name,
        value,
        asks: (one) => underName(frame, name, one, () => run.unheard(() => run.maybe(() => answer(run, test, name, frame)))),
        members: () => {
          const [cls, ...others] = new Set(value.options.flatMap((one) => (one.k === "instance" && one.cls !== null ? [one.cls] : [])));
          return cls === undefined || others.length > 0 ? [] : (enumMembers(run, cls, frame) ?? []);
        },
      };
  }
  return null;
}

/** The names, and the attributes of names, that a test asks about: of `request.model.value`, each. */
function subjectsOf(test: Expression): Expression[] {
  if (test.k === "logical") return [...subjectsOf(test.left), ...subjectsOf(test.right)];
  if (test.k === "unary" && test.op === "not") return subjectsOf(test.value);
  const subject = subjectOf(test);
  const paths: Expression[] = [];
  for (let one = subject; one !== null; one = one.k === "attribute" ? one.object : null) paths.unshift(one);
  return paths;
}

/** Under what a test of it keeps a name or a field of what a request brings, and what that may be; null for anything else. */
function subjectAt(run: Run, e: Expression, frame: Frame): { readonly name: string; readonly value: Value } | null {
  if (e.k === "name" || e.k === "walrus") {
    const value = frame.scope.names.get(e.id);
    return value === undefined || value.k === "lazy" ? null : { name: e.id, value };
  }
  if (e.k !== "attribute" || !isPath(e.object)) return null;
  const name = fieldName(
    run.unheard(() => evaluate(run, e.object, frame)),
    e.id,
  );
  return name === null ? null : { name, value: run.unheard(() => evaluate(run, e, frame)) };
}

function isPath(e: Expression): boolean {
  return e.k === "name" || (e.k === "attribute" && isPath(e.object));
}

/** No name of Python is written so. What the code sets in an object needs no test to be known. */
function fieldName(object: Value, field: string): string | null {
  return object.k === "instance" && object.uncertain === true && !object.attrs.has(field) ? `${object.id}.${field}` : null;
}

/** What a field of what a request brings is under the tests around: `if request.model == "dall-e-3": ...request.model`. */
export function fieldUnderTests(object: Value, field: string, { scope }: Frame): Value | null {
  const name = fieldName(object, field);
  for (let one: Scope | null = name === null ? null : scope; one?.kind === "function"; one = one.parent) {
    const value = one.names.get(name ?? "");
    if (value !== undefined && value.k !== "lazy") return value;
  }
  return null;
}

/** What a test says while only one name is settled; of parts that do not ask about it, nothing. */
function answer(run: Run, test: Expression, name: string, frame: Frame): boolean | null {
  if (test.k === "logical") {
    const sides = [answer(run, test.left, name, frame), answer(run, test.right, name, frame)];
    const decides = test.op === "or";
    return sides.includes(decides) ? decides : sides.includes(null) ? null : !decides;
  }
  if (test.k === "unary" && test.op === "not") {
    const inner = answer(run, test.value, name, frame);
    return inner === null ? null : !inner;
  }
  return subjectsOf(test).some((one) => subjectAt(run, one, frame)?.name === name) ? holds(run, evaluate(run, withoutWalrus(test), frame), frame) : null;
}

/** `(name := NAMES[key]).startswith("x-")` asks about a name that is bound by now. */
function withoutWalrus(e: Expression): Expression {
  switch (e.k) {
    case "walrus":
      return { k: "name", id: e.id, line: 0 };
    case "compare":
      return { ...e, left: withoutWalrus(e.left) };
    case "attribute":
      return { ...e, object: withoutWalrus(e.object) };
    case "call":
      return { ...e, callee: withoutWalrus(e.callee), args: e.args.map((one) => ({ ...one, value: withoutWalrus(one.value) })) };
    default:
      return e;
  }
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
  /** only until the end of the loop: the other way broke off */
  readonly inLoop: boolean;
}

type Names = Frame["scope"]["names"];
const keptIn = new WeakMap<Names, Kept[]>();

function keptOf(names: Names): Kept[] {
  const known = keptIn.get(names) ?? [];
  keptIn.set(names, known);
  return known;
}

/** `if name.startswith("x-"): return ...`: what follows runs only with the other names. */
export function keepNarrowed({ scope: { names } }: Frame, name: string, now: Value, inLoop: boolean): void {
  keptOf(names).push({ name, before: names.get(name), now, inLoop });
  names.set(name, now);
}

/** What a name is after the loop around, if its turn ends here. */
export function leaving({ scope: { names } }: Frame, name: string): Value | Lazy | undefined {
  let value = names.get(name);
  for (const one of keptOf(names).toReversed()) if (one.inLoop && one.name === name && one.now === value) value = one.before;
  return value;
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
    for (const { name, now, inLoop } of mine) {
      if (except?.has(name)) continue;
      kept.push({ name, before: names.get(name), now, inLoop });
      names.set(name, now);
    }
  };
  return { result, tell };
}

/** Undefined: the name was not there before. */
export function setOrDelete(names: Names, name: string, value: Value | Lazy | undefined): void {
  if (value === undefined) names.delete(name);
  else names.set(name, value);
}

/** The name, or the attribute of one, that a simple test asks about; tests that call functions of the project are left alone. */
function subjectOf(test: Expression): Expression | null {
  switch (test.k) {
    case "name":
    case "walrus":
      return test;
    case "compare":
      return isPlain(test.right) ? subjectOf(test.left) : null;
    // `if config.type == "rerank"`: of several configurations, those of that type
    case "attribute":
      return isPath(test) ? test : subjectOf(test.object);
    case "subscript":
      return test.index.length === 1 && test.index[0]?.k === "string" ? subjectOf(test.object) : null;
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
