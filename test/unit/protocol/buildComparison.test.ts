import { expect, test } from "vitest";
import type { Analysis } from "../../../src/core/analysis/analysis";
import type { Matrix, MatrixRow } from "../../../src/core/analysis/matrix";
import { translator } from "../../../src/core/text";
import { buildComparison } from "../../../src/protocol/buildComparison";
import { buildState } from "../../../src/protocol/buildState";
import { fakeAnalysis, fakeRow } from "../../support/fakeAnalysis";

const other = { kind: "file", file: "b.carbon.yaml" } as const;

function having(rows: readonly MatrixRow[], over: Partial<Matrix> = {}): Analysis {
  const analysis = fakeAnalysis();
  return { ...analysis, matrix: { ...(analysis.matrix as Matrix), rows, ...over } };
}
const compared = (here: readonly MatrixRow[], there: readonly MatrixRow[]) => buildComparison(having(here), having(there), other, "b.carbon.yaml");

test("the same scenario twice: no row differs, and nothing is shown of rows", () => {
  const rows = [fakeRow("a", "fr"), fakeRow("a", "ar")];
  expect(compared(rows, rows)).toMatchObject({ note: "No row differs.", rows: null });
});

test("a level, a row that came and a row that went; columns that say the same everywhere are left out", () => {
  const view = compared([fakeRow("a", "fr", { decided: 0.5 }), fakeRow("a", "en")], [fakeRow("a", "fr", { decided: 1 }), fakeRow("a", "en")]);
  expect(view.note).toBe("1 of 2 rows differs. Rows are compared at 100 %, totals as decided.");
  expect(view.rows).toEqual({
    head: ["Microservice, language", "Decision A", "Decision B"],
    rows: [{ cells: ["a · French", "100 %", "50 %"], differs: [1, 2] }],
  });
  const moved = compared([fakeRow("new", null)], [fakeRow("old", null)]);
  expect(moved.rows?.rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
    ["new", "no such row", "open"],
    ["old", "open", "no such row"],
  ]);
});

test("costs in different currencies are shown and never subtracted", () => {
  const here = having([fakeRow("a", null, { cost: 10, costs: { EUR: 10 } })]);
  const there = having([fakeRow("a", null, { cost: 12, costs: { USD: 12 } })], { currency: "USD" });
  const view = buildComparison(here, there, other, "b");
  expect(view.rows?.rows[0]?.cells).toEqual(["a", "12 USD", "10 EUR", ""]);
});

test("one of the two has no matrix: it says so", () => {
  expect(buildComparison(having([]), fakeAnalysis({ matrix: null }), other, "b").totals).toBeNull();
});

test("a draft over a file that cannot be read is not shown: the last good table is, read-only", () => {
  const good = having([fakeRow("a", null)]);
  const broken = fakeAnalysis({ scenario: { file: "x", title: null, owner: null, valid: false }, matrix: null });
  const state = buildState(
    { file: broken, lastGood: good, draft: { steps: [], analysis: good }, comparison: null, open: ["a", "gone"], problems: [], gone: false },
    translator("en"),
  );
  expect([state.readOnly, state.draft, state.view?.services.length, Object.keys(state.details)]).toEqual([true, null, 1, ["a"]]);
});
