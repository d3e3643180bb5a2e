import { expect, test } from "vitest";
import { taskAround } from "../../../src/core/workloads/tasks";

// What is transcribed is writing or speech, as the names around it say.

test.each([
  [["inference/calamari/onnx.py", "run_calamari_onnx_transcribe"], "ocr"],
  [["lines.py", "transcribe_line_images"], "ocr"],
  [["audio.py", "transcribe"], "transcription"],
  [["images/audio.py", "transcribe"], "transcription"],
] as const)("%j is for %s", (names, task) => {
  expect(taskAround(names, "other")).toBe(task);
});
