import { lazily } from "../lazily";
import type { Language } from "../text";

// Dates as sentences and charts say them; tables, lenses and JSON keep `2027-01`, which sorts and needs no width of its own.

/** `2026-11-27` -> `27 November 2026`, French `27 novembre 2026`; what is no day stays as it is. */
export function dayName(day: string, language: Language): string {
  return named(day, formats[language].day)?.replace(/^1 /u, language === "fr" ? "1er " : "1 ") ?? day;
}

/** `2027-01` -> `January 2027`, French `janvier 2027`; in short, for a chart, `Jan 2027`, `janv. 2027`; what is no month stays as it is. */
export function monthName(month: string, language: Language, length: "month" | "short" = "month"): string {
  return named(`${month}-01`, formats[language][length]) ?? month;
}

/** Making one costs more than using it, and milliseconds of the editor's start. */
const formatsIn = (locale: string) => {
  const month = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return lazily<object, Record<"day" | "month" | "short", Intl.DateTimeFormat>>(
    {},
    {
      day: () => new Intl.DateTimeFormat(locale, { ...month, day: "numeric" }),
      month: () => new Intl.DateTimeFormat(locale, month),
      short: () => new Intl.DateTimeFormat(locale, { ...month, month: "short" }),
    },
  );
};
const formats = { en: formatsIn("en-GB"), fr: formatsIn("fr-FR") } as const;

function named(day: string, format: Intl.DateTimeFormat): string | null {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? null : format.format(date);
}
