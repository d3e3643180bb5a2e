import type { CodeFacts } from "../../routes/route";
import type { Level, Scenario } from "../../scenario/scenario";
import { holdsTogether } from "../alternatives/modelNeeds";
import { type Costs, costIn } from "../costs";
import { baselineKg, carriersOf, endpointIds, servedBy } from "../endpoints/carriers";
import { secondsByService } from "../endpoints/requestSeconds";
import { overfull } from "../hosts/overfull";
import { unfit } from "../hosts/unfit";
import { type Evaluation, evaluate } from "../model/evaluate";
import { type Means, meansOf } from "../model/figures";
import { hoursPerMonth } from "../model/model";
import { isOpen, planIsKnown, type System } from "../system";
import { budgetOf } from "./decisionProblem";
import { planCost, planCosts, unpricedUse } from "./planCosts";
import { hostsOn } from "./plans";

/** One plan at the central values, mean month. */
export interface CentralPlan {
  /** null: unknown */
  readonly kgCO2e: number | null;
  /** in the system's currency; null where unknown, as soon as something in use has no price, or in another one */
  readonly cost: number | null;
  /** cost of what has a price: comparable with that of a plan that leaves out the same */
  readonly pricedCosts: Costs;
  /** what has none, and how it is used, as one text */
  readonly unpricedUse: string;
  /** it leaves out the carbon of something that it serves: the total is a least amount */
  readonly atLeast: boolean;
  /** within both budgets in every month at the central values; null where the budget looks at percentiles, or there is none */
  readonly feasible: boolean | null;
}

/** The central figures of a scenario without draws and without a recommendation: some milliseconds, for what is computed by the hundred. */
export interface CentralFigures {
  readonly baseline: CentralPlan;
  readonly decided: CentralPlan;
  /** kgCO2e of each endpoint in the mean month of the baseline; null where unknown */
  readonly endpoints: ReadonlyMap<string, number | null>;
  /** busy seconds of a mean request, by service */
  readonly seconds: ReadonlyMap<string, number>;
  /** machines that some month asks to be busy more than their hours, and the hours that the worst month lacks */
  readonly overCapacity: ReadonlyMap<string, number>;
  /** machines whose cards do not hold 1.2 times the weights of their models */
  readonly tooSmall: readonly string[];
}

/** Equal, to the last digit, to the central values of the analysis of the same snapshot (a test holds it to that). */
export function centralFigures(system: System, scenario: Scenario, code: CodeFacts): CentralFigures {
  const { model } = system;
  const evaluation = evaluate(
    model,
    Float64Array.from(model.inputs, (input) => input.value.central),
  );
  const means = meansOf(model, evaluation);
  const served = servedBy(system);
  const ids = endpointIds(code, served);
  const everything = model.rows.map((): Level => 1);
  const decided = system.rows.map(({ counted }): Level => counted);
  const baseline = baselineKg(carriersOf(system, ids, served), means);
  const plan = (levels: readonly Level[]): CentralPlan => {
    const found = centralPlan({ system, scenario, evaluation, means, levels });
    // as the estimate sums it, to the last digit
    return found.kgCO2e !== null && levels.every((level) => level === 1) ? { ...found, kgCO2e: baseline } : found;
  };
  const whole = plan(everything);
  return {
    baseline: whole,
    decided: decided.every((level) => level === 1) ? whole : plan(decided),
    endpoints: new Map(ids.map((id) => [id, endpointKg(system, served.get(id) ?? [], means)])),
    seconds: secondsByService(system, means),
    overCapacity: overCapacity(system, evaluation),
    tooSmall: tooSmall(system),
  };
}

interface CentralParts {
  readonly system: System;
  readonly scenario: Scenario;
  /** at the central values, with its means */
  readonly evaluation: Evaluation;
  readonly means: Means;
  /** by row of the model */
  readonly levels: readonly Level[];
}

