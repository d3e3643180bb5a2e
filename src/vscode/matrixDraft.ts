import type * as vscode from "vscode";
import type { Analysis } from "../core/analysis/analysis";
import type { TextEdit } from "../core/problem";
import type { Draft } from "../protocol/draft";
import type { Step } from "../protocol/messages";
import type { FolderAnalysis } from "./folderAnalysis";
import type { Settings } from "./settings";

/** The draft of one matrix: its steps, and the analysis of the text that they would make of the document. */
export class MatrixDraft implements vscode.Disposable {
  private draft: Draft | undefined;
  private refusals: readonly string[] = [];
  private analysed: FolderAnalysis | undefined;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly settings: Settings,
  ) {}

  get on(): boolean {
    return this.draft !== undefined;
  }

  get steps(): readonly Step[] {
    return this.draft?.steps ?? [];
  }

  async start(): Promise<void> {
    await this.restore([]);
  }

  /** What the page remembers of a draft; the one that is there, if any, is newer. */
  async restore(steps: readonly Step[]): Promise<void> {
    const { Draft } = await import("../protocol/draft");
    this.draft ??= new Draft(steps);
  }

  /** One step more, or why it is none. */
  async tryOut(step: Step, currency: string | null, options: { readonly replacing?: boolean }): Promise<string | undefined> {
    await this.start();
    this.draft?.add(step, options);
    return this.text(currency).refused[0];
  }

  undo(): boolean {
    return this.draft?.undo() ?? false;
  }

  drop(folder: FolderAnalysis | undefined): void {
    this.draft = undefined;
    folder?.forget(this.slot);
  }

  /** What applying it changes in the document. */
  edits(currency: string | null): { readonly edits: readonly TextEdit[]; readonly steps: number } {
    const { edits } = this.text(currency);
    return { edits, steps: this.steps.length };
  }

  /** Of the text with all steps made; null without a draft. */
  async analysis(folder: FolderAnalysis, currency: string | null): Promise<Analysis | null> {
    const file = folder.files.pathOf(this.document.uri);
    if (!this.draft || file === undefined) return null;
    const { text, refused } = this.text(currency);
    this.refusals = refused;
    this.analysed = folder;
    return folder.analyse({ file, text }, this.slot);
  }

  /** Why steps of the draft went when the file changed under it; said once. */
  takeRefusals(): readonly string[] {
    const taken = this.refusals;
    this.refusals = [];
    return taken;
  }

  dispose(): void {
    this.analysed?.forget(this.slot);
  }

  private text(currency: string | null): ReturnType<Draft["on"]> {
    const base = this.document.getText();
    return this.draft?.on(base, this.settings.t, currency) ?? { text: base, edits: [], refused: [] };
  }

  private get slot(): string {
    return `draft of ${this.document.uri.toString()}`;
  }
}
