import fc from "fast-check";
import { expect, test } from "vitest";
import { charactersOf, tokenCounter } from "../../../src/core/media/countTokens";
import { loadMistralTokenizer } from "../../../src/core/media/mistralTokenizer";
import { sentences, totalOf } from "../../../src/core/media/tokensText";

interface Raw {
  encode(text: string, addBeginning: boolean, addPrecedingSpace: boolean): readonly number[];
  readonly vocabById: readonly string[];
  readonly merges: ReadonlyMap<string, number>;
}

// Not a literal: the package has no types, and only `mistralTokenizer.ts` needs any.
const name = "mistral-tokenizer-js";
const raw = ((await import(name)) as { default: Raw }).default;
const count = await loadMistralTokenizer();

// Counted with SentencePiece 0.2 and the models v1 and v3 that Mistral publishes: both give the same.
test.each([
  ["مرحبا بالعالم، كيف حالك؟", 21],
  ["  a  b\r\n\r\n\tc   ", 11],
  ["🦙Ꙋ ▁x▁y", 11],
  ["日本語のテキスト", 9],
  [" ", 1],
  ["", 0],
])("%j has %d tokens", (text, tokens) => expect(count(text)).toBe(tokens));

test("the vocabulary allows a text to be cut before spaces and at line ends", () => {
  expect(raw.vocabById.filter((entry) => /[^▁]▁/u.test(entry))).toEqual([]);
  expect([...raw.merges.keys()].filter((pair) => pair.includes("<0x"))).toEqual([]);
});

test("cut in pieces or whole, any text has the same count", () => {
  const piece = fc.constantFrom(" ", "  ", "\n", "\r\n", "\t", "▁", "é", "e\u0301", "ة", "的", "🦙", "Ꙋ", "the ", "ation", "'s", "2026", "…", "l'", " article");
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "grapheme", maxLength: 6 })), { maxLength: 40 }), (pieces) => {
      const text = pieces.join("");
      expect(count(text)).toBe(raw.encode(text, false, true).length);
    }),
  );
});

test.each([
  ["élan", 4],
  ["e\u0301lan", 4],
  ["🦙", 1],
  ["", 0],
])("%j has %d characters", (text, characters) => expect(charactersOf(text)).toBe(characters));

test.each([
  ["mistral:7b", "counted"],
  ["mistralai/Mistral-7B-Instruct-v0.3", "counted"],
  ["mixtral:8x7b", "counted"],
  ["mistral-nemo", "estimated"],
  ["llama3.1:8b", "estimated"],
  ["nllb-200-distilled-600m", "estimated"],
])("%s is %s", async (model, basis) => {
  const answer = await tokenCounter(model, "fr", async () => count);
  expect(answer).toMatchObject({ found: { basis } });
  if (!("found" in answer)) return;
  const { tokens } = answer.found.count("Les articles sont traduits. ".repeat(20));
  if (basis === "counted") expect(tokens.low).toBe(tokens.high);
  else expect(tokens.low).toBeLessThan(tokens.high);
});

test("an estimate loads no tokenizer, and an unknown model is no guess", async () => {
  const never = (): Promise<never> => Promise.reject(new Error("loaded"));
  await expect(tokenCounter("llama3.1:8b", null, never)).resolves.toHaveProperty("found");
  await expect(tokenCounter("mistal", "fr", never)).resolves.toHaveProperty("suggestions");
  for (const name of ["amazon.unheard-v1:0", "anthropic.", ":0", "mistral-large"])
    await expect(tokenCounter(name, "fr", never)).resolves.toHaveProperty("suggestions");
});

test.each([
  ["gpt-4o", "o200k", "own", "vocabulary (o200k)"],
  ["o3-mini", "o200k", "own", "vocabulary (o200k)"],
  ["openai/gpt-4.1", "o200k", "own", "vocabulary (o200k)"],
  ["gpt-4", "cl100k", "own", "vocabulary (cl100k)"],
  ["text-embedding-3-small", "cl100k", "own", "vocabulary (cl100k)"],
  ["claude-sonnet-4", "unknown", "unknown", "not known"],
  ["gemini-2.5-pro", "unknown", "unknown", "not known"],
  ["mistral-large-latest", "unknown", "unknown", "not known"],
  ["mistral-large-2411", "unknown", "unknown", "not known"],
  ["codestral-2501", "unknown", "unknown", "not known"],
  ["deepseek-chat", "unknown", "unknown", "not known"],
  ["amazon.nova-lite-v1:0", "unknown", "unknown", "not known"],
  ["anthropic.claude-3-haiku-20240307-v1:0", "unknown", "unknown", "not known"],
  ["us.anthropic.claude-3-5-sonnet-20241022-v2:0", "unknown", "unknown", "not known"],
  ["anthropic.claude-3-haiku-20240307-v1:0:200k", "unknown", "unknown", "not known"],
  ["arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-text-express-v1", "unknown", "unknown", "not known"],
  ["mistral.mistral-large-2407-v1:0", "unknown", "unknown", "not known"],
  ["cohere.command-r-v1:0", "unknown", "unknown", "not known"],
  ["cohere.embed-multilingual-v3", "unknown", "unknown", "not known"],
  ["ai21.jamba-1-5-mini-v1:0", "unknown", "unknown", "not known"],
  ["deepseek.r1-v1:0", "unknown", "unknown", "not known"],
  ["gpt2", "r50k", "own", "vocabulary (r50k)"],
  ["deepseek-v3:671b", "qwen", "similar", "qwen stands in"],
  ["bge-m3", "nllb", "similar", "nllb stands in"],
  ["Qwen/Qwen3-Embedding-0.6B", "qwen", "own", "vocabulary (qwen)"],
  ["llama3.1:8b", "llama3", "own", "vocabulary (llama3)"],
  ["gpt-oss:20b", "o200k", "own", "vocabulary (o200k)"],
])("%s is counted by %s, its %s vocabulary, and that is said", async (model, tokenizer, likeness, said) => {
  const answer = await tokenCounter(model, "fr", () => Promise.reject(new Error("loaded")));
  if (!("found" in answer)) throw new Error("unknown");
  expect(answer.found).toMatchObject({ model, tokenizer, likeness, basis: "estimated" });
  const text = answer.found.count("Les articles sont traduits. ".repeat(20));
  expect(sentences(text, answer.found, "en")).toEqual([expect.stringContaining(said)]);
  const any = await tokenCounter("claude-sonnet-4", "fr", () => Promise.reject(new Error("loaded")));
  if (likeness !== "own" && "found" in any) {
    expect(answer.found.table.low).toBeLessThanOrEqual(any.found.table.low);
    expect(answer.found.table.high).toBeGreaterThanOrEqual(any.found.table.high);
  }
});

test("totals add up, and texts off the table are pointed out", async () => {
  const answer = await tokenCounter("mistral:7b", "en", async () => count);
  if (!("found" in answer)) throw new Error("unknown");
  const odd = answer.found.count("x1 y2 z3 {}[]();; ".repeat(40));
  const plain = answer.found.count("The committee will meet again next week to discuss the results of the survey. ".repeat(20));
  expect(totalOf([odd, plain])).toEqual({
    characters: odd.characters + plain.characters,
    tokens: {
      low: odd.tokens.low + plain.tokens.low,
      central: odd.tokens.central + plain.tokens.central,
      high: odd.tokens.high + plain.tokens.high,
    },
  });
  expect(sentences(odd, answer.found, "en")).toHaveLength(3);
});
