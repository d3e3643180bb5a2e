import { findModel } from "../factors/findModel";
import { countedCode, type TokenizerId, tokensPerCharacter } from "../factors/tokens";
import { type ModelVocabulary, vocabularyOf } from "../factors/vocabularyOf";
import type { Interval } from "../quantity/interval";

/** Tokens of one text. */
export interface TokenCount {
  /** Unicode code points of the text in its composed form (NFC) */
  readonly characters: number;
  /** exact counts have no range; estimates go from P5 to P95 */
  readonly tokens: Interval;
}

/** How tokens of a model are counted. */
export interface TokenCounter {
  /** the model as our table knows it, else as it was written */
  readonly model: string;
  readonly tokenizer: TokenizerId;
  /** whether that vocabulary is the model's own */
  readonly likeness: ModelVocabulary["likeness"];
  /** "counted" by the model's own vocabulary, or "estimated" by tokens per character */
  readonly basis: "counted" | "estimated";
  readonly language: string | null;
  /** tokens per character of this language, by our table */
  readonly table: Interval;
  count(text: string): TokenCount;
}

export type CounterFor = { readonly found: TokenCounter } | { readonly suggestions: readonly string[] };

/** Counts the tokens of a text without a mark of its beginning; `loadMistralTokenizer` gives one. */
export type CountMistral = (text: string) => number;

/** Vocabularies that the bundled tokenizer has: Mistral's first and third, which cut texts alike. */
export const isCountedExactly = (tokenizer: TokenizerId): boolean => tokenizer === "mistral-v1";

/**
 * The counter of a model: exact for Mistral 7B and its kin, else our coefficients of the language with their range, which is that of
 * all counted vocabularies where the model's own is not among them.
 * `language` null or without counts: the median and the whole range of the known ones.
 */
export async function tokenCounter(model: string, language: string | null, loadTokenizer: () => Promise<CountMistral>): Promise<CounterFor> {
  const vocabulary = vocabularyOf(model);
  if (vocabulary === null) return { suggestions: suggestionsFor(model) };
  const { tokenizer, likeness } = vocabulary;
  const { value, low, high } = tokensPerCharacter(tokenizer, language, likeness);
  const table = { low, central: value, high };
  const exactly = isCountedExactly(tokenizer) ? await loadTokenizer() : null;
  const count = (text: string): TokenCount => {
    const characters = charactersOf(text);
    const exact = exactly?.(text);
    const tokens =
      exact === undefined ? { low: characters * low, central: characters * value, high: characters * high } : { low: exact, central: exact, high: exact };
    return { characters, tokens };
  };
  return { found: { ...vocabulary, basis: exactly === null ? "estimated" : "counted", language: countedCode(tokenizer, language), table, count } };
}

function suggestionsFor(model: string): readonly string[] {
  const answer = findModel(model);
  return "found" in answer ? [] : answer.suggestions;
}

/** Code points of a text in NFC: an accent that is written apart is no character of its own. */
export function charactersOf(text: string): number {
  let count = 0;
  for (const _ of text.normalize("NFC")) count++;
  return count;
}
