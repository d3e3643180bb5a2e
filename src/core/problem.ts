import type { Change } from "./scenario/edit/scenarioEdit";

/** How much a problem matters: an `error` makes its input unusable, a `warning` makes a figure doubtful. */
export type Severity = "error" | "warning" | "information";

/** A replacement of `text.slice(start, end)` (UTF-16 offsets of the text it was computed on). */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A quick fix: edits of the scenario file that the problem was found in. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What would mend a problem, before it is an edit of a text; `analyze` turns it into a fix. */
export interface Remedy {
  readonly title: string;
  readonly changes: readonly Change[];
}

/**
 * Something that the reader should know, with its place and, where there is one, its remedy.
 * `code` is stable and tested; `message` is already in the reader's language and is not.
 * `file` is relative to the analysed folder, with `/`; lines and columns count from 1, ends are exclusive.
 */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** Path in the scenario, e.g. `hosts.speech.sku`, for problems of values; `analyze` turns it into a place. */
  readonly path?: string;
  readonly fixes?: readonly Fix[];
  readonly remedies?: readonly Remedy[];
}

/** Makes the compiler count the cases of a union: `default: return unreachable(x)`. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
