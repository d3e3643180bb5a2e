import * as vscode from "vscode";
import type { TextEdit } from "../core/problem";
import type { AnalysisService } from "./analysisService";
import { commandOf } from "./commands";
import { ProblemDiagnostic } from "./problems";
import type { Settings } from "./settings";

/** The remedies of our problems: edits of the scenario, and "Add to scenario" on a route that no service names. */
export class QuickFixes implements vscode.CodeActionProvider {
  constructor(
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
  ) {}

  register(): vscode.Disposable {
    const selector = [{ language: "python" }, { pattern: "**/*.carbon.{yaml,yml,json}" }];
    return vscode.languages.registerCodeActionsProvider(selector, this, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] });
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    // The diagnostics that come with the request are copies without our problem: ours are taken from the source.
    const ours = vscode.languages.getDiagnostics(document.uri).filter((one) => one instanceof ProblemDiagnostic && one.range.intersection(range) !== undefined);
    return ours.flatMap((diagnostic) => (diagnostic instanceof ProblemDiagnostic ? this.actionsOf(diagnostic, document) : []));
  }

  private actionsOf(diagnostic: ProblemDiagnostic, document: vscode.TextDocument): vscode.CodeAction[] {
    const { problem } = diagnostic;
    const edits = (problem.fixes ?? []).map((fix) => action(fix.title, diagnostic, { edit: scenarioEditOf(document, fix.edits) }));
    if (problem.code !== "route-without-service") return edits;
    const title = this.settings.t("Add to scenario");
    const routes = this.analyses.of(document.uri)?.current?.code.routes ?? [];
    const file = this.analyses.of(document.uri)?.files.pathOf(document.uri);
    const here = routes.filter(
      (route) => (route.file === file && route.line === problem.line) || (route.registeredFile === file && route.decoratorLine === problem.line),
    );
    return [...edits, ...here.map((route) => action(title, diagnostic, { command: commandOf("addService", title, route.id, document.uri.toString()) }))];
  }
}

function action(title: string, diagnostic: vscode.Diagnostic, does: Pick<vscode.CodeAction, "edit" | "command">): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.diagnostics = [diagnostic];
  if (does.edit) made.edit = does.edit;
  if (does.command) made.command = does.command;
  return made;
}

/** Edits of the core, which count in UTF-16 offsets, as the editor's. */
export function scenarioEditOf(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits) edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  return edit;
}
