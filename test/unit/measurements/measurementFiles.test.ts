import { expect, test } from "vitest";
import { chosenMeasurements } from "../../../src/core/measurements/measurementFiles";
import { translator } from "../../../src/core/text";
import { measurementText } from "../../../src/node/measurementText";

const t = translator("en");
const MB = 1024 * 1024;
const named = (...sizes: readonly (number | null)[]) => sizes.map((size, index) => ({ file: `m${String(index).padStart(4, "0")}.csv`, size }));

test.each([
  ["all", named(1, 2, 3), 3, []],
  ["one that cannot be looked at", named(1, null, 3), 2, ["measurement-unreadable m0001.csv"]],
  ["one that is too large", named(1, 257 * MB, 3), 2, ["measurement-too-large m0001.csv"]],
  ["too much together", named(...Array<number>(6).fill(250 * MB)), 4, ["too-many-measurements m0004.csv"]],
  ["too many", named(...Array<number>(1001).fill(1)), 1000, ["too-many-measurements undefined"]],
] as const)("%s", (_, files, read, problems) => {
  const found = chosenMeasurements([...files].reverse(), t);
  expect(found.chosen.map(({ file }) => file)).toEqual([...found.chosen.map(({ file }) => file)].sort());
  expect(found.chosen.length).toBe(read);
  expect(found.problems.map(({ code, file }) => `${code} ${file}`)).toEqual(problems);
});

test.each([
  ["UTF-8", Buffer.from("timestamp,é")],
  ["UTF-8 with a mark", Buffer.from("\ufefftimestamp,é")],
  ["UTF-16, as a console of Windows writes it", Buffer.from("\ufefftimestamp,é", "utf16le")],
  ["Windows, as a spreadsheet saves it", Buffer.from("timestamp,é", "latin1")],
])("%s", (_, bytes) => {
  expect(measurementText("m.csv", bytes, t)).toEqual({ text: "timestamp,é" });
});

test("a file that is not text says so", () => {
  expect(measurementText("m.xlsx", Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), t)).toMatchObject({ problem: { code: "measurement-not-text", file: "m.xlsx" } });
  expect(measurementText("m.csv", null, t)).toMatchObject({ problem: { code: "measurement-unreadable" } });
});
