import * as vscode from "vscode";
import type { Choice } from "../core/report/tables/whatIfText";
import type { Target, WhatIf } from "../core/whatIf/suggest";
import type { AnalysisService } from "./analysisService";
import { register } from "./commands";
import type { FolderAnalysis } from "./folderAnalysis";
import { openText } from "./matrixPanel";
import { scenarioEditOf } from "./quickFixes";
import type { Settings } from "./settings";

interface Item extends vscode.QuickPickItem {
  readonly choice: Choice;
}

/** "What if…": changes of the scenario ranked by effect; the chosen one is written into it, as an edit that can be undone. */
export class WhatIfCommands {
  constructor(
    private readonly analyses: AnalysisService,
    private readonly settings: Settings,
  ) {}

  register(): vscode.Disposable {
    return register("whatIf", (uri, target) => this.ask(uri === undefined ? undefined : vscode.Uri.parse(uri), target ?? { of: "everything" }));
  }

  private async ask(uri: vscode.Uri | undefined, target: Target): Promise<void> {
    const { t } = this.settings;
    const folder = (uri && this.analyses.of(uri)) ?? this.analyses.active;
    const analysis = await folder?.ready();
    if (!folder || !analysis?.scenario) {
      void vscode.window.showInformationMessage(t("There is no scenario file in this folder yet."));
      return;
    }
    const chosen = await this.choose(folder, target);
    // The list cuts its lines: what it costs and what there is to mind is said whole once it is written.
    if (chosen && (await this.apply(chosen, folder.files.uriOf(analysis.scenario.file)))) void vscode.window.showInformationMessage(wholeText(chosen, " · "));
  }

  /** The list opens at once; where computing takes long it fills with what is found so far, best first. */
  private choose(folder: FolderAnalysis, target: Target): Promise<Choice | undefined> {
    const { t } = this.settings;
    const pick = vscode.window.createQuickPick<Item>();
    pick.title = t("What if {0}…", nameOf(target) ?? t("something were changed"));
    pick.placeholder = t("Choose a change to write it into the scenario; central values of the mean month");
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.keepScrollPosition = true;
    let hidden = false;
    const chosen = new Promise<Choice | undefined>((resolve) => {
      pick.onDidAccept(() => {
        resolve(pick.selectedItems[0]?.choice);
        pick.hide();
      });
      pick.onDidTriggerItemButton(({ item }) => void vscode.env.clipboard.writeText(wholeText(item.choice, "\n")));
      pick.onDidHide(() => {
        hidden = true;
        resolve(undefined);
        pick.dispose();
      });
    });
    pick.busy = true;
    // The hover whose link was followed would stay in sight behind the list; older editors have no such command.
    void vscode.commands.executeCommand("editor.action.hideHover").then(undefined, () => undefined);
    pick.show();
    void this.fill(pick, folder, target, () => hidden);
    return chosen;
  }

  private async fill(pick: vscode.QuickPick<Item>, folder: FolderAnalysis, target: Target, isHidden: () => boolean): Promise<void> {
    const { t, language } = this.settings;
    const copy: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("copy"), tooltip: t("Copy") };
    const [{ choicesOf }, { readerOf }] = await Promise.all([import("../core/report/tables/whatIfText"), import("../core/report/words/figures")]);
    const show = (found: WhatIf, ranges?: number): void => {
      if (isHidden()) return;
      const items = choicesOf(found, readerOf(language), ranges).map((choice) => itemOf(choice, copy));
      const more = items.findIndex(({ choice }) => !choice.saves);
      const line = { label: t("saves nothing, or makes requests far slower"), kind: vscode.QuickPickItemKind.Separator };
      const [active] = pick.activeItems;
      const isChosen = active !== undefined && active !== pick.items[0];
      pick.items = more < 0 ? items : [...items.slice(0, more), line as Item, ...items.slice(more)];
      // whoever has moved on in the list stays where they are
      if (isChosen) pick.activeItems = items.filter(({ label }) => label === active.label);
    };
    const plan = target.of === "everything" ? "decided" : "baseline";
    const found = await folder.suggest(target, plan, { isCancelled: isHidden, tell: (some) => show(some, 0) }).catch(() => null);
    if (isHidden()) return;
    if (found !== null) show(found);
    if (pick.items.length === 0) pick.placeholder = t("Nothing could be computed: see the Problems view for what is missing.");
    pick.busy = false;
  }

  /** Beside the code, so that its lenses are seen to change; the caret stands where undo takes it back. */
  private async apply({ label, suggestion }: Choice, scenario: vscode.Uri): Promise<boolean> {
    const { t } = this.settings;
    const document = await vscode.workspace.openTextDocument(scenario);
    const { scenarioEdits } = await import("../core/scenario/edit/scenarioEdit");
    const edits = scenarioEdits(document.getText(), suggestion.changes, scenario.path);
    const [first] = edits;
    if (!first || !(await vscode.workspace.applyEdit(scenarioEditOf(document, edits)))) {
      void vscode.window.showInformationMessage(t("{0} could not be written: repair the scenario first.", label));
      return false;
    }
    const { line } = document.positionAt(first.start);
    // At the line's first word: a cursor at the change itself would scroll a narrow pane sideways, out of the keys.
    await openText(scenario, vscode.ViewColumn.Beside, line + 1, document.lineAt(line).firstNonWhitespaceCharacterIndex + 1);
    return true;
  }
}

function nameOf(target: Target): string | undefined {
  switch (target.of) {
    case "everything":
      return undefined;
    case "endpoint":
      return target.id;
    default:
      return target.name;
  }
}

const wholeText = ({ label, effect, remarks }: Choice, between: string): string => [label, effect, remarks].filter((part) => part !== "").join(between);

function itemOf(choice: Choice, copy: vscode.QuickInputButton): Item {
  return { label: choice.label, description: choice.effect, detail: choice.remarks, buttons: [copy], choice };
}
