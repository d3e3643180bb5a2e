import type { Matrix } from "../../analysis/matrix";
import type { AnalysisMemo } from "../../analyze";

/** Exact counts that another thread made for the analysis that a memo was left by: a decision does not change them. */
export function rememberCertainty(memo: AnalysisMemo, { rows, robustness }: Pick<Matrix, "rows" | "robustness">): void {
  if (memo.recommendation === undefined) return;
  const flips = rows.flatMap(({ flipProbability }) => flipProbability ?? []);
  if (flips.length !== memo.recommendation.certainty.flips.length) return;
  memo.recommendation = { ...memo.recommendation, certainty: { ...robustness, flips } };
}
