import type { ChartOptions } from "chart.js";
import type { Theme } from "../theme";
import { linesWithin } from "./placing";

// What all charts have in common: the editor's type and colours, no motion, figures in the reader's own way.

export const fontOf = (theme: Theme, weight: 400 | 600 = 400): string => `${weight} 12px ${theme.font}`;

/** The page's language, as figures on axes are written. */
export const locale = (): string => (document.documentElement.lang === "fr" ? "fr-FR" : "en-US");

export function commonOptions(theme: Theme): Pick<ChartOptions<"bar">, "responsive" | "maintainAspectRatio" | "animation" | "locale" | "font" | "color"> {
  return { responsive: true, maintainAspectRatio: false, animation: false, locale: locale(), font: { family: theme.font, size: 12 }, color: theme.text };
}

/** An axis of amounts with its unit as title. */
export function amountAxis(theme: Theme, title: string) {
  const font = { family: theme.font, size: 12 };
  return {
    beginAtZero: true,
    border: { display: false },
    grid: { color: theme.line, tickLength: 0, lineWidth: theme.contrast ? 0.5 : 1 },
    ticks: { color: theme.quiet, font, padding: 8, maxTicksLimit: 8 },
    title: { display: true, text: title, color: theme.quiet, font },
  } as const;
}

/** An axis of names. */
export function nameAxis(theme: Theme) {
  const font = { family: theme.font, size: 12 };
  return { grid: { display: false }, border: { color: theme.line }, ticks: { color: theme.quiet, font, autoSkip: false } } as const;
}

export function tooltipLook(theme: Theme) {
  const font = { family: theme.font, size: 12 };
  return {
    backgroundColor: theme.background,
    titleColor: theme.text,
    bodyColor: theme.text,
    borderColor: theme.contrast ? theme.text : theme.line,
    borderWidth: 1,
    padding: 10,
    displayColors: false,
    titleFont: { ...font, weight: 600 },
    bodyFont: font,
  } as const;
}

/** How ticks are written. A logarithmic axis names 1, 2 and 5 of each power where it has few, else the powers alone. */
export function tickText(logarithmic: boolean, min: number, max: number): (value: number | string) => string {
  const write = new Intl.NumberFormat(locale(), { maximumSignificantDigits: 3 });
  const named = Math.log10(max / min) <= 2.6 ? [1, 2, 5] : [1];
  return (value) => {
    if (!logarithmic) return write.format(Number(value));
    const mantissa = Number(value) / 10 ** Math.floor(Math.log10(Number(value)) + 1e-9);
    return named.some((one) => Math.abs(mantissa - one) < 1e-6) ? write.format(Number(value)) : "";
  };
}

let measure: CanvasRenderingContext2D | null | undefined;

/** Width of the widest text, in pixels. */
export function widest(texts: readonly string[], font: string): number {
  measure ??= document.createElement("canvas").getContext("2d");
  if (!measure) return 0;
  measure.font = font;
  return texts.reduce((most, text) => Math.max(most, (measure as CanvasRenderingContext2D).measureText(text).width), 0);
}

/** A text that fits into a width, its middle left out where it does not: names that begin alike mostly end apart. */
export function fitted(text: string, font: string, width: number): string {
  if (widest([text], font) <= width) return text;
  const letters = [...text];
  const cut = (kept: number): string => {
    const end = Math.floor(kept / 2);
    return `${letters
      .slice(0, kept - end)
      .join("")
      .trimEnd()}…${letters
      .slice(letters.length - end)
      .join("")
      .trimStart()}`;
  };
  let kept = letters.length - 1;
  while (kept > 2 && widest([cut(kept)], font) > width) kept--;
  return cut(kept);
}

/** A text in lines that fit into a width. */
export const wrapped = (text: string, font: string, width: number): string[] =>
  linesWithin(text, width, (part) => widest([part], font)).map((line) => fitted(line, font, width));

/** A sentence in which no line ends between a number and its unit, `6 kg éq. CO₂` being one. */
export const unbroken = (sentence: string): string =>
  sentence
    .replace(/(\d) (?=(?:[kmµ]?g|t|%|×|[A-Z]{3})(?![\p{L}\d]))/gu, "$1\u00a0")
    .replace(/ (éq\.) (?=CO₂)| (?=CO2e)/gu, (_, eq: string | undefined) => (eq === undefined ? "\u00a0" : `\u00a0${eq}\u00a0`));
