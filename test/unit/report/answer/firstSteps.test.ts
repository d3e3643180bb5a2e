import { expect, test } from "vitest";
import { headlineOf, headlineText } from "../../../../src/core/report/answer/headline";
import { answerFacts } from "../../../../src/core/report/answer/oneMinute";
import { formatter } from "../../../../src/core/report/words/format";
import type { Language } from "../../../../src/core/text";
import { analysisOf } from "../../../support/analyse";

// What has to be settled before anything can be recommended is the one thing that the top of the report says.

const scenario = (more: string): string => `version: 1
region: swedencentral
currency: EUR
exchange: { USD: 0.92 EUR }
volume: { files: 3000/month }
budget: { carbon: 4 kg/month, cost: 600 EUR/month }
hosts:
  web: { sku: Standard_D4s_v5 }
  azure: { hardware: { gpu: H100, gpus: 1, vcpus: 8, memory: 64 GB }, deployment: serverless, price: 3 EUR/h }
services:
  answers: { task: generation, model: { name: own, parameters: 200 B }, engine: vllm, precision: fp16, host: azure, input: { characters: 6000 }, output: { tokens: 400 } }
  ranks: { task: reranking, model: BAAI/bge-reranker-v2-m3, engine: sentence-transformers, host: web, input: { characters: 3000 } }
${more}`;
const away = "  similar: { task: embedding, model: text-embedding-3-large, engine: azure-openai, host: external }\n";

function said(text: string, language: Language = "en") {
  const analysis = analysisOf(text, { language });
  const { matrix } = analysis;
  if (matrix === null) throw new Error("the scenario has a matrix");
  const facts = answerFacts(analysis, matrix, formatter(language));
  const headline = headlineText(headlineOf(analysis, matrix));
  const minute = [headline, ...facts.filter(({ below }) => !below).map(({ text: words }) => words)].join(" ");
  return { headline, minute, matrix, facts: new Map(facts.map(({ term, text: words }) => [term, words])) };
}

test("where models do not fit and nothing is known to do without them, nothing is recommended or firm: what would hold them comes first", () => {
  const { headline, minute, matrix, facts } = said(scenario(away));
  expect(headline).toMatch(/as \S+ would be enough\. So would 6 times its cards, a smaller model or a narrower number format\./);
  expect(matrix.rows.map(({ recommended, flipProbability }) => [recommended, flipProbability])).toEqual(matrix.rows.map(() => [null, null]));
  expect(facts.get("What to stop")).toBe("Nothing is recommended before the machines can hold their models.");
  expect(facts.get("What it avoids")).toMatch(/^Not known/);
  expect(facts.get("How sure we are")).toMatch(/^Nothing is firm before/);
  expect(minute).not.toMatch(/Stop answers|draws of 10|Measure first/);
  expect(matrix.rows[0]?.why).toBe("Nothing is recommended before azure can hold its models.");
  expect(said(scenario(away), "fr").facts.get("Quoi arrêter")).toMatch(/^Rien n’est recommandé tant que/);
});

test("a plan that is known to keep the budgets without them is an advice", () => {
  const { headline, facts } = said(scenario(""));
  expect(headline).toContain("Or, on the machines as they are: stop answers");
  expect(facts.get("What to stop")).toMatch(/^Stop answers\./);
});

test("where a budget cannot be checked, nothing is called firm, and what lacks a figure is the next step", () => {
  const text = scenario(away)
    .replace(/ {2}answers: .*\n/u, "")
    .replace(/ {2}azure: .*\n/u, "");
  const { facts } = said(text);
  expect(facts.get("How sure we are")).toMatch(/so whether the budget holds is not known; of what is known alone/);
  expect(facts.get("How sure we are")).not.toContain("firm");
  expect(facts.get("What to do next")).toMatch(/^First give similar a figure\. Then decide/);
  expect(said(text, "fr").facts.get("Que faire ensuite")).toMatch(/^Donnez d’abord un chiffre à similar\./);
});

test.each(["en", "fr"] as const)("the minute can be read in a minute (%s)", (language) => {
  for (const text of [scenario(away), scenario("")]) expect(said(text, language).minute.split(/\s+/u).length).toBeLessThanOrEqual(250);
});
