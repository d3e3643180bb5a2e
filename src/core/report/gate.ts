import type { Matrix } from "../analysis/matrix";
import type { Plan, UncheckedBudget } from "../analysis/plan";
import { moreMachines, overfullWords } from "../footprint/plans/uncheckedBudgets";
import type { Language, Translate } from "../text";
import { chance, type Reader } from "./words/figures";

/** What `check` answers; `unknown` names the budgets that cannot be checked because their total is not known. */
export interface Gate {
  readonly result: "within" | "over" | "no-budget" | "unknown";
  readonly over: { readonly carbon: boolean; readonly cost: boolean };
  readonly unknown: { readonly carbon: boolean; readonly cost: boolean };
}

/** Whether the scenario sets any budget, be it one that cannot be checked. */
export function hasBudget({ total: { budget, unchecked } }: Matrix): boolean {
  return budget.carbon !== null || budget.cost !== null || unchecked.length > 0;
}

/** Which budgets cannot be checked, why, and what would settle it: each said once, reasons before what settles them. */
export function uncheckedWords({ total: { unchecked } }: Matrix, t: Translate): string {
  return said(unchecked, ({ reason }) => reason, t);
}

/** What a verdict is without: a budget that what is known exceeds already is checked, whatever comes on top. */
export function withoutWords({ total }: Matrix, language: Language, t: Translate): string {
  const over = { carbon: total.overshootMonth !== null, cost: total.costOvershootMonth !== null };
  const full = total.overfull ?? [];
  // Rows of which nothing is known come before machines that are too few.
  const onTop =
    full.length > 0 && total.unchecked.some(({ settle }) => settle === moreMachines(full, t))
      ? t("What more machines take comes on top of it: {0}.", overfullWords(full, language, t))
      : t("What is not known comes on top of it.");
  const named = ({ budget, reason }: UncheckedBudget): string => (over[budget] ? onTop : reason);
  return said(over.carbon || over.cost ? total.unchecked.map(({ cause: _, ...one }) => one) : total.unchecked, named, t);
}

function said(unchecked: readonly UncheckedBudget[], named: (one: UncheckedBudget) => string, t: Translate): string {
  const [cause, ...others] = new Set(unchecked.map((one) => one.cause));
  const both = unchecked.length > 1 && cause !== undefined && others.length === 0;
  const reasons = both ? [t("Neither budget can be checked: {0}.", cause)] : unchecked.map(named);
  return [...new Set([...reasons, ...unchecked.flatMap(({ settle }) => settle ?? []), ...unchecked.flatMap(({ bound }) => bound ?? [])])].join(" ");
}

/** Holds the decided plan against its budgets: the answer of `feasible` in words. */
export function gateOf(matrix: Matrix): Gate {
  const { total } = matrix;
  const { budget, unchecked } = total;
  const open = (name: "carbon" | "cost"): boolean => unchecked.some((one) => one.budget === name);
  const unknown = { carbon: open("carbon"), cost: open("cost") };
  const carbon = budget.carbon !== null && total.overshootMonth !== null;
  const cost = budget.cost !== null && total.costOvershootMonth !== null;
  const over = { carbon, cost };
  if (!hasBudget(matrix)) return { result: "no-budget", over, unknown };
  if (carbon || cost) return { result: "over", over, unknown };
  return { result: unchecked.length > 0 ? "unknown" : "within", over, unknown };
}

/** From this chance of going over, a plan that is within by its central values is not called so without it: what a prudent plan would not accept. */
const tellingChance = 0.2;

/** The chance that a plan within its carbon budget goes over it, where that is large enough to be said in the same breath; else nothing. */
export function chanceWords({ overProbability, overshootMonth }: Plan, reader: Reader): string[] {
  if (overProbability === null || overProbability < tellingChance || overshootMonth !== null) return [];
  return [reader.t("Yet the chance that some month goes over the carbon budget is {0}.", chance(overProbability, reader))];
}
