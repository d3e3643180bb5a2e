import type { Intent, State } from "../src/protocol/messages";
import type { Sentence } from "../src/protocol/sentences";
import type { ChartMemory } from "./charts/chartSection";

/** The reader's words: the editor sends them with each state. */
export type Words = (english: Sentence, ...args: readonly (string | number)[]) => string;

export function wordsOf(state: State): Words {
  return (english, ...args) => (state.sentences[english] ?? english).replace(/\{(\d+)\}/g, (whole, index) => String(args[Number(index)] ?? whole));
}

export type Send = (intent: Intent) => void;

/** What the page remembers while it is hidden, moved or reloaded. */
export interface Memory {
  readonly scroll: number;
  /** the grid's cell: row key and column */
  readonly cell: { readonly key: string; readonly column: number } | null;
  readonly expanded: readonly string[];
  readonly collapsed: readonly string[];
  readonly charts: ChartMemory;
}

export const freshMemory: Memory = { scroll: 0, cell: null, expanded: [], collapsed: [], charts: { chart: "months", table: false } };

/** The row keys of the grid: a service's own row and those of its languages. */
export const serviceKey = (service: string): string => `service:${service}`;
export const rowKey = (id: string): string => `row:${id}`;
