import { findModel, type ResolvedModel } from "./findModel";
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
  const bare = providedName(name);
  const provided = providers.find(({ pattern }) => pattern.test(bare));
  if (provided !== undefined) return { model: name, tokenizer: provided.tokenizer, likeness: provided.tokenizer === "unknown" ? "unknown" : "own" };
  const answer = findModel(name);
  if (!("found" in answer)) return null;
  return { model: answer.found.id, tokenizer: answer.found.tokenizer, likeness: likenessOf(answer.found) };
}

export function likenessOf({ id, kind, tokenizer }: Pick<ResolvedModel, "id" | "kind" | "tokenizer">): Likeness {
  if (tokenizer === "unknown") return "unknown";
  return (kind === "encoder" ? tokenizer === "nllb" : standIns.test(id)) ? "similar" : "own";
}

/** What OpenAI publishes of its models (openai/tiktoken, `MODEL_PREFIX_TO_ENCODING`); the others tell nobody, or change what a name means. */
const providers: readonly { readonly pattern: RegExp; readonly tokenizer: TokenizerId }[] = [
  { pattern: /^(chatgpt-4o|gpt-?4o|gpt-?4\.[15]|gpt-?5|o[134](-|$))/, tokenizer: "o200k" },
  { pattern: /^(gpt-?4|gpt-?3\.5|gpt-?35|text-embedding-(3|ada-002))/, tokenizer: "cl100k" },
  {
    pattern:
      /^(claude|gemini|grok|nova|titan|command|jurassic|jamba|sonar|voyage)(-|$)|^(embed|rerank)-(english|multilingual|v\d)|^(mistral|ministral|codestral|pixtral|magistral|devstral|voxtral)-.*latest$|^mistral-(embed|ocr)(-|$)|^qwen-(max|plus|turbo|flash)(-|$)|^(mistral-(medium|large)|codestral)-\d{4}$|^deepseek(-(chat|reasoner)$|\.)/,
    tokenizer: "unknown",
  },
];

/** Without the provider's path and, at Bedrock, its region, maker and version: `us.anthropic.claude-3-haiku-20240307-v1:0` -> `claude-3-haiku-20240307`. */
function providedName(name: string): string {
  const bedrock = /^(?:[a-z-]+\.)?(?:amazon|anthropic|cohere|meta|mistral|ai21|qwen|openai)\.(?=[a-z])/;
  const versioned = name
    .trim()
    .toLowerCase()
    .replace(/-v?\d+:\d+(:\w+)?$/, "");
  return (versioned.split(/[/:]/).pop() ?? "").replace(bedrock, "");
}

/** Models with a vocabulary of their own that was not counted, as every encoder's but those of language models; the nearest counted one stands in. */
const standIns = /deepseek-v|opus-?mt|m2m|mbart|t5|bart|seamless|llama-?4/i;
