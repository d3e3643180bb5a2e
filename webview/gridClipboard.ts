import type { GridEdits } from "./gridEdits";
import { plainText } from "./gridPaste";
import type { Column, GridRow } from "./gridRows";

/** What the clipboard needs of the grid. */
export interface Copied {
  readonly edits: GridEdits;
  /** the line and column of an event's target; undefined outside of the cells, and while one is edited */
  at(target: EventTarget | null): { readonly row: number; readonly index: number; readonly column: Column } | undefined;
  /** the lines that a copy takes: what is selected, else the one with the focus */
  taken(row: number): readonly GridRow["key"][];
  cell(key: string, index: number): HTMLElement | undefined;
}

/** Cells as a spreadsheet copies and pastes them: a column, one text a line. */
export function listenToClipboard(element: HTMLElement, { edits, at, taken, cell }: Copied): void {
  element.addEventListener("paste", (event) => {
    const place = at(event.target);
    if (!place || place.row < 0) return;
    event.preventDefault();
    edits.paste(event.clipboardData?.getData("text/plain") ?? "", place.column, place.row);
  });
  element.addEventListener("copy", (event) => {
    const place = at(event.target);
    if (!place || String(document.getSelection() ?? "") !== "") return;
    event.preventDefault();
    const lines = taken(place.row).map((key) => plainText(cell(key, place.index)));
    event.clipboardData?.setData("text/plain", lines.join("\n"));
  });
}
