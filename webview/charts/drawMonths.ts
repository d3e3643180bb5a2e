import type { ChartConfiguration, Plugin } from "chart.js";
import type { MonthsBody } from "../../src/protocol/charts/chartView";
import { seriesColours, type Theme } from "../theme";
import { swatch } from "./legend";
import { amountAxis, commonOptions, fitted, fontOf, nameAxis, tooltipLook, widest } from "./options";
import { type Fill, fillOf, translucent } from "./paint";
import { apartPlaces, spread } from "./placing";

type Bars = ChartConfiguration<"bar", (number | null)[], string>;
type BarPlugin = Plugin<"bar">;

/** How much of the text's colour the band has. */
const bandAlpha = 0.12;

/** Most pixels that a name beside the bars may take. */
const widestName = 200;

/** The months ahead as stacked bars, with budget line, crossing month, range of the total, and each part's name beside the last bar. */
export function drawMonths(body: MonthsBody, theme: Theme): Bars {
  const names = [
    body.band.name,
    ...body.series.map(({ name }) => name),
    ...(body.baseline ? [body.baseline.name] : []),
    ...(body.budget ? [body.budget.label] : []),
  ];
  const room = Math.min(widestName, widest(names, fontOf(theme, 600)));
  const highest = [body.budget?.value, ...(body.baseline?.values ?? []), ...body.band.ranges.map((range) => range?.high)];
  const places = apartPlaces(
    body.series.map(({ place }) => place),
    seriesColours,
  );
  const fills = places.map((place) => fillOf(place, theme));
  return {
    type: "bar",
    data: {
      labels: [...body.months],
      datasets: body.series.map((part, index) => {
        const { background, edge } = fills[index] ?? fillOf(part.place, theme);
        return {
          label: part.name,
          data: [...part.values],
          backgroundColor: background,
          borderColor: edge,
          borderWidth: 1,
          borderSkipped: false,
          maxBarThickness: 44,
          categoryPercentage: 0.9,
          barPercentage: 0.82,
        };
      }),
    },
    plugins: [baselineLine(body, theme), rangeBand(body, theme), budgetLine(body, theme), partNames(body, fills, theme, room)],
    options: {
      ...commonOptions(theme),
      layout: { padding: { right: room + 34, top: 26 } },
      interaction: { mode: "index", intersect: false },
      scales: {
        x: { ...nameAxis(theme), stacked: true, ticks: { ...nameAxis(theme).ticks, autoSkip: true, maxRotation: 0, autoSkipPadding: 12 } },
        y: { ...amountAxis(theme, body.axis), stacked: true, suggestedMax: Math.max(...highest.map((one) => one ?? 0)) * 1.05 },
      },
      plugins: {
        tooltip: {
          ...tooltipLook(theme),
          // One text for the whole month: its parts, then its total with the range.
          filter: (item, index) => index === 0 || item.datasetIndex === -1,
          callbacks: { label: (item) => [...(body.tips[item.dataIndex] ?? [])] },
        },
      },
    },
  };
}

/** What everything on would emit, as a dashed line: the gap is what the decisions avoid. */
function baselineLine({ baseline }: MonthsBody, theme: Theme): BarPlugin {
  return {
    id: "baseline",
    afterDatasetsDraw({ ctx, scales: { x, y } }) {
      if (!baseline || !x || !y) return;
      const half = x.width / baseline.values.length / 2;
      ctx.save();
      ctx.strokeStyle = theme.quiet;
      ctx.lineWidth = 2;
      ctx.setLineDash([2, 3]);
      ctx.beginPath();
      let drawing = false;
      baseline.values.forEach((value, index) => {
        if (value === null) {
          drawing = false;
          return;
        }
        const centre = x.getPixelForValue(index);
        const height = y.getPixelForValue(value);
        // A step a month, as the bars are.
        if (drawing) ctx.lineTo(centre - half, height);
        else ctx.moveTo(centre - half, height);
        ctx.lineTo(centre + half, height);
        drawing = true;
      });
      ctx.stroke();
      ctx.restore();
    },
  };
}

/** P5 to P95 of each month's total, as a band with edges: it lies over bars and ground alike. */
function rangeBand({ band }: MonthsBody, theme: Theme): BarPlugin {
  return {
    id: "band",
    afterDatasetsDraw({ ctx, scales: { x, y } }) {
      if (!x || !y) return;
      const half = x.width / band.ranges.length / 2;
      ctx.save();
      ctx.fillStyle = translucent(theme.text, bandAlpha);
      ctx.strokeStyle = translucent(theme.text, 0.7);
      ctx.lineWidth = 1;
      band.ranges.forEach((range, index) => {
        if (!range || range.low === range.high) return;
        const left = x.getPixelForValue(index) - half;
        const [low, high] = [y.getPixelForValue(range.low), y.getPixelForValue(range.high)];
        ctx.fillRect(left, high, half * 2, low - high);
        ctx.beginPath();
        for (const edge of [low, high]) {
          ctx.moveTo(left, edge);
          ctx.lineTo(left + half * 2, edge);
        }
        ctx.stroke();
      });
      ctx.restore();
    },
  };
}

