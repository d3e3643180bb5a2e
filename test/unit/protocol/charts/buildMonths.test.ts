import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../../../src/build/paths.mjs";
import type { Matrix } from "../../../../src/core/analysis/matrix";
import type { Interval } from "../../../../src/core/quantity/interval";
import { amountOf, chartOf, fakeMatrixWith, matrixOfText, textOf } from "../../../support/chartsOf";
import { fakeRow } from "../../../support/fakeAnalysis";

const founding = readFileSync(inRoot("examples", "editorial-api", "editorial.carbon.yaml"), "utf8");
const exact = (central: number): Interval => ({ low: central * 0.5, central, high: central * 2 });

test("the parts of every month add up to the decided plan, in the drawing and in the table", () => {
  const matrix = matrixOfText(founding);
  const { body, table } = chartOf("months", matrix);
  const services = body?.series.length ?? 0;
  expect(services).toBeGreaterThan(1);
  matrix.months.forEach((month, index) => {
    const parts = body?.series.reduce((sum, part) => sum + (part.values[index] ?? 0), 0);
    expect(parts).toBeCloseTo(month.plans.decided?.central ?? Number.NaN, 9);
  });
  const decided = table.head.findIndex(({ text }) => text === "As decided");
  for (const row of table.rows) {
    const parts = row.slice(1, decided).reduce((sum, cell) => sum + (amountOf(cell) ?? 0), 0);
    expect(parts).toBeCloseTo(amountOf(row[decided]) ?? Number.NaN, 9);
  }
});

test("a scenario whose services switch off the second machine has its own machine's carbon as no service", () => {
  const lonely = founding.replace("hosts:\n", "hosts:\n  spare: { sku: Standard_NC4as_T4_v3, deployment: dedicated }\n");
  const { body } = chartOf("months", matrixOfText(lonely));
  expect(body?.series.map(({ name }) => name)).toContain("no service");
});

test("the band is P5 to P95 of the total, around the top of the bars", () => {
  const matrix = matrixOfText(founding);
  const { body } = chartOf("months", matrix);
  body?.band.ranges.forEach((range, index) => {
    expect([range?.low, range?.high]).toEqual([matrix.months[index]?.plans.decided?.low, matrix.months[index]?.plans.decided?.high]);
  });
});

test("many services: the heaviest are drawn, the others as one part, and the table has them all", () => {
  const services = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`service${index}`, exact(index + 1)]));
  const total = exact(78);
  const month = { month: "2027-01", plans: { baseline: total, decided: total, recommended: total }, services };
  const { body, table } = chartOf(
    "months",
    fakeMatrixWith(() => ({ months: [month] })),
  );
  expect(body?.series.map(({ name, values }) => [name, values[0]])).toEqual([
    ["service11", 12],
    ["service10", 11],
    ["service9", 10],
    ["service8", 9],
    ["service7", 8],
    ["service6", 7],
    ["6 others", 21],
  ]);
  expect(table.rows[0]?.length).toBe(1 + 12 + 5);
});

test.each([
  [2e-6, 5e-6, "mg CO2e/month", 2, 5],
  [0.02, 0.05, "g CO2e/month", 20, 50],
  [2, 5, "kg CO2e/month", 2, 5],
  [2000, 5000, "t CO2e/month", 2, 5],
])("%f kg against a budget of %f kg is drawn in %s", (kilograms, carbon, axis, value, limit) => {
  const total = exact(kilograms);
  const months = [{ month: "2027-01", plans: { baseline: total, decided: total, recommended: total }, services: { ocr: total } }];
  const { body } = chartOf(
    "months",
    fakeMatrixWith((matrix) => ({ months, total: { ...matrix.total, budget: { carbon, cost: null, plan: "expected" } } })),
  );
  expect(body?.axis).toBe(axis);
  expect(body?.series[0]?.values[0]).toBeCloseTo(value);
  expect(body?.budget?.value).toBeCloseTo(limit);
});

