import { realpathSync } from "node:fs";
import { join } from "node:path";
import { skippedFolders } from "../core/files/projectFiles";
import { entriesOf, leadsToFile } from "./entriesOf";
import { type Io, Refusal } from "./io";
import { namedStatus } from "./statusOf";

export interface FoundFiles {
  /** as the reader can open them, sorted within each argument; none twice */
  readonly files: readonly string[];
  /** files of the folders that were not asked for */
  readonly passedOver: number;
  readonly unreadableFolders: readonly string[];
}

/**
 * The files that arguments name: a file as it is, a folder with all that lies below it and `wanted` takes.
 * Hidden files and links to folders are left out, so a loop of links has no end to miss.
 */
export function findFiles(paths: readonly string[], wanted: (path: string) => boolean, io: Io): FoundFiles {
  const files = new Map<string, string>();
  const unreadableFolders: string[] = [];
  let passedOver = 0;
  const take = (path: string): void => {
    const real = realpathSync(path);
    if (!files.has(real)) files.set(real, path);
  };
  const walk = (folder: string): void => {
    const entries = entriesOf(folder);
    if (entries === null) {
      unreadableFolders.push(folder);
      return;
    }
    for (const entry of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".") || skippedFolders.includes(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (!leadsToFile(entry, path)) continue;
      else if (wanted(path)) take(path);
      else passedOver++;
    }
  };
  for (const path of paths) {
    const status = namedStatus(path, io);
    if (status === null) throw new Refusal(io.t("There is no file or folder {0}. Check the path.", path));
    if (status.isDirectory()) walk(path);
    else take(path);
  }
  return { files: [...files.values()], passedOver, unreadableFolders };
}
