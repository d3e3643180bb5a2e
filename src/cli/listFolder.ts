import type { Dirent } from "node:fs";
import { join } from "node:path";
import { type IgnoreRules, noRules } from "../core/files/ignoreRules";
import { mostEntries, searchEnded } from "../core/files/limits";
import { inReadingOrder, isScenarioFile, isSource, skippedFolders } from "../core/files/projectFiles";
import type { Problem } from "../core/problem";
import type { Translate } from "../core/text";
import { entriesOf, leadsToFile } from "./entriesOf";
import { readTextSync } from "./readText";

export interface ListedFolder {
  /** paths from the folder, with `/`, in the order of reading */
  readonly python: readonly string[];
  /** Python files, and folders, that .gitignore names by themselves: read where others import them */
  readonly ignored: { readonly files: readonly string[]; readonly folders: readonly string[] };
  /** files that say which release of a package is used, the most exact first, then settings */
  readonly requirements: readonly string[];
  /** sorted */
  readonly scenarios: readonly string[];
  readonly problems: readonly Problem[];
}

const neverEntered: ReadonlySet<string> = new Set(skippedFolders);

/**
 * The Python and scenario files of a folder: not those of virtual environments, packages and files that .gitignore names.
 * Links to folders are not followed, so a loop of links has no end to miss.
 */
export function listFolder(folder: string, t: Translate, mayRead: (path: string) => boolean): ListedFolder {
  const walk = new Walk(folder, t, mayRead);
  walk.enter("", noRules);
  return {
    python: walk.python.sort(inReadingOrder),
    ignored: walk.ignored,
    requirements: walk.requirements.sort(inReadingOrder),
    scenarios: walk.scenarios.sort(),
    problems: walk.problems,
  };
}

class Walk {
  readonly python: string[] = [];
  readonly ignored = { files: [] as string[], folders: [] as string[] };
  readonly requirements: string[] = [];
  readonly scenarios: string[] = [];
  readonly problems: Problem[] = [];
  private entries = 0;

  constructor(
    private readonly top: string,
    private readonly t: Translate,
    private readonly mayRead: (path: string) => boolean,
  ) {}

  enter(folder: string, above: IgnoreRules): void {
    const entries = entriesOf(join(this.top, folder));
    if (entries === null) {
      this.problems.push({
        code: "folder-unreadable",
        severity: "warning",
        file: folder || ".",
        message: this.t("This folder could not be read, so its routes are missing. Check its permissions."),
      });
      return;
    }
    if (folder !== "" && entries.some((entry) => entry.name === "pyvenv.cfg")) return;
    const ignores = entries.some((entry) => entry.name === ".gitignore" && entry.isFile());
    const rules = ignores ? above.with(folder, readTextSync(join(this.top, folder, ".gitignore"))) : above;
    for (const entry of entries) {
      if (++this.entries > mostEntries) {
        if (this.entries === mostEntries + 1) this.problems.push(searchEnded(folder || ".", this.t));
        return;
      }
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (neverEntered.has(entry.name)) continue;
        if (rules.ignores(path, true)) this.ignored.folders.push(path);
        else this.enter(path, rules);
      } else if ((isSource(path) || isScenarioFile(path)) && this.isFile(entry, path)) {
        if (!rules.ignores(path, false)) this.keep(path);
        else if (path.endsWith(".py")) this.ignored.files.push(path);
      }
    }
  }

  /** A link may lead to what must not be read. */
  private isFile(entry: Dirent, path: string): boolean {
    const whole = join(this.top, path);
    return entry.isFile() || (this.mayRead(whole) && leadsToFile(entry, whole));
  }

  private keep(path: string): void {
    if (isScenarioFile(path)) this.scenarios.push(path);
    else if (path.endsWith(".py")) this.python.push(path);
    else this.requirements.push(path);
  }
}
