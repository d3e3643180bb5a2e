import type { Level } from "../scenario/scenario";
import { levelsBetween, type Partials } from "./choices";
import type { Effort } from "./combine";
import { type Compiled, compile, quarters } from "./compile";
import { type DecisionProblem, type PlanTotals, planTotals, worst } from "./plan";
import { partialsOf, type Solution, solutionOf, solve } from "./solve";

/** Positions of rows by which plans differ that only their changes told apart: while the plan in force keeps its levels there, it decides nothing. */
export type Ties = readonly number[];

export interface FeasiblePlan extends PlanTotals {
  /** of a prudent choice: P80 of each month, kg */
  readonly p80?: readonly number[];
  readonly feasible: true;
  /** in the order of the problem's rows */
  readonly levels: readonly Level[];
  /** proven to be the plan that the rule asks for */
  readonly exact: boolean;
  /** proven: the rule's plan is worth at most this share more; 0 when exact */
  readonly gap: number;
  readonly ties: Ties;
}

/** No plan holds the budget: `levels` are the lowest ones that the floors allow. */
export interface InfeasiblePlan extends PlanTotals {
  /** of a prudent choice: P80 of each month, kg; `minimumCarbon` is its worst */
  readonly p80?: readonly number[];
  readonly feasible: false;
  readonly levels: readonly Level[];
  /** the smallest carbon budget that could be held, kg per month */
  readonly minimumCarbon: number;
  /** the smallest cost budget that could be held, money per month */
  readonly minimumCost: number;
  /** ids of rows whose floor forces it; empty when the base alone exceeds the budget */
  readonly causes: readonly string[];
  /** ids of rows whose floor is above their own maximum, or above that of a row they need */
  readonly conflicts: readonly string[];
  readonly ties: Ties;
}

export type PlanChoice = FeasiblePlan | InfeasiblePlan;

export interface SelectOptions {
  /** how long to search before settling for a plan with a proven gap, in units of about an addition */
  readonly effort?: number;
  /** plans to start from: they shorten the search and never change an exact result */
  readonly known?: readonly (readonly number[])[];
}

/** About a second and a half: a search that ends is far below it. */
const usualEffort = 4e8;

/** A plan counts as good when it is worth this share of the best one. */
const goodEnough = 0.99;

/**
 * The best plan under the budgets over levels 0, 25, 50, 75, 100 % (DESIGN.md section 5): among plans worth at least 99 % of the best,
 * the fewest levels other than 0 and 100 %, then the highest value, then the least carbon, then the fewest changes.
 * Without any budget every row is at its maximum. A machine has hours as a month has kilograms: no plan asks more of it.
 */
export function selectPlan(problem: DecisionProblem, options: SelectOptions = {}): PlanChoice {
  const c = compile(problem);
  const lowest = levelsOf(c, problem, c.lo);
  if (c.conflicts.length > 0 || solutionOf(c, c.lo) === null) return infeasible(problem, c, lowest);
  const { budget, machines = [] } = problem;
  if (budget.carbon === null && budget.cost === null && machines.length === 0)
    return feasible(problem, levelsOf(c, problem, c.hi), { exact: true, gap: 0, ties: [] });

  const effort: Effort = { left: options.effort ?? usualEffort };
  const known = [c.lo, c.hi, ...(options.known ?? []).map((levels) => compiledLevels(c, levels))];
  const { chosen, bound, exact } = byTheRule(c, known, effort);
  const gap = exact || bound <= chosen.value ? 0 : (bound - chosen.value) / bound;
  return feasible(problem, levelsOf(c, problem, chosen.levels), { exact, gap, ties: c.rows.flatMap((members, i) => (c.tie.between[i] ? members : [])) });
}

interface RulePlan {
  readonly chosen: Solution;
  /** the rule's plan is worth at most this */
  readonly bound: number;
  readonly exact: boolean;
}

/** The highest levels that gates, locks and needs allow, whatever the budgets are. */
export function highestLevels(problem: DecisionProblem): Level[] {
  const c = compile(problem);
  return levelsOf(c, problem, c.hi);
}

/** The lowest levels that floors and needs allow. */
export function lowestLevels(problem: DecisionProblem): Level[] {
  const c = compile(problem);
  return levelsOf(c, problem, c.lo);
}

