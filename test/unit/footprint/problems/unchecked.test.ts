import { expect, test } from "vitest";
import type { Analysis } from "../../../../src/core/analysis/analysis";
import { headlineOf } from "../../../../src/core/report/answer/headline";
import { answerFacts } from "../../../../src/core/report/answer/oneMinute";
import { gateOf } from "../../../../src/core/report/gate";
import { matrixText } from "../../../../src/core/report/tables/matrixText";
import { formatter } from "../../../../src/core/report/words/format";
import { buildMatrixView } from "../../../../src/protocol/buildMatrixView";
import { analysisOf } from "../../../support/analyse";

function run(scenario: string): Analysis {
  return analysisOf(`version: 1\nregion: francecentral\nhorizon: { from: 2027-01, months: 2 }\n${scenario}`);
}

const host = (deployment: string): string => `hosts:\n  gpu: { sku: Standard_NC4as_T4_v3, deployment: ${deployment} }\n`;
const known = "services:\n  a: { model: whisper-large-v3, engine: faster-whisper, input: { duration: 10 min } }\n";
const half = `${known}  b: { task: generation, host: gpu }\n`;
const volume = "volume: { files: 500/month }\n";

/** Every screen says the same of the decided plan: yes, no, or not known and why. */
test.each<[string, string, boolean | null, readonly string[]]>([
  ["an empty scenario with only a budget", "budget: { carbon: 6 kg/month }\n", null, ["carbon"]],
  ["an on-demand host without volume", `budget: { carbon: 6 kg/month }\n${host("serverless")}${known}`, null, ["carbon"]],
  ["an always-on host without volume", `budget: { carbon: 600 kg/month }\n${host("dedicated")}${known}`, null, ["carbon"]],
  ["a service without a model", `budget: { carbon: 600 kg/month }\n${volume}${host("dedicated")}${half}`, null, ["carbon"]],
  ["the same, stopped", `budget: { carbon: 600 kg/month }\n${volume}${host("dedicated")}${half}decisions:\n  b: { level: 0 %, reason: "x" }\n`, true, []],
  ["what is known exceeds already", `budget: { carbon: 0.1 kg/month }\n${volume}${host("dedicated")}${half}`, false, ["carbon"]],
  ["a price that no rate joins", `currency: EUR\nbudget: { cost: 600 EUR/month }\n${volume}${host("dedicated")}${known}`, null, ["cost"]],
  ["a budget that no rate joins", `currency: USD\nbudget: { cost: 600 EUR/month }\n${volume}${host("dedicated")}${known}`, null, ["cost"]],
  ["no budget and nothing known", host("serverless") + known, true, []],
  ["more work than a machine has hours", `budget: { carbon: 600 kg/month }\nvolume: { files: 90000/month }\n${host("dedicated")}${known}`, null, ["carbon"]],
  ["the same on enough machines", `budget: { carbon: 600 kg/month }\nvolume: { files: 90000/month }\n${host("dedicated, replicas: 3")}${known}`, true, []],
  [
    "the same, but served in part",
    `budget: { carbon: 600 kg/month }\nvolume: { files: 90000/month }\n${host("dedicated")}${known}decisions:\n  a: { level: 25 %, reason: "x" }\n`,
    true,
    [],
  ],
  [
    "more work than hours, and over what is counted already",
    `budget: { carbon: 1 kg/month }\nvolume: { files: 90000/month }\n${host("dedicated")}${known}`,
    false,
    ["carbon"],
  ],
  ["everything known", `budget: { carbon: 600 kg/month }\n${volume}${host("dedicated")}${known}`, true, []],
])("%s", (_, scenario, feasible, unchecked) => {
  const analysis = run(scenario);
  const matrix = analysis.matrix ?? expect.fail("no matrix");
  const { decided } = matrix.plans;
  expect(decided.feasible).toBe(feasible);
  expect(decided.unchecked.map(({ budget }) => budget)).toEqual(unchecked);
  // What is over for sure stays over, whatever comes on top; else nobody knows the chance.
  if (unchecked.includes("carbon")) {
    if (feasible === false) expect(decided.overProbability).toBeGreaterThan(0.99);
    else expect(decided.overProbability).toBeNull();
  }
  const expected = feasible === null ? "unknown" : feasible ? (/budget/.test(scenario) ? "within" : "no-budget") : "over";
  expect(gateOf(matrix).result).toBe(expected);
  const text = matrixText(analysis, matrix);
  const view = JSON.stringify(buildMatrixView(analysis));
  for (const { reason } of feasible === null ? decided.unchecked : []) {
    expect(text).toContain(reason);
    // The whole sentence, or the headline that says what is missing.
    expect([reason, "No service yet", "Monthly carbon is not known yet", "This cannot be carried out"].filter((words) => view.includes(words))).not.toEqual([]);
  }
  if (unchecked.includes("carbon") && feasible === null) expect(view).not.toMatch(/Everything fits|"never"/);
});

