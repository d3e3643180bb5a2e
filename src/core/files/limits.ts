import type { Problem } from "../problem";
import type { Translate } from "../text";

/** More Python files than the largest monorepos hold; a folder above that is a mistake such as `/`. */
export const mostFiles = 100_000;
/** The largest hand-written modules have a tenth of it. */
export const mostBytes = 4 * 1024 * 1024;
/** All texts together: what a machine of a developer holds twice. */
const mostBytesTogether = 1024 * 1024 * 1024;
/** Files and folders of any kind that are looked at. */
export const mostEntries = 2_000_000;

/** How much of a folder is read. */
export interface ReadLimits {
  readonly files: number;
  readonly bytes: number;
}

export const readLimits: ReadLimits = { files: mostFiles, bytes: mostBytesTogether };

/** What to say of files that a limit left out; `first` is the first of them in the order of reading. */
export function leftOut({ read, first }: { readonly read: number; readonly first: string }, t: Translate): Problem {
  return {
    code: "too-many-files",
    severity: "warning",
    file: first,
    message: t(
      "Only {0} Python files were read: routes in {1} and the files after it are missing. Choose the folder of one application, or name folders without its code in .gitignore.",
      read,
      first,
    ),
  };
}

/** The same where the search itself was ended, in a folder. */
export function searchEnded(folder: string, t: Translate): Problem {
  return {
    code: "too-many-files",
    severity: "warning",
    file: folder,
    message: t(
      "The search for files ended in {0} after {1} files and folders: routes beyond are missing. Choose the folder of one application, or name folders without its code in .gitignore.",
      folder,
      mostEntries,
    ),
  };
}
