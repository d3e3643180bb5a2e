import { expect, test } from "vitest";
import { analyze } from "../../../../src/core/analyze";
import { differences, differenceText } from "../../../../src/core/report/difference";

const scenario = (use: string, more = ""): string => `version: 1
use: ${use}
region: francecentral
budget: { carbon: 20 kg/month }
volume: { files: 500/month }
hosts: { speech: { sku: Standard_NC4as_T4_v3 } }
services:
  translation: { task: translation, model: nllb-200-distilled-600m, to: [en], input: { characters: 4000 }${more} }
  summary: { task: generation, model: "qwen3:8b", input: { characters: 4000 } }
`;
const analysed = (text: string) =>
  analyze({
    language: "en",
    today: "2026-11-26",
    code: { routes: [], problems: [], timing: { files: 0, parsed: 0, ms: 0 } },
    scenario: { file: "a.carbon.yaml", text },
    measurementFiles: [],
    remote: [],
  });
const rowOf = (text: string, service: string) => analysed(text).matrix?.rows.find((row) => row.service === service);

test.each([
  ["commercial", ", licence: accepted", 1, "without licence: accepted it would be 0 %"],
  ["non-commercial", "", 1, "with use: commercial the licence"],
  ["commercial", "", 0, null],
  ["non-commercial", ", licence: accepted", 1, null],
  ["unknown", "", 1, null],
  ["commercial", ', licence: accepted, obligation: { level: 25 %, reason: "law" }', 1, null],
])("use %s, a service with %j is recommended at %d, and the turning point is %j", (use, more, level, turn) => {
  const row = rowOf(scenario(use, more), "translation");
  expect(row?.recommended).toBe(level);
  if (turn === null) expect(row?.why).not.toContain("It rests on");
  else expect(row?.why).toContain(turn);
  expect(rowOf(scenario(use, more), "summary")?.why).not.toContain("It rests on");
});

test("a change says which recommendations it moves, and what forbids more", () => {
  const [before, after] = [analysed(scenario("commercial", ", licence: accepted")), analysed(scenario("commercial"))];
  expect(differences(before, after)?.recommended).toEqual([{ id: "translation", base: 1, now: 0, reason: expect.stringContaining("forbids commercial use") }]);
  expect(differenceText(before, after)).toMatch(/translation +100 % +0 % +The licence of nllb/);
  expect(differences(after, before)?.recommended).toEqual([{ id: "translation", base: 0, now: 1, reason: null }]);
  expect(differences(before, before)?.recommended).toEqual([]);
});
