import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, transform } from "esbuild";
import { dist, inRoot, root } from "./paths.mjs";

/** @typedef {import("esbuild").Metafile} Metafile */

/**
 * Writes `dist/` afresh: extension host, command line, webview, parser, schema and probe.
 * @returns {Promise<{ node: Metafile, webview: Metafile }>} what went into which file, for the budgets
 */
export async function bundle() {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const node = await bundleNode();
  const webview = existsSync(inRoot("webview", "main.ts")) ? await bundleWebview() : { inputs: {}, outputs: {} };
  copyParser();
  copyProbe();
  if (existsSync(inRoot("src", "core", "scenario", "jsonSchema.ts"))) await writeSchema();
  return { node, webview };
}

/**
 * Extension host, command line and workers in one run, so that they share chunks; whatever the source loads by `await import(...)`
 * becomes a chunk of its own that is read on first use. esbuild splits only ES modules, VS Code and `node dist/cli.js` want
 * CommonJS: so each split file is turned into CommonJS afterwards.
 */
async function bundleNode() {
  const workers = readdirSync(inRoot("src", "vscode")).filter((name) => name.endsWith("Worker.ts"));
  const result = await build({
    absWorkingDir: root,
    entryPoints: {
      extension: "src/vscode/extension.ts",
      ...(existsSync(inRoot("src", "cli", "main.ts")) ? { cli: "src/cli/main.ts" } : {}),
      ...Object.fromEntries(workers.map((name) => [basename(name, ".ts"), `src/vscode/${name}`])),
    },
    outdir: "dist",
    entryNames: "[name]",
    // Beside the entries: `__dirname` is dist/ in every file.
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["vscode"],
    plugins: [parserEngine],
    minify: true,
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  for (const file of result.outputFiles) {
    const command = basename(file.path) === "cli.js";
    writeFileSync(file.path, `${command ? "#!/usr/bin/env node\n" : ""}${await toCommonJs(file.text)}`);
    if (command) chmodSync(file.path, 0o755);
  }
  return result.metafile;
}

/** @param {string} code an ES module */
async function toCommonJs(code) {
  const supported = { "dynamic-import": false };
  return (await transform(code, { format: "cjs", platform: "node", target: "node20", minify: true, supported, logLevel: "warning" })).code;
}

/**
 * web-tree-sitter's ES module declares a `require` of its own, which would hide the one that a CommonJS file loads its chunks with.
 * Its CommonJS file is bundled instead, under the same names.
 * @type {import("esbuild").Plugin}
 */
const parserEngine = {
  name: "parser-engine",
  setup(build) {
    const file = inRoot("node_modules", "web-tree-sitter", "web-tree-sitter.cjs");
    const names = Object.keys(createRequire(import.meta.url)(file));
    build.onResolve({ filter: /^web-tree-sitter$/ }, () => ({ path: "web-tree-sitter", namespace: "parser-engine" }));
    build.onLoad({ filter: /.*/, namespace: "parser-engine" }, () => ({
      contents: `import engine from ${JSON.stringify(file)};\nexport const { ${names.join(", ")} } = engine;`,
      resolveDir: root,
    }));
  },
};

async function bundleWebview() {
  const style = "webview/main.css";
  const result = await build({
    absWorkingDir: root,
    entryPoints: [{ in: "webview/main.ts", out: "webview" }, ...(existsSync(inRoot(style)) ? [{ in: style, out: "webview" }] : [])],
    outdir: "dist",
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  return result.metafile;
}

/** The Python grammar and the engine that runs it, read on first use by whoever parses. */
function copyParser() {
  for (const [name, file] of [
    ["web-tree-sitter", "web-tree-sitter.wasm"],
    ["tree-sitter-python", "tree-sitter-python.wasm"],
  ]) {
    copyFileSync(inRoot("node_modules", name ?? "", file ?? ""), join(dist, file ?? ""));
  }
}

/** The measuring middleware travels with the extension and the command line. */
function copyProbe() {
  const probes = readdirSync(inRoot("src", "probe")).filter((name) => name.endsWith(".py"));
  if (probes.length === 0) return;
  mkdirSync(join(dist, "probe"), { recursive: true });
  for (const name of probes) copyFileSync(inRoot("src", "probe", name), join(dist, "probe", name));
}

/** The JSON schema of scenario files is generated from the one that reads them, so that they cannot disagree. */
async function writeSchema() {
  const source = inRoot("src", "core", "scenario", "jsonSchema.ts");
  const temporary = inRoot(".cache", "build", "jsonSchema.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile: temporary,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "warning",
  });
  const { jsonSchema } = await import(`${pathToFileURL(temporary).href}?${Date.now()}`);
  const schema = `${JSON.stringify(jsonSchema(), null, 1)}\n`;
  writeFileSync(join(dist, "carbon.schema.json"), schema);
  JSON.parse(readFileSync(join(dist, "carbon.schema.json"), "utf8"));
}
