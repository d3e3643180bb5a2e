// What the charts draw. Values are in the unit that the axis names; every text is in the reader's language. Unknown is null, never 0.

export type ChartView = MonthsChart | QuadrantChart | OptionsChart | DriversChart | HostsChart | LanguagesChart;
export type ChartId = ChartView["id"];

interface Chart<Id extends string, Body> {
  readonly id: Id;
  readonly title: string;
  /** what the chart shows, in words: read before it, and in its place by who cannot see it */
  readonly sentence: string;
  /** what is not drawn, and how to read what is */
  readonly notes: readonly string[];
  /** null: nothing is known that could be drawn; the sentence says why */
  readonly body: Body | null;
  /** the same figures, and those that are too many to draw */
  readonly table: TableView;
}

export interface TableView {
  readonly caption: string;
  readonly head: readonly HeadView[];
  readonly rows: readonly (readonly CellView[])[];
}

/** `unit` is that of the cells' values, as a copy into a spreadsheet has them; empty: the cells are texts. */
export interface HeadView {
  readonly text: string;
  readonly unit: string;
}

/** A text, or a figure: written for reading, and its value for a spreadsheet. */
export type CellView = string | { readonly text: string; readonly value: number };

/** Values from `from` to `to`, with a name. */
export interface SeriesView {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export type MonthsChart = Chart<"months", MonthsBody>;
export interface MonthsBody {
  readonly months: readonly string[];
  readonly axis: string;
  /** stacked parts of the decided plan; `place` chooses the fill, the same one whatever is decided */
  readonly series: readonly (SeriesView & { readonly place: number })[];
  /** P5 to P95 of the decided plan's total */
  readonly band: { readonly name: string; readonly ranges: readonly ({ readonly low: number; readonly high: number } | null)[] };
  /** the baseline plan; null where it is the decided one or unknown */
  readonly baseline: SeriesView | null;
  readonly budget: { readonly value: number; readonly label: string } | null;
  readonly crossing: { readonly index: number; readonly label: string } | null;
  /** what a pointer on a month reads: one line a part, then the total with its range */
  readonly tips: readonly (readonly string[])[];
}

export type QuadrantChart = Chart<"quadrant", QuadrantBody>;
export interface QuadrantBody {
  readonly axis: string;
  readonly logarithmic: boolean;
  readonly lanesAxis: string;
  /** criticalities, least first; a point's `lane` counts them from 0 */
  readonly lanes: readonly string[];
  /** from here on a row is heavy */
  readonly split: { readonly value: number; readonly label: string } | null;
  /** first lane that is critical */
  readonly critical: number;
  readonly corners: { readonly criticalLight: string; readonly criticalHeavy: string; readonly lightLow: string; readonly heavyLow: string };
  readonly services: readonly string[];
  readonly points: readonly PointView[];
}

export interface PointView {
  readonly name: string;
  /** position in `services` */
  readonly service: number;
  readonly value: number;
  readonly lane: number;
  /** radius as a part of the largest: its square is the part of the largest volume; null where the volume is not known */
  readonly radius: number | null;
  /** at 0 % as decided */
  readonly stopped: boolean;
  readonly tip: string;
}

export type OptionsChart = Chart<"options", OptionsBody>;
export interface OptionsBody {
  /** of the heights */
  readonly axis: string;
  /** of the widths */
  readonly widths: string;
  readonly logarithmic: boolean;
  /** from left to right, none of them empty */
  readonly groups: readonly OptionGroup[];
}

export interface OptionGroup {
  /** no-regret: loses nothing, costs nothing more and nobody waits longer; no-loss: loses nothing, the rest is to be checked; loss: loses value */
  readonly id: "no-regret" | "no-loss" | "loss";
  readonly name: string;
  readonly blocks: readonly OptionBlock[];
}

export interface OptionBlock {
  /** its number in the drawing and in the list below it */
  readonly number: number;
  readonly label: string;
  /** avoided a month, in the unit of the widths */
  readonly width: number;
  readonly widthText: string;
  /** value lost per kg avoided */
  readonly height: number;
  readonly tip: readonly string[];
}

export type DriversChart = Chart<"drivers", DriversBody>;
export interface DriversBody {
  readonly axis: string;
  readonly central: { readonly value: number; readonly label: string };
  readonly budget: { readonly value: number; readonly label: string } | null;
  readonly lowName: string;
  readonly highName: string;
  readonly bars: readonly DriverBar[];
}

export interface DriverBar {
  readonly label: string;
  /** the input's own range with its unit */
  readonly range: string;
  /** the total with the input at its P5, and at its P95 */
  readonly low: number;
  readonly high: number;
  readonly lowText: string;
  readonly highText: string;
}

export type HostsChart = Chart<"hosts", HostsBody>;
export interface HostsBody {
  readonly axis: string;
  readonly fixedName: string;
  readonly avoidableName: string;
  readonly bars: readonly HostBar[];
}

export interface HostBar {
  readonly host: string;
  readonly plan: string;
  /** null where a part is unknown */
  readonly fixed: number | null;
  readonly avoidable: number | null;
  /** switched off in this plan */
  readonly off: boolean;
  /** beside the bar */
  readonly label: string;
}

export type LanguagesChart = Chart<"languages", LanguagesBody>;
export interface LanguagesBody {
  readonly axis: string;
  readonly languages: readonly string[];
  /** shares in %, files first */
  readonly series: readonly SeriesView[];
  /** beside each bar, by series and language */
  readonly labels: readonly (readonly string[])[];
}
