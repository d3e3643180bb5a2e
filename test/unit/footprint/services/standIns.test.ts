import { expect, test } from "vitest";
import { headlineOf, headlineText } from "../../../../src/core/report/answer/headline";
import { answerFacts } from "../../../../src/core/report/answer/oneMinute";
import { formatter } from "../../../../src/core/report/words/format";
import type { Workload } from "../../../../src/core/routes/route";
import { analyse } from "../../../support/analyse";
import { route } from "../../measurements/routes";

// `try: ollama ... except: openai`: who stops the service and gives its machine back sends every file to the other one.

const own: Workload = { task: "generation", library: "ollama", engine: "ollama", model: "mistral:7b", file: "app.py", line: 7, always: true };
const hosted: Workload = { task: "generation", library: "openai", engine: null, model: "gpt-4o-mini", file: "app.py", line: 9, fallback: true };
const embedding: Workload = { ...hosted, task: "embedding", model: "bge-m3" };

const scenario = (more: string): string => `version: 1
horizon: { from: 2027-01 }
region: francecentral
budget: { carbon: 6 kg/month }
volume: { files: 500/month }
languages: { fr: { share: 60 % }, en: { share: 40 % } }
hosts:
  llm: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
services:
  titles: { endpoint: "POST /titles", host: llm, input: { characters: 900 }, output: { tokens: 80 } }
${more}`;
const bothAt = (fr: string, en: string): string => scenario(`decisions:\n  titles/fr: { level: ${fr} }\n  titles/en: { level: ${en} }\n`);

function said(text: string, workloads: readonly Workload[]) {
  const analysis = analyse(text, { routes: [route("POST /titles", { workloads })] });
  const { matrix } = analysis;
  const stop = answerFacts(analysis, matrix, formatter("en"))[0]?.text ?? "";
  return { problem: analysis.problems.find(({ code }) => code === "stand-in-takes-over"), headline: headlineText(headlineOf(analysis, matrix)), stop };
}

test("a stopped service whose model another stands in for: the headline, the report and a problem at the decision say who takes its files", () => {
  const { problem, headline } = said(bothAt("0 %", "0 %"), [own, hosted]);
  expect(problem).toMatchObject({ severity: "warning", line: 12, file: "x.carbon.yaml" });
  expect(problem?.message).toContain("gpt-4o-mini (POST /titles, app.py:9)");
  expect(headline).toContain("Where the endpoint of titles stays and only its model goes, the code runs gpt-4o-mini");
});

test("nothing is said of a stand-in that a service of the endpoint counts, and all of one that is counted elsewhere", () => {
  const two = (endpoint: string) =>
    `${scenario(`  other: { endpoint: "${endpoint}", model: "mistral-nemo", host: llm, input: { characters: 900 }, output: { tokens: 80 } }
decisions:\n  titles/fr: { level: 0 % }\n  titles/en: { level: 0 % }\n`)}`.replace("  titles: {", '  titles: { model: "mistral:7b",');
  const smaller: Workload = { ...hosted, library: "ollama", model: "mistral-nemo:12b" };
  expect(said(two("POST /titles"), [own, smaller]).problem).toBeUndefined();
  expect(said(two("POST /titles"), [own, smaller]).headline).not.toContain("the code runs");
  expect(said(two("POST /else"), [own, smaller]).problem?.message).toContain("mistral-nemo:12b");
});

test("the same where the stop is only recommended", () => {
  const needless = scenario("").replace("host: llm,", "host: llm, need: not-shown,");
  const { problem, headline, stop } = said(needless, [own, hosted]);
  expect(problem?.line).toBe(10);
  // In one place.
  expect(stop).not.toContain("gpt-4o-mini");
  expect(headline).toContain("Where the endpoint of titles stays and only its model goes, the code runs gpt-4o-mini");
});

test.each<[string, string, readonly Workload[]]>([
  ["served in one language", bothAt("0 %", "100 %"), [own, hosted]],
  ["served in part", bothAt("25 %", "0 %"), [own, hosted]],
  ["nothing stands in", bothAt("0 %", "0 %"), [own, { ...hosted, fallback: false }]],
  ["what stands in does something else", bothAt("0 %", "0 %"), [own, embedding]],
])("nothing is said: %s", (_, text, workloads) => {
  const { problem, headline, stop } = said(text, workloads);
  expect(problem).toBeUndefined();
  expect(`${headline} ${stop}`).not.toContain("the code runs");
});
