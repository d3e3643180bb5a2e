import { expect, test } from "vitest";
import { problemsText } from "../../../src/core/report/problemsText";

test.each([
  ["m/e.csv", "e.csv: 1 task is left out.", "en", "m/e.csv: note: 1 task is left out. [x]\n"],
  ["m/e.csv", "e.csv\u00a0: une tâche manque.", "fr", "m/e.csv: note\u00a0: une tâche manque. [x]\n"],
  ["e.csv", "e.csv is empty.", "en", "e.csv: note: e.csv is empty. [x]\n"],
  ["a.py", "e.csv: here.", "en", "a.py: note: e.csv: here. [x]\n"],
] as const)("%s: %j names its file once", (file, message, language, text) => {
  expect(problemsText([{ code: "x", severity: "information", message, file }], language)).toBe(text);
});
