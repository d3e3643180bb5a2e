import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { gunzipSync, gzipSync } from "node:zlib";
import { createPythonParser } from "../core/python/parser";
import { CodeReading } from "./codeReading";
import type { CodeAnswer, CodeRequest, CodeWorkerData } from "./codeService";

// Reads the code of all folders in a thread of its own, so that nothing that the editor does waits for it.

const { assets } = workerData as CodeWorkerData;
const wasm = (name: string) => readFileSync(join(assets, name));
const parser = createPythonParser({ runtime: wasm("web-tree-sitter.wasm"), python: wasm("tree-sitter-python.wasm") });
const readings = new Map<string, CodeReading>();
const timers = new Map<string, NodeJS.Timeout>();
/** ms after an answer: the next change may be there already */
const PAUSE = 20;
const idle = new Map<string, NodeJS.Timeout>();

parentPort?.on("message", (request: CodeRequest) => void answer(request));

async function answer({ id, folder, cacheFile, change, newest }: CodeRequest): Promise<void> {
  clearTimeout(idle.get(folder));
  const cancelled = (): boolean => Atomics.load(newest, 0) > id;
  const post = (given: CodeAnswer): void => parentPort?.postMessage(given);
  try {
    let reading = readings.get(folder);
    if (reading === undefined) {
      reading = new CodeReading(await parser, cacheFile === null ? undefined : readCache(cacheFile));
      readings.set(folder, reading);
    }
    const read = reading.next(change, cancelled);
    post(read === null ? { id, kind: "cancelled" } : { id, kind: "read", ...read });
    if (cacheFile !== null && read?.facts) writeLater(cacheFile, reading);
    idle.set(folder, setTimeout(whileIdle, PAUSE, reading, cancelled));
  } catch (error) {
    post({ id, kind: "failed", error: error instanceof Error ? error : new Error(String(error)) });
  }
}

/** An error here is one of the next reading, which says it. */
function whileIdle(reading: CodeReading, cancelled: () => boolean): void {
  try {
    reading.getReady(cancelled);
  } catch {
    // nothing is ready then
  }
}

/** What was parsed in earlier sessions; losing it costs time, nothing else. */
function readCache(file: string): unknown {
  try {
    return JSON.parse(gunzipSync(readFileSync(file)).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** When nothing has changed for a while; whole or not at all. */
function writeLater(file: string, { cache }: CodeReading): void {
  clearTimeout(timers.get(file));
  const write = (): void => {
    try {
      writeFileSync(`${file}.new`, gzipSync(JSON.stringify(cache), { level: 1 }));
      renameSync(`${file}.new`, file);
    } catch {
      // A full or read-only disk: the next session parses again.
    }
  };
  timers.set(file, setTimeout(write, 5000));
}
