import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../../../src/build/paths.mjs";
import type { AbatementOption } from "../../../../src/core/analysis/plan";
import { amountOf, chartOf, fakeMatrixWith, matrixOfText } from "../../../support/chartsOf";

const exact = (central: number) => ({ low: central, central, high: central });
const option = (id: string, kilograms: number, over: Partial<AbatementOption> = {}): AbatementOption => ({
  id,
  kind: "level",
  label: id,
  condition: null,
  rows: [],
  to: 0,
  avoided: { total: exact(kilograms), avoidable: exact(kilograms), fixed: exact(0) },
  lostValue: 0,
  atLeast: false,
  savedCost: null,
  savedIn: null,
  lossPerKg: 0,
  noRegret: false,
  pace: "same",
  seconds: null,
  costPerTonne: null,
  shadowValue: 0,
  off: [],
  holds: null,
  ...over,
});
const losing = (id: string, kilograms: number, lossPerKg: number): AbatementOption => option(id, kilograms, { lossPerKg, lostValue: lossPerKg * kilograms });
const chart = (...options: AbatementOption[]) =>
  chartOf(
    "options",
    fakeMatrixWith(() => ({ options })),
  );

test("as wide as the kilograms avoided, as high as the value lost per kg; no-regret steps apart, the order kept", () => {
  const { body } = chart(option("sleep", 4, { noRegret: true }), option("move", 1), losing("stop a", 2, 10), losing("stop b", 3, 50));
  expect(body?.groups.map(({ id, blocks }) => [id, blocks.map(({ number, label, width, height }) => [number, label, width, height])])).toEqual([
    ["no-regret", [[1, "sleep", 4, 0]]],
    ["no-loss", [[2, "move", 1, 0]]],
    [
      "loss",
      [
        [3, "stop a", 2, 10],
        [4, "stop b", 3, 50],
      ],
    ],
  ]);
});

test.each([
  [[10, 50], false],
  [[10, 5000], true],
])("losses of %j per kg: logarithmic %s, and the axis says so", (losses, logarithmic) => {
  const { body } = chart(...losses.map((loss, index) => losing(`s${index}`, 1, loss)));
  expect([body?.logarithmic, body?.axis.includes("logarithmic")]).toEqual([logarithmic, logarithmic]);
});

test("what is too small or too many to be drawn is counted, and in the table", () => {
  const many = Array.from({ length: 20 }, (_, index) => losing(`s${index}`, 10 - index * 0.1, 1));
  const { body, notes, table } = chart(...many, losing("speck", 0.001, 2));
  expect(body?.groups.flatMap(({ blocks }) => blocks.map(({ label }) => label))).toEqual(many.slice(0, 14).map(({ id }) => id));
  expect(notes).toContain("7 smaller steps are in the table only.");
  expect(table.rows.length).toBe(21);
});

test("the sentence names the best step that loses nothing and the one that loses least per kg", () => {
  expect(
    chart(option("stop text between requests", 4, { noRegret: true }), option("move", 9), option("stop a", 2, { lossPerKg: 15, lostValue: 30, off: ["text"] }))
      .sentence,
  ).toBe(
    "Without losing a file: stop text between requests, 4.0 kg a month less. Least value lost per kg: stop a (switches text off), 2.0 kg a month less for 30 weighted files.",
  );
});

test("nothing to do, or nothing known: no drawing, and it is said", () => {
  const { body, sentence } = chart();
  expect([body, sentence]).toEqual([null, "No single step lowers the carbon, or it is not known yet."]);
});

test("a cost that is not known is unknown, never 0", () => {
  expect(chart(option("a", 1, { savedCost: null })).table.rows[0]?.[6]).toBe("unknown");
});

test("the founding case: the drawn blocks are the analysis's own steps", () => {
  const text = readFileSync(inRoot("examples", "editorial-api", "editorial.carbon.yaml"), "utf8").replace(/decisions:[\s\S]*?(?=measurements:)/, "");
  const matrix = matrixOfText(text);
  const { body, table } = chartOf("options", matrix);
  const blocks = body?.groups.flatMap((group) => group.blocks) ?? [];
  expect(blocks.length).toBeGreaterThan(4);
  for (const block of blocks) {
    const one = matrix.options.find(({ label }) => label === block.label);
    expect([block.width, block.height]).toEqual([one?.avoided.total.central, one?.lossPerKg]);
  }
  for (const row of table.rows) expect((amountOf(row[2]) ?? 0) + (amountOf(row[3]) ?? 0)).toBeCloseTo(amountOf(row[1]) ?? Number.NaN, 9);
});
