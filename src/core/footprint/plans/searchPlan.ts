import type { Gates } from "../../decision/gates";
import type { DecisionProblem } from "../../decision/plan";
import { selectPrudent } from "../../decision/prudent";
import { type PlanChoice, selectPlan } from "../../decision/selectPlan";
import type { Level, Scenario } from "../../scenario/scenario";
import type { Language, Translate } from "../../text";
import { alternativesOf } from "../alternatives/alternatives";
import type { ListedAlternative } from "../alternatives/compared";
import { percentile } from "../model/draws";
import type { Figures } from "../model/figures";
import type { System } from "../system";
import { planLevels } from "./decisionProblem";
import { advisedHosts, planMonths } from "./plans";
import { type Certainty, certaintyOf, type Thoroughness } from "./robustness";

export interface RecommendOptions {
  readonly system: System;
  readonly scenario: Scenario;
  /** after `run` */
  readonly figures: Figures;
  /** resolves a changed scenario against the same code and measurements */
  readonly again: (scenario: Scenario) => System;
  readonly t: Translate;
  readonly language: Language;
  readonly thoroughness: Thoroughness;
}

/** What is worth keeping of the previous recommendation while its problem and its draws are the same. */
export interface RecommendationMemo {
  readonly key: string;
  /** the plan in force, which settles ties */
  readonly current: DecisionProblem["current"];
  readonly figures: Figures;
  readonly choice: PlanChoice;
  readonly certainty: Certainty;
  readonly alternatives: readonly ListedAlternative[];
}

/** What was searched for: the plan, how sure it is, and what other machines would allow. */
export type Found = Pick<RecommendationMemo, "choice" | "certainty" | "alternatives">;

/** Of the last recommendation all is kept that is still true. */
export function searchPlan(options: RecommendOptions, problem: DecisionProblem, gates: readonly Gates[], memo: { recommendation?: RecommendationMemo }): Found {
  const { scenario, figures, language, thoroughness } = options;
  const prudent = scenario.budget?.plan === "prudent";
  const key = JSON.stringify([prudent, language, { ...problem, current: null, rows: problem.rows.map((row) => ({ ...row, decided: null })) }]);
  const known = memo.recommendation?.key === key && memo.recommendation.figures === figures ? memo.recommendation : null;
  const { current } = problem;
  // Another plan in force only changes how ties are settled, and no search sees it where none was.
  const choice = known?.choice.ties.every((row) => known.current?.[row] === current?.[row])
    ? known.choice
    : prudent
      ? selectPrudent(problem, (levels) => p80(options, levels))
      : selectPlan(problem);
  const same = known?.choice.levels.every((level, row) => level === choice.levels[row]) ? known : null;
  const sure = same?.certainty;
  const certainty =
    sure && (sure.method === "exact" || thoroughness === "first")
      ? sure
      : certaintyOf({ ...options, bounds: gates, problem, reserve: reserveOf(choice), advised: choice.levels }, thoroughness);
  const alternatives =
    same?.alternatives ?? (isLimited(problem) && problem.rows.length > 0 ? alternativesOf({ ...options, bounds: gates, recommended: choice, problem }) : []);
  memo.recommendation = { key, current, figures, choice, certainty, alternatives };
  return { choice, certainty, alternatives };
}

/** How it was searched, and from how many draws chances are. */
export function methodWords({ rows, budget }: DecisionProblem, { choice, certainty }: Found, draws: number, prudent: boolean, t: Translate): string {
  if (rows.length === 0) return "";
  const reserved = prudent && budget.carbon !== null;
  const searched = !reserved
    ? t("exact search at the central values")
    : choice.feasible
      ? t("best plan found whose 80th percentile holds")
      : t("the lowest levels allowed, for no plan's 80th percentile holds the budgets");
  return [
    t("Ranges and probabilities: {0} seeded draws of every factor, shared between rows.", draws),
    t("Recommendation: {0}.", searched),
    reserved ? t("Each draw keeps the reserve that the 80th percentile of the advised plan asks for.") : "",
    certainty.method === "greedy"
      ? t("Chance of another advice: a first answer from {0} draws by the greedy plan.", certainty.draws)
      : t("Chance of another advice: the best plan of each of {0} draws, {1} of them proven to be the best.", certainty.draws, certainty.proven),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

export const isLimited = ({ budget }: DecisionProblem): boolean => budget.carbon !== null || budget.cost !== null;

/** What a prudent plan leaves free of each month's budget: what lies between its central total and its 80th percentile. */
function reserveOf({ p80, carbon }: PlanChoice): readonly number[] | null {
  return p80?.map((kg, month) => Math.max(0, kg - (carbon[month] ?? 0))) ?? null;
}

/** P80 of a plan in each month. */
export function p80({ system, scenario, figures }: RecommendOptions, chosen: readonly Level[]): number[] {
  const { model } = system;
  const levels = planLevels(system, scenario)(chosen);
  return planMonths(model, figures, levels, advisedHosts(system, levels)).draws.map((sample) => percentile(sample.slice().sort(), 0.8));
}
