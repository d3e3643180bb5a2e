import type { Criticality, Level } from "../src/core/scenario/scenario";
import type { CriticalityView } from "../src/protocol/matrixView";
import type { Change } from "../src/protocol/messages";
import { choiceEditor, lineEditor, type Outcome } from "./cellEditor";
import { criticalityChanges, levelChanges, typedChange, typedText } from "./gridChanges";
import type { Column, GridRow } from "./gridRows";
import type { Words } from "./page";

/** What an edit of a cell leads to. */
export interface EditingHost {
  change(changes: readonly Change[]): boolean;
  /** the field is gone; "reason": an override was chosen, its reason is asked next */
  left(key: string, column: Column, move: "down" | "stay" | "none" | "reason"): void;
}

interface Opened {
  /** what a level or a criticality goes to: the line, or the selection that it is part of */
  readonly lines: readonly GridRow[];
  readonly criticalities: readonly { readonly id: CriticalityView["id"]; readonly word: string }[];
  /** replaces the value, as in a spreadsheet */
  readonly typed?: string;
}

/** The one field that stands in the grid while a cell is edited. */
export class CellEditing {
  private line: string | undefined;

  constructor(
    private readonly t: Words,
    private readonly host: EditingHost,
  ) {}

  /** Key of the line in which a field is open. */
  get key(): string | undefined {
    return this.line;
  }

  /** Puts a field in the cell; false where the cell takes none. */
  open(cell: HTMLElement, row: GridRow, column: Column, opened: Opened): boolean {
    const { t } = this;
    const done = (outcome: Outcome) => this.end(row, column, opened, outcome);
    if (column === "decision") {
      const choices = [{ value: "", label: t("Undecided") }, ...[0, 0.25, 0.5, 0.75, 1].map((level) => ({ value: String(level), label: `${level * 100} %` }))];
      this.line = row.key;
      choiceEditor(cell, { label: t("Decision"), value: String(decidedOf(row) ?? ""), choices }, done);
      return true;
    }
    if (column === "criticality") {
      const value = row.kind === "service" ? row.service.criticality.id : row.row.criticality.id;
      const choices = opened.criticalities.map(({ id, word }) => ({ value: id ?? "", label: word }));
      this.line = row.key;
      choiceEditor(cell, { label: t("Criticality"), value: value ?? "", choices }, done);
      return true;
    }
    const start = typedText(row, column);
    if (start === undefined) return false;
    this.line = row.key;
    lineEditor(cell, { label: this.labelOf(column), value: opened.typed ?? start, before: start, placeholder: this.placeholderOf(row, column) }, done);
    if (opened.typed !== undefined) cell.querySelector("input")?.setSelectionRange(opened.typed.length, opened.typed.length);
    return true;
  }

  private end(row: GridRow, column: Column, opened: Opened, outcome: Outcome): void {
    this.line = undefined;
    const { value } = outcome;
    if (value !== undefined) this.host.change(this.changes(row, column, opened, value));
    const asks = value !== undefined && outcome.move !== "none" && column === "decision" && overrides(row, opened, value);
    this.host.left(row.key, column, asks ? "reason" : outcome.move);
  }

  private changes(row: GridRow, column: Column, { lines }: Opened, value: string): readonly Change[] {
    if (column === "decision") return levelChanges(lines, value === "" ? null : (Number(value) as Level));
    if (column === "criticality") return value === "" ? [] : criticalityChanges(lines, value as Criticality);
    const change = typedChange(row, column, value);
    return change ? [change] : [];
  }

  private labelOf(column: Column): string {
    const { t } = this;
    const labels: Readonly<Partial<Record<Column, string>>> = {
      volume: t("Files in the first month"),
      cost: t("Maintenance a month"),
      by: t("Decided by"),
      review: t("Review"),
    };
    return labels[column] ?? t("Reason");
  }

  private placeholderOf(row: GridRow, column: Column): string {
    if (column === "review") return "2027-06-01";
    if (column !== "reason") return this.labelOf(column);
    return row.kind === "row" && row.row.differs ? this.t("Why not {0}? Add a reason", row.row.recommended.text) : "";
  }
}

/** An override chosen from the list asks for its reason at once, in the cell beside it; level keys do not interrupt. */
function overrides(row: GridRow, { lines }: Opened, chosen: string): boolean {
  if (row.kind === "service" || lines.length > 1 || chosen === "") return false;
  const { recommended, reason } = row.row;
  return recommended.value !== null && recommended.value !== Number(chosen) && reason === "";
}

function decidedOf(row: GridRow): Level | null {
  return row.kind === "service" ? row.service.decided.value : row.row.decided.value;
}
