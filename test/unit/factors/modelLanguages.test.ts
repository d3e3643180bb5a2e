import { expect, test } from "vitest";
import { languageCode } from "../../../src/core/factors/languageCode";
import { named, speaks } from "../../../src/core/factors/modelLanguages";

test.each([
  ["whisper-large-v3", "fr", true],
  ["openai/whisper-large-v3", "ar", true],
  ["whisper-large-v3", "ga", false],
  ["whisper-medium.en", "fr", false],
  ["medium.en", "en", true],
  ["distil-whisper-large-v3", "fr", false],
  ["distil-large-v3", "en-GB", true],
  ["mistral:7b", "ar", null],
  ["tinyllama:1.1b", "fr", false],
  ["large-v3-turbo", "ga", false],
  ["Systran/faster-whisper-large-v3", "fr", true],
  ["Systran/faster-distil-whisper-large-v3", "fr", false],
  ["t5-large", "fr", true],
  ["google-t5/t5-large", "ar", false],
  ["flan-t5-large", "ar", null],
  ["FacebookAI/roberta-large", "fr", false],
  // Written otherwise, the same language: a row is never closed for its spelling.
  ["whisper-large-v3", "nb", true],
  ["whisper-large-v3", "fra_Latn", true],
  ["whisper-large-v3", "cmn-Hant", true],
  ["whisper-large-v3", "jv", true],
  ["whisper-large-v3", "fil", true],
  ["whisper-large-v3", "iw", true],
  ["whisper-large-v3", "sh", true],
  ["whisper-large-v3", "prs", true],
  ["whisper-large-v3", "klingon", null],
  ["whisper-medium.en", "English", true],
  ["nvidia/parakeet-tdt-0.6b-v3", "fr", true],
  ["nvidia/parakeet-tdt-0.6b-v3", "ar", false],
  ["nvidia/parakeet-tdt-0.6b-v2", "fr", false],
  ["BAAI/bge-small-zh-v1.5", "fr", false],
  // Cards that were not found, or that do not end their list.
  ["facebook/bart-large-mnli", "fr", null],
  ["roberta-large-mnli", "fr", null],
  ["bge-small", "fr", false],
  ["llama3.1:8b", "ar", null],
  ["coqui/XTTS-v2", "ar", true],
  ["tts_models/multilingual/multi-dataset/xtts_v2", "sv", false],
  ["hexgrad/Kokoro-82M", "fr", true],
  ["kokoro", "de", false],
  ["en_US-lessac-medium.onnx", "fr", false],
  ["fr_FR-siwis-medium", "fr", true],
  ["mistralai/Voxtral-Mini-3B-2507", "ar", null],
  ["xlm-roberta-large", "ja", null],
  ["camembert-base", "fr", null],
  ["bert-base-multilingual-cased", "fr", null],
  ["bert-base-uncased", "en-US", true],
  ["BAAI/bge-reranker-large", "zh", true],
  ["BAAI/bge-reranker-large", "fr", false],
  ["bge-reranker-v2-m3", "fr", null],
  ["all-MiniLM-L6-v2", "fr", false],
  ["mixedbread-ai/mxbai-rerank-base-v1", "fr", false],
  ["Snowflake/snowflake-arctic-embed-m-v1.5", "fr", false],
  ["Snowflake/snowflake-arctic-embed-m-v2.0", "fr", null],
  ["jinaai/jina-reranker-v2-base-multilingual", "fr", null],
  ["paraphrase-multilingual-MiniLM-L12-v2", "fr", null],
  ["intfloat/multilingual-e5-large", "ar", null],
  ["nllb-200-distilled-600M", "ar", null],
] as const)("%s in %s: %s", (model, language, expected) => expect(speaks(model, language)).toBe(expected));

test.each([
  ["llama3.1:8b", true],
  ["meta-llama/Llama-3.3-70B-Instruct", true],
  ["llama3:8b", false],
  ["mistral:7b", false],
])("%s: the maker names languages without ending the list: %s", (model, open) => expect(named(model) !== null).toBe(open));

test("a language's code never bears a script or a country, whatever two or three letters are written", () => {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const written = letters.flatMap((a) => letters.flatMap((b) => ["", ...letters].map((c) => a + b + c)));
  expect(written.filter((one) => !/^[a-z]{2,3}$/.test(languageCode(one) ?? ""))).toEqual([]);
});
