import { expect, test } from "vitest";
import { sameCode } from "../../../src/core/python/codeLines";

test.each([
  ["nothing moves", "x = 1\n", "x = 1  # one\n", []],
  ["lines after a comment move", "x = 1\ny = 2\n", "x = 1\n# two\n\ny = 2\n", [{ from: 1, by: 2 }]],
  [
    "and back",
    "x = 1\n\n\ny = 2\nz = 3\n",
    "x = 1\ny = 2\n# three\n\nz = 3\n",
    [
      { from: 3, by: -2 },
      { from: 4, by: 0 },
    ],
  ],
  ["in brackets", "f(\n  1,\n)\n", "f(\n  # one\n  1,\n)\n", [{ from: 1, by: 1 }]],
  ["after a string of several lines", 'x = """a\nb"""\ny = 1\n', 'x = """a\nb"""\n#\ny = 1\n', [{ from: 2, by: 1 }]],
  ["with other line ends", "x = 1\n", "x = 1  \r\n", []],
])("%s", (_, before, now, moves) => {
  expect(sameCode(before, now)).toEqual(moves);
});

test.each([
  ["a mark of a comment in a string", 'x = "a # b"\n', 'x = "a # c"\n'],
  ["an empty line in a string", 'x = """a\nb"""\n', 'x = """a\n\nb"""\n'],
  ["a comment's mark in a string of several lines", 'x = """a\n# b"""\n', 'x = """a\n# c"""\n'],
  ["indentation", "if x:\n  y = 1\n", "if x:\n   y = 1\n"],
  ["code that became a comment", "x = 1\ny = 2\n", "x = 1\n# y = 2\n"],
  ["a string that never closes", 'x = """a\n', 'x = """a\n# b\n'],
  ["a bracket that never closes", "x = (1\n", "x = (1\n# b\n"],
])("%s is a difference", (_, before, now) => {
  expect(sameCode(before, now)).toBeNull();
});
