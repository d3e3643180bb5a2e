import type { Estimate } from "../../analysis/estimate";
import type { Gate, Matrix, MatrixMonth, MatrixRow, Reason } from "../../analysis/matrix";
import type { Budget, FileCut, Plan, Plans } from "../../analysis/plan";
import { carbonClass, classFlip } from "../../decision/carbonClass";
import { fileCutFactor } from "../../decision/fileCutFactor";
import { shadowPriceIn, shadowPriceSource } from "../../decision/shadowPrice";
import { type Later, lazily, once } from "../../lazily";
import type { Interval } from "../../quantity/interval";
import type { Level, Scenario } from "../../scenario/scenario";
import type { Language, Translate } from "../../text";
import { addCosts, costIn, leastCosts } from "../costs";
import { overfull } from "../hosts/overfull";
import { unfit } from "../hosts/unfit";
import { emptyHosts } from "../hosts/unusedHosts";
import { intervalOf, percentile } from "../model/draws";
import { evaluate } from "../model/evaluate";
import { type Figures, meansOf } from "../model/figures";
import { budgetOf, criticalityWeight } from "../plans/decisionProblem";
import { avoidedBy, type OptionBasis, optionsOf } from "../plans/options";
import { planCost, planCosts, planCostsByMonth } from "../plans/planCosts";
import { type MovedInput, planDrivers } from "../plans/planDrivers";
import { planProblems } from "../plans/planProblems";
import { advisedHosts, type DrawnMonths, hostsOn, planMonths, serviceMonths } from "../plans/plans";
import type { Recommendation } from "../plans/recommend";
import { uncheckedBudgets } from "../plans/uncheckedBudgets";
import { takenOverProblems } from "../services/standIns";
import { isOpen, planIsKnown, type System } from "../system";
import { type RowCost, rowCosts } from "./rowCosts";
import type { RowFigures } from "./rowFigures";
import { hasOwnFiles, rowVolume } from "./rowVolume";

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

