import { type Factor, factor } from "./factor";
import { gpt2Counts } from "./gpt2Counts";
import { languageCode } from "./languageCode";
import { countedEverywhere, tokenCounts, type Vocabulary, vocabularies } from "./tokenCounts";

/** Vocabularies that we have counts of, and none. */
export type TokenizerId = Vocabulary | "r50k" | "whisper" | "unknown";

/**
 * Tokens per character of a language in a vocabulary, with the spread of articles of 4 000 characters and of genres.
 * No language: median of French, English, Spanish and Arabic over their range. A language without counts: the same over all
 * languages; an unknown vocabulary: over all vocabularies, and so does the range of one that stands in for another.
 *
 *     tokensPerCharacter("mistral-v1", "fr-FR") -> 0.3045 [0.280, 0.331]
 *     tokensPerCharacter("mistral-v1", "ja") -> 1.0681 [0.928, 1.229]
 */
export function tokensPerCharacter(tokenizer: TokenizerId, language: string | null, likeness: Likeness = "own"): Factor {
  const counted = ofVocabulary(tokenizer, language);
  if (likeness === "own" || tokenizer === "unknown" || tokenizer === "whisper") return counted;
  const any = ofVocabulary("unknown", language);
  const [low, high] = [Math.min(counted.low, any.low), Math.max(counted.high, any.high)];
  return { ...counted, id: `${counted.id}/stand-in`, low, high, basis: bases.standIn, derived: true, rangeAssumed: true };
}

/** Whether a vocabulary is a model's own, a similar one that stands in for it, or any of those that were counted. */
export type Likeness = "own" | "similar" | "unknown";

function ofVocabulary(tokenizer: TokenizerId, language: string | null): Factor {
  const code = countedCode(tokenizer, language);
  const languages = code !== null ? [code] : language === null ? countedLanguages : languagesOf(tokenizer);
  const cells = languages.flatMap((one) => cellsOf(tokenizer, one));
  const value = median(cells);
  const spread = code === null ? 1 : spreadOf(tokenizer, code);
  return {
    ...factor({
      id: `tokens/${tokenizer}/${code ?? (language === null ? "unknown-language" : "other-language")}`,
      value,
      range: [Math.min(...cells) / spread, Math.max(...cells) * spread],
      unit: "tokens/character",
      year: "source",
      source: "flores",
      basis: basisOf(tokenizer, code, language),
      derived: true,
    }),
    ...(code === null || tokenizer === "unknown" || !isOwn(tokenizer, code) ? { rangeAssumed: true as const } : {}),
  };
}

/** Languages of which speech and the spread of articles were counted too. */
export const countedLanguages = ["fr", "en", "es", "ar"] as const;
export type CountedLanguage = (typeof countedLanguages)[number];

/** `fr-FR`, `French`, `fra_Latn`, `français` -> "fr"; null for another language than these four. */
export function languageTag(language: string | null): CountedLanguage | null {
  const code = languageCode(language);
  return countedLanguages.find((one) => one === code) ?? null;
}

/** Every language with counts. */
export const tokenLanguages: readonly string[] = Object.keys(tokenCounts);

/** The language as its counts know it; null where its tokens were not counted, so that they are assumed. */
export function countedCode(tokenizer: TokenizerId, language: string | null): string | null {
  const code = languageCode(language);
  return code !== null && languagesOf(tokenizer).includes(code) ? code : null;
}

function languagesOf(tokenizer: TokenizerId): readonly string[] {
  return tokenizer === "whisper" ? countedLanguages : tokenLanguages;
}

function cellsOf(tokenizer: TokenizerId, language: string): readonly number[] {
  if (tokenizer === "whisper") return [whisperCounts[language as CountedLanguage]];
  if (tokenizer === "r50k") return [gpt2Counts[language] as number];
  const row = tokenCounts[language] ?? [];
  return tokenizer === "unknown" ? row : [row[vocabularies.indexOf(tokenizer)] as number];
}

/** Whisper's own vocabulary; other languages were not counted, and its time does not depend on them. */
const whisperCounts: Readonly<Record<CountedLanguage, number>> = { fr: 0.2828, en: 0.2122, es: 0.2686, ar: 0.5432 };

/**
 * 1.645 standard deviations of an article over its mean (Mistral 7B: .011, .012, .008, .008 tokens per character).
 * Other vocabularies were not sampled by article: the same share is taken.
 */
const articleSpread: Readonly<Record<CountedLanguage, number>> = { fr: 0.059, en: 0.087, es: 0.044, ar: 0.015 };
const articleSpreadElsewhere = 0.09;
/** Between the genres of the texts (news, law, the words of a program): 4 to 6.5 % were seen, and articles of one genre do not show it. */
const genreSpread = 0.065;
/** What the way over the Declaration adds. */
const transferSpread = 0.04;

function spreadOf(tokenizer: TokenizerId, code: string): number {
  const article = articleSpread[code as CountedLanguage] ?? articleSpreadElsewhere;
  return 1 + Math.hypot(article, genreSpread) + (isOwn(tokenizer, code) ? 0 : transferSpread);
}

/** Counted over FLORES-200 and not by way of the Declaration. */
function isOwn(tokenizer: TokenizerId, code: string): boolean {
  if (tokenizer === "whisper" || tokenizer === "unknown" || tokenizer === "r50k" || countedEverywhere.has(tokenizer)) return true;
  return languageTag(code) !== null && tokenizer !== "llama3" && tokenizer !== "gemma";
}

function basisOf(tokenizer: TokenizerId, code: string | null, language: string | null): string {
  if (code === null) return language === null ? bases.language : bases.other;
  if (tokenizer === "unknown") return bases.tokenizer;
  return isOwn(tokenizer, code) ? bases.counted : bases.transferred;
}

const bases = {
  counted: "Counted over FLORES-200; range is 1.645 standard deviations of articles of 4 000 characters, and 6.5 % between genres.",
  transferred: "Counted over the Universal Declaration of Human Rights and brought to FLORES-200 by four vocabularies that were counted over both.",
  tokenizer: "Vocabulary unknown: median and range of the nine counted ones.",
  standIn: "The model's own vocabulary was not counted: a similar one stands in, over the range of the nine counted ones.",
  language: "Language not written: median and range of French, English, Spanish and Arabic.",
  other: "Language without counts: median and range of all languages that were counted.",
} as const;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
