import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { headlineOf, headlineText } from "../../../src/core/report/answer/headline";
import { analysisOf } from "../../support/analyse";

const founding = readFileSync(join(__dirname, "../../../examples/editorial-api/editorial.carbon.yaml"), "utf8");
const undecided = founding.replace(/decisions:\n(?: {2}.*\n)+/, "");
const speech = (settings: string): string => undecided.replace(/(speech: \{ sku: Standard_NC4as_T4_v3), deployment: dedicated/, `$1, ${settings}`);

const said = (text: string): { headline: string; problem: string | undefined } => {
  const analysis = analysisOf(text);
  if (analysis.matrix === null) throw new Error("no matrix");
  return {
    headline: headlineText(headlineOf(analysis, analysis.matrix)),
    problem: analysis.problems.find(({ code }) => code === "served-in-hours-only")?.message,
  };
};

// [machine, whether it is said that nobody is served outside its hours]
test.each<[string, boolean]>([
  ["deployment: scheduled, hours: 112 h/week", true],
  ["deployment: scheduled, hours: 168 h/week", false],
  ["deployment: dedicated", false],
  ["deployment: scale-to-zero", false],
])("what a machine's hours mean stays said once they are written: %s", (settings, told) => {
  const { headline, problem } = said(speech(settings));
  if (told) {
    expect(headline).toContain("Outside its hours nobody is served by speech (112 of 168 h a week)");
    expect(problem).toMatch(/by transcription and translation, which is 33\s% of the requests/u);
  } else {
    expect(headline).not.toContain("nobody is served");
    expect(problem).toBeUndefined();
  }
});

test("a machine that the plan gives back serves nobody anyway", () => {
  const text = founding.replace(/(text: \{ sku: Standard_NC4as_T4_v3), deployment: dedicated/, "$1, deployment: scheduled, hours: 50 h/week");
  expect(text).not.toBe(founding);
  expect(said(text).headline).not.toContain("nobody is served");
});

test("hours are said as they are written", () => {
  expect(said(speech("deployment: scheduled, hours: 20 h/week")).headline).toContain("speech (20 of 168 h a week)");
});
