import type { Translate } from "../core/text";

/** What a command sees of the world: answers go to `out`, everything else to `note`. */
export interface Io {
  readonly out: (text: string) => void;
  readonly note: (text: string) => void;
  readonly t: Translate;
  readonly language: "en" | "fr";
  /** YYYY-MM-DD */
  readonly today: string;
  /** folder of the WebAssembly files */
  readonly assets: string;
}

/** 0: done, or within budget; 1: over budget; 2: the input cannot be used. */
export type ExitCode = 0 | 1 | 2;

/** The user asked for something that cannot be done: a sentence with the next step, never a stack. */
export class Refusal extends Error {}
