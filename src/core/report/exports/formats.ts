import type { Analysis } from "../../analysis/analysis";
import type { Matrix } from "../../analysis/matrix";
import { differences } from "../difference";
import { decisionReport, type ReportOptions } from "../report";
import { matrixCsv } from "./csv";
import { html } from "./html";
import { impactFramework } from "./impactFramework";
import { markdown } from "./markdown";
import { writeJson } from "./writeJson";

type Write = (analysis: Analysis, matrix: Matrix, options: ReportOptions) => string;

/** The forms of a decision report, by the name that the command line and the ending of a file give them: each the text of one file. */
export const reportFormats = {
  md: (analysis, matrix, options) => markdown(decisionReport(analysis, matrix, options)),
  html: (analysis, matrix, options) =>
    html(decisionReport(analysis, matrix, options), {
      title: analysis.scenario?.title ?? analysis.scenario?.file ?? "Carbon Matrix",
      language: analysis.language,
    }),
  csv: (analysis, matrix) => matrixCsv(analysis, matrix),
  "impact-framework": (analysis, _, options) => impactFramework(analysis, options),
  json: (analysis, matrix, { tool, fingerprint, base, factors }) =>
    writeJson({
      version: 1,
      tool,
      date: analysis.today,
      fingerprint,
      scenario: analysis.scenario,
      matrix,
      estimate: analysis.estimate,
      ...(base === undefined ? {} : { difference: differences(base, analysis) }),
      ...(factors === undefined ? {} : { factorChanges: factors }),
      problems: analysis.problems,
    }),
} satisfies Readonly<Record<string, Write>>;

export type ReportFormat = keyof typeof reportFormats;
