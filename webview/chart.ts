import { BarController, BarElement, CategoryScale, Chart, type ChartConfiguration, LinearScale, type Plugin, Tooltip } from "chart.js";
import type { ChartView } from "../src/protocol/matrixView";
import { el } from "./dom";
import { readTheme, reducedMotion, seriesColour, type Theme } from "./theme";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

/** The months ahead as stacked bars, with the budget line, the month that crosses it, and each part's name beside the last bar. */
export class MonthsChart {
  readonly element: HTMLElement;
  private readonly canvas = el("canvas", { role: "img" });
  private chart: Chart<"bar", (number | null)[], string> | undefined;
  private drawn = "";

  constructor() {
    this.element = el("div", { class: "chart" }, this.canvas);
  }

  /** Draws a view; nothing moves where nothing changed. `again` draws it in a new theme. */
  draw(view: ChartView, options: { readonly again?: boolean } = {}): void {
    const signature = JSON.stringify(view);
    if (signature === this.drawn && !options.again) return;
    this.drawn = signature;
    this.canvas.setAttribute("aria-label", [view.summary, view.crossing?.label].filter(Boolean).join(" "));
    const config = configuration(view, readTheme());
    if (this.chart && !options.again) {
      this.chart.data = config.data;
      this.chart.options = config.options ?? {};
      this.chart.config.plugins = config.plugins ?? [];
    } else this.chart?.destroy();
    if (this.chart && !options.again) {
      this.chart.update("none");
      return;
    }
    this.chart = new Chart(this.canvas, config);
  }

  dispose(): void {
    this.chart?.destroy();
    this.chart = undefined;
  }
}

function configuration(view: ChartView, theme: Theme): ChartConfiguration<"bar", (number | null)[], string> {
  const font = { family: theme.font, size: 12 };
  const parts = view.series.map((part, index) => ({
    label: part.name,
    data: [...part.values],
    backgroundColor: seriesColour(index),
    maxBarThickness: 44,
    categoryPercentage: 0.9,
    barPercentage: 0.82,
  }));
  return {
    type: "bar",
    data: { labels: [...view.months], datasets: parts },
    plugins: [baselineMarks(view, theme), budgetLine(view, theme), partNames(view, theme)],
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: reducedMotion() ? false : { duration: 180 },
      layout: { padding: { right: 130, top: 26 } },
      interaction: { mode: "index", intersect: false },
      scales: {
        x: { stacked: true, grid: { display: false }, border: { color: theme.line }, ticks: { color: theme.quiet, font, maxRotation: 0, autoSkipPadding: 12 } },
        y: {
          stacked: true,
          beginAtZero: true,
          suggestedMax: Math.max(view.budget?.value ?? 0, ...(view.baseline?.values ?? [])) * 1.08,
          border: { display: false },
          grid: { display: !theme.contrast, color: theme.line, tickLength: 0 },
          ticks: { color: theme.quiet, font, padding: 8, maxTicksLimit: 8 },
          title: { display: true, text: view.unit, color: theme.quiet, font },
        },
      },
      plugins: {
        tooltip: {
          backgroundColor: theme.background,
          titleColor: theme.text,
          bodyColor: theme.text,
          borderColor: theme.line,
          borderWidth: 1,
          padding: 10,
          boxPadding: 4,
          titleFont: font,
          bodyFont: font,
          callbacks: { label: (item) => ` ${item.dataset.label}  ${view.table.rows[item.dataIndex]?.[item.datasetIndex + 1] ?? ""}` },
        },
      },
    },
  };
}

/** What everything on would emit: a mark above each month's bar, so that the gap is what the decisions avoid. */
function baselineMarks(view: ChartView, theme: Theme): Plugin<"bar"> {
  return {
    id: "baseline",
    afterDatasetsDraw(chart) {
      const { baseline } = view;
      const { x, y } = chart.scales;
      if (!baseline || !x || !y) return;
      const half = Math.min(22, (x.width / view.months.length) * 0.37);
      const { ctx } = chart;
      ctx.save();
      ctx.strokeStyle = theme.quiet;
      ctx.lineWidth = 2;
      baseline.values.forEach((value, index) => {
        const centre = x.getPixelForValue(index);
        const height = y.getPixelForValue(value);
        ctx.beginPath();
        ctx.moveTo(centre - half, height);
        ctx.lineTo(centre + half, height);
        ctx.stroke();
      });
      ctx.restore();
    },
  };
}

