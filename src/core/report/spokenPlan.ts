import type { Matrix } from "../analysis/matrix";

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

/** Central kilograms a month that `plan` avoids against the baseline, and the part of it that is freed hosts; null where unknown. */
export function avoided(
  matrix: Matrix,
  plan: "decided" | "recommended",
): { readonly total: number; readonly fixed: number; readonly avoidable: number } | null {
  const baseline = matrix.plans.baseline.kgCO2e;
  const reduced = matrix.plans[plan].kgCO2e;
  if (baseline === null || reduced === null) return null;
  const total = baseline.central - reduced.central;
  const fixed = freedHosts(matrix, plan).reduce((sum, host) => sum + (host.fixed?.central ?? 0), 0);
  return { total, fixed, avoidable: total - fixed };
}
