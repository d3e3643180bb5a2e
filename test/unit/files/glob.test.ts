import { expect, test } from "vitest";
import { matchesGlob } from "../../../src/core/files/glob";

test.each([
  ["*.json", "a.json", true],
  ["*.json", "b/a.json", false],
  ["**/*.json", "a.json", true],
  ["**/*.json", "x/y/a.json", true],
  ["a/**", "a", false],
  ["a/**", "a/b/c", true],
  ["a/**/c", "a/c", true],
  ["**/b/**", "b/c", true],
  [".carbon-matrix/*.json", ".carbon-matrix/measurements.json", true],
  ["{prod,test}-[0-9]?.csv", "test-4x.csv", true],
  ["{prod,test}-[0-9]?.csv", "dev-4x.csv", false],
  ["[!a]*", "abc", false],
  ["[]]x", "]x", true],
  ["a[b", "a[b", true],
  ["\\*", "*", true],
  ["\\*", "x", false],
])("glob %s against %s is %s", (glob, path, expected) => {
  expect(matchesGlob(glob, path)).toBe(expected);
});

test("a hostile pattern ends", () => {
  expect(matchesGlob(`${"*a".repeat(60)}b`, "a".repeat(250))).toBe(false);
  expect(matchesGlob(`${"**/a/".repeat(60)}b`, "a/".repeat(250))).toBe(false);
});
