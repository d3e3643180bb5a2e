import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { listFolder } from "../../../src/cli/listFolder";
import { readFolder } from "../../../src/cli/readFolder";
import { createPythonParser, type PythonParser } from "../../../src/core/python/parser";
import { CodeCache } from "../../../src/core/routes/codeCache";
import { getReady, readCode } from "../../../src/core/routes/readCode";
import type { CodeFacts } from "../../../src/core/routes/route";
import { translator } from "../../../src/core/text";

// Runs in a process of its own for each measurement: a cold reading is cold, and the peak of memory is its own.

export interface Reading {
  readonly files: number;
  readonly routes: number;
  readonly workloads: number;
  /** ms: files, then parser and routes */
  readonly reading: number;
  readonly total: number;
  /** ms of processor time, all threads */
  readonly cpu: number;
  /** MB of 1 000 000 bytes, the whole process */
  readonly peak: number;
  /** kB of the cache on disk */
  readonly cache: number;
  readonly changes: Readonly<Record<string, Changes>>;
}

/** ms of one changed file */
export interface Changes {
  /** as in the editor: its thread gets ready for the next change when nothing happens for a while */
  readonly ready: readonly number[];
  /** of that getting ready, which nobody waits for */
  readonly gettingReady: readonly number[];
  /** by a change that comes before it got ready */
  readonly unready: readonly number[];
}

/** What is changed in a file of the workspace, and how: the number of the round makes each change another one. */
export interface Change {
  readonly name: string;
  readonly file: string;
  readonly kind: "route" | "body" | "last body";
}

const t = translator("en");
const now = (): number => performance.now();

/** First figures as the command line makes them; with a saved cache as the editor does in its next session. */
export async function measureRoutes(folder: string, cacheFile: string, cached: boolean, changes: readonly Change[]): Promise<Reading> {
  const usage = process.cpuUsage();
  const began = now();
  const files = await readFolder(folder, t);
  const read = now();
  const cache = new CodeCache(cached ? JSON.parse(readFileSync(cacheFile, "utf8")) : undefined);
  const parser = await loadParser();
  const sources = [...files.python, ...files.requirements];
  const facts = readCode({ files: sources }, parser, { t, cache, now });
  const total = now() - began;
  const { user, system } = process.cpuUsage(usage);
  const peak = process.resourceUsage().maxRSS * 1024;
  const saved = JSON.stringify(cache);
  if (!cached) writeFileSync(cacheFile, saved);
  return {
    files: files.python.length,
    routes: facts.routes.length,
    workloads: workloadsOf(facts),
    reading: read - began,
    total,
    cpu: (user + system) / 1000,
    peak: peak / 1e6,
    cache: saved.length / 1000,
    changes: Object.fromEntries(changes.map((change) => [change.name, changed(sources, change, parser, cache)])),
  };
}

type Source = { readonly path: string; readonly text: string };

/** The same reading again after each of several changes of one file: what a save costs. */
function changed(sources: readonly Source[], { file, kind }: Change, parser: PythonParser, cache: CodeCache): Changes {
  const times: { ready: number[]; gettingReady: number[]; unready: number[] } = { ready: [], gettingReady: [], unready: [] };
  const timed = (what: keyof Changes, work: () => void): void => {
    const from = now();
    work();
    times[what].push(now() - from);
  };
  const read = (round: number): void => {
    const files = sources.map((source) => (source.path === file ? { path: file, text: edited(source.text, kind, round) } : source));
    readCode({ files }, parser, { t, cache, now });
  };
  // the first ones still warm the machine up
  for (let round = 0; round < WARM + 12; round++) {
    timed("gettingReady", () => getReady(cache, parser));
    timed("ready", () => read(2 * round));
    timed("unready", () => read(2 * round + 1));
  }
  readCode({ files: sources }, parser, { t, cache, now });
  return { ready: times.ready.slice(WARM), gettingReady: times.gettingReady.slice(WARM), unready: times.unready.slice(WARM) };
}

const WARM = 4;

/** A route more, or a statement more in the first function, or in the last one: of a router it runs a model. */
export function edited(text: string, kind: Change["kind"], round: number): string {
  if (kind === "route") return `${text}\n\n@router.get("/added-${round}")\ndef added_${round}() -> int:\n    return ${round}\n`;
  const functions = [...text.matchAll(/^(?:async )?def [^\n]*:\n/gm)];
  const { 0: head = "", index = 0 } = (kind === "body" ? functions[0] : functions.at(-1)) ?? {};
  return `${text.slice(0, index + head.length)}    added = ${round}\n${text.slice(index + head.length)}`;
}

function workloadsOf({ routes }: CodeFacts): number {
  return routes.filter(({ workloads }) => workloads.length > 0).length;
}

/** Names, sizes and times of all files in one text, as the editor compares them. */
export function stampsOf(folder: string): string {
  const { python, requirements } = listFolder(folder, t, () => true);
  const stamps = [...python, ...requirements].map((path) => {
    const { size, mtimeMs } = statSync(join(folder, path));
    return `${path} ${size} ${mtimeMs}`;
  });
  return createHash("sha256").update(stamps.sort().join("\n")).digest("hex");
}

export function loadParser(): Promise<PythonParser> {
  const require = createRequire(join(process.cwd(), "package.json"));
  return createPythonParser({
    runtime: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
    python: readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm")),
  });
}