/** The budget as a dashed line, and a mark with words over the first month that crosses it. */
function budgetLine({ budget, crossing }: MonthsBody, theme: Theme): BarPlugin {
  return {
    id: "budget",
    afterDatasetsDraw({ ctx, chartArea, scales: { x, y } }) {
      if (!budget || !x || !y) return;
      const height = y.getPixelForValue(budget.value);
      ctx.save();
      ctx.lineWidth = 2;
      ctx.strokeStyle = theme.text;
      ctx.setLineDash([8, 4]);
      ctx.beginPath();
      ctx.moveTo(chartArea.left, height);
      ctx.lineTo(chartArea.right, height);
      ctx.stroke();
      if (crossing) {
        const centre = x.getPixelForValue(crossing.index);
        ctx.font = fontOf(theme, 600);
        ctx.fillStyle = theme.alarm;
        ctx.strokeStyle = theme.alarm;
        ctx.setLineDash([]);
        ctx.beginPath();
        ctx.moveTo(centre - 6, chartArea.top - 10);
        ctx.lineTo(centre + 6, chartArea.top - 10);
        ctx.lineTo(centre, chartArea.top - 1);
        ctx.fill();
        ctx.textBaseline = "bottom";
        const { width } = ctx.measureText(crossing.label);
        ctx.fillText(crossing.label, Math.min(Math.max(centre - 6, chartArea.left), chartArea.right - width), chartArea.top - 12);
      }
      ctx.restore();
    },
  };
}

/** Each part's name at the height of its last bar: read without a legend, and without telling colours apart. */
function partNames(body: MonthsBody, fills: readonly Fill[], theme: Theme, room: number): BarPlugin {
  return {
    id: "names",
    afterDatasetsDraw({ ctx, chartArea, scales: { y } }) {
      if (!y) return;
      const left = chartArea.right + 8;
      const last = body.months.length - 1;
      let base = 0;
      const labels = body.series.map((part, index) => {
        const value = part.values[last] ?? 0;
        const at = y.getPixelForValue(base + value / 2);
        base += value;
        return {
          text: part.name,
          at,
          fixed: false,
          weight: 400 as const,
          mark: (height: number) => swatch(ctx, fills[index] ?? fillOf(part.place, theme), left, height - 6),
        };
      });
      const line = (dash: readonly number[]) => (height: number) => {
        ctx.strokeStyle = theme.text;
        ctx.lineWidth = 2;
        ctx.setLineDash([...dash]);
        ctx.beginPath();
        ctx.moveTo(left, height);
        ctx.lineTo(left + 13, height);
        ctx.stroke();
        ctx.setLineDash([]);
      };
      const baseline = body.baseline?.values.at(-1) ?? null;
      const range = body.band.ranges.at(-1);
      const banded = (height: number) => {
        ctx.fillStyle = translucent(theme.text, bandAlpha);
        ctx.fillRect(left, height - 6, 12, 12);
        ctx.strokeStyle = translucent(theme.text, 0.7);
        ctx.lineWidth = 1;
        ctx.strokeRect(left + 0.5, height - 5.5, 11, 11);
      };
      const lines = [
        ...(body.baseline && baseline !== null
          ? [{ text: body.baseline.name, at: y.getPixelForValue(baseline), fixed: false, weight: 400 as const, mark: line([2, 3]) }]
          : []),
        ...(range && range.low < range.high
          ? [{ text: body.band.name, at: y.getPixelForValue(range.high), fixed: false, weight: 400 as const, mark: banded }]
          : []),
        ...(body.budget ? [{ text: body.budget.label, at: y.getPixelForValue(body.budget.value), fixed: true, weight: 600 as const, mark: line([8, 4]) }] : []),
      ];
      const all = [...labels, ...lines];
      const heights = spread(all, 17);
      ctx.save();
      ctx.textBaseline = "middle";
      ctx.textAlign = "left";
      all.forEach(({ text, weight, mark }, index) => {
        const height = heights[index] ?? 0;
        mark(height);
        ctx.font = fontOf(theme, weight);
        ctx.fillStyle = theme.text;
        ctx.fillText(fitted(text, ctx.font, room), left + 20, height);
      });
      ctx.restore();
    },
  };
}
