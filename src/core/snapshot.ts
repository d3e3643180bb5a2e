import type { Imported } from "./measurements/observation";
import type { CodeFacts } from "./routes/route";
import type { Language } from "./text";

/** What an analysis is a function of: texts and data, with the clock as data. */
export interface Snapshot {
  readonly language: Language;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly code: CodeFacts;
  /** `file` is relative to the analysed folder */
  readonly scenario: { readonly file: string; readonly text: string } | null;
  /** texts of the files that the scenario's measurement globs name (or `.carbon-matrix/*.json` without any) */
  readonly measurementFiles: readonly { readonly file: string; readonly text: string }[];
  /** answers of servers that the user asked for earlier */
  readonly remote: readonly Imported[];
}
