import type { Language } from "../text";

// What `Intl.NumberFormat` writes in English and French, without making one: the first of a process costs as much as all other first figures
// of a folder that nothing changed in. Rounded as it rounds: halves away from zero, of the shortest decimal that stands for the number.

/** How many digits are shown: significant ones, at least and at most, or so many after the point. */
export type Shown = { readonly least: number; readonly most: number } | { readonly decimals: number };

const marks: Readonly<Record<Language, { readonly point: string; readonly group: string }>> = {
  en: { point: ".", group: "," },
  fr: { point: ",", group: "\u202f" },
};

/** `1234.5` with two significant digits -> `1,200`, French `1 200`; with two decimals `1,234.50`. */
export function writeNumber(value: number, language: Language, shown: Shown): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const { point, group } = marks[language];
  const [mantissa = "", exponent = ""] = Math.abs(value).toExponential().split("e");
  const { digits, whole } = rounded({ digits: mantissa.replace(".", ""), whole: value === 0 ? 1 : Number(exponent) + 1 }, shown);
  const padded = whole > 0 ? digits : "0".repeat(1 - whole) + digits;
  const places = Math.max(1, whole);
  const before = padded.slice(0, places).padEnd(places, "0");
  const after = padded.slice(places);
  const grouped = before.length < 4 ? before : before.replace(/\B(?=(?:\d{3})+$)/g, group);
  return `${sign}${grouped}${after === "" ? "" : point + after}`;
}

/** Digits of a number, of which the first `whole` stand before the point; below 1 it is 0 or less. */
interface Decimal {
  readonly digits: string;
  readonly whole: number;
}

function rounded({ digits, whole }: Decimal, shown: Shown): Decimal {
  if ("decimals" in shown) {
    const kept = cut({ digits, whole }, Math.max(-1, whole + shown.decimals));
    return { ...kept, digits: kept.digits.padEnd(kept.whole + shown.decimals, "0") };
  }
  const kept = cut({ digits, whole }, shown.most);
  return {
    ...kept,
    digits: (kept.digits.endsWith("0") ? kept.digits.replace(/0+$/, "") : kept.digits).padEnd(digits === "0" ? Math.max(1, shown.least) : shown.least, "0"),
  };
}

/** The first `most` digits; a carry makes the number one place longer. */
function cut({ digits, whole }: Decimal, most: number): Decimal {
  if (digits.length <= most) return { digits, whole };
  const kept = most < 0 ? "" : digits.slice(0, most);
  if ((digits[most] ?? "0") < "5") return kept === "" ? { digits: "0", whole: 1 } : { digits: kept, whole };
  const nines = /9*$/.exec(kept)?.[0].length ?? 0;
  const at = kept.length - nines - 1;
  if (at < 0) return { digits: `1${"0".repeat(kept.length)}`, whole: whole + 1 };
  return { digits: `${kept.slice(0, at)}${Number(kept[at]) + 1}${"0".repeat(nines)}`, whole };
}
