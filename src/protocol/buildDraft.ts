import type { Analysis } from "../core/analysis/analysis";
import type { Matrix } from "../core/analysis/matrix";
import { readerOf } from "../core/report/words/figures";
import type { DraftView } from "./draftView";
import type { MatrixView, RowView, ServiceView, TotalId } from "./matrixView";
import type { Step } from "./messages";
import { totalsBeside } from "./totalsBeside";

/** How a draft differs from the file: cell by cell in what one reads, total by total. */
export function buildDraft(
  steps: readonly Step[],
  file: { readonly analysis: Analysis; readonly view: MatrixView },
  tried: { readonly analysis: Analysis; readonly view: MatrixView },
): DraftView {
  const reader = readerOf(tried.analysis.language);
  const { t } = reader;
  const before = lineTexts(file.view);
  const cells: Record<string, Readonly<Record<string, string>>> = {};
  let changed = 0;
  for (const [key, now] of lineTexts(tried.view)) {
    const was = before.get(key);
    const differing = was ? Object.entries(now).flatMap(([column, text]) => (was[column] === text ? [] : [[column, was[column] ?? ""] as const])) : [];
    if (differing.length === 0) continue;
    cells[key] = Object.fromEntries(differing);
    if (key.startsWith("row:")) changed++;
  }
  const totals = file.view.totals.flatMap((total): [TotalId, string][] => {
    const now = tried.view.totals.find(({ id }) => id === total.id);
    return now === undefined || now.value === total.value ? [] : [[total.id, total.value]];
  });
  return {
    steps,
    title:
      steps.length === 0
        ? t("Draft: nothing tried yet. Edits stay here until you apply them.")
        : changed === 0
          ? t("Draft: no row differs from the file.")
          : t("Draft: {0} {0|row differs|rows differ} from the file.", changed),
    changed,
    cells,
    totals: Object.fromEntries(totals),
    table: totalsBeside(
      file.analysis.matrix as Matrix,
      tried.analysis.matrix as Matrix,
      { first: t("File"), second: t("Draft"), change: t("Difference") },
      reader,
    ).table,
  };
}

/** What each line of the grid reads, by line key and column. */
function lineTexts(view: MatrixView): Map<string, Readonly<Record<string, string>>> {
  const lines = new Map<string, Readonly<Record<string, string>>>();
  for (const service of view.services) {
    lines.set(`service:${service.name}`, serviceTexts(service));
    for (const row of service.rows) lines.set(`row:${row.id}`, rowTexts(row));
  }
  return lines;
}

function serviceTexts(service: ServiceView): Readonly<Record<string, string>> {
  return {
    class: service.carbon,
    avoidable: service.avoidable,
    fixed: service.fixed,
    criticality: service.criticality.word,
    volume: service.volume,
    cost: service.cost,
    recommended: service.recommended.text,
    decision: service.decided.text,
  };
}

function rowTexts(row: RowView): Readonly<Record<string, string>> {
  return {
    class: [row.carbonClass?.word, row.carbon].filter(Boolean).join(" · "),
    avoidable: row.avoidable.value,
    fixed: row.fixed.value,
    criticality: row.criticality.word,
    volume: row.volume,
    cost: row.cost,
    recommended: row.recommended.text,
    decision: row.decided.text,
    reason: row.reason,
    quality: row.quality,
    flip: row.flip,
    gates: row.gates,
    by: row.by,
    review: row.review,
  };
}
