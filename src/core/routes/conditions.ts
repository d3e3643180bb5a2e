import type { Statement } from "../python/syntax";
import { isExample } from "./examples";
import type { Router, RouterRecord } from "./frameworks/router";
import { optionsOf, union } from "./interpreter/alternatives";
import { isMade } from "./interpreter/entryWays";
import type { Frame } from "./interpreter/frame";
import type { Run } from "./interpreter/run";
import type { End } from "./interpreter/statements";
import type { Condition, Place, Value } from "./interpreter/values";
import { isUsual } from "./naming";

// A route behind a test that only the running application can answer is listed, and says behind which one.

/** Runs one side of a test that nobody can decide. */
export function underCondition<T>(run: Run, place: Condition, work: () => T): T {
  run.conditions.push(place);
  const result = work();
  run.conditions.pop();
  return result;
}

/** One side has left the function and the other goes on: what follows is there only where the other was taken. */
function mayHaveLeft(frame: Frame, place: Condition, withNothing: boolean): void {
  if (frame.mayHaveLeft === undefined || (!withNothing && frame.mayHaveLeft.withNothing === true))
    frame.mayHaveLeft = withNothing ? { ...place, withNothing } : place;
}

/** How one side of a test has ended, where another one goes on: what follows stands on that other one. */
export function hasEnded(run: Run, frame: Frame, end: End, block: readonly Statement[], goingOn: Condition): void {
  if (end === "return") mayHaveLeft(frame, goingOn, givesNothing(block));
  if (end === "break" || end === "continue") run.leftTurn ??= goingOn;
}

/** `return`, `return 0` */
function givesNothing(block: readonly Statement[]): boolean {
  const last = block.at(-1);
  return last?.k === "return" && (last.value === null || last.value.k === "constant" || last.value.k === "number");
}

/**
 * Of the tests that decide whether a router is made, those that tell nothing of its routes: it is there or it is not. An application has the name of
 * the function that makes it, so that only those do not count after which that gives nothing back.
 */
export function madeBehind(run: Run, isApp: boolean): readonly Condition[] {
  return isApp ? leftBefore(run).filter(({ withNothing }) => withNothing === true) : conditionsNow(run);
}

const madeUnder = new WeakMap<Value, readonly Condition[]>();

/** Remembers behind which tests a list or a dictionary is made: what is put into it behind the same ones is there whenever it is. */
export function holder<T extends Value>(run: Run, made: T): T {
  if (run.registering && run.conditions.length > 0) madeUnder.set(made, [...run.conditions]);
  isMade(run, made);
  return made;
}

/** What is made now, and may be there or not: it stands behind a test that nobody can decide. */
export function perhapsThere(run: Run, value: Value, into?: Value): Value {
  const test = testNow(run, into);
  return test === undefined || value.k === "unknown" ? value : { k: "union", options: optionsOf(value), test };
}

/** One thing that may be there or not, by a test that nobody can decide. */
export function isPerhapsThere(value: Value): boolean {
  return value.k === "union" && value.test !== undefined && value.options.length === 1;
}

/** Whether what is put into a list or a dictionary now may be there or not. */
export function isPerhaps(run: Run, into: Value): boolean {
  return testNow(run, into) !== undefined;
}

/** What a module has made: it is there where that is imported. */
export function whereImported(run: Run, file: string, value: Value): Value {
  const mark = run.registering ? run.modules.imports.mark(file) : undefined;
  return mark === undefined || conditionsNow(run).includes(mark) ? value : { k: "union", options: [value], test: mark };
}

/** The same for the tests that were asked since there were so many. */
export function perhapsSince(run: Run, before: number, value: Value): Value {
  return run.conditions.length > before ? perhapsThere(run, value) : value;
}

/** One of several values, with the undecided test that chose; in a function that is called behind one, that test. */
export function chosenBy(run: Run, value: Value, test: Condition | undefined = testNow(run)): Value {
  return !run.registering || value.k !== "union" || value.test !== undefined || test === undefined ? value : { ...value, test };
}

/** What an entry holds that is set now: behind an undecided test it is the new one or the old one, or is not there. */
export function orBefore(run: Run, before: Value | undefined, value: Value, into: Value): Value {
  const test = testNow(run, into);
  if (test === undefined) return value;
  return before === undefined ? perhapsThere(run, value, into) : chosenBy(run, union([value, before]), test);
}

/** Runs what is done with one thing that may be there or not. */
export function ifThere<T>(run: Run, value: Value, work: (value: Value) => T): T {
  const [only] = value.k === "union" ? value.options : [value];
  if (value.k !== "union" || value.test === undefined || only === undefined || value.options.length > 1) return work(value);
  return run.registering ? underCondition(run, value.test, () => work(only)) : work(only);
}

