import { expect, test } from "vitest";
import { applyEdits } from "../../../src/core/scenario/edit/scenarioEdit";
import { translator } from "../../../src/core/text";
import { applyChanges } from "../../../src/protocol/applyChanges";
import type { Change } from "../../../src/protocol/messages";

const text = `version: 1
budget: { carbon: 6 kg/month }   # the board's
languages:
  fr: { share: 95 % }
  ar: { share: 5 % }
services:
  generation:
    model: "mistral:7b"
    criticality: low
decisions:
  generation/ar: { level: 0 %, reason: "no reader yet" }   # kept
`;
const t = translator("en");

function changed(...changes: Change[]): string {
  const applied = applyChanges(text, changes, t);
  return "edits" in applied ? applyEdits(text, applied.edits) : `refused: ${applied.refused}`;
}
const ar = { service: "generation", language: "ar" };

test.each<[string, Change, string, string]>([
  ["a level", { type: "level", ...ar, level: 0.5 }, "level: 0 %", "level: 50 %"],
  ["a reason", { type: "reason", ...ar, reason: "readers came" }, '"no reader yet"', '"readers came"'],
  ["a service's criticality", { type: "criticality", service: "generation", language: null, criticality: "high" }, "criticality: low", "criticality: high"],
  ["the budget as a bare number", { type: "budget", carbon: "7" }, "6 kg/month", "7 kg/month"],
  ["the budget with its unit", { type: "budget", carbon: "7 kg/month" }, "6 kg/month", "7 kg/month"],
  ["the budget with a decimal comma", { type: "budget", carbon: "7,5" }, "6 kg/month", "7.5 kg/month"],
])("%s: nothing else moves", (_, change, before, after) => {
  expect(changed(change)).toBe(text.replace(before, after));
});

test("several changes are one edit that can be undone at once", () => {
  const result = changed({ type: "level", ...ar, level: 1 }, { type: "budget", carbon: "8" });
  expect(result).toBe(text.replace("level: 0 %", "level: 100 %").replace("6 kg", "8 kg"));
});

test("files of a row are written for its language", () => {
  expect(changed({ type: "files", ...ar, files: "120" })).toContain("120/month");
});

test.each<[string, Change, string]>([
  ["maintenance, a bare number", { type: "maintenance", service: "generation", amount: "30" }, "cost: { maintenance: 30 EUR/month }"],
  ["maintenance by the year", { type: "maintenance", service: "generation", amount: "1 200 €/an" }, "cost: { maintenance: 100 EUR/month }"],
  ["development, a bare number", { type: "development", service: "generation", amount: "12 000,50" }, "cost: { development: 12000.5 EUR }"],
  ["development in another currency", { type: "development", service: "generation", amount: "9000 USD" }, "cost: { development: 9000 USD }"],
])("%s is written to the service's cost", (_, change, written) => {
  const applied = applyChanges(text, [change], t, "EUR");
  expect("edits" in applied ? applyEdits(text, applied.edits) : applied.refused).toContain(`    ${written}\n`);
});

test.each<[string, Change]>([
  ["development by the month", { type: "development", service: "generation", amount: "900 EUR/month" }],
  ["no number", { type: "budget", carbon: "much" }],
  ["an ambiguous number", { type: "files", ...ar, files: "1,000" }],
  ["another unit", { type: "budget", carbon: "6 EUR/month" }],
  ["below zero", { type: "files", ...ar, files: "-3" }],
])("%s is refused with a sentence, and the rest of the paste with it", (_, change) => {
  expect(changed({ type: "level", ...ar, level: 1 }, change)).toMatch(/^refused: .{10,}/);
});
