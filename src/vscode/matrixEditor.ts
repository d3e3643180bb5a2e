import * as vscode from "vscode";
import type { AnalysisService } from "./analysisService";
import { matrixView } from "./commandIds";
import type { Log } from "./log";
import { MatrixPanel } from "./matrixPanel";
import type { Settings } from "./settings";
import { matrixPage } from "./webviewPage";

/** The scenario file as a matrix. Text stays the truth: undo, redo, dirty mark, save, diff and hot exit are the editor's own. */
export class MatrixEditor implements vscode.CustomTextEditorProvider {
  constructor(
    private readonly extension: vscode.Uri,
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  register(): vscode.Disposable {
    return vscode.window.registerCustomEditorProvider(matrixView, this, { supportsMultipleEditorsPerDocument: true });
  }

  resolveCustomTextEditor(document: vscode.TextDocument, view: vscode.WebviewPanel): void {
    const dist = vscode.Uri.joinPath(this.extension, "dist");
    view.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const panel = new MatrixPanel(document, view, this.analyses, this.settings, this.log);
    view.onDidDispose(() => panel.dispose());
    // The page asks for its state when it is ready, so listeners must be there before it is.
    view.webview.html = matrixPage(view.webview, dist, this.settings.language);
  }
}
