import type { Frame, Run } from "./run";
import type { Place } from "./values";

// A route behind a test that only the running application can answer is listed, and says behind which one.

/** Runs one side of a test that nobody can decide. */
export function underCondition<T>(run: Run, place: Place, work: () => T): T {
  run.conditions.push(place);
  const result = work();
  run.conditions.pop();
  return result;
}

/** One side has left the function and the other goes on: what follows is there only where the other was taken. */
export function mayHaveLeft(frame: Frame, place: Place): void {
  frame.mayHaveLeft ??= place;
}

/** For what is registered now: the module that runs, and the test that decides whether it is registered, with a note that says so. */
export function circumstances(run: Run, { file }: Place): { readonly by: string; readonly condition?: Place } {
  const by = run.frames.findLast(({ func }) => func === null)?.module.file ?? file;
  const condition = run.conditions.at(-1) ?? leftBefore(run);
  if (condition === undefined) return { by };
  const known = run.notes.some(({ code, place }) => code === "either-routes" && place.file === condition.file && place.line === condition.line);
  if (!known) run.note("route-conditional", condition);
  return { by, condition };
}

function leftBefore(run: Run): Place | undefined {
  for (let at = run.frames.length - 1; at >= 0; at--) {
    const frame = run.frames[at];
    // a module runs to its end, whoever imports it
    if (frame === undefined || frame.func === null) return undefined;
    if (frame.mayHaveLeft !== undefined) return frame.mayHaveLeft;
  }
  return undefined;
}
