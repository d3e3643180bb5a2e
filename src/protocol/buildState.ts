import type { Analysis } from "../core/analysis/analysis";
import type { LevelsOf } from "../core/report/settled";
import type { Translate } from "../core/text";
import { buildDetails } from "./buildDetails";
import { buildDraft } from "./buildDraft";
import { buildMatrixView } from "./buildMatrixView";
import type { ComparisonView } from "./comparisonView";
import type { DetailsView } from "./detailsView";
import type { MatrixView } from "./matrixView";
import type { ProblemView, State, Step } from "./messages";
import { translateSentences } from "./sentences";

/** What a state is made of. */
export interface Shown {
  /** of the file; null where there is none to show (no folder) */
  readonly file: Analysis | null;
  /** the last good one, for a text that cannot be read at the moment */
  readonly lastGood: Analysis | null;
  readonly draft: { readonly steps: readonly Step[]; readonly analysis: Analysis } | null;
  readonly comparison: ComparisonView | null;
  /** row ids whose details are open */
  readonly open: readonly string[];
  readonly problems: readonly ProblemView[];
  /** the file is no longer there: what is shown was read before */
  readonly gone: boolean;
}

/** Everything that the matrix shows. */
export function buildState({ file, lastGood, draft, comparison, open, problems, gone }: Shown, t: Translate): State {
  const good = file && readable(file);
  const base = good ? file : lastGood;
  const view = base && viewOf(base);
  const tried = good && draft && readable(draft.analysis) ? draft : null;
  const triedView = tried && viewOf(tried.analysis, tried.steps.length > 0 ? "draft" : "file");
  const shown = tried?.analysis ?? base;
  return {
    view: triedView ?? view,
    readOnly: !good || gone,
    gone,
    problems,
    sentences: translateSentences(t),
    details: shown ? detailsOf(shown, open) : {},
    draft: tried && base && view && triedView ? buildDraft(tried.steps, { analysis: base, view }, { analysis: tried.analysis, view: triedView }) : null,
    comparison,
  };
}

/** True where an analysis has a matrix that was read from its text. */
export function readable(analysis: Analysis): boolean {
  return analysis.scenario?.valid === true && analysis.matrix !== null;
}

/** The analysis whose figures a state shows: the draft's where there is one, else the file's, else the last good one. */
export function shownBy({ file, lastGood, draft }: Pick<Shown, "file" | "lastGood" | "draft">): Analysis | null {
  if (!file || !readable(file)) return lastGood;
  return draft && readable(draft.analysis) ? draft.analysis : file;
}

const views = new WeakMap<Analysis, MatrixView | null>();

/** Made once an analysis: a slider moves the draft, never the file beside it. */
function viewOf(analysis: Analysis, levels: LevelsOf = "file"): MatrixView | null {
  const known = views.get(analysis);
  if (known !== undefined) return known;
  const made = buildMatrixView(analysis, levels);
  views.set(analysis, made);
  return made;
}

function detailsOf({ matrix, language }: Analysis, open: readonly string[]): Readonly<Record<string, DetailsView>> {
  if (!matrix) return {};
  return Object.fromEntries(
    open.flatMap((id) => {
      const details = buildDetails(matrix, id, language);
      return details ? [[id, details] as const] : [];
    }),
  );
}
