import { expect, test } from "vitest";
import type { Gate } from "../../../src/core/analysis/matrix";
import { type Explained, explainPlan, explainRow } from "../../../src/core/decision/explain";
import { type DecisionProblem, planTotals } from "../../../src/core/decision/plan";
import { selectPrudent } from "../../../src/core/decision/prudent";
import { selectPlan } from "../../../src/core/decision/selectPlan";
import { host, problem, row } from "./problems";

/** The English sentence with its arguments kept apart: what is said, not how numbers look. */
const about = (instance: DecisionProblem, gates: Record<string, Gate[]> = {}): Explained => ({
  problem: instance,
  choice: selectPlan(instance),
  months: ["2027-01", "2027-02"],
  currency: "EUR",
  gates: new Map(Object.entries(gates)),
  t: (english, ...args) => [english, ...args].join(" | "),
  language: "en",
});

const said = (explained: Explained, position: number): string =>
  explainRow(explained, position)
    .map(({ text }) => text)
    .join(" ");

const rows = [
  row("transcription", "speech", [1, 1.5], 100, { service: "transcription" }),
  row("generation/fr", "text", [0.1, 0.2], 5, { service: "generation", needs: ["transcription"] }),
  row("generation/ar", "text", [0.1, 0.4], 3, { service: "generation" }),
  row("unread", "speech", [0.1, 0.1], 0),
];
const hosts = [host("speech", [1, 1], rows), host("text", [3, 3], rows)];
const gate = (code: string, min: number, max: number): Gate => ({ code, min, max, reason: `because ${code}` });

test.each<[string, DecisionProblem, Record<string, Gate[]>, number, RegExp]>([
  [
    "a whole machine goes",
    problem(rows, hosts, 3),
    {},
    2,
    /Stopping \{0\} switches.* generation \| text \| 3.0 kg.month.*the plan would emit.*5.9 \| February 2027 \| 2.9 \| 3/,
  ],
  ["kept, with room", problem(rows, hosts, 3), {}, 0, /Kept: it adds.*1.5 kg.month \| 2.50 \| 3 \| 0.50/],
  ["no reader", problem(rows, hosts, 3), {}, 3, /No file is expected/],
  ["no budget", problem(rows, hosts, null), {}, 2, /No budget is set/],
  ["measure first", problem(rows, hosts, 3), { "generation/ar": [gate("measure-first", 0, 1)] }, 2, /because measure-first/],
  [
    "veto",
    problem(
      rows.map((one) => (one.id === "generation/ar" ? { ...one, max: 0 as const } : one)),
      hosts,
      30,
    ),
    { "generation/ar": [gate("licence", 0, 0)] },
    2,
    /because licence \| 0 %/,
  ],
  [
    "contradiction",
    problem(
      rows.map((one) => (one.id === "generation/ar" ? { ...one, min: 1 as const } : one)),
      hosts,
      30,
    ),
    { "generation/ar": [gate("obligation", 1, 1), gate("licence", 0, 0)] },
    2,
    /contradiction.*because obligation \| because licence/,
  ],
  [
    "locked",
    problem(
      rows.map((one) => ({ ...one, min: 0.5 as const, max: 0.5 as const })),
      hosts,
      30,
    ),
    {},
    1,
    /Locked at \{0\}. \| 50 %/,
  ],
  [
    "needs a row that is stopped",
    problem(
      rows.map((one) => (one.id === "transcription" ? { ...one, max: 0 as const } : one)),
      hosts,
      30,
    ),
    { transcription: [gate("licence", 0, 0)] },
    1,
    /It needs \{0\}.*transcription \| 0 %/,
  ],
  [
    "cost",
    problem(
      rows.map((one) => ({ ...one, cost: [10, 10] })),
      hosts,
      null,
      { budget: { carbon: null, cost: 20 } },
    ),
    {},
    2,
    /100 % \| the plan would cost.*30 EUR \| 10 EUR \| 20 EUR/,
  ],
  [
    "obligation in an impossible plan",
    problem(
      rows.map((one) => (one.id === "transcription" ? { ...one, min: 1 as const } : one)),
      hosts,
      1,
    ),
    { transcription: [gate("obligation", 1, 1)] },
    0,
    /because obligation/,
  ],
])("%s", (_, instance, gates, position, expected) => {
  expect(said(about(instance, gates), position)).toMatch(expected);
});

