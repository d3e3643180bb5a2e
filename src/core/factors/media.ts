import { type Factor, factor } from "./factor";
import { type CountedLanguage, languageTag } from "./tokens";

/** Seconds of speech that a character becomes: the other way round. */
export function speechSecondsPerCharacter(language: string | null): Factor {
  const minute = speechCharactersPerMinute(language);
  return { ...minute, id: `${minute.id}/s`, value: 60 / minute.value, low: 60 / minute.high, high: 60 / minute.low, unit: "s/character" };
}

/**
 * Characters that a minute of speech becomes: 150 words a minute (assumption, 100 to 225) times the characters per word
 * of the language, space included; unknown language: the mean of the known ones.
 */
export function speechCharactersPerMinute(language: string | null): Factor {
  const tag = languageTag(language);
  const perWord = tag === null ? 6.02 : charactersPerWord[tag];
  return factor({
    id: `speech/${tag ?? "unknown-language"}`,
    value: 150 * perWord,
    range: "measured-other-hardware",
    unit: "characters/min",
    year: "source",
    source: "speech",
    basis: "150 words a minute (assumption) times characters per word counted over FLORES-200.",
    derived: true,
  });
}

const charactersPerWord: Readonly<Record<CountedLanguage, number>> = { fr: 6.16, en: 6.0, es: 6.02, ar: 5.91 };
