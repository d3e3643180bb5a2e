import * as vscode from "vscode";

// What we use of the API of VS Code's own Git extension (its version 1), where that extension is there and on.

export interface Commit {
  readonly hash: string;
  readonly message: string;
  readonly commitDate?: Date;
  readonly authorName?: string;
}

interface Repository {
  log(options: { readonly maxEntries: number; readonly path: string }): Promise<readonly Commit[]>;
  show(ref: string, path: string): Promise<string>;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { getRepository(uri: vscode.Uri): Repository | null };
}

/** Why there is no history to choose from. */
export type NoHistory = "restricted" | "no-extension" | "no-repository";

/** The revisions of one file, read through the editor: no process of ours is started. */
export class GitHistory {
  private constructor(
    private readonly repository: Repository,
    private readonly uri: vscode.Uri,
  ) {}

  static async of(uri: vscode.Uri): Promise<GitHistory | NoHistory> {
    // The editor runs Git only in a folder that is trusted.
    if (!vscode.workspace.isTrusted) return "restricted";
    const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
    const git = extension && (extension.isActive ? extension.exports : await extension.activate());
    if (!git?.enabled) return "no-extension";
    const repository = git.getAPI(1).getRepository(uri);
    return repository ? new GitHistory(repository, uri) : "no-repository";
  }

  /** The commits that changed the file, the newest first. */
  commits(): Promise<readonly Commit[]> {
    return this.repository.log({ maxEntries: 100, path: this.uri.fsPath });
  }

  /** The file's text at a revision. */
  text(revision: string): Promise<string> {
    return this.repository.show(revision, this.uri.fsPath);
  }
}
