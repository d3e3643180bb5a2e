import type { DraftView } from "../src/protocol/draftView";
import type { MatrixView, SliderView } from "../src/protocol/matrixView";
import type { Change, State } from "../src/protocol/messages";
import { button, labelledField, slider } from "./controls";
import { tableOf } from "./details";
import { el } from "./dom";
import type { Send, Words } from "./page";

/** Sliders with number fields, and the draft that they and "Optimise" make: compared with the file, then applied or dropped. */
export class WhatIf {
  readonly element: HTMLElement;
  private readonly bar = el("div", { class: "draftbar" });
  private readonly sliders = el("div", { class: "sliders" });
  private readonly made = new Map<string, SliderLine>();
  private drawn = "";

  constructor(
    private readonly t: Words,
    private readonly send: Send,
  ) {
    this.element = el("section", { class: "whatif", "aria-labelledby": "whatif" }, el("h2", { id: "whatif" }, t("What if")), this.sliders, this.bar);
  }

  draw(view: MatrixView, { draft, readOnly }: Pick<State, "draft" | "readOnly">): void {
    for (const one of view.sliders) this.line(one).draw(one, readOnly);
    this.element.classList.toggle("trying", draft !== null);
    const signature = JSON.stringify([draft?.title, draft?.table, readOnly]);
    if (signature === this.drawn) return;
    this.drawn = signature;
    // The button that was pressed may go: the focus then moves to the first of those that are there instead.
    const focused = this.bar.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
    this.bar.replaceChildren(...(readOnly ? [] : draft ? this.drafted(draft) : this.plain()));
    if (focused === undefined) return;
    const buttons = [...this.bar.querySelectorAll<HTMLElement>("vscode-button")];
    (buttons.find((one) => one.textContent === focused) ?? buttons[0])?.focus();
  }

  private line(view: SliderView): SliderLine {
    const known = this.made.get(view.id);
    if (known) return known;
    const made = new SliderLine(view, this.t, (changes) => this.send({ type: "try", changes: [...changes] }));
    this.made.set(view.id, made);
    this.sliders.append(made.element);
    return made;
  }

  private plain(): readonly HTMLElement[] {
    const { t, send } = this;
    return [
      el("p", { class: "note" }, t("Moving a slider starts a draft: the file stays as it is until you apply it.")),
      el(
        "div",
        { class: "actions" },
        button(t("Try levels in a draft"), () => send({ type: "draft", act: "start" })),
        button(t("Optimise"), () => send({ type: "draft", act: "optimise" })),
      ),
    ];
  }

  private drafted(draft: DraftView): readonly HTMLElement[] {
    const { t, send } = this;
    return [
      el("p", { class: "drafttitle" }, el("span", { class: "mark", "aria-hidden": true }, "Δ"), draft.title),
      ...(draft.steps.length > 0 ? [tableOf(draft.table)] : []),
      el(
        "div",
        { class: "actions" },
        button(t("Apply to the file"), () => send({ type: "draft", act: "apply" }), { primary: true }),
        button(t("Drop the draft"), () => send({ type: "draft", act: "drop" })),
        button(t("Undo the last step"), () => send({ type: "draft", act: "undo" })),
        button(t("Optimise"), () => send({ type: "draft", act: "optimise" })),
      ),
    ];
  }
}

/** One value: a slider, and a field for those who know the number. While it moves it is not set back. */
class SliderLine {
  readonly element: HTMLElement;
  private readonly range: HTMLInputElement;
  private readonly field = el("span", { class: "field" });
  private readonly note = el("span", { class: "note" });
  private drawn = "";
  /** the newest value that was not sent: one is on its way, the next follows its answer */
  private waiting: number | undefined;
  private underway = false;

  constructor(
    private readonly view: SliderView,
    private readonly t: Words,
    private readonly onTry: (changes: readonly Change[]) => void,
  ) {
    this.range = slider(view.label, view, (value) => this.moved(value));
    this.element = el(
      "div",
      { class: "slider" },
      el("span", { class: "label" }, view.label),
      this.range,
      this.field,
      el("span", { class: "unit" }, view.unit),
      this.note,
    );
    this.element.title = t("A draft: the file stays as it is");
  }

  draw(view: SliderView, readOnly: boolean): void {
    this.underway = false;
    this.range.disabled = readOnly;
    this.range.max = String(Math.max(Number(this.range.max), view.max));
    this.range.step = String(view.step);
    this.range.setAttribute("aria-valuetext", view.text === "" ? this.t("not set") : `${view.text} ${view.unit}`);
    this.note.textContent = view.note;
    if (this.waiting !== undefined) {
      const value = this.waiting;
      this.waiting = undefined;
      return this.moved(value);
    }
    // Left to itself an empty slider stands at its middle, and would look like a value.
    this.range.valueAsNumber = view.value ?? 0;
    this.range.classList.toggle("unset", view.value === null);
    const signature = JSON.stringify([view.text, readOnly]);
    if (signature === this.drawn || this.field.contains(document.activeElement)) return;
    this.drawn = signature;
    const field = labelledField(view.label, view.text, (text) => {
      this.drawn = "";
      if (text !== "") this.onTry([this.change(text)]);
    });
    field.querySelector("vscode-text-field")?.toggleAttribute("disabled", readOnly);
    this.field.replaceChildren(field);
  }

  private moved(value: number): void {
    if (this.underway) {
      this.waiting = value;
      return;
    }
    this.underway = true;
    this.onTry([this.change(String(Number(value.toPrecision(6))))]);
  }

  private change(text: string): Change {
    return this.view.id === "budget" ? { type: "budget", carbon: text } : { type: "volume", files: text };
  }
}
