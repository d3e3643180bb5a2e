import * as vscode from "vscode";
import type { Problem, TextEdit } from "../core/problem";
import { parsePath } from "../core/scenario/pathText";
import type { Target } from "../core/whatIf/suggest";
import type { AnalysisService } from "./analysisService";
import { commandOf } from "./commands";
import { ProblemDiagnostic } from "./problems";
import { registeredLines } from "./routesAt";
import type { Settings } from "./settings";

/** The remedies of our problems: edits of the scenario, and "Add to scenario" on a route that no service names. */
export class QuickFixes implements vscode.CodeActionProvider {
  constructor(
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
  ) {}

  register(): vscode.Disposable {
    const selector = [{ language: "python" }, { pattern: "**/*.carbon.{yaml,yml,json}" }];
    const providedCodeActionKinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite];
    return vscode.languages.registerCodeActionsProvider(selector, this, { providedCodeActionKinds });
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    if (!this.settings.on) return [];
    // The diagnostics that come with the request are copies without our problem: ours are taken from the source.
    const ours = vscode.languages.getDiagnostics(document.uri).filter((one) => one instanceof ProblemDiagnostic && one.range.intersection(range) !== undefined);
    return [
      ...ours.flatMap((diagnostic) => (diagnostic instanceof ProblemDiagnostic ? this.actionsOf(diagnostic, document) : [])),
      ...this.onDecorator(document, range.start),
    ];
  }

  /** "What if…" on the lines that register an endpoint with a figure; computed only when it is chosen. */
  private onDecorator(document: vscode.TextDocument, { line }: vscode.Position): vscode.CodeAction[] {
    const folder = document.languageId === "python" ? this.analyses.of(document.uri) : undefined;
    const file = folder?.files.pathOf(document.uri);
    if (!folder?.current?.scenario || file === undefined) return [];
    const { current } = folder;
    const known = new Map(current.estimate.endpoints.map((endpoint) => [endpoint.id, endpoint.perMonth.kgCO2e]));
    const here = registeredLines(current, file, folder.textOf(file), document.getText()).find((one) => one.line === line);
    const routes = here?.routes.filter(({ id }) => known.get(id)) ?? [];
    return routes.map(({ id }) => {
      const title = routes.length === 1 ? this.settings.t("What if…") : this.settings.t("What if {0}…", id);
      const made = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
      made.command = commandOf("whatIf", title, document.uri.toString(), { of: "endpoint", id });
      return made;
    });
  }

  private actionsOf(diagnostic: ProblemDiagnostic, document: vscode.TextDocument): vscode.CodeAction[] {
    const { problem } = diagnostic;
    // Edits are places in the text that was analysed: in another one they would land anywhere.
    const fixes = diagnostic.text === document.getText() ? (problem.fixes ?? []) : [];
    const edits = fixes.map((fix) => action(fix.title, diagnostic, { edit: scenarioEditOf(document, fix.edits) }));
    const target = targetOf(problem);
    if (target) {
      const title = this.settings.t("What if…");
      return [...edits, action(title, diagnostic, { command: commandOf("whatIf", title, document.uri.toString(), target) })];
    }
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

/** What could be changed about a figure that is too high; undefined where a change of the scenario is no answer. */
function targetOf({ code, path = "" }: Problem): Target | undefined {
  const [part, step] = parsePath(path) ?? [];
  const name = step === undefined ? undefined : String(step);
  switch (code) {
    case "over-carbon-budget":
    case "over-cost-budget":
      return { of: "everything" };
    case "host-over-capacity":
    case "host-without-service":
      return part === "hosts" && name !== undefined ? { of: "host", name } : undefined;
    case "context-overflow":
    case "licence":
      return part === "services" && name !== undefined ? { of: "service", name } : undefined;
    default:
      return undefined;
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
