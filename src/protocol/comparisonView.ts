import type { Other } from "./messages";

/** This scenario beside another one, row by row. */
export interface ComparisonView {
  readonly other: Other;
  readonly title: string;
  /** how many rows differ, or why there is nothing to compare */
  readonly note: string;
  readonly totals: SideBySide | null;
  /** the rows that differ */
  readonly rows: SideBySide | null;
}

export interface SideBySide {
  readonly head: readonly string[];
  readonly rows: readonly {
    readonly cells: readonly string[];
    /** columns in which the two differ */
    readonly differs: readonly number[];
  }[];
}
