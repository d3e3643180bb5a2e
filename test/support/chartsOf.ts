import type { Matrix } from "../../src/core/analysis/matrix";
import type { Language } from "../../src/core/text";
import { buildCharts } from "../../src/protocol/charts/buildCharts";
import type { CellView, ChartId, ChartView } from "../../src/protocol/charts/chartView";
import { analysisOf } from "./analyse";
import { fakeAnalysis } from "./fakeAnalysis";

export function matrixOfText(text: string): Matrix {
  const { matrix } = analysisOf(text);
  if (!matrix) throw new Error("the scenario has no matrix");
  return matrix;
}

/** The invented matrix of the founding case, changed. */
export function fakeMatrixWith(change: (matrix: Matrix) => Partial<Matrix> = () => ({})): Matrix {
  const matrix = fakeAnalysis().matrix as Matrix;
  return { ...matrix, ...change(matrix) };
}

/** One chart of a matrix. */
export function chartOf<Id extends ChartId>(id: Id, matrix: Matrix, language: Language = "en"): Extract<ChartView, { id: Id }> {
  const chart = buildCharts({ matrix, language }).find((one) => one.id === id);
  if (!chart) throw new Error(`no chart ${id}`);
  return chart as Extract<ChartView, { id: Id }>;
}

export const textOf = (cell: CellView | undefined): string => (typeof cell === "string" ? cell : (cell?.text ?? ""));
export const amountOf = (cell: CellView | undefined): number | null => (typeof cell === "object" ? cell.value : null);
