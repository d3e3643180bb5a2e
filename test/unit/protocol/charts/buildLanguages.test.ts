import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../../../src/build/paths.mjs";
import { amountOf, chartOf, fakeMatrixWith, matrixOfText, textOf } from "../../../support/chartsOf";
import { fakeRow } from "../../../support/fakeAnalysis";

const exact = (central: number) => ({ low: central, central, high: central });
const weighing = (service: string, language: string | null, files: number | null, kilograms: number | null) =>
  fakeRow(service, language, {
    volume: { files: files === null ? null : exact(files) },
    kgCO2e: { avoidable: kilograms === null ? null : exact(kilograms), fixed: kilograms === null ? null : exact(0) },
  });

test("both shares add up to 100 %, and the kilograms to the rows", () => {
  const matrix = matrixOfText(readFileSync(inRoot("examples", "editorial-api", "editorial.carbon.yaml"), "utf8"));
  const { body, table } = chartOf("languages", matrix);
  for (const { values } of body?.series ?? []) expect(values.reduce<number>((sum, one) => sum + (one ?? 0), 0)).toBeCloseTo(100, 9);
  const rows = matrix.rows.reduce((sum, { kgCO2e }) => sum + (kgCO2e.avoidable?.central ?? 0) + (kgCO2e.fixed?.central ?? 0), 0);
  expect(table.rows.reduce((sum, row) => sum + (amountOf(row[3]) ?? 0), 0)).toBeCloseTo(rows, 9);
});

test("Arabic's tokens show: its share of the carbon is larger than that of its files, most in generation", () => {
  const matrix = matrixOfText(readFileSync(inRoot("examples", "editorial-api", "editorial.carbon.yaml"), "utf8"));
  const { body, sentence } = chartOf("languages", matrix);
  const arabic = body?.languages.indexOf("Arabic") ?? -1;
  const [files, carbon] = body?.series.map(({ values }) => values[arabic] ?? 0) ?? [];
  expect(carbon).toBeGreaterThan((files ?? 0) * 1.3);
  expect(sentence).toMatch(/^Arabic accounts for .* Most of all in generation: /);
});

test("a language in proportion to its files is said to be so", () => {
  const rows = [weighing("ocr", "fr", 100, 1), weighing("ocr", "en", 200, 2)];
  expect(
    chartOf(
      "languages",
      fakeMatrixWith(() => ({ rows })),
    ).sentence,
  ).toBe("Carbon follows the files: no language weighs more a file than the others.");
});

test("unknown rows are in neither share and are named; rows without a language are a group", () => {
  const rows = [weighing("ocr", "fr", 100, 1), weighing("ocr", "en", 100, null), weighing("asr", null, 300, 3)];
  const { body, notes } = chartOf(
    "languages",
    fakeMatrixWith(() => ({ rows })),
  );
  expect(body?.languages).toEqual(["French", "no language"]);
  expect(body?.series.map(({ values }) => values)).toEqual([
    [25, 75],
    [25, 75],
  ]);
  expect(notes).toContain("Carbon or volume unknown, so in neither share: ocr/en.");
});

test.each([
  [[weighing("ocr", null, 100, 1)], "The scenario does not tell languages apart."],
  [[weighing("ocr", "fr", null, null)], "The carbon of the languages is not known yet."],
  [[weighing("ocr", "fr", 0, 0)], "The carbon of the languages is not known yet."],
])("nothing to draw: %#", (rows, sentence) => {
  const chart = chartOf(
    "languages",
    fakeMatrixWith(() => ({ rows })),
  );
  expect([chart.body, chart.sentence]).toEqual([null, sentence]);
});

test("in French: names of languages, shares with a decimal comma", () => {
  const rows = [weighing("ocr", "ar", 46, 4), weighing("ocr", "en", 954, 6)];
  const { body, sentence, table } = chartOf(
    "languages",
    fakeMatrixWith(() => ({ rows })),
    "fr",
  );
  expect(body?.languages).toEqual(["arabe", "anglais"]);
  expect(sentence).toMatch(/^Langue la plus lourde, arabe\u00a0: 4,6\u00a0% des fichiers et 40\u00a0% du carbone/);
  expect(textOf(table.rows[0]?.[2])).toBe("4,6\u00a0%");
});