/** Nearest of the undecided tests around what runs now, without its side where it is not the only one; `into`: what was made behind some of them. */
function testNow(run: Run, into?: Value): Condition | undefined {
  if (!run.registering) return undefined;
  const before = into === undefined ? undefined : madeUnder.get(into);
  const all = conditionsNow(run);
  const [nearest, ...others] = before === undefined ? all : all.filter((one) => !before.includes(one));
  return nearest === undefined || others.length === 0 ? nearest : withoutSide(nearest);
}

/** Where another test is around it, two sides are not all that there is. */
const withoutSide = ({ side: _, sides: __, ...one }: Condition): Condition => one;

/** The same of one turn of a loop, which `continue` and `break` leave. */
export function oneTurnOf<T>(run: Run, work: () => T): T {
  const before = run.leftTurn;
  const result = work();
  run.leftTurn = before;
  return result;
}

/** The file that registers now: of the module that runs, whatever it calls, else of the nearest function that belongs to an example, else of the outermost. */
export function registrant({ frames }: Run, { file }: Place): string {
  const frame = frames.findLast(({ func }) => func === null) ?? frames.findLast(({ module }) => isExample(module.file)) ?? frames[0];
  return frame?.module.file ?? file;
}

/** For what is registered now: the module that runs, and the tests that decide whether it is registered. */
export function circumstances(run: Run, place: Place, { madeBehind }: Router): Pick<RouterRecord, "by" | "conditions"> {
  return { by: registrant(run, place), conditions: conditionsNow(run).filter((one) => !madeBehind.includes(one)) };
}

/** Tells of each thing that is registered the test that decides, with a note that says so: all modules have run, and it is known who imports whom. */
export function settleConditions(run: Run): void {
  const { known, imports } = run.modules;
  const presence = imports.presence([...known.keys()]);
  for (const router of new Map(run.routers.map((one) => [one.records, one])).values()) {
    const { has, asked } = presence(router.by);
    for (const record of [...router.records]) {
      const own = record.conditions.flatMap((one) => (one.module === undefined ? one : has(one) ? [] : (asked(one.module) ?? [])));
      const imported = asked(record.by) ?? (record.by === router.by ? undefined : unimported(run, record.by));
      const [nearest, ...others] = imported === undefined ? own : [...own, withoutSide(imported)];
      const off = [nearest, ...others].find((one) => one?.off === true);
      if (off !== undefined) {
        router.records.splice(router.records.indexOf(record), 1);
        run.note("route-switched-off", { file: off.file, line: off.line });
        continue;
      }
      record.condition = nearest === undefined || others.length === 0 ? nearest : withoutSide(nearest);
      if (record.condition !== undefined) noteCondition(run, record.condition);
    }
  }
}

/**
 * What decides about a module that nobody imports as far as can be seen, and where no program begins: an import whose name is not known, or, where
 * there is none, that only a type checker imports it: then it is not there, unless a server may well be given that very module.
 */
function unimported(run: Run, file: string): Condition | undefined {
  const { imports } = run.modules;
  if (!imports.isAlone(file) || isUsual(file) || run.modules.textOf(file).matches(isProgram)) return undefined;
  const loads = run.notes.find(({ code }) => code === "unresolved-import");
  const typed = imports.typed.get(file);
  if (loads !== undefined) return { ...loads.place };
  // A server is given the usual file; where there is none it may be given this one.
  return typed === undefined || !isUsual(typed.file) ? typed : { ...typed, off: true };
}

const isProgram = /uvicorn|gunicorn|hypercorn|granian|__main__/;

function noteCondition(run: Run, condition: Condition): void {
  const known = run.notes.some(({ code, place }) => code === "either-routes" && place.file === condition.file && place.line === condition.line);
  if (!known) run.note("route-conditional", { file: condition.file, line: condition.line });
}

/** Undecided tests around what runs now, the nearest first, and those of which one side has left or failed. */
export function conditionsNow(run: Run): readonly Condition[] {
  return [...run.conditions.toReversed(), ...run.failures.tests, ...(run.leftTurn === undefined ? [] : [run.leftTurn]), ...leftBefore(run)];
}

function leftBefore(run: Run): Condition[] {
  const out: Condition[] = [];
  for (let at = run.frames.length - 1; at >= 0; at--) {
    const frame = run.frames[at];
    // a module runs to its end, whoever imports it
    if (frame === undefined || frame.func === null) break;
    if (frame.mayHaveLeft !== undefined) out.push(frame.mayHaveLeft);
  }
  return out;
}
