import * as vscode from "vscode";
import { isScenarioFile } from "../core/files/projectFiles";
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

/** Every problem that has a place, in the Problems view: of the active scenarios' analyses, and of the other scenario files that are open. */
export class Problems {
  private showing = 0;

  private readonly collection = vscode.languages.createDiagnosticCollection("carbon-matrix");

  constructor(
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
  ) {}

  register(): vscode.Disposable {
    const show = () => void this.show();
    const scenario = (document: vscode.TextDocument) => {
      if (isScenarioFile(document.uri.path)) show();
    };
    return vscode.Disposable.from(
      this.collection,
      this.analyses.onDidChange(show),
      this.settings.onDidChange(show),
      vscode.workspace.onDidOpenTextDocument(scenario),
      vscode.workspace.onDidCloseTextDocument(scenario),
    );
  }

  private async show(): Promise<void> {
    const turn = ++this.showing;
    const wanted = this.settings.shows("problems") ? this.analyses.known : [];
    const found = await Promise.all(
      wanted.map(async (folder) => [folder, byFile([...(folder.current?.problems ?? []), ...(await otherProblems(folder))])] as const),
    );
    // A newer one is under way.
    if (turn !== this.showing) return;
    this.collection.clear();
    for (const [folder, files] of found) {
      for (const [file, problems] of files) {
        const diagnostics = problems.map((problem) => new ProblemDiagnostic(rangeOf(problem, folder, file), problem));
        this.collection.set(folder.files.uriOf(file), diagnostics);
      }
    }
  }
}

/** What is wrong with scenario files that are open and not the active one. */
async function otherProblems(folder: FolderAnalysis): Promise<readonly Problem[]> {
  if (!folder.current) return [];
  const problems: Problem[] = [];
  for (const document of vscode.workspace.textDocuments) {
    const file = isScenarioFile(document.uri.path) ? folder.files.pathOf(document.uri) : undefined;
    if (file === undefined || file === folder.current.scenario?.file) continue;
    const analysis = await folder.analyse({ file, text: document.getText() });
    problems.push(...analysis.problems.filter((problem) => problem.file === file));
  }
  return problems;
}

function byFile(problems: readonly Problem[]): Map<string, Problem[]> {
  const files = new Map<string, Problem[]>();
  for (const problem of problems) {
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
