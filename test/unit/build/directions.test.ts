import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { inRoot } from "../../../src/build/paths.mjs";

// core <- protocol <- {vscode, webview}, core <- node <- {vscode, cli} (DESIGN.md section 2): the lint step of `npm test` uses the same rules on every file.

const wrong = [
  ["src/core/report", "../../vscode/extension"],
  ["src/core/report", "../../cli/main"],
  ["src/core/report", "../../protocol/messages"],
  ["src/core/report", "../../../webview/main"],
  ["src/core/report", "../../node/http"],
  ["src/core/report", "vscode"],
  ["src/core/report", "node:fs"],
  ["src/protocol", "../node/http"],
  ["src/node", "../vscode/extension"],
  ["src/node", "../cli/main"],
  ["src/node", "../protocol/messages"],
  ["src/node", "vscode"],
  ["src/protocol", "../vscode/extension"],
  ["src/protocol", "../../webview/main"],
  ["src/protocol", "vscode"],
  ["src/protocol", "node:path"],
  ["src/vscode", "../cli/main"],
  ["src/vscode/deep", "../../cli/main"],
  ["src/vscode", "../../webview/main"],
  ["src/cli", "../vscode/extension"],
  ["src/cli", "../protocol/messages"],
  ["src/cli", "vscode"],
  ["webview", "../src/vscode/extension"],
  ["webview", "../src/cli/main"],
  ["webview", "../src/node/http"],
  ["webview", "@vscode/webview-ui-toolkit"],
  ["webview", "node:fs"],
] as const;

const right = [
  ["src/core/report", "../footprint/evaluate"],
  ["src/core/report", "zod"],
  ["src/protocol", "../core/analysis"],
  ["src/vscode", "../protocol/messages"],
  ["src/vscode", "../core/analysis"],
  ["src/vscode", "../node/http"],
  ["src/vscode", "vscode"],
  ["src/node", "../core/analysis"],
  ["src/node", "node:fs"],
  ["src/cli", "../node/http"],
  ["src/cli", "../core/analysis"],
  ["src/cli", "node:fs"],
  ["webview", "../src/protocol/messages"],
] as const;

const folder = mkdtempSync(join(tmpdir(), "carbon-matrix-directions-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const refused = lint([...wrong, ...right]);

test.each(wrong)("a file of %s must not import %s", (...rule) => {
  expect(refused).toContain(fileOf(rule, "value"));
  expect(refused).toContain(fileOf(rule, "type"));
});

test.each(right)("a file of %s may import %s", (...rule) => {
  expect(refused).not.toContain(fileOf(rule, "value"));
  expect(refused).not.toContain(fileOf(rule, "type"));
});

test("controls.ts alone imports the control kit", () => {
  expect(refused).not.toContain("webview/controls.ts");
});

/** The files, each holding one import, that the rules of imports refuse. */
function lint(rules: readonly (readonly [string, string])[]): string[] {
  for (const rule of rules) {
    write(fileOf(rule, "value"), `import { a } from "${rule[1]}";\n\nexport const b = a;\n`);
    write(fileOf(rule, "type"), `import type { A } from "${rule[1]}";\n\nexport type B = A;\n`);
  }
  write("webview/controls.ts", `import { a } from "@vscode/webview-ui-toolkit";\n\nexport const b = a;\n`);
  copyFileSync(inRoot(".biome.json"), join(folder, ".biome.json"));
  const biome = inRoot("node_modules", "@biomejs", "biome", "bin", "biome");
  const { stdout } = spawnSync(process.execPath, [biome, "lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "."], {
    cwd: folder,
    encoding: "utf8",
  });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { category: string; location: { path: string | { file: string } } }[] };
  return diagnostics
    .filter(({ category }) => /noRestrictedImports|noNodejsModules/.test(category))
    .map(({ location }) => (typeof location.path === "string" ? location.path : location.path.file));
}

function fileOf([from, imported]: readonly [string, string], kind: "value" | "type"): string {
  return `${from}/${kind}${imported.replaceAll(/\W/g, "")}.ts`;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}
