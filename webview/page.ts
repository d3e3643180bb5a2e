import type { Topic } from "../src/protocol/detailsView";
import type { Intent, Other, State, Step } from "../src/protocol/messages";
import type { Sentence } from "../src/protocol/sentences";
import type { ChartMemory } from "./charts/chartSection";
import { type Arrangement, asWritten } from "./gridArrange";
import type { Column } from "./gridRows";

/** The reader's words: the editor sends them with each state. */
export type Words = (english: Sentence, ...args: readonly (string | number)[]) => string;

export function wordsOf(state: State): Words {
  return (english, ...args) => (state.sentences[english] ?? english).replace(/\{(\d+)\}/g, (whole, index) => String(args[Number(index)] ?? whole));
}

export type Send = (intent: Intent) => void;

/** The cell that has the tab stop: by key and name, so that it stays where it is when rows and columns come and go. */
export interface Cell {
  readonly key: string;
  readonly column: Column;
}

/** What the page remembers while it is hidden, moved or reloaded. */
export interface Memory {
  readonly scroll: number;
  readonly cell: Cell | null;
  /** open derivations: row key and what was asked */
  readonly expanded: readonly (readonly [string, Topic])[];
  readonly collapsed: readonly string[];
  /** rows whose media are shown, by key */
  readonly unfolded: readonly string[];
  readonly charts: ChartMemory;
  readonly arrangement: Arrangement;
  /** all columns */
  readonly more: boolean;
  /** the steps of a draft; null without one */
  readonly draft: readonly Step[] | null;
  readonly other: Other | null;
}

const fresh: Memory = {
  scroll: 0,
  cell: null,
  expanded: [],
  collapsed: [],
  unfolded: [],
  charts: { chart: "months", table: false },
  arrangement: asWritten,
  more: false,
  draft: null,
  other: null,
};

/** What was remembered, whatever version of this page remembered it. */
export function recall(kept: Partial<Memory> | undefined): Memory {
  const memory = { ...fresh, ...kept };
  const paired = Array.isArray(memory.expanded) && memory.expanded.every((one) => Array.isArray(one));
  return { ...memory, expanded: paired ? memory.expanded : [], cell: typeof memory.cell?.column === "string" ? memory.cell : null };
}

/** The row keys of the grid: a service's own row and those of its languages. */
export const serviceKey = (service: string): string => `service:${service}`;
export const rowKey = (id: string): string => `row:${id}`;
/** The row of column heads. */
export const headKey = "head";
