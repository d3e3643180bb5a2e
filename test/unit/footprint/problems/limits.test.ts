import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Problem } from "../../../../src/core/problem";
import { applyEdits } from "../../../../src/core/scenario/edit/scenarioEdit";
import { analysisOf } from "../../../support/analyse";

const founding = readFileSync(join(__dirname, "../../../../examples/editorial-api/editorial.carbon.yaml"), "utf8");

const problems = (text: string): readonly Problem[] => analysisOf(text).problems;

// Each problem that a change of the scenario can settle brings that change; what it writes settles it.
test.each<[string, string, string, RegExp]>([
  ["host-over-capacity", "more work than hours", founding.replace("files: 500/month", "files: 60000/month"), /replicas: \d+/],
  [
    "context-overflow",
    "Arabic beyond the default context",
    founding.replace("characters: 3000..5000 }\n    output", "characters: 6000 }\n    output"),
    /context: \d+ tokens/,
  ],
  ["licence", "a non-commercial licence in commercial use", founding.replace(/ {4}licence: accepted.*\n/, ""), /licence: "?accepted/],
  ["over-carbon-budget", "an open plan over the budget", founding.replace(/decisions:\n(?: {2}.*\n)+/, ""), /generation\/fr:\n {4}level: 0 %\n/],
])("%s: %s", (code, _, text, written) => {
  const found = problems(text).find((problem) => problem.code === code);
  expect(found?.line).toBeGreaterThan(1);
  const [fix] = found?.fixes ?? [];
  const mended = applyEdits(text, fix?.edits ?? []);
  expect(mended).toMatch(written);
  expect(problems(mended).map((problem) => problem.code)).not.toContain(code);
  expect(found).not.toHaveProperty("remedies");
});

test("a licence is no problem where the service is stopped, permitted, or the use is another", () => {
  const without = founding.replace(/ {4}licence: accepted.*\n/, "");
  const stopped = without.replace(
    "decisions:\n",
    `decisions:\n${["fr", "en", "es", "ar"].map((language) => `  translation/${language}: { level: 0 % }\n`).join("")}`,
  );
  for (const text of [founding, stopped, without.replace("use: commercial", "use: non-commercial")])
    expect(problems(text).map(({ code }) => code)).not.toContain("licence");
});

test("a language that the maker of a model does not name is a warning, and closes no row", () => {
  const text = founding.replace('"mistral:7b"', '"llama3.1:8b"');
  const of = (scenario: string) => problems(scenario).filter(({ code }) => code === "language-not-named");
  expect(of(text).map(({ severity, message }) => [severity, message])).toEqual([
    ["warning", expect.stringMatching(/llama3\.1:8b names en, de, fr, it, pt, hi, es, th, and not ar: .*Llama 3\.1.*2024/)],
  ]);
  expect(problems(text).map(({ code }) => code)).not.toContain("language-unsupported");
  expect(of(founding)).toEqual([]);
});

test("a language that begins after the last month is said where it is written, and its rows have one reason", () => {
  const late = founding.replace("from: 2027-04", "from: 2028-03");
  expect(late).not.toBe(founding);
  const found = problems(late).find(({ code }) => code === "language-after-horizon");
  expect(late.split("\n")[(found?.line ?? 0) - 1]).toContain("2028-03");
  expect(problems(founding).map(({ code }) => code)).not.toContain("language-after-horizon");
});

test.each([
  [400, 500, false],
  [500, 500, false],
  [900, 500, true],
  [900, 0, true],
])("%d starts and %d requests a month: what no request asks for is said, and does not count", (bursts, files, said) => {
  const text = (more: string): string => `version: 1
region: francecentral
volume: { files: ${files}/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3, deployment: scale-to-zero${more} }
services:
  transcription: { model: whisper-large-v3, engine: faster-whisper, host: speech, input: { media: [text], duration: 10 min } }
`;
  const written = analysisOf(text(`, bursts: ${bursts}/month`));
  expect(written.problems.map(({ code }) => code).includes("bursts-above-requests")).toBe(said);
  const kg = written.estimate.total.kgCO2e?.central ?? Number.NaN;
  const one = analysisOf(text("")).estimate.total.kgCO2e?.central ?? Number.NaN;
  if (bursts < files) expect(kg).toBeLessThan(one);
  else expect(kg).toBeCloseTo(one, 9);
});

// 38.4 s of work and 330 s of waiting a file of 10 min: 7,134 of them take 730 h; what is less than a twentieth more is not worth a word.
test.each([
  [7130, "", undefined],
  [7140, "", undefined],
  [7850, "", /in November 2026 .* 803 h, more than the 730 h .* up to 1.1 times heavier/],
  [14_260, "", /take 1,459 h, .* up to 2 times heavier/],
  [14_260, ", bursts: 30/month", undefined],
  [90_000, "", undefined],
])("%d files a month on a machine that is to stop between them: that it never does is said, unless work alone is too much", (files, more, said) => {
  const found = problems(`version: 1
region: francecentral
volume: { files: ${files}/month }
hosts:
  speech: { sku: Standard_NC4as_T4_v3, deployment: scale-to-zero${more} }
services:
  transcription: { model: whisper-large-v3, engine: faster-whisper, host: speech, input: { media: [text], duration: 10 min } }
`).find(({ code }) => code === "never-stopped");
  if (said === undefined) expect(found).toBeUndefined();
  else expect(found?.message).toMatch(said);
});

test("a language's own criticality that lowers a service's is said, with both levels, and not where it raises one or the service has its own for it", () => {
  const of = (arabic: string, service: string): string | undefined =>
    problems(`version: 1
volume: { files: 10/month }
languages:
  fr: { share: 80 % }
  ar: { share: 20 %, criticality: ${arabic} }
services:
  a: { model: whisper-large-v3, ${service} }
`).find(({ code }) => code === "language-lowers-criticality")?.message;
  expect(of("high", "criticality: vital")).toMatch(/high of ar lowers a \(vital\)/);
  expect(of("high", "criticality: low")).toBeUndefined();
  expect(of("high", "task: transcription")).toBeUndefined();
  expect(of("high", "criticality: vital, languages: { ar: { criticality: medium } }")).toBeUndefined();
});
