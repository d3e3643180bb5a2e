import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { AnalysisMemo } from "../../src/core/analyze";
import { analysisOf } from "../support/analyse";

const folder = join(__dirname, "../../examples/editorial-api");
const texts = ["editorial.carbon.yaml", "editorial-scale-to-zero.carbon.yaml"].map((name) => readFileSync(join(folder, name), "utf8"));
const words = [
  "0",
  "-3",
  "1e9",
  "5 %",
  "2..4 min",
  "kWh",
  "{",
  "}",
  "*",
  "ar",
  "null",
  "dedicated",
  "scale-to-zero",
  "serverless",
  "mistral",
  "10 min",
  "2027-13",
  "\t",
  "é",
  "#",
  "[]",
];

/** A scenario with lines removed, doubled or swapped, and words replaced. */
const mutated = fc
  .record({
    text: fc.constantFrom(...texts),
    edits: fc.array(fc.record({ kind: fc.constantFrom("drop", "double", "word"), at: fc.nat(200), word: fc.constantFrom(...words), place: fc.nat(20) }), {
      minLength: 1,
      maxLength: 6,
    }),
  })
  .map(({ text, edits }) => {
    const lines = text.split("\n");
    for (const { kind, at, word, place } of edits) {
      const line = at % lines.length;
      if (kind === "drop") lines.splice(line, 1);
      else if (kind === "double") lines.splice(line, 0, lines[line] as string);
      else {
        const parts = (lines[line] as string).split(/(?<=[\s:{},])/);
        parts[place % parts.length] = `${word} `;
        lines[line] = parts.join("");
      }
    }
    return lines.join("\n");
  });

const run = (text: string, memo: AnalysisMemo = {}) => analysisOf(text, { memo });

test("whatever is written, nothing throws, every figure is finite, and the parts are the total", { timeout: 240_000 }, () => {
  const memo: AnalysisMemo = {};
  fc.assert(
    fc.property(mutated, (text) => {
      const { estimate, matrix, problems, scenario } = run(text, memo);
      if (scenario?.valid !== true) expect(problems.some(({ severity }) => severity === "error")).toBe(true);
      expect(
        JSON.stringify([estimate, matrix], (_, value: unknown) => (typeof value === "number" && !Number.isFinite(value) ? "not finite" : value)),
      ).not.toContain("not finite");
      const parts = estimate.endpoints.reduce((sum, { perMonth }) => sum + (perMonth.kgCO2e?.central ?? 0), 0) + (estimate.unattributed.kgCO2e?.central ?? 0);
      if (estimate.total.kgCO2e !== null && matrix !== null) {
        expect(parts).toBe(estimate.total.kgCO2e.central);
        expect(matrix.plans.baseline.kgCO2e).toEqual(estimate.total.kgCO2e);
        for (const interval of [estimate.total.kgCO2e, matrix.plans.decided.kgCO2e]) {
          if (interval === null) continue;
          expect(interval.low).toBeLessThanOrEqual(interval.central);
          expect(interval.high).toBeGreaterThanOrEqual(interval.central);
        }
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});

test("a memo never changes a result", { timeout: 120_000 }, () => {
  const memo: AnalysisMemo = {};
  const [founding = ""] = texts;
  const steps = [
    founding,
    founding.replace("level: 0 %", "level: 50 %"),
    founding.replace("carbon: 6", "carbon: 8"),
    founding.replace(/decisions:\n(?: {2}.*\n)+/, ""),
    founding.replace("decisions:\n", "decisions:\n  nobody/xx: { level: 25 % }\n"),
    founding.replace("500/month", "700/month"),
    founding.replace("level: 0 %", "level: 75 %").replace("500/month", "700/month"),
    founding,
  ];
  expect(new Set(steps).size).toBe(steps.length - 1);
  for (const text of steps) expect(JSON.stringify(run(text, memo))).toBe(JSON.stringify(run(text)));
});
