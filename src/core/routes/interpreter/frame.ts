import type { Module } from "./module";
import type { Run } from "./run";
import type { Class, Condition, Func, Place, Scope, Value } from "./values";

/**
 * What was yielded so far; `surest`: how many undecided alternatives surrounded the surest `yield`; `elsewhere`: how many came from ways that do not
 * lead to what is run now.
 */
export interface Yields extends Array<Value> {
  surest?: number;
  elsewhere?: number | undefined;
}

/** Names that a function runs in, and what it gives back. */
export interface Frame {
  readonly module: Module;
  readonly scope: Scope;
  /** line of the file where the piece begins, from 0 */
  base: number;
  readonly owner: Class | null;
  readonly self: Value | null;
  readonly func: Func | null;
  readonly returns: Value[];
  readonly yields: Yields;
  /** The line that registers, when a router's own overridden method does it on behalf of its caller. */
  readonly registers: Place | null;
  /** of a context manager: runs what stands in the `with` block */
  readonly onYield?: (value: Value) => void;
  /** an undecided test, one side of which has left the function */
  mayHaveLeft?: Condition;
  /** some way has returned before what is run now */
  mayHaveReturned?: true;
  /** what runs stands in a text, which is run there */
  readonly written?: Place;
  /** how many settings had decided what led to it */
  readonly settings?: number;
}

/** A frame for what happens at a place that no statement stands for. */
export function frameAt(run: Run, place: Place): Frame {
  return moduleFrame(run.modules.open(place.file));
}

/** The frame that the statements of a module run in. */
export function moduleFrame(module: Module): Frame {
  return { module, scope: module.scope, base: 0, owner: null, self: null, func: null, returns: [], yields: [], registers: null };
}
