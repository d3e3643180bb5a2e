import type { BubbleDataPoint, ChartConfiguration, Plugin } from "chart.js";
import type { QuadrantBody } from "../../src/protocol/charts/chartView";
import { seriesColours, type Theme } from "../theme";
import { haloText } from "./haloText";
import { amountAxis, commonOptions, fontOf, tickText, tooltipLook, widest } from "./options";
import { fillOf, translucent } from "./paint";
import { apartPlaces, type Box, labelPlaces, laneOffsets, linesWithin } from "./placing";

type Bubbles = ChartConfiguration<"bubble", BubbleDataPoint[]>;

/** Pixels of the largest and of the smallest bubble that can be pointed at. */
const [largest, smallest] = [26, 4];
/** From this many bubbles on, all are drawn smaller, and the chart higher. */
const many = 24;

export function quadrantHeight({ points }: QuadrantBody): number {
  return points.length > many ? 640 : 460;
}

/** Carbon to the right, criticality upwards: one bubble a row in the lane of its criticality. */
export function drawQuadrant(view: QuadrantBody, theme: Theme): Bubbles {
  // Small bubbles lie on large ones, never under them.
  const body = { ...view, points: [...view.points].sort((a, b) => (b.radius ?? 0) - (a.radius ?? 0)) };
  const edges = limits(
    body,
    body.points.map(({ value }) => value),
  );
  const most = largest * Math.min(1, Math.sqrt(many / Math.max(1, body.points.length)));
  const radius = (part: number | null): number => Math.max(smallest, (part ?? 0) * most);
  const drawn = body.services.flatMap((_, index) => (body.points.some(({ service }) => service === index) ? [index] : []));
  const places = apartPlaces(drawn, seriesColours);
  const fills = new Map(drawn.map((service, index) => [service, fillOf(places[index] ?? service, theme)]));
  return {
    type: "bubble",
    data: {
      datasets: [
        {
          data: body.points.map(({ value, lane, radius: part }) => ({ x: value, y: lane, r: radius(part) })),
          backgroundColor: body.points.map(({ service, stopped }) => (stopped ? translucent(theme.background, 0.85) : fills.get(service)?.background)),
          borderColor: body.points.map(({ service }) => fills.get(service)?.edge),
          borderWidth: body.points.map(({ stopped }) => (stopped ? 2.5 : 1)),
        },
      ],
    },
    plugins: [corners(body, theme), apart(body), pointNames(body, theme)],
    options: {
      ...commonOptions(theme),
      layout: { padding: { top: 6, right: 12 } },
      scales: {
        x: {
          ...amountAxis(theme, body.axis),
          ...edges,
          type: body.logarithmic ? "logarithmic" : "linear",
          grid: { color: theme.line, drawOnChartArea: false, tickLength: 5 },
          border: { color: theme.line },
          ticks: {
            ...amountAxis(theme, body.axis).ticks,
            autoSkip: false,
            maxRotation: 0,
            maxTicksLimit: body.logarithmic ? 60 : 10,
            callback: tickText(body.logarithmic, edges.min, edges.max),
          },
        },
        y: {
          // below the lowest lane is room for two lines in the corner
          min: -0.62,
          max: body.lanes.length - 0.5,
          border: { color: theme.line },
          grid: { color: theme.line, tickLength: 0, lineWidth: theme.contrast ? 0.5 : 1 },
          ticks: { color: theme.text, font: { family: theme.font, size: 12 }, stepSize: 1, padding: 8, callback: (value) => body.lanes[Number(value)] ?? "" },
          afterBuildTicks: (axis) => {
            axis.ticks = body.lanes.map((_, value) => ({ value }));
          },
          title: { display: true, text: body.lanesAxis, color: theme.quiet, font: { family: theme.font, size: 12 } },
        },
      },
      plugins: { tooltip: { ...tooltipLook(theme), callbacks: { label: (item) => body.points[item.dataIndex]?.tip ?? "" } } },
    },
  } as Bubbles;
}

/** The ends of the axis: no bubble is cut, and the dividing line is on it. */
function limits(body: QuadrantBody, values: readonly number[]): { readonly min: number; readonly max: number } {
  const all = [...values, ...(body.split ? [body.split.value] : [])];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return body.logarithmic ? { min: low / 2.2, max: high * 2.6 } : { min: 0, max: high * 1.2 };
}

/** Moves bubbles of one lane up and down within it, so that none covers another. Between layout and drawing, so that it follows each resize. */
function apart(body: QuadrantBody): Plugin<"bubble"> {
  return {
    id: "apart",
    afterLayout(chart) {
      const { x, y } = chart.scales;
      const parsed = chart.getDatasetMeta(0)._parsed as { x: number; y: number }[];
      const raw = chart.data.datasets[0]?.data as BubbleDataPoint[] | undefined;
      if (!x || !y || !raw) return;
      const lane = Math.abs(y.getPixelForValue(0) - y.getPixelForValue(1));
      body.lanes.forEach((_, number) => {
        const members = body.points.flatMap((point, index) => (point.lane === number ? [index] : []));
        const circles = members.map((index) => ({ x: x.getPixelForValue(raw[index]?.x ?? 0), radius: raw[index]?.r ?? 0 }));
        laneOffsets(circles, lane).forEach((offset, position) => {
          const one = parsed[members[position] ?? -1];
          if (one) one.y = number - offset / lane;
        });
      });
    },
  };
}

