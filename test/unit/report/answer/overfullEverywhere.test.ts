import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isMeasurable } from "../../../../src/core/footprint/model/inputs";
import { headlineOf, headlineText } from "../../../../src/core/report/answer/headline";
import { differenceText } from "../../../../src/core/report/difference";
import { estimateText } from "../../../../src/core/report/tables/estimateText";
import { analyse } from "../../../support/analyse";

const founding = readFileSync(join(__dirname, "../../../../examples/editorial-api/editorial.carbon.yaml"), "utf8");
const undecided = founding.replace(/decisions:\n(?: {2}.*\n)+/, "");
const full = undecided.replace("files: 500/month", "files: 60000/month");

test("a machine that is asked too much is no unknown carbon, and its cost is a least amount in estimate as in the matrix", () => {
  const { estimate, matrix, ...rest } = analyse(full);
  expect(matrix.plans.baseline.cost).toBeNull();
  expect(estimate.total.cost).toBeNull();
  expect(estimate.total.costs).toEqual(matrix.plans.baseline.costs);
  const text = estimateText({ estimate, matrix, ...rest });
  expect(text).not.toContain("the carbon of these is missing");
  expect(text).toMatch(/more hours are asked of these machines than they have.*: speech/);
  expect(differenceText(analyse(undecided), { estimate, matrix, ...rest })).not.toContain("the carbon of these is missing");
});

test("a plan that what is known of it exceeds for sure is over, however much more comes on top", () => {
  const over = analyse(full.replace("carbon: 6 kg/month", "carbon: 2 kg/month")).matrix;
  expect(over.plans.baseline.overfull).toBeDefined();
  expect(over.plans.baseline.overProbability).toBeGreaterThan(0.99);
  expect(analyse(full.replace("carbon: 6 kg/month", "carbon: 40 kg/month")).matrix.plans.baseline.overProbability).toBeNull();
});

// [input, whether the reader can tell it]
test.each([
  ["grid", "gCO2e/kWh", "sourced", false],
  ["grid of a region that nobody wrote", "gCO2e/kWh", "assumed", true],
  ["PUE of a region that nobody wrote", "pue/x", "assumed", true],
  ["embodied rate", "gCO2e/h", "assumed", false],
] as const)("%s: whether the reader can tell it", (id, unit, basis, told) => {
  expect(isMeasurable({ id, unit, basis })).toBe(told);
});

test.each([
  ["en", /in (?:January|February|March|April|May|June|July|August|September|October|November|December) 2027/],
  ["fr", /en \p{L}+ 2027/u],
] as const)("months stand in %s sentences as they are said", (language, month) => {
  const analysis = analyse(full, { language });
  const said = [
    headlineText(headlineOf(analysis, analysis.matrix)),
    ...analysis.problems.filter(({ code }) => code === "host-over-capacity").map(({ message }) => message),
  ];
  for (const text of said) {
    expect(text).toMatch(month);
    expect(text).not.toMatch(/\d{4}-\d{2}/);
  }
});
