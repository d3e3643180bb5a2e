import { expect, test } from "vitest";
import { answerFacts } from "../../../../src/core/report/answer/oneMinute";
import { reasonSentences } from "../../../../src/core/report/answer/whyLines";
import { budgetSentence } from "../../../../src/core/report/budgetSentence";
import { plansTable, rowsTable } from "../../../../src/core/report/tables/matrixText";
import { formatter } from "../../../../src/core/report/words/format";
import { analyse } from "../../../support/analyse";
import { sampleAnalysis, sampleMatrix, samplePlan, sampleRow } from "../sampleAnalysis";

const format = formatter("en");
const cellsOf = (table: ReturnType<typeof plansTable>, title: string): readonly (string | undefined)[] => {
  const column = table.columns.findIndex((one) => one.title === title);
  return table.rows.map((cells) => cells[column]);
};

test("without a budget nothing is said to be within it", () => {
  const plain = sampleMatrix({ total: { ...samplePlan(7), budget: { carbon: null, cost: null, plan: "expected" } } });
  expect(cellsOf(plansTable(plain, format), "Within budget")).toEqual(["no budget", "no budget", "no budget"]);
  expect(cellsOf(plansTable(sampleMatrix(), format), "Within budget")).toEqual(["no", "no", "yes"]);
});

test.each(["en", "fr"] as const)("a budget is printed as it was written (%s)", (language) => {
  const plain = sampleMatrix({ total: { ...samplePlan(7), budget: { carbon: 12.5, cost: 149.5, plan: "expected" } }, currency: "EUR" });
  const text = budgetSentence(plain, formatter(language)).replaceAll(",5", ".5");
  expect(text).toContain("12.5 kg");
  expect(text).toContain("149.5 EUR");
});

test("a row without a figure has an unknown class under a budget, and counts as unknown", () => {
  const open = sampleRow({ id: "chat", carbonClass: null, kgCO2e: { avoidable: null, fixed: null }, recommended: null });
  const matrix = sampleMatrix({ rows: [sampleRow({ id: "transcription" }), open] });
  expect(cellsOf(rowsTable(matrix, format), "Carbon class").at(-1)).toBe("unknown");
  const without = { ...matrix, total: { ...matrix.total, budget: { carbon: null, cost: 900, plan: "expected" as const } } };
  expect(cellsOf(rowsTable(without, format), "Carbon class").at(-1)).toBe("no budget");
  expect(sure(matrix)).toContain("Of 2 rows, 0 are measured, 1 modelled, 0 assumed, 1 unknown.");
});

test("where no plan holds, no recommendation is called firm: what forces it is said", () => {
  const rows = [sampleRow({ id: "transcription", flipProbability: 0 })];
  expect(sure(sampleMatrix({ rows }))).toContain("All recommendations are firm");
  const noPlan = { minimumCarbon: 9, minimumCost: null, causes: ["transcription"], conflicts: [] };
  const text = sure(sampleMatrix({ rows, noPlan, summary: "These must be served whatever we decide: transcription." }));
  expect(text).toContain("These must be served whatever we decide: transcription.");
  expect(text).not.toContain("firm");
});

test("nothing is called firm where every row is assumed: what to write first is said", () => {
  const rows = [sampleRow({ id: "transcription", flipProbability: 0, quality: "assumed" })];
  const assumed = (path: string) => ({ path, value: "x", unit: "", basis: "assumed" as const, reason: "" });
  const text = sure(sampleMatrix({ rows, assumptions: [assumed("volume.files"), assumed("hosts.machine.sku")] }));
  expect(text).not.toContain("are firm");
  expect(text).toMatch(/all of them rest on assumptions .* Write first: size of the machine \(machine\)/u);
});

test.each(["en", "fr"] as const)("what is not known is said once and ends with a full stop (%s)", (language) => {
  const { matrix } = analyse(
    `
version: 1
budget: { carbon: 6 kg/month }
volume: { files: 500/month }
services:
  chat: { endpoint: "POST /chat", host: external }
`,
    { language },
  );
  const [row] = matrix.rows;
  if (row === undefined) throw new Error("the scenario has a row");
  const gate = row.gates.find(({ code }) => code === "measure-first");
  expect(row.why).toMatch(/^\p{Lu}.*\.$/u);
  expect(gate?.reason.toLowerCase()).toContain(row.why.toLowerCase().slice(0, -1));
  expect(reasonSentences(row).join(" ")).toBe(`${gate?.reason}.`);
});

function sure(matrix: ReturnType<typeof sampleMatrix>): string {
  return answerFacts(sampleAnalysis("en", matrix), matrix, format).find(({ term }) => term === "How sure we are")?.text ?? "";
}
