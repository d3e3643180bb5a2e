import type { ChartConfiguration, Plugin } from "chart.js";
import type { DriversBody } from "../../src/protocol/charts/chartView";
import type { Theme } from "../theme";
import { haloText } from "./haloText";
import { drawLegend, legendHeight } from "./legend";
import { amountAxis, commonOptions, fontOf, nameAxis, tooltipLook, widest, wrapped } from "./options";
import { type Fill, fillOf } from "./paint";

type Span = [from: number, to: number];
type Bars = ChartConfiguration<"bar", Span[], string[]>;

/** Pixels of a line of a name, and of the bars between two names. */
const [lineHeight, rowGap] = [15, 14];

export function driversHeight(body: DriversBody, width: number, theme: Theme): number {
  const lines = Math.max(...body.bars.map((bar) => namesOf(bar, width, theme).length));
  return body.bars.length * (lines * lineHeight + rowGap) + 116;
}

/** An input and its range, in lines that leave the bars most of the width. */
const namesOf = ({ label, range }: DriversBody["bars"][number], width: number, theme: Theme): string[] => [
  ...wrapped(label, fontOf(theme), Math.min(240, width * 0.4)),
  range,
];

/** A bar an input, from the total at its P5 to the total at its P95, on both sides of the decided plan. */
export function drawDrivers(body: DriversBody, theme: Theme): Bars {
  const { central, bars, budget } = body;
  const ends = [...bars.flatMap(({ low, high }) => [low, high]), central.value, ...(budget ? [budget.value] : [])];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const room = Math.max((most - least) * 0.18, most * 0.01);
  const set = (index: number, name: string, end: "low" | "high") => {
    const { background, edge } = fillOfEnd(index, theme);
    return {
      label: name,
      data: bars.map((bar): Span => [central.value, bar[end]]),
      backgroundColor: background,
      borderColor: edge,
      borderWidth: 1,
      borderSkipped: false as const,
      barPercentage: 0.55,
      categoryPercentage: 1,
      grouped: false,
    };
  };
  return {
    type: "bar",
    data: {
      labels: bars.map(({ label, range }) => [label, range]),
      datasets: [set(0, body.lowName, "low"), set(1, body.highName, "high")],
    },
    plugins: [marks(body, theme)],
    options: {
      ...commonOptions(theme),
      indexAxis: "y",
      layout: { padding: { top: legendHeight + 14, right: 16 } },
      interaction: { mode: "index", axis: "y", intersect: false },
      scales: {
        x: {
          ...amountAxis(theme, body.axis),
          beginAtZero: false,
          min: Math.max(0, least - room),
          max: most + room,
          ticks: { ...amountAxis(theme, body.axis).ticks, includeBounds: false },
        },
        y: {
          ...nameAxis(theme),
          ticks: {
            ...nameAxis(theme).ticks,
            color: theme.text,
            callback(_, index) {
              const bar = bars[index];
              return bar ? namesOf(bar, this.chart.width, theme) : "";
            },
          },
        },
      },
      plugins: {
        tooltip: {
          ...tooltipLook(theme),
          callbacks: {
            title: ([item]) => bars[item?.dataIndex ?? -1]?.label ?? "",
            label: (item) => {
              const bar = bars[item.dataIndex];
              return bar ? `${item.dataset.label}: ${item.datasetIndex === 0 ? bar.lowText : bar.highText}` : "";
            },
          },
        },
      },
    },
  };
}

/** Sky blue and plain at P5, vermilion and hatched at P95. */
const fillOfEnd = (index: number, theme: Theme): Fill => fillOf([4, 5][index] ?? 0, theme, index);

/** The decided plan and the budget as lines with their words, and the total at both ends of each bar. */
function marks(body: DriversBody, theme: Theme): Plugin<"bar"> {
  return {
    id: "marks",
    afterDatasetsDraw(chart) {
      const { ctx, chartArea, scales } = chart;
      const { x, y } = scales;
      if (!x || !y) return;
      drawLegend(
        chart,
        [body.lowName, body.highName].map((name, index) => ({ name, fill: fillOfEnd(index, theme) })),
        theme,
        14,
      );
      ctx.save();
      const line = (value: number, dash: readonly number[]) => {
        ctx.strokeStyle = theme.text;
        ctx.lineWidth = 2;
        ctx.setLineDash([...dash]);
        ctx.beginPath();
        ctx.moveTo(x.getPixelForValue(value), chartArea.top - 2);
        ctx.lineTo(x.getPixelForValue(value), chartArea.bottom);
        ctx.stroke();
        ctx.setLineDash([]);
      };
      line(body.central.value, []);
      if (body.budget) line(body.budget.value, [8, 4]);
      ctx.fillStyle = theme.text;
      ctx.textBaseline = "bottom";
      words(body, theme, (value) => x.getPixelForValue(value)).forEach(({ text, left, bold }) => {
        ctx.font = fontOf(theme, bold ? 600 : 400);
        ctx.fillText(text, Math.min(left, chartArea.right - ctx.measureText(text).width), chartArea.top - 3);
      });
      ctx.font = fontOf(theme);
      ctx.textBaseline = "middle";
      body.bars.forEach((bar, index) => {
        const middle = y.getPixelForValue(index);
        const [low, high] = [x.getPixelForValue(bar.low), x.getPixelForValue(bar.high)];
        // The smaller total stands left of the bar and the larger one right of it, whichever end of the input gives it.
        const [least, most] = low <= high ? [bar.lowText, bar.highText] : [bar.highText, bar.lowText];
        const line = x.getPixelForValue(body.central.value);
        ctx.textAlign = "right";
        haloText(ctx, least, { x: Math.min(low, high, line) - 7, y: middle }, theme);
        ctx.textAlign = "left";
        haloText(ctx, most, { x: Math.max(low, high, line) + 7, y: middle }, theme);
      });
      ctx.restore();
    },
  };
}

/** The words of the two lines, apart where the lines are near to each other: the left one ends at its line, the right one starts there. */
function words(body: DriversBody, theme: Theme, pixel: (value: number) => number): { text: string; left: number; bold: boolean }[] {
  const { central, budget } = body;
  const width = widest([central.label], fontOf(theme, 600));
  const at = pixel(central.value);
  if (!budget) return [{ text: central.label, left: at - width / 2, bold: true }];
  const other = pixel(budget.value);
  const budgetWidth = widest([budget.label], fontOf(theme));
  if (Math.abs(at - other) > (width + budgetWidth) / 2 + 12) {
    return [
      { text: central.label, left: at - width / 2, bold: true },
      { text: budget.label, left: other - budgetWidth / 2, bold: false },
    ];
  }
  return at <= other
    ? [
        { text: central.label, left: at - width, bold: true },
        { text: budget.label, left: Math.max(other, at + 10), bold: false },
      ]
    : [
        { text: budget.label, left: other - budgetWidth, bold: false },
        { text: central.label, left: Math.max(at, other + 10), bold: true },
      ];
}
