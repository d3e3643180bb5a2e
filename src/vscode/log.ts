import * as vscode from "vscode";
import type { Settings } from "./settings";

/** Where our own mistakes go: to the log with all they carry, to the user as one sentence, once. */
export class Log implements vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel("Carbon Matrix", { log: true });
  private told = false;

  constructor(private readonly settings: Settings) {}

  warn(text: string): void {
    this.channel.warn(text);
  }

  failed(error: unknown): void {
    this.channel.error(error instanceof Error ? error : String(error));
    if (this.told) return;
    this.told = true;
    const { t } = this.settings;
    const show = t("Show the log");
    void vscode.window.showErrorMessage(t("Carbon Matrix made a mistake and some figures may be missing. Its log says what happened."), show).then((answer) => {
      if (answer === show) this.channel.show();
    });
  }

  dispose(): void {
    this.channel.dispose();
  }
}
