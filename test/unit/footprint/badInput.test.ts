import { expect, test } from "vitest";
import type { Language } from "../../../src/core/text";
import { analysisOf } from "../../support/analyse";

// Input that is wrong or absurd: a Problem that teaches, at its place, in both languages, and the rest goes on.

const base = `version: 1
horizon: { from: 2027-01, months: 12 }
region: francecentral
volume: { files: 500/month, growth: 8 %/month }
media: { audio: 40 %, video: 20 %, text: 40 % }
languages:
  fr: { share: 60 % }
  en: { share: 40 % }
hosts:
  speech: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
services:
  transcription:
    endpoint: "POST /transcribe"
    model: whisper-large-v3
    engine: faster-whisper
    input: { media: [audio, video], duration: 10 min }
`;

const run = (text: string, language: Language = "en") => analysisOf(text, { language });

const host = (more: string): string => base.replace("deployment: dedicated", `deployment: dedicated, ${more}`);

test.each<[what: string, text: string, code: string, line: number, column: number]>([
  ["a PUE of 0.5", `${base}pue: 0.5\n`, "pue-below-one", 17, 6],
  ["a PUE of 15", `${base}pue: 15\n`, "absurd-value", 17, 6],
  ["negative files", base.replace("500/month", "-500/month"), "negative-value", 4, 18],
  ["absurd files", base.replace("500/month", "5000000000000/month"), "absurd-value", 4, 18],
  ["files without a unit", base.replace("500/month", "500"), "missing-unit", 4, 18],
  ["kWh where W is meant", host("busy: 85 kWh"), "energy-for-power", 10, 69],
  ["a percentage where W is meant", host("busy: 45 %"), "percent-for-power", 10, 69],
  ["GB where W is meant", host("idle: 28 GB"), "wrong-unit", 10, 69],
  ["0 W idle", host("idle: 0 W"), "absurd-value", 10, 69],
  ["idle above the table's busy power", host("idle: 100 W"), "idle-above-busy", 10, 69],
  ["kilograms of manufacturing an hour", host("embodied: 4.4 kg/h"), "absurd-value", 10, 73],
  ["growth of 800 % a month", base.replace("8 %/month", "800 %/month"), "absurd-value", 4, 37],
  ["growth of 800 % a year", base.replace("8 %/month", "800 %/year"), "absurd-value", 4, 37],
  ["growth per nothing", base.replace("8 %/month", "800 %"), "missing-unit", 4, 37],
  ["a decimal comma inside braces", base.replace("8 %/month", "1,5 %/month"), "yaml-comma", 4, 37],
  ["a hundred years", base.replace("months: 12", "months: 100 years"), "number-with-unit", 2, 35],
  ["1200 months", base.replace("months: 12", "months: 1200"), "out-of-range", 2, 35],
  ["a horizon from 1900", base.replace("2027-01", "1900-01"), "absurd-value", 2, 18],
  ["no such language", base.replace("  en:", "  klingon:"), "unknown-language-code", 8, 3],
  ["a language by its name", base.replace("  fr:", "  french:"), "unknown-language-code", 7, 3],
  ["languages of 110 %", base.replace("60 %", "70 %"), "shares-not-100", 6, 1],
  ["media of 110 %", base.replace("audio: 40 %", "audio: 50 %"), "shares-not-100", 5, 1],
  ["a duration without a unit", base.replace("10 min", "10"), "missing-unit", 16, 47],
  ["a duration of 100 h", base.replace("10 min", "100 h"), "absurd-value", 16, 47],
  ["a duration of 0", base.replace("10 min", "0 min"), "absurd-value", 16, 47],
  ["a grid of 0 g/kWh", `${base}grid: { intensity: 0 g/kWh }\n`, "absurd-value", 17, 20],
  ["a grid of 46 kg/kWh", `${base}grid: { intensity: 46 kg/kWh }\n`, "absurd-value", 17, 20],
  ["a size that Azure gives no more", base.replace("Standard_NC4as_T4_v3", "Standard_NC6s_v3"), "retired-size", 10, 18],
  ["a size of another cloud", base.replace("Standard_NC4as_T4_v3", "m5.large"), "unknown-size", 10, 18],
  [
    "a card that no table knows",
    base.replace("sku: Standard_NC4as_T4_v3", "hardware: { gpu: RTX-4090-Ti, gpus: 1, vcpus: 8, memory: 32 GB }"),
    "unknown-gpu",
    10,
    30,
  ],
  ["a region of another cloud", base.replace("francecentral", "eu-west-3"), "unknown-region", 3, 9],
  ["an engine nobody knows", base.replace("engine: faster-whisper", "engine: fster-whisper"), "unknown-engine", 15, 13],
  ["a number format nobody knows", base.replace("engine: faster-whisper", "precision: q9"), "unknown-precision", 15, 16],
  ["more work than hours", base.replace("500/month", "90000/month"), "host-over-capacity", 10, 11],
])("%s is said at its place, in both languages, and the rest goes on", (_, text, code, line, column) => {
  const english = run(text);
  const found = english.problems.find((problem) => problem.code === code);
  expect(found, JSON.stringify(english.problems.map((one) => [one.code, one.line, one.column]))).toMatchObject({ line, column, file: "x.carbon.yaml" });
  const french = run(text, "fr").problems.find((problem) => problem.code === code);
  expect(french).toMatchObject({ line, column, severity: found?.severity });
  expect(french?.message).not.toBe(found?.message);
  expect(english.estimate.hosts.length).toBe(1);
  expect(english.estimate.endpoints.length).toBe(1);
});

test("a machine that is too small: how many are needed, from which month on and at the end", () => {
  const text = base.replace("500/month, growth: 8 %/month", "20000/month, growth: 20 %/month");
  const { message } = run(text).problems.find(({ code }) => code === "host-over-capacity") ?? { message: "" };
  // 20 000 x 60 % x 38.4 s = 128 h; x 1.2^m is above 730 h from m = 10 on.
  expect(message).toContain("November 2027");
  expect(message).toContain("plan 2 replicas");
  expect(run(host("replicas: 2").replace("500/month, growth: 8 %/month", "20000/month, growth: 20 %/month")).problems.map(({ code }) => code)).not.toContain(
    "host-over-capacity",
  );
  const later = run(base.replace("500/month, growth: 8 %/month", "90000/month, growth: 20 %/month")).problems.find(({ code }) => code === "host-over-capacity");
  expect(later?.message).toMatch(/March 2027.*plan 2 replicas.*In December 2027 it takes 6\./s);
});

test("the card of the nearest name stands in for an unknown one, and no smaller one", () => {
  const kg = (gpu: string) =>
    run(base.replace("sku: Standard_NC4as_T4_v3", `hardware: { gpu: ${gpu}, gpus: 1, vcpus: 8, memory: 32 GB }`)).estimate.total.kgCO2e;
  expect(kg("RTX-4090-Ti")?.central).toBe(kg("RTX-4090")?.central);
  expect(kg("Quarkonium")?.central).toBe(kg("T4")?.central);
});

test("a slip in a size is taken for the size that was meant, and said", () => {
  for (const spelling of ["standard nc4as t4 v3", "NC4as_T4_v3", "nc4ast4v3", "Standard-NC4as-T4-v3", "STANDARD_NC4AS_T4_V3"]) {
    const { estimate, problems } = run(base.replace("Standard_NC4as_T4_v3", spelling));
    expect(estimate.hosts[0]?.sku).toBe("Standard_NC4as_T4_v3");
    expect(problems.map(({ code }) => code)).not.toContain("unknown-size");
  }
});
