import { expect, test } from "vitest";
import { budgetStatus } from "../../../src/core/report/answer/budgetStatus";
import { budgetSentence } from "../../../src/core/report/budgetSentence";
import { plansTable } from "../../../src/core/report/tables/matrixText";
import { formatter } from "../../../src/core/report/words/format";
import { analyse } from "../../support/analyse";

const scenario = (budget: string): string => `
version: 1
horizon: { from: 2027-01, months: 3 }
region: francecentral
volume: { files: 900/month, growth: 2 %/month }
budget: ${budget}
hosts:
  speech: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
services:
  transcription: { endpoint: "POST /transcribe", model: whisper-large-v3, engine: faster-whisper, host: speech, input: { media: [audio], duration: 10 min } }
`;

/** A budget between the central value and the 80th percentile: over, though the central value is below. */
const between = (() => {
  const { decided } = analyse(scenario("{ carbon: 100 kg/month, plan: prudent }")).matrix.plans;
  const [kg, p80] = [decided.kgCO2e?.central ?? Number.NaN, decided.prudent?.kg ?? Number.NaN];
  expect(p80).toBeGreaterThan(kg * 1.02);
  return { p80, budget: ((kg + p80) / 2).toFixed(3) };
})();

test("a prudent plan over its budget says that the 80th percentile is compared, and what it is", () => {
  const analysis = analyse(scenario(`{ carbon: ${between.budget} kg/month, plan: prudent }`));
  const { matrix } = analysis;
  expect(matrix.total).toMatchObject({ feasible: false, prudent: { month: "2027-03", kg: between.p80 } });
  const format = formatter("en");
  const value = `${between.p80.toPrecision(3)} kg`;
  expect(budgetSentence(matrix, format)).toContain(`80th percentile, not the central value: ${value} in March 2027`);
  expect(budgetStatus(analysis).text).toContain(`80th percentile ${value}, of`);
  expect(analysis.problems.find(({ code }) => code === "over-carbon-budget")?.message).toContain(value);
  const table = plansTable(matrix, format);
  const column = table.columns.findIndex(({ title }) => title.startsWith("80th percentile"));
  expect(table.rows.map((cells) => cells[column])).toContain(value);
  expect(table.rows.every((cells) => cells.length === table.columns.length)).toBe(true);
});

test("where a duty leaves no plan, the method says so and the summary names the month", () => {
  const bound = scenario(`{ carbon: ${between.budget} kg/month, plan: prudent }`).replace("host: speech,", "host: speech, obligation: { level: 100 % },");
  const { matrix } = analyse(bound);
  expect(matrix.noPlan).not.toBeNull();
  expect(matrix.method).not.toContain("best plan found");
  expect(matrix.method).toContain("no plan's 80th percentile holds");
  expect(matrix.summary).toContain("are needed in March 2027.");
});

test.each(["{ carbon: 100 kg/month }", "{ cost: 9000 EUR/month, plan: prudent }"])("%s compares no percentile", (budget) => {
  const { matrix } = analyse(scenario(budget));
  expect(matrix.total.prudent).toBeUndefined();
  expect(budgetSentence(matrix, formatter("en"))).not.toContain("80th percentile");
  expect(plansTable(matrix, formatter("en")).columns.map(({ title }) => title)).not.toContain("80th percentile, fullest month");
});
