import type { ComparisonView, SideBySide } from "../src/protocol/comparisonView";
import { button } from "./controls";
import { el, hidden } from "./dom";
import type { Send, Words } from "./page";

/** This scenario beside another: totals, then the rows that differ. */
export function comparison(view: ComparisonView, t: Words, send: Send): readonly HTMLElement[] {
  return [
    el(
      "div",
      { class: "bar" },
      el("h2", { dir: "auto" }, view.title),
      el(
        "div",
        { class: "actions" },
        button(t("Compare with another"), () => send({ type: "compare", act: "choose" })),
        button(t("Close"), () => send({ type: "compare", act: "close" })),
      ),
    ),
    el("p", {}, view.note),
    ...(view.totals ? [sideBySide(view.totals, t)] : []),
    ...(view.rows ? [sideBySide(view.rows, t)] : []),
  ];
}

function sideBySide({ head, rows }: SideBySide, t: Words): HTMLElement {
  const kind = (index: number) => (index === 0 ? undefined : "number");
  const body = rows.map(({ cells, differs }) =>
    el(
      "tr",
      {},
      ...cells.map((text, index) => {
        const other = differs.includes(index);
        const content = other ? [el("strong", {}, text), hidden(t("differs"))] : [text];
        return index === 0 ? el("th", { scope: "row", dir: "auto" }, ...content) : el("td", { class: `number${other ? " other" : ""}` }, ...content);
      }),
    ),
  );
  return el(
    "div",
    { class: "wide", tabindex: "0", role: "region", "aria-label": head[0] ?? "" },
    el(
      "table",
      { class: "plain beside" },
      el("thead", {}, el("tr", {}, ...head.map((text, index) => el("th", { scope: "col", class: kind(index), dir: "auto" }, text)))),
      el("tbody", {}, ...body),
    ),
  );
}
