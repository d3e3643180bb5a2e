import { expect, test } from "vitest";
import { budgetStatus } from "../../../src/core/report/answer/budgetStatus";
import { markdown } from "../../../src/core/report/exports/markdown";
import { decisionReport } from "../../../src/core/report/report";
import { estimateText } from "../../../src/core/report/tables/estimateText";
import { matrixText } from "../../../src/core/report/tables/matrixText";
import { readerOf } from "../../../src/core/report/words/figures";
import { buildTotals } from "../../../src/protocol/buildTotals";
import { analyse } from "../../support/analyse";

// A total that leaves out what is not known is a lower bound: every screen says so.

const scenario = (chat: string, budget = "budget: { carbon: 60 kg/month }"): string => `
version: 1
${budget}
region: francecentral
volume: { files: 500/month }
hosts:
  web: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
services:
  speech: { endpoint: "POST /speech", host: web, model: whisper-large-v3, task: transcription, input: { duration: 60 s } }
  chat: { endpoint: "POST /chat", ${chat} }
`;
const provider = "host: external";
const known = "host: web, model: whisper-large-v3, task: transcription, input: { duration: 60 s }";

type Analysed = ReturnType<typeof analyse>;
const screens: readonly (readonly [string, (analysis: Analysed) => readonly string[]])[] = [
  ["estimate", (analysis) => lines(estimateText(analysis), /^Total CO2e/)],
  ["plans of matrix and check", (analysis) => lines(matrixText(analysis, analysis.matrix), /^(baseline|decided|recommended)/)],
  ["status of the editor", (analysis) => [budgetStatus(analysis).text]],
  ["totals of the panel", ({ matrix }) => buildTotals(matrix, readerOf("en")).flatMap(({ id, value }) => (id === "used" ? [value] : []))],
  ["report", (analysis) => lines(report(analysis), /in the mean month with everything on|rows are decided;|^\| 20\d\d-\d\d|versus the baseline of 20/)],
];

test.each(screens)("%s says at least where a figure is missing, and only there", (_, shown) => {
  const [open, whole] = [shown(analyse(scenario(provider))), shown(analyse(scenario(known)))];
  expect(open.length).toBeGreaterThan(0);
  expect(open.filter((line) => !/at least \d/.test(line))).toEqual([]);
  expect(whole.filter((line) => /at least \d/.test(line))).toEqual([]);
});

test("a machine whose work takes an unknown time emits at least what is known of it", () => {
  const machine = (chat: string): string => lines(estimateText(analyse(scenario(chat))), /^web /).join();
  expect(machine('host: web, task: other, model: "some/model"')).toMatch(/at least [\d.]+ \(.*at least [\d.]+ kg/);
  expect(machine(known)).not.toContain("at least");
});

test("without AI no bound is promised that nobody knows", () => {
  const without = (chat: string): string => lines(report(analyse(scenario(chat))), /^\| without AI/).join();
  expect(without(provider)).toMatch(/at most the baseline, of which [\d.]+ kg .*are known/);
  expect(without(known)).toMatch(/at most [\d.]+ kg/);
});

function lines(text: string, pattern: RegExp): readonly string[] {
  return text.split("\n").filter((line) => pattern.test(line));
}

function report(analysis: Analysed): string {
  return markdown(decisionReport(analysis, analysis.matrix, { tool: "t" }));
}
