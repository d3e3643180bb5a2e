import type { Translate } from "../core/text";
import type { Command } from "./command";

/** What a command sees of the world: answers go to `out`, everything else to `note`. */
export interface Io {
  readonly out: (text: string) => void;
  readonly note: (text: string) => void;
  readonly t: Translate;
  readonly language: "en" | "fr";
  /** columns that the answer may take; infinite where nobody says how wide the terminal is */
  readonly width: number;
  /** YYYY-MM-DD */
  readonly today: string;
  /** folder of the WebAssembly files */
  readonly assets: string;
  readonly input: () => AsyncIterable<Uint8Array | string>;
  readonly mayRead: (path: string) => boolean;
  /** runs another command with other streams, for one that serves programs */
  readonly call: (command: Command, argv: readonly string[], instead: Streams) => Promise<ExitCode>;
}

export interface Streams {
  readonly out: (text: string) => void;
  readonly note: (text: string) => void;
  readonly now: Date;
  readonly mayRead: (path: string) => boolean;
}

/** 0: done, or within budget; 1: over budget; 2: the input cannot be used. */
export type ExitCode = 0 | 1 | 2;

/** The user asked for something that cannot be done: a sentence with the next step, never a stack. */
export class Refusal extends Error {}
