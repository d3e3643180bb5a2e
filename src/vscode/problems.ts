import * as vscode from "vscode";
import { isScenarioFile } from "../core/files/projectFiles";
import type { Problem } from "../core/problem";
import type { AnalysisService } from "./analysisService";
import type { FolderAnalysis } from "./folderAnalysis";
import type { Log } from "./log";
import { movedLine } from "./movedLine";
import type { Settings } from "./settings";

/** A diagnostic that remembers the problem it shows, for its quick fixes. */
export class ProblemDiagnostic extends vscode.Diagnostic {
  override readonly source = "Carbon Matrix";

  constructor(
    range: vscode.Range,
    readonly problem: Problem,
    /** the text of the file that the problem was found in: its fixes are places in this one */
    readonly text: string | undefined,
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
    private readonly log: Log,
  ) {}

  register(): vscode.Disposable {
    const show = () => void this.show().catch((error: unknown) => this.log.failed(error));
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
    const found = await Promise.all(wanted.map(async (folder) => [folder, byFile([...activeProblems(folder), ...(await otherProblems(folder))])] as const));
    // A newer one is under way.
    if (turn !== this.showing) return;
    this.collection.clear();
    for (const [folder, files] of found) {
      for (const [file, problems] of files) {
        const diagnostics = problems.map(({ problem, text }) => new ProblemDiagnostic(rangeOf(problem, text, folder, file), problem, text));
        this.collection.set(folder.files.uriOf(file), diagnostics);
      }
    }
  }
}

/** A problem, and the text that it was found in. */
interface Found {
  readonly problem: Problem;
  readonly text: string | undefined;
}

function activeProblems(folder: FolderAnalysis): readonly Found[] {
  return (folder.current?.problems ?? []).map((problem) => ({ problem, text: problem.file === undefined ? undefined : folder.textOf(problem.file) }));
}

/** What is wrong with scenario files that are open and not the active one. */
async function otherProblems(folder: FolderAnalysis): Promise<readonly Found[]> {
  if (!folder.current) return [];
  const found: Found[] = [];
  for (const document of vscode.workspace.textDocuments) {
    const file = isScenarioFile(document.uri.path) ? folder.files.pathOf(document.uri) : undefined;
    if (file === undefined || file === folder.current.scenario?.file) continue;
    const text = document.getText();
    const analysis = await folder.analyse({ file, text });
    found.push(...analysis.problems.filter((problem) => problem.file === file).map((problem) => ({ problem, text })));
  }
  return found;
}

function byFile(all: readonly Found[]): Map<string, Found[]> {
  const files = new Map<string, Found[]>();
  for (const found of all) {
    const { file } = found.problem;
    if (file === undefined || file.startsWith("/")) continue;
    files.set(file, [...(files.get(file) ?? []), found]);
  }
  return files;
}

/** `read` is the text that the problem was found in: the place moves with what was typed since. */
function rangeOf(problem: Problem, read: string | undefined, folder: FolderAnalysis, file: string): vscode.Range {
  const open = vscode.workspace.textDocuments.find((document) => folder.files.pathOf(document.uri) === file);
  const shift = (line: number) => (read !== undefined && open ? movedLine(read, open.getText(), line) : line);
  const line = Math.max(0, (problem.line ?? 1) - 1);
  const column = Math.max(0, (problem.column ?? 1) - 1);
  // A problem without an end marks its whole line; the editor cuts the range to the text.
  const endLine = problem.endLine === undefined ? line : problem.endLine - 1;
  const endColumn = problem.endColumn === undefined ? 1000 : problem.endColumn - 1;
  return new vscode.Range(shift(line), column, shift(endLine), endColumn);
}
