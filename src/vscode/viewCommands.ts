import * as vscode from "vscode";
import type { AnalysisService } from "./analysisService";
import { register } from "./commands";
import type { Settings } from "./settings";

/** The one switch for everything that we show, the click on a lens, and the copy of an explanation. */
export class ViewCommands {
  constructor(
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
  ) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      register("toggle", () => this.settings.toggle()),
      register("showDetails", (uri, line) => showDetails(vscode.Uri.parse(uri), line)),
      register("copyExplanation", (route, uri) => this.copy(route, vscode.Uri.parse(uri))),
    );
  }

  /** Puts how an endpoint's figure is made, with every input and source, on the clipboard. */
  private async copy(routeId: string, uri: vscode.Uri): Promise<void> {
    const { t } = this.settings;
    const analysis = await this.analyses.of(uri)?.ready();
    const endpoint = analysis?.estimate.endpoints.find(({ id }) => id === routeId);
    if (!analysis || !endpoint) return;
    const [{ explanationText }, { readerOf }] = await Promise.all([import("../core/report/besideCode/derivation"), import("../core/report/words/figures")]);
    await vscode.env.clipboard.writeText(explanationText(endpoint, readerOf(analysis.language)));
    vscode.window.setStatusBarMessage(t("Copied: how the figure of {0} is made", routeId), 4000);
  }
}

/** Opens the hover of an endpoint, as pointing at it would: it holds how the figure is made. */
async function showDetails(uri: vscode.Uri, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const position = new vscode.Position(line, document.lineAt(Math.min(line, document.lineCount - 1)).firstNonWhitespaceCharacterIndex + 1);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
  await vscode.commands.executeCommand("editor.action.showHover");
}
