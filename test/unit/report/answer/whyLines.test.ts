import { expect, test } from "vitest";
import type { MatrixRow } from "../../../../src/core/analysis/matrix";
import { whyLines } from "../../../../src/core/report/answer/whyLines";
import { formatter } from "../../../../src/core/report/words/format";
import { sampleMatrix, sampleRow } from "../sampleAnalysis";

// Why each level is recommended is read in one glance: causes once, each a line, amounts only where they are common.

const change = (to: number, level: MatrixRow["recommended"] = 0, label = "carbon budget"): NonNullable<MatrixRow["nearestChange"]> => ({
  input: "budget.carbon",
  label,
  unit: "kg/month",
  from: 6,
  to,
  level: level ?? 0,
  distance: 0.5,
});
const kept = (grams: number): MatrixRow["reasons"] => [{ text: `Kept: it adds ${grams} g, and 1 kg is free.`, shared: "Kept: 1 kg is free." }];
const rows = (of: Readonly<Record<string, Partial<MatrixRow>>>): MatrixRow[] => Object.entries(of).map(([id, row]) => sampleRow({ id, gates: [], ...row }));

test.each<[string, Readonly<Record<string, Partial<MatrixRow>>>, readonly string[]]>([
  ["amounts of their own are left to the table", { "a/fr": { reasons: kept(5) }, "a/en": { reasons: kept(3) } }, ["a: Kept: 1 kg is free."]],
  ["the same amounts stay", { "a/fr": { reasons: kept(5) }, "a/en": { reasons: kept(5) } }, ["a: Kept: it adds 5 g, and 1 kg is free."]],
  ["one row alone keeps its amounts", { a: { reasons: kept(5) } }, ["a: Kept: it adds 5 g, and 1 kg is free."]],
  [
    "what all rows share is said once, after what each has of its own",
    { "a/fr": { reasons: [...kept(5), { text: "By permission." }] }, "a/en": { reasons: [{ text: "Nothing." }, { text: "By permission." }] } },
    ["a/fr: Kept: it adds 5 g, and 1 kg is free.", "a/en: Nothing.", "a: By permission."],
  ],
  [
    "what several services share is said once, before what would change each of them",
    {
      "a/fr": { reasons: kept(5), nearestChange: change(5) },
      "a/en": { reasons: [{ text: "Too long." }] },
      b: { reasons: [{ text: "Kept: it adds 5 g, and 1 kg is free." }, { text: "By permission." }], nearestChange: change(5) },
      c: { reasons: [{ text: "Too long." }] },
    },
    [
      "a/fr; b: Kept: it adds 5 g, and 1 kg is free.",
      "a/en; c: Too long.",
      "b: By permission. It would be 0 % once carbon budget goes from 6.0 to 5.0 kg/month.",
      "a/fr: It would be 0 % once carbon budget goes from 6.0 to 5.0 kg/month.",
    ],
  ],
  [
    "changes of one input to one level in one direction are one range",
    { "a/fr": { reasons: kept(5), nearestChange: change(5.9) }, "a/en": { reasons: kept(3), nearestChange: change(5.4) } },
    ["a: Kept: 1 kg is free. It would be 0 % once carbon budget goes from 6.0 to 5.4–5.9 kg/month."],
  ],
  [
    "changes to two levels are two sentences",
    { "a/fr": { reasons: kept(5), nearestChange: change(5.9) }, "a/en": { reasons: kept(3), nearestChange: change(5.4, 0.75) } },
    ["a: Kept: 1 kg is free. fr: 0 % once carbon budget goes from 6.0 to 5.9 kg/month. en: 75 % once carbon budget goes from 6.0 to 5.4 kg/month."],
  ],
  [
    "changes in two directions are two sentences",
    { "a/fr": { reasons: kept(5), nearestChange: change(5.9, 0.5) }, "a/en": { reasons: kept(3), nearestChange: change(6.4, 0.5) } },
    ["a: Kept: 1 kg is free. fr: 50 % once carbon budget goes from 6.0 to 5.9 kg/month. en: 50 % once carbon budget goes from 6.0 to 6.4 kg/month."],
  ],
  [
    "a change that two figures hide shows more of them",
    { a: { reasons: kept(5), nearestChange: change(6.004) } },
    ["a: Kept: it adds 5 g, and 1 kg is free. It would be 0 % once carbon budget goes from 6.000 to 6.004 kg/month."],
  ],
  [
    "other inputs name their languages",
    {
      "a/fr": { reasons: kept(5), nearestChange: change(5) },
      "a/en": { reasons: kept(3), nearestChange: change(7, 0, "volume") },
      "a/es": { reasons: kept(1) },
    },
    ["a: Kept: 1 kg is free. fr: 0 % once carbon budget goes from 6.0 to 5.0 kg/month. en: 0 % once volume goes from 6.0 to 7.0 kg/month."],
  ],
])("%s", (_, of, expected) => {
  const lines = whyLines({ ...sampleMatrix(), rows: rows(of) }, formatter("en"));
  expect(lines.map(({ term, sentences }) => `${term}: ${sentences.join(" ")}`)).toEqual(expected);
});
