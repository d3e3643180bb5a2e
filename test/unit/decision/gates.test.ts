import { expect, test } from "vitest";
import { type GateFacts, gatesOf } from "../../../src/core/decision/gates";
import { translator } from "../../../src/core/text";

const nllb = { model: "nllb-200-distilled-600m", terms: "CC BY-NC 4.0" };

test.each<[string, Partial<GateFacts>, string[], [number, number, boolean], string[]]>([
  ["nothing known", {}, [], [0, 1, true], []],
  ["a duty is a floor", { obligation: { level: 0.5, reason: "accessibility" } }, ["obligation"], [0.5, 1, true], []],
  ["a duty of 0 % is none", { obligation: { level: 0 } }, [], [0, 1, true], []],
  ["non-commercial licence, commercial use", { nonCommercialLicence: nllb, use: "commercial" }, ["licence"], [0, 0, true], []],
  ["... with permission on file", { nonCommercialLicence: nllb, use: "commercial", licence: "accepted" }, [], [0, 1, true], []],
  ["... non-commercial use", { nonCommercialLicence: nllb, use: "non-commercial" }, [], [0, 1, true], []],
  ["... use not stated", { nonCommercialLicence: nllb }, [], [0, 1, true], ["use-unknown"]],
  ["... use stated as unknown", { nonCommercialLicence: nllb, use: "unknown" }, [], [0, 1, true], ["use-unknown"]],
  ["need not shown", { need: "not-shown" }, ["need-not-shown"], [0, 0, true], []],
  ["need shown", { need: "shown" }, [], [0, 1, true], []],
  ["context exactly full", { tokens: { input: 3796, output: 300, context: 4096 } }, [], [0, 1, true], []],
  ["context overflows by one token", { tokens: { input: 3797, output: 300, context: 4096 } }, ["context-overflow"], [0, 0, true], []],
  ["language not supported", { unsupportedLanguage: { model: "m", language: "ar" } }, ["language-unsupported"], [0, 0, true], []],
  ["data missing", { missing: ["duration"] }, ["measure-first"], [0, 1, false], []],
  ["two vetoes", { need: "not-shown", nonCommercialLicence: nllb, use: "commercial" }, ["licence", "need-not-shown"], [0, 0, true], []],
  [
    "a duty above a veto: the floor holds, nothing is recommended",
    { obligation: { level: 1 }, nonCommercialLicence: nllb, use: "commercial" },
    ["obligation", "licence"],
    [1, 1, false],
    ["gates-contradict"],
  ],
])("%s", (_, facts, codes, bounds, problems) => {
  const made = gatesOf({ row: "translation/ar", ...facts }, translator("en"), "en");
  expect(made.gates.map((gate) => gate.code)).toEqual(codes);
  expect([made.min, made.max, made.decidable]).toEqual(bounds);
  expect(made.problems.map((problem) => problem.code)).toEqual(problems);
});
