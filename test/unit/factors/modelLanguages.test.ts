import { expect, test } from "vitest";
import { speaks } from "../../../src/core/factors/modelLanguages";

test.each([
  ["whisper-large-v3", "fr", true],
  ["openai/whisper-large-v3", "ar", true],
  ["whisper-large-v3", "ga", false],
  ["whisper-medium.en", "fr", false],
  ["medium.en", "en", true],
  ["distil-whisper-large-v3", "fr", false],
  ["distil-large-v3", "en-GB", true],
  ["mistral:7b", "ar", null],
] as const)("%s in %s: %s", (model, language, expected) => expect(speaks(model, language)).toBe(expected));
