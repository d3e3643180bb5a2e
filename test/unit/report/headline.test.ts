import { expect, test } from "vitest";
import type { Matrix, MatrixRow } from "../../../src/core/analysis";
import { headlineOf } from "../../../src/core/report/headline";
import { fakeAnalysis } from "../../support/fakeAnalysis";

function headline(change: (matrix: Matrix) => Partial<Matrix>, language: "en" | "fr" = "en") {
  const analysis = fakeAnalysis({}, language);
  const matrix = analysis.matrix as Matrix;
  return headlineOf(analysis, { ...matrix, ...change(matrix) });
}

const feasible = (matrix: Matrix): Partial<Matrix> => ({ plans: { ...matrix.plans, decided: { ...matrix.plans.recommended } } });
const decide = (rows: readonly MatrixRow[], service: string, level: 0 | 0.5): readonly MatrixRow[] =>
  rows.map((row) => ({ ...row, decided: row.service === service ? level : null }));

test("over budget: what to stop, from what to what", () => {
  expect(headline(() => ({})).sentence).toBe("Stop generation: from 9.7 kg to 4.8 kg a month, within the budget of 6 kg and 900 EUR.");
});

test("what is avoided, fixed and avoidable apart, adds up to the difference of the plans", () => {
  const facts = headline(() => ({})).facts;
  expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
    "From machines freed: 4.8 kg/month",
    "From work not done: 60 g/month",
    "What remains: 4.8 kg/month",
    "How sure: 96 %",
    "Measure first: embodied carbon of the host speech",
  ]);
});

test("decided and within budget: says what was decided", () => {
  const sentence = headline((matrix) => ({ ...feasible(matrix), rows: decide(matrix.rows, "generation", 0) })).sentence;
  expect(sentence).toBe("Stop generation, as decided: from 9.7 kg to 4.8 kg a month, within the budget of 6 kg and 900 EUR.");
});

test("a part of a service: its level and its languages by name", () => {
  const sentence = headline((matrix) => ({
    ...feasible(matrix),
    rows: matrix.rows.map((row) => ({ ...row, decided: row.id === "translation/ar" ? 0.5 : null })),
  })).sentence;
  expect(sentence).toMatch(/^Serve translation at 50 % in Arabic, as decided:/);
});

test("nothing to stop", () => {
  const sentence = headline((matrix) => ({ ...feasible(matrix), rows: decide(matrix.rows, "", 0) })).sentence;
  expect(sentence).toMatch(/^Everything fits: 4\.8 kg a month/);
});

test.each<[string, (matrix: Matrix) => Partial<Matrix>, RegExp]>([
  [
    "no plan fits",
    (matrix) => ({ plans: { ...matrix.plans, recommended: { ...matrix.plans.recommended, feasible: false } } }),
    /^No choice of levels stays within the budget of 6 kg/,
  ],
  ["no budget", (matrix) => ({ total: { ...matrix.total, budget: { carbon: null, cost: null, plan: "expected" } } }), /no budget yet/],
  ["carbon unknown", (matrix) => ({ plans: { ...matrix.plans, baseline: { ...matrix.plans.baseline, kgCO2e: null } } }), /not known yet/],
  ["no service", () => ({ rows: [] }), /^No service yet/],
])("%s", (_, change, expected) => {
  expect(headline(change).sentence).toMatch(expected);
});

test("in French", () => {
  expect(headline(() => ({}), "fr").sentence).toBe("Arrêter generation\u00a0: de 9,7 kg à 4,8 kg par mois, dans le budget de 6 kg et 900 EUR.");
});
