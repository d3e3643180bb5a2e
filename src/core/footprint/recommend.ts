import type { CarbonClass, Gate } from "../analysis";
import { type PlanChoice, selectPlan } from "../decision/selectPlan";
import type { Problem } from "../problem";
import type { Level, Scenario } from "../scenario/scenario";
import type { Translate } from "../text";
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
}

/** The previous plan, kept while its problem is the same. */
export interface RecommendationMemo {
  readonly key: string;
  readonly choice: PlanChoice;
}

/** The engine's plan for a resolved scenario. It never overwrites a decision; a locked row keeps its level. */
export function recommend({ system, scenario }: RecommendOptions, memo: { recommendation?: RecommendationMemo } = {}): Recommendation {
  const { model } = system;
  const gates: Gate[][] = system.rows.map(() => []);
  const evaluation = evaluate(
    model,
    Float64Array.from(model.inputs, (input) => input.value.central),
  );
  const problem = decisionProblem(system, scenario, gates, evaluation, meansOf(model, evaluation));
  const key = JSON.stringify({ ...problem, rows: problem.rows.map((row) => ({ ...row, decided: null })) });
  const choice = memo.recommendation?.key === key ? memo.recommendation.choice : selectPlan(problem);
  memo.recommendation = { key, choice };
  const levels: (Level | null)[] = system.rows.map(() => null);
  decidableRows(system).forEach((row, position) => {
    levels[row] = choice.levels[position] ?? null;
  });
  return { levels, gates, why: system.rows.map(() => null), flips: system.rows.map(() => null), problems: [], method: "", carbonClass: () => null };
}