test.each<[string, DecisionProblem, RegExp]>([
  [
    "a plan",
    problem(rows, hosts, 3),
    /in full: .* 1 \| 0 \| 3 .*switches off.*text \| 3.0 kg.*February 2027 \| 2.5 kg.month.*kg.month \| 3 .*No plan ranks higher/,
  ],
  [
    "impossible through duties",
    problem(
      rows.map((one) => (one.id === "transcription" ? { ...one, min: 1 as const } : one)),
      hosts,
      2,
    ),
    /at least \{1\} are needed.*kg.month \| 2 \| 2.5 kg.month \| February 2027.*transcription/,
  ],
  ["impossible from the start", problem(rows, hosts, 2, { base: { carbon: [3, 3], cost: [0, 0] } }), /already exceeds/],
])("explains %s", (_, instance, expected) => {
  expect(explainPlan(about(instance))).toMatch(expected);
});

test("a prudent plan that no levels hold names the month whose 80th percentile is worst", () => {
  const instance = problem(
    rows.map((one) => (one.id === "transcription" ? { ...one, min: 1 as const } : one)),
    hosts,
    3,
  );
  const choice = selectPrudent(instance, (levels) => planTotals(instance, levels).carbon.map((kg) => kg * 1.5));
  expect(explainPlan({ ...about(instance), choice })).toMatch(/at the 80th percentile: at least.*kg.month \| 3 \| 3.8 kg.month \| February 2027/);
});

test("what a prudent plan withholds is weighed at the 80th percentile, not at the central value", () => {
  const p80 = (levels: readonly number[]) => planTotals(instance, levels).carbon.map((kg) => kg * 1.5);
  const instance = problem([row("a", null, [1], 10), row("b", null, [1], 5)], [], 2);
  const choice = selectPrudent(instance, p80);
  expect(choice.levels).toEqual([1, 0.25]);
  const withheld = said({ ...about(instance), choice, p80 }, 1);
  expect(withheld).toBe(
    "With this row alone raised to {0}, {1}. | 100 % | the 80th percentile of the plan would be {0} kg/month in {1}, {2} above the carbon budget of {3} | 3.0 | January 2027 | 1.0 | 2",
  );
});

test("a prudent plan that holds is compared at its 80th percentile", () => {
  const instance = problem(rows, hosts, 3);
  const choice = selectPrudent(instance, (levels) => planTotals(instance, levels).carbon.map((kg) => kg * 1.1));
  expect(choice.feasible).toBe(true);
  const most = Math.max(...choice.p80).toFixed(1);
  expect(explainPlan({ ...about(instance), choice })).toContain(
    `At the 80th percentile its fullest month, {0}, emits {1} of a budget of {2}. | February 2027 | ${most} kg/month`,
  );
});

test("room below the budget is not promised where a row that is served has no figure", () => {
  const asked = { ...about(problem(rows, hosts, 30)), unknown: ["chat/fr"] };
  expect(said(asked, 0)).toMatch(/what is known of the plan stays.* chat\/fr$/);
});

test("where both budgets forbid the next level, both are named", () => {
  const both = [row("a", "speech", [1, 1], 100, { cost: [300, 300] })];
  const instance = { ...problem(both, [host("speech", [0, 0], both)], 0.9), budget: { carbon: 0.9, cost: 10 } };
  expect(said(about(instance), 0)).toMatch(/above the carbon budget.*above the cost budget/);
});
