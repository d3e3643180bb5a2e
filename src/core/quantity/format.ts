import type { Language } from "../text";
import { writeNumber } from "./digits";
import type { Interval } from "./interval";

// Two significant figures are for display; JSON carries full precision (DESIGN.md 3.2).

/** `1234` -> `1,200`, French `1 200`; `0.0456` -> `0.046`; a positive value never prints as 0. */
export function formatNumber(value: number, language: Language, digits = 2): string {
  if (!Number.isFinite(value)) return "—";
  if (value === 0) return "0";
  return powerOfTen(value, language) ?? trueMinus(significant(value, language, digits));
}

/** From a thousand million million on, nobody counts the zeros: `1e300` -> `1.0 × 10³⁰⁰`. */
export function powerOfTen(value: number, language: Language): string | null {
  if (!Number.isFinite(value) || Math.abs(value) < 1e15) return null;
  const [mantissa = "", exponent = ""] = value.toExponential(1).split("e+");
  const raised = [...exponent].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
  return `${trueMinus(language === "fr" ? mantissa.replace(".", ",") : mantissa)} × 10${raised}`;
}

/** A hyphen before a number becomes a minus sign. */
export const trueMinus = (text: string): string => text.replace(/^-/u, "−");

/** Two ends as they are written: `2.8–8.0`; with a minus in words, because a dash beside it cannot be read. */
export function formatEnds(low: string, high: string, language: Language): string {
  if (!low.startsWith("−") && !high.startsWith("−")) return `${low}–${high}`;
  return language === "fr" ? `de ${low} à ${high}` : `from ${low} to ${high}`;
}

/** Whole counts in full: `6,000` files, French `6 000`. */
export function formatCount(value: number, language: Language): string {
  if (!Number.isFinite(value)) return "—";
  if (value > 0 && value < 10) return formatNumber(value, language).replace(/[.,]0$/u, "");
  const digits = Math.max(1, Math.trunc(Math.log10(Math.abs(value) || 1)) + 1);
  return powerOfTen(value, language) ?? trueMinus(significant(value, language, digits));
}

/** What somebody wrote, as it was written: `12.5`, `1,500`; what comes of a conversion (1 t a year) with four figures. */
export function formatStated(value: number, language: Language): string {
  const digits = Math.max(4, String(Math.trunc(Math.abs(value))).length);
  const written = Number(value.toPrecision(12)) === Number(value.toPrecision(Math.min(12, digits + 3)));
  const text = significant(value, language, written ? 12 : Math.min(21, digits), 1);
  return powerOfTen(value, language) ?? trueMinus(text);
}

/** With so many decimals, for figures that are added or subtracted: 7.9 with 3 -> `7.900`. */
export function formatDecimals(value: number, decimals: number, language: Language): string {
  return powerOfTen(value, language) ?? trueMinus(writeNumber(value, language, { decimals }));
}

/** A fraction as a percentage: `0.25` -> `25 %`. */
export function formatPercent(fraction: number, language: Language): string {
  return perCent(formatNumber(fraction * 100, language).replace(/[.,]0$/u, ""), language);
}

/** `25 %`; French never lets a line end before the sign. */
export function perCent(amount: string, language: Language): string {
  return `${amount}${language === "fr" ? "\u00a0" : " "}%`;
}

export type MassUnit = "µg" | "mg" | "g" | "kg" | "t";
const gramsPer: Readonly<Record<MassUnit, number>> = { µg: 1e-6, mg: 1e-3, g: 1, kg: 1e3, t: 1e6 };

/** The unit in which a mass in grams reads best: from 1 of it. */
export function massUnit(grams: number): MassUnit {
  const size = Number(Math.abs(grams).toPrecision(2));
  if (size === 0) return "g";
  if (size >= 1e6) return "t";
  if (size >= 1e3) return "kg";
  if (size >= 1) return "g";
  return size >= 1e-3 ? "mg" : "µg";
}

/** What follows the unit of a mass: `CO2e`, French `éq. CO₂`. */
export const carbonWord = (language: Language): string => (language === "fr" ? "éq. CO₂" : "CO2e");

/** `4.9 kg (2.8–8.0)`; no brackets around a range that shows as one number. */
export function formatInterval(interval: Interval, unit: string, language: Language): string {
  const write = (value: number): string => formatNumber(value, language);
  const [low, central, high] = [write(interval.low), write(interval.central), write(interval.high)];
  return low === high ? `${central} ${unit}` : `${central} ${unit} (${formatEnds(low, high, language)})`;
}

const monthlyUnits = ["kg", "g", "mg"] as const;

/** An interval in kg a month: `4.9 kg/month (2.8–8.0)`, French `4,9 kg/mois (2,8–8,0)`; below 0.1 of a unit in the next smaller one, as in tables. */
export function formatMonthlyCarbon(kilograms: Interval, language: Language): string {
  const month = language === "fr" ? "mois" : "month";
  const grams = kilograms.central * 1000;
  const unit = grams >= 1e6 ? "t" : (monthlyUnits.find((one) => grams / gramsPer[one] >= 0.0995) ?? massUnit(grams));
  return formatInterval(scale(kilograms, 1000 / gramsPer[unit]), `${unit}/${month}`, language);
}

const scale = ({ low, central, high }: Interval, factor: number): Interval => ({
  low: low * factor,
  central: central * factor,
  high: high * factor,
});

const significant = (value: number, language: Language, most: number, least = most): string => writeNumber(value, language, { least, most });
