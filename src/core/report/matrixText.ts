import type { Analysis } from "../analysis/analysis";
import type { Matrix, MatrixRow } from "../analysis/matrix";
import type { Plan } from "../analysis/plan";
import { percentileMass, prudentWords } from "../decision/prudentWords";
import { type Format, formatter, kilograms } from "./format";
import { hasBudget, uncheckedWords } from "./gate";
import { atLeast, openRows } from "./openRows";
import { changeWords, fileCutWords } from "./robustnessWords";
import { type Table, textTable, visible } from "./table";
import { classWord, criticalityWord } from "./words";

/** `carbon-matrix matrix` for people: the rows, what is recommended and decided, and the plans against the budget. */
export function matrixText(analysis: Analysis, matrix: Matrix): string {
  const format = formatter(analysis.language);
  const { t } = format;
  const whys = matrix.rows.map((row) => {
    const change = changeWords(row, format);
    return visible(`  ${t("{0}: {1}", row.id, [reasonsOf(row), change === null ? "" : t("It would be {0}.", change)].filter(Boolean).join(" "))}`);
  });
  const parts = [
    matrix.rows.length === 0 ? `${t("The scenario names no service yet.")}\n` : textTable(rowsTable(matrix, format)),
    textTable(plansTable(matrix, format)),
    `${[budgetSentence(matrix, format), fileCutWords(matrix, format)].filter((one) => one !== null).join(" ")}\n`,
    whys.length === 0 ? "" : `${t("Why:")}\n${whys.join("\n")}\n`,
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
    plan.overProbability === null ? "–" : format.percent(plan.overProbability),
    plan.overshootMonth ?? "–",
  ];
  return {
    columns: [
      { title: t("Plan") },
      { title: t("CO2e/month"), align: "right" },
      ...(prudent ? [{ title: t("80th percentile, fullest month"), align: "right" as const }] : []),
      { title: t("Cost/month"), align: "right" },
      { title: t("Within budget") },
      { title: t("Probability over"), align: "right" },
      { title: t("Over budget from") },
    ],
    rows: [
      cells(t("baseline: everything at 100 %"), matrix.plans.baseline, open.baseline),
      cells(t("decided"), matrix.plans.decided, open.decided),
      cells(t("recommended"), matrix.plans.recommended, open.recommended),
    ],
  };
}

/** What the budget is and whether the decided plan keeps it, in one sentence. */
export function budgetSentence(matrix: Matrix, format: Format): string {
  const compared = prudentWords(matrix.total, format.t, format.language);
  return [verdictSentence(matrix, format), compared].filter((sentence) => sentence !== null).join(" ");
}

function verdictSentence(matrix: Matrix, format: Format): string {
  const { t } = format;
  const { budget } = matrix.total;
  const limits = [
    budget.carbon === null ? "" : t("{0} kg CO2e/month", format.stated(budget.carbon)),
    budget.cost === null ? "" : t("{0}/month", [format.stated(budget.cost), matrix.currency].filter((part) => part !== null).join(" ")),
  ].filter((limit) => limit !== "");
  const unchecked = uncheckedWords(matrix);
  if (limits.length === 0 && unchecked !== "") return unchecked;
  if (limits.length === 0) return t("No budget is set: add budget: { carbon: 6 kg/month } to the scenario to see what fits.");
  const limit = limits.join(", ");
  if (matrix.total.overshootMonth !== null) return t("Budget {0}: the decided plan is over it from {1}.", limit, matrix.total.overshootMonth);
  if (matrix.total.feasible === null) return t("Budget {0}: not known whether the decided plan keeps it. {1}", limit, unchecked);
  return matrix.total.feasible ? t("Budget {0}: the decided plan keeps it in every month.", limit) : t("Budget {0}: the decided plan does not keep it.", limit);
}

/** Why a level is recommended, and the gates that bound it where they say more. */
export function reasonsOf(row: MatrixRow): string {
  return reasonSentences(row).join(" ");
}

/** The same, sentence by sentence. */
export function reasonSentences({ why, gates }: Pick<MatrixRow, "why" | "gates">): readonly string[] {
  const plain = (text: string): string => text.toLocaleLowerCase().replace(/\.$/u, "");
  const more = [...new Set(gates.map(({ reason }) => reason))].filter((reason) => !plain(why).includes(plain(reason)));
  const said = more.some((reason) => plain(reason).includes(plain(why)));
  return [...(said ? [] : [why]), ...more].map((reason) => (/[.!?…]$/u.test(reason) ? reason : `${reason}.`));
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
    row.recommended === null ? t("measure first") : format.percent(row.recommended),
    row.decided === null ? t("open") : format.percent(row.decided),
    row.reason ?? "",
  ];
}
