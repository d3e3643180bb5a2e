import { appendFile } from "node:fs/promises";
import * as vscode from "vscode";
import { isScenarioFile } from "../core/files/projectFiles";
import type { Log } from "./log";
import { Store } from "./store";

/** What editor and disk last agreed upon. */
interface Agreement {
  /** More than one where the user went on typing while it was saved: one of them is what was written. */
  readonly texts: readonly string[];
  readonly stat: { readonly size: number; readonly mtime: number } | null;
}

/**
 * Saving a scenario never overwrites, unasked, what another program has written to it meanwhile. The editor asks where size and time of the
 * file are both new; a change that keeps the size (`4 kg` for `6 kg`), or that brings an older time (`cp -p`), it does not see. So the
 * content is compared before a save, and where it differs a line feed is put at the end of the file on disk: then the editor refuses to
 * save and asks, in its own words. What is agreed outlives the window, for a text that was left unsaved; where nothing is known, it asks.
 */
export class DiskGuard implements vscode.Disposable {
  private readonly store = new Store();
  /** of each scenario: its text when its save began */
  private readonly saving = new Map<string, string>();

  constructor(
    private readonly log: Log,
    private readonly memory: vscode.Memento,
  ) {
    this.store.push(
      vscode.workspace.onDidOpenTextDocument((document) => this.agree(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => void this.reloaded(document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.agree(document, this.saving.get(keyOf(document)))),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
      vscode.workspace.onWillSaveTextDocument((event) => event.waitUntil(this.beforeSave(event.document))),
    );
    for (const document of vscode.workspace.textDocuments) this.agree(document);
  }

  dispose(): void {
    this.store.dispose();
  }

  private agree(document: vscode.TextDocument, written?: string): void {
    if (document.isDirty || !isScenarioFile(document.uri.path)) return;
    const key = keyOf(document);
    const texts = [document.getText(), ...(written === undefined ? [] : [written])].map(plain);
    void this.memory.update(key, { texts, stat: null } satisfies Agreement);
    void this.statOf(document).then((stat) => {
      if (this.memory.get<Agreement>(key)?.texts.join() === texts.join()) void this.memory.update(key, { texts, stat } satisfies Agreement);
    });
  }

  /** The editor took over what is on disk. An edit is heard of too, before the text counts as changed: that is no agreement. */
  private async reloaded(document: vscode.TextDocument): Promise<void> {
    if (document.isDirty || !isScenarioFile(document.uri.path)) return;
    const text = document.getText();
    try {
      if ((await this.onDisk(document)).text === plain(text) && !document.isDirty && document.getText() === text) this.agree(document);
    } catch {
      // Not there, or no text: nothing is agreed upon.
    }
  }

  private async onDisk({ uri, encoding }: vscode.TextDocument): Promise<{ readonly text: string; readonly size: number }> {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return { text: plain(await vscode.workspace.decode(bytes, { encoding })), size: bytes.length };
  }

  /** A text that is closed with changes is only closed for its language to change, or left for the next window. */
  private forget(document: vscode.TextDocument): void {
    if (!document.isDirty && isScenarioFile(document.uri.path)) void this.memory.update(keyOf(document), undefined);
  }

  private async statOf({ uri }: vscode.TextDocument): Promise<Agreement["stat"]> {
    try {
      const { size, mtime } = await vscode.workspace.fs.stat(uri);
      return { size, mtime };
    } catch {
      return null;
    }
  }

  private async beforeSave(document: vscode.TextDocument): Promise<void> {
    // The end of a file of another kind cannot be written to without writing all of it, over what came meanwhile.
    if (!document.isDirty || document.uri.scheme !== "file" || !isScenarioFile(document.uri.path)) return;
    const mine = document.getText();
    this.saving.set(keyOf(document), mine);
    const agreed = this.memory.get<Agreement>(keyOf(document));
    try {
      const { text, size } = await this.onDisk(document);
      if (text === plain(mine) || agreed?.texts.includes(text)) return;
      const before = agreed?.stat ?? null;
      const now = await this.statOf(document);
      if (before !== null && now !== null && now.mtime > before.mtime && now.size !== before.size) return; // the editor asks by itself
      // Appended, so that nothing is lost that is written at this moment; never to the size that the editor knows.
      await appendFile(document.uri.fsPath, before?.size === size + 1 ? "\n\n" : "\n");
    } catch {
      // Not there any more, or no text that could be compared: the editor's own checks are left.
      this.log.warn("A scenario could not be compared with the disk before it was saved.");
    }
  }
}

const keyOf = ({ uri }: vscode.TextDocument): string => `agreed:${uri.toString()}`;

/** Without what an editor makes alike: the ends of lines, and the mark of the encoding. */
function plain(text: string): string {
  return text.replace(/^\uFEFF/u, "").replace(/\r\n?/gu, "\n");
}
