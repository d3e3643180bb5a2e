import type { Matrix } from "../analysis";

/** What `check` answers; `unknown` names the budgets that cannot be checked because their total is not known. */
export interface Gate {
  readonly result: "within" | "over" | "no-budget" | "unknown";
  readonly over: { readonly carbon: boolean; readonly cost: boolean };
  readonly unknown: { readonly carbon: boolean; readonly cost: boolean };
}

/** Holds the decided plan against its budgets. A total that is not known never passes for one that is within. */
export function gateOf({ total, rows }: Matrix): Gate {
  const { budget } = total;
  // A total that leaves out what is not known is a lower bound: enough to be over, not to be within.
  const incomplete = total.kgCO2e === null || rows.some((row) => row.decided !== 0 && row.kgCO2e.avoidable === null);
  const unknown = { carbon: budget.carbon !== null && incomplete, cost: budget.cost !== null && total.cost === null };
  const carbon = budget.carbon !== null && total.overshootMonth !== null;
  // Months are not listed with their cost: a plan that no carbon month breaks and that still fails, fails by its cost.
  const cost = budget.cost !== null && total.cost !== null && (total.cost > budget.cost || (!total.feasible && !carbon));
  const over = { carbon, cost };
  if (budget.carbon === null && budget.cost === null) return { result: "no-budget", over, unknown };
  if (carbon || cost) return { result: "over", over, unknown };
  return { result: unknown.carbon || unknown.cost ? "unknown" : "within", over, unknown };
}
