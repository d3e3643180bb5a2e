import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, transform } from "esbuild";
import { startFiles } from "./budgets.mjs";
import { licences } from "./licences.mjs";
import { dist, inRoot, root, vsix } from "./paths.mjs";

/** @typedef {import("esbuild").Metafile} Metafile */
/** @typedef {{ name: string, contents: string | Uint8Array, executable?: boolean }} Output a file of dist/ */

/**
 * Writes `dist/` afresh: extension host, command line, workers, webview, parser, schema and probe.
 * Everything is made before the old folder goes: a source that does not build leaves the last good one in place.
 * @returns {Promise<Metafile>} what went into which file of the Node side, for the budgets
 */
export async function bundle() {
  const node = await nodeSide();
  const web = await webview();
  /** @type {Output[]} */
  const outputs = [...node.outputs, ...web.outputs, ...sentences(node), ...parser(), ...mediaReader(), ...probe(), await schema()];
  const inputs = [node, web].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  outputs.push({ name: "third-party-licences.txt", contents: licences([...inputs, "node_modules/tree-sitter-python/", "node_modules/web-tree-sitter/"]) });
  mkdirSync(dist, { recursive: true });
  for (const old of readdirSync(dist)) if (join(dist, old) !== vsix) rmSync(join(dist, old), { recursive: true });
  for (const { name, contents, executable } of outputs) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), contents, { mode: executable ? 0o755 : 0o644 });
  }
  return node.metafile;
}

/**
 * Extension host, command line and workers in one run, so that they share chunks; whatever the source loads by `await import(...)`
 * becomes a chunk of its own that is read on first use. esbuild splits only ES modules, while VS Code and `node dist/cli.js` want
 * CommonJS: so each split file is turned into CommonJS afterwards.
 */
async function nodeSide() {
  const workers = readdirSync(inRoot("src", "vscode")).filter((name) => name.endsWith("Worker.ts"));
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      extension: "src/vscode/extension.ts",
      cli: "src/cli/main.ts",
      ...Object.fromEntries(workers.map((name) => [basename(name, ".ts"), `src/vscode/${name}`])),
    },
    outdir: "dist",
    // Chunks lie beside the entries: `__dirname` is dist/ in every file.
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["vscode"],
    plugins: [parserEngine, mediaInfo, french],
    minify: true,
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  /** @type {Output[]} */
  const outputs = [];
  for (const { path, text } of outputFiles) {
    const name = basename(path);
    const executable = name === "cli.js";
    outputs.push({ name, contents: `${executable ? "#!/usr/bin/env node\n" : ""}${await toCommonJs(text)}`, executable });
  }
  return { outputs, metafile };
}

/**
 * The editor's own module is an object as it is: esbuild would copy its hundreds of names for each source file that imports it.
 * @param {string} code an ES module
 */
async function toCommonJs(code) {
  const supported = { "dynamic-import": false };
  const direct = code.replace(/import\s*\*\s*as\s+([\w$]+)\s+from\s*"vscode";/g, 'var $1=require("vscode");');
  return (await transform(direct, { format: "cjs", platform: "node", target: "node20", minify: true, supported, logLevel: "warning" })).code;
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

/**
 * mediainfo.js's ES module looks for itself by its address, which a CommonJS file has not: its CommonJS file is bundled.
 * @type {import("esbuild").Plugin}
 */
const mediaInfo = {
  name: "media-info",
  setup(build) {
    const file = inRoot("node_modules", "mediainfo.js", "dist", "cjs", "index.cjs");
    build.onResolve({ filter: /^mediainfo\.js$/ }, () => ({ path: "mediainfo.js", namespace: "media-info" }));
    build.onLoad({ filter: /.*/, namespace: "media-info" }, () => ({
      contents: `export { default } from ${JSON.stringify(file)};`,
      resolveDir: root,
    }));
  },
};

/**
 * The French sentences are most of what a start would read, and nobody but a French reader needs them: files of their own, read at
 * the first sentence; those that no code of the start says, at the first of them. `translator` stays a plain function, so the reading is too.
 * @type {import("esbuild").Plugin}
 */
const french = {
  name: "french",
  setup(build) {
    const namespace = "french";
    build.onResolve({ filter: /\/l10n\/fr\.json$/ }, () => ({ path: "sentences", namespace }));
    build.onResolve({ filter: /.*/, namespace }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /.*/, namespace }, () => ({
      contents: `let start, rest;
        export default new Proxy({}, { get: (_, english) => (start ??= require("./fr.start.json"))[english] ?? (rest ??= require("./fr.json"))[english] });`,
    }));
  },
};

/**
 * The sentences that the code of the editor's start can say, and all others.
 * @param {{ outputs: readonly Output[], metafile: Metafile }} node
 * @returns {Output[]}
 */
function sentences({ outputs, metafile }) {
  const files = new Set(startFiles(metafile).map((file) => basename(file)));
  const code = outputs.flatMap(({ name, contents }) => (files.has(name) ? [String(contents)] : [])).join("\n");
  const all = Object.entries(JSON.parse(readFileSync(inRoot("l10n", "fr.json"), "utf8")));
  const says = new Set(all.flatMap(([english]) => (code.includes(english) ? [english] : [])));
  const part = (/** @type {boolean} */ first) => JSON.stringify(Object.fromEntries(all.filter(([english]) => says.has(english) === first)));
  return [
    { name: "fr.start.json", contents: part(true) },
    { name: "fr.json", contents: part(false) },
  ];
}

/** `webview.js` and `webview.css`. */
async function webview() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [
      { in: "webview/main.ts", out: "webview" },
      { in: "webview/main.css", out: "webview" },
    ],
    outdir: "dist",
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  return { outputs: outputFiles.map(({ path, contents }) => ({ name: basename(path), contents })), metafile };
}

/** The Python grammar and the engine that runs it, read on first use by whoever parses. */
function parser() {
  return [
    { name: "web-tree-sitter.wasm", contents: readFileSync(inRoot("node_modules", "web-tree-sitter", "web-tree-sitter.wasm")) },
    { name: "tree-sitter-python.wasm", contents: readFileSync(inRoot("node_modules", "tree-sitter-python", "tree-sitter-python.wasm")) },
  ];
}

/** Reads the headers of media files that music-metadata does not; loaded on first use. */
function mediaReader() {
  return [{ name: "mediainfo.wasm", contents: readFileSync(inRoot("node_modules", "mediainfo.js", "dist", "MediaInfoModule.wasm")) }];
}

/** The measuring middleware travels with the extension and the command line. */
function probe() {
  const folder = inRoot("src", "probe");
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".py")) : [];
  return files.map((name) => ({ name: `probe/${name}`, contents: readFileSync(join(folder, name)) }));
}

/**
 * The JSON schema of scenario files is generated from the schema that reads them, so that they cannot disagree.
 * @returns {Promise<Output>}
 */
async function schema() {
  const outfile = inRoot(".cache", "build", "jsonSchema.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["src/core/scenario/jsonSchema.ts"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "warning",
  });
  const { jsonSchema } = await import(`${pathToFileURL(outfile).href}?${Date.now()}`);
  return { name: "carbon.schema.json", contents: `${JSON.stringify(jsonSchema(), null, 1)}\n` };
}
