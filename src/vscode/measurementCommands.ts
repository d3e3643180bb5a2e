import * as vscode from "vscode";
import type { Imported } from "../core/measurements/observation";
import type { PrometheusConfig } from "../core/measurements/prometheus";
import { prometheusConfig, prometheusKey } from "../core/measurements/prometheusSource";
import { fetchBounded } from "../node/http";
import type { AnalysisService } from "./analysisService";
import { register } from "./commands";
import type { EngineLoader } from "./engineLoader";
import type { FolderAnalysis } from "./folderAnalysis";
import type { Settings } from "./settings";

const patience = 60_000;

/** Reads measurement files again and asks the servers that the scenario names: on request only, in trusted folders only. */
export class MeasurementCommands {
  constructor(
    private readonly analyses: AnalysisService,
    private readonly engines: EngineLoader,
    private readonly settings: Settings,
    private readonly secrets: vscode.SecretStorage,
  ) {}

  register(): vscode.Disposable {
    return register("refreshMeasurements", () => this.refresh());
  }

  private async refresh(): Promise<void> {
    const { t } = this.settings;
    const folder = this.analyses.active;
    if (!folder) return;
    await folder.ready();
    const servers = await this.servers(folder);
    if (servers.length > 0 && !vscode.workspace.isTrusted) {
      void vscode.window.showWarningMessage(t("In Restricted Mode no measuring server is asked. Trust the folder to ask it."));
    }
    const asked = servers.length > 0 && vscode.workspace.isTrusted;
    if (!asked) {
      folder.measurements.forget();
      return this.say(folder, 0);
    }
    const title = t("Asking {0}", [...new Set(servers.map(({ url }) => url))].join(", "));
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (_, token) =>
      this.ask(folder, servers, token),
    );
    await this.say(folder, servers.length);
  }

  /** What was read, or what failed: who asked for it wants an answer. */
  private async say(folder: FolderAnalysis, servers: number): Promise<void> {
    const { t } = this.settings;
    const [{ measurementsRead }, { analysis, files, problems }] = await Promise.all([import("../core/report/measurementsRead"), folder.measured()]);
    const { text, failed } = measurementsRead(analysis, { files, servers, problems }, t);
    void (failed ? vscode.window.showWarningMessage(text) : vscode.window.showInformationMessage(text));
  }

  private async servers(folder: FolderAnalysis): Promise<readonly PrometheusConfig[]> {
    const file = folder.current?.scenario?.file;
    const text = file === undefined ? undefined : await folder.files.text(file);
    if (file === undefined || text === undefined) return [];
    const engine = await this.engines.get();
    const written = engine.parseScenario(text, file, this.settings.t);
    return (written?.measurements ?? []).flatMap((source) => prometheusConfig(source) ?? []);
  }

  private async ask(folder: FolderAnalysis, servers: readonly PrometheusConfig[], token: vscode.CancellationToken): Promise<void> {
    const { t } = this.settings;
    const { readPrometheus } = await import("../core/measurements/prometheus");
    const cancelled = new AbortController();
    token.onCancellationRequested(() => cancelled.abort());
    const answers: Record<string, Imported> = {};
    for (const config of servers) {
      const { url } = config;
      const signal = AbortSignal.any([cancelled.signal, AbortSignal.timeout(patience)]);
      const read = async () => readPrometheus(config, fetchBounded, { signal, t, headers: await this.headers(url) });
      let answer = await read();
      // Only when the server asks for it, so that nobody has to give a secret in advance.
      if (answer.problems.some((problem) => problem.code === unauthorised) && (await this.askToken(url))) answer = await read();
      if (token.isCancellationRequested) return;
      answers[prometheusKey(config)] = answer;
      for (const problem of answer.problems.filter(({ severity }) => severity === "error")) void vscode.window.showErrorMessage(problem.message);
    }
    const unanswered = await folder.measurements.keep(answers);
    const urls = new Set(servers.filter((config) => unanswered.includes(prometheusKey(config))).map(({ url }) => url));
    for (const url of urls) void vscode.window.showWarningMessage(t("{0} gave no measurement: those of its last answer stay.", url));
  }

  private async headers(url: string): Promise<Record<string, string>> {
    const token = await this.secrets.get(secretKey(url));
    return token === undefined ? {} : { authorization: /^(basic|bearer) /i.test(token) ? token : `Bearer ${token}` };
  }

  /** True where the user gave a token; an empty one forgets the one that is kept. */
  private async askToken(url: string): Promise<boolean> {
    const { t } = this.settings;
    const token = await vscode.window.showInputBox({
      title: url,
      prompt: t("The server asks for a token. It is kept in the editor's secret storage and sent to this server only."),
      password: true,
      ignoreFocusOut: true,
    });
    if (token === undefined) return false;
    if (token === "") await this.secrets.delete(secretKey(url));
    else await this.secrets.store(secretKey(url), token);
    return token !== "";
  }
}

const unauthorised = "prometheus-auth";
const secretKey = (url: string): string => `token ${url}`;
