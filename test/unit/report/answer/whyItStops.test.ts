import { expect, test } from "vitest";
import type { MatrixRow } from "../../../../src/core/analysis/matrix";
import { headlineOf, headlineText } from "../../../../src/core/report/answer/headline";
import { answerFacts } from "../../../../src/core/report/answer/oneMinute";
import { formatter } from "../../../../src/core/report/words/format";
import { sampleAnalysis, sampleMatrix, sampleRow } from "../sampleAnalysis";

// A row that its licence stops is not what cuts the carbon: the top of the report says which is which.

const reason = "The licence of nllb-200 (CC-BY-NC-4.0) forbids commercial use";
const licence = { code: "licence", min: 0, max: 0, reason };
const stopped = (service: string, gates: MatrixRow["gates"]): MatrixRow =>
  sampleRow({ id: service, service, recommended: 0, decided: null, flipProbability: 0, gates });
const kept = sampleRow({ id: "speech", service: "speech", recommended: 1, decided: null, flipProbability: 0, gates: [] });

function top(rows: readonly MatrixRow[]): { headline: string; stop: string; sure: string } {
  const matrix = sampleMatrix({ rows });
  const analysis = sampleAnalysis("en", matrix);
  const facts = answerFacts(analysis, matrix, formatter("en"));
  const text = (term: string): string => facts.find((fact) => fact.term === term)?.text ?? "";
  return { headline: headlineText(headlineOf(analysis, matrix)), stop: `${text("Why it stops")} ${text("What to stop")}`, sure: text("How sure we are") };
}

test("what a licence stops is told from what carbon stops", () => {
  const { headline, stop } = top([stopped("translations", [licence]), stopped("headlines", []), kept]);
  expect(headline).toMatch(/^Stop translations \(licence\); stop headlines: from/);
  expect(stop).toMatch(/^The licence.* \(translations\)\. Why headlines \(headlines\)\. Stop translations and headlines\./);
});

test("a veto names the languages that it is about, once", () => {
  const cut = (tokens: string): MatrixRow["gates"] => [{ code: "context-overflow", min: 0, max: 0, reason: `A mean request takes ${tokens} tokens` }];
  const rows = Object.entries({ fr: cut("5,000"), en: cut("5,000"), ar: cut("9,000"), es: [] }).map(([language, gates]) =>
    sampleRow({ id: `minutes/${language}`, recommended: gates.length > 0 ? 0 : 1, gates }),
  );
  const { stop } = top([...rows, stopped("headlines", cut("5,000")), kept]);
  expect(stop).toContain(
    "A mean request takes 5,000 tokens (minutes/fr, en; headlines). A mean request takes 9,000 tokens (minutes/ar). Stop headlines. Stop minutes in French, English and Arabic. Keep minutes in full in Spanish.",
  );
});

test("what stops for its carbon says why where its languages share one reason, and leaves it to the matrix where they differ", () => {
  const french = stopped("headlines/fr", []);
  const languages = (why: string, shared = why): MatrixRow[] => [
    sampleRow({ ...french, service: "headlines", reasons: [{ text: french.why, shared: "The budget is exceeded." }] }),
    sampleRow({ ...french, id: "headlines/en", service: "headlines", why, reasons: [{ text: why, shared }] }),
  ];
  expect(top([...languages(french.why), kept]).stop).toContain("Why headlines/fr (headlines). Stop headlines.");
  expect(top([...languages("Another."), kept]).stop).toMatch(/^ Stop headlines\. Keep speech/);
  // Amounts that differ are left out.
  expect(top([...languages("At 9 kg the budget is exceeded.", "The budget is exceeded."), kept]).stop).toMatch(
    /^The budget is exceeded \(headlines\)\. Stop headlines\./,
  );
});

test("what stops two services together is said once, with both names, and what is one's own with its own", () => {
  const together = { text: "Stopping a and b together switches text off." };
  const of = (service: string, own: string): MatrixRow =>
    sampleRow({ ...stopped(service, []), reasons: [together, { text: own }], why: `${together.text} ${own}` });
  const { stop } = top([of("a", "Own a."), of("b", "Own b."), kept]);
  expect(stop).toMatch(/^Stopping a and b together switches text off \(a; b\)\. Own a \(a\)\. Own b \(b\)\. Stop/);
});

test("a veto that only lowers a level is no reason to stop", () => {
  const { headline, stop } = top([stopped("headlines", [{ ...licence, max: 0.5 }]), kept]);
  expect(headline).toMatch(/^Stop headlines: from/);
  expect(stop).not.toContain(reason);
});

test.each([
  ["all", [kept], "All recommendations are firm"],
  [
    "one open",
    [kept, sampleRow({ id: "chat", service: "chat", recommended: null, flipProbability: null })],
    "1 row has no recommendation yet; the others are firm",
  ],
])("firm is said of the recommendations that there are: %s", (_, rows, words) => {
  expect(top(rows).sure).toContain(words);
});
