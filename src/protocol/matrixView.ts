import type { CarbonClass } from "../core/analysis/matrix";
import type { Criticality, Level } from "../core/scenario/scenario";
import type { Language } from "../core/text";

// What the matrix draws: every number is already formatted by the core, every sentence already in the reader's language.

export interface MatrixView {
  readonly language: Language;
  readonly title: string;
  readonly file: string;
  readonly headline: { readonly sentence: string; readonly notes: readonly string[]; readonly facts: readonly FactView[] };
  readonly totals: readonly TotalView[];
  /** what the totals say in one sentence, for the live region */
  readonly announcement: string;
  readonly sliders: readonly SliderView[];
  readonly hosts: readonly HostView[];
  readonly services: readonly ServiceView[];
  /** what a criticality may be, most vital first */
  readonly criticalities: readonly { readonly id: Criticality; readonly word: string }[];
  readonly assumptions: readonly { readonly path: string; readonly value: string; readonly reason: string }[];
  /** draws and method behind ranges and probabilities */
  readonly method: string;
}

export interface FactView {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

export type TotalId = "budget" | "used" | "reserve" | "over" | "overshoot" | "cost";

export interface TotalView {
  readonly id: TotalId;
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly tone: "plain" | "good" | "bad";
  /** part of the budget that is used, 0 to 1 and beyond; drawn as a bar */
  readonly share?: number;
  /** text to start editing with; absent: not editable */
  readonly edit?: string;
}

export interface HostView {
  readonly name: string;
  readonly text: string;
  readonly state: "on" | "freed" | "off";
  readonly stateText: string;
}

/** Numbers to sort by, never shown; null: unknown, last whatever the direction. */
export interface Order {
  readonly carbon: number | null;
  readonly criticality: number | null;
  readonly volume: number | null;
  readonly cost: number | null;
  readonly recommended: number | null;
  readonly decision: number | null;
}

/** A service and its rows; a service without languages has the one row. */
export interface ServiceView {
  readonly name: string;
  readonly description: string;
  /** at 100 %, all rows, a mean month */
  readonly carbon: string;
  readonly avoidable: string;
  readonly fixed: string;
  readonly criticality: CriticalityView;
  readonly volume: string;
  readonly cost: string;
  /** maintenance a month as one types it; the rest of a cost follows from the machines */
  readonly costEdit: string;
  /** the level of all its rows, or that they differ */
  readonly recommended: LevelView;
  readonly decided: LevelView;
  readonly order: Order;
  readonly rows: readonly RowView[];
}

export interface ClassView {
  readonly id: CarbonClass;
  /** one letter, so that colour is never alone */
  readonly letter: string;
  readonly word: string;
}

export interface CriticalityView {
  /** null where the languages of a service differ */
  readonly id: Criticality | null;
  readonly word: string;
  readonly assumed: boolean;
}

export interface LevelView {
  /** null: undecided, unknown, or different from row to row */
  readonly value: Level | null;
  readonly text: string;
}

export interface MassView {
  readonly value: string;
  /** P5 to P95, in the unit of the value; empty where unknown */
  readonly range: string;
}

/** A row's files of one medium: no decision is made for it alone. */
export interface MediumView {
  readonly id: string;
  readonly word: string;
  /** of the row's files */
  readonly share: string;
  /** mean month */
  readonly files: string;
  /** part of the machine time that the row takes */
  readonly work: string;
}

export interface RowView {
  readonly id: string;
  readonly service: string;
  readonly language: string | null;
  readonly languageName: string;
  readonly carbonClass: ClassView | null;
  /** at 100 %: avoidable and fixed together */
  readonly carbon: string;
  readonly avoidable: MassView;
  readonly fixed: MassView;
  readonly criticality: CriticalityView;
  /** mean month */
  readonly volume: string;
  /** the first month, where it differs; or the month in which files begin */
  readonly volumeNote: string;
  /** files of the first month as one types them; null: no file can enter this row */
  readonly volumeEdit: string | null;
  /** empty where all files are of one medium */
  readonly media: readonly MediumView[];
  readonly cost: string;
  readonly recommended: LevelView;
  readonly decided: LevelView;
  /** decided, and not what is recommended */
  readonly differs: boolean;
  readonly reason: string;
  readonly locked: boolean;
  readonly quality: string;
  /** chance that the advice changes */
  readonly flip: string;
  /** what bounds the level before any arithmetic; empty: nothing does */
  readonly gates: string;
  readonly by: string;
  /** YYYY-MM-DD */
  readonly review: string;
  readonly order: Order;
}

/** A value to move and look at what follows: always a draft. */
export interface SliderView {
  readonly id: "budget" | "volume";
  readonly label: string;
  /** null where the scenario has none yet */
  readonly value: number | null;
  /** as one types it */
  readonly text: string;
  readonly unit: string;
  readonly max: number;
  readonly step: number;
  readonly note: string;
}
