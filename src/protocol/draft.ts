import type { Matrix } from "../core/analysis/matrix";
import type { TextEdit } from "../core/problem";
import { applyEdits, textDifference } from "../core/scenario/edit/scenarioEdit";
import type { Translate } from "../core/text";
import { applyChanges } from "./applyChanges";
import type { Change, Step } from "./messages";

/** Steps that are tried on a scenario's text without changing it. It follows the text: steps are made anew on another one. */
export class Draft {
  /** `texts[n]` is the base with the first n steps made */
  private texts: string[] = [];

  constructor(private kept: readonly Step[] = []) {}

  get steps(): readonly Step[] {
    return this.kept;
  }

  /** A step more; with `replacing`, it takes the place of a last one that changed the same values: a slider on its way. */
  add(step: Step, options: { readonly replacing?: boolean } = {}): void {
    const last = this.kept.at(-1);
    const replaced = options.replacing === true && last !== undefined && targets(last) === targets(step);
    this.cut(replaced ? this.kept.slice(0, -1) : this.kept);
    this.kept = [...this.kept, step];
  }

  /** Takes the last step back; false where there is none. */
  undo(): boolean {
    if (this.kept.length === 0) return false;
    this.cut(this.kept.slice(0, -1));
    return true;
  }

  /** The text with all steps made, and why some could not be: those are taken out. */
  on(base: string, t: Translate, currency: string | null): { readonly text: string; readonly edits: readonly TextEdit[]; readonly refused: readonly string[] } {
    if (this.texts[0] !== base) this.texts = [base];
    const refused: string[] = [];
    const made: Step[] = this.kept.slice(0, this.texts.length - 1);
    for (const step of this.kept.slice(made.length)) {
      const text = this.texts.at(-1) ?? base;
      const applied = applyChanges(text, step, t, currency);
      if ("refused" in applied) refused.push(applied.refused);
      else {
        made.push(step);
        this.texts.push(applyEdits(text, applied.edits));
      }
    }
    this.kept = made;
    const text = this.texts.at(-1) ?? base;
    return { text, edits: textDifference(base, text), refused };
  }

  private cut(kept: readonly Step[]): void {
    this.kept = kept;
    this.texts = this.texts.slice(0, kept.length + 1);
  }
}

/** The recommended plan where nothing is decided: decisions that exist, and locked rows, stay as they are. */
export function recommendedChanges(matrix: Matrix): Change[] {
  return matrix.rows.flatMap((row): Change[] =>
    row.decided === null && !row.locked && row.recommended !== null
      ? [{ type: "level", service: row.service, language: row.language, level: row.recommended }]
      : [],
  );
}

/** What a step changes, whatever to. */
function targets(step: Step): string {
  return JSON.stringify(step.map((change) => [change.type, "service" in change ? change.service : "", "language" in change ? change.language : ""]));
}
