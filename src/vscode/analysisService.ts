import * as vscode from "vscode";
import { isScenarioFile } from "../core/files/projectFiles";
import type { CodeService } from "./codeService";
import type { EngineLoader } from "./engineLoader";
import { FolderAnalysis } from "./folderAnalysis";
import type { Log } from "./log";
import type { Settings } from "./settings";
import { own, Store } from "./store";

/** The analyses of all workspace folders: each folder has its own code, scenarios and figures. */
export class AnalysisService implements vscode.Disposable {
  private readonly store = new Store();
  private readonly changed = own(this.store, new vscode.EventEmitter<void>());
  /** After the figures of any folder were made anew, and after folders came or went. */
  readonly onDidChange = this.changed.event;
  private readonly folders = new Map<string, FolderAnalysis>();

  constructor(
    private readonly engines: EngineLoader,
    private readonly code: CodeService,
    private readonly settings: Settings,
    private readonly log: Log,
    private readonly context: vscode.ExtensionContext,
  ) {
    this.store.push(
      vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
        for (const folder of removed) this.forget(folder);
        this.changed.fire();
      }),
      vscode.workspace.onDidOpenTextDocument((document) => this.opened(document)),
    );
    for (const document of vscode.workspace.textDocuments) this.opened(document);
  }

  /** The analysis of the folder that a file lies in. */
  of(uri: vscode.Uri): FolderAnalysis | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return folder && this.ofFolder(folder);
  }

  /** The folder that the user is in: the active editor's, else the first one. */
  get active(): FolderAnalysis | undefined {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    const uri = tab instanceof vscode.TabInputText || tab instanceof vscode.TabInputCustom ? tab.uri : undefined;
    const [first] = vscode.workspace.workspaceFolders ?? [];
    return (uri && this.of(uri)) ?? (first && this.ofFolder(first));
  }

  /** The folders that somebody has asked about. */
  get known(): readonly FolderAnalysis[] {
    return [...this.folders.values()];
  }

  dispose(): void {
    for (const folder of this.folders.values()) folder.dispose();
    this.store.dispose();
  }

  /** Whoever opens a scenario wants to know what is wrong with it. Python files ask by their lenses. */
  private opened(document: vscode.TextDocument): void {
    if (isScenarioFile(document.uri.path)) void this.of(document.uri)?.ready();
  }

  private ofFolder(folder: vscode.WorkspaceFolder): FolderAnalysis {
    const key = folder.uri.toString();
    const known = this.folders.get(key);
    if (known) return known;
    const made = new FolderAnalysis(folder, this.engines, this.code, this.settings, this.log, this.context);
    this.folders.set(key, made);
    made.onDidChange(() => this.changed.fire());
    return made;
  }

  private forget(folder: vscode.WorkspaceFolder): void {
    const key = folder.uri.toString();
    this.folders.get(key)?.dispose();
    this.folders.delete(key);
  }
}