/** One plan of an evaluated model. */
export function centralPlan({ system, scenario, evaluation, means, levels }: CentralParts): CentralPlan {
  const { model } = system;
  const on = hostsOn(model, levels);
  const months = monthsOf(system, evaluation, levels, on);
  const pricedCosts = planCosts(system, means, { levels, on });
  const pricedCost = costIn(pricedCosts, system.currency).amount;
  const full = overfull(model, evaluation, levels).length > 0;
  const cost = full ? null : planCost(system, means, { levels, on });
  const kgCO2e = !planIsKnown(system, levels, on) ? null : months.reduce((sum, kg) => sum + kg, 0) / months.length;
  return {
    kgCO2e,
    atLeast: kgCO2e !== null && (full || levels.some((level, r) => level > 0 && isOpen(system, r))),
    cost,
    pricedCosts,
    unpricedUse: unpricedUse(system, means, { levels, on }),
    feasible: feasible(system, scenario, { levels, months, cost, pricedCost, full: full || unfit(system, levels).length > 0 }),
  };
}

/** avoidable x level, and the fixed carbon of every machine that still runs */
function monthsOf({ model }: System, { rows, hosts }: Evaluation, levels: readonly Level[], on: readonly boolean[]): number[] {
  const count = model.months.length;
  return model.months.map((_, m) => {
    let kg = 0;
    levels.forEach((level, r) => {
      if (level > 0) kg += level * (rows.avoidable[r * count + m] as number);
    });
    on.forEach((isOn, h) => {
      if (isOn) kg += hosts.fixed[h * count + m] as number;
    });
    return kg;
  });
}

function feasible(
  system: System,
  scenario: Scenario,
  {
    levels,
    months,
    cost,
    pricedCost,
    full,
  }: {
    readonly levels: readonly Level[];
    readonly months: readonly number[];
    readonly cost: number | null;
    readonly pricedCost: number | null;
    readonly full: boolean;
  },
): boolean | null {
  const budget = budgetOf(system, scenario);
  if (scenario.budget?.plan === "prudent" || (budget.carbon === null && budget.cost === null)) return null;
  const limit = budget.carbon;
  const over = limit !== null && months.some((kg) => kg > limit * (1 + 1e-9));
  if (over || (budget.cost !== null && pricedCost !== null && pricedCost > budget.cost * (1 + 1e-9))) return false;
  if (full) return null;
  const open = limit !== null && levels.some((level, r) => level > 0 && isOpen(system, r));
  return !open && (budget.cost === null || cost !== null) ? true : null;
}

function endpointKg(system: System, served: readonly { readonly row: number; readonly part: number }[], means: Means): number | null {
  if (served.length === 0 || served.some(({ row }) => isOpen(system, row))) return null;
  const { avoidable, fixed } = means.rows;
  return served.reduce((sum, { row, part }) => sum + part * ((avoidable[row] as number) + (fixed[row] as number)), 0);
}

/** Machines that some month asks to be busy more than their hours, and the hours that the worst month lacks. */
export function overCapacity({ model }: System, { hosts }: Evaluation): ReadonlyMap<string, number> {
  const count = model.months.length;
  return new Map(
    model.hosts.flatMap(({ name, kind }, h) => {
      const lacks = model.months.map((_, m) => (hosts.busyHours[h * count + m] as number) - (hosts.hoursOn[h * count + m] as number));
      const most = Math.max(...lacks);
      return kind !== "serverless" && most > rounding ? [[name, most] as const] : [];
    }),
  );
}

/** h: 730 h of work fit into 730 h */
const rounding = 1e-6 * hoursPerMonth;

/** Whether some machine lacks hours that it had before, or more of them. */
export function lacksMore(then: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>): boolean {
  return [...then].some(([name, hours]) => hours > (before.get(name) ?? 0) * (1 + 1e-9));
}

function tooSmall(system: System): string[] {
  return system.hosts.flatMap(({ name }, h) => (holdsTogether(system, [h], h) === false ? [name] : []));
}