test("what everything on would emit is drawn only where decisions make a difference", () => {
  expect(chartOf("months", fakeMatrixWith()).body?.baseline?.name).toBe("Everything on");
  const same = fakeMatrixWith((matrix) => ({ months: matrix.months.map((month) => ({ ...month, plans: { ...month.plans, decided: month.plans.baseline } })) }));
  expect(chartOf("months", same).body?.baseline).toBeNull();
});

test("the crossing month is marked, named and said", () => {
  const { body, sentence } = chartOf(
    "months",
    fakeMatrixWith((matrix) => ({ plans: { ...matrix.plans, decided: { ...matrix.plans.decided, overshootMonth: "2027-03" } } })),
  );
  expect(body?.crossing).toEqual({ index: 2, label: "over budget from Mar 2027" });
  expect(sentence).toMatch(/Over the budget of 6 kg from Mar 2027 on\.$/);
});

test("an unknown month is a gap, said, and never 0; when all are unknown there is no drawing", () => {
  const unknown = (from: number) =>
    fakeMatrixWith((matrix) => ({
      months: matrix.months.map((month, index) =>
        index < from ? month : { ...month, plans: { baseline: null, decided: null, recommended: null }, services: {} },
      ),
    }));
  const some = chartOf("months", unknown(10));
  expect(some.body?.series.every(({ values }) => values[11] === null)).toBe(true);
  expect(some.body?.band.ranges[11]).toBeNull();
  expect(some.notes).toContain("Unknown in 2 months.");
  expect(textOf(some.table.rows[11]?.[1])).toBe("unknown");
  const all = chartOf("months", unknown(0));
  expect(all.body).toBeNull();
  expect(all.sentence).toMatch(/not known/);
});

test("in French: months, units, decimal comma", () => {
  const { body, sentence, table } = chartOf("months", fakeMatrixWith(), "fr");
  expect(body?.months.slice(0, 2)).toEqual(["janv. 2027", "févr. 2027"]);
  expect(body?.axis).toBe("kg éq. CO₂/mois");
  expect(sentence).toMatch(/^Selon les décisions, 9,7 kg en janv\. 2027 et 9,7 kg en déc\. 2027\. Budget de 6 kg dépassé à partir de janv\. 2027\.$/);
  expect(textOf(table.rows[0]?.[1])).toBe("4,9 kg");
});

test("what nobody knows is a lower bound in the sentence, the saved picture and the tip, and is named", () => {
  const text = founding.replace("services:\n", 'services:\n  speakers: { task: other, endpoint: "POST /speakers", host: text }\n');
  const matrix = matrixOfText(text);
  expect(matrix.rows.find(({ service }) => service === "speakers")?.kgCO2e.avoidable).toBeNull();
  const { body, sentence } = chartOf("months", matrix);
  expect(sentence).toMatch(/at least \d.* in .* and at least \d.* The carbon of speakers is not known and in no bar\./);
  expect(body?.tips[0]).toContain("speakers unknown");
  expect(body?.tips[0]?.at(-1)).toMatch(/at least/);
});

test("a service keeps its colour whatever is decided", () => {
  const services = { a: exact(1), b: exact(2), c: exact(3) };
  const places = (heaviest: "a" | "b" | "c") => {
    const month = (matrix: Matrix) => ({ ...(matrix.months[0] as Matrix["months"][number]), services: { ...services, [heaviest]: exact(9) } });
    const rows = ["a", "b", "c"].map((name) => fakeRow(name, null));
    const { body } = chartOf(
      "months",
      fakeMatrixWith((matrix) => ({ rows, months: [month(matrix)] })),
    );
    return Object.fromEntries((body?.series ?? []).map(({ name, place }) => [name, place]));
  };
  expect(places("a")).toMatchObject({ a: 0, b: 1, c: 2 });
  expect(places("c")).toEqual(places("a"));
});
