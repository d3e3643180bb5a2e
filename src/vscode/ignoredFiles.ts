import type { IgnoreRules } from "../core/files/ignoreRules";

/** What of a folder is not read: by its .gitignore files, and because it is a virtual environment. */
export class IgnoredFiles {
  /** what is known of folders by now: most files share theirs */
  private readonly folders = new Map<string, boolean>();

  constructor(
    private readonly rules: IgnoreRules,
    /** folders of virtual environments, whatever their name */
    private readonly environments: ReadonlySet<string>,
  ) {}

  /** A file is ignored with any of the folders above it. */
  has(path: string): boolean {
    return this.isInside(path) || this.rules.ignores(path, false);
  }

  /** Whether only a .gitignore names the file, or a folder above it. */
  hasByRule(path: string): boolean {
    return this.has(path) && !path.split("/").some((_, at, segments) => this.environments.has(segments.slice(0, at).join("/")));
  }

  private isInside(path: string): boolean {
    const folder = folderOf(path);
    return folder !== "" && this.hasFolder(folder);
  }

  private hasFolder(folder: string): boolean {
    const known = this.folders.get(folder);
    if (known !== undefined) return known;
    const above = folderOf(folder);
    const answer = (above !== "" && this.hasFolder(above)) || this.environments.has(folder) || this.rules.ignores(folder, true);
    this.folders.set(folder, answer);
    return answer;
  }
}

export function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}
