import { z } from "zod";
import type { ChartId, ChartView } from "./charts/chartView";
import type { ComparisonView } from "./comparisonView";
import type { DetailsView } from "./detailsView";
import type { DraftView } from "./draftView";
import type { MatrixView } from "./matrixView";
import type { Sentences } from "./sentences";

// What the matrix and the editor say to each other. The editor sends whole states, never deltas;
// the matrix sends what its user wants, and the editor validates all of it.

const Level = z.union([z.literal(0), z.literal(0.25), z.literal(0.5), z.literal(0.75), z.literal(1)]);
const Name = z.string().min(1).max(200);
const Line = z.string().max(2000);
const ChartName = z.enum(["months", "quadrant", "options", "drivers", "hosts", "languages"] satisfies ChartId[]);

const Cell = { service: Name, language: Name.nullable() };

/** What a user changes. Amounts are as typed: the core reads them. `language` null: the service's own, or the row of one without languages. */
const Change = z.discriminatedUnion("type", [
  /** null: back to undecided */
  z.strictObject({ type: z.literal("level"), ...Cell, level: Level.nullable() }),
  z.strictObject({ type: z.literal("reason"), ...Cell, reason: Line }),
  z.strictObject({ type: z.literal("by"), ...Cell, by: Line }),
  /** a date; empty: none */
  z.strictObject({ type: z.literal("review"), ...Cell, review: Line }),
  z.strictObject({ type: z.literal("lock"), ...Cell, lock: z.boolean() }),
  z.strictObject({ type: z.literal("criticality"), ...Cell, criticality: z.enum(["vital", "high", "medium", "low"]) }),
  /** files of the horizon's first month */
  z.strictObject({ type: z.literal("files"), ...Cell, files: Line }),
  /** files of the first month, all services */
  z.strictObject({ type: z.literal("volume"), files: Line }),
  /** kg/month */
  z.strictObject({ type: z.literal("budget"), carbon: Line }),
  /** money a month of a service, beside its hosting */
  z.strictObject({ type: z.literal("maintenance"), service: Name, amount: Line }),
  /** money once, spread over the horizon */
  z.strictObject({ type: z.literal("development"), service: Name, amount: Line }),
]);
export type Change = z.infer<typeof Change>;

/** The changes of one step are undone together. */
const Step = z.array(Change).min(1).max(5000);
export type Step = z.infer<typeof Step>;

/** With what the scenario is compared: another file of the folder, or itself at a Git revision. */
const Other = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("file"), file: Line.min(1) }),
  z.strictObject({ kind: z.literal("revision"), revision: z.string().regex(/^[0-9a-f]{7,64}$/), label: Line }),
]);
export type Other = z.infer<typeof Other>;

/** Messages from the matrix to the editor. The changes of one `edit` are one undo step, and so is a draft that is applied. */
const Intent = z.discriminatedUnion("type", [
  /** what the page remembers from before it was thrown away */
  z.strictObject({ type: z.literal("ready"), draft: z.array(Step).max(1000).optional(), other: Other.optional() }),
  /** into the file, or into the draft while there is one */
  z.strictObject({ type: z.literal("edit"), changes: Step }),
  /** into a draft, which starts now if there is none; a slider's next move replaces its last */
  z.strictObject({ type: z.literal("try"), changes: Step }),
  z.strictObject({ type: z.literal("draft"), act: z.enum(["start", "optimise", "undo", "apply", "drop"]) }),
  z.strictObject({ type: z.literal("compare"), act: z.enum(["choose", "close"]) }),
  /** the rows whose details are open: the next states carry them */
  z.strictObject({ type: z.literal("explain"), rows: z.array(Name).max(5000) }),
  z.strictObject({ type: z.literal("openAsText") }),
  z.strictObject({ type: z.literal("showRow"), row: Name }),
  /** a chart as a PNG in base64, to be saved where the user says */
  z.strictObject({ type: z.literal("savePicture"), chart: ChartName, png: z.base64().min(1).max(20_000_000) }),
  /** a chart's table, for a spreadsheet */
  z.strictObject({ type: z.literal("copyTable"), text: z.string().min(1).max(2_000_000) }),
  z.strictObject({ type: z.literal("showProblem"), index: z.int().min(0).max(100_000) }),
]);
export type Intent = z.infer<typeof Intent>;

/** A message from the matrix, or undefined where it is none of ours. */
export function readIntent(message: unknown): Intent | undefined {
  const read = Intent.safeParse(message);
  return read.success ? read.data : undefined;
}

export interface ProblemView {
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  /** `file:line` */
  readonly place: string;
}

/** Everything that the matrix shows but its charts: those follow, so that no edit waits for them. */
export interface State {
  /** the last good table; null before there was one */
  readonly view: MatrixView | null;
  /** the text under the table cannot be read: the table is the last good one */
  readonly readOnly: boolean;
  /** the file was deleted or moved away: the table is of what was read before */
  readonly gone: boolean;
  readonly problems: readonly ProblemView[];
  readonly sentences: Sentences;
  /** of the rows that were asked for, by row id */
  readonly details: Readonly<Record<string, DetailsView>>;
  /** what is tried without touching the file: the view is the draft's */
  readonly draft: DraftView | null;
  readonly comparison: ComparisonView | null;
}

/** Messages from the editor to the matrix. */
export type HostMessage =
  | { readonly type: "state"; readonly state: State }
  /** of the state before it */
  | { readonly type: "charts"; readonly charts: readonly ChartView[] }
  | { readonly type: "refused" | "done"; readonly message: string };
