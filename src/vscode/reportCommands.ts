import * as vscode from "vscode";
import type { Analysis } from "../core/analysis/analysis";
import { scenarioErrors } from "../core/analysis/scenarioErrors";
import type { ReportFormat } from "../core/report/exports/formats";
import type { AnalysisService } from "./analysisService";
import { register } from "./commands";
import type { FolderAnalysis, ScenarioText } from "./folderAnalysis";
import { scenarioInSight, scenarioName } from "./scenarioInSight";
import type { Settings } from "./settings";
import { Store } from "./store";

/** Milliseconds that an export waits for the exact counts; after that the report holds the first ones, and names their method. */
const patience = 60_000;

/** Exports the decision report of a scenario, as `carbon-matrix report` writes it, to a file that its user names. */
export class ReportCommands {
  constructor(
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
  ) {}

  register(): vscode.Disposable {
    return register("exportReport", (scenario) => this.export(scenario));
  }

  private async export(wanted?: vscode.Uri): Promise<void> {
    const { t } = this.settings;
    const uri = wanted ?? (await scenarioInSight(this.analyses));
    const folder = uri && this.analyses.of(uri);
    const file = uri && folder?.files.pathOf(uri);
    if (!uri || !folder || file === undefined) {
      void vscode.window.showInformationMessage(t("There is no scenario file in this folder yet."));
      return;
    }
    // What stands in the editor counts, saved or not: it is what the matrix shows.
    const scenario = { file, text: (await vscode.workspace.openTextDocument(uri)).getText() };
    const first = await folder.analyse(scenario);
    if (!first.scenario?.valid || !first.matrix || scenarioErrors(first).length > 0) {
      void vscode.window.showWarningMessage(t("{0} cannot be used until its errors are repaired.", file));
      return;
    }
    const target = await this.askForFile(uri);
    const format = target && formatOf(target);
    if (!target || !format) return;
    const analysis = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: t("Counting every draw exactly for the report"), cancellable: true },
      (_, cancelled) => exactly(folder, scenario, cancelled),
    );
    if (!analysis?.matrix) return;
    const [{ reportFormats }, { fingerprintOf }, { tool }] = await Promise.all([
      import("../core/report/exports/formats"),
      import("../node/fingerprint"),
      import("../node/tool"),
    ]);
    const text = reportFormats[format](analysis, analysis.matrix, { tool, fingerprint: fingerprintOf(analysis, scenario.text) });
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    const open = t("Open");
    const answer = await vscode.window.showInformationMessage(t("Saved: {0}", vscode.workspace.asRelativePath(target)), open);
    if (answer === open) await this.open(target, format);
  }

  private askForFile(scenario: vscode.Uri): Thenable<vscode.Uri | undefined> {
    const { t } = this.settings;
    return vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(scenario, "..", `${scenarioName(scenario.path)}-report.html`),
      filters: { [t("Web page")]: ["html"], Markdown: ["md"], [t("Table")]: ["csv"], JSON: ["json"] },
      title: t("Export the decision report"),
    });
  }

  /** A web page in the browser, Markdown as it reads, a table or data as text. */
  private async open(target: vscode.Uri, format: ReportFormat): Promise<void> {
    if (format === "html") await vscode.env.openExternal(target);
    else await vscode.commands.executeCommand(format === "md" ? "markdown.showPreview" : "vscode.open", target);
  }
}

/** By the ending; a web page where there is none that we know, since everything opens it. */
function formatOf(target: vscode.Uri): ReportFormat {
  const ending = /\.(md|csv|json)$/i.exec(target.path)?.[1]?.toLowerCase();
  return (ending as ReportFormat | undefined) ?? "html";
}

/** The analysis with every draw counted by the rule itself; undefined where its user cancels. */
async function exactly(folder: FolderAnalysis, scenario: ScenarioText, cancelled: vscode.CancellationToken): Promise<Analysis | undefined> {
  const until = Date.now() + patience;
  for (;;) {
    const analysis = await folder.analyse(scenario);
    if (cancelled.isCancellationRequested) return undefined;
    if (analysis.matrix?.robustness.changes !== null || Date.now() > until) return analysis;
    await news(folder, cancelled, until - Date.now());
  }
}

/** Until the folder has other figures, its user cancels, or the time is up. */
async function news(folder: FolderAnalysis, cancelled: vscode.CancellationToken, milliseconds: number): Promise<void> {
  const store = new Store();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    store.push(
      folder.onDidChange(() => resolve()),
      cancelled.onCancellationRequested(() => resolve()),
      { dispose: () => clearTimeout(timer) },
    );
  });
  store.dispose();
}
