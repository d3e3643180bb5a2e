/**
 * The code that tables know a language by; null where what is written has not even the form of a code.
 *
 *     languageCode("fr-FR"), languageCode("fra_Latn"), languageCode("français") -> "fr"; languageCode("nb") -> "no";
 *     languageCode("cmn-Hant") -> "zh"; languageCode("jw") -> "jv"; languageCode("prs") -> "fa"; languageCode("klingon") -> null
 */
export function languageCode(language: string | null): string | null {
  const first = language?.trim().toLowerCase().split(/[-_ ]/)[0] ?? "";
  const named = names[first];
  if (named !== undefined) return named;
  if (!/^[a-z]{2,3}$/.test(first)) return null;
  // Three letters, old codes and single languages of a group: `fra` -> fr, `iw` -> he, `arb` -> ar. What is said of script or
  // country beside it (`sh` -> sr-Latn, `prs` -> fa-AF) is no other language.
  const canonical = Intl.getCanonicalLocales(first)[0]?.split("-")[0] ?? first;
  return canonical === "nb" ? "no" : canonical;
}

/** What people write in place of the code of the most frequent languages, and bibliographic codes that the standard lacks. */
const names: Readonly<Record<string, string>> = {
  fre: "fr",
  french: "fr",
  français: "fr",
  francais: "fr",
  english: "en",
  anglais: "en",
  spanish: "es",
  español: "es",
  espagnol: "es",
  castellano: "es",
  arabic: "ar",
  arabe: "ar",
};
