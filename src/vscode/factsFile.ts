import * as vscode from "vscode";
import type { CodeFacts } from "../core/routes/route";
import type { FolderFiles } from "./folderFiles";

/** Grows when facts, or what finds them, change: what an earlier release found is not shown by a later one. */
const VERSION = 1;

interface SavedFacts {
  readonly version: string;
  readonly asked: string;
  readonly stamps: string;
  readonly facts: CodeFacts;
}

/**
 * What the last session found in a folder, kept in the workspace's own storage: as long as no file has another size or time, it is shown
 * at once, while the folder is read. Losing it costs time, nothing else.
 */
export class FactsFile implements vscode.Disposable {
  private readonly uri: vscode.Uri | undefined;
  /** where the thread that reads keeps what it parsed; null where that is no file */
  readonly piecesFile: string | null;
  private readonly version: string;
  private timer: NodeJS.Timeout | undefined;

  constructor({ storageUri, extension }: Pick<vscode.ExtensionContext, "storageUri" | "extension">, folder: vscode.WorkspaceFolder) {
    const name = `${folder.index}-${folder.name.replace(/[^\w.-]+/g, "_")}`;
    this.uri = storageUri && vscode.Uri.joinPath(storageUri, `facts-${name}.json`);
    this.piecesFile = storageUri?.scheme === "file" ? vscode.Uri.joinPath(storageUri, `pieces-${name}.json.gz`).fsPath : null;
    this.version = `${VERSION} ${(extension.packageJSON as { version?: string }).version ?? ""}`;
  }

  /** Undefined where something has changed since, or seems to. */
  async read(files: FolderFiles, asked: string): Promise<CodeFacts | undefined> {
    try {
      const saved = this.uri && (JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(this.uri))) as SavedFacts);
      if (saved?.version !== this.version || saved.asked !== asked) return undefined;
      return (await files.stamps()) === saved.stamps ? saved.facts : undefined;
    } catch {
      return undefined;
    }
  }

  /** Writes when nothing has changed for a while, so that typing does not wait for the disk. */
  writeLater(files: FolderFiles, asked: string, facts: CodeFacts): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.write(files, asked, facts), 5000);
  }

  private async write(files: FolderFiles, asked: string, facts: CodeFacts): Promise<void> {
    try {
      const stamps = this.uri && (await files.stamps());
      if (this.uri === undefined || stamps === undefined) return;
      const saved: SavedFacts = { version: this.version, asked, stamps, facts };
      await vscode.workspace.fs.writeFile(this.uri, new TextEncoder().encode(JSON.stringify(saved)));
    } catch {
      // A full or read-only disk: the next session reads again.
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
