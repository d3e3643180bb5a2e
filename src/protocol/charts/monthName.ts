import type { Language } from "../../core/text";

/** `2027-01` -> `Jan 2027`, French `janv. 2027`; what is no month stays as it is. */
export function monthName(month: string, language: Language): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return month;
  return new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-US", { month: "short", year: "numeric", timeZone: "UTC" }).format(date);
}
