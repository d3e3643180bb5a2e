import { el } from "./dom";

/** The small way into a figure's derivation: one for the whole table, in the cell that pointer or keyboard came to last. */
export function offerWhy(table: HTMLTableElement, label: string): void {
  const ask = el("span", { class: "ask", "aria-hidden": true, title: label }, "?");
  const offer = ({ target }: Event): void => {
    const cell = target instanceof Element ? target.closest('tr[data-key^="row:"] > td:not(.why, :has(.editor))') : null;
    if (cell !== null && ask.parentElement !== cell) cell.append(ask);
  };
  for (const coming of ["pointerover", "focusin"]) table.addEventListener(coming, offer);
}
