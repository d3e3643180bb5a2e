import { expect, test } from "vitest";
import type { Problem } from "../../../../src/core/problem";
import { problemsText } from "../../../../src/core/report/tables/problemsText";

const problem = (severity: Problem["severity"], message: string, more: Partial<Problem> = {}): Problem => ({ code: "c", severity, message, ...more });

test("problems are lines of a compiler, errors first, in their order otherwise", () => {
  const all = [problem("information", "i"), problem("warning", "w1"), problem("error", "e"), problem("warning", "w2")];
  expect(problemsText(all, "en")).toBe("error: e [c]\nwarning: w1 [c]\nwarning: w2 [c]\nnote: i [c]\n");
  expect(all.map(({ message }) => message)).toEqual(["i", "w1", "e", "w2"]);
  expect(problemsText([], "en")).toBe("");
});

test.each<[Partial<Problem>, string]>([
  [{ file: "a.py", line: 3, column: 7 }, "a.py:3:7: "],
  [{ file: "a.py", line: 3 }, "a.py:3: "],
  [{ file: "a.py" }, "a.py: "],
  [{ file: "a.py", column: 7 }, "a.py: "],
  [{ line: 3, column: 7 }, ""],
])("its place is as much as is known: %j", (place, written) => {
  expect(problemsText([problem("warning", "w", place)], "en")).toBe(`${written}warning: w [c]\n`);
});

test("a name that moves the cursor stays on its line", () => {
  expect(problemsText([problem("error", "no \u001b[31m\n here", { file: "a\nb.py" })], "en").split("\n")).toHaveLength(2);
});
