import * as vscode from "vscode";
import type { AnalysisService } from "./analysisService";
import { matrixView } from "./commandIds";
import { register } from "./commands";
import { openText } from "./matrixPanel";
import { scenarioEditOf } from "./quickFixes";
import { scenarioInSight } from "./scenarioInSight";
import type { Settings } from "./settings";

/** Commands around the scenario file: create, choose, open as matrix or as text, add a route to it. */
export class ScenarioCommands {
  constructor(
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
  ) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      register("createScenario", () => this.create()),
      register("pickScenario", () => this.pick()),
      register("openMatrix", (scenario) => this.openMatrix(scenario)),
      register("openAsText", (scenario) => this.openAsText(scenario)),
      register("addService", (route, uri) => this.addService(route, vscode.Uri.parse(uri))),
    );
  }

  /** Writes `<folder>.carbon.yaml` with what was found; never over a file that is there. */
  private async create(): Promise<void> {
    const { t } = this.settings;
    const folder = this.analyses.active;
    if (!folder) {
      void vscode.window.showInformationMessage(t("Open a folder with a FastAPI application first."));
      return;
    }
    const analysis = await folder.ready();
    if (!analysis) return;
    const { createScenario, scenarioFileName } = await import("../core/scenario/edit/createScenario");
    const uri = folder.files.uriOf(scenarioFileName(folder.folder.name));
    if (!(await exists(uri))) {
      const text = createScenario(analysis.code, { title: folder.folder.name, today: analysis.today, t });
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    } else void vscode.window.showInformationMessage(t("{0} is there already and was left as it is.", folder.files.pathOf(uri) ?? uri.fsPath));
    await openText(uri, vscode.ViewColumn.Active);
  }

  /** Lists the scenario files; the chosen one is what lenses and totals follow from now on. */
  private async pick(): Promise<void> {
    const { t } = this.settings;
    const folder = this.analyses.active;
    if (!folder) return;
    await folder.ready();
    if (folder.scenarios.length === 0) return this.offerToCreate();
    const active = folder.current?.scenario?.file;
    const items = folder.scenarios.map((file) => ({ label: file, description: file === active ? t("active") : "" }));
    const open: vscode.QuickPickItem = { label: `$(table) ${t("Open the matrix")}`, description: active ?? "", alwaysShow: true };
    const separator: vscode.QuickPickItem = { label: "", kind: vscode.QuickPickItemKind.Separator };
    const chosen = await vscode.window.showQuickPick([...items, separator, open], { placeHolder: t("Scenario that lenses and totals follow") });
    if (chosen === open) return this.openMatrix();
    if (chosen) await folder.choose(chosen.label);
  }

  private async openMatrix(scenario?: vscode.Uri | string): Promise<void> {
    const uri = typeof scenario === "string" ? vscode.Uri.parse(scenario) : (scenario ?? (await scenarioInSight(this.analyses)));
    if (!uri) return this.offerToCreate();
    await vscode.commands.executeCommand("vscode.openWith", uri, matrixView);
  }

  private async openAsText(scenario?: vscode.Uri): Promise<void> {
    const uri = scenario ?? (await scenarioInSight(this.analyses));
    if (uri) await openText(uri, vscode.ViewColumn.Active);
  }

  private async addService(routeId: string, uri: vscode.Uri): Promise<void> {
    const { t } = this.settings;
    const folder = this.analyses.of(uri);
    const analysis = await folder?.ready();
    const route = analysis?.code.routes.find((one) => one.id === routeId);
    if (!folder || !analysis?.scenario || !route) return this.offerToCreate();
    const scenario = folder.files.uriOf(analysis.scenario.file);
    const document = await vscode.workspace.openTextDocument(scenario);
    const { addService } = await import("../core/scenario/edit/addService");
    const edits = addService(document.getText(), route, t);
    if (edits.length === 0) {
      void vscode.window.showInformationMessage(t("{0} could not be added: repair the scenario first.", routeId));
      return openText(scenario, vscode.ViewColumn.Active);
    }
    await vscode.workspace.applyEdit(scenarioEditOf(document, edits));
    const line = document.positionAt(edits[0]?.start ?? 0).line + 1;
    await openText(scenario, vscode.ViewColumn.Active, line, 1);
  }

  /** A first scenario, where there is code to write it from. */
  private async offerToCreate(): Promise<void> {
    const { t } = this.settings;
    const analysis = await this.analyses.active?.ready();
    if (analysis?.code.routes.length === 0) {
      const message = t("No FastAPI application was found in this folder, so there is nothing to estimate. Open the folder that holds one.");
      void vscode.window.showInformationMessage(message);
      return;
    }
    const create = t("Create scenario");
    const answer = await vscode.window.showInformationMessage(t("There is no scenario file in this folder yet."), create);
    if (answer === create) await this.create();
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
