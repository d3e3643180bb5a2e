import * as vscode from "vscode";
import type { Intent } from "../protocol/messages";
import { scenarioName } from "./scenarioInSight";
import type { Settings } from "./settings";

/** Saves a chart's picture where its user says, beside the scenario at first. Returns what to tell them; null: they chose to leave it. */
export async function savePicture(scenario: vscode.Uri, { chart, png }: Extract<Intent, { type: "savePicture" }>, { t }: Settings): Promise<string | null> {
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(scenario, "..", `${scenarioName(scenario.path)}-${chart}.png`),
    filters: { [t("Pictures")]: ["png"] },
    title: t("Save the chart as a picture"),
  });
  if (!target) return null;
  await vscode.workspace.fs.writeFile(target, Buffer.from(png, "base64"));
  return t("Saved: {0}", vscode.workspace.asRelativePath(target));
}
