import * as vscode from "vscode";
import type { Analysis } from "../core/analysis";
import { type Problem, unreachable } from "../core/problem";
import type { MatrixView } from "../protocol/matrixView";
import type { Change, HostMessage, Intent, State } from "../protocol/messages";
import type { AnalysisService } from "./analysisService";
import { savePicture } from "./chartExports";
import type { Log } from "./log";
import { scenarioEditOf } from "./quickFixes";
import type { Settings } from "./settings";
import { Store } from "./store";

/** One open matrix: sends whole states of its document's analysis, turns intents into minimal edits of the document. */
export class MatrixPanel implements vscode.Disposable {
  private readonly store = new Store();
  private ready = false;
  private lastGood: MatrixView | null = null;
  private problems: readonly Problem[] = [];
  private sending: Promise<void> | undefined;
  private again = false;
  /** edits one after the other, each on the text that the one before it left */
  private editing: Promise<void> = Promise.resolve();

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly panel: vscode.WebviewPanel,
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {
    this.store.push(
      panel.webview.onDidReceiveMessage((message: unknown) => void this.receive(message)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) this.send();
      }),
      analyses.onDidChange(() => this.send()),
      settings.onDidChange(() => this.send()),
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
        return this.send();
      case "edit":
        this.editing = this.editing.then(() => this.edit(intent.changes)).catch((error: unknown) => this.failed(error));
        return this.editing;
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

  private async edit(changes: readonly Change[]): Promise<void> {
    const { applyChanges } = await import("../protocol/applyChanges");
    const applied = applyChanges(this.document.getText(), changes, this.settings.t);
    if ("refused" in applied) return this.refuse(applied.refused);
    if (applied.edits.length === 0) return this.refuse(this.settings.t("Nothing was changed: the file cannot take this edit. Open it as text to see why."));
    const done = await vscode.workspace.applyEdit(scenarioEditOf(this.document, applied.edits));
    if (!done) this.refuse(this.settings.t("The file could not be changed. Is it read-only?"));
  }

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
    const folder = this.analyses.of(this.document.uri);
    const file = folder?.files.pathOf(this.document.uri);
    if (!folder || file === undefined) {
      this.post({
        type: "state",
        state: await this.state(null, [this.settings.t("Open the folder that holds this file: a matrix needs the code beside it.")]),
      });
      return;
    }
    const analysis = await folder.analyse({ file, text: this.document.getText() });
    this.problems = analysis.problems.filter((problem) => problem.file === file || problem.file === undefined);
    this.post({ type: "state", state: await this.state(analysis, []) });
    // The lenses of a folder that nobody has looked at yet follow from here on.
    await folder.ready();
  }

  private async state(analysis: Analysis | null, notes: readonly string[]): Promise<State> {
    const [{ buildMatrixView }, { translateSentences }] = await Promise.all([import("../protocol/buildMatrixView"), import("../protocol/sentences")]);
    const valid = analysis?.scenario?.valid === true;
    const view = analysis && valid ? buildMatrixView(analysis) : null;
    if (view) this.lastGood = view;
    const place = (problem: Problem) => (problem.file === undefined ? "" : `${problem.file}:${problem.line ?? 1}`);
    return {
      view: view ?? this.lastGood,
      readOnly: view === null,
      problems: [
        ...notes.map((message) => ({ severity: "error" as const, message, place: "" })),
        ...this.problems.map((problem) => ({ severity: problem.severity, message: problem.message, place: place(problem) })),
      ],
      sentences: translateSentences(this.settings.t),
    };
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
