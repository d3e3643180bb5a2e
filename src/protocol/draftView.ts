import type { TableView } from "./detailsView";
import type { TotalId } from "./matrixView";
import type { Step } from "./messages";

/** What is tried without touching the file, and how it differs from it. */
export interface DraftView {
  /** the page hands them back when it comes again */
  readonly steps: readonly Step[];
  readonly title: string;
  /** rows that read otherwise than in the file */
  readonly changed: number;
  /** the file's text of each cell that differs: by line key, then by column */
  readonly cells: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** the file's text of each total that differs */
  readonly totals: Readonly<Partial<Record<TotalId, string>>>;
  /** the file beside the draft */
  readonly table: TableView;
}
