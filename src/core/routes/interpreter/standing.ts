import type { Run } from "./run";

/** Where a reading stands now; gives what goes back there after a stack that was too small: with the depths that were reached all of the doubts are gone. */
export function standing(run: Run): () => void {
  const { left, depth, limit, sparing, listener, memo, conditions, leftTurn } = run;
  const [calls, frames, guards, tests, settings] = [run.stack.length, run.frames.length, run.guards.length, conditions.length, run.settingsBehind.length];
  return () => {
    Object.assign(run, {
      left,
      depth,
      limit,
      sparing,
      listener,
      memo,
      conditions,
      leftTurn,
      aside: false,
      uncertain: 0,
      failing: 0,
      perSegment: 0,
    } satisfies Partial<Run>);
    conditions.length = tests;
    run.putting.length = 0;
    run.taken.length = 0;
    run.guards.length = guards;
    run.settingsBehind.length = Math.min(settings, run.settingsBehind.length);
    run.stack.length = calls;
    run.frames.length = frames;
    run.blind.length = calls;
    run.failures.put(null);
  };
}
