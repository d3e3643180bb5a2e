import type { Analysis } from "../../analysis/analysis";
import type { Matrix, MatrixRow } from "../../analysis/matrix";
import type { Plan } from "../../analysis/plan";
import { percentileMass } from "../../decision/prudentWords";
import { headlineOf, headlineText } from "../answer/headline";
import { whyLines } from "../answer/whyLines";
import { budgetSentence, overFrom } from "../budgetSentence";
import { filled, type Table, textTable, visible } from "../exports/table";
import { hasBudget } from "../gate";
import { atLeast, openRows } from "../openRows";
import { alreadyAvoided } from "../savings";
import { nothingDecided } from "../settled";
import { type Format, formatter, kilograms } from "../words/format";
import { fileCutWords } from "../words/robustnessWords";
import { classWord, criticalityWord, decidedWord, recommendedWord } from "../words/words";

/** `carbon-matrix matrix` for people: the rows, what is recommended and decided, and the plans against the budget. */
export function matrixText(analysis: Analysis, matrix: Matrix, width = Number.POSITIVE_INFINITY): string {
  const format = formatter(analysis.language);
  const headline = headlineOf(analysis, matrix);
  const already = alreadyAvoided(matrix, format);
  const parts = [
    `${visible(headlineText(headline))}\n`,
    matrix.rows.length === 0 ? "" : textTable(rowsTable(matrix, format), { width, language: analysis.language }),
    textTable(plansTable(matrix, format), { width, language: analysis.language }),
    `${[budgetSentence(matrix, format), already !== null && headline.notes.includes(already) ? null : already, fileCutWords(matrix, format)].filter((one) => one !== null).join(" ")}\n`,
    matrix.rows.length === 0 ? "" : textTable(whyTable(matrix, format, width), { width, language: analysis.language }),
    matrix.method === "" ? "" : `${matrix.method}\n`,
  ];
  return parts.filter((part) => part !== "").join("\n");
}

export function rowsTable(matrix: Matrix, format: Format): Table {
  const { t } = format;
  return {
    columns: [
      { title: t("Microservice") },
      { title: t("Carbon class") },
      { title: t("Avoidable/month"), align: "right" },
      { title: t("Fixed/month"), align: "right" },
      { title: t("Criticality") },
      { title: t("Files/month"), align: "right" },
      { title: t("Cost/month"), align: "right" },
      { title: t("Recommended"), align: "right" },
      { title: t("Decided"), align: "right" },
      { title: t("Reason") },
    ],
    rows: matrix.rows.map((row) => rowCells(row, matrix, format)),
  };
}

/** One sentence a line, and beside them the names that they are of, in lines of their own where these are many. */
function whyTable(matrix: Matrix, format: Format, width: number): Table {
  const lines = whyLines(matrix, format).flatMap(({ term, sentences }) => {
    const names = width < 80 ? [term] : filled(together(term).match(/[^ ]+ */gu) ?? [], namesWidth);
    return Array.from({ length: Math.max(names.length, sentences.length) }, (_, line) => [names[line] ?? "", sentences[line] ?? ""]);
  });
  return { columns: [{ title: format.t("Microservice") }, { title: format.t("Why") }], rows: lines };
}

const namesWidth = 32;

/** The languages of a service stay in its line, where they fit into one. */
function together(term: string): string {
  const parts = term.split("; ").map((part) => (part.length < namesWidth ? part.replaceAll(", ", ",\u00a0") : part));
  return parts.join("; ");
}

export function plansTable(matrix: Matrix, format: Format): Table {
  const { t } = format;
  const prudent = matrix.total.budget.plan === "prudent" && matrix.total.budget.carbon !== null;
  const open = openRows(matrix);
  const cells = (name: string, plan: Plan, without: readonly string[]): readonly string[] => [
    name,
    atLeast(format.mass(kilograms(plan.kgCO2e)), plan.kgCO2e, without, t),
    ...(prudent ? [plan.prudent ? percentileMass(plan.prudent.kg, format.language) : t("unknown")] : []),
    format.money(plan.cost, matrix.currency, plan.costs),
    !hasBudget(matrix) ? t("no budget") : plan.feasible === null ? t("unknown") : plan.feasible ? t("yes") : t("no"),
    plan.overProbability === null ? "–" : format.chance(plan.overProbability),
    overFrom(matrix, plan, t) ?? "–",
  ];
  return {
    columns: [
      { title: t("Plan") },
      { title: t("CO2e/month"), align: "right" },
      ...(prudent ? [{ title: t("80th percentile, fullest month"), align: "right" as const }] : []),
      { title: t("Cost/month"), align: "right" },
      { title: t("Within budget") },
      { title: matrix.total.budget.cost === null ? t("Probability over") : t("Probability over (carbon)"), align: "right" },
      { title: t("Over budget from") },
    ],
    rows: [
      cells(t("baseline: everything at 100 %"), matrix.plans.baseline, open.baseline),
      cells(nothingDecided(matrix) ? t("decided: nothing yet") : t("decided"), matrix.plans.decided, open.decided),
      cells(t("recommended"), matrix.plans.recommended, open.recommended),
    ],
  };
}

function rowCells(row: MatrixRow, { currency, total }: Matrix, format: Format): readonly string[] {
  const { t } = format;
  return [
    row.id,
    classWord(row.carbonClass, total.budget, t),
    format.mass(kilograms(row.kgCO2e.avoidable)),
    format.mass(kilograms(row.kgCO2e.fixed)),
    row.criticalityAssumed ? t("{0}, assumed", criticalityWord(row.criticality, t)) : criticalityWord(row.criticality, t),
    format.range(row.volume.files),
    format.money(row.cost, currency, row.costs),
    recommendedWord(row, format),
    decidedWord(row, format),
    row.reason ?? "",
  ];
}
