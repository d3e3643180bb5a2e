import * as vscode from "vscode";
import { isScenarioFile } from "../core/files/projectFiles";
import type { AnalysisService } from "./analysisService";

/** `plans/lean.carbon.yaml` -> `lean`: how a scenario is called, and what is saved from it. */
export const scenarioName = (path: string): string => path.replace(/^.*\//, "").replace(/\.carbon\.(ya?ml|json)$/i, "");

/** The scenario in the active editor, as text or as matrix. */
function openScenario(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  return uri && isScenarioFile(uri.path) ? uri : undefined;
}

/** The scenario in the active editor, else the folder's active one. */
export async function scenarioInSight(analyses: AnalysisService): Promise<vscode.Uri | undefined> {
  const open = openScenario();
  if (open) return open;
  const folder = analyses.active;
  const analysis = await folder?.ready();
  return folder && analysis?.scenario ? folder.files.uriOf(analysis.scenario.file) : undefined;
}
