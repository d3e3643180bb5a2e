import * as vscode from "vscode";
import { AnalysisService } from "./analysisService";
import { CodeService } from "./codeService";
import { DiskGuard } from "./diskGuard";
import { DurationCommands } from "./durationCommands";
import { EngineLoader } from "./engineLoader";
import { HoverProvider } from "./hoverProvider";
import { LensProvider } from "./lensProvider";
import { Log } from "./log";
import { MatrixEditor } from "./matrixEditor";
import { MeasurementCommands } from "./measurementCommands";
import { Problems } from "./problems";
import { QuickFixes } from "./quickFixes";
import { ReportCommands } from "./reportCommands";
import { ScenarioCommands } from "./scenarioCommands";
import { Settings } from "./settings";
import { StatusBar } from "./statusBar";
import { own } from "./store";
import { TokenCommands } from "./tokenCommands";
import { ViewCommands } from "./viewCommands";
import { WhatIfCommands } from "./whatIfCommands";

/** Composes the editor's part of the product: one small file a provider. Nothing is read or computed here. */
export function activate(context: vscode.ExtensionContext): void {
  const store = context.subscriptions;
  const settings = own(store, new Settings(context.workspaceState));
  const log = own(store, new Log(settings));
  const engines = new EngineLoader();
  const code = own(store, new CodeService(vscode.Uri.joinPath(context.extensionUri, "dist").fsPath));
  const analyses = own(store, new AnalysisService(engines, code, settings, log, context));
  store.push(
    new DiskGuard(log, context.workspaceState),
    new LensProvider(analyses, settings).register(),
    new HoverProvider(analyses, settings).register(),
    new Problems(analyses, settings, log).register(),
    new QuickFixes(analyses, settings).register(),
    new StatusBar(analyses, settings).register(),
    new MatrixEditor(context.extensionUri, analyses, settings, log).register(),
    new ScenarioCommands(analyses, settings).register(),
    new ReportCommands(analyses, settings).register(),
    new MeasurementCommands(analyses, engines, settings, context.secrets).register(),
    new DurationCommands(context.extensionUri, analyses, settings).register(),
    new TokenCommands(analyses, settings).register(),
    new WhatIfCommands(analyses, settings).register(),
    new ViewCommands(analyses, settings).register(),
  );
}
