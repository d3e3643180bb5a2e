import french from "../../l10n/fr.json";
import { writeNumber } from "./quantity/digits";
import { powerOfTen, trueMinus } from "./quantity/format";

/** The languages that the product speaks. */
export type Language = "en" | "fr";

/**
 * Turns an English sentence into the reader's language; `{0}`, `{1}` are replaced by the arguments, a number as the language
 * writes it (4750 -> `4,750`, French `4 750`); what is no amount (a year, a line, a key of a file) is passed as text.
 * `{0|route|routes}` is the first word for one, else the second: French counts 0 and 1.5 as one.
 */
export type Translate = (english: string, ...args: readonly (string | number)[]) => string;

const catalogue: Readonly<Record<string, string>> = french;

/**
 * The one localisation of core, shells and webview: English sentences are the keys of `l10n/fr.json`.
 * A unit test fails when a sentence passed to a `t(...)` has no French one.
 */
export function translator(language: Language): Translate {
  return translators[language];
}

/** One for each language: who keeps what was worded by one knows it again. */
const translators: Readonly<Record<Language, Translate>> = {
  en: (english, ...args) => filled(english, args, "en"),
  fr: (english, ...args) => elided(filled(catalogue[english] ?? english, args, "fr")),
};

function filled(sentence: string, args: readonly (string | number)[], language: Language): string {
  return sentence.replace(/\{(\d+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (whole, index, one, many) => {
    const value = args[Number(index)] ?? whole;
    if (many !== undefined) return isOne(value, language) ? one : many;
    if (typeof value === "string") return value;
    return powerOfTen(value, language) ?? trueMinus(writeNumber(value, language, { least: 1, most: 12 }));
  });
}

/** What fills a placeholder may begin with a vowel: `de` + `au moins 8 kg` is `d’au moins 8 kg`, `de` + `août 2027` is `d’août 2027`. */
function elided(french: string): string {
  return french.replace(/\b(d|qu)e (?=au moins\b|(?:avr|août|oct)[\p{L}.]* \d)/giu, "$1’");
}

function isOne(value: string | number, language: Language): boolean {
  return typeof value === "number" && (language === "fr" ? Math.abs(value) < 2 : value === 1);
}

/** `fr`, `fr-FR`, `fr_CA` -> "fr"; everything else -> "en". */
export function languageOf(locale: string | undefined): Language {
  return locale?.toLowerCase().startsWith("fr") ? "fr" : "en";
}

/** `a, b and c`: names within a sentence. */
export function joined(names: readonly string[], t: Translate): string {
  if (names.length < 2) return names.join("");
  return t("{0} and {1}", names.slice(0, -1).join(", "), names.at(-1) ?? "");
}

/** The first of many and how many more there are: `a, b and 3 more`. */
export function firstNames(names: readonly string[], most: number, separator: string, t: Translate): string {
  const shown = names.slice(0, most).join(separator);
  if (names.length <= most && separator === ", ") return joined(names, t);
  return names.length > most ? t("{0} and {1} more", shown, names.length - most) : shown;
}
