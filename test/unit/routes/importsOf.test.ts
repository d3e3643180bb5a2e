import { expect, test } from "vitest";
import { importsOf } from "../../../src/core/routes/project/imports";

test("imports of a file in a single line are found in a time that its length tells", () => {
  const text = Array.from({ length: 200_000 }, (_, at) => `import a${at}`).join(";");
  expect(importsOf(text).length).toBe(200_000);
});

test("imports after one another, in one line and in several", () => {
  const text = "x = 1; import a, b as c\nimportant = 2\nfrom .d import (e,\n  f)\r\n# import g\nif x: import h\n";
  expect(importsOf(text).map(({ module }) => module)).toEqual(["a", "b", "d", "h"]);
});
