import { isExample } from "./examples";
import type { Router, RouterRecord } from "./frameworks/router";
import type { Frame } from "./interpreter/frame";
import type { Run } from "./interpreter/run";
import type { Condition, Place } from "./interpreter/values";

// A route behind a test that only the running application can answer is listed, and says behind which one.

/** Runs one side of a test that nobody can decide. */
export function underCondition<T>(run: Run, place: Condition, work: () => T): T {
  run.conditions.push(place);
  const result = work();
  run.conditions.pop();
  return result;
}

/** One side has left the function and the other goes on: what follows is there only where the other was taken. */
export function mayHaveLeft(frame: Frame, place: Condition, withNothing: boolean): void {
  if (frame.mayHaveLeft !== undefined && (withNothing || !empty.has(frame.mayHaveLeft))) return;
  frame.mayHaveLeft = place;
  if (withNothing) empty.add(place);
}

/** Those after which nothing is given back: `if args.version: print(VERSION); return` */
const empty = new WeakSet<Condition>();

/** What an application was made behind, of what may have left with nothing: where it is there at all, that tells nothing of its routes. */
const madeBehind = new WeakMap<readonly RouterRecord[], readonly Condition[]>();

export function madeNow(run: Run, { records }: Router): void {
  const behind = leftBefore(run).filter((one) => empty.has(one));
  if (behind.length > 0) madeBehind.set(records, behind);
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
export function circumstances(run: Run, place: Place, { records }: Router): { readonly by: string; readonly condition?: Condition } {
  const by = registrant(run, place);
  const behind = madeBehind.get(records) ?? [];
  const all = conditionsNow(run).filter((one) => !behind.includes(one));
  const [condition] = all;
  if (condition === undefined) return { by };
  const known = run.notes.some(({ code, place }) => code === "either-routes" && place.file === condition.file && place.line === condition.line);
  if (!known) run.note("route-conditional", condition);
  // two sides of one test are all that there is only where no other is around them
  return { by, condition: all.length === 1 ? condition : { file: condition.file, line: condition.line } };
}

/** Undecided tests around what runs now, the nearest first, and those of which one side has left. */
export function conditionsNow(run: Run): readonly Condition[] {
  return [...run.conditions.toReversed(), ...(run.leftTurn === undefined ? [] : [run.leftTurn]), ...leftBefore(run)];
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
