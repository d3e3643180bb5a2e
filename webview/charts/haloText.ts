import type { Theme } from "../theme";

/** Words over lines and bars: what lies behind them is held off, so that no line runs through a letter. */
export function haloText(ctx: CanvasRenderingContext2D, text: string, at: { readonly x: number; readonly y: number }, theme: Theme): void {
  ctx.save();
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = theme.background;
  ctx.fillStyle = theme.text;
  ctx.strokeText(text, at.x, at.y);
  ctx.fillText(text, at.x, at.y);
  ctx.restore();
}
