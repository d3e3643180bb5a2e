import type { PlanAlternative } from "../../analysis/plan";
import { type Alternative, type ComparedAlternative, comparedWith } from "../../decision/alternatives";
import { type DecisionProblem, meanOf } from "../../decision/plan";
import { highestLevels, type PlanChoice } from "../../decision/selectPlan";
import { lazily } from "../../lazily";
import type { Level, Scenario } from "../../scenario/scenario";
import type { Language, Translate } from "../../text";
import { moreCost } from "../costs";
import { overfull } from "../hosts/overfull";
import { unfit } from "../hosts/unfit";
import { percentile } from "../model/draws";
import { type Evaluation, evaluatedAtCentral } from "../model/evaluate";
import { type Figures, type Means, meansOf } from "../model/figures";
import { centralPlan, lacksMore, overCapacity } from "../plans/central";
import { decisionProblem, planLevels } from "../plans/decisionProblem";
import { advisedHosts } from "../plans/plans";
import { uncheckedBudgets } from "../plans/uncheckedBudgets";
import { sleepless } from "../problems/onDemandProblems";
import { planIsKnown, type System } from "../system";
import type { Change } from "./machineChanges";

export interface AlternativesOptions {
  readonly system: System;
  readonly scenario: Scenario;
  /** after `run` */
  readonly figures: Figures;
  /** by row of the model */
  readonly bounds: readonly { readonly min: Level; readonly max: Level }[];
  readonly recommended: PlanChoice;
  /** what it was chosen from */
  readonly problem: DecisionProblem;
  /** resolves a changed scenario against the same code and measurements */
  readonly again: (scenario: Scenario) => System;
  readonly t: Translate;
  readonly language: Language;
}

/** A change with the best plan that it allows, beside the recommended one. */
export type Compared = ComparedAlternative<Change & Alternative & { readonly system: System; readonly means: Means; readonly evaluation: Evaluation }>;

/**
 * What compares changes: each with the best plan that it allows, without those that ask more hours of a machine than it has.
 * `of`: the scenario that is changed, which may be resolved anew.
 */
export function comparer({ system, scenario, figures, bounds, recommended }: AlternativesOptions): (changes: readonly Change[], of?: System) => Compared[] {
  const before = evaluatedAtCentral(system.model);
  const busyBefore = overCapacity(system, before);
  const sleeplessBefore = new Set(sleepless(system.model, before).map(({ host }) => host));
  const prudent = scenario.budget?.plan === "prudent";
  return (changes, of = system) =>
    comparedWith(
      changes.flatMap((change) => {
        const evaluation = evaluatedAtCentral(change.model);
        const other = { ...of, model: change.model };
        if (lacksMore(overCapacity(other, evaluation), busyBefore)) return [];
        // A machine that would never stop is no other way, and with less to do it would look lighter than it is.
        if (change.kind === "asleep" && sleepless(change.model, evaluation).some(({ host }) => !sleeplessBefore.has(host))) return [];
        const means = meansOf(change.model, evaluation);
        // Chosen anew: of two plans as good, the one that cuts fewer rows, whatever is decided now.
        const problem = { ...decisionProblem(other, scenario, bounds, evaluation, means), current: null };
        return [{ ...change, system: other, means, evaluation, problem, ...(prudent ? { p80: p80Of(other, scenario, figures) } : {}) }];
      }),
      recommended,
    );
}

/** An alternative beside decisions that may still change: `counted` are the levels as they are now, by row of the model. */
export type ListedAlternative = (counted: readonly Level[]) => PlanAlternative;

/** As it is listed. What is not known of the plan is not known of this one: then nobody can say that the budget is kept. */
export function listed({ system: now, scenario, t, language }: AlternativesOptions, one: Compared): ListedAlternative {
  const { kind, label, price, machines, system, means, evaluation, problem, choice, savedCarbon, savedCost, gainedValue } = one;
  const levels = planLevels(system, scenario)(choice.levels);
  const plan = { levels, on: advisedHosts(system, levels) };
  const known = { carbonKnown: planIsKnown(system, levels, plan.on), overfull: overfull(system.model, evaluation, levels), unfit: unfit(system, levels) };
  const unchecked = uncheckedBudgets({ system, scenario, means, plan, ...known, t, language }).map(({ budget }) => budget);
  const before = evaluatedAtCentral(now.model);
  const [central, centralNow] = [
    { system, scenario, evaluation, means },
    { system: now, scenario, evaluation: before, means: meansOf(now.model, before) },
  ];
  const found: Omit<PlanAlternative, "uncut"> = {
    kind,
    label,
    price,
    machines,
    feasible: !choice.feasible ? false : unchecked.length === 0 ? true : null,
    unchecked,
    ...((known.overfull.length > 0 || known.unfit.length > 0) && { beyond: true as const }),
    kgCO2e: meanOf(choice.carbon),
    savedKg: savedCarbon,
    savedCost,
    gainedValue,
    cut: cutOf(problem, choice),
  };
  // A level's edit asks for none of it: the report does.
  return (counted) =>
    lazily<Omit<PlanAlternative, "uncut">, Pick<PlanAlternative, "uncut">>(
      { ...found },
      {
        uncut: () => {
          const [uncut, today] = [centralPlan({ ...central, levels: counted }), centralPlan({ ...centralNow, levels: counted })];
          const saved = uncut.unpricedUse === today.unpricedUse ? moreCost(uncut.pricedCosts, today.pricedCosts, now.currency) : null;
          return { kgCO2e: uncut.kgCO2e, atLeast: uncut.atLeast, savedCost: saved?.currency === now.currency ? saved.amount : null };
        },
      },
    );
}

/** Within the budgets, and with everything served that gates and needs allow. */
export const servesAll = ({ problem, choice }: Compared): boolean => choice.feasible && cutOf(problem, choice).length === 0;

/** Ids of the rows that a plan serves less than gates and what they need allow. */
export function cutOf(problem: DecisionProblem, { levels }: PlanChoice): string[] {
  const highest = highestLevels(problem);
  return problem.rows.flatMap(({ id }, r) => ((levels[r] ?? 1) < (highest[r] as Level) ? [id] : []));
}

/** As the plan itself is held: the 80th percentile of each month, over the same draws. */
function p80Of(system: System, scenario: Scenario, figures: Figures): (chosen: readonly Level[]) => number[] {
  const { model } = system;
  const parts = figures.drawnPartsOf(model);
  const levelsOf = planLevels(system, scenario);
  return (chosen) => {
    const levels = levelsOf(chosen);
    const served = levels.flatMap((level, row) => (level > 0 ? [{ row, level }] : []));
    const hosts = advisedHosts(system, levels).flatMap((isOn, h) => (isOn ? [h] : []));
    return parts.monthly({ served, hosts, carried: [] }).map((sample) => percentile(sample.sort(), 0.8));
  };
}
