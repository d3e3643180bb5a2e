import type { Dirent } from "node:fs";
import { join } from "node:path";
import { type Candidates, importName } from "../core/files/importedFiles";
import { skippedFolders } from "../core/files/projectFiles";
import { entriesOf } from "./entriesOf";
import type { ListedFolder } from "./listFolder";

/** What .gitignore names in a folder: of folders only those are looked into that something may import. */
export class IgnoredFiles implements Candidates {
  readonly names: ReadonlySet<string>;
  private readonly files: ReadonlySet<string>;
  private readonly folders: ReadonlySet<string>;
  private readonly entered = new Map<string, ReadonlyMap<string, Dirent>>();

  constructor(
    private readonly top: string,
    { files, folders }: ListedFolder["ignored"],
  ) {
    this.files = new Set(files);
    this.folders = new Set(folders);
    this.names = new Set([...files, ...folders].map(importName));
  }

  has(path: string): boolean {
    if (this.files.has(path)) return true;
    const segments = path.split("/");
    const at = segments.findIndex((_, index) => this.folders.has(segments.slice(0, index).join("/")));
    if (at === -1) return false;
    return segments.slice(at).every((name, index, below) => {
      const entry = this.inside(segments.slice(0, at + index).join("/")).get(name);
      return index === below.length - 1 ? entry?.isFile() : entry?.isDirectory() && !skippedFolders.includes(name);
    });
  }

  /** Nothing of a virtual environment. */
  private inside(folder: string): ReadonlyMap<string, Dirent> {
    let known = this.entered.get(folder);
    if (known === undefined) {
      known = new Map((entriesOf(join(this.top, folder)) ?? []).map((entry) => [entry.name, entry]));
      if (known.has("pyvenv.cfg")) known = new Map();
      this.entered.set(folder, known);
    }
    return known;
  }
}
