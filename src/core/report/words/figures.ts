import { writeNumber } from "../../quantity/digits";
import { formatEnds, formatMonthlyCarbon, formatNumber, formatStated, perCent, powerOfTen, trueMinus } from "../../quantity/format";
import type { Basis, Interval } from "../../quantity/interval";
import type { Level } from "../../scenario/scenario";
import { type Language, type Translate, translator } from "../../text";

// How figures read in lens, hover and matrix: two significant figures, one unit for a value and its range.

/** The reader of a text: the language of its numbers and of its sentences. */
export interface Reader {
  readonly language: Language;
  readonly t: Translate;
}

export function readerOf(language: Language): Reader {
  return { language, t: translator(language) };
}

/** Two significant figures in the reader's language: 4.890 -> "4.9", 8 -> "8.0", 123 -> "120". */
export function figure(value: number, { language }: Reader): string {
  return formatNumber(value, language);
}

/** A count or an amount that is read exactly: 500 -> "500", 1569.2 -> "1,569", 6 -> "6", 0.79 -> "0.79". */
export function count(value: number, { language }: Reader): string {
  return powerOfTen(value, language) ?? trueMinus(writeNumber(value, language, Math.abs(value) >= 10 ? { decimals: 0 } : { least: 1, most: 3 }));
}

/** An amount that the scenario states, as it is written there: 12.5 -> "12.5", 1500 -> "1,500". */
export function stated(value: number, { language }: Reader): string {
  return formatStated(value, language);
}

/** 0.25 -> "25 %"; a probability between 0 and 1 % or 99 and 100 % keeps its side: "< 1 %", "> 99 %". */
export function percent(fraction: number, { language }: Reader): string {
  if (fraction > 0 && fraction < 0.01) return perCent("< 1", language);
  if (fraction < 1 && fraction > 0.99) return perCent("> 99", language);
  return perCent(powerOfTen(fraction * 100, language) ?? trueMinus(writeNumber(fraction * 100, language, { decimals: 0 })), language);
}

/** A probability as a share of some draws: that none of them did, or all, is no certainty, so 0 is "< 1 %" and 1 "> 99 %". */
export function chance(share: number, reader: Reader): string {
  return percent(Math.min(Math.max(share, 1e-9), 1 - 1e-9), reader);
}

/** A level (0, 0.25, 0.5, 0.75, 1) as percent. */
export function level(value: Level, reader: Reader): string {
  return percent(value, reader);
}

/** An amount of money a month: "760 EUR"; null when unknown; "at least" where a price is missing; currencies that no rate joins are listed, never added. */
export function money(amount: number | null, currency: string | null, costs: Readonly<Record<string, number>>, reader: Reader): string | null {
  if (amount !== null && currency !== null) return `${coins(amount, reader)} ${currency}`;
  const all = Object.entries(costs);
  const spent = currency === null ? all : all.filter(([, part]) => part !== 0);
  const text = spent.map(([code, part]) => `${coins(part, reader)} ${code}`).join(" + ");
  if (text === "") return null;
  return spent.length === 1 && spent[0]?.[0] === currency ? reader.t("at least {0}", text) : text;
}

/** Small amounts to the cent (2.20, not 2.2), others in whole units; less than half a cent is not nothing: `< 0.01`. */
function coins(amount: number, { language }: Reader): string {
  if (amount > 0 && amount < 0.005) return `< ${writeNumber(0.01, language, { decimals: 2 })}`;
  const toTheCent = amount !== 0 && Math.abs(amount) < 9.995;
  return powerOfTen(amount, language) ?? trueMinus(writeNumber(amount, language, { decimals: toTheCent ? 2 : 0 }));
}

interface Scale {
  readonly unit: string;
  /** grams in one unit */
  readonly grams: number;
  /** smallest value, in this unit, that is written in it */
  readonly from: number;
}

const scales: readonly Scale[] = [
  { unit: "t", grams: 1e6, from: 1 },
  { unit: "kg", grams: 1e3, from: 0.1 },
  { unit: "g", grams: 1, from: 0.1 },
  { unit: "mg", grams: 1e-3, from: 0.1 },
  { unit: "µg", grams: 1e-6, from: 0 },
];

