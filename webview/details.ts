import type { DetailsView, SectionView, TableView, Topic } from "../src/protocol/detailsView";
import type { RowView } from "../src/protocol/matrixView";
import { button, labelledField } from "./controls";
import { el } from "./dom";
import { cellOf } from "./gridChanges";
import type { Send, Words } from "./page";

export interface DetailsActions {
  readonly send: Send;
  /** another section of a row's details; null closes them */
  readonly show: (row: string, topic: Topic | null) => void;
}

interface Shown {
  readonly row: RowView;
  readonly view: DetailsView;
  readonly topic: Topic;
  readonly readOnly: boolean;
}

/** Where one figure of a row comes from, with the way to its others. */
export function details(shown: Shown, t: Words, actions: DetailsActions): HTMLElement {
  const { row, view, topic } = shown;
  const section = view.sections.find((one) => one.topic === topic);
  const ways = view.sections.map((one) => {
    const way = el("button", { type: "button", class: "way", "aria-pressed": String(one.topic === topic) }, one.title);
    way.addEventListener("click", () => actions.show(row.id, one.topic));
    return way;
  });
  const close = el("button", { type: "button", class: "way close" }, t("hide details"));
  close.addEventListener("click", () => actions.show(row.id, null));
  const panel = el(
    "div",
    { class: "details", role: "region", "aria-label": t("Details of {0}", view.title) },
    el("div", { class: "ways" }, el("strong", { dir: "auto" }, view.title), ...ways, close),
    section ? sectionBody(section) : null,
    topic === "decision" ? decisionActions(shown, t, actions) : null,
    topic === "cost" && !shown.readOnly ? costActions(shown, t, actions) : null,
  );
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    actions.show(row.id, null);
  });
  return panel;
}

function sectionBody(section: SectionView): HTMLElement {
  const [main, ...more] = section.sentences;
  return el(
    "div",
    { class: "section" },
    main ? el("p", { class: "why" }, main) : null,
    ...more.map((sentence) => el("p", {}, sentence)),
    section.facts.length > 0
      ? el("dl", { class: "facts" }, ...section.facts.map((fact) => el("div", {}, el("dt", {}, fact.label), el("dd", { dir: "auto" }, fact.value))))
      : null,
    ...section.tables.map(tableOf),
    section.formula ? el("p", { class: "formula" }, el("code", {}, section.formula)) : null,
  );
}

/** Who decides, until when, and whether the row is locked: of a row that is decided. */
function decisionActions({ row, view, readOnly }: Shown, t: Words, { send }: DetailsActions): HTMLElement {
  const cell = cellOf(row);
  const show = button(t("Show in text"), () => send({ type: "showRow", row: row.id }));
  const { decision } = view;
  if (decision === null || readOnly) return el("p", { class: "actions" }, show);
  const locked = decision.locked;
  const lock = button(locked ? t("Unlock") : t("Lock"), () => send({ type: "edit", changes: [{ type: "lock", ...cell, lock: !locked }] }));
  const reopen = button(t("Reopen: undecided again"), () => send({ type: "edit", changes: [{ type: "level", ...cell, level: null }] }));
  const by = labelledField(t("Decided by"), decision.by, (text) => send({ type: "edit", changes: [{ type: "by", ...cell, by: text }] }));
  const review = labelledField(
    t("Review"),
    decision.review,
    (text) => send({ type: "edit", changes: [{ type: "review", ...cell, review: text }] }),
    "2027-06-01",
  );
  return el("div", { class: "actions" }, ...(locked ? [lock] : [by, review, lock, reopen]), show);
}

/** What a service costs beside its hosting. */
function costActions({ row: { service }, view: { costs } }: Shown, t: Words, { send }: DetailsActions): HTMLElement {
  const field = (type: "maintenance" | "development", label: string) =>
    labelledField(label, costs[type], (amount) => {
      if (amount !== "") send({ type: "edit", changes: [{ type, service, amount }] });
    });
  return el("div", { class: "actions" }, field("maintenance", t("Maintenance a month")), field("development", t("Development, once")));
}

/** A table as the editor sends it. */
export function tableOf({ head, rows, numbers }: TableView): HTMLElement {
  return el("div", { class: "wide" }, table(head, rows, numbers));
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
