import type { CarbonClass, Gate } from "../analysis";
import { carbonClass } from "../decision/carbonClass";
import { type Explained, explainPlan, explainRow } from "../decision/explain";
import { type GateFacts, gatesOf } from "../decision/gates";
import { type PlanChoice, selectPlan } from "../decision/selectPlan";
import type { Problem } from "../problem";
import type { Level, Scenario } from "../scenario/scenario";
import type { Language, Translate } from "../text";
import { decidableRows, decisionProblem } from "./decisionProblem";
import { evaluate } from "./evaluate";
import { type Figures, meansOf } from "./figures";
import type { System } from "./system";

/** What the engine recommends, row by row of the model; null where a row cannot be decided on yet. */
export interface Recommendation {
  readonly levels: readonly (Level | null)[];
  readonly gates: readonly (readonly Gate[])[];
  readonly why: readonly (string | null)[];
  readonly flips: readonly (number | null)[];
  readonly problems: readonly Problem[];
  /** the plan in a few sentences */
  readonly summary: string;
  /** draws and method behind ranges and probabilities, one sentence */
  readonly method: string;
  carbonClass(kgPerMonth: number): CarbonClass | null;
}

export interface RecommendOptions {
  readonly system: System;
  readonly scenario: Scenario;
  /** after `run` */
  readonly figures: Figures;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly t: Translate;
  readonly language: Language;
}

/** The previous plan, kept while its problem is the same. */
export interface RecommendationMemo {
  readonly key: string;
  readonly choice: PlanChoice;
}

/** The engine's plan for a resolved scenario. It never overwrites a decision; a locked row keeps its level. */
export function recommend({ system, scenario, figures, t, language }: RecommendOptions, memo: { recommendation?: RecommendationMemo } = {}): Recommendation {
  const { model } = system;
  const gates = system.rows.map((_, row) => gatesOf(factsOf(system, scenario, row), t, language));
  const evaluation = evaluate(
    model,
    Float64Array.from(model.inputs, (input) => input.value.central),
  );
  const problem = decisionProblem(system, scenario, gates, evaluation, meansOf(model, evaluation));
  const key = JSON.stringify({ ...problem, rows: problem.rows.map((row) => ({ ...row, decided: null })) });
  const choice = memo.recommendation?.key === key ? memo.recommendation.choice : selectPlan(problem);
  memo.recommendation = { key, choice };
  const levels: (Level | null)[] = system.rows.map(() => null);
  const why: (string | null)[] = gates.map((one) => one.gates[0]?.reason ?? null);
  const about: Explained = {
    problem,
    choice,
    months: model.months,
    currency: system.currency,
    gates: new Map(model.rows.map(({ id }, row) => [id, gates[row]?.gates ?? []])),
    t,
    language,
  };
  decidableRows(system).forEach((row, position) => {
    if (gates[row]?.decidable) levels[row] = choice.levels[position] ?? null;
    why[row] = explainRow(about, position);
  });
  const budget = problem.budget.carbon;
  return {
    levels,
    gates: gates.map((one) => one.gates),
    why,
    flips: system.rows.map(() => null),
    problems: gates.flatMap((one, row) => one.problems.map((found) => ({ ...found, path: `services.${system.rows[row]?.service}` }))),
    summary: explainPlan(about),
    method: t("Ranges: {0} seeded draws of every factor, shared between rows; recommendation: exact search at the central values.", figures.drawnParts.length),
    carbonClass: (kg) => carbonClass(kg, budget),
  };
}

/** What the gates of a row depend on. */
function factsOf(system: System, scenario: Scenario, row: number): GateFacts {
  const { settings, context, licence, nonCommercial, model, unknown } = system.rows[row] as System["rows"][number];
  const { id, profile } = system.model.rows[row] as System["model"]["rows"][number];
  return {
    row: id,
    obligation: settings.obligation,
    need: settings.need,
    licence: settings.licence,
    use: scenario.use,
    ...(nonCommercial ? { nonCommercialLicence: { model: model ?? "", terms: licence ?? "" } } : {}),
    ...(context === null ? {} : { tokens: { input: context.tokens, output: 0, context: context.limit } }),
    missing: [...(unknown === null ? [] : [unknown]), ...(profile === null ? ["volume"] : [])],
  };
}
