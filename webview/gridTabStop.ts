import { headRow, type Position } from "./gridKeys";
import type { GridLines } from "./gridLines";
import type { Column, GridRow } from "./gridRows";
import { type Cell, headKey } from "./page";

/** The one cell that Tab reaches: kept by row key and column name, so that it stays where it is when rows and columns come and go. */
export class TabStop {
  private rows: readonly GridRow[] = [];
  private columns: readonly Column[] = [];
  private element: HTMLTableCellElement | undefined;

  constructor(
    private readonly table: HTMLTableElement,
    private readonly lines: GridLines,
    private kept: Cell | null,
  ) {}

  get cell(): Cell | null {
    return this.kept;
  }

  /** What is shown from now on. */
  among(rows: readonly GridRow[], columns: readonly Column[]): void {
    this.rows = rows;
    this.columns = columns;
  }

  position(): Position | undefined {
    const column = this.kept ? this.columns.indexOf(this.kept.column) : -1;
    if (this.kept?.key === headKey) return { row: headRow, column: Math.max(0, column) };
    const row = this.rows.findIndex((one) => one.key === this.kept?.key);
    return row < 0 ? undefined : { row, column: Math.max(0, column) };
  }

  keyAt(row: number): string | undefined {
    return row === headRow ? headKey : this.rows[row]?.key;
  }

  cellAt(at: Position | undefined): HTMLTableCellElement | undefined {
    const key = at && this.keyAt(at.row);
    return key === undefined ? undefined : this.lines.cell(key, at?.column ?? 0);
  }

  set(at: Position): void {
    const key = this.keyAt(at.row);
    const column = this.columns[at.column];
    const cell = this.cellAt(at);
    if (cell !== this.element) {
      this.element?.setAttribute("tabindex", "-1");
      this.element?.removeAttribute("aria-describedby");
    }
    this.element = cell;
    if (key === undefined || column === undefined || !cell) return;
    this.kept = { key, column };
    cell.setAttribute("tabindex", "0");
    cell.setAttribute("aria-describedby", "hint");
  }

  /** The position of the cell that something lies in; undefined outside the lines of the grid. */
  placeOf(target: EventTarget | null): Position | undefined {
    const cell = target instanceof Element && this.table.contains(target) ? target.closest<HTMLTableCellElement>("td, th") : null;
    const key = cell?.parentElement?.getAttribute("data-key");
    if (!cell || !key) return undefined;
    const row = key === headKey ? headRow : this.rows.findIndex((one) => one.key === key);
    return row >= headRow && (row >= 0 || key === headKey) ? { row, column: cell.cellIndex } : undefined;
  }
}
