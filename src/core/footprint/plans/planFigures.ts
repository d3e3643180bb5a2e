import type { Estimate } from "../../analysis/estimate";
import type { Budget, FileCut, Plan } from "../../analysis/plan";
import { fileCutFactor } from "../../decision/fileCutFactor";
import type { Interval } from "../../quantity/interval";
import type { Level, Scenario } from "../../scenario/scenario";
import type { Language, Translate } from "../../text";
import { leastCosts } from "../costs";
import { overfull } from "../hosts/overfull";
import { unfit } from "../hosts/unfit";
import { intervalOf, percentile } from "../model/draws";
import type { Evaluation } from "../model/evaluate";
import type { Figures, Means } from "../model/figures";
import { planIsKnown, type System } from "../system";
import { criticalityWeight } from "./decisionProblem";
import { avoidedBy, type OptionBasis } from "./options";
import { planCost, planCosts, planCostsByMonth } from "./planCosts";
import { type DrawnMonths, planMonths } from "./plans";
import { uncheckedBudgets } from "./uncheckedBudgets";

/** What the figures of every plan are read from. */
export interface PlanFacts {
  readonly system: System;
  readonly scenario: Scenario;
  /** after `run` */
  readonly figures: Figures;
  /** at the central values */
  readonly evaluation: Evaluation;
  readonly means: Means;
  readonly budget: Budget;
  /** of the baseline */
  readonly total: Estimate["total"];
  readonly options: OptionBasis;
  readonly t: Translate;
  readonly language: Language;
}

/** One plan with its months, at the central values and in every draw. */
export interface DrawnPlan {
  readonly levels: readonly Level[];
  readonly on: readonly boolean[];
  readonly months: DrawnMonths;
  /** its carbon has a figure */
  readonly known: boolean;
}

export function drawPlan({ system, figures }: Pick<PlanFacts, "system" | "figures">, levels: readonly Level[], on: readonly boolean[]): DrawnPlan {
  return { levels, on, months: planMonths(system.model, figures, levels, on), known: planIsKnown(system, levels, on) };
}

/** Carbon, cost and budgets of a plan. `baseline`: the machines that run where everything is on. */
export function planFigures(facts: PlanFacts, { levels, on, months, known }: DrawnPlan, baseline: { readonly on: readonly boolean[] }): Plan {
  const { system, scenario, means, evaluation, budget, total } = facts;
  const { model } = system;
  const plan = { levels, on };
  const isBaseline = levels.every((level) => level === 1) && on.every((isOn, h) => isOn || !baseline.on[h]);
  // A plan that is the baseline has its very figure, to the last digit.
  const kgCO2e = isBaseline ? total.kgCO2e : known ? meanMonth(months) : null;
  const full = overfull(model, evaluation, levels);
  const small = unfit(system, levels);
  const limits = { overfull: full, unfit: small, carbonKnown: kgCO2e !== null };
  const unchecked = uncheckedBudgets({ system, scenario, means, plan, ...limits, t: facts.t, language: facts.language });
  const carbonUnchecked = unchecked.some((one) => one.budget === "carbon");
  // More machines cost more: what is counted is the least.
  const cost = full.length > 0 ? null : planCost(system, means, plan);
  const spent = planCosts(system, means, plan);
  const heavy = firstMonth(model.months, budget.carbon, (m) => plannedKg(budget, months, m));
  const costs = planCostsByMonth(system, evaluation, plan);
  const dear = costs === null ? null : firstMonth(model.months, budget.cost, (m) => costs[m] as number);
  return {
    kgCO2e,
    // What both leave out is in neither: the difference is known where the plan's own total is not.
    avoided: total.kgCO2e === null ? null : avoidedBy(facts.options, levels, on),
    lostValue: model.rows.reduce((sum, _, r) => sum + worthOf(facts, r) * (1 - (levels[r] as number)), 0),
    cost,
    costs: cost === null ? leastCosts(spent) : spent,
    feasible: heavy !== null || dear !== null ? false : unchecked.length > 0 ? null : true,
    ...(full.length > 0 && { overfull: full }),
    ...(small.length > 0 && { unfit: small }),
    unchecked,
    overProbability: overProbability(months, budget.carbon, carbonUnchecked),
    overshootMonth: heavy,
    costOvershootMonth: dear,
    ...(budget.carbon === null || budget.plan === "expected" || carbonUnchecked ? {} : { prudent: fullest(model.months, budget, months) }),
  };
}

