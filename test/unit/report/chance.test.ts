import { expect, test } from "vitest";
import { chance, level, readerOf } from "../../../src/core/report/words/figures";

// A probability is a share of draws: none of them is not never, and all of them not always. A level is exact.

test.each<["en" | "fr", number, string]>([
  ["en", 0, "< 1 %"],
  ["en", 0.004, "< 1 %"],
  ["en", 0.256, "26 %"],
  ["en", 0.999, "> 99 %"],
  ["en", 1, "> 99 %"],
  ["fr", 0, "< 1 %"],
  ["fr", 1, "> 99 %"],
])("in %s a chance of %f reads %s", (language, share, text) => {
  expect(chance(share, readerOf(language)).replace(/\s/gu, " ")).toBe(text);
});

test("a level of 0 or 100 % stays so", () => {
  expect([level(0, readerOf("en")), level(1, readerOf("en"))].map((text) => text.replace(/\s/gu, " "))).toEqual(["0 %", "100 %"]);
});
