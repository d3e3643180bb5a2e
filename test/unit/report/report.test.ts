import { expect, test } from "vitest";
import type { Analysis } from "../../../src/core/analysis/analysis";
import type { Matrix } from "../../../src/core/analysis/matrix";
import { headlineOf } from "../../../src/core/report/answer/headline";
import { answerFacts } from "../../../src/core/report/answer/oneMinute";
import { whyLines } from "../../../src/core/report/answer/whyLines";
import { differences } from "../../../src/core/report/difference";
import { markdown } from "../../../src/core/report/exports/markdown";
import { decisionReport } from "../../../src/core/report/report";
import { matrixText } from "../../../src/core/report/tables/matrixText";
import { formatter } from "../../../src/core/report/words/format";
import { sampleAnalysis, sampleMatrix, samplePlan, sampleRow } from "./sampleAnalysis";

const options = { tool: "carbon-matrix 0.0.0" };

function minute(matrix: Matrix, analysis: Analysis = sampleAnalysis("en", matrix)): Record<string, string> {
  return Object.fromEntries(answerFacts(analysis, matrix, formatter(analysis.language)).map(({ term, text }) => [term, text]));
}

test("the first minute says what to stop, what it saves, how sure that is, what to measure, what is decided", () => {
  expect(minute(sampleMatrix())).toEqual({
    "What to stop": "Stop generation. Keep transcription in full. That frees one host whole: text.",
    "What it avoids":
      "3.5 kg/month CO2e avoided versus the baseline of 23 November 2026: 1.0 kg/month with work no longer done (avoidable), 2.5 kg/month with hosts switched off (fixed). The total goes from 7.0 kg/month (3.5–14) to 3.5 kg/month (1.8–7.0). The cost goes from 700 EUR to 350 EUR a month.",
    "How sure we are":
      "Probability that the recommended plan exceeds the carbon budget in some month: 2 %. Recommendations that may change when inputs vary: transcription/ar (20 %, to be confirmed). Of 4 rows, 0 are measured, 4 modelled, 0 assumed.",
    "What to do next": "Measure first: mean duration. Then decide the rest: 1 of 4 rows decided so far.",
    "What to measure first":
      "Of what you can measure, these move the total most: mean duration (by 0.20 kg/month between its ends). What only others can publish moves it too: embodied carbon of speech (by 2.0 kg/month between its ends). Assumed so far (1 in all): requests a file (transcription).",
    "What is decided":
      "1 of 4 rows are decided; undecided ones count in full: 6.5 kg/month (3.3–13). Budget 6 kg CO2e/month, 900 EUR/month: the decided plan is over it from March 2027 (carbon).",
  });
});

test.each<readonly [string, Partial<Matrix>, string]>([
  ["nothing stops", { rows: [sampleRow({ id: "a" })], hosts: [] }, "Nothing has to stop."],
  [
    "some languages",
    { rows: [sampleRow({ id: "a/fr" }), sampleRow({ id: "a/ar", recommended: 0.25 })], hosts: [] },
    "Serve a at 25 % in Arabic. Keep a in full in French.",
  ],
  ["no recommendation", { rows: [sampleRow({ id: "a", recommended: null })], hosts: [] }, "No figure allows a recommendation for a."],
  [
    "no plan fits",
    {
      rows: [sampleRow({ id: "a", recommended: 0 })],
      hosts: [],
      plans: { baseline: samplePlan(7), decided: samplePlan(7), recommended: samplePlan(6.5, { feasible: false }) },
    },
    "No choice of levels keeps the budget in every month; what follows comes nearest. Stop a.",
  ],
])("what to stop: %s", (_, matrix, expected) => {
  expect(minute(sampleMatrix(matrix))["What to stop"]).toBe(expected);
});

test("where every row is decided, none is said to be undecided", () => {
  expect(minute(sampleMatrix({ rows: [sampleRow({ id: "a", decided: 1 }), sampleRow({ id: "b", decided: 0 })] }))["What is decided"]).toMatch(
    /^All rows are decided \(2\): /,
  );
});

test("what is decided already avoids is said once: in the sentence above the bullets where that says it", () => {
  const matrix = sampleMatrix();
  const analysis = sampleAnalysis("en", matrix);
  const whole = [...headlineOf(analysis, matrix).notes, ...Object.values(minute(matrix, analysis))].join(" ");
  expect(whole.split("What is decided avoids 0.50 kg a month already")).toHaveLength(2);
});

test("nothing has to stop only where every figure is known", () => {
  const rows = [sampleRow({ id: "a" }), sampleRow({ id: "b", recommended: null })];
  expect(minute(sampleMatrix({ rows, hosts: [] }))["What to stop"]).toBe("No figure allows a recommendation for b.");
});

