import type { ChartConfiguration, Plugin } from "chart.js";
import type { LanguagesBody } from "../../src/protocol/charts/chartView";
import type { Theme } from "../theme";
import { haloText } from "./haloText";
import { drawLegend, legendHeight } from "./legend";
import { amountAxis, commonOptions, fontOf, nameAxis, tooltipLook, widest } from "./options";
import { type Fill, fillOf } from "./paint";

type Bars = ChartConfiguration<"bar", (number | null)[], string>;

const rowHeight = 56;

export function languagesHeight(body: LanguagesBody): number {
  return body.languages.length * rowHeight + 90;
}

/** Two bars a language, its share of the files and of the carbon: where the second is longer, a file weighs more. */
export function drawLanguages(body: LanguagesBody, theme: Theme): Bars {
  return {
    type: "bar",
    data: {
      labels: [...body.languages],
      datasets: body.series.map(({ name, values }, index) => {
        const { background, edge } = fillOfSeries(index, theme);
        return {
          label: name,
          data: [...values],
          backgroundColor: background,
          borderColor: edge,
          borderWidth: 1,
          borderSkipped: false as const,
          barPercentage: 0.9,
          categoryPercentage: 0.72,
        };
      }),
    },
    plugins: [labels(body, theme)],
    options: {
      ...commonOptions(theme),
      indexAxis: "y",
      layout: { padding: { top: legendHeight, right: widest(body.labels.flat(), fontOf(theme)) + 16 } },
      interaction: { mode: "index", axis: "y", intersect: false },
      scales: {
        x: amountAxis(theme, body.axis),
        y: { ...nameAxis(theme), ticks: { ...nameAxis(theme).ticks, color: theme.text } },
      },
      plugins: {
        tooltip: { ...tooltipLook(theme), callbacks: { label: (item) => `${item.dataset.label}: ${body.labels[item.datasetIndex]?.[item.dataIndex] ?? ""}` } },
      },
    },
  };
}

/** Files in sky blue, carbon in vermilion: they do not stand for a service or for a part of a machine. */
const fillOfSeries = (series: number, theme: Theme): Fill => fillOf([4, 5][series] ?? series, theme, series);

function labels(body: LanguagesBody, theme: Theme): Plugin<"bar"> {
  return {
    id: "labels",
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      drawLegend(
        chart,
        body.series.map(({ name }, index) => ({ name, fill: fillOfSeries(index, theme) })),
        theme,
      );
      ctx.save();
      ctx.font = fontOf(theme);
      ctx.textBaseline = "middle";
      ctx.textAlign = "left";
      ctx.fillStyle = theme.text;
      body.labels.forEach((texts, series) => {
        chart.getDatasetMeta(series).data.forEach((bar, index) => {
          haloText(ctx, texts[index] ?? "", { x: bar.x + 8, y: bar.y }, theme);
        });
      });
      ctx.restore();
    },
  };
}
