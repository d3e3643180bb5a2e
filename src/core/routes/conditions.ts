import type { Statement } from "../python/syntax";
import { isExample } from "./examples";
import type { Router } from "./frameworks/router";
import { optionsOf, union } from "./interpreter/alternatives";
import type { Frame } from "./interpreter/frame";
import type { Run } from "./interpreter/run";
import type { End } from "./interpreter/statements";
import type { Condition, Place, Value } from "./interpreter/values";

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

/** What is made now, and may be there or not: it stands behind a test that nobody can decide. */
export function perhapsThere(run: Run, value: Value): Value {
  const test = testNow(run);
  return test === undefined || value.k === "unknown" ? value : { k: "union", options: optionsOf(value), test };
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
export function orBefore(run: Run, before: Value | undefined, value: Value): Value {
  if (testNow(run) === undefined) return value;
  return before === undefined ? perhapsThere(run, value) : chosenBy(run, union([value, before]));
}

/** Runs what is done with one thing that may be there or not. */
export function ifThere<T>(run: Run, value: Value, work: (value: Value) => T): T {
  const [only] = value.k === "union" ? value.options : [value];
  if (value.k !== "union" || value.test === undefined || only === undefined || value.options.length > 1) return work(value);
  return run.registering ? underCondition(run, value.test, () => work(only)) : work(only);
}

/** Nearest of the undecided tests around what runs now, without its side where it is not the only one. */
function testNow(run: Run): Condition | undefined {
  const [nearest, ...others] = run.registering ? conditionsNow(run) : [];
  return nearest === undefined || others.length === 0 ? nearest : { file: nearest.file, line: nearest.line };
}

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

/** For what is registered now: the module that runs, and the test that decides whether it is registered, with a note that says so. */
export function circumstances(run: Run, place: Place, { madeBehind }: Router): { readonly by: string; readonly condition?: Condition } {
  const by = registrant(run, place);
  const all = conditionsNow(run).filter((one) => !madeBehind.includes(one));
  const [condition] = all;
  if (condition === undefined) return { by };
  const known = run.notes.some(({ code, place }) => code === "either-routes" && place.file === condition.file && place.line === condition.line);
  if (!known) run.note("route-conditional", condition);
  // two sides of one test are all that there is only where no other is around them
  return { by, condition: all.length === 1 ? condition : { file: condition.file, line: condition.line } };
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
