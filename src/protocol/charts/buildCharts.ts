import type { Analysis } from "../../core/analysis/analysis";
import { readerOf } from "../../core/report/words/figures";
import { buildDrivers } from "./buildDrivers";
import { buildHosts } from "./buildHosts";
import { buildLanguages } from "./buildLanguages";
import { buildMonths } from "./buildMonths";
import { buildOptions } from "./buildOptions";
import { buildQuadrant } from "./buildQuadrant";
import type { ChartView } from "./chartView";

/** The charts of a matrix, in the order of their tabs; none without a row. */
export function buildCharts({ matrix, language }: Pick<Analysis, "matrix" | "language">): readonly ChartView[] {
  if (matrix === null || matrix.rows.length === 0) return [];
  const reader = readerOf(language);
  return [
    buildMonths(matrix, reader),
    buildQuadrant(matrix, reader),
    buildOptions(matrix, reader),
    buildDrivers(matrix, reader),
    buildHosts(matrix, reader),
    buildLanguages(matrix, reader),
  ];
}