/** kgCO2e of one month; null where the plan has no figure. */
export function kgInMonth({ months: { intervals }, known }: DrawnPlan, m: number): Interval | null {
  return known ? (intervals[m] ?? null) : null;
}

/** How many of the files the carbon budget allows with every row at 100 %: avoidable carbon goes with the files, machines stay. */
export function fileCutOf({ system: { model }, evaluation, budget }: PlanFacts, baseline: Plan): FileCut | null {
  if (budget.carbon === null || baseline.unchecked.some((one) => one.budget === "carbon")) return null;
  const count = model.months.length;
  const byMonth = (figure: Float64Array): number[] => model.months.map((_, m) => figure.reduce((sum, kg, k) => (k % count === m ? sum + kg : sum), 0));
  const fixed = byMonth(evaluation.hosts.fixed);
  return { factor: fileCutFactor(budget.carbon, fixed, byMonth(evaluation.rows.avoidable)), fixed: fixed.reduce((sum, kg) => sum + kg, 0) / count };
}

/** The first month in which a figure exceeds its limit by more than rounding. */
function firstMonth(months: readonly string[], limit: number | null, figure: (month: number) => number): string | null {
  return limit === null ? null : (months.find((_, m) => figure(m) > limit * (1 + 1e-9)) ?? null);
}

function fullest(names: readonly string[], budget: Budget, months: DrawnMonths): { month: string; kg: number } {
  const kilograms = names.map((_, m) => plannedKg(budget, months, m));
  const kg = kilograms.reduce((highest, one) => Math.max(highest, one), 0);
  return { month: names[Math.max(0, kilograms.indexOf(kg))] as string, kg };
}

/** What is held against the budget: the central value, or P80 where the plan is prudent. */
function plannedKg(budget: Budget, { central, draws }: DrawnMonths, m: number): number {
  if (budget.plan === "expected") return central[m] as number;
  return percentile((draws[m] as Float64Array).slice().sort(), 0.8);
}

/** criticality weight x files of the mean month */
function worthOf({ system, means }: PlanFacts, r: number): number {
  return criticalityWeight[system.rows[r]?.criticality ?? "medium"] * (means.rows.files[r] as number);
}

function meanMonth({ central, draws }: DrawnMonths): Interval {
  const mean = new Float64Array(draws[0]?.length ?? 0);
  for (const sample of draws) for (let k = 0; k < mean.length; k++) mean[k] = (mean[k] as number) + (sample[k] as number) / draws.length;
  return intervalOf(central.reduce((sum, one) => sum + one, 0) / central.length, mean);
}

/** What is known of a plan that is not known whole may be over for sure: the rest only comes on top of it. Else nobody knows the chance. */
function overProbability(months: DrawnMonths, limit: number | null, open: boolean): number | null {
  const share = limit === null ? null : overShare(months, limit);
  return open && share !== null && share < forSure ? null : share;
}

/** A share of draws, as it is read: "> 99 %". */
const forSure = 0.99;

/** Share of the draws in which some month exceeds the limit. */
function overShare({ draws }: DrawnMonths, limit: number): number | null {
  const count = draws[0]?.length ?? 0;
  let over = 0;
  for (let k = 0; k < count; k++) if (draws.some((sample) => (sample[k] as number) > limit)) over++;
  return count === 0 ? null : over / count;
}
