import { expect, test } from "vitest";
import type { MatrixRow } from "../../../../src/core/analysis/matrix";
import { chartOf, fakeMatrixWith } from "../../../support/chartsOf";
import { fakeRow } from "../../../support/fakeAnalysis";

const exact = (central: number) => ({ low: central, central, high: central });
const row = (service: string, kilograms: number | null, over: Partial<MatrixRow> = {}): MatrixRow =>
  fakeRow(service, null, { kgCO2e: { avoidable: kilograms === null ? null : exact(0), fixed: kilograms === null ? null : exact(kilograms) }, ...over });
const quadrant = (...rows: MatrixRow[]) =>
  chartOf(
    "quadrant",
    fakeMatrixWith(() => ({ rows })),
  );

test("a row stands at its carbon and in the lane of its criticality", () => {
  const { body } = quadrant(row("a", 1, { criticality: "vital" }), row("b", 2, { criticality: "low" }));
  expect(body?.points.map(({ name, value, lane }) => [name, value, lane])).toEqual([
    ["a", 1, 3],
    ["b", 2, 0],
  ]);
  expect(body?.lanes).toEqual(["Low", "Medium", "High", "Vital"]);
});

test("the area of a bubble is in proportion to its files", () => {
  const files = [100, 400, 0, 25];
  const { body } = quadrant(...files.map((count, index) => row(`s${index}`, 1, { volume: { files: exact(count) } })));
  expect(body?.points.map(({ radius }) => (radius ?? 0) ** 2 * 400)).toEqual(files.map((count) => expect.closeTo(count, 9)));
});

test.each([
  [[1, 2, 10], false],
  [[0.01, 2, 10], true],
  [[5], false],
])("values %j: logarithmic %s, and the axis says so", (values, logarithmic) => {
  const { body } = quadrant(...values.map((value, index) => row(`s${index}`, value)));
  expect(body?.logarithmic).toBe(logarithmic);
  expect(body?.axis.includes("logarithmic")).toBe(logarithmic);
});

test("unknown carbon is listed below and not drawn; no carbon is drawn at 0 on a linear axis and listed on a logarithmic one", () => {
  const linear = quadrant(row("a", 1), row("b", null), row("c", 0));
  expect(linear.body?.points.map(({ name }) => name)).toEqual(["a", "c"]);
  expect(linear.notes).toContain("Carbon unknown, so not drawn: b.");
  const logarithmic = quadrant(row("a", 1), row("d", 0.001), row("b", null), row("c", 0));
  expect(logarithmic.body?.points.map(({ name }) => name)).toEqual(["a", "d"]);
  expect(logarithmic.notes).toContain("No carbon, so not on a logarithmic scale: c.");
});

test("nothing known: no drawing, and a table that says unknown", () => {
  const { body, sentence, table } = quadrant(row("a", null), row("b", null));
  expect(body).toBeNull();
  expect(sentence).toBe("No row has a known carbon yet.");
  expect(table.rows.map((cells) => cells[1])).toEqual(["unknown", "unknown"]);
});

test("the dividing line is where the class High begins; without a budget, the mean row", () => {
  expect(quadrant(row("a", 1), row("b", 3)).body?.split).toEqual({ value: expect.closeTo(1.2, 9), label: "20 % of the budget: 1.2 kg" });
  const open = fakeMatrixWith((matrix) => ({ rows: [row("a", 1), row("b", 3)], total: { ...matrix.total, budget: { ...matrix.total.budget, carbon: null } } }));
  expect(chartOf("quadrant", open).body?.split).toEqual({ value: 2, label: "mean row: 2.0 kg" });
});

test("the sentence names what is heavy for what it is worth and what to lighten, and says how much goes only with machines", () => {
  const rows = [row("a", 3, { criticality: "low", recommended: 0 }), row("b", 2, { criticality: "vital" }), row("c", 0.5, { criticality: "low" })];
  expect(quadrant(...rows).sentence).toBe(
    "Heavy and of little criticality, and recommended to stop or to lower: a. Critical and heavy, so to lighten: b. Share of this carbon that goes only with whole machines: 100 %.",
  );
});

test.each<[MatrixRow["recommended"][], string]>([
  [[0, 0.5], "Heavy and of little criticality, and recommended to stop or to lower: a and b. "],
  [[1, 0.5], "Heavy and of little criticality: a and b. Of these the recommendation lowers b. "],
  [[1, 1], "Heavy and of little criticality: a and b. The recommendation keeps all of them. "],
  [[1, null], "Heavy and of little criticality: a and b. Share"],
])("nothing is named to be stopped that the recommendation keeps: %j", ([first = null, second = null], sentence) => {
  const rows = [row("a", 3, { criticality: "low", recommended: first }), row("b", 2, { criticality: "low", recommended: second })];
  expect(quadrant(...rows).sentence).toContain(sentence);
});

test("a row that the decisions stop is marked", () => {
  const { body, notes } = quadrant(row("a", 1, { decided: 0 }), row("b", 1));
  expect(body?.points.map(({ stopped }) => stopped)).toEqual([true, false]);
  expect(notes).toContain("A hollow bubble is a row that the decisions stop.");
});

test("in French: the four answers", () => {
  const { body } = chartOf("quadrant", fakeMatrixWith(), "fr");
  expect(Object.values(body?.corners ?? {})).toEqual(["garder", "garder et alléger", "enjeu faible", "à regarder d’abord"]);
});

test("over many powers of ten the unit is that of the middle one", () => {
  expect(quadrant(row("a", 1e-6), row("b", 1e4)).body?.axis).toBe("kg CO2e/month at 100 % (logarithmic scale)");
});

test("without a budget a lonely row is not heavier than the mean", () => {
  const lonely = fakeMatrixWith((matrix) => ({ rows: [row("a", 1)], total: { ...matrix.total, budget: { ...matrix.total.budget, carbon: null } } }));
  expect(chartOf("quadrant", lonely).sentence).toMatch(/^No row is both heavy and of little criticality\./);
});
