import { expect, test } from "vitest";
import { rateLabel } from "../../../src/core/footprint/rateLabel";
import { translator } from "../../../src/core/text";

test.each([
  ["rtf/whisper-large-v3/faster-whisper/T4", "time per second of audio, whisper-large-v3, faster-whisper, T4"],
  ["translation/nllb-200-distilled-600M/unknown/T4", "time per token translated, nllb-200-distilled-600M, T4"],
  ["decode/mistral:7b/q4/T4", "time per token written, mistral:7b, q4, T4"],
  ["prefill/mistral:7b/q4/T4", "time per token read, mistral:7b, q4, T4"],
  ["something/else", "something/else"],
])("%s is read as %s", (id, label) => expect(rateLabel(id, translator("en"))).toBe(label));
