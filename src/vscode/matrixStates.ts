import * as vscode from "vscode";
import type { Analysis } from "../core/analysis/analysis";
import type { Problem } from "../core/problem";
import type { Shown } from "../protocol/buildState";
import type { HostMessage } from "../protocol/messages";
import type { AnalysisService } from "./analysisService";
import type { Comparison } from "./comparison";
import type { FolderAnalysis } from "./folderAnalysis";
import type { MatrixDraft } from "./matrixDraft";
import type { Settings } from "./settings";

export interface StatesHost {
  readonly post: (message: HostMessage) => void;
  readonly failed: (error: unknown) => void;
}

/** What one matrix is sent: whole states of its document's analysis, each followed by its charts, so that no edit waits for a drawing. */
export class MatrixStates {
  /** of the newest state */
  problems: readonly Problem[] = [];
  /** the analysis of the last text that could be read */
  lastGood: Analysis | null = null;
  private ready = false;
  private open: readonly string[] = [];
  private sending: Promise<void> | undefined;
  private again = false;
  /** whose charts the page has */
  private charted: Analysis | null = null;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
    private readonly draft: MatrixDraft,
    private readonly comparison: Comparison,
    private readonly host: StatesHost,
  ) {}

  /** The page is there, and has nothing yet. */
  begin(): void {
    this.ready = true;
    this.charted = null;
    this.send();
  }

  /** The rows whose derivations go with each state from now on. */
  explain(rows: readonly string[]): void {
    this.open = rows;
    this.send();
  }

  /** The newest state, once: changes that come while one is made are in the next. */
  send(): void {
    if (!this.ready) return;
    if (this.sending) {
      this.again = true;
      return;
    }
    this.sending = this.sendNow()
      .catch((error: unknown) => this.host.failed(error))
      .finally(() => {
        this.sending = undefined;
        if (!this.again) return;
        this.again = false;
        this.send();
      });
  }

  /** Of the document's text as it is now; null outside any folder. */
  async analysis(): Promise<Analysis | null> {
    const { folder } = this;
    const file = folder?.files.pathOf(this.document.uri);
    return folder && file !== undefined ? folder.analyse({ file, text: this.document.getText() }) : null;
  }

  private async sendNow(): Promise<void> {
    const { folder } = this;
    const { buildState, shownBy } = await import("../protocol/buildState");
    const analysis = await this.analysis();
    const known = folder && analysis ? { folder, analysis } : null;
    const file = folder?.files.pathOf(this.document.uri);
    this.problems = known?.analysis.problems.filter((problem) => problem.file === file || problem.file === undefined) ?? [];
    const shown = await this.shown(known);
    this.host.post({ type: "state", state: buildState(shown, this.settings.t) });
    await this.sendCharts(shownBy(shown));
    // The lenses of a folder that nobody has looked at yet follow from here on.
    await folder?.ready();
  }

  /** After the state, and only where no newer one is wanted by then: what has happened meanwhile comes first. */
  private async sendCharts(shown: Analysis | null): Promise<void> {
    if (shown === null || shown === this.charted) return;
    const { buildCharts } = await import("../protocol/charts/buildCharts");
    await new Promise((resolve) => setImmediate(resolve));
    if (this.again) return;
    this.charted = shown;
    this.host.post({ type: "charts", charts: buildCharts(shown) });
  }

  private async shown(known: { readonly folder: FolderAnalysis; readonly analysis: Analysis } | null): Promise<Shown> {
    const { readable } = await import("../protocol/buildState");
    const { t } = this.settings;
    const good = known !== null && readable(known.analysis) ? known : null;
    if (good) this.lastGood = good.analysis;
    const tried = good ? await this.draft.analysis(good.folder, this.lastGood?.matrix?.currency ?? null) : null;
    for (const message of this.draft.takeRefusals()) this.host.post({ type: "refused", message });
    const place = (problem: Problem) => (problem.file === undefined ? "" : `${problem.file}:${problem.line ?? 1}`);
    return {
      file: known?.analysis ?? null,
      lastGood: this.lastGood,
      draft: tried && { steps: this.draft.steps, analysis: tried },
      comparison: good ? await this.comparison.of(tried ?? good.analysis, good.folder) : null,
      open: this.open,
      gone: await this.gone(),
      problems: known
        ? this.problems.map((problem) => ({ severity: problem.severity, message: problem.message, place: place(problem) }))
        : [{ severity: "error", message: t("Open the folder that holds this file: a matrix needs the code beside it."), place: "" }],
    };
  }

  /** A document that was never saved has no file to lose. */
  private async gone(): Promise<boolean> {
    const { uri, isUntitled } = this.document;
    if (isUntitled) return false;
    try {
      await vscode.workspace.fs.stat(uri);
      return false;
    } catch (error) {
      return error instanceof vscode.FileSystemError && error.code === "FileNotFound";
    }
  }

  private get folder(): FolderAnalysis | undefined {
    return this.analyses.of(this.document.uri);
  }
}
