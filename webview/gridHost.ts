import type { Topic } from "../src/protocol/detailsView";
import type { Arrangement } from "./gridArrange";
import type { Column, GridRow } from "./gridRows";
import type { Cell, Send, Words } from "./page";

/** What the grid asks of the page around it. */
export interface GridHost {
  readonly t: Words;
  readonly send: Send;
  /** something changed that the page remembers */
  readonly remember: () => void;
  /** another order, asked for at a column's head */
  readonly arrange: (arrangement: Arrangement) => void;
  /** the cell with the focus: its line and column, for the hint below the grid */
  readonly onFocus: (line: GridRow | undefined, column: Column) => void;
  readonly onSelection: () => void;
  readonly refuse: (message: string) => void;
}

/** What the grid starts with. */
export interface GridMemory {
  readonly cell: Cell | null;
  readonly expanded: Map<string, Topic>;
  readonly collapsed: Set<string>;
  /** keys of rows whose media are shown */
  readonly unfolded: Set<string>;
}
