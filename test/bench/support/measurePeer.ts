import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

export interface PeerReading {
  readonly routes: number;
  readonly total: number;
  /** the peer discovers everything anew after a change */
  readonly again: number;
  readonly peak: number;
}

/** What we use of the peer's core (fastapi/fastapi-vscode, `src/core/index.ts`). */
interface Peer {
  readonly Parser: new () => { init(wasm: { core: Uint8Array; python: Uint8Array }): Promise<void>; dispose(): void };
  buildRouterGraph(entry: string, parser: unknown, root: string, files: unknown): Promise<unknown>;
  findProjectRoot(entry: string, root: string, files: unknown): Promise<string>;
  routerNodeToAppDefinition(node: unknown, folder: string): unknown;
  collectRoutes(apps: readonly unknown[]): readonly unknown[];
  clearImportCache(): void;
}

/**
 * The peer's own analyser on a folder, without an editor. Its way of finding entry files imports the editor, so the same way (all `.py`
 * files but tests and environments, those with `FastAPI(` in their text) stands here, over the file system.
 */
export async function measurePeer(folder: string): Promise<PeerReading> {
  const peer = await loadPeer(process.env.CARBON_MATRIX_PEER ?? "");
  const from = performance.now();
  const parser = new peer.Parser();
  const require = createRequire(join(process.cwd(), "package.json"));
  await parser.init({
    core: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
    python: readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm")),
  });
  const routes = await discover(peer, parser, folder);
  const total = performance.now() - from;
  const peak = (process.resourceUsage().maxRSS * 1024) / 1e6;
  const second = performance.now();
  peer.clearImportCache();
  await discover(peer, parser, folder);
  return { routes, total, again: performance.now() - second, peak };
}

async function discover(peer: Peer, parser: unknown, folder: string): Promise<number> {
  const files = {
    readFile: (uri: string) => readFile(new URL(uri)),
    exists: (uri: string) =>
      stat(new URL(uri)).then(
        () => true,
        () => false,
      ),
    joinPath: (base: string, ...segments: string[]) => new URL(segments.join("/"), base.endsWith("/") ? base : `${base}/`).href,
    dirname: (uri: string) => uri.slice(0, uri.lastIndexOf("/")),
  };
  const entries = pythonFiles(folder).filter((file) => readFileSync(file, "utf8").includes("FastAPI("));
  const apps: unknown[] = [];
  for (const entry of entries.sort((a, b) => a.split("/").length - b.split("/").length)) {
    const uri = pathToFileURL(entry).href;
    const root = await peer.findProjectRoot(uri, pathToFileURL(folder).href, files);
    const node = await peer.buildRouterGraph(uri, parser, root, files);
    if (node) apps.push(peer.routerNodeToAppDefinition(node, folder));
  }
  return peer.collectRoutes(apps).length;
}

const skipped = new Set([".venv", "venv", "__pycache__", "node_modules", ".git", "tests", "test"]);

function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : pythonFiles(path);
    return entry.isFile() && /\.py$/.test(entry.name) && !/^(test_.*|.*_test|conftest)\.py$/.test(entry.name) ? [path] : [];
  });
}

async function loadPeer(checkout: string): Promise<Peer> {
  if (!statSync(join(checkout, "src/core/index.ts"), { throwIfNoEntry: false }))
    throw new Error(`CARBON_MATRIX_PEER is no checkout of fastapi-vscode: ${checkout}`);
  const outfile = join(tmpdir(), `carbon-matrix-peer-${process.pid}.mjs`);
  const silent = {
    name: "silent",
    setup: (b: import("esbuild").PluginBuild) => {
      b.onResolve({ filter: /utils\/logger/ }, () => ({ path: "silent", namespace: "silent" }));
      b.onLoad({ filter: /.*/, namespace: "silent" }, () => ({ contents: "const nothing = () => undefined; export { nothing as log, nothing as logError };" }));
    },
  };
  await build({
    entryPoints: [join(checkout, "src/core/index.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    nodePaths: [join(process.cwd(), "node_modules")],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    plugins: [silent],
    logLevel: "error",
  });
  try {
    return (await import(pathToFileURL(outfile).href)) as Peer;
  } finally {
    rmSync(outfile, { force: true });
  }
}
