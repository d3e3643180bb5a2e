import * as vscode from "vscode";
import { isScenarioFile } from "../core/files/projectFiles";
import type { Log } from "./log";
import { Store } from "./store";

/**
 * Saving a scenario never overwrites, unasked, what another program has written to it meanwhile. The editor asks where the size of the
 * file has changed as well; a change that keeps it (`4 kg` for `6 kg`) it does not see. So the content is compared before a save, and
 * where it differs a line feed is put at the end of the file on disk: then the editor refuses to save and asks, in its own words.
 */
export class DiskGuard implements vscode.Disposable {
  private readonly store = new Store();
  /** of each open scenario: its text when editor and disk last agreed */
  private readonly agreed = new Map<vscode.TextDocument, string>();

  constructor(private readonly log: Log) {
    this.store.push(
      vscode.workspace.onDidOpenTextDocument((document) => this.agree(document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.agree(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.agree(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.agreed.delete(document)),
      vscode.workspace.onWillSaveTextDocument((event) => event.waitUntil(this.beforeSave(event.document))),
    );
    for (const document of vscode.workspace.textDocuments) this.agree(document);
  }

  dispose(): void {
    this.store.dispose();
  }

  private agree(document: vscode.TextDocument): void {
    if (!document.isDirty && isScenarioFile(document.uri.path)) this.agreed.set(document, document.getText());
  }

  private async beforeSave(document: vscode.TextDocument): Promise<void> {
    const agreed = this.agreed.get(document);
    if (agreed === undefined || !document.isDirty) return;
    try {
      const bytes = await vscode.workspace.fs.readFile(document.uri);
      const onDisk = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      if (hidesChange(onDisk, agreed, document.getText())) await vscode.workspace.fs.writeFile(document.uri, new Uint8Array([...bytes, lineFeed]));
    } catch {
      // Not there any more, or no text that could be compared: the editor's own checks are left.
      this.log.warn("A scenario could not be compared with the disk before it was saved.");
    }
  }
}

const lineFeed = 0x0a;

/** What is on disk is neither what the editor knows nor what it is about to write, and has the size that it knows. */
export function hidesChange(onDisk: string, agreed: string, mine: string): boolean {
  const size = (text: string): number => new TextEncoder().encode(text).length;
  return onDisk !== agreed && onDisk !== mine && size(onDisk) === size(agreed);
}
