import { readFile, readFileSync, statSync } from "node:fs";
import { mostBytes } from "../core/files/limits";

/** A small text; empty where it cannot be read or is no text of that size. */
export function readTextSync(path: string): string {
  try {
    return statSync(path).size > mostBytes ? "" : readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** The bytes of files, or what kept them from being read, `most` at a time; in the order of `paths`. */
export function readAll(paths: readonly string[], most: number): Promise<readonly (Uint8Array | null)[]> {
  const read = new Array<Uint8Array | null>(paths.length).fill(null);
  return new Promise((resolve) => {
    let next = 0;
    let open = 0;
    // Callbacks: promises would cost as much as the reading.
    const more = (): void => {
      if (next >= paths.length && open === 0) resolve(read);
      while (open < most && next < paths.length) {
        const index = next++;
        open++;
        readFile(paths[index] as string, (error, bytes) => {
          open--;
          if (error === null) read[index] = bytes;
          more();
        });
      }
    };
    more();
  });
}
