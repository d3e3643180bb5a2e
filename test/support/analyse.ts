import type { Analysis } from "../../src/core/analysis/analysis";
import type { Matrix } from "../../src/core/analysis/matrix";
import { type AnalysisMemo, analyze } from "../../src/core/analyze";
import type { Thoroughness } from "../../src/core/footprint/robustness";
import type { CodeFacts, Route } from "../../src/core/routes/route";
import type { Language } from "../../src/core/text";

const noCode: CodeFacts = { routes: [], problems: [], timing: { files: 0, parsed: 0, ms: 0 } };

/** The analysis of a scenario's text, without code unless routes are given. */
export function analyse(
  text: string,
  {
    routes,
    language = "en",
    today = "2026-11-23",
    memo = {},
    robustness = "first",
  }: { routes?: readonly Route[]; language?: Language; today?: string; memo?: AnalysisMemo; robustness?: Thoroughness } = {},
): Analysis & { matrix: Matrix } {
  const analysis = analyze(
    {
      language,
      today,
      code: routes === undefined ? noCode : { ...noCode, routes },
      scenario: { file: "x.carbon.yaml", text },
      measurementFiles: [],
      remote: [],
    },
    memo,
    { robustness },
  );
  if (analysis.matrix === null) throw new Error("the scenario gives no matrix");
  return { ...analysis, matrix: analysis.matrix };
}
