import * as vscode from "vscode";
import type { Analysis } from "../core/analysis/analysis";
import type { AnalysisService } from "./analysisService";
import { Command } from "./commandIds";
import { commandLink } from "./commands";
import { movedLine } from "./movedLine";
import { routesAt } from "./routesAt";
import type { Settings } from "./settings";

/** How a figure is made, on the decorator and on the handler's name. */
export class HoverProvider implements vscode.HoverProvider {
  constructor(
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
  ) {}

  register(): vscode.Disposable {
    return vscode.languages.registerHoverProvider({ language: "python" }, this);
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const folder = this.settings.shows("hover") ? this.analyses.of(document.uri) : undefined;
    const file = folder?.files.pathOf(document.uri);
    if (!folder || file === undefined) return undefined;
    const analysis = await folder.ready();
    if (!analysis) return undefined;
    const range = document.getWordRangeAtPosition(position);
    const line = movedLine(document.getText(), folder.textOf(file) ?? document.getText(), position.line);
    const routes = routesAt(analysis, file, line, range && document.getText(range));
    if (routes.length === 0) return undefined;
    const { hoverText } = await import("../core/report/besideCode/hover");
    const text = hoverText(analysis, routes, (route) => ({
      openMatrix: commandLink("openMatrix"),
      createScenario: commandLink("createScenario"),
      whatIf: hasFigure(analysis, route.id) ? commandLink("whatIf", document.uri.toString(), { of: "endpoint", id: route.id }) : undefined,
      copy: commandLink("copyExplanation", route.id, document.uri.toString()),
      addService: needsService(analysis, route.id) && route.workloads.length > 0 ? commandLink("addService", route.id, document.uri.toString()) : undefined,
    }));
    if (text === "") return undefined;
    const markdown = new vscode.MarkdownString(text);
    markdown.isTrusted = { enabledCommands: [Command.openMatrix, Command.createScenario, Command.addService, Command.copyExplanation, Command.whatIf] };
    return new vscode.Hover(markdown);
  }
}

function hasFigure(analysis: Analysis, id: string): boolean {
  return analysis.estimate.endpoints.find((endpoint) => endpoint.id === id)?.perMonth.kgCO2e != null;
}

function needsService(analysis: Analysis, id: string): boolean {
  return analysis.scenario !== null && analysis.estimate.endpoints.find((endpoint) => endpoint.id === id)?.services.length === 0;
}
