import fc from "fast-check";
import { expect, test } from "vitest";
import { textTable, visible } from "../../../../src/core/report/exports/table";

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

const wide = {
  columns: [{ title: "Microservice" }, { title: "Cost/month", align: "right" as const }, { title: "Reason" }],
  rows: [
    ["generation/fr", "176\u00a0EUR (10–20)", "frees the text machine"],
    ["generation/en", "2\u00a0EUR", ""],
  ],
};

test.each<[number, string]>([
  [
    46,
    `
Microservice   Cost/month  Reason
─────────────  ──────────  ──────────────
generation/fr     176_EUR  frees the text
                  (10–20)  machine
generation/en       2_EUR
`,
  ],
  [
    32,
    `
Microservice     Cost/  Reason
                 month
─────────────  ───────  ────────
generation/fr  176_EUR  frees
               (10–20)  the text
                        machine
generation/en    2_EUR
`,
  ],
  [
    30,
    `
generation/fr
  Cost/month: 176_EUR
  (10–20)_· Reason: frees the
  text machine
generation/en
  Cost/month: 2_EUR
`,
  ],
])("in a terminal of %d columns", (columns, expected) => {
  expect(`\n${textTable(wide, { width: columns, language: "en" }).replaceAll("\u00a0", "_")}`).toBe(expected);
});

test("French has its space before the colon", () => {
  expect(textTable(wide, { width: 30, language: "fr" })).toContain("Cost/month\u00a0: 176");
});

test("no line is wider than the terminal where the words are not, and no word is lost", () => {
  const cell = fc.array(fc.constantFrom("a", "kg", "été", "12\u00a0g", "machine"), { maxLength: 5 }).map((all) => all.join(" "));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 4 }), fc.integer({ min: 25, max: 90 }), (rows, columns) => {
      const text = textTable({ columns: [{ title: "One" }, { title: "Two", align: "right" }, { title: "Three" }], rows }, { width: columns, language: "en" });
      for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(columns);
      for (const word of rows.flat().flatMap((one) => one.split(" "))) expect(text).toContain(word);
    }),
  );
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
