import type { Estimate } from "../../analysis/estimate";
import type { Matrix, MatrixMonth } from "../../analysis/matrix";
import type { Budget, Plan, Plans } from "../../analysis/plan";
import { shadowPriceIn, shadowPriceSource } from "../../decision/shadowPrice";
import type { Later } from "../../lazily";
import type { Interval } from "../../quantity/interval";
import type { Level, Scenario } from "../../scenario/scenario";
import type { Language, Translate } from "../../text";
import { emptyHosts } from "../hosts/unusedHosts";
import { evaluate } from "../model/evaluate";
import { type Figures, meansOf } from "../model/figures";
import { budgetOf } from "../plans/decisionProblem";
import { type OptionBasis, optionsOf } from "../plans/options";
import { type MovedInput, planDrivers } from "../plans/planDrivers";
import { type DrawnPlan, drawPlan, fileCutOf, kgInMonth, type PlanFacts, planFigures } from "../plans/planFigures";
import { planProblems } from "../plans/planProblems";
import { advisedHosts, hostsOn, serviceMonths } from "../plans/plans";
import type { Recommendation } from "../plans/recommend";
import { takenOverProblems } from "../services/standIns";
import { isOpen, type System } from "../system";
import { matrixRow } from "./matrixRow";
import { type RowCost, rowCosts } from "./rowCosts";
import type { RowFigures } from "./rowFigures";
import { hasOwnFiles } from "./rowVolume";

export interface MatrixParts {
  readonly system: System;
  readonly scenario: Scenario;
  /** after `run` */
  readonly figures: Figures;
  readonly rowFigures: RowFigures;
  readonly estimate: Estimate;
  readonly recommendation: Recommendation;
  readonly basis: MatrixBasis;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly t: Translate;
  readonly language: Language;
}

/** What tornado and options are made of: no decision changes it. */
export interface MatrixBasis {
  readonly options: OptionBasis;
  readonly moved: readonly MovedInput[];
}

/** Options and tornado take longer than all the rest, and no total waits for them: they are made when somebody looks at them. */
type LookedAt = Pick<Matrix, "options" | "drivers">;

/** Rows, plans and months: everything that the matrix shows, from figures that no decision changes. */
export function matrixOf(parts: MatrixParts): { readonly now: Omit<Matrix, keyof LookedAt>; readonly later: Later<LookedAt> } {
  const { system, scenario, figures, rowFigures, estimate, recommendation, basis, today, t, language } = parts;
  const { model } = system;
  const values = Float64Array.from(model.inputs, (input) => input.value.central);
  const evaluation = evaluate(model, values);
  const means = meansOf(model, evaluation);
  const budget: Budget = { ...budgetOf(system, scenario), plan: scenario.budget?.plan ?? "expected" };
  const facts: PlanFacts = { system, scenario, figures, evaluation, means, budget, total: estimate.total, options: basis.options, t, language };
  const everything = model.rows.map((): Level => 1);
  const counted = system.rows.map((row) => row.counted);
  const advised = model.rows.map((_, r) => recommendation.counted[r] ?? 1);
  const plans: Plans<DrawnPlan> = {
    baseline: drawPlan(facts, everything, hostsOn(model, everything)),
    decided: drawPlan(facts, counted, hostsOn(model, counted)),
    recommended: drawPlan(facts, advised, advisedHosts(system, advised)),
  };
  const figuresOf = (plan: DrawnPlan): Plan => planFigures(facts, plan, plans.baseline);
  const best = figuresOf(plans.recommended);
  const finished: Plans<Plan> = {
    baseline: figuresOf(plans.baseline),
    decided: figuresOf(plans.decided),
    // Within every budget is not enough: needs, duties and locks may leave no plan at all.
    recommended: recommendation.noPlan === null ? best : { ...best, feasible: false },
  };
  const costs = rowCosts(system, means);
  const services = servicesByMonth(facts, plans.decided);
  const year = Number((model.months[0] as string).slice(0, 4));
  const rows = model.rows.map((_, r) => matrixRow({ ...parts, budget, cost: costs[r] as RowCost, values, evaluation }, r));
  const empty = new Set(emptyHosts(system));

  const now: Omit<Matrix, keyof LookedAt> = {
    version: 1,
    currency: system.currency,
    volume: { files: scenario.volume?.files?.central ?? null, own: model.rows.filter((row) => hasOwnFiles(scenario, row)).length },
    rows,
    hosts: model.hosts.map((host, h) => ({
      name: host.name,
      fixed: rowFigures.hosts[h]?.fixed ?? null,
      ...(empty.has(h) && { empty: true as const }),
      on: { baseline: plans.baseline.on[h] === true, decided: plans.decided.on[h] === true, recommended: plans.recommended.on[h] === true },
      ...(system.hosts[h]?.hoursPerWeek == null ? {} : { hoursPerWeek: system.hosts[h].hoursPerWeek }),
    })),
    plans: finished,
    months: model.months.map(
      (month, m): MatrixMonth => ({
        month,
        plans: { baseline: kgInMonth(plans.baseline, m), decided: kgInMonth(plans.decided, m), recommended: kgInMonth(plans.recommended, m) },
        services: Object.fromEntries(services.map(({ service, months }) => [service, months?.[m] ?? null])),
      }),
    ),
    total: { ...finished.decided, budget },
    assumptions: estimate.assumptions,
    problems: [
      ...recommendation.problems,
      ...planProblems({ system, scenario, budget, decided: finished.decided, recommended: finished.recommended, recommendation, today, t, language }),
      ...takenOverProblems(rows, t),
    ],
    alternatives: recommendation.alternatives,
    shadowPrice: { year, value: shadowPriceIn(year), unit: "EUR2023/t", source: shadowPriceSource },
    robustness: recommendation.robustness,
    fileCut: fileCutOf(facts, finished.baseline),
    noPlan: recommendation.noPlan,
    summary: recommendation.summary,
    method: recommendation.method,
  };
  return {
    now,
    later: {
      options: () => optionsOf({ basis: basis.options, scenario, problem: recommendation.problem, levels: counted, year, t, language }),
      drivers: () => (finished.decided.kgCO2e === null ? [] : planDrivers(system, basis.moved, counted)),
    },
  };
}

/** Null where some row of the service that the plan serves is not known; services of which nothing is known are left out. */
function servicesByMonth({ system, figures }: PlanFacts, { levels, on }: DrawnPlan): { service: string; months: readonly Interval[] | null }[] {
  const { model } = system;
  const names = [...new Set(model.rows.flatMap(({ service }, r) => (isOpen(system, r) ? [] : [service])))];
  return names.map((service) => {
    const rows = model.rows.flatMap((row, r) => (row.service === service ? [r] : []));
    const open = rows.some((r) => (levels[r] as Level) > 0 && isOpen(system, r));
    return { service, months: open ? null : serviceMonths(model, figures, rows, levels, on) };
  });
}
