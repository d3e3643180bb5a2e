import * as vscode from "vscode";
import type { Analysis } from "../core/analysis/analysis";
import type { Translate } from "../core/text";
import type { ComparisonView } from "../protocol/comparisonView";
import type { Other } from "../protocol/messages";
import type { FolderAnalysis } from "./folderAnalysis";
import { GitHistory, type NoHistory } from "./gitHistory";
import type { Settings } from "./settings";

/** With what one matrix is compared: chosen from a list of the editor's, kept until it is closed. */
export class Comparison implements vscode.Disposable {
  private other: Other | undefined;
  private analysed: FolderAnalysis | undefined;
  /** text at a revision, which never changes */
  private revision: { readonly hash: string; readonly text: string } | undefined;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly settings: Settings,
  ) {}

  /** What the page remembers. */
  restore(other: Other | undefined): void {
    this.other ??= other;
  }

  close(folder: FolderAnalysis | undefined): void {
    this.other = undefined;
    this.revision = undefined;
    folder?.forget(this.slot);
  }

  dispose(): void {
    this.analysed?.forget(this.slot);
  }

  /** Asks for another scenario file of the folder, or a revision of this one; false where nothing was chosen. */
  async choose(folder: FolderAnalysis): Promise<boolean> {
    const t = this.settings.t;
    const chosen = await vscode.window.showQuickPick(this.choices(folder), {
      title: t("Compare with another scenario or revision"),
      placeHolder: t("A file of this folder, or this file as it was committed"),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (!chosen?.other) return false;
    this.close(folder);
    this.other = chosen.other;
    return true;
  }

  /** This analysis beside the chosen one; null where none is. */
  async of(here: Analysis, folder: FolderAnalysis): Promise<ComparisonView | null> {
    const { other } = this;
    if (!other) return null;
    const { buildComparison, failedComparison } = await import("../protocol/buildComparison");
    const t = this.settings.t;
    const label = other.kind === "file" ? other.file : other.label;
    const file = folder.files.pathOf(this.document.uri) ?? "";
    const title = t("Compared with {0}", label);
    try {
      const text = other.kind === "file" ? await this.textOf(other.file, folder) : await this.textAt(other.revision);
      if (text === undefined) return failedComparison(other, title, t("{0} is not there any more.", label));
      if (typeof text !== "string") return failedComparison(other, title, reasons(t)[text.missing]);
      this.analysed = folder;
      const there = await folder.analyse({ file: other.kind === "file" ? other.file : file, text }, this.slot);
      return buildComparison(here, there, other, label);
    } catch {
      return failedComparison(other, title, t("{0} cannot be read.", label));
    }
  }

  private get slot(): string {
    return `beside ${this.document.uri.toString()}`;
  }

  /** What a page remembers may be anything: only scenario files of the folder are read. */
  private async textOf(file: string, { files }: FolderAnalysis): Promise<string | undefined> {
    return (await files.scenarios()).includes(file) ? files.text(file) : undefined;
  }

  private async textAt(hash: string): Promise<string | { readonly missing: NoHistory }> {
    if (this.revision?.hash === hash) return this.revision.text;
    const history = await GitHistory.of(this.document.uri);
    if (typeof history === "string") return { missing: history };
    const text = await history.text(hash);
    this.revision = { hash, text };
    return text;
  }

  private async choices(folder: FolderAnalysis): Promise<Choice[]> {
    const t = this.settings.t;
    const own = folder.files.pathOf(this.document.uri);
    const files = (await folder.files.scenarios()).filter((file) => file !== own);
    const history = await GitHistory.of(this.document.uri);
    const revisions = typeof history === "string" ? [{ label: reasons(t)[history] }] : await commitChoices(history, t);
    return [
      { label: t("Scenario files"), kind: vscode.QuickPickItemKind.Separator },
      ...(files.length > 0
        ? files.map((file): Choice => ({ label: file, other: { kind: "file", file } }))
        : [{ label: t("No other scenario file in this folder") }]),
      { label: t("Revisions of this file"), kind: vscode.QuickPickItemKind.Separator },
      ...revisions,
    ];
  }
}

/** Without `other` a line only says why there is nothing to choose. */
interface Choice extends vscode.QuickPickItem {
  readonly other?: Other;
}

async function commitChoices(history: GitHistory, t: Translate): Promise<Choice[]> {
  const commits = await history.commits();
  if (commits.length === 0) return [{ label: t("This file was never committed") }];
  return commits.map(({ hash, message, commitDate, authorName }) => {
    const [subject = ""] = message.split("\n");
    const day = commitDate?.toISOString().slice(0, 10) ?? "";
    const label = [hash.slice(0, 8), day].filter(Boolean).join(", ");
    return { label: subject, description: label, ...(authorName ? { detail: authorName } : {}), other: { kind: "revision", revision: hash, label } };
  });
}

function reasons(t: Translate): Readonly<Record<NoHistory, string>> {
  return {
    restricted: t("Git revisions need a trusted folder: this one is in Restricted Mode."),
    "no-extension": t("Git revisions need the editor's own Git extension, which is off or missing."),
    "no-repository": t("This file is in no Git repository that the editor has opened."),
  };
}
