import { type Dirent, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { skippedFolders } from "../core/files/projectFiles";
import { type Io, Refusal } from "./io";
import { namedStatus, statusOf } from "./statusOf";

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
    if (entries === undefined) {
      unreadableFolders.push(folder);
      return;
    }
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".") || skippedFolders.includes(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (!isFile(entry, path)) continue;
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

function entriesOf(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

/** Devices and pipes would never end. */
function isFile(entry: Dirent, path: string): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && (statusOf(path)?.isFile() ?? false));
}
