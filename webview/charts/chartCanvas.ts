import {
  BarController,
  BarElement,
  BubbleController,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  LinearScale,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from "chart.js";
import type { ChartView } from "../../src/protocol/charts/chartView";
import { el } from "../dom";
import { readTheme, type Theme } from "../theme";
import { drawDrivers, driversHeight } from "./drawDrivers";
import { drawHosts, hostsHeight } from "./drawHosts";
import { drawLanguages, languagesHeight } from "./drawLanguages";
import { drawMonths } from "./drawMonths";
import { drawOptions, optionsHeight } from "./drawOptions";
import { drawQuadrant, quadrantHeight } from "./drawQuadrant";
import { unbroken } from "./options";

Chart.register(BarController, BarElement, BubbleController, CategoryScale, LinearScale, LogarithmicScale, PointElement, Tooltip);

/** Browsers draw no canvas of more pixels; what is longer is in the table. */
const highest = 4000;

/** One drawing: made when its chart is first looked at, again when its figures or the theme change, and not otherwise. */
export class ChartCanvas {
  readonly element = el("div", { class: "chart" });
  readonly canvas = el("canvas", { role: "img" });
  private chart: Chart | undefined;
  private drawn = "";
  private shown: ChartView | undefined;
  /** waits for a place on the screen */
  private waiting: ChartView | undefined;

  constructor() {
    this.element.append(this.canvas);
    new ResizeObserver(() => {
      if (this.waiting && this.element.clientWidth > 0) this.draw(this.waiting);
      else if (this.shown) this.fit(this.shown, readTheme());
    }).observe(this.element);
  }

  /** `again` draws it in a new theme. */
  draw(view: ChartView, options: { readonly again?: boolean } = {}): void {
    const signature = JSON.stringify([view.body, view.sentence, document.documentElement.lang]);
    if (signature === this.drawn && !options.again) return;
    this.clear();
    this.canvas.setAttribute("aria-label", unbroken(view.sentence));
    this.element.hidden = view.body === null;
    if (view.body === null) return;
    // Behind a tab that is only just opening there is no width to draw in.
    if (this.element.clientWidth === 0) {
      this.waiting = view;
      return;
    }
    const theme = readTheme();
    this.fit(view, theme);
    this.drawn = signature;
    this.shown = view;
    this.chart = new Chart(this.canvas, configurationOf(view, theme));
  }

  /** As high as the figures need in the width that there is. */
  private fit(view: ChartView, theme: Theme): void {
    const width = this.element.clientWidth;
    if (width > 0) this.element.style.height = `${Math.min(highest, heightOf(view, width, theme))}px`;
  }

  /** Frees the drawing; `draw` makes it again. */
  clear(): void {
    this.chart?.destroy();
    this.chart = undefined;
    this.drawn = "";
    this.waiting = undefined;
    this.shown = undefined;
  }
}

function heightOf(view: ChartView, width: number, theme: Theme): number {
  if (view.id === "quadrant" && view.body) return quadrantHeight(view.body);
  if (view.id === "options" && view.body) return optionsHeight(view.body, width, theme);
  if (view.id === "drivers" && view.body) return driversHeight(view.body, width, theme);
  if (view.id === "hosts" && view.body) return hostsHeight(view.body);
  if (view.id === "languages" && view.body) return languagesHeight(view.body);
  return 340;
}

function configurationOf(view: ChartView, theme: Theme): ChartConfiguration {
  switch (view.id) {
    case "months":
      return drawMonths(view.body as NonNullable<typeof view.body>, theme) as ChartConfiguration;
    case "quadrant":
      return drawQuadrant(view.body as NonNullable<typeof view.body>, theme) as ChartConfiguration;
    case "options":
      return drawOptions(view.body as NonNullable<typeof view.body>, theme) as ChartConfiguration;
    case "drivers":
      return drawDrivers(view.body as NonNullable<typeof view.body>, theme) as ChartConfiguration;
    case "hosts":
      return drawHosts(view.body as NonNullable<typeof view.body>, theme) as ChartConfiguration;
    case "languages":
      return drawLanguages(view.body as NonNullable<typeof view.body>, theme) as ChartConfiguration;
  }
}
