import type { TokenizerId } from "./tokens";

// Models that only their provider runs: they have no size here, and no model of our table is another spelling of one.

/** The vocabulary of a model that only its provider runs, "unknown" where nobody tells it; null where the name is of no such model. */
export function providedVocabulary(name: string): TokenizerId | null {
  const bare = providedName(name);
  return providers.find(({ pattern }) => pattern.test(bare))?.tokenizer ?? null;
}

/** A model that only its provider runs. */
export function isProvided(name: string): boolean {
  return providedVocabulary(name) !== null;
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
