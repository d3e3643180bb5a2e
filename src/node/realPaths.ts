import { realpathSync } from "node:fs";
import { resolve, sep } from "node:path";

/** Whether a path is one of the folders or lies in one, wherever symbolic links lead. */
export function isBelow(path: string, folders: readonly string[]): boolean {
  const real = realOf(resolve(path));
  return folders.some((folder) => {
    const top = realOf(folder);
    return real === top || real.startsWith(top.endsWith(sep) ? top : top + sep);
  });
}

/** What does not exist is judged by the nearest parent that does. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = resolve(path, "..");
    return parent === path ? path : resolve(realOf(parent), path.slice(parent.length).replace(/^[/\\]+/, ""));
  }
}
