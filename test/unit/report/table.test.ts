import fc from "fast-check";
import { expect, test } from "vitest";
import { textTable, visible } from "../../../src/core/report/table";

test("columns are aligned, numbers to the right", () => {
  const table = {
    columns: [{ title: "Name" }, { title: "kg", align: "right" as const }],
    rows: [
      ["transcription", "9.8"],
      ["été", "10"],
      ["日本", "1"],
    ],
  };
  expect(textTable(table).split("\n")).toEqual([
    "Name            kg",
    "─────────────  ───",
    "transcription  9.8",
    "été             10",
    "日本             1",
    "",
  ]);
});

test.each([
  ["a\u001b[31mb", "a\\u001b[31mb"],
  ["one\ntwo", "one\\u000atwo"],
  ["evil\u202egnp.exe", "evil\\u202egnp.exe"],
  ["مرحبا", "مرحبا"],
  ["\ud800x", "\\ud800x"],
])("%j is printed as %j", (text, expected) => {
  expect(visible(text)).toBe(expected);
});

test("whatever a name holds, a row stays one line of the same width", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (hostile, other) => {
      const lines = textTable({
        columns: [{ title: "a" }, { title: "b", align: "right" }],
        rows: [
          [hostile, "1"],
          [other, "22"],
        ],
      }).split("\n");
      expect(lines).toHaveLength(5);
      expect(lines.join("")).not.toMatch(/[\u0000-\u001f\u007f]/);
    }),
  );
});
