import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../../../src/build/paths.mjs";
import type { PlanDriver } from "../../../../src/core/analysis/plan";
import { chartOf, fakeMatrixWith, matrixOfText, textOf } from "../../../support/chartsOf";

const driver = (input: string, low: number, high: number, unit = "W", measurable = true): PlanDriver => ({
  input,
  label: input,
  unit,
  value: { low: 12, central: 42, high: 50 },
  low,
  high,
  swing: Math.abs(high - low),
  measurable,
});
const around = (central: number) => ({ low: central / 2, central, high: central * 2 });
const chart = (total: number | null, ...drivers: PlanDriver[]) =>
  chartOf(
    "drivers",
    fakeMatrixWith(({ plans }) => ({ drivers, plans: { ...plans, decided: { ...plans.decided, kgCO2e: total === null ? null : around(total) } } })),
  );

test("a bar goes from the total at an input's P5 to that at its P95, the longest first", () => {
  const { body } = chart(4.9, driver("embodied", 3.3, 8.1), driver("idle", 3.7, 5.2));
  expect(body?.bars.map(({ label, low, high, lowText, highText }) => [label, low, high, lowText, highText])).toEqual([
    ["embodied", 3.3, 8.1, "3.3 kg", "8.1 kg"],
    ["idle", 3.7, 5.2, "3.7 kg", "5.2 kg"],
  ]);
  expect(body?.central).toEqual({ value: 4.9, label: "As decided 4.9 kg" });
});

test.each([
  [4.9, [driver("embodied", 3.3, 8.1)], /Over the budget of 6 kg by one input alone: embodied\.$/],
  [4.9, [driver("idle", 3.7, 5.2)], /No input alone takes it over the budget of 6 kg\.$/],
  [9.8, [driver("embodied", 5.6, 16), driver("idle", 7.4, 10)], /Under the budget of 6 kg by one input alone: embodied\.$/],
  [9.8, [driver("embodied", 5.6, 16), driver("idle", 5.4, 10)], /Under the budget of 6 kg by any one of these inputs alone: embodied and idle\.$/],
  [9.8, [driver("embodied", 6.6, 16)], /No input alone brings it under the budget of 6 kg\.$/],
])("at %f kg the sentence says which input alone decides the budget (%#)", (total, drivers, sentence) => {
  expect(chart(total, ...drivers).sentence).toMatch(sentence);
});

test.each<[string, PlanDriver, RegExp]>([
  ["moves it notably", driver("rtf", 4.5, 5.2, "s/s"), /^Measure first: rtf\. /],
  ["hardly moves it", driver("rtf", 4.89, 4.91, "s/s"), /^Measure first: size\/A10\/idle \(a tenant reads .* ask the provider for the rest\)\. /],
])("of the power of a rented machine it is said who can tell it, after what the reader can measure alone, where that %s", (_, own, sentence) => {
  expect(chart(4.9, { ...driver("size/A10/idle", 3.7, 5.7), rented: true }, own).sentence).toMatch(sentence);
});

test("a size that stands for a machine of one's own is its owner's to measure", () => {
  expect(chart(4.9, driver("size/A10/idle", 3.7, 5.7), driver("rtf", 4.5, 5.2, "s/s")).sentence).toMatch(/^Measure first: size\/A10\/idle\. /);
});

test("what only others can publish is not asked of the reader: the longest bar that they can measure is", () => {
  const embodied = driver("embodied", 3.3, 8.1, "gCO2e/h", false);
  expect(chart(4.9, embodied, driver("idle", 3.7, 5.2)).sentence).toMatch(
    /^Measure first: idle\. .* from 3\.7 kg to 5\.2 kg a month\. What only others can publish moves it more: embodied, from 3\.3 kg to 8\.1 kg a month\./,
  );
  expect(chart(4.9, embodied).sentence).toMatch(/^What only others can publish moves it more: embodied,/);
});

test("inputs that hardly move it, and those beyond ten, are in the table only", () => {
  const drivers = Array.from({ length: 12 }, (_, index) => driver(`i${index}`, 4, 5 - index * 0.01));
  const many = chart(4.5, ...drivers);
  expect([many.body?.bars.length, many.table.rows.length]).toEqual([10, 12]);
  expect(many.notes).toContain("2 inputs that move it less are in the table only.");
  expect(chart(4.5, driver("a", 4, 5), driver("b", 4.5, 4.501)).body?.bars.length).toBe(1);
});

test("an unknown total, and inputs without a range: no drawing, and it is said", () => {
  expect(chart(null, driver("a", 1, 2)).body).toBeNull();
  expect(chart(null).sentence).toMatch(/not known yet/);
  expect(chart(4.9)).toMatchObject({ body: null, sentence: expect.stringMatching(/No input has a range/) });
});

test("an input that lowers the total when it rises keeps its ends", () => {
  const { body, sentence } = chart(4.9, driver("rate", 6, 4));
  expect(body?.bars[0]).toMatchObject({ low: 6, high: 4 });
  expect(sentence).toMatch(/from 4\.0 kg to 6\.0 kg/);
});

test("in French: the units of ranges too", () => {
  const { body, table } = chartOf(
    "drivers",
    fakeMatrixWith(() => ({ drivers: [driver("a", 1, 2, "gCO2e/kWh"), driver("b", 1, 2, "ratio")] })),
    "fr",
  );
  expect(body?.bars.map(({ range }) => range)).toEqual(["12–50 g éq. CO₂/kWh", "12–50"]);
  expect(textOf(table.rows[0]?.[2])).toBe("1,0 kg");
});

test("the founding case: the ends are those of the analysis, around the decided plan", () => {
  const matrix = matrixOfText(readFileSync(inRoot("examples", "editorial-api", "editorial.carbon.yaml"), "utf8"));
  const { body } = chartOf("drivers", matrix);
  expect(body?.bars.length).toBeGreaterThan(2);
  body?.bars.forEach(({ low, high }, index) => {
    expect([low, high]).toEqual([matrix.drivers[index]?.low, matrix.drivers[index]?.high]);
    expect(Math.min(low, high)).toBeLessThanOrEqual(body.central.value);
    expect(Math.max(low, high)).toBeGreaterThanOrEqual(body.central.value);
  });
});
