import { readTheme } from "../theme";
import { fontOf, unbroken, widest } from "./options";
import { linesWithin } from "./placing";

const margin = 24;
const lineHeight = 18;

/** A chart with its title and its sentence on the page's background, as a PNG in base64: readable wherever it is pasted. */
export function pictureOf(chart: HTMLCanvasElement, title: string, sentence: string): string {
  const theme = readTheme();
  const scale = chart.width / chart.clientWidth;
  const width = chart.clientWidth + margin * 2;
  const lines = linesWithin(unbroken(sentence), width - margin * 2, (text) => widest([text], fontOf(theme)));
  const top = margin + 26 + lines.length * lineHeight + 12;
  const picture = document.createElement("canvas");
  picture.width = Math.round(width * scale);
  picture.height = Math.round((top + chart.clientHeight + margin) * scale);
  const context = picture.getContext("2d");
  if (!context) return "";
  context.scale(scale, scale);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, picture.height / scale);
  context.fillStyle = theme.text;
  context.textBaseline = "top";
  context.font = `600 16px ${theme.font}`;
  context.fillText(title, margin, margin);
  context.font = fontOf(theme);
  lines.forEach((line, index) => {
    context.fillText(line, margin, margin + 26 + index * lineHeight);
  });
  context.drawImage(chart, margin, top, chart.clientWidth, chart.clientHeight);
  return picture.toDataURL("image/png").replace(/^data:image\/png;base64,/, "");
}
