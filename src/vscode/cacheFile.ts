import * as vscode from "vscode";

/** What was parsed in earlier sessions, kept in the workspace's own storage; losing it costs time, nothing else. */
export class CacheFile implements vscode.Disposable {
  private readonly uri: vscode.Uri | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(storage: vscode.Uri | undefined, folder: vscode.WorkspaceFolder) {
    this.uri = storage && vscode.Uri.joinPath(storage, `code-${folder.index}-${folder.name.replace(/[^\w.-]+/g, "_")}.json`);
  }

  async read(): Promise<unknown> {
    try {
      return this.uri && JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(this.uri)));
    } catch {
      return undefined;
    }
  }

  /** Writes when nothing has changed for a while, so that typing does not wait for the disk. */
  writeLater(content: { toJSON(): unknown }): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.write(content), 5000);
  }

  private async write(content: { toJSON(): unknown }): Promise<void> {
    if (!this.uri) return;
    try {
      await vscode.workspace.fs.writeFile(this.uri, new TextEncoder().encode(JSON.stringify(content)));
    } catch {
      // A full or read-only disk: the next session parses again.
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
