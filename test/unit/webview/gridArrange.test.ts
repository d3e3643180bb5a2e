import fc from "fast-check";
import { expect, test } from "vitest";
import type { Matrix, MatrixRow } from "../../../src/core/analysis/matrix";
import { buildMatrixView } from "../../../src/protocol/buildMatrixView";
import type { MatrixView } from "../../../src/protocol/matrixView";
import { type Arrangement, arrange, asWritten, filters, hold, nextSort, type SortKey } from "../../../webview/gridArrange";
import { fakeAnalysis, fakeRow } from "../../support/fakeAnalysis";

function viewOf(rows: readonly MatrixRow[]): MatrixView {
  const analysis = fakeAnalysis();
  const view = buildMatrixView({ ...analysis, matrix: { ...(analysis.matrix as Matrix), rows } });
  if (!view) throw new Error("no view");
  return view;
}
const kg = (central: number | null) => ({
  avoidable: central === null ? null : { low: central, central, high: central },
  fixed: { low: 0, central: 0, high: 0 },
});
const view = viewOf([
  fakeRow("beta", "fr", { kgCO2e: kg(1), decided: 0, recommended: 1, reason: "pilot" }),
  fakeRow("beta", "ar", { kgCO2e: kg(5) }),
  fakeRow("alpha", null, { kgCO2e: kg(null), locked: true, decided: 1, recommended: 1 }),
  fakeRow("gamma", "en", { kgCO2e: kg(3), carbonClass: "high" }),
]);
const ids = (arrangement: Partial<Arrangement>) => arrange(view, { ...asWritten, ...arrangement }).flatMap(({ rows }) => rows);

test.each<[string, Partial<Arrangement>, string[]]>([
  ["as written", {}, ["beta/fr", "beta/ar", "alpha", "gamma/en"]],
  ["by name", { sort: { by: "name", down: false } }, ["alpha", "beta/ar", "beta/fr", "gamma/en"]],
  ["by carbon, the unknown last", { sort: { by: "carbon", down: true } }, ["beta/ar", "beta/fr", "gamma/en", "alpha"]],
  ["by carbon, lightest first, the unknown last all the same", { sort: { by: "carbon", down: false } }, ["gamma/en", "beta/fr", "beta/ar", "alpha"]],
  ["undecided", { filter: "open" }, ["beta/ar", "gamma/en"]],
  ["against the advice", { filter: "differs" }, ["beta/fr"]],
  ["locked", { filter: "locked" }, ["alpha"]],
  ["high carbon", { filter: "heavy" }, ["gamma/en"]],
  ["searched by language", { search: " arab " }, ["beta/ar"]],
  ["searched by reason", { search: "PILOT" }, ["beta/fr"]],
  ["searched in vain", { search: "zzz" }, []],
])("%s", (_, arrangement, wanted) => {
  expect(ids(arrangement)).toEqual(wanted);
});

test("an edit moves no row: order and filter stay as they were until they are asked for again", () => {
  const arrangement: Arrangement = { ...asWritten, sort: { by: "carbon", down: true }, filter: "open" };
  const before = hold(undefined, view, arrangement);
  const edited = viewOf([
    fakeRow("beta", "fr", { kgCO2e: kg(1) }),
    fakeRow("beta", "ar", { kgCO2e: kg(0.1), decided: 0 }),
    fakeRow("gamma", "en", { kgCO2e: kg(9) }),
    fakeRow("gamma", "es", { kgCO2e: kg(10) }),
  ]);
  const after = hold(before, edited, arrangement);
  expect(before.arranged.flatMap(({ rows }) => rows)).toEqual(["beta/ar", "gamma/en"]);
  expect(after.arranged.flatMap(({ rows }) => rows)).toEqual(["beta/ar", "gamma/en", "gamma/es"]);
  expect(hold(after, edited, { ...arrangement }).arranged.flatMap(({ rows }) => rows)).toEqual(["gamma/es", "gamma/en", "beta/fr"]);
});

test("any arrangement shows each row at most once, and all of them without a filter", () => {
  const by = fc.constantFrom<SortKey>("name", "carbon", "criticality", "volume", "cost", "recommended", "decision");
  const arrangement = fc.record({
    sort: fc.option(fc.record({ by, down: fc.boolean() })),
    filter: fc.constantFrom(...filters),
    search: fc.constantFrom("", "a", "beta", "é"),
  });
  fc.assert(
    fc.property(arrangement, (one) => {
      const shown = ids(one);
      expect(new Set(shown).size).toBe(shown.length);
      if (one.filter === "all" && one.search === "") expect(shown.length).toBe(4);
    }),
  );
});

test.each([
  ["carbon", { by: "carbon", down: true }, { by: "carbon", down: false }],
  ["name", { by: "name", down: false }, { by: "name", down: true }],
] as const)("the head of %s sorts, then turns the order round, then gives the order of the file back", (by, first, second) => {
  expect(nextSort({ by: "cost", down: true }, by)).toEqual(first);
  expect(nextSort(null, by)).toEqual(first);
  expect(nextSort(first, by)).toEqual(second);
  expect(nextSort(second, by)).toBeNull();
});
