import { findModel, type ResolvedModel } from "./findModel";
import { providedVocabulary } from "./provided";
import type { Likeness, TokenizerId } from "./tokens";

/** The vocabulary whose counts an estimate takes for a model. */
export interface ModelVocabulary {
  /** the model as our table knows it, else as it was written */
  readonly model: string;
  readonly tokenizer: TokenizerId;
  /** "own": counted as the model's makers publish it; "similar": another's stands in; "unknown": any of those that were counted */
  readonly likeness: Likeness;
}

/**
 * Null where nothing is known of a name. Models that only their provider runs have no size and no watts here, and still a vocabulary:
 *
 *     vocabularyOf("gpt-4o") -> o200k, own; vocabularyOf("claude-sonnet-4") -> unknown; vocabularyOf("bge-m3") -> similar
 */
export function vocabularyOf(name: string): ModelVocabulary | null {
  const tokenizer = providedVocabulary(name);
  if (tokenizer !== null) return { model: name, tokenizer, likeness: tokenizer === "unknown" ? "unknown" : "own" };
  const answer = findModel(name);
  if (!("found" in answer)) return null;
  return { model: answer.found.id, tokenizer: answer.found.tokenizer, likeness: likenessOf(answer.found) };
}

/** Whether tokens of the model are counted with its own vocabulary, with one that stands in for it, or cannot be counted. */
export function likenessOf({ id, kind, tokenizer }: Pick<ResolvedModel, "id" | "kind" | "tokenizer">): Likeness {
  if (tokenizer === "unknown") return "unknown";
  return (kind === "encoder" ? tokenizer === "nllb" : standIns.test(id)) ? "similar" : "own";
}

/** Models with a vocabulary of their own that was not counted, as every encoder's but those of language models; the nearest counted one stands in. */
const standIns = /deepseek-v|opus-?mt|m2m|mbart|t5|bart|seamless|llama-?4/i;
