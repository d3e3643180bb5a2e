import * as vscode from "vscode";
import type { Analysis } from "../core/analysis/analysis";
import { budgetStatus } from "../core/report/answer/budgetStatus";
import type { AnalysisService } from "./analysisService";
import { Command } from "./commandIds";
import { scenarioName } from "./scenarioInSight";
import type { Settings } from "./settings";

/** The month of the active scenario and how it stands against its budget; the click chooses a scenario or opens its matrix. */
export class StatusBar {
  private readonly item = vscode.window.createStatusBarItem("carbonMatrix.total", vscode.StatusBarAlignment.Left, 10);

  constructor(
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
  ) {
    this.item.name = "Carbon Matrix";
  }

  register(): vscode.Disposable {
    const show = () => this.show();
    return vscode.Disposable.from(
      this.item,
      this.analyses.onDidChange(show),
      this.settings.onDidChange(show),
      vscode.window.tabGroups.onDidChangeTabs(show),
      vscode.window.onDidChangeActiveTextEditor(show),
    );
  }

  private show(): void {
    const folder = this.analyses.active;
    const analysis = folder?.current;
    if (!folder || !analysis?.scenario || !this.settings.shows("statusBar")) {
      this.item.hide();
      return;
    }
    const several = folder.scenarios.length > 1;
    const { text, over } = budgetStatus(analysis);
    // Of several scenarios another one may be open, as text or in a second matrix.
    const named = several ? this.settings.t("{0}: {1}", scenarioName(analysis.scenario.file), text) : text;
    this.item.text = `$(leaf) ${named}`;
    this.item.tooltip = this.tooltip(analysis, several ? folder.scenarios.length : 0);
    this.item.command = several ? Command.pickScenario : Command.openMatrix;
    // Only what needs a decision is coloured.
    this.item.backgroundColor = over ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    this.item.accessibilityInformation = { label: `${text}, ${analysis.scenario.file}` };
    this.item.show();
  }

  private tooltip(analysis: Analysis, scenarios: number): string {
    const { t } = this.settings;
    const { scenario } = analysis;
    const name = scenario?.title ? `${scenario.title} (${scenario.file})` : (scenario?.file ?? "");
    return scenarios > 0 ? `${name}\n${t("{0} scenarios: click to choose one", scenarios)}` : `${name}\n${t("Click to open the matrix")}`;
  }
}
