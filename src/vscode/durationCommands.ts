import * as vscode from "vscode";
import type { Durations } from "../core/media/measureDurations";
import type { AnalysisService } from "./analysisService";
import { register } from "./commands";
import { openText } from "./matrixPanel";
import { scenarioEditOf } from "./quickFixes";
import type { Settings } from "./settings";

/** Measures the media files of a folder that the user chooses, shows what was found, and writes the mean into the scenario if asked to. */
export class DurationCommands {
  constructor(
    private readonly extension: vscode.Uri,
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
  ) {}

  register(): vscode.Disposable {
    return register("measureDurations", (folder) => this.measure(folder));
  }

  private async measure(chosen?: vscode.Uri): Promise<void> {
    const { t, language } = this.settings;
    const title = t("Measure the audio and video files of this folder");
    const [folder] = chosen
      ? [chosen]
      : ((await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel: t("Measure"), title })) ?? []);
    if (!folder) return;
    const durations = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: t("Reading durations"), cancellable: true },
      (progress, token) => this.read(folder, progress, token),
    );
    if (!durations) return;
    if (durations.files.length + durations.unreadable.length === 0) {
      void vscode.window.showInformationMessage(t("There is no audio or video file in {0}.", folder.fsPath));
      return;
    }
    const { durationsText } = await import("../core/media/durationsText");
    const content = durationsText(durations, language, today());
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: "plaintext" }), { preview: true });
    if (durations.statistics) await this.offerToWrite(durations);
  }

  private async read(
    folder: vscode.Uri,
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<Durations | null> {
    const { t } = this.settings;
    const isCancelled = () => token.isCancellationRequested;
    const [{ findMedia }, { measureDurations }, { mediaLibraries }] = await Promise.all([
      import("./mediaFiles"),
      import("../core/media/measureDurations"),
      import("../core/media/mediaLibraries"),
    ]);
    const files = await findMedia(folder, isCancelled, t);
    const libraries = mediaLibraries(vscode.Uri.joinPath(this.extension, "dist", "mediainfo.wasm").fsPath);
    const show = (done: number, path: string) => {
      progress.report({ message: t("{0} of {1} files: {2}", done, files.length, path), increment: done === 0 ? 0 : 100 / files.length });
    };
    return measureDurations(files, { libraries, progress: show, isCancelled, t });
  }

  private async offerToWrite(durations: Durations): Promise<void> {
    const { t } = this.settings;
    const folder = this.analyses.active;
    const analysis = await folder?.ready();
    if (!folder || !analysis?.scenario) return;
    const { file } = analysis.scenario;
    const write = t("Write into {0}", file);
    if ((await vscode.window.showInformationMessage(t("The mean can be written into the scenario, with its range, source and date."), write)) !== write) return;
    const document = await vscode.workspace.openTextDocument(folder.files.uriOf(file));
    const text = document.getText();
    const [{ parseScenario }, { takesDurations, writeDurations }] = await Promise.all([
      import("../core/scenario/parseScenario"),
      import("../core/media/durationField"),
    ]);
    const { scenario, problems } = parseScenario(text, file, t);
    if (scenario === null) {
      void vscode.window.showWarningMessage(problems[0]?.message ?? "");
      return;
    }
    const services = Object.entries(scenario.services ?? {}).filter(([, settings]) => takesDurations(settings));
    if (services.length === 0) {
      void vscode.window.showWarningMessage(t("No service of {0} takes audio or video: add one, with input: { media: [audio] }.", file));
      return;
    }
    const service = await vscode.window.showQuickPick(
      services.map(([name]) => name),
      { placeHolder: t("Service that takes these files") },
    );
    if (service === undefined) return;
    const edits = writeDurations(text, scenario, service, durations, today(), t);
    const [first] = edits;
    if (!first) {
      void vscode.window.showWarningMessage(t("{0} was not changed: repair its mistakes first, or write the lines above by hand.", file));
      return;
    }
    // An edit of the document, not of the file: undo gives the old value back.
    await vscode.workspace.applyEdit(scenarioEditOf(document, edits));
    await openText(document.uri, vscode.ViewColumn.Active, document.positionAt(first.start).line + 1, 1);
  }
}

function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
