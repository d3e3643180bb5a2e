import * as vscode from "vscode";
import type { Lens } from "../core/report/besideCode/lens";
import type { Route } from "../core/routes/route";
import type { AnalysisService } from "./analysisService";
import { commandOf } from "./commands";
import { registeredLines } from "./routesAt";
import type { Settings } from "./settings";

/** Figures above each endpoint. Their texts are the core's; here they get their place and their click. */
export class LensProvider implements vscode.CodeLensProvider {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
  ) {}

  register(): vscode.Disposable {
    const fire = () => this.changed.fire();
    const provider = vscode.languages.registerCodeLensProvider({ language: "python" }, this);
    return vscode.Disposable.from(provider, this.changed, this.analyses.onDidChange(fire), this.settings.onDidChange(fire));
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    const folder = this.settings.shows("lens") ? this.analyses.of(document.uri) : undefined;
    const file = folder?.files.pathOf(document.uri);
    if (!folder || file === undefined) return [];
    const analysis = await folder.ready();
    const { lensesOf } = await import("../core/report/besideCode/lens");
    if (!analysis || token.isCancellationRequested) return [];
    const lines = registeredLines(analysis, file, folder.textOf(file), document.getText());
    return lines.flatMap(({ line, routes }) => lensesOf(analysis, routes).map((lens) => this.placed(lens, line, routes, document.uri)));
  }

  /** Column 0, no width: text never jumps when lenses come and go. */
  private placed(lens: Lens, line: number, routes: readonly Route[], uri: vscode.Uri): vscode.CodeLens {
    return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), clickOf(lens, line, routes, uri));
  }
}

function clickOf(lens: Lens, line: number, routes: readonly Route[], uri: vscode.Uri): vscode.Command {
  switch (lens.action) {
    case "openMatrix":
      return commandOf("openMatrix", lens.text);
    case "createScenario":
      return commandOf("createScenario", lens.text);
    case "addService":
      return commandOf("addService", lens.text, routes[0]?.id ?? "", uri.toString());
    case "details":
      return commandOf("showDetails", lens.text, uri.toString(), line);
  }
}
