// Where a row's figures come from, one section a figure: shown on demand, so sent on demand.

/** What can be asked "Why?" of. */
export const topics = ["carbon", "recommended", "decision", "criticality", "volume", "cost"] as const;
export type Topic = (typeof topics)[number];

export interface DetailsView {
  readonly title: string;
  readonly sections: readonly SectionView[];
  /** of the service, as one types them; empty where none is written */
  readonly costs: { readonly maintenance: string; readonly development: string };
  /** null: undecided, so there is nothing to lock, sign or review */
  readonly decision: { readonly locked: boolean; readonly by: string; readonly review: string } | null;
}

export interface SectionView {
  readonly topic: Topic;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** words and symbols of a derivation; empty where the sentences say it all */
  readonly formula: string;
  readonly tables: readonly TableView[];
}

export interface TableView {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** columns whose text is aligned like figures */
  readonly numbers: readonly number[];
}