/** The budget as a dashed line with its words, and a mark over the first month that crosses it. */
function budgetLine(view: ChartView, theme: Theme): Plugin<"bar"> {
  return {
    id: "budget",
    afterDatasetsDraw(chart) {
      const { budget, crossing } = view;
      if (!budget) return;
      const { ctx, chartArea } = chart;
      const { x, y } = chart.scales;
      if (!x || !y) return;
      const height = y.getPixelForValue(budget.value);
      ctx.save();
      ctx.lineWidth = 2;
      ctx.strokeStyle = theme.text;
      ctx.setLineDash([6, 4]);
      ctx.beginPath();
      ctx.moveTo(chartArea.left, height);
      ctx.lineTo(chartArea.right, height);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.font = `600 12px ${theme.font}`;
      ctx.fillStyle = theme.text;
      ctx.textBaseline = "middle";
      ctx.fillText(budget.label, chartArea.right + 8, height);
      if (crossing) {
        const centre = x.getPixelForValue(crossing.index);
        ctx.fillStyle = theme.alarm;
        ctx.beginPath();
        ctx.moveTo(centre - 6, chartArea.top - 10);
        ctx.lineTo(centre + 6, chartArea.top - 10);
        ctx.lineTo(centre, chartArea.top - 1);
        ctx.fill();
        ctx.textBaseline = "bottom";
        const width = ctx.measureText(crossing.label).width;
        ctx.fillText(crossing.label, Math.min(Math.max(centre - 6, chartArea.left), chartArea.right - width), chartArea.top - 12);
      }
      ctx.restore();
    },
  };
}

/** Each part's name at the height of its last bar: read without a legend, and without telling colours apart. */
function partNames(view: ChartView, theme: Theme): Plugin<"bar"> {
  return {
    id: "names",
    afterDatasetsDraw(chart) {
      const { ctx, chartArea } = chart;
      const y = chart.scales.y;
      const last = view.months.length - 1;
      if (!y) return;
      let base = 0;
      const labels = view.series.flatMap((part, index) => {
        const value = part.values[last] ?? 0;
        const middle = y.getPixelForValue(base + value / 2);
        base += value;
        return value > 0 ? [{ text: part.name, colour: seriesColour(index), at: middle }] : [];
      });
      const baseline = view.baseline?.values.at(-1);
      if (view.baseline && baseline !== undefined) labels.push({ text: view.baseline.name, colour: theme.quiet, at: y.getPixelForValue(baseline) });
      if (view.budget) labels.push({ text: "", colour: "", at: y.getPixelForValue(view.budget.value) });
      spread(labels, 16);
      ctx.save();
      ctx.font = `12px ${theme.font}`;
      ctx.textBaseline = "middle";
      for (const label of labels) {
        if (!label.text) continue;
        ctx.fillStyle = label.colour;
        // A mark for a plan, a square for a part.
        if (label.text === view.baseline?.name) ctx.fillRect(chartArea.right + 8, label.at - 1, 10, 2);
        else ctx.fillRect(chartArea.right + 8, label.at - 5, 10, 10);
        ctx.fillStyle = theme.text;
        ctx.fillText(label.text, chartArea.right + 24, label.at);
      }
      ctx.restore();
    },
  };
}

/** Moves labels apart until none is nearer than `gap` pixels to the next; the budget's own (without text) stays. */
function spread(labels: { readonly text: string; at: number }[], gap: number): void {
  const sorted = labels.sort((a, b) => b.at - a.at);
  for (let round = 0; round < 20; round++) {
    let moved = false;
    for (let index = 1; index < sorted.length; index++) {
      const below = sorted[index - 1];
      const above = sorted[index];
      if (!below || !above || below.at - above.at >= gap - 0.01) continue;
      const missing = gap - (below.at - above.at);
      if (below.text === "") above.at -= missing;
      else if (above.text === "") below.at += missing;
      else {
        below.at += missing / 2;
        above.at -= missing / 2;
      }
      moved = true;
    }
    if (!moved) return;
  }
}
