import type { DraftView } from "../src/protocol/draftView";
import type { MatrixView, TotalView } from "../src/protocol/matrixView";
import { unbroken } from "./charts/options";
import { textField } from "./controls";
import { el } from "./dom";
import { fileText } from "./gridCells";
import type { Send, Words } from "./page";

/** The headline and its facts: what a director reads in one minute. */
export function headline(view: MatrixView): HTMLElement {
  const facts = view.headline.facts.map((fact) =>
    el(
      "div",
      { class: "fact" },
      el("dt", {}, fact.label),
      el("dd", {}, el("span", { class: "value" }, ...breakable(fact.value)), el("span", { class: "note" }, fact.note)),
    ),
  );
  return el(
    "section",
    { class: "headline", "aria-labelledby": "sentence" },
    el("p", { id: "sentence", class: "sentence" }, unbroken(view.headline.sentence)),
    view.headline.notes.length === 0 ? null : el("ul", { class: "notes" }, ...view.headline.notes.map((note) => el("li", {}, unbroken(note)))),
    el("dl", { class: "factlist" }, ...facts),
  );
}

/** A long name may break after its underscores. */
function breakable(text: string): (Node | string)[] {
  return text.split(/(?<=_)/u).flatMap((part, index) => (index === 0 ? [part] : [el("wbr", {}), part]));
}

/**
 * The totals row: budget, used, reserve, chance of going over, overshoot month, cost. The budget is edited in place.
 * `was` is the file's text of each total that a draft changes.
 */
export function totals(
  view: MatrixView,
  { readOnly, was }: { readonly readOnly: boolean; readonly was: DraftView["totals"] },
  t: Words,
  send: Send,
): HTMLElement {
  return el("dl", { class: "totals" }, ...view.totals.map((total) => tile(total, { readOnly, was: was[total.id] }, t, send)));
}

function tile(total: TotalView, { readOnly, was }: { readonly readOnly: boolean; readonly was: string | undefined }, t: Words, send: Send): HTMLElement {
  const value = el(
    "dd",
    { class: `value ${total.tone}` },
    ...(total.edit !== undefined && !readOnly ? [editableValue(total, total.edit, send)] : [total.value]),
  );
  return el(
    "div",
    { class: was === undefined ? "total" : "total changed" },
    el("dt", {}, total.label),
    value,
    was === undefined ? null : el("dd", { class: "before" }, fileText(was, t)),
    el("dd", { class: "note" }, total.share === undefined ? null : meter(total.share), total.note),
  );
}

function editableValue(total: TotalView, start: string, send: Send): HTMLElement {
  const holder = el("span", {});
  const show = () => {
    const open = el(
      "button",
      { type: "button", class: "inplace", "aria-label": `${total.label} ${total.value}` },
      total.value,
      el("span", { class: "pencil", "aria-hidden": true }, "✎"),
    );
    open.addEventListener("click", edit);
    holder.replaceChildren(open);
    return open;
  };
  const edit = () => {
    const commit = (text: string) => {
      show().focus();
      if (text.trim() !== "" && text.trim() !== start) send({ type: "edit", changes: [{ type: "budget", carbon: text.trim() }] });
    };
    const field = textField(total.label, start, commit, () => show());
    holder.replaceChildren(field);
    field.focus();
  };
  show();
  return holder;
}

/** Used of the budget as a bar; what is over sticks out beyond the mark of 100 %. */
function meter(share: number): HTMLElement {
  const full = Math.max(1, share);
  const bar = el("span", { class: `meter${share > 1 ? " over" : ""}`, "aria-hidden": true }, el("i", { class: "used" }), el("i", { class: "mark" }));
  // Style by script, not by attribute: the page's policy allows no inline styles.
  bar.style.setProperty("--used", `${(Math.min(share, full) / full) * 100}%`);
  bar.style.setProperty("--mark", `${(1 / full) * 100}%`);
  return bar;
}

/** The machines: what each weighs whatever runs on it, and what becomes of it. */
export function machines(view: MatrixView, title: string): HTMLElement {
  const items = view.hosts.map((host) =>
    el(
      "li",
      { class: host.state },
      el("span", { class: "dot", "aria-hidden": true }),
      el("strong", {}, host.name),
      el("span", { class: "quiet" }, host.text),
      el("span", { class: "state" }, host.stateText),
    ),
  );
  return el("section", { class: "machines" }, el("h2", {}, title), el("ul", {}, ...items));
}
