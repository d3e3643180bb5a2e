import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../../../src/build/paths.mjs";
import type { Matrix } from "../../../../src/core/analysis/matrix";
import { amountOf, chartOf, fakeMatrixWith, matrixOfText, textOf } from "../../../support/chartsOf";
import { fakeRow } from "../../../support/fakeAnalysis";

const example = (name: string): string => readFileSync(inRoot("examples", "editorial-api", name), "utf8");
const halved = example("editorial.carbon.yaml").replace(/generation\/(fr|en): \{ level: 0 %/g, "generation/$1: { level: 50 %");

const totals = (matrix: Matrix): Record<string, number> => {
  const { table } = chartOf("hosts", matrix);
  const sums: Record<string, number> = {};
  for (const row of table.rows) sums[textOf(row[1])] = (sums[textOf(row[1])] ?? 0) + (amountOf(row[5]) ?? Number.NaN);
  return sums;
};

test.each([
  ["two always-on machines", example("editorial.carbon.yaml")],
  ["scale to zero", example("editorial-scale-to-zero.carbon.yaml")],
  ["part levels", halved],
  [
    "a shared machine",
    example("editorial.carbon.yaml").replace(
      "text: { sku: Standard_NC4as_T4_v3, deployment: dedicated }",
      "text: { sku: Standard_NC4as_T4_v3, deployment: shared, share: 30 % }",
    ),
  ],
])("the machines of a plan add up to the plan: %s", (_, text) => {
  const matrix = matrixOfText(text);
  const sums = totals(matrix);
  expect(sums["Everything on"]).toBeCloseTo(matrix.plans.baseline.kgCO2e?.central ?? Number.NaN, 9);
  // What nobody decided is everything on.
  expect(sums["As decided"] ?? sums["Everything on"]).toBeCloseTo(matrix.plans.decided.kgCO2e?.central ?? Number.NaN, 9);
  expect(sums.Recommended).toBeCloseTo(matrix.plans.recommended.kgCO2e?.central ?? Number.NaN, 9);
});

test("a machine that a plan switches off is marked, weighs nothing, and says what goes with it", () => {
  const { body, sentence } = chartOf("hosts", matrixOfText(example("editorial.carbon.yaml")));
  const text = body?.bars.filter(({ host }) => host === "text") ?? [];
  expect(text.map(({ off, fixed, avoidable }) => [off, fixed, avoidable])).toEqual([
    [false, expect.closeTo(4.87, 1), expect.any(Number)],
    [true, 0, 0],
    [true, 0, 0],
  ]);
  expect(text[1]?.label).toBe("off: 4.9 kg less");
  expect(sentence).toBe("As decided, off: text; 4.9 kg a month of fixed carbon goes with it.");
});

test("fixed carbon stays whole while a row is served in part", () => {
  const { body } = chartOf("hosts", matrixOfText(halved));
  const [everything, decided] = body?.bars.filter(({ host }) => host === "text") ?? [];
  expect(decided?.fixed).toBe(everything?.fixed);
  expect(decided?.avoidable).toBeLessThan(everything?.avoidable ?? 0);
});

test("an unknown row makes its machine's work unknown, which is said, never 0", () => {
  const rows = [fakeRow("ocr", null, { host: "speech", kgCO2e: { avoidable: null, fixed: null } })];
  const chart = chartOf(
    "hosts",
    fakeMatrixWith(() => ({ rows })),
  );
  expect(chart.body?.bars[0]?.avoidable).toBeNull();
  expect(chart.notes).toContain("Partly unknown, so not drawn whole: speech.");
  expect(textOf(chart.table.rows[0]?.[5])).toBe("unknown");
});

test("rows without a machine are shown as such; no machine at all is said", () => {
  const rows = [fakeRow("ocr", null, { host: null })];
  expect(
    chartOf(
      "hosts",
      fakeMatrixWith(() => ({ rows })),
    ).body?.bars.map(({ host }) => host),
  ).toContain("no machine");
  const none = chartOf(
    "hosts",
    fakeMatrixWith(() => ({ rows, hosts: [] })),
  );
  expect(none.sentence).toBe("The scenario names no machine.");
});

test("nothing switched off: the sentence says what stays fixed", () => {
  const hosts = (matrix: Matrix) => ({ hosts: matrix.hosts.map((host) => ({ ...host, on: { baseline: true, decided: true, recommended: true } })) });
  expect(chartOf("hosts", fakeMatrixWith(hosts)).sentence).toBe("No machine is switched off: 9.6 kg a month is fixed, whatever is served.");
});

test("where nobody decided, no chart speaks of a decision: everything on is shown once", () => {
  const open = matrixOfText(example("editorial.carbon.yaml").replace(/decisions:\n(?: .*\n)*/, ""));
  const charts = (["months", "hosts", "drivers", "options"] as const).map((id) => JSON.stringify(chartOf(id, open)));
  expect(charts.join()).not.toMatch(/decided/i);
  expect(chartOf("hosts", open).table.rows.map((row) => textOf(row[1]))).toEqual(["Everything on", "Recommended", "Everything on", "Recommended"]);
  const { head, rows } = chartOf("months", open).table;
  expect(head.map(({ text }) => text).slice(-4)).toEqual(["Everything on", "Everything on, P5", "Everything on, P95", "Recommended"]);
  expect(rows.every((row) => row.length === head.length)).toBe(true);
});

test("work of unknown time stays on the machine that it is written for", () => {
  const matrix = matrixOfText(
    example("editorial.carbon.yaml").replace("services:\n", 'services:\n  speakers: { task: other, endpoint: "POST /speakers", host: text }\n'),
  );
  expect(matrix.rows.flatMap(({ service, host }) => (service === "speakers" ? [host] : []))).toContain("text");
  const { body } = chartOf("hosts", matrix);
  expect(body?.bars.map(({ host }) => host)).not.toContain("no machine");
  expect(body?.bars.find(({ host }) => host === "text")?.label).toMatch(/^4\.\d kg fixed, avoidable part not known$/);
});
