import fc from "fast-check";
import { expect, test } from "vitest";
import { movedLine } from "../../../src/vscode/movedLine";

const text = "a\nb\n@post\ndef f\nend";

test.each([
  ["nothing changed", text, 2, 2],
  ["lines were put above", `x\ny\n${text}`, 2, 4],
  ["a line above went", "b\n@post\ndef f\nend", 2, 1],
  ["the change is below", `${text}\nmore`, 2, 2],
  ["the line itself is typed in", "a\nb\n@pos\ndef f\nend", 2, 2],
  ["a line was typed just above", "a\nb\n\n@post\ndef f\nend", 2, 3],
  ["the line went", "a\nb\ndef f\nend", 2, 2],
])("%s", (_, later, line, expected) => {
  expect(movedLine(text, later, line)).toBe(expected);
});

test("a line that is unique and untouched is found again wherever other lines come and go", () => {
  const lines = fc.array(fc.constantFrom("x", "y", ""), { maxLength: 6 });
  fc.assert(
    fc.property(lines, lines, lines, lines, (above, newAbove, below, newBelow) => {
      const before = [...above, "@route", ...below];
      const onlyAbove = [...newAbove, "@route", ...below];
      const onlyBelow = [...above, "@route", ...newBelow];
      expect(onlyAbove[movedLine(before.join("\n"), onlyAbove.join("\n"), above.length)]).toBe("@route");
      expect(onlyBelow[movedLine(before.join("\n"), onlyBelow.join("\n"), above.length)]).toBe("@route");
    }),
  );
});
