import { closeSync, fstatSync, open, openSync, read, readFileSync, readSync, statSync } from "node:fs";
import { mostBytes } from "../core/files/limits";

/** A small text; empty where it cannot be read or is no text of that size. */
export function readTextSync(path: string): string {
  try {
    return statSync(path).size > mostBytes ? "" : readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** The bytes of a file, how many it has where those are too many, or null where it cannot be read. */
export type ReadBytes = Uint8Array | number | null;

/**
 * The bytes of files, none of more than `most`; in the order of `paths`. One after the other while the system has them in memory, which is
 * twice as fast as handing each to another thread; `together` of them at a time from where a disk makes wait.
 */
export async function readAll(paths: readonly string[], together: number, most: number): Promise<readonly ReadBytes[]> {
  const out: ReadBytes[] = [];
  const began = performance.now();
  while (out.length < paths.length && performance.now() - began < PATIENCE + out.length * QUICK) out.push(readNow(paths[out.length] as string, most));
  return [...out, ...(await readTogether(paths.slice(out.length), together, most))];
}

/** ms for a file from memory, on a slow machine, and ms that a few of them may take more */
const QUICK = 0.1;
const PATIENCE = 20;

function readTogether(paths: readonly string[], together: number, most: number): Promise<readonly ReadBytes[]> {
  const out = new Array<ReadBytes>(paths.length).fill(null);
  return new Promise((resolve) => {
    let next = 0;
    let running = 0;
    // Callbacks: promises would cost as much as the reading.
    const more = (): void => {
      if (next >= paths.length && running === 0) resolve(out);
      while (running < together && next < paths.length) {
        const index = next++;
        running++;
        readOne(paths[index] as string, most, (read) => {
          running--;
          out[index] = read;
          more();
        });
      }
    };
    more();
  });
}

function readNow(path: string, most: number): ReadBytes {
  let file: number | null = null;
  try {
    file = openSync(path, "r");
    const size = sizeOf(file);
    if (size === null || size > most) return size;
    const bytes = Buffer.allocUnsafe(size);
    let at = 0;
    while (at < size) {
      const count = readSync(file, bytes, at, size - at, at);
      // somebody made it shorter meanwhile
      if (count === 0) break;
      at += count;
    }
    return bytes.subarray(0, at);
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** Two waits where `readFile` has four: what is open tells its size, and is closed, without any. */
function readOne(path: string, most: number, done: (read: ReadBytes) => void): void {
  open(path, "r", (error, file) => {
    if (error !== null) return done(null);
    const end = (read: ReadBytes): void => {
      closeSync(file);
      done(read);
    };
    const size = sizeOf(file);
    if (size === null || size > most) return end(size);
    const bytes = new Uint8Array(size);
    const from = (at: number): void => {
      if (at === size) return end(bytes);
      read(file, bytes, at, size - at, at, (failed, count) => {
        if (failed !== null) end(null);
        // somebody made it shorter meanwhile
        else if (count === 0) end(bytes.subarray(0, at));
        else from(at + count);
      });
    };
    from(0);
  });
}

function sizeOf(file: number): number | null {
  try {
    const status = fstatSync(file);
    return status.isFile() ? status.size : null;
  } catch {
    return null;
  }
}
