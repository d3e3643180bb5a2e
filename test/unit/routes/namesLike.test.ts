import { expect, test } from "vitest";
import { hasParts } from "../../../src/core/routes/interpreter/namesLike";

test.each([
  ["do_run", ["do_", ""], true],
  ["do_", ["do_", ""], false],
  ["do_a_run", ["do_", "_run"], true],
  ["do__run", ["do_", "_run"], false],
  ["redo_a", ["do_", ""], false],
  ["a_b", ["", "_", ""], true],
  ["_b", ["", "_", ""], false],
  ["ab", ["", "", ""], true],
  ["a", ["", "", ""], false],
  ["x1y1yz", ["x", "1", "z"], true],
  ["x1z", ["x", "1", "z"], false],
])("%s has %j in their order: %s", (name, parts, has) => {
  expect(hasParts(name, parts)).toBe(has);
});

test("a long name is looked through once", () => {
  expect(hasParts("a_".repeat(5000), ["", ...Array<string>(30).fill("_"), "run"])).toBe(false);
});
