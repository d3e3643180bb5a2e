import type { Matrix } from "../../analysis/matrix";

/** The plan that headline and bullets speak of: what is decided, where that cuts otherwise than recommended and keeps the budget, else what is recommended. */
export function spokenPlan({ rows, plans, total: { budget } }: Matrix): "decided" | "recommended" {
  const same = rows.every(({ counted, recommended }) => counted === recommended);
  const limited = budget.carbon !== null || budget.cost !== null;
  return limited && plans.decided.feasible === true && rows.some(({ counted }) => counted < 1) && !same ? "decided" : "recommended";
}

/** Hosts that the baseline runs and `plan` does without. */
export function freedHosts(matrix: Matrix, plan: "decided" | "recommended"): Matrix["hosts"] {
  return matrix.hosts.filter((host) => host.on.baseline && !host.on[plan]);
}
