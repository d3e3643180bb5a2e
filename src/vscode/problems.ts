import * as vscode from "vscode";
import type { Problem } from "../core/problem";
import type { AnalysisService } from "./analysisService";
import type { FolderAnalysis } from "./folderAnalysis";
import { movedLine } from "./movedLine";
import type { Settings } from "./settings";

/** A diagnostic that remembers the problem it shows, for its quick fixes. */
export class ProblemDiagnostic extends vscode.Diagnostic {
  override readonly source = "Carbon Matrix";

  constructor(
    range: vscode.Range,
    readonly problem: Problem,
  ) {
    super(range, problem.message, severities[problem.severity]);
    this.code = problem.code;
  }
}

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
} as const;

/** Every problem of every analysis that has a place, in the Problems view. */
export class Problems {
  private readonly collection = vscode.languages.createDiagnosticCollection("carbon-matrix");

  constructor(
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
  ) {}

  register(): vscode.Disposable {
    const show = () => this.show();
    return vscode.Disposable.from(this.collection, this.analyses.onDidChange(show), this.settings.onDidChange(show));
  }

  private show(): void {
    this.collection.clear();
    if (!this.settings.shows("problems")) return;
    for (const folder of this.analyses.known) {
      for (const [file, problems] of byFile(folder)) {
        const uri = folder.files.uriOf(file);
        this.collection.set(
          uri,
          problems.map((problem) => new ProblemDiagnostic(rangeOf(problem, folder, file), problem)),
        );
      }
    }
  }
}

function byFile(folder: FolderAnalysis): Map<string, Problem[]> {
  const files = new Map<string, Problem[]>();
  for (const problem of folder.current?.problems ?? []) {
    if (problem.file === undefined || problem.file.startsWith("/")) continue;
    files.set(problem.file, [...(files.get(problem.file) ?? []), problem]);
  }
  return files;
}

function rangeOf(problem: Problem, folder: FolderAnalysis, file: string): vscode.Range {
  const read = folder.texts.get(file);
  const open = vscode.workspace.textDocuments.find((document) => folder.files.pathOf(document.uri) === file);
  const shift = (line: number) => (read !== undefined && open ? movedLine(read, open.getText(), line) : line);
  const line = Math.max(0, (problem.line ?? 1) - 1);
  const column = Math.max(0, (problem.column ?? 1) - 1);
  // A problem without an end marks its whole line; the editor cuts the range to the text.
  const endLine = problem.endLine === undefined ? line : problem.endLine - 1;
  const endColumn = problem.endColumn === undefined ? 1000 : problem.endColumn - 1;
  return new vscode.Range(shift(line), column, shift(endLine), endColumn);
}
