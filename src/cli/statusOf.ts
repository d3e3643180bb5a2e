import { type Stats, statSync } from "node:fs";
import { type Io, Refusal } from "./io";

/** What a path is; null where nothing is there, or nothing that can be looked at: a link to itself, a folder that may not be entered. */
export function statusOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/** Whether two paths lead to one file, through links too; of one that is not there yet, false. */
export function isSameFile(a: string, b: string): boolean {
  // Whole numbers: those of Windows do not fit into others.
  const [one, other] = [a, b].map((path) => {
    try {
      return statSync(path, { bigint: true });
    } catch {
      return null;
    }
  });
  return one != null && other != null && one.ino === other.ino && one.dev === other.dev;
}

/** What a path is that the user named: null where nothing is there, a refusal where something stands in the way. */
export function namedStatus(path: string, { t }: Pick<Io, "t">): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    if (code === "ELOOP") throw new Refusal(t("{0} is a link that leads back to itself. Name the file that it should lead to.", path));
    throw new Refusal(t("{0} cannot be read ({1}). Check its permissions.", path, code));
  }
}
