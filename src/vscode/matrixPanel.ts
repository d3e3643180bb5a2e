import * as vscode from "vscode";
import { type Problem, unreachable } from "../core/problem";
import type { HostMessage, Intent, Step } from "../protocol/messages";
import type { AnalysisService } from "./analysisService";
import { savePicture } from "./chartExports";
import { Comparison } from "./comparison";
import type { FolderAnalysis } from "./folderAnalysis";
import type { Log } from "./log";
import { MatrixDraft } from "./matrixDraft";
import { MatrixStates } from "./matrixStates";
import { scenarioEditOf } from "./quickFixes";
import type { Settings } from "./settings";
import { own, Store } from "./store";

/** One open matrix: turns what its user wants into minimal edits of the document or of a draft; `MatrixStates` sends what it shows. */
export class MatrixPanel implements vscode.Disposable {
  private readonly store = new Store();
  /** edits one after the other, each on the text that the one before it left */
  private editing: Promise<void> = Promise.resolve();
  private readonly draft: MatrixDraft;
  private readonly comparison: Comparison;
  private readonly states: MatrixStates;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly panel: vscode.WebviewPanel,
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {
    this.draft = own(this.store, new MatrixDraft(document, settings));
    this.comparison = own(this.store, new Comparison(document, settings));
    this.states = new MatrixStates(document, analyses, settings, this.draft, this.comparison, {
      post: (message) => this.post(message),
      failed: (error) => this.failed(error),
    });
    const onDisk = own(
      this.store,
      vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(document.uri, ".."), document.uri.path.split("/").at(-1) ?? "")),
    );
    this.store.push(
      onDisk.onDidDelete(() => this.states.send()),
      onDisk.onDidCreate(() => this.states.send()),
      panel.onDidChangeViewState(() => this.followed()),
      panel.webview.onDidReceiveMessage((message: unknown) => void this.receive(message)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) this.states.send();
      }),
      analyses.onDidChange(() => this.states.send()),
      settings.onDidChange(() => this.states.send()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.states.send()),
    );
    this.followed();
  }

  /** Lenses and totals are of the scenario whose matrix was looked at last. */
  private followed(): void {
    const file = this.panel.active ? this.folder?.files.pathOf(this.document.uri) : undefined;
    if (file !== undefined) this.folder?.follow(file).catch((error: unknown) => this.failed(error));
  }

  dispose(): void {
    this.store.dispose();
  }

  private async receive(message: unknown): Promise<void> {
    const { readIntent } = await import("../protocol/messages");
    const intent = readIntent(message);
    if (!intent) {
      this.log.warn("A message of the matrix was not understood and was dropped.");
      return;
    }
    await this.act(intent).catch((error: unknown) => this.failed(error));
  }

  private async act(intent: Intent): Promise<void> {
    switch (intent.type) {
      case "ready":
        if (intent.draft) await this.draft.restore(intent.draft);
        this.comparison.restore(intent.other);
        return this.states.begin();
      case "edit":
        return this.inTurn(() => (this.draft.on ? this.tryOut(intent.changes) : this.edit(intent.changes)));
      case "try":
        return this.inTurn(() => this.tryOut(intent.changes, { replacing: true }));
      case "draft":
        return this.inTurn(() => this.actOnDraft(intent.act));
      case "compare":
        return this.compare(intent.act);
      case "explain":
        return this.states.explain(intent.rows);
      case "openAsText":
        return openText(this.document.uri, this.panel.viewColumn);
      case "showRow":
        return this.showRow(intent.row);
      case "savePicture": {
        const saved = await savePicture(this.document.uri, intent, this.settings);
        if (saved !== null) this.post({ type: "done", message: saved });
        return;
      }
      case "copyTable":
        await vscode.env.clipboard.writeText(intent.text);
        return this.post({ type: "done", message: this.settings.t("The table is on the clipboard.") });
      case "showProblem":
        return this.showProblem(this.states.problems[intent.index]);
      default:
        return unreachable(intent);
    }
  }

  private inTurn(act: () => Promise<void>): Promise<void> {
    this.editing = this.editing.then(act).catch((error: unknown) => this.failed(error));
    return this.editing;
  }

  private async edit(changes: Step): Promise<void> {
    const { applyChanges } = await import("../protocol/applyChanges");
    const applied = applyChanges(this.document.getText(), changes, this.settings.t, this.currency);
    if ("refused" in applied) return this.refuse(applied.refused);
    if (applied.edits.length === 0) return this.refuse(this.settings.t("Nothing was changed: the file cannot take this edit. Open it as text to see why."));
    const done = await vscode.workspace.applyEdit(scenarioEditOf(this.document, applied.edits));
    if (!done) this.refuse(this.settings.t("The file could not be changed. Is it read-only?"));
  }

  // --- what is tried without touching the file

  private async tryOut(step: Step, options: { readonly replacing?: boolean } = {}): Promise<void> {
    const refused = await this.draft.tryOut(step, this.currency, options);
    if (refused) this.refuse(refused);
    this.states.send();
  }

  private async actOnDraft(act: Extract<Intent, { type: "draft" }>["act"]): Promise<void> {
    const { t } = this.settings;
    switch (act) {
      case "start":
        await this.draft.start();
        return this.states.send();
      case "undo":
        if (!this.draft.undo()) this.refuse(t("Nothing is tried in this draft yet."));
        return this.states.send();
      case "drop":
        this.draft.drop(this.folder);
        return this.states.send();
      case "apply": {
        const { edits, steps } = this.draft.edits(this.currency);
        const done = edits.length === 0 || (await vscode.workspace.applyEdit(scenarioEditOf(this.document, edits)));
        if (!done) return this.refuse(t("The file could not be changed. Is it read-only?"));
        if (steps > 0 && edits.length === 0) this.refuse(t("Nothing was changed: the draft reads like the file."));
        this.draft.drop(this.folder);
        return this.states.send();
      }
      case "optimise":
        return this.optimise();
      default:
        return unreachable(act);
    }
  }

  /** The recommended plan as a draft: what is decided or locked stays. */
  private async optimise(): Promise<void> {
    const [{ recommendedChanges }, now] = await Promise.all([import("../protocol/draft"), this.states.analysis()]);
    const tried = now && this.folder ? await this.draft.analysis(this.folder, this.currency) : null;
    const matrix = (tried ?? now)?.matrix;
    const changes = matrix ? recommendedChanges(matrix) : [];
    if (changes.length === 0) {
      return this.refuse(this.settings.t("Every row that can be advised is decided or locked: advice never overwrites a decision. Reopen rows to take it."));
    }
    await this.tryOut(changes);
  }

  private async compare(act: "choose" | "close"): Promise<void> {
    if (act === "close") this.comparison.close(this.folder);
    else if (this.folder) await this.comparison.choose(this.folder);
    this.states.send();
  }

  // --- what is said

  private failed(error: unknown): void {
    this.log.failed(error);
    this.refuse(this.settings.t("Something went wrong and nothing was changed. The log Carbon Matrix says what."));
  }

  private refuse(message: string): void {
    this.post({ type: "refused", message });
  }

  private post(message: HostMessage): void {
    void this.panel.webview.postMessage(message);
  }

  private get folder(): FolderAnalysis | undefined {
    return this.analyses.of(this.document.uri);
  }

  private get currency(): string | null {
    return this.states.lastGood?.matrix?.currency ?? null;
  }

  private async showRow(id: string): Promise<void> {
    const { locateRow } = await import("../protocol/locateRow");
    const place = locateRow(this.document.getText(), this.document.fileName, id, this.settings.t);
    await openText(this.document.uri, vscode.ViewColumn.Beside, place?.line, place?.column);
  }

  private async showProblem(problem: Problem | undefined): Promise<void> {
    await openText(this.document.uri, vscode.ViewColumn.Beside, problem?.line, problem?.column);
  }
}

/** Opens a file as text; line and column from 1. One that is wanted beside is shown where it is seen already. */
export async function openText(uri: vscode.Uri, column: vscode.ViewColumn | undefined, line?: number, character?: number): Promise<void> {
  const position = new vscode.Position(Math.max(0, (line ?? 1) - 1), Math.max(0, (character ?? 1) - 1));
  const selection = line === undefined ? {} : { selection: new vscode.Range(position, position) };
  const seen = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString())?.viewColumn;
  const viewColumn = column === vscode.ViewColumn.Beside ? (seen ?? column) : (column ?? vscode.ViewColumn.Active);
  await vscode.commands.executeCommand("vscode.openWith", uri, "default", { viewColumn, ...selection });
}
