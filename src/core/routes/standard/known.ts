import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { type Args, type Place, unknown, type Value } from "../interpreter/values";

/** What calling a function gives that is not of the project, but known to us. */
export type Known = (args: Args, run: Run, place: Place, frame: Frame) => Value;

export const first = (args: Args): Value => args.positional[0] ?? unknown;

/** Something of which only its name and arguments are kept. */
export const state =
  (name: string): Known =>
  (args, run, place) => ({ k: "made", id: run.id(), path: name, args, place, of: null, attrs: new Map() });
