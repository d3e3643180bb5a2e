import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importMeasurementFile } from "../../../src/core/measurements/importMeasurementFile";
import type { Imported } from "../../../src/core/measurements/observation";
import { translator } from "../../../src/core/text";

const fixture = readFileSync(new URL("../../fixtures/measurements/codecarbon/ok-logger-3.3.0.log", import.meta.url), "utf8");
const read = (text: string): Imported => importMeasurementFile("codecarbon.log", text, translator("en"));
const energies = (imported: Imported): readonly number[] => imported.observations.flatMap(({ quantity, value }) => (quantity === "energy" ? [value] : []));
/** kWh of the file's lines, read by hand */
const expected = fixture
  .trim()
  .split("\n")
  .map((line) => Number(/"energy_consumed": ([\d.e-]+)/.exec(line)?.[1]) * 3.6e6);

test("each line is a run with its energy, freed of its PUE", () => {
  expect(expected.length).toBeGreaterThan(1);
  const imported = read(fixture);
  expect(imported.problems).toEqual([]);
  expect(energies(imported)).toEqual(expected.map((value) => expect.closeTo(value, 9)));
  expect(imported.observations.every(({ pueIncluded, origin }) => !pueIncluded && origin.version === "3.3.0")).toBe(true);
  expect(energies(read(fixture.replaceAll('"pue": 1.0', '"pue": 2.0')))).toEqual(expected.map((value) => expect.closeTo(value / 2, 9)));
});

test.each([
  ["Windows line ends", (text: string) => text.replaceAll("\n", "\r\n")],
  ["a byte order mark", (text: string) => `\uFEFF${text}`],
  ["a logging format in front", (text: string) => text.replaceAll(/^(?=\{)/gm, "2026-11-23 14:47:53 INFO codecarbon: ")],
  ["a format with braces of its own", (text: string) => text.replaceAll(/^(?=\{)/gm, '{api} {"level": "INFO"} ')],
  ["other lines between", (text: string) => text.replaceAll("\n", "\nINFO: 127.0.0.1 - GET / 200\n")],
])("%s changes nothing", (_, damaged) => {
  expect(energies(read(damaged(fixture)))).toEqual(energies(read(fixture)));
});

test("a last line that is cut is said to be, and the others count", () => {
  const imported = read(fixture.trimEnd().slice(0, -200));
  expect(energies(imported)).toHaveLength(expected.length - 1);
  expect(imported.problems).toMatchObject([{ code: "codecarbon-row", line: expected.length, message: expect.stringContaining("cut short") }]);
});

test("a line without a number is left out", () => {
  const [first = "", ...rest] = fixture.trim().split("\n");
  const imported = read([first.replace(/"energy_consumed": [\d.e-]+/, '"energy_consumed": null'), ...rest].join("\n"));
  expect(energies(imported)).toHaveLength(expected.length - 1);
  expect(imported.problems).toMatchObject([{ code: "codecarbon-row", line: 1 }]);
});
