import { expect, test } from "vitest";
import { applyEdits } from "../../../src/core/scenario/edit/scenarioEdit";
import { parseScenario } from "../../../src/core/scenario/parseScenario";
import { translator } from "../../../src/core/text";

// What a message proposes can be written as it stands.

const start = "version: 1\nlanguages: { fr: 60 %, en: 40 % }\nhosts:\n  a: { sku: Standard_NC4as_T4_v3 }\nservices:\n  t: { task: transcription, host: a }\n";
const read = (text: string) => parseScenario(text, "x.carbon.yaml", translator("en")).problems;

test.each([
  ["off", "write { level: 0 % }"],
  ["on", "write { level: 100 % }"],
  ["50", "write { level: 50 % }"],
])("a decision that is the word %s", (word, proposed) => {
  const text = `${start}decisions:\n  t/fr: ${word}\n`;
  const [problem] = read(text);
  expect(problem?.message).toContain(proposed);
  expect(read(applyEdits(text, problem?.fixes?.[0]?.edits ?? []))).toEqual([]);
});

test("a decision that is no level proposes none", () => {
  const [problem] = read(`${start}decisions:\n  t/fr: later\n`);
  expect(problem).toMatchObject({ code: "wrong-type" });
  expect(problem?.message).not.toContain("later");
  expect(problem?.fixes).toBeUndefined();
});

test("a decision without its language says the lines to write", () => {
  const [problem] = read(`${start}decisions:\n  t: { level: 25 % }\n`);
  const [, lines = ""] = /on a line each: (.*)\.$/u.exec(problem?.message ?? "") ?? [];
  expect(lines).toBe("t/fr: { level: 25 % }, t/en: { level: 25 % }");
  expect(read(`${start}decisions:\n  ${lines.replace(", ", "\n  ")}\n`)).toEqual([]);
});

test.each(["always-on", "Always on"])("deployment: %s is meant as dedicated", (word) => {
  const text = start.replace("v3 }", `v3, deployment: ${word} }`);
  const [problem] = read(text);
  expect(problem?.message).toContain("did you mean dedicated?");
  expect(read(applyEdits(text, problem?.fixes?.[0]?.edits ?? []))).toEqual([]);
});
