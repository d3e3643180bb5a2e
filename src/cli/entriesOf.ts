import { type Dirent, readdirSync } from "node:fs";
import { statusOf } from "./statusOf";

/** What lies in a folder, in the order of the system; null where it cannot be read. */
export function entriesOf(folder: string): readonly Dirent[] | null {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return null;
  }
}

/** Whether an entry is a file, or a link to one: devices and pipes would never end. */
export function leadsToFile(entry: Dirent, path: string): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && (statusOf(path)?.isFile() ?? false));
}
