import type { Criticality, Level } from "../src/core/scenario/scenario";
import type { Change, State } from "../src/protocol/messages";
import { criticalityChanges, levelChanges, rowsUnder } from "./gridChanges";
import { pasteChanges, refusalOf } from "./gridPaste";
import type { Column, GridRow } from "./gridRows";
import type { Send, Words } from "./page";

/** What the grid shows at this moment, for those who change it. */
export interface ShownGrid {
  readonly state: State | undefined;
  readonly rows: readonly GridRow[];
  readonly selected: ReadonlySet<string>;
}

/** What keys and a paste change: sent to the editor, or refused with the reason. */
export class GridEdits {
  constructor(
    private readonly host: { readonly t: Words; readonly send: Send; readonly refuse: (message: string) => void },
    private readonly shown: () => ShownGrid,
  ) {}

  get readOnly(): boolean {
    return this.shown().state?.readOnly !== false;
  }

  change(changes: readonly Change[]): boolean {
    if (this.readOnly || changes.length === 0) return false;
    this.host.send({ type: "edit", changes: [...changes] });
    return true;
  }

  /** The selection where the line is part of it, else the line alone. */
  linesOf(row: GridRow): readonly GridRow[] {
    const { rows, selected } = this.shown();
    return selected.has(row.key) ? rows.filter(({ key }) => selected.has(key)) : [row];
  }

  setLevel(row: GridRow, level: Level | null): boolean {
    const lines = this.linesOf(row);
    const { t, refuse } = this.host;
    if (row.kind === "medium" && lines.length === 1) refuse(t("Read-only: a medium follows the decision of its row. Space shows its files."));
    else if (!this.readOnly && rowsUnder(lines).length === 0) refuse(t("Locked: unlock the row in its details first."));
    this.change(levelChanges(lines, level));
    return true;
  }

  /** By the first letter of its word. */
  setCriticality(row: GridRow, letter: string): boolean {
    const found = this.shown().state?.view?.criticalities.find(({ word }) => word.charAt(0).toLocaleLowerCase() === letter.toLocaleLowerCase());
    return found !== undefined && this.change(criticalityChanges(this.linesOf(row), found.id as Criticality));
  }

  /** A column of a spreadsheet, from a line down. */
  paste(text: string, column: Column, from: number): void {
    const { rows, state } = this.shown();
    const pasted = pasteChanges(text, column, rows.slice(from), state?.view?.criticalities);
    const refusal = refusalOf(pasted, this.host.t);
    if (refusal !== undefined) this.host.refuse(refusal);
    else if ("changes" in pasted) this.change(pasted.changes);
  }
}
