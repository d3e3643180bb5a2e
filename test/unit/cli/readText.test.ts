import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { readAll } from "../../../src/cli/readText";
import { decodePython } from "../../../src/node/decodePython";

const folder = mkdtempSync(join(tmpdir(), "carbon-matrix-read-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const contents: Record<string, Uint8Array> = {
  "plain.py": Buffer.from("x = 1\n"),
  "empty.py": Buffer.alloc(0),
  "long.py": Buffer.alloc(100_000, "# long\n"),
  "too-large.py": Buffer.alloc(100_001, "#"),
};
for (const [name, bytes] of Object.entries(contents)) writeFileSync(join(folder, name), bytes);
mkdirSync(join(folder, "folder.py"));
const paths = [...Object.keys(contents), "folder.py", "missing.py", ...Array.from({ length: 40 }, () => "plain.py")].map((name) => join(folder, name));

/** How each file ends up, in the order of the paths. */
async function readThem(): Promise<readonly unknown[]> {
  return (await readAll(paths, 8, 100_000)).map((one) => (one instanceof Uint8Array ? Buffer.from(one).toString() : one));
}

test.each([
  ["from memory", 0],
  ["from a disk that makes wait from the first file on", 1000],
  ["from a disk that makes wait after some files", 4],
])("the same bytes are read %s", async (_, step) => {
  let now = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => {
    now += step;
    return now;
  });
  const read = await readThem();
  clock.mockRestore();
  expect(read.slice(0, 6)).toEqual(["x = 1\n", "", contents["long.py"]?.toString(), 100_001, null, null]);
  expect(read.slice(6)).toEqual(Array.from({ length: 40 }, () => "x = 1\n"));
});

test.each([
  ["x = 1\n", "x = 1\n", true],
  ["# -*- coding: latin-1 -*-\nx = 'é'\n", "# -*- coding: latin-1 -*-\nx = 'é'\n", true],
  ["x = 'é, 日本'\r\ny = 2\rz = 3\n", "x = 'é, 日本'\r\ny = 2\nz = 3\n", true],
  ["# coding: utf-8\nx = 1\n", "# coding: utf-8\nx = 1\n", true],
  ["# coding: no-such-thing\nx = 1\n", "# coding: no-such-thing\nx = 1\n", false],
  ["\ufeffx = 1\n", "x = 1\n", true],
])("%j is decoded as Python does", (source, text, certain) => {
  const encoding = source.includes("latin-1") ? "latin1" : "utf8";
  const bytes = Buffer.from(source, encoding);
  expect(decodePython(new Uint8Array(bytes))).toEqual({ text, certain });
});

test("bytes that are no UTF-8 are shown as far as they can be", () => {
  expect(decodePython(Uint8Array.from([0x78, 0xff, 0x0a]))).toEqual({ text: "x\ufffd\n", certain: false });
});
