import type { Run } from "./run";

/** Where a reading stands now; gives what goes back there after a stack that was too small: with the depths that were reached the doubts of them are gone. */
export function standing(run: Run): () => void {
  const { left, depth, limit, sparing, executing, listener, memo, conditions, leftTurn, aside, uncertain, entriesBefore, failing, perSegment } = run;
  const [putting, taken] = [run.putting.length, run.taken.length];
  const [calls, frames, guards, tests, settings] = [run.stack.length, run.frames.length, run.guards.length, conditions.length, run.settingsBehind.length];
  return () => {
    Object.assign(run, {
      left,
      depth,
      limit,
      sparing,
      executing,
      listener,
      memo,
      conditions,
      leftTurn,
      aside,
      uncertain,
      entriesBefore,
      failing,
      perSegment,
    } satisfies Partial<Run>);
    conditions.length = tests;
    run.putting.length = Math.min(putting, run.putting.length);
    run.taken.length = Math.min(taken, run.taken.length);
    run.guards.length = guards;
    run.settingsBehind.length = Math.min(settings, run.settingsBehind.length);
    run.stack.length = calls;
    run.frames.length = frames;
    run.given.length = calls;
    run.failures.put(null);
  };
}
