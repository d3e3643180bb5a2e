import fc from "fast-check";
import { expect, test } from "vitest";
import type { AnalysisMemo } from "../../../src/core/analyze";
import { applyEdits } from "../../../src/core/scenario/edit/scenarioEdit";
import { translator } from "../../../src/core/text";
import { applyChanges } from "../../../src/protocol/applyChanges";
import type { Change } from "../../../src/protocol/messages";
import { analyse } from "../../support/analyse";

// What is kept from one analysis to the next never changes what it says: edit by edit against an analysis from scratch.

const t = translator("en");
const services = ["a", "b", "c"];
const languages = ["fr", "en", "es"];

/** Services of two kinds in languages of equal shares: many plans are as good as each other. */
const start = (budget: string) => `version: 1
currency: EUR
exchange: { USD: 1 EUR }
horizon: { from: 2027-01, months: 2 }
budget: ${budget}
use: commercial
region: francecentral
volume: { files: 50000/month, growth: 5 %/month }
languages:
${languages.map((id, i) => `  ${id}: { share: ${i === 0 ? "34" : "33"} % }\n`).join("")}hosts:
  one: { sku: Standard_NC4as_T4_v3, deployment: scale-to-zero }
  two: { sku: Standard_NC4as_T4_v3 }
services:
  a: { model: whisper-large-v3, engine: faster-whisper, host: one, input: { duration: 2 min } }
  b: { model: whisper-large-v3, engine: faster-whisper, host: one, input: { duration: 2 min } }
  c: { model: nllb-200-distilled-600m, licence: accepted, host: two, to: [en], input: { characters: 4000 } }
`;

const level: fc.Arbitrary<Change> = fc.record({
  type: fc.constant("level" as const),
  service: fc.constantFrom(...services),
  language: fc.constantFrom(...languages),
  level: fc.constantFrom(0, 0.25, 0.5, 0.75, 1),
});

test.each([
  ["a carbon budget", "{ carbon: 20 kg/month }", 25],
  ["both budgets", "{ carbon: 30 kg/month, cost: 700 EUR/month }", 15],
  ["a prudent plan", "{ carbon: 25 kg/month, plan: prudent }", 8],
])("levels edited one after the other, under %s", { timeout: 120_000 }, (_, budget, numRuns) => {
  fc.assert(
    fc.property(fc.array(level, { minLength: 2, maxLength: 5 }), (changes) => {
      const memo: AnalysisMemo = {};
      let text = start(budget);
      analyse(text, { memo });
      for (const change of changes) {
        const applied = applyChanges(text, [change], t, "EUR");
        if ("refused" in applied) throw new Error(applied.refused);
        text = applyEdits(text, applied.edits);
        const kept = analyse(text, { memo }).matrix;
        const fresh = analyse(text).matrix;
        expect(kept.rows).toEqual(fresh.rows);
        expect(kept.plans).toEqual(fresh.plans);
        expect(kept.alternatives).toEqual(fresh.alternatives);
        expect(kept.robustness).toEqual(fresh.robustness);
      }
    }),
    { numRuns },
  );
});