test("an unknown saving is called unknown, never zero", () => {
  const unknown = samplePlan(0, { kgCO2e: null, cost: null });
  expect(minute(sampleMatrix({ plans: { baseline: unknown, decided: unknown, recommended: unknown } }))["What it avoids"]).toMatch(/^Not known/);
});

test.each(["en", "fr"] as const)("the report in %s promises nothing that it cannot show", (language) => {
  const analysis = sampleAnalysis(language);
  const text = markdown(decisionReport(analysis, sampleMatrix(), options));
  expect(text).not.toMatch(/neutral|neutre|carbon-free|zéro carbone|undefined|NaN|\[object|\{\d\}/i);
  for (const part of [
    "grid.francecentral",
    "A source",
    "CC BY 4.0",
    "no reader yet",
    "2027-06-01",
    "services.transcription.requests",
    "Mind this.",
    "1,000 draws.",
    options.tool,
    "2027-01",
  ])
    expect(text).toContain(part);
});

test("the difference names rows, kilograms and money", () => {
  const base = sampleAnalysis(
    "en",
    sampleMatrix({ rows: [sampleRow({ id: "transcription/fr" }), sampleRow({ id: "old" })], plans: { ...sampleMatrix().plans, decided: samplePlan(7) } }),
  );
  const now = sampleAnalysis();
  const found = differences(base, now);
  expect(found?.kgCO2e.decided).toEqual({ base: 7, now: 6.5, change: -0.5 });
  expect(found?.cost.decided.change).toBe(-50);
  expect(found?.rows.map(({ id, change }) => `${id} ${change}`)).toEqual([
    "old removed",
    "transcription/ar added",
    "generation/fr added",
    "generation/ar added",
  ]);
  expect(markdown(decisionReport(now, sampleMatrix(), { ...options, base }))).toContain("| decided, CO2e | 7.0 kg | 6.5 kg | −0.50 kg |");
  expect(differences(sampleAnalysis("en", null), now)).toBeNull();
});

test("what is as doubtful is one doubt, and the languages that share a reason share a line", () => {
  const rows = ["a/fr", "a/en", "b/fr", "b/en"].map((id) => {
    const [service = "", language = ""] = id.split("/");
    return sampleRow({
      id,
      service,
      language,
      gates: [],
      why: `Kept. ${id === "b/en" ? "By law." : "As it was."}`,
      flipProbability: id === "b/en" ? 0 : 0.431,
      nearestChange: null,
    });
  });
  const matrix = { ...sampleMatrix(), rows };
  expect(minute(matrix)["How sure we are"]).toContain("inputs vary: a and b/fr (43 %, measure before deciding).");
  expect(whyLines(matrix, formatter("en"))).toEqual([
    { term: "a; b/fr", sentences: ["Kept. As it was."] },
    { term: "b/en", sentences: ["Kept. By law."] },
  ]);
  const text = matrixText(sampleAnalysis("en", matrix), matrix);
  expect(text.split("\n")[0]).toBe(headlineOf(sampleAnalysis("en", matrix), matrix).sentence);
});

test("how much of the month the measured rows are is said, for their work alone is measured", () => {
  const rows = ["a", "b"].map((id) => sampleRow({ id, service: id, quality: id === "a" ? "measured" : "modelled" }));
  const matrix = { ...sampleMatrix(), rows };
  const kg = rows[0]?.kgCO2e.avoidable?.central ?? 0;
  const total = matrix.plans.baseline.kgCO2e;
  const format = formatter("en");
  expect(minute(matrix)["How sure we are"]).toContain(
    `Measured is their work: ${format.massPerMonth(kg)} of ${format.massPerMonth(total)} with everything on.`,
  );
  expect(minute({ ...matrix, rows: rows.slice(1) })["How sure we are"]).not.toContain("Measured is");
});

test("what a list leaves out is counted", () => {
  const rows = Array.from({ length: 15 }, (_, index) =>
    sampleRow({
      id: `s${index}`,
      service: `s${index}`,
      flipProbability: 0.2,
      nearestChange: { input: "budget.carbon", label: "budget", unit: "kg/month", from: 6, to: 5, level: 0.5 } as never,
    }),
  );
  const matrix = { ...sampleMatrix(), rows };
  expect(minute(matrix)["How sure we are"]).toMatch(/: s0, s1, s2, s3, s4, s5 and 9 more \(20 %, to be confirmed\)\./);
  expect(markdown(decisionReport(sampleAnalysis("en", matrix), matrix, options))).toMatch(
    /Nearest changes: s0, s1, s2, s3, s4, s5 and 9 more: 50 % once [^;]*\.\n/,
  );
});
