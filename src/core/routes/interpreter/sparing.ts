import { isForOthers } from "../frameworks/taskQueues";
import { perRun } from "./perRun";
import type { Run } from "./run";
import type { Func, Value } from "./values";

// A handler that takes long mostly does the same again and again: it logs, renders, counts, opens sessions. What was followed several times and came
// across no model is then followed for some steps only, but what it calls and nobody knows yet as far as anything: who only hands a call on costs
// little, and what it is handed is looked at. So what comes after it is reached too; the handler counts as cut nevertheless.

/** From here on a handler is followed sparingly, half of what it may take: only such as would hardly end. */
const STEPS_AT_WILL = 100_000;

/** So often is a function followed, in all handlers together, before it is known to lead to no model. */
const ENOUGH_TIMES = 6;

/** What such a function may take, without what it calls that nobody knows yet. */
const STEPS_OF_KNOWN = 400;

interface Followed {
  times: number;
  /** some time a model was found on its way, or a trail of one was lost: how often it runs, and with what, each call tells */
  leads: boolean;
}

/** A handler that is followed, sparingly from some step on. */
export interface Sparing {
  /** the step from which on it is */
  readonly from: number;
  /** the limit of what nobody knows yet, inside a call that has a smaller one; else null */
  beyond: number | null;
  /** some call was not followed to its end */
  hasSpared: boolean;
}

const followedOf = perRun(() => new WeakMap<object, Followed>());

/** For a handler that begins now. */
export function sparing(run: Run): Sparing {
  return { from: run.steps + STEPS_AT_WILL, beyond: null, hasSpared: false };
}

/** Runs a call of a function with the part of the handler's steps that it is worth. */
export function sparingly(run: Run, { definition }: Func, work: () => Value): Value {
  const { sparing: handler, limit, steps, lost, noticed } = run;
  if (handler === null) return work();
  const { beyond } = handler;
  const key = definition.k === "lambda" ? definition.expression : definition;
  const known = followedOf(run).get(key) ?? { times: 0, leads: false };
  followedOf(run).set(key, known);
  const isDull = steps > handler.from && known.times >= ENOUGH_TIMES && !known.leads;
  if (isDull) {
    handler.beyond ??= limit;
    run.limit = Math.min(limit, steps + STEPS_OF_KNOWN);
  } else if (beyond !== null) {
    handler.beyond = null;
    run.limit = beyond;
  }
  const result = work();
  handler.beyond = beyond;
  run.limit = isDull || beyond === null ? limit : limit + run.steps - steps;
  known.leads ||= run.noticed > noticed || run.lost > lost;
  // of what nobody listens to nothing is known
  if (run.listener !== null && !isForOthers(run)) known.times++;
  return result;
}

/** What runs now has ended because it leads nowhere, not because of the handler's limit: nothing is known of what it gives. */
export function isSpared({ sparing: handler, steps, limit }: Run): boolean {
  const isCut = handler !== null && handler.beyond !== null && steps > limit;
  if (isCut) handler.hasSpared = true;
  return isCut;
}
