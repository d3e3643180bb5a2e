import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { createPythonParser } from "../../../src/core/python/parser";

const require = createRequire(import.meta.url);

test("a parser is made after one whose bytes were broken", async () => {
  const python = readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm"));
  await expect(createPythonParser({ runtime: new Uint8Array([1, 2, 3]), python })).rejects.toThrow();
  const parser = await createPythonParser({ runtime: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")), python });
  expect(parser.isPython("a = 1")).toBe(true);
});
