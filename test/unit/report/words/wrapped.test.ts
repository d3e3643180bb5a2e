import { expect, test } from "vitest";
import { wrapped } from "../../../../src/core/report/words/wrapped";

test.each([
  ["short lines stay", "one\n\ntwo\n", "one\n\ntwo\n"],
  ["a long line goes on at a word", "Kept: the plan stays below.\n", "Kept: the\nplan stays\nbelow.\n"],
  ["a list goes on under its first word", "- needs a provider\n", "- needs a\n  provider\n"],
  ["what belongs together stays", "ab: 12\u00a0345\u00a0%\n", "ab:\n12\u00a0345\u00a0%\n"],
  ["a longer word has a line of its own", "see docs/measurements.md\n", "see\ndocs/measurements.md\n"],
  ["what is copied stays whole", "look: --set hosts.a=1\n", "look: --set hosts.a=1\n"],
])("%s", (_, text, expected) => {
  expect(wrapped(text, 10)).toBe(expected);
});
