import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importMeasurementFile } from "../../../src/core/measurements/importMeasurementFile";
import { matchMeasurements } from "../../../src/core/measurements/matchRoutes";
import type { Imported } from "../../../src/core/measurements/observation";
import { translator } from "../../../src/core/text";
import { route } from "./routes";

const t = translator("en");
const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/measurements/zeus/${name}`, import.meta.url), "utf8");
const read = (text: string): Imported => importMeasurementFile("energy.csv", text, t);
const value = ({ observations }: Imported, quantity: string): number | undefined => observations.find((one) => one.quantity === quantity)?.value;

const windows = (...rows: readonly string[]): string => `start_time,window_name,elapsed_time,gpu0_energy\n${rows.map((row) => `${row}\n`).join("")}`;

test.each([
  ["as it is written", (text: string): string => text],
  ["from Windows", (text: string): string => `\uFEFF${text.replaceAll("\n", "\r\n")}`],
  ["from a French spreadsheet", (text: string): string => text.replaceAll(",", ";").replaceAll(".", ",")],
])("windows named after an endpoint are its requests, with the energy of all cards: %s", (_, change) => {
  const imported = read(change(fixture("ok-0.16.0.csv")));
  expect(value(imported, "requests")).toBe(2);
  expect(value(imported, "wall")).toBeCloseTo(4, 9);
  expect(value(imported, "gpuEnergy")).toBeCloseTo(162.418 + 158.902 + 10.5, 9);
  expect(imported.observations[0]).toMatchObject({ subject: { kind: "endpoint", method: "POST", route: "/asr" }, pueIncluded: false, ofTask: true });
  expect(imported.problems.map(({ code }) => code)).toEqual(["zeus-window-name"]);
});

test("rows that cannot be read are left out, each with its line, and so is a last row that may be cut", () => {
  const { observations, problems } = read(fixture("bad-rows.csv"));
  expect(observations).toEqual([]);
  expect(problems.map(({ code, line }) => [code, line])).toEqual([2, 3, 4, 5].map((line) => ["zeus-row", line]));
  const cut = read(fixture("ok-0.16.0.csv").split("\n").slice(0, 3).join("\n"));
  expect(value(cut, "requests")).toBe(1);
  expect(cut.problems.map(({ line }) => line)).toEqual([3]);
});

test("a window of impossible length is left out with its line", () => {
  const { observations, problems } = read("start_time,window_name,elapsed_time,gpu0_energy\n100.0,POST /asr,1e300,5.0\n100.0,POST /asr,1.0,5.0\n");
  expect(observations.map(({ value: one }) => one)).toEqual([1, 1, 5]);
  expect(problems.map(({ code, line }) => [code, line])).toEqual([["zeus-row", 2]]);
});

test("a row that is older than the one above it by more than an hour is named: the period may be wrong", () => {
  const { problems } = read(windows("90000.0,POST /asr,1.0,5.0", "86401.0,POST /asr,1.0,5.0", "80000.0,POST /asr,1.0,5.0"));
  expect(problems.map(({ code, line }) => [code, line])).toEqual([["measurement-clock", 4]]);
});

test("a file without a card, and one without a row, say so", () => {
  expect(read("start_time,window_name,elapsed_time,\n1772532000.1,POST /asr,1.5,\n").problems.map(({ code }) => code)).toEqual(["zeus-header"]);
  expect(read("start_time,window_name,elapsed_time,gpu0_energy\n").problems.map(({ code }) => code)).toEqual(["measurement-empty"]);
});

test("a window that stands twice counts once, and a header that was written again is no row", () => {
  const text = fixture("ok-0.16.0.csv");
  const twice = read(text + text);
  expect(value(twice, "requests")).toBe(2);
  expect(value(twice, "gpuEnergy")).toBeCloseTo(331.82, 9);
  expect(twice.problems.map(({ code, line }) => [code, line])).toEqual([
    ["measurement-row-twice", 6],
    ["zeus-window-name", undefined],
  ]);
});

test.each([
  ["one after the other", ["100.0,POST /asr,2.0,200.0", "102.0,POST /asr,2.0,200.0"], [4, 400]],
  ["half of each in common", ["100.0,POST /asr,2.0,200.0", "101.0,POST /asr,2.0,200.0"], [3, 300]],
  ["one within the other", ["100.0,POST /asr,4.0,400.0", "101.0,POST /asr,1.0,100.0"], [4, 400]],
  ["all at once, of another endpoint too", ["100.0,POST /asr,2.0,200.0", "100.0,POST /write,2.0,200.0", "100.0,POST /asr,2.0,200.00"], [(2 * 2) / 3, 400 / 3]],
  ["beside a window of no endpoint", ["100.0,POST /asr,2.0,200.0", "100.0,epoch,2.0,200.0"], [2, 200]],
  ["of no time", ["100.0,POST /asr,0.0,5.0", "100.0,POST /asr,1.0,100.0"], [1, 105]],
])("the time and the energy of the cards count once: %s", (_, rows, [seconds, joules]) => {
  const imported = read(windows(...rows));
  expect(value(imported, "wall")).toBeCloseTo(seconds as number, 9);
  expect(value(imported, "gpuEnergy")).toBeCloseTo(joules as number, 9);
});

test.each([
  ["another day", windows("90000.0,POST /asr,2.0,300.0", "90010.0,POST /asr,2.0,300.0"), 4, 1000, []],
  ["a copy", windows("100.0,POST /asr,2.0,200.0", "110.0,POST /asr,2.0,200.0"), 2, 400, []],
  ["a copy made while it was written", windows("100.0,POST /asr,2.0,200.0"), 2, 400, []],
  ["another process at the same time", windows("101.0,POST /asr,2.0,900.0"), 2, 400, ["zeus-overlap"]],
])("files add up, and no time counts twice: %s", (_, text, requests, joules, codes) => {
  const first = windows("100.0,POST /asr,2.0,200.0", "110.0,POST /asr,2.0,200.0");
  const { endpoints, problems } = matchMeasurements(
    [importMeasurementFile("a.csv", first, t), importMeasurementFile("b.csv", text, t)],
    [route("POST /asr")],
    [],
    t,
  );
  expect(endpoints).toMatchObject([{ requests, cards: { idleWatts: 0, count: 1 } }]);
  expect(endpoints[0]?.energyJoules).toBeCloseTo(joules, 9);
  expect(problems.map(({ code }) => code)).toEqual(codes);
});
