import { expect, test } from "vitest";
import type { TableView } from "../../../../src/protocol/charts/chartView";
import { tableText } from "../../../../src/protocol/charts/tableText";

const table = (...rows: TableView["rows"]): TableView => ({
  caption: "c",
  head: [
    { text: "Row", unit: "" },
    { text: "Carbon", unit: "kg" },
  ],
  rows,
});

test("tabs, units in the headings, values in full", () => {
  expect(tableText(table(["ocr", { text: "1.2 kg", value: 1.23456 }]), "en")).toBe("Row\tCarbon (kg)\nocr\t1.23456\n");
});

test("in French the decimal comma", () => {
  expect(tableText(table(["ocr", { text: "1,2 kg", value: 1.5 }]), "fr")).toBe("Row\tCarbon (kg)\nocr\t1,5\n");
});

test.each([
  ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@a", "'@a"],
  ["a\tb\nc", "a b c"],
  ["unknown", "unknown"],
  ["ملف", "ملف"],
])("a name %j cannot become a formula or another cell", (name, written) => {
  expect(tableText(table([name, "–"]), "en").split("\n")[1]).toBe(`${written}\t–`);
});
