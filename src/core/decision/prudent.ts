import type { Level } from "../scenario/scenario";
import { bestOfAll, improved } from "./localSearch";
import { type DecisionProblem, holdsBudget, type PlanTotals, planTotals, worst } from "./plan";
import { type FeasiblePlan, type InfeasiblePlan, lowestLevels, selectPlan, type Ties } from "./selectPlan";

/** P80 of the plan's total in each month, kg. */
export type MonthlyP80 = (levels: readonly Level[]) => readonly number[];

export type PrudentChoice = (FeasiblePlan | InfeasiblePlan) & { /** P80 of each month, kg */ readonly p80: readonly number[] };

/** Up to so many plans, all of them are looked at. */
const mostPlans = 4000;

/** A guess of P80 that exceeds the budget by less than this is still asked exactly. */
const doubt = 1.05;

/** Exact questions x rows that the last improvement may take. */
const mostWork = 5000;

/** The rounds in which the reserve settles; each one solves the problem once. */
const rounds = { whole: 8, first: 3 };

export interface PrudentOptions {
  /** "first": the first plan that holds, for what is only compared; the same rule, and not the best plan under it */
  readonly effort?: keyof typeof rounds;
}

/**
 * The best plan found whose P80 holds the carbon budget in every month (never one that does not).
 *
 * What lies between a plan's central total and its P80 is set aside as a reserve in each month, and the rest is planned exactly;
 * the new plan has another reserve, so this repeats, from the unreserved plan downwards. The best plan that holds is
 * then raised row by row, most value first, as long as its P80 still holds, and improved by the rule row by row and pair by pair.
 * Where there are few plans, all are looked at. `exact` then, and when the unreserved plan holds as it is; otherwise `gap` compares with it: no prudent plan is worth more than the best plan without prudence.
 */
export function selectPrudent(problem: DecisionProblem, p80: MonthlyP80, { effort = "whole" }: PrudentOptions = {}): PrudentChoice {
  const budget = problem.budget.carbon;
  const expected = selectPlan(problem);
  const withP80 = <T extends FeasiblePlan | InfeasiblePlan>(plan: T): T & { p80: readonly number[] } => ({ ...plan, p80: p80(plan.levels) });
  if (budget === null) return withP80(expected);
  // What would be needed is what P80 needs, not the central value.
  if (!expected.feasible) return { ...withP80(expected), minimumCarbon: worst(p80(expected.levels)) };
  const holds = (levels: readonly Level[], totals: PlanTotals): boolean => holdsBudget(problem, { ...totals, carbon: p80(levels) });
  if (holds(expected.levels, expected)) return withP80(expected);

  const lowest = lowestLevels(problem);
  const all = effort === "first" ? undefined : bestOfAll(problem, (levels, totals) => holdsBudget(problem, totals) && holds(levels, totals), mostPlans);
  if (all === null) return impossible(problem, lowest, p80, []);
  if (all !== undefined)
    return { feasible: true, levels: all.levels, ...all.totals, exact: true, gap: 0, ties: [...problem.rows.keys()], p80: p80(all.levels) };
  let best: { levels: readonly Level[]; totals: PlanTotals } | null = null;
  const offer = (levels: readonly Level[]): boolean => {
    const totals = planTotals(problem, levels);
    if (!holds(levels, totals)) return false;
    if (best === null || totals.value > best.totals.value) best = { levels, totals };
    return true;
  };
  offer(lowest);
  let reserve = reserveOf(p80(expected.levels), expected.carbon);
  let scale = 1;
  const ties = new Set(expected.ties);
  for (let round = 0; round < rounds[effort]; round++) {
    const base = problem.base.carbon.map((kg, month) => kg + scale * (reserve[month] ?? 0));
    const plan = selectPlan({ ...problem, base: { ...problem.base, carbon: base } });
    for (const row of plan.ties) ties.add(row);
    if (!plan.feasible) {
      scale *= 0.7;
      continue;
    }
    const own = reserveOf(p80(plan.levels), planTotals(problem, plan.levels).carbon);
    if (offer(plan.levels)) {
      // It holds: ask for less, in case more would have held too.
      reserve = own;
      scale = 0.5 + 0.5 * scale;
      if (round > 0) scale *= 0.97;
    } else {
      reserve = reserve.map((kg, month) => Math.max(kg, own[month] ?? 0));
      scale = Math.min(scale * 1.05, 2);
    }
  }
  if (best === null) return impossible(problem, lowest, p80, [...ties]);
  if (effort === "first") return chosen(best);
  const filled = raised(problem, best, holds);
  // P80 over central hardly depends on the plan, so a guess from this one spares most of the exact questions.
  const ratio = p80(filled.levels).map((kg, month) => ((filled.totals.carbon[month] ?? 0) > 0 ? kg / (filled.totals.carbon[month] as number) : 1));
  const likely = (totals: PlanTotals): boolean =>
    holdsBudget(problem, { ...totals, carbon: totals.carbon.map((kg, month) => (kg * (ratio[month] ?? 1)) / doubt) });
  return chosen(improved({ problem, holds, likely, questions: Math.ceil(mostWork / (problem.rows.length + 1)) }, filled));

  function chosen({ levels, totals }: { levels: readonly Level[]; totals: PlanTotals }): PrudentChoice {
    const gap = expected.value > 0 ? Math.max(0, expected.value - totals.value) / expected.value : 0;
    return { feasible: true, levels, ...totals, exact: false, gap, ties: [...ties], p80: p80(levels) };
  }
}

function reserveOf(p80: readonly number[], central: readonly number[]): number[] {
  return p80.map((kg, month) => Math.max(0, kg - (central[month] ?? 0)));
}

/** Raises rows to the highest level at which the plan still holds, most value per kg first. */
function raised(
  problem: DecisionProblem,
  from: { levels: readonly Level[]; totals: PlanTotals },
  holds: (levels: readonly Level[], totals: PlanTotals) => boolean,
): { levels: readonly Level[]; totals: PlanTotals } {
  let { levels, totals } = from;
  const position = new Map(problem.rows.map((row, i) => [row.id, i]));
  const worth = (i: number): number => (problem.rows[i]?.value ?? 0) / (worst(problem.rows[i]?.carbon ?? []) + 1e-300);
  const order = [...problem.rows.keys()].filter((i) => (problem.rows[i]?.value ?? 0) > 0).sort((a, b) => worth(b) - worth(a) || a - b);
  for (const i of order) {
    const row = problem.rows[i] as DecisionProblem["rows"][number];
    const cap = row.needs.reduce((low, id) => Math.min(low, levels[position.get(id) ?? -1] ?? 1), row.max as number);
    // Only to the full: a partial level more would go against the rule of few partial levels.
    if (cap !== 1 || levels[i] === 1) continue;
    const higher = levels.map((level, at) => (at === i ? 1 : level));
    const more = planTotals(problem, higher);
    if (!holds(higher, more)) continue;
    levels = higher;
    totals = more;
  }
  return { levels, totals };
}

function impossible(problem: DecisionProblem, levels: readonly Level[], p80: MonthlyP80, ties: Ties): PrudentChoice {
  const totals = planTotals(problem, levels);
  const months = p80(levels);
  const causes = problem.rows.filter((row) => row.min > 0).map((row) => row.id);
  return { feasible: false, levels, ...totals, minimumCarbon: worst(months), minimumCost: worst(totals.cost), causes, conflicts: [], ties, p80: months };
}