/** Fewest partial levels among good plans: first with none beyond the unavoidable ones, then one more at a time. */
function byTheRule(c: Compiled, known: readonly Int8Array[], effort: Effort): RulePlan {
  const whole = solve(c, { partials: { kind: "none" }, floor: Number.NEGATIVE_INFINITY, known }, share(effort, 0.4));
  if (whole.best && whole.best.value >= goodEnough * whole.ceiling) return { chosen: whole.best, bound: whole.bound, exact: whole.exact };

  const starts = whole.best ? [...known, whole.best.levels] : known;
  const free = solve(c, { partials: { kind: "any" }, floor: Number.NEGATIVE_INFINITY, known: starts }, share(effort, 0.5));
  // The lowest plan holds the budget (checked by the caller) and is among the known ones.
  const top = free.best as Solution;
  const floor = goodEnough * top.value;
  let certain = free.exact;
  if (whole.best && whole.best.value >= floor - c.tie.value) {
    return { chosen: whole.best, bound: certain ? whole.bound : free.bound, exact: certain && whole.exact };
  }
  certain &&= whole.exact;
  const most = partialsOf(c, top.levels);
  for (let count = unavoidablePartials(c) + 1; count < most; count++) {
    const partials: Partials = { kind: "at-most", count };
    const found = solve(c, { partials, floor, known: [...starts, top.levels] }, share(effort, 0.5));
    if (found.best) return { chosen: found.best, bound: certain ? found.bound : free.bound, exact: certain && found.exact };
    certain &&= found.exact;
  }
  // With as many partial levels as the best plan has, the best plan is the answer.
  return { chosen: top, bound: free.bound, exact: certain };
}

function share(effort: Effort, part: number): Effort {
  const mine = Math.max(0, effort.left) * part;
  effort.left -= mine;
  return { left: mine };
}

/** Rows whose bounds allow neither 0 nor 100 %. */
function unavoidablePartials(c: Compiled): number {
  let count = 0;
  for (let i = 0; i < c.count; i++) {
    if (!levelsBetween(c.lo[i] as number, c.hi[i] as number, { kind: "any" }).some((level) => level % quarters === 0)) count += c.rows[i]?.length ?? 0;
  }
  return count;
}

function levelsOf(c: Compiled, problem: DecisionProblem, levels: Int8Array): Level[] {
  const made: Level[] = problem.rows.map(() => 0);
  c.rows.forEach((members, i) => {
    for (const row of members) made[row] = ((levels[i] as number) / quarters) as Level;
  });
  return made;
}

function compiledLevels(c: Compiled, levels: readonly number[]): Int8Array {
  return Int8Array.from(c.rows, (members) => Math.round((levels[members[0] as number] ?? 0) * quarters));
}

function feasible(problem: DecisionProblem, levels: Level[], proof: Pick<FeasiblePlan, "exact" | "gap" | "ties">): FeasiblePlan {
  return { feasible: true, levels, ...planTotals(problem, levels), ...proof };
}

function infeasible(problem: DecisionProblem, c: Compiled, levels: Level[]): InfeasiblePlan {
  const totals = planTotals(problem, levels);
  const ids = new Set(levels.flatMap((level, index) => (level > 0 ? [problem.rows[index]?.id as string] : [])));
  const forcing = problem.rows.filter((row) => row.min > 0 && ids.has(row.id) && weighs(problem, row.id));
  const conflicts = c.conflicts.map((index) => problem.rows[index]?.id as string);
  return {
    feasible: false,
    levels,
    ...totals,
    minimumCarbon: worst(totals.carbon),
    minimumCost: worst(totals.cost),
    causes: conflicts.length > 0 ? conflicts : forcing.map((row) => row.id),
    conflicts,
    ties: [],
  };
}

/** Whether a row takes anything of a budget, itself or through a charge or a row that it needs. */
function weighs(problem: DecisionProblem, id: string, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const row = problem.rows.find((one) => one.id === id);
  if (!row) return false;
  const takes = (one: { carbon: readonly number[]; cost: readonly number[] }): boolean =>
    (problem.budget.carbon !== null && one.carbon.some((kg) => kg > 0)) || (problem.budget.cost !== null && one.cost.some((money) => money > 0));
  return takes(row) || problem.charges.some((charge) => charge.rows.includes(id) && takes(charge)) || row.needs.some((needed) => weighs(problem, needed, seen));
}
