import { expect, test } from "vitest";
import { headlineOf, headlineText } from "../../../../src/core/report/answer/headline";
import { answerFacts } from "../../../../src/core/report/answer/oneMinute";
import { formatter } from "../../../../src/core/report/words/format";
import { analyse } from "../../../support/analyse";

// Headline and bullets speak of one plan: what is decided where that cuts and keeps the budget, else what is recommended.

const scenario = (budget: string, decisions: string, need = "") => `version: 1
horizon: { from: 2027-01 }
region: francecentral
budget: ${budget}
volume: { files: 500/month }
languages: { fr: { share: 60 % }, en: { share: 40 % } }
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
  text: { sku: Standard_NC4as_T4_v3 }
services:
  transcription: { host: speech, model: whisper-large-v3, engine: faster-whisper, input: { media: [audio], duration: 10 min } }
  summary: { host: text, model: "mistral:7b", engine: ollama, criticality: low, input: { characters: 900 }, output: { tokens: 80 }${need} }
${decisions === "" ? "" : `decisions:\n${decisions}`}`;

function said(text: string) {
  const analysis = analyse(text);
  const { matrix } = analysis;
  const facts = new Map(answerFacts(analysis, matrix, formatter("en")).map(({ term, text: words }) => [term, words]));
  return { headline: headlineText(headlineOf(analysis, matrix)), facts };
}

test("what is decided and keeps the budget: every bullet is of that plan, and the recommendation stands beside it", () => {
  const { headline, facts } = said(
    scenario("{ carbon: 900 kg/month }", '  summary/fr: { level: 0 %, reason: "x" }\n  summary/en: { level: 75 %, reason: "x" }\n'),
  );
  expect(headline).toMatch(/^Stop summary in French; serve summary at 75 % in English, as decided/);
  expect(facts.has("What to stop")).toBe(false);
  expect(facts.get("What to stop, as decided")).toBe("Stop summary in French. Serve summary at 75 % in English. Keep transcription in full.");
  expect(facts.get("What it avoids")).not.toContain("Nothing is avoided");
  expect(facts.get("How sure we are")).toContain("the decided plan exceeds");
  expect(facts.get("What is decided")).toContain("Recommended instead: summary/fr 100 % and summary/en 100 %.");
});

test("what a gate stops besides is in the headline of what is decided too", () => {
  const decided = '  transcription/fr: { level: 75 %, reason: "x" }\n';
  expect(said(scenario("{ carbon: 900 kg/month }", decided, ", need: not-shown")).headline).toMatch(
    /For another reason than carbon, stop summary \(.+\) too\.$/,
  );
  expect(said(scenario("{ carbon: 900 kg/month }", decided)).headline).not.toContain("For another reason");
});

test("over the budget as decided: every bullet is of the recommendation, and what it serves more than decided is named", () => {
  const { headline, facts } = said(scenario("{ carbon: 6 kg/month }", '  transcription/fr: { level: 25 %, reason: "x" }\n'));
  expect(headline).toMatch(/^Stop summary: from .*This serves transcription more than decided\./);
  expect(facts.get("What to stop")).toMatch(/^Stop summary\. Keep transcription in full\./);
  expect(facts.get("Why it stops")).toMatch(/^Stopping summary switches /);
  expect(facts.get("What is decided")).not.toContain("Recommended instead");
});
