import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Estimate } from "../../../src/core/analysis/estimate";
import { analyze } from "../../../src/core/analyze";
import { factorSet } from "../../../src/core/factors/factorSet";
import { factorChanges, readEarlierFactors } from "../../../src/core/footprint/factorChanges";
import { factorChangeText } from "../../../src/core/report/tables/factorsText";
import { readerOf } from "../../../src/core/report/words/figures";
import { snapshotOf } from "../../support/analyse";

const text = readFileSync(join(__dirname, "../../../examples/editorial-api/editorial.carbon.yaml"), "utf8");
const { estimate } = analyze(snapshotOf(text));

/** The JSON of today with some factors at another value. */
function earlier(changes: Readonly<Record<string, Partial<Estimate["factors"][number]>>>): string {
  return JSON.stringify({ ...estimate, factors: estimate.factors.map((factor) => ({ ...factor, ...changes[factor.id] })) });
}

function changes(json: string) {
  const read = readEarlierFactors(json);
  const found = read && factorChanges(snapshotOf(text), read);
  if (!found) throw new Error("nothing to compare");
  return found;
}

test("with the same factors nothing has changed, whether the file is an estimate or a report", () => {
  for (const json of [earlier({}), JSON.stringify({ version: 1, estimate, matrix: {} })]) {
    const found = changes(json);
    expect(found).toMatchObject({ base: factorSet, now: factorSet, changes: [], added: [], gone: [] });
    expect(found.kgCO2e.baseline).toEqual({ base: estimate.total.kgCO2e?.central, now: estimate.total.kgCO2e?.central, change: 0 });
  }
});

test("a grid that was dirtier moves the operational part in proportion, and nothing else", () => {
  const found = changes(earlier({ "grid/FR": { value: 51.9, year: 2024 } }));
  const operational = estimate.hosts.reduce((sum, host) => sum + (host.operational?.central ?? 0), 0);
  const [change] = found.changes;
  expect(found.changes.length).toBe(1);
  expect(change).toMatchObject({ id: "grid/FR", base: { value: 51.9, year: 2024 }, now: { value: 46.1 }, cost: 0 });
  expect(change?.kgCO2e).toBeCloseTo(operational * (1 - 51.9 / 46.1), 10);
  expect(found.kgCO2e.baseline.change).toBeCloseTo(change?.kgCO2e ?? 0, 10);
  expect(found.kgCO2e.baseline.now).toBe(estimate.total.kgCO2e?.central);
});

test("prices move the cost, ranges alone move nothing, the largest effect comes first", () => {
  const found = changes(
    earlier({
      "size/Standard_NC4as_T4_v3/price": { value: 2 * 0.526, high: 2 },
      "size/Standard_NC4as_T4_v3/embodied": { low: 1 },
      "pue/azure": { value: 1.3 },
      "grid/FR": { value: 46.2 },
    }),
  );
  expect(found.changes.map(({ id }) => id)).toEqual(["pue/azure", "grid/FR", "size/Standard_NC4as_T4_v3/embodied", "size/Standard_NC4as_T4_v3/price"]);
  expect(found.changes[2]).toMatchObject({ kgCO2e: 0, cost: 0 });
  expect(found.changes[3]?.cost).toBeCloseTo(-(estimate.total.cost ?? 0), 8);
  expect(found.cost.decided.change).toBeCloseTo(-(estimate.total.cost ?? 0) / 2, 8);
  const words = factorChangeText(found, "EUR", readerOf("en"));
  expect(words).toContain("pue/azure");
  expect(words).toContain("only the range or the year");
  expect(words).toMatch(/−707 EUR/);
});

test("factors that only one of the two uses are named, not compared", () => {
  const other = { ...estimate, factors: [{ ...estimate.factors[0], id: "grid/XX" }, ...estimate.factors.slice(1)] };
  const found = changes(JSON.stringify(other));
  expect([found.added, found.gone, found.changes]).toEqual([[estimate.factors[0]?.id], ["grid/XX"], []]);
});

test.each<[string, string]>([
  ["no JSON", "version: 1"],
  ["a list", "[]"],
  ["another JSON", '{"version":1,"rows":[]}'],
  ["a factor without value", '{"factors":[{"id":"a","unit":"W","low":1,"high":2}]}'],
  ["a negative factor", '{"factors":[{"id":"a","unit":"W","value":-1,"low":1,"high":2}]}'],
])("%s is refused", (_, json) => {
  expect(readEarlierFactors(json)).toBe(null);
});

test("a file from before factor sets had a version can be compared", () => {
  const { factorSet: _, ...old } = estimate;
  expect(changes(JSON.stringify(old)).base).toBe(null);
});
