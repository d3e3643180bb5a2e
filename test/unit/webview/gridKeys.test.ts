import fc from "fast-check";
import { expect, test } from "vitest";
import { levelOfKey, levelOfText, moved, pastedColumn } from "../../../webview/gridKeys";

const size = { rows: 4, columns: 3 };

test.each<[string, boolean, [number, number], [number, number]]>([
  ["ArrowDown", false, [1, 1], [2, 1]],
  ["ArrowDown", false, [3, 1], [3, 1]],
  ["ArrowDown", true, [0, 1], [3, 1]],
  ["ArrowUp", false, [0, 0], [-1, 0]],
  ["ArrowUp", false, [-1, 2], [-1, 2]],
  ["ArrowUp", true, [3, 1], [0, 1]],
  ["ArrowDown", false, [-1, 1], [0, 1]],
  ["ArrowRight", false, [-1, 1], [-1, 2]],
  ["PageUp", false, [2, 1], [0, 1]],
  ["ArrowRight", false, [1, 2], [1, 2]],
  ["ArrowLeft", true, [1, 2], [1, 0]],
  ["Home", false, [2, 2], [2, 0]],
  ["End", false, [2, 0], [2, 2]],
  ["Home", true, [2, 2], [0, 0]],
  ["End", true, [0, 0], [3, 2]],
  ["PageDown", false, [0, 1], [3, 1]],
])("%s (control %s) moves %j to %j", (key, control, [row, column], [toRow, toColumn]) => {
  expect(moved({ row, column }, key, control, size)).toEqual({ row: toRow, column: toColumn });
});

test.each(["a", "Enter", "Tab", " ", "F2"])("%s does not move", (key) => {
  expect(moved({ row: 0, column: 0 }, key, false, size)).toBeUndefined();
});

test("no sequence of keys leaves the table", () => {
  const key = fc.constantFrom("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown");
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.boolean())), (keys) => {
      const end = keys.reduce((at, [name, control]) => moved(at, name, control, size) ?? at, { row: 2, column: 1 });
      expect(end.row >= -1 && end.row < size.rows && end.column >= 0 && end.column < size.columns).toBe(true);
    }),
  );
});

test.each<[string, number | undefined]>([
  ["0", 0],
  ["1", 0.25],
  ["2", 0.5],
  ["3", 0.75],
  ["4", 1],
  ["5", undefined],
  ["a", undefined],
  ["01", undefined],
])("level key %s is %s", (key, level) => {
  expect(levelOfKey(key)).toBe(level);
});

test.each<[string, number | undefined]>([
  ["50 %", 0.5],
  ["50%", 0.5],
  ["50", 0.5],
  ["0.5", 0.5],
  ["0,5", 0.5],
  ["1", 1],
  ["100", 1],
  ["0", 0],
  ["1 %", undefined],
  ["30 %", undefined],
  ["half", undefined],
  ["", undefined],
  ["50 % of it", undefined],
])("a pasted level %j is %s", (text, level) => {
  expect(levelOfText(text)).toBe(level);
});

test.each<[string, string[]]>([
  ["one", ["one"]],
  ["one\ntwo\n", ["one", "two"]],
  ["one\r\ntwo\r\n", ["one", "two"]],
  ["one\tother\ntwo\tother", ["one", "two"]],
  ["one\n\nthree", ["one", "", "three"]],
])("pasting %j gives %j", (text, column) => {
  expect(pastedColumn(text)).toEqual(column);
});
