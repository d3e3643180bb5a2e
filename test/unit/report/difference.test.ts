import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { differences, differenceText } from "../../../src/core/report/difference";
import { estimateText } from "../../../src/core/report/tables/estimateText";
import { analyse } from "../../support/analyse";

const founding = readFileSync(join(__dirname, "../../../examples/editorial-api/editorial.carbon.yaml"), "utf8");
const foreign = founding.replace("nllb-200-distilled-600m", "foo");

test("a figure that becomes unknown is no saving: totals that count different microservices have no difference", () => {
  const [base, now] = [analyse(founding), analyse(foreign)];
  const found = differences(base, now) ?? expect.fail("nothing to compare");
  expect(found.unknown.base.baseline).toEqual([]);
  expect(found.unknown.now.baseline).toEqual(now.matrix.rows.flatMap(({ id, service }) => (service === "translation" ? [id] : [])));
  expect(found.kgCO2e.baseline).toMatchObject({ base: base.estimate.total.kgCO2e?.central, change: null });
  const text = differenceText(base, now);
  expect(text).toMatch(/baseline, CO2e .*at least .*unknown/);
  expect(text).toContain("the carbon of these is missing: translation/fr");
  expect(estimateText(now)).toContain("the carbon of these is missing: translation/fr");
});

test("what is unknown before and after alike leaves the difference known, and a whole total is not called incomplete", () => {
  const fewer = (text: string): string => text.replace("500/month", "400/month");
  const unknown = differences(analyse(foreign), analyse(fewer(foreign)));
  expect(unknown?.kgCO2e.baseline.change).toBeLessThan(0);
  const text = differenceText(analyse(founding), analyse(fewer(founding)));
  expect(text).not.toMatch(/at least|missing/);
});

test("what is unknown on the one side alone only adds to it: a fall from more of it is a least amount", () => {
  const stopped = ["translation", "transcription"].flatMap((service) => ["fr", "en", "es", "ar"].map((language) => `${service}/${language}`));
  const levels = stopped.map((row) => `  ${row}: { level: 0 %, reason: "x", by: "y", date: 2026-12-01 }\n`).join("");
  const off = foreign.replace("decisions:\n", `decisions:\n${levels}`);
  const found = differences(analyse(foreign), analyse(off));
  expect(found?.kgCO2e.decided).toMatchObject({ change: null });
  expect(found?.kgCO2e.decided.least).toBeLessThan(0);
  expect(differenceText(analyse(foreign), analyse(off))).toMatch(/decided, CO2e .* at least −/);
  // The other way round it rises by what is known, and by what is not.
  expect(differences(analyse(off), analyse(foreign))?.kgCO2e.decided.least).toBeGreaterThan(0);
});

test("two versions of one scenario are told apart by their files, others by their titles", () => {
  const other = founding.replace(/^title: .*$/m, "title: Other");
  expect(differenceText(analyse(founding), analyse(founding))).toMatch(/^Compared with \S+\.carbon\.yaml/);
  expect(differenceText(analyse(founding), analyse(other))).toContain("Compared with Editorial AI API");
});
