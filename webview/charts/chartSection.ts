import type { ChartId, ChartView } from "../../src/protocol/charts/chartView";
import { tabs } from "../controls";
import { el } from "../dom";
import type { Send, Words } from "../page";
import { onThemeChange } from "../theme";
import { ChartPanel } from "./chartPanel";

/** What is remembered while the page is hidden: the chart that is looked at, and whether its table is open. */
export interface ChartMemory {
  readonly chart: ChartId;
  readonly table: boolean;
}

/** The charts behind their tabs; only the one that is looked at is drawn. */
export class ChartSection {
  readonly element = el("section", { class: "charts" });
  private readonly panels = new Map<ChartId, ChartPanel>();
  private active: ChartId;
  private pending = false;
  private table: boolean;

  constructor(
    private readonly t: Words,
    private readonly send: Send,
    memory: ChartMemory,
    private readonly changed: () => void,
  ) {
    this.active = memory.chart;
    this.table = memory.table;
    onThemeChange(() => this.panels.get(this.active)?.show({ again: true }));
  }

  get memory(): ChartMemory {
    return { chart: this.active, table: this.table };
  }

  draw(views: readonly ChartView[]): void {
    this.element.hidden = views.length === 0;
    if (views.length === 0) return;
    if (!views.every(({ id }) => this.panels.has(id)) || views.length !== this.panels.size) this.build(views);
    for (const view of views) this.panels.get(view.id)?.update(view);
    this.showSoon();
  }

  /** The drawing comes after the frame in which rows and totals have changed: an edit never waits for a chart. */
  private showSoon(): void {
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.pending = false;
        this.panels.get(this.active)?.show();
      }),
    );
  }

  private build(views: readonly ChartView[]): void {
    for (const panel of this.panels.values()) panel.hide();
    this.panels.clear();
    for (const view of views) this.panels.set(view.id, new ChartPanel(view, this.t, this.send, this.table, (open) => this.tableToggled(open)));
    if (!this.panels.has(this.active)) this.active = (views[0] as ChartView).id;
    const behind = views.map(({ id, title }) => ({ id, title, content: this.panels.get(id)?.element ?? el("div") }));
    const control = tabs(this.t("Charts"), behind, this.active, (id) => this.look(id as ChartId));
    this.element.replaceChildren(el("h2", {}, this.t("Charts")), control);
  }

  private look(id: ChartId): void {
    if (!this.panels.has(id) || id === this.active) return;
    this.panels.get(this.active)?.hide();
    this.active = id;
    const panel = this.panels.get(id);
    panel?.openTable(this.table);
    panel?.show();
    this.changed();
  }

  private tableToggled(open: boolean): void {
    if (open === this.table) return;
    this.table = open;
    this.changed();
  }
}
