import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { createPythonParser, type PythonParser } from "../../../src/core/python/parser";
import { readCode } from "../../../src/core/routes/readCode";
import type { CodeFacts } from "../../../src/core/routes/route";
import { translator } from "../../../src/core/text";

const require = createRequire(import.meta.url);

/** The parser that all tests of a file share. */
export const parser: Promise<PythonParser> = createPythonParser({
  runtime: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
  python: readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm")),
});

/** Files in one text: `# file: app/main.py` begins each; without one it is `main.py`. */
export function filesOf(text: string): { path: string; text: string }[] {
  const parts = text.split(/^# file: (.+)$/m);
  const first = (parts[0] ?? "").trim() === "" ? [] : [{ path: "main.py", text: parts[0] ?? "" }];
  const out = [...first];
  for (let i = 1; i < parts.length; i += 2) out.push({ path: (parts[i] ?? "").trim(), text: (parts[i + 1] ?? "").replace(/^\n/, "") });
  return out;
}

export async function read(text: string, overrides: { at: string; path: string }[] = []): Promise<CodeFacts> {
  const [t, project] = [translator("en"), { files: filesOf(text), overrides }];
  const facts = readCode(project, await parser, { t, sieve: false });
  const sifted = readCode(project, await parser, { t, sieve: true });
  expect([sifted.routes, sifted.problems], "with the sieve of names").toEqual([facts.routes, facts.problems]);
  return facts;
}

/** `POST /chat main.py:4 chat` for each route, then `code main.py:3` for each problem. */
export function check(name: string, text: string, routes: string[], problems: string[] = [], overrides: { at: string; path: string }[] = []): void {
  test(name, async () => {
    const facts = await read(text, overrides);
    expect(facts.routes.map((r) => `${r.method} ${r.path} ${r.file}:${r.line} ${r.function}`).sort()).toEqual([...routes].sort());
    expect(facts.problems.map((p) => `${p.code} ${p.file}:${p.line}`).sort()).toEqual([...problems].sort());
  });
}

/** `transcription faster-whisper large-v3 main.py:9` for each workload of the first route whose handler is named. */
export function checkWorkloads(name: string, text: string, handler: string, workloads: string[]): void {
  test(name, async () => {
    const facts = await read(text);
    const route = facts.routes.find((r) => r.function === handler);
    expect(route, facts.routes.map((r) => r.function).join()).toBeDefined();
    expect(route?.workloads.map((w) => `${w.task} ${w.library}/${w.engine} ${w.model} ${w.file}:${w.line}`)).toEqual(workloads);
  });
}
