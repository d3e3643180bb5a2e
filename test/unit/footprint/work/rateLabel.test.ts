import { expect, test } from "vitest";
import { rateLabel } from "../../../../src/core/footprint/work/rateLabel";
import { translator } from "../../../../src/core/text";

test.each([
  ["rtf/whisper-large-v3/faster-whisper/T4", "time per second of audio, whisper-large-v3, faster-whisper, T4"],
  ["translation/nllb-200-distilled-600M/unknown/T4", "time per token translated, nllb-200-distilled-600M, T4"],
  ["decode/mistral:7b/q4/T4", "time per token written, mistral:7b, q4, T4"],
  ["prefill/mistral:7b/q4/T4", "time per token read, mistral:7b, q4, T4"],
  ["decode/gpt-4o@200B/fp16/unknown-engine/H100-SXM-80GB/1-cards", "time per token written, gpt-4o (200B), fp16, H100-SXM-80GB"],
  ["decode/a@7B/fp16/vllm/T4/2-cards", "time per token written, a (7B), fp16, vllm, T4, 2 cards"],
  ["something/else", "something/else"],
])("%s is read as %s", (id, label) => expect(rateLabel(id, translator("en"))).toBe(label));
