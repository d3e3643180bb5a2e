import type { ChartView } from "../../src/protocol/charts/chartView";
import { tableText } from "../../src/protocol/charts/tableText";
import { button, toolbar } from "../controls";
import { el } from "../dom";
import type { Send, Words } from "../page";
import { ChartCanvas } from "./chartCanvas";
import { unbroken } from "./options";
import { pictureOf } from "./picture";
import { twin } from "./twin";

/** A chart behind its tab: what it shows in words, the drawing, how to read it, the same figures as a table, and its exports. */
export class ChartPanel {
  readonly element: HTMLElement;
  private readonly sentence = el("p", { class: "chart-sentence" });
  private readonly canvas = new ChartCanvas();
  private readonly notes = el("ul", { class: "chart-notes" });
  private readonly holder = el("div", { class: "twin", tabindex: "0" });
  private readonly details: HTMLDetailsElement;
  private readonly savePicture: HTMLElement;
  private view: ChartView;
  private tabled: ChartView["table"] | undefined;

  constructor(view: ChartView, t: Words, send: Send, tableOpen: boolean, toggled: (open: boolean) => void) {
    this.view = view;
    this.details = el("details", { class: "chart-table", open: tableOpen }, el("summary", {}, t("The same figures as a table")), this.holder);
    this.details.addEventListener("toggle", () => {
      if (this.details.open) this.fillTable();
      toggled(this.details.open);
    });
    this.savePicture = button(t("Save as picture"), () => this.export(send));
    const copy = button(t("Copy the table"), () =>
      send({ type: "copyTable", text: tableText(this.view.table, document.documentElement.lang === "fr" ? "fr" : "en") }),
    );
    const figure = el("div", { class: "chart-figure" }, this.sentence, el("div", { class: "chart-frame" }, this.canvas.element), this.notes);
    this.element = el("div", { class: "chart-panel" }, figure, toolbar(this.savePicture, copy), this.details);
  }

  /** What does not need to be looked at: words and table. The drawing follows with `show`. */
  update(view: ChartView): void {
    this.view = view;
    this.sentence.textContent = unbroken(view.sentence);
    this.notes.replaceChildren(...view.notes.map((note) => el("li", { dir: "auto" }, note)));
    this.savePicture.hidden = view.body === null;
    this.holder.setAttribute("aria-label", view.table.caption);
    if (this.details.open) this.fillTable();
  }

  show(options: { readonly again?: boolean } = {}): void {
    this.canvas.draw(this.view, options);
  }

  hide(): void {
    this.canvas.clear();
  }

  openTable(open: boolean): void {
    this.details.open = open;
  }

  private fillTable(): void {
    if (JSON.stringify(this.tabled) === JSON.stringify(this.view.table)) return;
    this.tabled = this.view.table;
    this.holder.replaceChildren(twin(this.view.table));
  }

  private export(send: Send): void {
    send({ type: "savePicture", chart: this.view.id, png: pictureOf(this.canvas.canvas, this.view.title, this.view.sentence) });
  }
}
