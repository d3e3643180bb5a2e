import { expect, test } from "vitest";
import { csv, matrixCsv } from "../../../../src/core/report/exports/csv";
import { sampleAnalysis, sampleMatrix, sampleRow } from "../sampleAnalysis";

test.each([
  ["=1+1", "'=1+1"],
  ["+33 1", "'+33 1"],
  ["-2", "'-2"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", '"\'\t=1"'],
  [" =1", "' =1"],
  ["＝1", "'＝1"],
  ["a=b", "a=b"],
  ['say "no"', '"say ""no"""'],
  ["a;b", '"a;b"'],
  ["a\nb", '"a\nb"'],
])("the text %j is written as %j", (text, expected) => {
  expect(csv([[text]], "en")).toBe(`\ufeff${expected}\r\n`);
});

test.each([
  ["en", "\ufeffa,0.25,\r\n"],
  ["fr", "\ufeffa;0,25;\r\n"],
] as const)("%s has its own separator and decimal mark; unknown is empty", (language, expected) => {
  expect(csv([["a", 0.25, null]], language)).toBe(expected);
});

test("the matrix has one line a row, as many cells as titles, full precision", () => {
  const matrix = sampleMatrix({
    rows: [sampleRow({ id: "a/fr", kgCO2e: { avoidable: { low: 1 / 3, central: 2 / 3, high: 1 }, fixed: null }, reason: "=cmd" })],
  });
  const [head, row, end] = matrixCsv(sampleAnalysis("en", matrix), matrix).split("\r\n");
  expect(end).toBe("");
  expect(row?.split(",")).toHaveLength(head?.split(",").length ?? 0);
  expect(row).toContain(`${2 / 3},${1 / 3},1,,,`);
  expect(row).toContain("'=cmd");
});
