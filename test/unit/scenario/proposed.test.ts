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

test.each([
  ["services: { t: { criticality: Élevée } }", "high"],
  ["services: { t: { criticality: elevee } }", "high"],
  ["services: { t: { criticality: critical } }", "vital"],
  ["services: { t: { criticality: hihg } }", "high"],
  ["services: { t: { task: speech to text } }", "transcription"],
  ["services: { t: { task: LLM } }", "generation"],
  ["services: { t: { need: yes } }", "shown"],
  ["services: { t: { need: false } }", "not-shown"],
  ["services: { t: { licence: true } }", "accepted"],
  ["services: { t: { input: { media: [audios, texte] } } }", "audio"],
  ["services: { t: { input: { media: [texte] } } }", "text"],
  ["hosts: { h: { sku: x, deployment: dédié } }", "dedicated"],
  ["hosts: { h: { sku: x, deployment: 24/7 } }", "dedicated"],
  ["budget: { carbon: 1 kg/month, plan: P80 }", "prudent"],
])("another word in %s is answered with %s", (line, word) => {
  const problem = read(`version: 1\n${line}\n`).find(({ code }) => code === "unknown-value");
  expect(problem?.message).toContain(`did you mean ${word}?`);
});