/** One plan with its months, at the central values and in every draw. */
interface DrawnPlan {
  readonly levels: readonly Level[];
  readonly on: readonly boolean[];
  readonly months: DrawnMonths;
  /** its carbon has a figure */
  readonly known: boolean;
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
  const drawPlan = (level: (row: number) => Level, hosts: (levels: readonly Level[]) => boolean[] = (levels) => hostsOn(model, levels)): DrawnPlan => {
    const levels = model.rows.map((_, row) => level(row));
    const on = hosts(levels);
    return { levels, on, months: planMonths(model, figures, levels, on), known: planIsKnown(system, levels, on) };
  };
  const plans: Plans<DrawnPlan> = {
    baseline: drawPlan(() => 1),
    decided: drawPlan((row) => system.rows[row]?.counted ?? 1),
    recommended: drawPlan(
      (row) => recommendation.counted[row] ?? 1,
      (levels) => advisedHosts(system, levels),
    ),
  };
  const finished: Plans<Plan> = { baseline: planOf(plans.baseline), decided: planOf(plans.decided), recommended: recommendedPlan() };
  const costs = rowCosts(system, means);
  const services = servicesByMonth();
  const year = Number((model.months[0] as string).slice(0, 4));
  const rows = model.rows.map((_, r) => rowOf(r));
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
        plans: { baseline: inMonth(plans.baseline, m), decided: inMonth(plans.decided, m), recommended: inMonth(plans.recommended, m) },
        services: Object.fromEntries(services.map(({ service, months }) => [service, months?.[m] ?? null])),
      }),
    ),
    total: { ...finished.decided, budget },
    assumptions: estimate.assumptions,
    problems: [
      ...recommendation.problems,
      ...planProblems({
        system,
        scenario,
        budget,
        decided: finished.decided,
        recommended: finished.recommended,
        recommendation,
        today,
        t,
        language,
      }),
      ...takenOverProblems(rows, t),
    ],
    alternatives: recommendation.alternatives,
    shadowPrice: { year, value: shadowPriceIn(year), unit: "EUR2023/t", source: shadowPriceSource },
    robustness: recommendation.robustness,
    fileCut: fileCut(),
    noPlan: recommendation.noPlan,
    summary: recommendation.summary,
    method: recommendation.method,
  };
  const { levels } = plans.decided;
  return {
    now,
    later: {
      options: () => optionsOf({ basis: basis.options, scenario, problem: recommendation.problem, levels, year, t, language }),
      drivers: () => (finished.decided.kgCO2e === null ? [] : planDrivers(model, basis.moved, levels)),
    },
  };

  function rowOf(r: number): MatrixRow {
    const row = model.rows[r] as (typeof model.rows)[number];
    const info = system.rows[r] as (typeof system.rows)[number];
    const asked = rowFigures.rows[r] as RowFigures["rows"][number];
    const determined = !isOpen(system, r);
    const kg = asked.avoidable.central + asked.fixed.central;
    const { hosting, service, known: costKnown } = costs[r] as RowCost;
    const cost = addCosts(hosting, service);
    const { maintenance = null, development = null } = info.settings.cost ?? {};
    const known = {
      id: row.id,
      service: row.service,
      language: row.language,
      carbonClass: determined ? carbonClass(kg, budget.carbon) : null,
      classFlipProbability: determined ? classFlip(kg, asked.draws, budget.carbon) : null,
      kgCO2e: { avoidable: determined ? asked.avoidable : null, fixed: determined ? asked.fixed : null },
      criticality: info.criticality,
      criticalityAssumed: info.criticalityAssumed,
      need: info.settings.need ?? null,
      model: info.model,
      volume: rowVolume(model, r, { values, evaluation }, asked.files),
      cost: costKnown ? costIn(cost, system.currency).amount : null,
      costs: costKnown ? cost : leastCosts(cost),
      costParts: { hosting, service, maintenance, development },
      quality: info.basis === "measured" && info.timeShared ? "modelled" : info.basis,
      gates: recommendation.gates[r] as readonly Gate[],
      recommended: recommendation.levels[r] ?? null,
      decided: info.decision?.level ?? null,
      counted: info.counted,
      reason: info.decision?.reason ?? null,
      flipProbability: determined ? (recommendation.flips[r] ?? null) : null,
      // A row that emits nothing may be switched off with its machine: no change of advice that anyone could act on.
      nearestChange: asked.avoidable.high === 0 && asked.fixed.high === 0 ? null : (recommendation.nearest[r] ?? null),
      // Where it is placed, be its time known or not.
      host: row.home === null ? null : (model.hosts[row.home]?.name ?? null),
      endpoints: info.endpoints,
      standIns: info.standIns,
      ...((recommendation.needs[r] ?? []).length > 0 && { needs: recommendation.needs[r] as readonly string[] }),
      locked: info.decision?.lock ?? false,
      by: info.decision?.by ?? null,
      date: info.decision?.date ?? null,
      review: info.decision?.review ?? null,
    };
    // Each sentence weighs the whole plan anew.
    const reasons = once(() => sentences(info.unknown === null || recommendation.levels[r] === 0 ? recommendation.why(r) : [{ text: info.unknown }]));
    return lazily<typeof known, Pick<MatrixRow, "why" | "reasons" | "derivation">>(known, {
      reasons,
      why: () =>
        reasons()
          .map(({ text }) => text)
          .join(" "),
      derivation: () => asked.derivation,
    });
  }

  function planOf({ levels, on, months, known }: DrawnPlan): Plan {
    const spent = planCosts(system, means, { levels, on });
    const limit = budget.carbon;
    const first = limit === null ? -1 : model.months.findIndex((_, m) => plannedKg(months, m) > limit * (1 + 1e-9));
    const baseline = levels.every((level) => level === 1) && on.every((isOn, h) => isOn || !plans.baseline.on[h]);
    // A plan that is the baseline has its very figure, to the last digit.
    const kgCO2e = baseline ? estimate.total.kgCO2e : known ? meanMonth(months) : null;
    const full = overfull(model, evaluation, levels);
    const small = unfit(system, levels);
    const limits = { overfull: full, unfit: small, carbonKnown: kgCO2e !== null };
    const unchecked = uncheckedBudgets({ system, scenario, means, plan: { levels, on }, ...limits, t, language });
    // More machines cost more: what is counted is the least.
    const amount = full.length > 0 ? null : planCost(system, means, { levels, on });
    const costs = planCostsByMonth(system, evaluation, { levels, on });
    const dearest = costs === null || budget.cost === null ? -1 : costs.findIndex((cost) => cost > (budget.cost as number) * (1 + 1e-9));
    return {
      kgCO2e,
      // What both leave out is in neither: the difference is known where the plan's own total is not.
      avoided: estimate.total.kgCO2e === null ? null : avoidedBy(basis.options, levels, on),
      lostValue: model.rows.reduce((sum, _, r) => sum + worthOf(r) * (1 - (levels[r] as number)), 0),
      cost: amount,
      costs: amount === null ? leastCosts(spent) : spent,
      feasible: first >= 0 || dearest >= 0 ? false : unchecked.length > 0 ? null : true,
      ...(full.length > 0 && { overfull: full }),
      ...(small.length > 0 && { unfit: small }),
      unchecked,
      overProbability: overProbability(
        months,
        limit,
        unchecked.some((one) => one.budget === "carbon"),
      ),
      overshootMonth: first < 0 ? null : (model.months[first] as string),
      costOvershootMonth: dearest < 0 ? null : (model.months[dearest] as string),
      ...(limit === null || budget.plan === "expected" || unchecked.some((one) => one.budget === "carbon") ? {} : { prudent: fullest(months) }),
    };
  }

  function fullest(months: DrawnMonths): { month: string; kg: number } {
    const kilograms = model.months.map((_, m) => plannedKg(months, m));
    const kg = kilograms.reduce((highest, one) => Math.max(highest, one), 0);
    return { month: model.months[Math.max(0, kilograms.indexOf(kg))] as string, kg };
  }

  /** criticality weight x files of the mean month */
  function worthOf(r: number): number {
    return criticalityWeight[system.rows[r]?.criticality ?? "medium"] * (means.rows.files[r] as number);
  }

  /** Within every budget is not enough: needs, duties and locks may leave no plan at all. */
  function recommendedPlan(): Plan {
    const plan = planOf(plans.recommended);
    return recommendation.noPlan === null ? plan : { ...plan, feasible: false };
  }

  /** Every row at 100 %: its avoidable carbon goes with the files, its machines stay. */
  function fileCut(): FileCut | null {
    if (budget.carbon === null || finished.baseline.unchecked.some((one) => one.budget === "carbon")) return null;
    const count = model.months.length;
    const byMonth = (figure: Float64Array): number[] => model.months.map((_, m) => figure.reduce((sum, kg, k) => (k % count === m ? sum + kg : sum), 0));
    const fixed = byMonth(evaluation.hosts.fixed);
    return { factor: fileCutFactor(budget.carbon, fixed, byMonth(evaluation.rows.avoidable)), fixed: fixed.reduce((sum, kg) => sum + kg, 0) / count };
  }

  /** What is held against the budget: the central value, or P80 where the plan is prudent. */
  function plannedKg({ central, draws }: DrawnMonths, m: number): number {
    if (budget.plan === "expected") return central[m] as number;
    return percentile((draws[m] as Float64Array).slice().sort(), 0.8);
  }

  function inMonth({ months: { intervals }, known }: DrawnPlan, m: number): Interval | null {
    return known ? (intervals[m] ?? null) : null;
  }

  /** Null where some row of the service that the plan serves is not known; services of which nothing is known are left out. */
  function servicesByMonth(): { service: string; months: readonly Interval[] | null }[] {
    const { levels, on } = plans.decided;
    const names = [...new Set(model.rows.flatMap(({ service }, r) => (isOpen(system, r) ? [] : [service])))];
    return names.map((service) => {
      const rows = model.rows.flatMap((row, r) => (row.service === service ? [r] : []));
      const open = rows.some((r) => (levels[r] as Level) > 0 && isOpen(system, r));
      return { service, months: open ? null : serviceMonths(model, figures, rows, levels, on) };
    });
  }
}

/** Reasons are written without capital and full stop, because some stand within a sentence. */
const sentences = ([first, ...others]: readonly Reason[]): Reason[] =>
  first === undefined
    ? []
    : [{ ...first, text: `${first.text.charAt(0).toLocaleUpperCase()}${first.text.slice(1)}${/[.!?…]$/u.test(first.text) ? "" : "."}` }, ...others];

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
