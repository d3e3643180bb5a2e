import { isForOthers } from "../frameworks/taskQueues";
import { perRun } from "./perRun";
import type { Run } from "./run";
import type { Func, Value } from "./values";

// A handler that takes long mostly does the same again and again: it logs, renders, counts, opens sessions. What was followed several times and came
// across no model is then followed for some steps only, but what it calls and nobody knows yet as far as anything: who only hands a call on costs
// little, and what it is handed is looked at. So what comes after it is reached too; the handler counts as cut nevertheless.
// The same holds while modules are imported: classes of data that a metaclass makes, descriptions of types, tables of settings may take more than all
// routes. What has taken that much and registered nothing is from then on followed for some steps only, and named.

/** From here on a handler is followed sparingly, half of what it may take: only such as would hardly end. */
const STEPS_AT_WILL = 100_000;

/** So often is a function followed, in all handlers together, before it is known to lead to no model. */
const ENOUGH_TIMES = 6;

/** What such a function may take, without what it calls that nobody knows yet. */
const STEPS_OF_KNOWN = 400;

/** So much may all calls of a function take at import before it is known to register nothing: more than the whole of most projects. */
const ENOUGH_STEPS = 150_000;

/** What a call of such a function may take: a value that it makes is mostly there by then. Half of it for each third that all of them take on top. */
const STEPS_OF_DULL = { most: 3_000, least: 30 };

interface Followed {
  times: number;
  /** in all, without what it imports; a call inside a call of it counts once */
  steps: number;
  /** a call of it that runs, which module's, and up to which step where it is spared */
  runs: { readonly module: object | undefined; readonly limit: number } | null;
  /**
   * Some time a model was found on its way, or a trail of one was lost: how often it runs, and with what, each call tells. At import: it has made or
   * registered something.
   */
  leads: boolean;
}

/** What is followed now, sparingly from some step on: a handler, or all that is imported. */
export interface Sparing {
  readonly of: "handler" | "imports";
  /** the step from which on it is */
  readonly from: number;
  /** the limit of what nobody knows yet, inside a call that has a smaller one; else null */
  beyond: number | null;
  /** a call that has a smaller one runs */
  within: boolean;
  /** some call was not followed to its end */
  hasSpared: boolean;
}

const followedOf = perRun(() => ({ handler: new WeakMap<object, Followed>(), imports: new WeakMap<object, Followed>() }));

/** For a handler that begins now. */
export function sparing(run: Run): Sparing {
  return { of: "handler", from: run.steps + STEPS_AT_WILL, beyond: null, within: false, hasSpared: false };
}

/** For all that is imported from now on. */
export function sparingImports(): Sparing {
  return { of: "imports", from: 0, beyond: null, within: false, hasSpared: false };
}

/** Runs a call of a function with the part of the steps that it is worth. */
export function sparingly(run: Run, func: Func, work: () => Value): Value {
  const { sparing: now, limit, steps } = run;
  if (now === null || (now.of === "imports" && !run.registering)) return work();
  const { beyond, within } = now;
  const key = func.definition.k === "lambda" ? func.definition.expression : func.definition;
  const known = followedOf(run)[now.of].get(key) ?? { times: 0, steps: 0, runs: null, leads: false };
  followedOf(run)[now.of].set(key, known);
  const around = known.runs?.module === moduleNow(run) ? known.runs : null;
  const isDull = !known.leads && (now.of === "handler" ? steps > now.from && known.times >= ENOUGH_TIMES : known.steps > ENOUGH_STEPS);
  if (isDull) {
    now.within = true;
    now.beyond ??= limit;
    run.limit = Math.min(limit, around?.limit ?? steps + (now.of === "handler" ? STEPS_OF_KNOWN : worth(known)));
  } else if (beyond !== null) {
    now.beyond = null;
    run.limit = beyond;
  }
  const result = now.of === "handler" ? heard(run, known, work) : around !== null ? work() : counted(run, known, work);
  if (now.of === "imports" && isDull && !within && run.steps > run.limit && run.limit < limit) run.spared.add(func);
  now.within = within;
  now.beyond = beyond;
  run.limit = isDull || beyond === null ? limit : limit + run.steps - steps;
  return result;
}

function worth({ steps }: Followed): number {
  const { most, least } = STEPS_OF_DULL;
  return Math.max(least, most / 2 ** Math.floor((3 * (steps - ENOUGH_STEPS)) / ENOUGH_STEPS));
}

/** Names the functions that were not followed to their end in `work`, unless that is cut itself, which says so. */
export function namingSpared(run: Run, work: () => { readonly isCut: boolean }): void {
  const { spared } = run;
  run.spared = new Set();
  if (!work().isCut) for (const func of run.spared) run.note("analysis-cut", { file: func.module.file, line: func.base + lineOf(func) + 1 }, "function");
  run.spared = spared;
}

const lineOf = ({ definition }: Func): number => (definition.k === "lambda" ? definition.expression.line : definition.line);

function heard(run: Run, known: Followed, work: () => Value): Value {
  const { lost, noticed } = run;
  const result = work();
  known.leads ||= run.noticed > noticed || run.lost > lost;
  // of what nobody listens to nothing is known
  if (run.listener !== null && !isForOthers(run)) known.times++;
  return result;
}

function counted(run: Run, known: Followed, work: () => Value): Value {
  const { steps, stepsOfModules, order } = run;
  const { length } = run.routers;
  const { runs } = known;
  known.runs = { module: moduleNow(run), limit: run.limit };
  const result = work();
  known.runs = runs;
  known.steps += run.steps - steps - (run.stepsOfModules - stepsOfModules);
  known.leads ||= run.order > order || run.routers.length > length;
  return result;
}

/** The module that is imported now: what it calls has nothing to do with whoever imports it. */
const moduleNow = ({ executing }: Run): object | undefined => executing;

/** What runs now has ended because it leads nowhere, not because all may take no more: nothing is known of what it gives. */
export function isSpared({ sparing: now, steps, limit }: Run): boolean {
  const isCut = now !== null && now.beyond !== null && steps > limit;
  if (isCut) now.hasSpared = true;
  return isCut;
}