test("which of two budgets is over, from when and by what is known, where another price is missing", () => {
  const both = (carbon: number, cost: number) =>
    run(`currency: EUR
exchange: { USD: 0.92 EUR }
budget: { carbon: ${carbon} kg/month, cost: ${cost} EUR/month }
${volume}${host("dedicated")}${known}  b: { task: generation, model: gpt-4o-mini, host: external }
`);
  const sentence = (analysis: Analysis): string => matrixText(analysis, analysis.matrix ?? expect.fail("no matrix"));
  const money = both(900, 100);
  const problem = money.problems.find(({ code }) => code === "over-cost-budget");
  expect(problem?.message).toContain("mean month costs at least ");
  expect(money.problems.map(({ code }) => code)).not.toContain("over-carbon-budget");
  expect(sentence(money)).toContain("it is exceeded from January 2027 (cost)");
  expect(sentence(both(0.1, 9000))).toContain("it is exceeded from January 2027 (carbon)");
  expect(sentence(both(0.1, 100))).toContain("it is exceeded from January 2027 (carbon and cost)");
  expect(sentence(both(0.1, 100))).toContain("Probability over (carbon)");
});

test("what a machine has no hours for is the first thing that is said, with the machines that would be enough, and all figures are least amounts", () => {
  const analysis = run(`currency: EUR
exchange: { USD: 0.92 EUR }
budget: { carbon: 600 kg/month, cost: 9000 EUR/month }
volume: { files: 90000/month }
${host("dedicated")}${known}`);
  const matrix = analysis.matrix ?? expect.fail("no matrix");
  const { sentence } = headlineOf(analysis, matrix);
  expect(sentence).toMatch(
    /^This cannot be carried out: gpu would be busy [0-9]{3} h in January 2027, more than the 730 h it runs. That takes gpu with replicas: 2\./,
  );
  expect(matrix.plans.decided.cost).toBeNull();
  expect(matrixText(analysis, matrix)).toMatch(/at least .* at least .* unknown/);
  expect(matrixText(analysis, matrix)).not.toMatch(/Everything fits|Nothing has to stop|firm/);
});

const provider = (needs: string): string => `budget: { carbon: 1 kg/month }
${volume}${host("dedicated")}services:
  a: { model: whisper-large-v3, engine: faster-whisper, host: gpu, input: { duration: 10 min } }
  b: { task: generation, model: gpt-4o-mini, host: external${needs} }
`;

test("what needs a service that stops stops with it, whatever is not known of it: then the plan is known", () => {
  const { matrix } = run(provider(", needs: a"));
  expect(matrix?.rows.map(({ recommended }) => recommended)).toEqual([0, 0]);
  expect(matrix?.rows[1]?.why).toMatch(/^It needs a, which is at 0 %/);
  expect(matrix?.plans.recommended).toMatchObject({ feasible: true, kgCO2e: { central: 0 } });
});

test("without the need, what stops is known to be avoided: what is not known is on both sides alike", () => {
  const analysis = run(provider(""));
  const facts = answerFacts(analysis, analysis.matrix ?? expect.fail("no matrix"), formatter("en"));
  const { baseline, recommended } = analysis.matrix?.plans ?? expect.fail("no plans");
  expect(recommended).toMatchObject({ kgCO2e: null, avoided: { total: { central: baseline.kgCO2e?.central } } });
  const said = facts.find(({ term }) => term === "What it avoids")?.text;
  expect(said).toMatch(/^4\.9 kg\/month .* CO2e avoided .* Both are without the carbon of b, which is not known\./);
});

test("where no plan can be computed before something is known, nothing is recommended to stop", () => {
  const { matrix } = run(`budget: { carbon: 1 kg/month }
${volume}${host("dedicated")}services:
  a: { model: whisper-large-v3, engine: faster-whisper, host: gpu, input: { duration: 10 min } }
  b: { task: generation, host: gpu }
`);
  expect(matrix?.rows.map(({ recommended }) => recommended)).toEqual([null, null]);
  expect(matrix?.rows[0]?.why).toMatch(/^No plan can be computed until the carbon of b is known/);
});

