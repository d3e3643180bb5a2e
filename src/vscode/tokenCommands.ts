import * as vscode from "vscode";
import type { AnalysisService } from "./analysisService";
import { register } from "./commands";
import type { Settings } from "./settings";

/** Counts the tokens of the selection, or of the whole file, for a model and a language that the user picks. */
export class TokenCommands {
  constructor(
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
  ) {}

  register(): vscode.Disposable {
    return register("countTokens", () => this.count());
  }

  private async count(): Promise<void> {
    const { t, language: reader } = this.settings;
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      void vscode.window.showInformationMessage(t("Open a text file, or select a text, and count again."));
      return;
    }
    const { document, selection } = editor;
    const text = document.getText(selection.isEmpty ? undefined : selection);
    const model = await vscode.window.showQuickPick(this.models(), { placeHolder: t("Model that reads the text") });
    if (model === undefined) return;
    const [{ tokenCounter }, { loadMistralTokenizer }, { sentences }, { tokenLanguages }, { languageName }, { formatCount }] = await Promise.all([
      import("../core/media/countTokens"),
      import("../core/media/mistralTokenizer"),
      import("../core/media/tokensText"),
      import("../core/factors/tokens"),
      import("../core/languageName"),
      import("../core/quantity/format"),
    ]);
    const languages = [...tokenLanguages.map((code) => ({ label: languageName(code, reader), code })), { label: t("Another language"), code: null }];
    const language = await vscode.window.showQuickPick(languages, { placeHolder: t("Language of the text") });
    if (!language) return;
    const answer = await tokenCounter(model, language.code, loadMistralTokenizer);
    if (!("found" in answer)) {
      void vscode.window.showWarningMessage(
        t("The model {0} is not in our data. Name it as its provider, Ollama or its publisher does, such as gpt-4o or mistral:7b.", model),
      );
      return;
    }
    const counted = answer.found.count(text);
    const figure = t("{0} characters, {1} tokens.", formatCount(counted.characters, reader), formatCount(Math.round(counted.tokens.central), reader));
    void vscode.window.showInformationMessage([figure, ...sentences(counted, answer.found, reader)].join(" "));
  }

  /** The models of the active folder, then one that is counted exactly. */
  private models(): string[] {
    const analysis = this.analyses.active?.current;
    const used = analysis?.code.routes.flatMap(({ workloads }) => workloads.flatMap(({ model }) => model ?? [])) ?? [];
    return [...new Set([...used, "mistral:7b"])];
  }
}
