import type { Matrix } from "../analysis/matrix";
import type { Plan } from "../analysis/plan";
import { prudentWords } from "../decision/prudentWords";
import { monthName } from "../quantity/dates";
import type { Translate } from "../text";
import { chanceWords, uncheckedWords } from "./gate";
import { nothingDecided } from "./settled";
import type { Format } from "./words/format";

/** What the budget is and whether the decided plan keeps it, in one sentence. */
export function budgetSentence(matrix: Matrix, format: Format): string {
  const compared = prudentWords(matrix.total, format.t, format.language);
  return [verdictSentence(matrix, format), ...chanceWords(matrix.total, format), compared].filter((sentence) => sentence !== null).join(" ");
}

function verdictSentence(matrix: Matrix, format: Format): string {
  const { t } = format;
  const { budget } = matrix.total;
  const limits = [
    budget.carbon === null ? "" : t("{0} kg CO2e/month", format.stated(budget.carbon)),
    budget.cost === null ? "" : t("{0}/month", [format.stated(budget.cost), matrix.currency].filter((part) => part !== null).join(" ")),
  ].filter((limit) => limit !== "");
  const unchecked = uncheckedWords(matrix, t);
  if (limits.length === 0 && unchecked !== "") return unchecked;
  if (limits.length === 0) return t("No budget is set: add budget: { carbon: 6 kg/month } to the scenario to see what fits.");
  const limit = limits.join(", ");
  const over = overFrom(matrix, matrix.total, t, (month) => monthName(month, format.language));
  if (nothingDecided(matrix)) {
    if (over !== null) return t("Budget {0}: with everything on, for nothing is decided yet, it is exceeded from {1}.", limit, over);
    if (matrix.total.feasible === null) return t("Budget {0}: not known whether it holds with everything on. {1}", limit, unchecked);
    return matrix.total.feasible
      ? t("Budget {0}: it holds in every month with everything on.", limit)
      : t("Budget {0}: it does not hold with everything on.", limit);
  }
  if (over !== null) return t("Budget {0}: the decided plan is over it from {1}.", limit, over);
  if (matrix.total.feasible === null) return t("Budget {0}: not known whether the decided plan keeps it. {1}", limit, unchecked);
  return matrix.total.feasible ? t("Budget {0}: the decided plan keeps it in every month.", limit) : t("Budget {0}: the decided plan does not keep it.", limit);
}

/** The first month in which a plan is over; where there are two budgets, which of them: `2027-03 (cost)`; null: over none. */
export function overFrom(
  { total: { budget } }: Matrix,
  { overshootMonth, costOvershootMonth }: Plan,
  t: Translate,
  written: (month: string) => string = (month) => month,
): string | null {
  const [carbon, cost] = [overshootMonth, costOvershootMonth].map((month) => (month === null ? null : written(month))) as [string | null, string | null];
  if (budget.carbon === null || budget.cost === null) return carbon ?? cost;
  if (carbon !== null && carbon === cost) return t("{0} (carbon and cost)", carbon);
  const parts = [...(carbon === null ? [] : [t("{0} (carbon)", carbon)]), ...(cost === null ? [] : [t("{0} (cost)", cost)])];
  return parts.length === 0 ? null : parts.join(", ");
}

/** Which budget a plan that is over goes over, where there are two of them or it is not the one that a figure stands beside: `over the cost budget`. */
export function overBudgets({ total: { budget } }: Matrix, { overshootMonth, costOvershootMonth }: Plan, t: Translate): string {
  const [carbon, cost] = [overshootMonth !== null, costOvershootMonth !== null];
  if (carbon && cost) return t("over both budgets");
  if (cost) return t("over the cost budget");
  return carbon && budget.cost !== null ? t("over the carbon budget") : t("over budget");
}