/** Three services, of which nobody knows the third one's carbon; it needs the second, which a licence may stop. */
test.each([
  ["stops with what a licence stops", ""],
  ["is stopped where that costs least", " licence: accepted,"],
])("what needs another service %s, and the rest is recommended as if it were known", (_, licence) => {
  const two = "hosts:\n  speech: { sku: Standard_NC4as_T4_v3, deployment: dedicated }\n  text: { sku: Standard_NC4as_T4_v3, deployment: dedicated }\n";
  const nllb = `  b: { model: nllb-200-distilled-600m, host: speech,${licence} input: { media: [text], characters: 3000..5000 } }\n`;
  const open = '  c: { model: "zorgl-x", task: generation, engine: ollama, needs: b, host: text, criticality: low, input: { media: [text] } }\n';
  const files = "volume: { files: 500/month }\nmedia: { audio: 60 %, text: 40 % }\nuse: commercial\nbudget: { carbon: 6 kg/month }\n";
  const { matrix } = run(
    `${files}${two}services:\n  a: { model: whisper-large-v3, engine: faster-whisper, host: speech, criticality: high, input: { duration: 10 min } }\n${nllb}${open}`,
  );
  const { recommended } = (matrix ?? expect.fail("no matrix")).plans;
  expect(matrix?.rows.map(({ id, recommended: level }) => [id, level])).toEqual([
    ["a", 1],
    ["b", 0],
    ["c", 0],
  ]);
  expect(recommended.feasible).toBe(true);
  expect(recommended.kgCO2e?.central).toBeGreaterThan(4);
});

test("an amount of money has its currency, and the fullest month is the one in which most hours are asked", () => {
  const cheap = run(
    `currency: EUR\nexchange: { USD: 0.92 EUR }\nbudget: { cost: 400 EUR/month }\n${volume}${host("dedicated")}${known}  b: { model: whisper-large-v3, engine: faster-whisper, host: two, input: { duration: 10 min } }\n`
      .replace("hosts:\n", "hosts:\n  two: { sku: Standard_NC4as_T4_v3, deployment: dedicated }\n")
      .replace("a: { model", "a: { host: gpu, model"),
  );
  const why = cheap.matrix?.rows.map(({ why: reason }) => reason).join(" ") ?? "";
  expect(why).toMatch(/would cost [\d,]+ EUR a month, [\d,]+ EUR above the cost budget of 400 EUR/);
  const growing = run(`budget: { carbon: 600 kg/month }\nvolume: { files: 75000/month, growth: 20 %/month }\n${host("dedicated")}${known}`);
  expect(growing.matrix?.plans.decided.overfull?.map(({ first, fullest }) => [first.month, fullest.month])).toEqual([["2027-01", "2027-02"]]);
});

test("on the 80th percentile too, what needs a service that stops keeps no machine on", () => {
  const { matrix } = run(`budget: { carbon: 3 kg/month, plan: prudent }
${volume}hosts:
  a: { sku: Standard_NC4as_T4_v3 }
  b: { sku: Standard_NC4as_T4_v3, deployment: serverless }
services:
  speech: { host: a, model: whisper-large-v3, engine: faster-whisper, criticality: low, input: { duration: 10 min } }
  after: { host: a, task: generation, model: zorgl-x, needs: speech, criticality: low }
  small: { host: b, model: whisper-large-v3, engine: faster-whisper, criticality: high, input: { duration: 1 min } }
`);
  expect(matrix?.rows.map(({ recommended }) => recommended)).toEqual([0, 0, 1]);
  expect(matrix?.plans.recommended.feasible).toBe(true);
});

test("what unknown work emits at most is said where its machine has hours of its own: as much as with known work in all of them", () => {
  const bound = (text: string): string | undefined => run(text).matrix?.plans.decided.unchecked[0]?.bound;
  const said = /the month is ([\d.]+) kg at most at central values, within the budget/.exec(
    bound(`budget: { carbon: 600 kg/month }\n${volume}${host("dedicated")}${half}`) ?? "",
  );
  // 38.4 s a file: 68 400 of them fill 730 h
  const full = run(`volume: { files: 68400/month }\n${host("dedicated")}${known}`).estimate.total.kgCO2e?.central ?? Number.NaN;
  expect(Number(said?.[1]) / full).toBeGreaterThan(0.95);
  expect(Number(said?.[1]) / full).toBeLessThan(1.05);
  // Nothing of the kind of a machine that is on for the work alone, of one that would be over the budget, and of a plan on draws.
  expect(bound(`budget: { carbon: 600 kg/month }\n${volume}${host("serverless")}${half}`)).toBeUndefined();
  expect(bound(`budget: { carbon: 5 kg/month }\n${volume}${host("dedicated")}${half}`)).toBeUndefined();
  expect(bound(`budget: { carbon: 600 kg/month, plan: prudent }\n${volume}${host("dedicated")}${half}`)).toBeUndefined();
});
