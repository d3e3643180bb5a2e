import { seriesColour, type Theme } from "../theme";

/** What a part is filled and outlined with: colour, pattern and edge together, so that colour is never alone. */
export interface Fill {
  readonly background: string | CanvasPattern;
  readonly edge: string;
}

/** Contrast that WCAG 1.4.11 asks of graphics. */
const graphics = 3;

/** The fill of the part at a position: neighbours differ in colour and in pattern. `pattern` names another than the position's own. */
export function fillOf(index: number, theme: Theme, pattern = index): Fill {
  const colour = seriesColour(index);
  return { background: patterned(colour, pattern, theme), edge: readable(colour, theme) };
}

/** A colour moved towards the text's until it stands out from the background. */
function readable(colour: string, theme: Theme): string {
  const background = channels(theme.background);
  for (let part = 0; part < 1; part += 0.1) {
    const mixed = mix(channels(colour), channels(theme.text), part);
    if (contrast(mixed, background) >= graphics) return css(mixed);
  }
  return theme.text;
}

/** The same colour, seen through. */
export function translucent(colour: string, alpha: number): string {
  return `rgb(${channels(colour).join(" ")} / ${alpha})`;
}

const tile = 8;

function patterned(colour: string, index: number, theme: Theme): string | CanvasPattern {
  const strokes = patterns[index % patterns.length] ?? [];
  if (strokes.length === 0) return colour;
  const canvas = document.createElement("canvas");
  canvas.width = tile;
  canvas.height = tile;
  const context = canvas.getContext("2d");
  if (!context) return colour;
  context.fillStyle = colour;
  context.fillRect(0, 0, tile, tile);
  context.strokeStyle = css(mix(channels(colour), channels(theme.background), 0.55));
  context.lineWidth = 1.5;
  context.beginPath();
  for (const [fromX, fromY, toX, toY] of strokes) {
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
  }
  context.stroke();
  return context.createPattern(canvas, "repeat") ?? colour;
}

type Stroke = readonly [fromX: number, fromY: number, toX: number, toY: number];

/** Plain, rising, level, falling, upright, crossed; a stroke that leaves the tile at a corner is drawn there again. */
const patterns: readonly (readonly Stroke[])[] = [
  [],
  [
    [-2, 10, 10, -2],
    [-2, 2, 2, -2],
    [6, 10, 10, 6],
  ],
  [[0, 4, 8, 4]],
  [
    [-2, -2, 10, 10],
    [6, -2, 10, 2],
    [-2, 6, 2, 10],
  ],
  [[4, 0, 4, 8]],
  [
    [0, 4, 8, 4],
    [4, 0, 4, 8],
  ],
];

type Channels = readonly [red: number, green: number, blue: number];

let reader: CanvasRenderingContext2D | null | undefined;

/** Any CSS colour as the browser reads it. */
function channels(colour: string): Channels {
  if (reader === undefined) {
    const canvas = document.createElement("canvas");
    canvas.width = 1;
    canvas.height = 1;
    reader = canvas.getContext("2d", { willReadFrequently: true });
  }
  if (!reader) return [0, 0, 0];
  reader.clearRect(0, 0, 1, 1);
  reader.fillStyle = colour;
  reader.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = reader.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

const mix = (from: Channels, to: Channels, part: number): Channels =>
  [0, 1, 2].map((at) => Math.round((from[at] as number) * (1 - part) + (to[at] as number) * part)) as unknown as Channels;

const css = (colour: Channels): string => `rgb(${colour.join(" ")})`;

function contrast(one: Channels, other: Channels): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Channels): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
