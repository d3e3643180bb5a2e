import type { Args, Func, Place, Value } from "./values";

// Who hears of a reading: what it notices on its way, what it calls outside the project, and which calls it has followed already.

/** Something that a reading noticed; readCode words it. */
export interface Note {
  readonly code: string;
  readonly place: Place;
  readonly detail: string;
  /** noticed in a factory that nobody calls, with arguments that nobody gave */
  readonly assumed?: boolean;
}

/** A call of something outside the project, while a handler is followed. */
export type CallListener = (callee: Value, args: Args, place: Place) => void;

/** Calls that were followed already, while handlers are. */
export interface Memo {
  /** `cut`: it was not followed to its end, as handlers that come later may do */
  begin(func: Func, args: Args): { readonly known: Value | undefined; end(result: Value, cut: boolean): void };
  /** hears that a function which runs now calls itself, and is not followed there */
  again?(func: Func): void;
  /** hears what is set, by the ends of subjects, which the same call does again */
  sets?(ends: readonly string[]): void;
}
