import { expect, test } from "vitest";
import { figureTable, sampleOf } from "../../bench/support/figures";

test("a table of figures says which are over their budget, and shows the peer only where there is one", () => {
  const lines = figureTable("Reading", [
    { what: "cold", ours: { median: 900, longest: 1100, runs: 3 }, unit: "ms", budget: 1000, peer: 2000 },
    { what: "one change", ours: 25.123, unit: "ms", budget: 20 },
    { what: "checkout", ours: null, unit: "ms", budget: 20, note: "none was given" },
  ]).split("\n");
  expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
    ["Reading", "median [longest]", "budget", "peer"],
    ["cold", "900 [1100] ms", "1000 ms", "ok", "2000 ms"],
    ["one change", "25.1 ms", "20 ms", "OVER"],
    ["checkout", "not measured", "20 ms", "none was given"],
  ]);
  expect(figureTable("Sizes", [{ what: "host", ours: 120, unit: "kB" }])).not.toContain("peer");
});

test("the middle and the longest of some times", () => {
  expect(sampleOf([3, 1, 9])).toEqual({ median: 3, longest: 9, runs: 3 });
});
