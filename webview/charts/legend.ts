import type { Chart } from "chart.js";
import type { Theme } from "../theme";
import { fontOf, widest } from "./options";
import type { Fill } from "./paint";

/** Pixels above the drawing that a legend needs. */
export const legendHeight = 30;

/** Names of the parts with their fills, in one line above the drawing; `higher` leaves as many pixels more between them. */
export function drawLegend(chart: Chart, entries: readonly { readonly name: string; readonly fill: Fill }[], theme: Theme, higher = 0): void {
  const { ctx, chartArea } = chart;
  const font = fontOf(theme);
  ctx.save();
  ctx.font = font;
  ctx.textBaseline = "middle";
  const middle = chartArea.top - 18 - higher;
  const needed = entries.reduce((sum, { name }) => sum + 18 + widest([name], font) + 24, -24);
  // It begins where the bars do, and farther left where it would not end in the picture.
  let left = Math.max(0, Math.min(chartArea.left, chart.width - needed));
  for (const { name, fill } of entries) {
    swatch(ctx, fill, left, middle - 6);
    ctx.fillStyle = theme.text;
    ctx.fillText(name, left + 18, middle);
    left += 18 + widest([name], font) + 24;
  }
  ctx.restore();
}

/** A square of 12 pixels that shows a fill. */
export function swatch(ctx: CanvasRenderingContext2D, fill: Fill, left: number, top: number): void {
  ctx.fillStyle = fill.background;
  ctx.fillRect(left, top, 12, 12);
  ctx.strokeStyle = fill.edge;
  ctx.lineWidth = 1;
  ctx.strokeRect(left + 0.5, top + 0.5, 11, 11);
}
