import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import type { MatrixRow } from "../../../src/core/analysis/matrix";
import { applyEdits } from "../../../src/core/scenario/edit/scenarioEdit";
import { translator } from "../../../src/core/text";
import { applyChanges } from "../../../src/protocol/applyChanges";
import { analysisOf } from "../../support/analyse";

const t = translator("en");

function rowsOf(text: string): readonly MatrixRow[] {
  const { matrix, problems } = analysisOf(text);
  if (!matrix) throw new Error(`no matrix: ${JSON.stringify(problems)}`);
  return matrix.rows;
}

function typed(text: string, row: MatrixRow, files: string): string {
  const applied = applyChanges(text, [{ type: "files", service: row.service, language: row.language, files }], t);
  if ("refused" in applied) throw new Error(applied.refused);
  return applyEdits(text, applied.edits);
}

const media = fc.constantFrom({ audio: "40 %", video: "20 %", text: "40 %" }, { audio: "70 %", text: "30 %" }, undefined);
const volume = fc.record(
  {
    files: fc.integer({ min: 1, max: 5000 }).map((files) => `${files}/month`),
    growth: fc.integer({ min: 0, max: 12 }).map((growth) => `${growth} %/month`),
    ceiling: fc.integer({ min: 5000, max: 9000 }).map((ceiling) => `${ceiling}/month`),
    shape: fc.constantFrom("exponential", "logistic"),
  },
  { requiredKeys: ["files"] },
);
const checkedVolume = volume.map(({ shape, ...rest }) => (rest.ceiling && shape ? { ...rest, shape } : rest));
const own = fc.record(
  { files: fc.integer({ min: 0, max: 900 }).map((files) => `${files}/month`), from: fc.constantFrom("2027-03", "2027-06"), growth: fc.constant("3 %/month") },
  { requiredKeys: [] },
);
const service = fc.record(
  {
    model: fc.constantFrom("whisper-large-v3", "mistral:7b"),
    volume: checkedVolume,
    languages: fc.dictionary(fc.constantFrom("fr", "en", "ar"), own, { maxKeys: 2 }),
  },
  { requiredKeys: ["model"] },
);
const scenario = fc.record({
  version: fc.constant(1),
  horizon: fc.constant({ from: "2027-01", months: 6 }),
  region: fc.constant("francecentral"),
  volume: checkedVolume,
  media,
  languages: fc.constantFrom(
    { fr: { share: "60 %" }, en: { share: "40 %" } },
    { fr: { share: "95 %", growth: "2 %/month" }, ar: { share: "5 %", from: "2027-04" } },
    undefined,
  ),
  services: fc.dictionary(fc.constantFrom("asr", "llm", "other"), service, { minKeys: 1, maxKeys: 3 }),
});
const text = scenario.map((data) => stringify(JSON.parse(JSON.stringify(data))));

test("after an edit of the files a row shows exactly the number that was typed, and no other row moves", () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.integer({ min: 0, max: 20_000 }), (before, pick, files) => {
      const rows = rowsOf(before);
      const editable = rows.filter((row) => row.volume.first !== null);
      const row = editable[pick % Math.max(1, editable.length)];
      fc.pre(row !== undefined);
      const after = rowsOf(typed(before, row as MatrixRow, String(files)));
      expect(after.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
      after.forEach((now, index) => {
        const wanted = now.id === row?.id ? files : (rows[index]?.volume.first ?? null);
        if (wanted === null) expect(now.volume.first, now.id).toBeNull();
        else expect(now.volume.first, now.id).toBeCloseTo(wanted, 6);
      });
    }),
    { numRuns: 20, seed: 2026 },
  );
});

test("a ceiling, a start after the first month and a medium of its own: what each month has, and what the cell edits", () => {
  const before = `version: 1
horizon: { from: 2027-01, months: 4 }
volume: { files: 100/month, growth: 100 %/month, ceiling: 300/month }
media: { audio: 25 %, video: 25 %, text: 50 % }
languages: { fr: { share: 80 % }, ar: { share: 20 %, from: 2027-03 } }
services:
  asr: { model: whisper-large-v3 }
`;
  const [fr, ar] = rowsOf(before);
  expect(fr?.volume.months).toEqual([40, 80, 120, 120]);
  expect(fr?.volume).toMatchObject({ first: 40, media: { audio: 0.5, video: 0.5 } });
  expect(ar?.volume.months).toEqual([0, 0, 30, 30]);
  expect(ar?.volume).toMatchObject({ first: 10, from: "2027-03" });
  const [, after] = rowsOf(typed(before, ar as MatrixRow, "12,5"));
  expect(after?.volume.first).toBe(12.5);
});

test("a row that no file can enter has no number to edit", () => {
  const rows = rowsOf(`version: 1
volume: { files: 100/month }
languages: { fr: { share: 50 % }, en: { share: 50 % } }
services:
  mt: { model: nllb-200-distilled-600m, to: [en] }
`);
  expect(rows.map(({ volume: { first } }) => first)).toEqual([50, null]);
});
