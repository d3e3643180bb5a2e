import { expect, test } from "vitest";
import type { Matrix } from "../../../src/core/analysis/matrix";
import { buildMatrixView } from "../../../src/protocol/buildMatrixView";
import type { MatrixView } from "../../../src/protocol/matrixView";
import { fakeAnalysis, fakeRow } from "../../support/fakeAnalysis";

const view = (change: (matrix: Matrix) => Partial<Matrix> = () => ({}), language: "en" | "fr" = "en"): MatrixView => {
  const analysis = fakeAnalysis({}, language);
  const matrix = analysis.matrix as Matrix;
  return buildMatrixView({ ...analysis, matrix: { ...matrix, ...change(matrix) } }) as MatrixView;
};

test("without a scenario there is no matrix", () => {
  expect(buildMatrixView(fakeAnalysis({ scenario: null, matrix: null }))).toBeNull();
});

test("rows stand under their service, in the order of the analysis", () => {
  expect(view().services.map(({ name, rows }) => [name, rows.map(({ language }) => language).join()])).toEqual([
    ["transcription", "fr,en,es,ar"],
    ["translation", "fr,en,es,ar"],
    ["generation", "fr,en,es,ar"],
  ]);
});

test("a service says what its rows have in common", () => {
  const [, , generation] = view().services;
  expect(generation).toMatchObject({
    recommended: { value: 0, text: "0 %" },
    decided: { value: null, text: "mixed" },
    criticality: { id: "low", word: "Low" },
    avoidable: "6.0 g",
    fixed: "4.8 kg",
  });
});

test("the totals: budget, used, reserve, chance of going over, overshoot month, cost", () => {
  expect(view().totals.map(({ label, value, tone }) => `${label}: ${value} (${tone})`)).toEqual([
    "Budget: 6 kg/month (plain)",
    "Used, as decided: 9.7 kg/month (bad)",
    "Reserve: −3.7 kg (bad)",
    "Chance of going over: 97 % (bad)",
    "Over budget from: 2027-01 (bad)",
    "Cost: 760 EUR/month (plain)",
  ]);
});

test("an override is marked, whether or not it has a reason", () => {
  const rows = (matrix: Matrix) => ({
    rows: [fakeRow("ocr", null, { recommended: 0, decided: 1 }), fakeRow("asr", null, { recommended: 1, decided: 1 }), ...matrix.rows.slice(0, 1)],
  });
  expect(view(rows).services.map(({ rows: [row] }) => row?.differs)).toEqual([true, false, false]);
});

test("what is unknown is never 0", () => {
  const row = fakeRow("ocr", null, {
    kgCO2e: { avoidable: null, fixed: null },
    volume: { files: null },
    cost: null,
    costs: {},
    carbonClass: null,
    recommended: null,
  });
  const drawn = view(() => ({ rows: [row] })).services[0]?.rows[0];
  expect([drawn?.avoidable.value, drawn?.fixed.value, drawn?.volume, drawn?.cost, drawn?.recommended.text, drawn?.carbonClass]).toEqual([
    "unknown",
    "unknown",
    "not set",
    "–",
    "measure first",
    null,
  ]);
});

test("a row without a recommended level says what is in the way, and its service what all its rows say", () => {
  const [floor, veto] = [
    { code: "obligation", min: 1, max: 1, reason: "a law asks for it" },
    { code: "licence", min: 0, max: 0, reason: "its licence forbids it" },
  ] as const;
  const contradicted = (language: string) => fakeRow("translation", language, { recommended: null, gates: [floor, veto] });
  const unknown = fakeRow("ocr", null, { recommended: null });
  const rows = [contradicted("fr"), contradicted("ar"), unknown, fakeRow("asr", "fr", { recommended: 1 }), fakeRow("asr", "ar", { recommended: null })];
  const seen = view(() => ({ rows })).services.map((service) => [service.recommended.text, ...service.rows.map((row) => row.recommended.text)].join());
  expect(seen).toEqual(["settle first,settle first,settle first", "measure first,measure first", "mixed,100 %,measure first"]);
});

test("costs in two currencies are listed, never added", () => {
  const row = fakeRow("ocr", null, { cost: null, costs: { EUR: 20, USD: 30 } });
  expect(view(() => ({ rows: [row] })).services[0]?.rows[0]?.cost).toBe("20 EUR + 30 USD");
});

test("in French: words, decimal comma, names of languages", () => {
  const drawn = view(undefined, "fr");
  expect(drawn.totals[0]?.value).toBe("6 kg/mois");
  expect(drawn.services[0]?.rows[3]).toMatchObject({ languageName: "arabe", criticality: { word: "Élevée" }, decided: { text: "à décider" } });
  expect(drawn.services[0]?.rows[0]?.fixed).toEqual({ value: "1,6 kg", range: "0,93–2,6" });
});

test("the volume editor opens with the first month's number, ungrouped and exact, in the reader's decimals", () => {
  const rows = (first: number | null) => () => ({ rows: [fakeRow("ocr", null, { volume: { files: { low: 1, central: 2000, high: 3000 }, first } })] });
  const edit = (first: number | null, language: "en" | "fr" = "en") => view(rows(first), language).services[0]?.rows[0]?.volumeEdit;
  expect([edit(1234), edit(12.5), edit(12.5, "fr"), edit(0), edit(null)]).toEqual(["1234", "12.5", "12,5", "0", null]);
});