/** The four answers, named in their corners, and the lines between them. */
function corners(body: QuadrantBody, theme: Theme): Plugin<"bubble"> {
  return {
    id: "corners",
    beforeDatasetsDraw({ ctx, chartArea, scales: { x, y } }) {
      if (!x || !y) return;
      const level = y.getPixelForValue(body.critical - 0.5);
      const upright = body.split ? x.getPixelForValue(body.split.value) : chartArea.right;
      ctx.save();
      ctx.fillStyle = translucent(theme.alarm, theme.contrast ? 0 : 0.06);
      ctx.fillRect(upright, level, chartArea.right - upright, chartArea.bottom - level);
      ctx.strokeStyle = theme.quiet;
      ctx.lineWidth = 1.5;
      ctx.setLineDash([8, 4]);
      ctx.beginPath();
      ctx.moveTo(chartArea.left, level);
      ctx.lineTo(chartArea.right, level);
      if (body.split) {
        ctx.moveTo(upright, chartArea.top);
        ctx.lineTo(upright, chartArea.bottom);
      }
      ctx.stroke();
      ctx.restore();
    },
    afterDatasetsDraw({ ctx, chartArea, scales: { x, y } }) {
      if (!x || !y) return;
      const level = y.getPixelForValue(body.critical - 0.5);
      const upright = body.split ? x.getPixelForValue(body.split.value) : chartArea.right;
      ctx.save();
      ctx.strokeStyle = theme.background;
      ctx.lineWidth = 3;
      ctx.lineJoin = "round";
      ctx.textBaseline = "top";
      ctx.textAlign = "left";
      for (const { text, box, bold } of cornerTexts(body, theme, chartArea, { upright, level })) {
        ctx.font = fontOf(theme, bold ? 600 : 400);
        ctx.strokeText(text, box.left, box.top);
        ctx.fillStyle = bold ? theme.text : theme.quiet;
        ctx.fillText(text, box.left, box.top);
      }
      ctx.restore();
    },
  };
}

function cornerTexts(body: QuadrantBody, theme: Theme, area: Box, { upright, level }: { readonly upright: number; readonly level: number }) {
  const { corners: names, split } = body;
  const place = (text: string, left: number, top: number, bold = true) => ({
    text,
    bold,
    box: { left, top, right: left + widest([text], fontOf(theme, bold ? 600 : 400)), bottom: top + 15 },
  });
  // Right of the dividing line, in as many lines as keep it free.
  const bold = (text: string) => widest([text], fontOf(theme, 600));
  const right = (text: string) => linesWithin(text, area.right - upright - 14, bold);
  const rightAt = (lines: readonly string[], top: number) => lines.map((line, n) => place(line, area.right - 8 - bold(line), top + 15 * n));
  const [above, below] = [right(names.criticalHeavy), right(names.heavyLow)];
  return [
    place(names.criticalLight, area.left + 8, area.top + 6),
    ...rightAt(above, area.top + 6),
    place(names.lightLow, area.left + 8, area.bottom - 21),
    ...rightAt(below, area.bottom - 6 - 15 * below.length),
    ...(split ? [splitText(split.label, upright, level, area, place, theme)] : []),
  ];
}

/** The words of the dividing line stand left of it where there is room. */
function splitText<T>(
  text: string,
  upright: number,
  level: number,
  area: Box,
  place: (text: string, left: number, top: number, bold: boolean) => T,
  theme: Theme,
): T {
  const width = widest([text], fontOf(theme));
  const left = upright - width - 6 > area.left ? upright - width - 6 : upright + 6;
  return place(text, left, level + 4, false);
}

/** Names beside their bubbles, heaviest first; one that fits nowhere is read from the pointer or the table. */
function pointNames(body: QuadrantBody, theme: Theme): Plugin<"bubble"> {
  return {
    id: "names",
    afterDatasetsDraw(chart) {
      const { ctx, chartArea, scales } = chart;
      const font = fontOf(theme);
      const elements = chart.getDatasetMeta(0).data;
      const order = body.points.map((_, index) => index).sort((a, b) => (body.points[b]?.value ?? 0) - (body.points[a]?.value ?? 0));
      const circles = order.map((index) => {
        const { x, y } = elements[index] ?? { x: 0, y: 0 };
        const radius = (chart.data.datasets[0]?.data[index] as BubbleDataPoint | undefined)?.r ?? 0;
        return { x, y, radius, width: widest([body.points[index]?.name ?? ""], font) };
      });
      const upright = body.split && scales.x ? scales.x.getPixelForValue(body.split.value) : chartArea.right;
      const level = scales.y ? scales.y.getPixelForValue(body.critical - 0.5) : chartArea.top;
      const obstacles = cornerTexts(body, theme, chartArea, { upright, level }).map(({ box }) => box);
      const places = labelPlaces(circles, 15, chartArea, obstacles);
      ctx.save();
      ctx.font = font;
      ctx.textBaseline = "middle";
      ctx.textAlign = "left";
      places.forEach((place, position) => {
        const point = body.points[order[position] ?? -1];
        if (!place || !point) return;
        haloText(ctx, point.name, { x: place.left, y: (place.top + place.bottom) / 2 }, theme);
      });
      ctx.restore();
    },
  };
}
