import type { ChartConfiguration, Plugin } from "chart.js";
import type { HostBar, HostsBody } from "../../src/protocol/charts/chartView";
import type { Theme } from "../theme";
import { haloText } from "./haloText";
import { drawLegend, legendHeight } from "./legend";
import { amountAxis, commonOptions, fontOf, nameAxis, tooltipLook, widest } from "./options";
import { fillOf } from "./paint";

type Bars = ChartConfiguration<"bar", (number | null)[], string>;

/** A line of the chart: the name of a machine, or a bar of one of its plans. */
type Line = { readonly host: string } | { readonly bar: HostBar };

const rowHeight = 26;

export function hostsHeight(body: HostsBody): number {
  return linesOf(body).length * rowHeight + 110;
}

/** Avoidable and fixed carbon of each machine, a bar a plan; a machine that a plan switches off is marked and says what that saves. */
export function drawHosts(body: HostsBody, theme: Theme): Bars {
  const lines = linesOf(body);
  const value = (of: "fixed" | "avoidable") => lines.map((line) => ("bar" in line ? line.bar[of] : null));
  const set = (index: number, of: "fixed" | "avoidable", name: string) => {
    const { background, edge } = fillOf(index, theme);
    return {
      label: name,
      data: value(of),
      backgroundColor: background,
      borderColor: edge,
      borderWidth: 1,
      borderSkipped: false as const,
      barPercentage: 0.8,
      categoryPercentage: 1,
    };
  };
  return {
    type: "bar",
    data: {
      labels: lines.map((line) => ("bar" in line ? line.bar.plan : line.host)),
      datasets: [set(0, "fixed", body.fixedName), set(1, "avoidable", body.avoidableName)],
    },
    plugins: [labels(body, lines, theme)],
    options: {
      ...commonOptions(theme),
      indexAxis: "y",
      layout: {
        padding: {
          top: legendHeight,
          right:
            widest(
              body.bars.map(({ label }) => label),
              fontOf(theme),
            ) + 20,
        },
      },
      interaction: { mode: "index", axis: "y", intersect: false },
      scales: {
        x: { ...amountAxis(theme, body.axis), stacked: true },
        y: {
          ...nameAxis(theme),
          stacked: true,
          ticks: {
            ...nameAxis(theme).ticks,
            color: (tick) => ("host" in (lines[tick.index] ?? {}) ? theme.text : theme.quiet),
            font: (tick) => ({ family: theme.font, size: 12, weight: "host" in (lines[tick.index] ?? {}) ? 600 : 400 }),
          },
        },
      },
      plugins: {
        tooltip: {
          ...tooltipLook(theme),
          filter: (_, index) => index === 0,
          callbacks: {
            title: ([item]) => {
              const line = lines[item?.dataIndex ?? -1];
              return line && "bar" in line ? `${line.bar.host}, ${line.bar.plan}` : "";
            },
            label: (item) => {
              const line = lines[item.dataIndex];
              return line && "bar" in line ? line.bar.label : "";
            },
          },
        },
      },
    },
  };
}

function linesOf({ bars }: HostsBody): readonly Line[] {
  return bars.flatMap((bar, index): Line[] => (bars[index - 1]?.host === bar.host ? [{ bar }] : [{ host: bar.host }, { bar }]));
}

function labels(body: HostsBody, lines: readonly Line[], theme: Theme): Plugin<"bar"> {
  return {
    id: "labels",
    afterDatasetsDraw(chart) {
      const { ctx, scales } = chart;
      const { x, y } = scales;
      if (!x || !y) return;
      drawLegend(
        chart,
        [body.fixedName, body.avoidableName].map((name, index) => ({ name, fill: fillOf(index, theme) })),
        theme,
      );
      ctx.save();
      ctx.font = fontOf(theme);
      ctx.textBaseline = "middle";
      ctx.textAlign = "left";
      ctx.fillStyle = theme.text;
      lines.forEach((line, index) => {
        if (!("bar" in line)) return;
        const { fixed, avoidable, off, label } = line.bar;
        const middle = y.getPixelForValue(index);
        const end = x.getPixelForValue((fixed ?? 0) + (avoidable ?? 0));
        if (off) switchedOff(ctx, end + 12, middle, theme);
        haloText(ctx, label, { x: end + (off ? 24 : 8), y: middle }, theme);
      });
      ctx.restore();
    },
  };
}

/** The sign of a switch. */
function switchedOff(ctx: CanvasRenderingContext2D, x: number, y: number, theme: Theme): void {
  ctx.save();
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.arc(x, y, 5, -Math.PI / 3.2, Math.PI * 1.31);
  ctx.moveTo(x, y - 6.5);
  ctx.lineTo(x, y - 1);
  ctx.stroke();
  ctx.restore();
}
