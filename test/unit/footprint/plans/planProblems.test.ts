import { expect, test } from "vitest";
import { analyse } from "../../../support/analyse";

const scenario = (decisions: string, { budget = "{ carbon: 600 kg/month }", more = "" } = {}) => `version: 1
horizon: { from: 2027-01, months: 12 }
budget: ${budget}
use: commercial
region: francecentral
volume: { files: 500/month, growth: 30 %/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3, deployment: serverless }
services:
  transcription: { model: whisper-large-v3, engine: faster-whisper, host: speech, input: { duration: 10 min }${more} }
  summary: { model: "mistral:7b", engine: ollama, host: speech, needs: transcription, input: { characters: 3000 }, output: { characters: 1300 } }
  translation: { model: nllb-200-distilled-600m, host: speech, to: [en], input: { characters: 3000 } }
${decisions === "" ? "" : `decisions:\n${decisions}`}`;

/** Code and line of each problem about decisions and budgets. */
const found = (text: string, today = "2026-11-23"): string[] =>
  analyse(text, { today }).problems.flatMap(({ code, line }) =>
    /^(review-due|override|decision-|open-below|over|overshoot)/.test(code)
      ? [`${code} @${line === undefined ? "?" : text.split("\n")[line - 1]?.trim().split(":")[0]}`]
      : [],
  );

test.each<[string, string, readonly string[]]>([
  ["as recommended, without a reason", "  summary: { level: 100 % }\n", []],
  ["otherwise than recommended, with a reason", '  summary: { level: 50 %, reason: "few readers" }\n', []],
  ["otherwise than recommended, without a reason", "  summary: { level: 50 % }\n", ["override-without-reason @summary"]],
  ["otherwise than recommended, with an empty reason", '  summary: { level: 50 %, reason: " " }\n', ["override-without-reason @summary"]],
  ["a review date that has passed", "  summary: { level: 100 %, review: 2026-11-22 }\n", ["review-due @summary"]],
  ["a review that is due today", "  summary: { level: 100 %, review: 2026-11-23 }\n", ["review-due @summary"]],
  ["a review date to come", "  summary: { level: 100 %, review: 2026-11-24 }\n", []],
  ["on against the licence", '  translation: { level: 100 %, reason: "we hope" }\n', ["decision-against-gate @translation"]],
  ["off as the licence wants", "  translation: { level: 0 % }\n", []],
  ["above the service that it needs", '  transcription: { level: 50 %, reason: "x" }\n  summary: { level: 100 % }\n', ["decision-above-need @summary"]],
  ["below what an open service needs", '  transcription: { level: 25 %, reason: "x" }\n', ["open-below-need @summary"]],
])("decided %s", (_, decisions, expected) => expect(found(scenario(decisions))).toEqual(expected));

test("an open service counts no higher than what it needs; a decided one as it is decided, which is said with what to do", () => {
  const kg = (decisions: string): number => analyse(scenario(decisions)).matrix.plans.decided.kgCO2e?.central ?? Number.NaN;
  const stopped = '  transcription: { level: 0 %, reason: "x" }\n';
  expect(kg(stopped)).toBe(kg(`${stopped}  summary: { level: 0 %, reason: "x" }\n`));
  expect(kg(`${stopped}  summary: { level: 100 %, reason: "x" }\n`)).toBeGreaterThan(kg(stopped));
  const rows = analyse(scenario(stopped)).matrix.rows.map(({ id, decided, counted }) => [id, decided, counted]);
  expect(rows).toEqual([
    ["transcription", 0, 0],
    ["summary", null, 0],
    ["translation", null, 1],
  ]);
  const above = analyse(scenario(`${stopped}  summary: { level: 50 %, reason: "x" }\n`)).problems.find(({ code }) => code === "decision-above-need");
  expect(above?.message).toContain("Decide it at 0 %, or transcription higher");
});

test("below an obligation is against a gate", () => {
  const text = scenario('  transcription: { level: 25 %, reason: "x" }\n', { more: ', obligation: { level: 50 %, reason: "accessibility law" }' });
  expect(found(text)).toEqual(["decision-against-gate @transcription", "open-below-need @summary"]);
});

test("the month in which the budget is exceeded comes near: three months before, not four", () => {
  const kg = analyse(scenario("")).matrix.months[8]?.plans.decided?.central ?? expect.fail("no months");
  const open = scenario("", { budget: `{ carbon: ${kg} kg/month }` });
  const month = analyse(open).matrix.plans.decided.overshootMonth ?? expect.fail("never over");
  const before = (months: number): string => {
    const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - months;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-15`;
  };
  expect(found(open, before(4))).toEqual(["over-carbon-budget @budget"]);
  for (const months of [3, 1, 0]) expect(found(open, before(months)), String(months)).toEqual(["over-carbon-budget @budget", "overshoot-near @budget"]);
  expect(found(open, before(-1))).toEqual(["over-carbon-budget @budget"]);
});

test("how near it is is said in days, the month by its name", () => {
  const first = analyse(scenario("")).matrix.months[0]?.plans.decided?.central ?? expect.fail("no months");
  const text = scenario("", { budget: `{ carbon: ${1.01 * first} kg/month }` });
  const near = analyse(text, { today: "2026-11-27" }).problems.find(({ code }) => code === "overshoot-near");
  expect(near?.message).toBe("The carbon budget is exceeded in 66 days: decide before February 2027 what to cut.");
  // What is over from its first month on is as much over today.
  expect(found(scenario("", { budget: "{ carbon: 0.01 kg/month }" }), "2026-11-27")).toEqual(["over-carbon-budget @budget"]);
});

test("months that are all over are told, once a month has passed since", () => {
  const ended = (today: string) => analyse(scenario(""), { today }).problems.find(({ code }) => code === "horizon-ended")?.message;
  expect(ended("2027-12-31")).toBeUndefined();
  expect(ended("2028-01-01")).toContain("from January 2027 to December 2027");
});

test("every one of them is written in French too", () => {
  const text = scenario("  summary: { level: 50 %, review: 2026-01-01 }\n  translation: { level: 100 % }\n", { budget: "{ carbon: 0.01 kg/month }" });
  const of = (language: "en" | "fr") => analyse(text, { language, today: "2026-12-01" }).problems;
  const french = new Map(of("fr").map(({ code, message }) => [code, message]));
  for (const { code, message } of of("en")) expect(french.get(code), code).not.toBe(message);
});

test("assumptions are a flag that bounds nothing; English-only models stop other languages", () => {
  const { rows } = analyse(`version: 1
budget: { carbon: 600 kg/month }
volume: { files: 100/month }
languages: { fr: { share: 50 % }, en: { share: 50 % } }
services:
  a: { model: whisper-medium.en, engine: faster-whisper }
`).matrix;
  expect(rows.map(({ recommended }) => recommended)).toEqual([0, 1]);
  expect(rows[0]?.gates.map(({ code }) => code)).toEqual(["language-unsupported", "data-quality"]);
  expect(rows[1]?.gates).toMatchObject([{ code: "data-quality", min: 0, max: 1 }]);
});
