import * as vscode from "vscode";
import type { Analysis } from "../core/analysis";
import { type Problem, unreachable } from "../core/problem";
import type { HostMessage, Intent, State, Step } from "../protocol/messages";
import type { AnalysisService } from "./analysisService";
import { savePicture } from "./chartExports";
import { Comparison } from "./comparison";
import type { FolderAnalysis } from "./folderAnalysis";
import type { Log } from "./log";
import { MatrixDraft } from "./matrixDraft";
import { scenarioEditOf } from "./quickFixes";
import type { Settings } from "./settings";
import { own, Store } from "./store";

/** One open matrix: sends whole states of its document's analysis, turns intents into minimal edits of the document or of a draft. */
export class MatrixPanel implements vscode.Disposable {
  private readonly store = new Store();
  private ready = false;
  private lastGood: Analysis | null = null;
  private problems: readonly Problem[] = [];
  private open: readonly string[] = [];
  private sending: Promise<void> | undefined;
  private again = false;
  /** edits one after the other, each on the text that the one before it left */
  private editing: Promise<void> = Promise.resolve();
  private readonly draft: MatrixDraft;
  private readonly comparison: Comparison;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly panel: vscode.WebviewPanel,
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {
    this.draft = own(this.store, new MatrixDraft(document, settings));
    this.comparison = own(this.store, new Comparison(document, settings));
    this.store.push(
      panel.webview.onDidReceiveMessage((message: unknown) => void this.receive(message)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) this.send();
      }),
      analyses.onDidChange(() => this.send()),
      settings.onDidChange(() => this.send()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.send()),
    );
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
        this.ready = true;
        if (intent.draft) await this.draft.restore(intent.draft);
        this.comparison.restore(intent.other);
        return this.send();
      case "edit":
        return this.inTurn(() => (this.draft.on ? this.tryOut(intent.changes) : this.edit(intent.changes)));
      case "try":
        return this.inTurn(() => this.tryOut(intent.changes, { replacing: true }));
      case "draft":
        return this.inTurn(() => this.actOnDraft(intent.act));
      case "compare":
        return this.compare(intent.act);
      case "explain":
        this.open = intent.rows;
        return this.send();
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
        return this.showProblem(this.problems[intent.index]);
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
    this.send();
  }

  private async actOnDraft(act: Extract<Intent, { type: "draft" }>["act"]): Promise<void> {
    const { t } = this.settings;
    switch (act) {
      case "start":
        await this.draft.start();
        return this.send();
      case "undo":
        if (!this.draft.undo()) this.refuse(t("Nothing is tried in this draft yet."));
        return this.send();
      case "drop":
        this.draft.drop(this.folder);
        return this.send();
      case "apply": {
        const { edits, steps } = this.draft.edits(this.currency);
        const done = edits.length === 0 || (await vscode.workspace.applyEdit(scenarioEditOf(this.document, edits)));
        if (!done) return this.refuse(t("The file could not be changed. Is it read-only?"));
        if (steps > 0 && edits.length === 0) this.refuse(t("Nothing was changed: the draft reads like the file."));
        this.draft.drop(this.folder);
        return this.send();
      }
      case "optimise":
        return this.optimise();
      default:
        return unreachable(act);
    }
  }

  /** The recommended plan as a draft: what is decided or locked stays. */
  private async optimise(): Promise<void> {
    const [{ recommendedChanges }, now] = await Promise.all([import("../protocol/draft"), this.analysis()]);
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
    this.send();
  }

  // --- what is sent

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

  /** The newest state, once: changes that come while one is made are in the next. */
  private send(): void {
    if (!this.ready) return;
    if (this.sending) {
      this.again = true;
      return;
    }
    this.sending = this.sendNow()
      .catch((error: unknown) => this.failed(error))
      .finally(() => {
        this.sending = undefined;
        if (!this.again) return;
        this.again = false;
        this.send();
      });
  }

  private async sendNow(): Promise<void> {
    const { folder } = this;
    const analysis = await this.analysis();
    if (!folder || !analysis) {
      this.problems = [];
      this.post({
        type: "state",
        state: await this.state(null, [this.settings.t("Open the folder that holds this file: a matrix needs the code beside it.")]),
      });
      return;
    }
    const file = folder.files.pathOf(this.document.uri);
    this.problems = analysis.problems.filter((problem) => problem.file === file || problem.file === undefined);
    this.post({ type: "state", state: await this.state(analysis, []) });
    // The lenses of a folder that nobody has looked at yet follow from here on.
    await folder.ready();
  }

  private async state(file: Analysis | null, notes: readonly string[]): Promise<State> {
    const { buildState, readable } = await import("../protocol/buildState");
    const { folder } = this;
    if (file && readable(file)) this.lastGood = file;
    const tried = file && folder && readable(file) ? await this.draft.analysis(folder, this.currency) : null;
    for (const message of this.draft.takeRefusals()) this.refuse(message);
    const place = (problem: Problem) => (problem.file === undefined ? "" : `${problem.file}:${problem.line ?? 1}`);
    return buildState(
      {
        file,
        lastGood: this.lastGood,
        draft: tried && { steps: this.draft.steps, analysis: tried },
        comparison: file && folder && readable(file) ? await this.comparison.of(tried ?? file, folder) : null,
        open: this.open,
        problems: [
          ...notes.map((message) => ({ severity: "error" as const, message, place: "" })),
          ...this.problems.map((problem) => ({ severity: problem.severity, message: problem.message, place: place(problem) })),
        ],
      },
      this.settings.t,
    );
  }

  private async analysis(): Promise<Analysis | null> {
    const { folder } = this;
    const file = folder?.files.pathOf(this.document.uri);
    return folder && file !== undefined ? folder.analyse({ file, text: this.document.getText() }) : null;
  }

  private get folder(): FolderAnalysis | undefined {
    return this.analyses.of(this.document.uri);
  }

  private get currency(): string | null {
    return this.lastGood?.matrix?.currency ?? null;
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

/** Opens a file as text; line and column from 1. */
export async function openText(uri: vscode.Uri, column: vscode.ViewColumn | undefined, line?: number, character?: number): Promise<void> {
  const position = new vscode.Position(Math.max(0, (line ?? 1) - 1), Math.max(0, (character ?? 1) - 1));
  const selection = line === undefined ? {} : { selection: new vscode.Range(position, position) };
  await vscode.commands.executeCommand("vscode.openWith", uri, "default", { viewColumn: column ?? vscode.ViewColumn.Active, ...selection });
}