function scaleOf(grams: number): Scale {
  const size = Math.abs(grams);
  if (size === 0) return { unit: "g", grams: 1, from: 0 };
  return scales.find((scale) => size / scale.grams >= scale.from) ?? { unit: "µg", grams: 1e-6, from: 0 };
}

/** Grams in the unit that suits them: 9.78 -> "9.8 g", 4890 -> "4.9 kg", 0.004 -> "4.0 mg". */
export function mass(grams: number, reader: Reader): string {
  const scale = scaleOf(grams);
  return `${figure(grams / scale.grams, reader)} ${scale.unit}`;
}

/**
 * Two masses with as many figures as tell them apart: 20.04 and 19.98 kg, where two would say 20 of both. What is written differs by what they
 * differ by, to a quarter of it: 29.0 and 28.9 kg are not 24 g apart. Alike where four figures do not tell them apart so.
 */
export function massesApart(before: number, after: number, reader: Reader): readonly [string, string] {
  const written = (grams: number, digits: number): string => {
    const scale = scaleOf(grams);
    return `${formatNumber(grams / scale.grams, reader.language, digits)} ${scale.unit}`;
  };
  const rounded = (grams: number, digits: number): number => {
    const scale = scaleOf(grams);
    return Number((grams / scale.grams).toPrecision(digits)) * scale.grams;
  };
  const both = (digits: number): readonly [string, string] => [written(before, digits), written(after, digits)];
  const pairs = [2, 3, 4].map((digits) => ({ digits, alike: both(digits)[0] === both(digits)[1] }));
  const isTrue = ({ digits, alike }: (typeof pairs)[number]): boolean =>
    !alike && Math.abs(rounded(before, digits) - rounded(after, digits) - (before - after)) <= Math.abs(before - after) / 4;
  const found = pairs.find(isTrue) ?? pairs.find(({ alike }) => alike);
  return both(found?.digits ?? 4);
}

/** P5 to P95 of grams in the unit of the central value, without the unit: "2.8–8.0". */
export function range(grams: Interval, reader: Reader): string {
  const scale = scaleOf(grams.central);
  return formatEnds(figure(grams.low / scale.grams, reader), figure(grams.high / scale.grams, reader), reader.language);
}

/** " (2.8–8.0)" after grams in the unit of the central value; nothing where both ends are written like each other. */
export function rangeAfter(grams: Interval, reader: Reader): string {
  const scale = scaleOf(grams.central);
  const end = (value: number): string => figure(value / scale.grams, reader);
  return end(grams.low) === end(grams.high) ? "" : ` (${range(grams, reader)})`;
}

/** "9.8 g (2.8–8.0)" of grams. */
export function massWithRange(grams: Interval, reader: Reader): string {
  return `${mass(grams.central, reader)}${rangeAfter(grams, reader)}`;
}

/** "9.8 (5.6–16)"; the value alone where both ends are written like each other. */
export function withRange({ low, central, high }: Interval, reader: Reader): string {
  const [least, most] = [figure(low, reader), figure(high, reader)];
  return least === most ? figure(central, reader) : `${figure(central, reader)} (${formatEnds(least, most, reader.language)})`;
}

/** "4.9 kg/month (2.8–8.0)" of kilograms a month; below 0.1 kg in grams. */
export function perMonth(kilograms: Interval, { language }: Reader): string {
  return formatMonthlyCarbon(kilograms, language);
}

/** Such as 1000 for kg to g; `factor` is not negative, so that low stays low. */
export function scaled(interval: Interval, factor: number): Interval {
  return { low: interval.low * factor, central: interval.central * factor, high: interval.high * factor };
}

export function basisWord(basis: Basis, { t }: Reader): string {
  return { measured: t("measured"), modelled: t("modelled"), assumed: t("assumed") }[basis];
}

/** Measured work on a machine that mostly waits is not a measured month. */
export function endpointBasis({ basis, measuredShare }: { readonly basis: Basis; readonly measuredShare?: number }, reader: Reader): string {
  return basis === "measured" && measuredShare !== undefined && measuredShare < 0.5 ? reader.t("work measured, waiting modelled") : basisWord(basis, reader);
}
