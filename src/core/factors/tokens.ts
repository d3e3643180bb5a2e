import { type Factor, factor } from "./factor";

/** Vocabularies that we have counts of, families that resemble one of them, and none. */
export type TokenizerId = Counted | "llama2" | "llama3" | "qwen" | "gemma" | "unknown";
type Counted = "mistral-v1" | "nllb" | "whisper" | "tekken" | "o200k" | "cl100k";

/**
 * Tokens per character of a language in a vocabulary, with the spread of articles of 4 000 characters.
 * Unknown language: median of the known ones over their whole range. Unknown vocabulary: the same over vocabularies.
 *
 *     tokensPerCharacter("mistral-v1", "fr-FR") -> 0.3045 [0.286, 0.323]
 */
export function tokensPerCharacter(tokenizer: TokenizerId, language: string | null): Factor {
  const tag = languageTag(language);
  const like = resembles[tokenizer];
  const rows = like === null ? Object.values(counts) : [counts[like.counted]];
  const cells = rows.flatMap((row) => (tag === null ? Object.values(row) : [row[tag]]));
  const value = median(cells);
  const article = tag === null ? 1 : 1 + articleSpread[tag];
  const spread = article * ((tag === "ar" ? like?.arabic : undefined) ?? like?.spread ?? 1);
  return {
    ...factor({
      id: `tokens/${tokenizer}/${tag ?? "unknown-language"}`,
      value,
      range: [Math.min(...cells) / spread, Math.max(...cells) * spread],
      unit: "tokens/character",
      year: "source",
      source: "flores",
      basis: tag === null ? bases.language : like === null ? bases.tokenizer : like.spread === 1 ? bases.counted : bases.resembling,
      derived: true,
    }),
    ...(tag === null || like === null || like.spread !== 1 ? { rangeAssumed: true as const } : {}),
  };
}

/** Languages that we have counts of. */
export const countedLanguages = ["fr", "en", "es", "ar"] as const;
export type CountedLanguage = (typeof countedLanguages)[number];

/** `fr-FR`, `French`, `fra_Latn`, `français` -> "fr"; null for a language without counts. */
export function languageTag(language: string | null): CountedLanguage | null {
  const first = language?.trim().toLowerCase().split(/[-_ ]/)[0] ?? "";
  return languageNames[first] ?? null;
}

const languageNames: Readonly<Record<string, CountedLanguage>> = {
  fr: "fr",
  fra: "fr",
  fre: "fr",
  french: "fr",
  français: "fr",
  francais: "fr",
  en: "en",
  eng: "en",
  english: "en",
  anglais: "en",
  es: "es",
  spa: "es",
  spanish: "es",
  español: "es",
  espagnol: "es",
  castellano: "es",
  ar: "ar",
  ara: "ar",
  arb: "ar",
  arabic: "ar",
  arabe: "ar",
};

/** Tokens per character over FLORES-200. */
const counts: Readonly<Record<Counted, Readonly<Record<CountedLanguage, number>>>> = {
  "mistral-v1": { fr: 0.3045, en: 0.2275, es: 0.3015, ar: 0.8962 },
  nllb: { fr: 0.2607, en: 0.2298, es: 0.2394, ar: 0.3629 },
  whisper: { fr: 0.2828, en: 0.2122, es: 0.2686, ar: 0.5432 },
  tekken: { fr: 0.2324, en: 0.2112, es: 0.2334, ar: 0.2981 },
  o200k: { fr: 0.2323, en: 0.2038, es: 0.2253, ar: 0.3192 },
  cl100k: { fr: 0.2759, en: 0.206, es: 0.2674, ar: 0.7074 },
};

/**
 * 1.645 standard deviations of an article over its mean (Mistral 7B: .011, .012, .008, .008 tokens per character).
 * It also covers the 4 to 6.5 % between genres. Other vocabularies were not sampled by article: the same share is taken.
 */
const articleSpread: Readonly<Record<CountedLanguage, number>> = { fr: 0.059, en: 0.087, es: 0.044, ar: 0.015 };

/** Which counts stand for a vocabulary, and how much further off they may be. */
const resembles: Readonly<Record<TokenizerId, { readonly counted: Counted; readonly spread: number; readonly arabic?: number } | null>> = {
  "mistral-v1": { counted: "mistral-v1", spread: 1 },
  nllb: { counted: "nllb", spread: 1 },
  whisper: { counted: "whisper", spread: 1 },
  tekken: { counted: "tekken", spread: 1 },
  o200k: { counted: "o200k", spread: 1 },
  cl100k: { counted: "cl100k", spread: 1 },
  llama2: { counted: "mistral-v1", spread: 1.1 },
  // Both extend cl100k with many non-Latin entries: Arabic may need half of its tokens.
  llama3: { counted: "cl100k", spread: 1.25, arabic: 2 },
  qwen: { counted: "cl100k", spread: 1.3, arabic: 2 },
  gemma: { counted: "o200k", spread: 1.2 },
  unknown: null,
};

const bases = {
  counted: "Counted over FLORES-200; range is 1.645 standard deviations of articles of 4 000 characters.",
  resembling: "Counts of a similar vocabulary; the range is widened because this one was not counted.",
  tokenizer: "Vocabulary unknown: median and range of the six counted ones.",
  language: "Language without counts: median and range of French, English, Spanish and Arabic.",
} as const;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
