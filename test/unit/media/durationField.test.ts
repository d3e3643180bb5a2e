import fc from "fast-check";
import { expect, test } from "vitest";
import { durationField, takesDurations, writeDurations } from "../../../src/core/media/durationField";
import { durationsText } from "../../../src/core/media/durationsText";
import { histogram } from "../../../src/core/media/histogram";
import type { Durations } from "../../../src/core/media/measureDurations";
import type { Medium } from "../../../src/core/media/mediaFiles";
import { type Statistics, statistics } from "../../../src/core/media/statistics";
import { parseQuantity } from "../../../src/core/quantity/parseQuantity";
import { applyEdits } from "../../../src/core/scenario/edit/scenarioEdit";
import { parseScenario } from "../../../src/core/scenario/parseScenario";
import { translator } from "../../../src/core/text";

const t = translator("en");
const today = "2026-11-24";

const of = (values: readonly number[]): Statistics => {
  const found = statistics(values);
  if (!found) throw new Error("no values");
  return found;
};

function measured(files: readonly (readonly [seconds: number, medium: Medium])[]): Durations {
  const seconds = files.map(([value]) => value);
  const only = (medium: Medium) => statistics(files.filter(([, one]) => one === medium).map(([value]) => value));
  return {
    files: files.map(([value, medium], index) => ({ path: `${index}.mp3`, seconds: value, medium, wholeFile: false })),
    unreadable: [],
    statistics: statistics(seconds),
    byMedium: { audio: only("audio"), video: only("video") },
    histogram: histogram(seconds),
  };
}

test.each([
  [[30, 40, 50], "40 s"],
  [[400, 444, 488], "7.4 min"],
  [[4000, 5000], "75 min"],
  [[20_000, 30_000], "6.94 h"],
])("the mean of %j s is written %s", (values, value) => {
  expect(durationField(of(values), today, t)).toMatchObject({ value, basis: "measured", source: `durations of ${values.length} files`, date: today });
});

test("what is written is a quantity that a scenario reads, with the mean inside its range", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.05, max: 50_000, noNaN: true }), { minLength: 1, maxLength: 40 }), (values) => {
      const field = durationField(of(values), today, t);
      const value = parseQuantity(field.value, "duration", t);
      const range = parseQuantity(field.range, "duration", t);
      if (!value.ok || !range.ok) throw new Error(JSON.stringify(field));
      expect(range.value.low).toBeLessThanOrEqual(value.value.central);
      expect(range.value.high).toBeGreaterThanOrEqual(value.value.central);
      expect(Math.abs(value.value.central / of(values).mean - 1)).toBeLessThan(0.006);
    }),
  );
});

const scenario = (duration: string): string => `version: 1
services:
  transcription:   # Whisper
    model: whisper-large-v3
    input: { media: [audio, video]${duration} }
`;

const audio = measured([
  [400, "audio"],
  [488, "audio"],
]);
const both = measured([
  [400, "audio"],
  [488, "audio"],
  [1000, "video"],
  [1400, "video"],
]);

test.each([
  ["no duration yet", "", audio, { unit: "s", central: 444 }],
  ["a duration by hand", ", duration: 10 min", audio, { unit: "s", central: 444 }],
  ["an old measurement", ', duration: { value: 5 min, basis: measured, source: "2 files", date: 2025-01-01 }', audio, { unit: "s", central: 444 }],
  ["one duration, both media measured", ", duration: 10 min", both, { audio: { central: 444 }, video: { central: 1200 } }],
  ["one per medium, sound alone measured", ", duration: { audio: 10 min, video: 20 min }", audio, { audio: { central: 444 }, video: { central: 1200 } }],
])("%s: written with its range, source and date; everything else stays", (_, old, durations, expected) => {
  const text = scenario(old);
  const before = parseScenario(text, "a.carbon.yaml", t);
  const changed = applyEdits(text, writeDurations(text, before.scenario, "transcription", durations, today, t));
  const after = parseScenario(changed, "a.carbon.yaml", t);
  expect(after.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(after.scenario?.services?.transcription?.input?.duration).toMatchObject(expected);
  expect(changed).toContain('basis: "measured"');
  expect(durationsText(durations, "en", today)).toContain('basis: "measured", source: "');
  expect(changed.split("\n").slice(0, 4)).toEqual(text.split("\n").slice(0, 4));
});

test.each([
  ["model: whisper-small", true],
  ["task: transcription", true],
  ["task: speech-synthesis", true],
  ['model: "mistral:7b"', false],
  ["model: nllb-200-distilled-600m", false],
  ["model: bge-m3", false],
  ['model: "mistral:7b", input: { media: [audio] }', true],
  ["model: nobody-knows-it", true],
  ["task: generation", false],
])("{ %s } takes durations: %s", (service, takes) => {
  const { scenario } = parseScenario(`version: 1\nservices:\n  one: { ${service} }\n`, "a.carbon.yaml", t);
  const one = scenario?.services?.one;
  expect(one && takesDurations(one)).toBe(takes);
});

test("a text that cannot be edited gets no edit, and no file writes nothing", () => {
  expect(writeDurations("a: [", null, "transcription", audio, today, t)).toEqual([]);
  expect(writeDurations(scenario(""), null, "transcription", measured([]), today, t)).toEqual([]);
});

test("the text says what drives carbon, names bad files, and reads in French", () => {
  const durations: Durations = {
    ...measured([
      [60, "audio"],
      [60, "audio"],
      [600, "audio"],
    ]),
    unreadable: [{ path: "a\u001b[2J.mp3", code: "file-empty", reason: "the file is empty" }],
  };
  const english = durationsText(durations, "en", today);
  expect(english).toContain("mean, not the median");
  expect(english).toContain("leave out 75 % of the minutes");
  // A path must not clear the terminal.
  expect(english).not.toContain("\u001b");
  expect(durationsText(durations, "fr", today)).toMatch(/Médiane +60,0 s/);
});
