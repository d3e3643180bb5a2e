import { analyse } from "../../support/analyse";
import { keyOf, oracleProblem } from "./oracle";
import { type Sample, textOf } from "./scenarios";

/** Budgets in kg and EUR: shares of what everything on takes in its fullest month. */
export function budgetsOf(of: Sample): { carbon: number | null; cost: number | null } {
  const open = oracleProblem(of, analyse(textOf(of, { carbon: null, cost: null })).matrix);
  const all = keyOf(
    open,
    open.rows.map(() => 1),
  );
  const amount = (share: number | null, most: number): number | null => (share === null ? null : Number((share * most).toPrecision(6)));
  return { carbon: amount(of.budget.carbon, all.worstKg), cost: amount(of.budget.cost, all.worstCost) };
}
