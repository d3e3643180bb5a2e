import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isBelow } from "../../src/node/realPaths";

const root = mkdtempSync(join(tmpdir(), "carbon-matrix-paths-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("a path lies in a folder where it really is, wherever links lead", () => {
  for (const folder of ["project/.carbon-matrix", "project-2", "outside"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "outside/secret.json"), "{}");
  writeFileSync(join(root, "project/.carbon-matrix/own.json"), "{}");
  symlinkSync(join(root, "outside"), join(root, "project/.carbon-matrix/link"));
  symlinkSync(join(root, "project"), join(root, "entry"));
  const cases: [string, boolean][] = [
    ["project", true],
    ["project/.carbon-matrix/own.json", true],
    ["project/.carbon-matrix/not-there.json", true],
    ["entry/.carbon-matrix/own.json", true],
    ["project/.carbon-matrix/link/secret.json", false],
    ["project/.carbon-matrix/link/not-there.json", false],
    ["project/../outside/secret.json", false],
    ["project-2", false],
  ];
  for (const [path, inside] of cases) expect([path, isBelow(join(root, path), [join(root, "project")])]).toEqual([path, inside]);
});
