import type { Matrix } from "../../analysis/matrix";
import type { Plan, Plans } from "../../analysis/plan";
import { atLeast, openRows } from "../openRows";
import { nothingDecided } from "../settled";
import { mass, massesApart, money, type Reader, stated } from "../words/figures";
import { capital } from "../words/words";
import { vetoWords } from "./actions";
import { planMass } from "./headlineFacts";

// A plan beside its budget, as the headline says it.

export interface Kept {
  readonly text: string;
  readonly open: readonly string[];
}

/**
 * The budgets that a plan is known to keep, in words, and a sentence on the cost where that cannot be checked. Null where the plan is over one, or where
 * the carbon budget cannot be checked: then nothing is known that would be an answer.
 */
export function keptBudgets(matrix: Matrix, plan: Plan, reader: Reader): Kept | null {
  const { budget } = matrix.total;
  if (plan.feasible) return { text: budgetWords(budget, matrix, reader), open: [] };
  if (plan.feasible === false || budget.carbon === null || plan.unchecked.some((one) => one.budget === "carbon")) return null;
  return { text: budgetWords({ carbon: budget.carbon, cost: null }, matrix, reader), open: [firstOpen(plan)] };
}

/** Within the budget with everything on: what is to be stopped all the same is stopped by something else, which is named. */
export function fits(matrix: Matrix, plan: "decided" | "recommended", { text, open }: Kept, reader: Reader): string {
  const { t } = reader;
  const total = besideBudget(matrix, plan, reader);
  const reasons = vetoWords(matrix.rows, reader);
  if (reasons !== null) return t("The budget of {0} holds, with {1} a month; for another reason than carbon, stop {2}.", text, total, reasons);
  return open.length > 0
    ? t("The carbon budget holds: {0} a month, within {1}.", total, text)
    : t("Everything fits: {0} a month, within the budget of {1}.", total, text);
}

/** A total beside its budget, with as many figures as tell it from it: `4.89 kg a month, within the budget of 4.9 kg`. */
function besideBudget(matrix: Matrix, plan: "decided" | "recommended", reader: Reader): string {
  const { kgCO2e } = matrix.plans[plan];
  const { carbon } = matrix.total.budget;
  if (!kgCO2e || carbon === null || kgCO2e.central >= carbon) return planMass(matrix, plan, reader);
  return atLeast(massesApart(kgCO2e.central * 1000, carbon * 1000, reader)[0], kgCO2e, openRows(matrix)[plan], reader.t);
}

/** One reason is enough for a headline: of the carbon before the cost. */
export function firstOpen({ unchecked }: Plan): string {
  return (unchecked.find(({ budget }) => budget === "carbon") ?? unchecked[0])?.reason ?? "";
}

/** What is known of a plan's budget all the same, where it cannot be checked. */
export function boundOf({ unchecked }: Plan): string | null {
  return unchecked.find(({ bound }) => bound !== undefined)?.bound ?? null;
}

/** Of a plan whose budget cannot be checked, where a sentence is too long: `budget not checked, at most 5.3 kg`. */
export function uncheckedWord({ unchecked }: Plan, reader: Reader): string {
  const most = unchecked.find(({ boundKg }) => boundKg !== undefined)?.boundKg;
  return most === undefined ? reader.t("budget not checked") : reader.t("budget not checked, at most {0}", mass(most * 1000, reader));
}

/** Less than this share of a total is not read in it: "from 9.769 kg to 9.768 kg" says that it stays as it is. */
const readable = 0.01;

/**
 * The totals of two plans, with as many figures as tell them apart; alike where they differ by less than one per cent, unless the budget lies between them.
 */
export function fromTo(matrix: Matrix, from: keyof Plans<Plan>, to: keyof Plans<Plan>, reader: Reader): readonly [string, string] {
  const { [from]: before, [to]: after } = matrix.plans;
  if (!before.kgCO2e || !after.kgCO2e) return [planMass(matrix, from, reader), planMass(matrix, to, reader)];
  const open = openRows(matrix);
  const [kgBefore, kgAfter] = [before.kgCO2e.central, after.kgCO2e.central];
  const { carbon } = matrix.total.budget;
  const isCrossed = carbon !== null && kgBefore > carbon !== kgAfter > carbon;
  const isAlike = !isCrossed && Math.abs(kgBefore - kgAfter) < readable * kgBefore;
  const [first, then] = isAlike ? [mass(kgAfter * 1000, reader), mass(kgAfter * 1000, reader)] : massesApart(kgBefore * 1000, kgAfter * 1000, reader);
  return [atLeast(first, before.kgCO2e, open[from], reader.t), atLeast(then, after.kgCO2e, open[to], reader.t)];
}

/** Which budget the decided plan is over, and with what. */
export function decidedIsOver(matrix: Matrix, reader: Reader, asDecided: string): string {
  const { t } = reader;
  const { decided } = matrix.plans;
  const { budget } = matrix.total;
  const kg = planMass(matrix, "decided", reader);
  const spent = money(decided.cost, matrix.currency, decided.costs, reader) ?? t("unknown");
  const [carbon, cost] = [decided.overshootMonth !== null, decided.costOvershootMonth !== null];
  if (nothingDecided(matrix)) {
    if (carbon && cost) return t("With everything on it is {0} and {1} a month, over both budgets.", kg, spent);
    if (cost) return t("With everything on it costs {0} a month, over the cost budget.", spent);
    return budget.cost === null
      ? t("With everything on it is {0} a month, over the budget.", kg)
      : t("With everything on it is {0} a month, over the carbon budget.", kg);
  }
  const so = capital(asDecided, reader.language);
  if (carbon && cost) return t("{0} it is {1} and {2} a month, over both budgets.", so, kg, spent);
  if (cost) return t("{0} it costs {1} a month, over the cost budget.", so, spent);
  return budget.cost === null ? t("{0} it is {1} a month, over the budget.", so, kg) : t("{0} it is {1} a month, over the carbon budget.", so, kg);
}

/** `6 kg CO2e and 900 EUR`: the limits of a budget that are set. */
export function budgetWords({ carbon, cost }: { readonly carbon: number | null; readonly cost: number | null }, matrix: Matrix, reader: Reader): string {
  const parts = [
    carbon === null
      ? null
      : matrix.total.budget.plan === "prudent"
        ? reader.t("{0} kg CO2e at the 80th percentile", stated(carbon, reader))
        : reader.t("{0} kg CO2e", stated(carbon, reader)),
    cost === null ? null : [stated(cost, reader), matrix.currency].filter((part) => part !== null).join(" "),
  ];
  return parts.filter((part) => part !== null).join(reader.t(" and "));
}
