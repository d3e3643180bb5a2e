import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { dist, root, vsix } from "./paths.mjs";
import { Failure, say } from "./run.mjs";

/** DESIGN.md section 8, in kB of 1000 bytes. */
const budgets = { host: 300, webview: 160, vsix: 3000 };

/**
 * Prints the size of the bundles beside their budgets.
 * Throws a `Failure` when one is over: what start-up reads must stay small, heavy parts belong behind `await import(...)`.
 * @param {import("esbuild").Metafile} node
 */
export function checkBundles(node) {
  // the sentences of the language are read with the first one: French is the larger start
  const host = [...startFiles(node), "dist/fr.start.json"];
  const web = ["webview.js", "webview.css"].map((name) => gzipSync(readFileSync(join(dist, name))).length);
  report([
    ["extension host, read at start in French", kilobytes(host.map((file) => statSync(join(root, file)).size)), budgets.host],
    ["webview, gzipped", kilobytes(web), budgets.webview],
  ]);
}

export function checkPackage() {
  report([["VSIX", kilobytes([statSync(vsix).size]), budgets.vsix]]);
}

/**
 * The extension's entry and every chunk that it imports statically; chunks behind `await import(...)` are read later.
 * @param {import("esbuild").Metafile} metafile
 */
export function startFiles(metafile) {
  const seen = new Set(["dist/extension.js"]);
  for (const file of seen) {
    for (const { path, kind } of metafile.outputs[file]?.imports ?? []) {
      if (kind === "import-statement" && metafile.outputs[path] !== undefined) seen.add(path);
    }
  }
  return [...seen];
}

/** @param {readonly number[]} bytes */
const kilobytes = (bytes) => bytes.reduce((sum, size) => sum + size, 0) / 1000;

/** @param {readonly (readonly [what: string, size: number, budget: number])[]} lines */
function report(lines) {
  for (const [what, size, budget] of lines) say(`  ${what.padEnd(42)}${size.toFixed(1).padStart(9)} kB of ${budget} kB`);
  const over = lines.filter(([, size, budget]) => size > budget).map(([what]) => what);
  if (over.length > 0)
    throw new Failure(`Over its size budget (DESIGN.md section 8): ${over.join(", ")}. Load heavy parts on first use, by \`await import(...)\`.`);
}
