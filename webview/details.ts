import type { RowView } from "../src/protocol/matrixView";
import { tag } from "./controls";
import { el } from "./dom";
import type { Words } from "./page";

/** Why a row is recommended as it is, and where its figures come from. */
export function details(row: RowView, t: Words, showInText: () => void): HTMLElement {
  const { details: view } = row;
  const show = el("button", { type: "button", class: "link" }, t("Show in text"));
  show.addEventListener("click", showInText);
  return el(
    "div",
    { class: "details", role: "region", "aria-label": t("Details of {0}", row.id) },
    el("p", { class: "why" }, view.why),
    view.gates.length > 0 ? el("ul", { class: "gates" }, ...view.gates.map((gate) => el("li", {}, gate))) : null,
    view.advice ? el("p", { class: "advice" }, view.advice) : null,
    el("dl", { class: "facts" }, ...view.facts.flatMap((fact) => [el("div", {}, el("dt", {}, fact.label), el("dd", {}, fact.value))])),
    view.components.length > 0 ? table([t("Component"), t("Quantity"), t("Factor"), t("Per request"), t("Per month")], view.components, [1, 2, 3, 4]) : null,
    view.formula ? el("p", { class: "formula" }, el("code", {}, view.formula)) : null,
    view.inputs.length > 0 ? table([t("Input"), t("Value"), t("Known how"), t("Source")], view.inputs, [1]) : null,
    el("p", { class: "actions" }, row.language ? tag(row.language) : null, show),
  );
}

/** A plain table; `numbers` are the columns whose text is aligned like figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], numbers: readonly number[]): HTMLTableElement {
  const kind = (index: number) => (numbers.includes(index) ? "number" : undefined);
  return el(
    "table",
    { class: "plain" },
    el("thead", {}, el("tr", {}, ...head.map((text, index) => el("th", { scope: "col", class: kind(index) }, text)))),
    el(
      "tbody",
      {},
      ...rows.map((cells) =>
        el("tr", {}, ...cells.map((text, index) => (index === 0 ? el("th", { scope: "row" }, text) : el("td", { class: kind(index) }, text)))),
      ),
    ),
  );
}
