import type { Gate, Reason } from "../../analysis/matrix";
import type { NoPlan, PlanAlternative, Robustness, RowChange } from "../../analysis/plan";
import { type Explained, explainPlan, explainRow } from "../../decision/explain";
import { gatesOf } from "../../decision/gates";
import type { DecisionProblem } from "../../decision/plan";
import { selectPrudent } from "../../decision/prudent";
import { type PlanChoice, selectPlan } from "../../decision/selectPlan";
import type { Problem } from "../../problem";
import { formatPercent } from "../../quantity/format";
import type { Level, Scenario } from "../../scenario/scenario";
import type { Language, Translate } from "../../text";
import { alternativesOf } from "../alternatives/alternatives";
import { licenceTurn } from "../hosts/licenceTurn";
import { overfull } from "../hosts/overfull";
import { unfit } from "../hosts/unfit";
import { percentile } from "../model/draws";
import { evaluate } from "../model/evaluate";
import { type Figures, meansOf } from "../model/figures";
import { isOpen, type RowInfo, type System } from "../system";
import { decidableRows, decisionProblem, planLevels, undecidableLevel } from "./decisionProblem";
import { neededRows } from "./decisions";
import { factsOf } from "./gateFacts";
import { advisedHosts, planMonths } from "./plans";
import { type Certainty, certaintyOf, type Thoroughness } from "./robustness";

/** What the engine recommends, row by row of the model; null where a row cannot be decided on yet. */
export interface Recommendation {
  /** what it was chosen from, at the central values */
  readonly problem: DecisionProblem;
  readonly levels: readonly (Level | null)[];
  /** what counts in the plan's totals: the same, the floor where gates contradict each other, what people decided (else 100 %) where nothing is known */
  readonly counted: readonly Level[];
  readonly gates: readonly (readonly Gate[])[];
  /** ids of the rows that each row needs */
  readonly needs: readonly (readonly string[])[];
  /** of a row of the model */
  readonly why: (row: number) => readonly Reason[];
  readonly flips: readonly (number | null)[];
  /** by row of the model */
  readonly nearest: readonly (RowChange | null)[];
  readonly robustness: Robustness;
  readonly problems: readonly Problem[];
  readonly alternatives: readonly PlanAlternative[];
  readonly noPlan: NoPlan | null;
  /** the plan in a few sentences */
  readonly summary: string;
  /** draws and method behind ranges and probabilities, one sentence */
  readonly method: string;
}

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
  readonly alternatives: readonly PlanAlternative[];
}

/** The engine's plan for a resolved scenario. It never overwrites a decision; a locked row keeps its level. */
export function recommend(options: RecommendOptions, memo: { recommendation?: RecommendationMemo } = {}): Recommendation {
  const { system, scenario, figures, again, t, language, thoroughness } = options;
  const { model } = system;
  const assumed = assumedPaths(system);
  const gates = system.rows.map((_, row) => gatesOf(factsOf(system, scenario, row, assumed, t), t, language));
  const evaluation = evaluate(
    model,
    Float64Array.from(model.inputs, (input) => input.value.central),
  );
  const problem = decisionProblem(system, scenario, gates, evaluation, meansOf(model, evaluation));
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
  const limited = problem.budget.carbon !== null || problem.budget.cost !== null;
  const sure = same?.certainty;
  const certainty =
    sure && (sure.method === "exact" || thoroughness === "first")
      ? sure
      : certaintyOf({ ...options, bounds: gates, problem, reserve: reserveOf(choice), advised: choice.levels }, thoroughness);
  const alternatives =
    same?.alternatives ??
    (limited && problem.rows.length > 0 ? alternativesOf({ system, scenario, figures, bounds: gates, recommended: choice, problem, again, t, language }) : []);
  memo.recommendation = { key, current, figures, choice, certainty, alternatives };

  function searchWords(): string {
    if (!prudent || problem.budget.carbon === null) return t("exact search at the central values");
    return choice.feasible ? t("best plan found whose 80th percentile holds") : t("the lowest levels allowed, for no plan's 80th percentile holds the budgets");
  }
  const levels: (Level | null)[] = system.rows.map(() => null);
  const counted = system.rows.map((_, row): Level => undecidableLevel(system, row));
  const rowsNeeded = (row: number): number[] => {
    const ids = neededRows(scenario, system.rows[row]?.settings.needs, model.rows[row]?.language ?? null);
    return model.rows.flatMap(({ id }, at) => (ids.includes(id) ? [at] : []));
  };
  /** Whether a gate stops what it needs, and so it: no figure of it is waited for. */
  const vetoed = (row: number, seen: readonly number[] = []): boolean =>
    !seen.includes(row) && rowsNeeded(row).some((needed) => (!isOpen(system, needed) && gates[needed]?.max === 0) || vetoed(needed, [...seen, row]));
  const about: Explained = {
    problem,
    choice,
    months: model.months,
    currency: system.currency,
    gates: new Map(model.rows.map(({ id }, row) => [id, gates[row]?.gates ?? []])),
    unknown: model.rows.flatMap(({ id }, row) => (isOpen(system, row) && (counted[row] as Level) > 0 && !vetoed(row) ? [id] : [])),
    withoutVolume: model.rows.flatMap(({ id, profile }, row) =>
      profile === null && system.rows[row]?.unknown === null && (counted[row] as Level) > 0 ? [id] : [],
    ),
    ...(prudent ? { p80: (wanted: readonly Level[]) => p80(options, wanted) } : {}),
    t,
    language,
  };
  const flipsByRow: (number | null)[] = system.rows.map(() => null);
  const unknown = (about.unknown ?? []).length > 0;
  // What is compared is of machines that would not run it: only a plan that is known to keep the budgets without them is an advice.
  const tooSmall =
    limited && unknown && choice.feasible
      ? unfit(
          system,
          system.rows.map((row) => row.counted),
        ).map(({ host }) => host)
      : [];
  const awaits = (!choice.feasible && choice.conflicts.length === 0 && unknown) || tooSmall.length > 0;
  const positions = new Map(decidableRows(system).map((row, position) => [row, position]));
  positions.forEach((position, row) => {
    flipsByRow[row] = certainty.flips[position] ?? null;
    counted[row] = choice.levels[position] as Level;
    // Where no plan can be computed before something else is known, the lowest levels are no advice.
    if (gates[row]?.decidable && !awaits) levels[row] = choice.levels[position] ?? null;
    if (awaits) counted[row] = system.rows[row]?.counted ?? 1;
  });
  // What needs a service that stops stops with it, whatever is not known of it.
  const stoppedBy = new Map<number, string>();
  for (let more = true; more; ) {
    more = false;
    model.rows.forEach(({ language: spoken }, row) => {
      if (positions.has(row) || counted[row] === 0) return;
      const stopped = neededRows(scenario, system.rows[row]?.settings.needs, spoken).find((id) => {
        const at = model.rows.findIndex((one) => one.id === id);
        return at >= 0 && counted[at] === 0 && (levels[at] === 0 || stoppedBy.has(at));
      });
      if (stopped === undefined) return;
      stoppedBy.set(row, stopped);
      counted[row] = 0;
      levels[row] = 0;
      more = true;
    });
  }
  // Nobody knows the total of a plan that its machines do not suffice for, so nobody knows how often another one would be better.
  const tooFew = overfull(model, evaluation, counted).map(({ host }) => host);
  const beyond = tooFew.length > 0 || unfit(system, counted).length > 0;
  positions.forEach((position, row) => {
    const { min, max } = problem.rows[position] as DecisionProblem["rows"][number];
    if (beyond && min < max) flipsByRow[row] = null;
  });
  const explained: Explained = { ...about, ...(tooFew.length > 0 && { tooFew }), ...(tooSmall.length > 0 && { tooSmall }) };
  const why = (row: number): readonly Reason[] => {
    const position = positions.get(row);
    const stopped = stoppedBy.get(row);
    if (stopped !== undefined) return [{ text: t("It needs {0}, which is at {1}.", stopped, formatPercent(0, language)) }];
    if (position === undefined) {
      const found = gates[row]?.gates ?? [];
      return [{ text: (found.find(({ code }) => code === "measure-first") ?? found[0])?.reason ?? t("The volume is not known: write volume: first.") }];
    }
    const turn = licenceTurn(system.rows[row] as RowInfo, scenario.use, levels[row] ?? null, t);
    return [...explainRow(explained, position), ...(turn === null ? [] : [{ text: turn }])];
  };
  const budget = problem.budget.carbon;
  const summary = explainPlan(about);
  return {
    problem,
    levels,
    counted,
    gates: gates.map((one) => one.gates),
    needs: model.rows.map(({ id }) => problem.rows.find((row) => row.id === id)?.needs ?? []),
    why,
    flips: flipsByRow,
    nearest: model.rows.map(({ id }, row) => nearestOf(certainty, id, levels[row] ?? null)),
    robustness: { method: certainty.method, draws: certainty.draws, proven: certainty.proven, changes: certainty.changes },
    problems: [
      ...gates.flatMap((one, row) => one.problems.map((found) => ({ ...found, path: `services.${system.rows[row]?.service}` }))),
      ...noPlanProblems(choice, scenario, summary),
    ],
    alternatives,
    noPlan: choice.feasible
      ? null
      : {
          minimumCarbon: budget === null ? null : choice.minimumCarbon,
          minimumCost: problem.budget.cost === null ? null : choice.minimumCost,
          causes: choice.causes,
          conflicts: choice.conflicts,
        },
    summary,
    method: methodWords(),
  };

  function methodWords(): string {
    if (problem.rows.length === 0) return "";
    return [
      t("Ranges and probabilities: {0} seeded draws of every factor, shared between rows.", figures.drawnParts.draws),
      t("Recommendation: {0}.", searchWords()),
      prudent && problem.budget.carbon !== null ? t("Each draw keeps the reserve that the 80th percentile of the advised plan asks for.") : "",
      certainty.method === "greedy"
        ? t("Chance of another advice: a first answer from {0} draws by the greedy plan.", certainty.draws)
        : t("Chance of another advice: the best plan of each of {0} draws, {1} of them proven to be the best.", certainty.draws, certainty.proven),
    ]
      .filter((sentence) => sentence !== "")
      .join(" ");
  }
}

/** What a prudent plan leaves free of each month's budget: what lies between its central total and its 80th percentile. */
function reserveOf({ p80, carbon }: PlanChoice): readonly number[] | null {
  return p80?.map((kg, month) => Math.max(0, kg - (carbon[month] ?? 0))) ?? null;
}

/** Changes come nearest first. */
function nearestOf({ changes }: Certainty, row: string, advised: Level | null): RowChange | null {
  for (const { rows, ...change } of changes ?? []) {
    const level = rows.find(({ id }) => id === row)?.level;
    if (level !== undefined && level !== advised) return { ...change, level };
  }
  return null;
}

/** A budget, or needs and duties, that no levels can hold: only people can change one of them. */
function noPlanProblems(choice: PlanChoice, scenario: Scenario, message: string): Problem[] {
  if (choice.feasible) return [];
  const [conflict] = choice.conflicts;
  const budget = scenario.budget?.carbon ? "carbon" : "cost";
  return [{ code: "no-plan", severity: "warning", message, path: conflict === undefined ? `budget.${budget}` : `services.${conflict.split("/")[0]}` }];
}

/** P80 of a plan in each month. */
function p80({ system, scenario, figures }: RecommendOptions, chosen: readonly Level[]): number[] {
  const { model } = system;
  const levels = planLevels(system, scenario)(chosen);
  return planMonths(model, figures, levels, advisedHosts(system, levels)).draws.map((sample) => percentile(sample.slice().sort(), 0.8));
}

/** Paths of the assumptions that a row's figures rest on: those of its service, of its machine, and the region. */
function assumedPaths({ assumptions, hosts, rows, model }: System): (row: number) => readonly string[] {
  // how much a service matters is no part of its figure
  const paths = [...new Set(assumptions.map(({ path }) => path))].filter((path) => !path.endsWith(".criticality"));
  const places = hosts.map(({ name }) => paths.filter((path) => path.startsWith(`hosts.${name}.`) || path === "region"));
  const own = new Map<string, string[]>();
  // A name may hold a dot: `services.whisper.v3.model` is of `whisper.v3` where that is there, else of `whisper`.
  const longestFirst = [...new Set(rows.map(({ service }) => service))].sort((a, b) => b.length - a.length);
  for (const path of paths.filter((one) => one.startsWith("services."))) {
    const service = longestFirst.find((name) => path.startsWith(`services.${name}.`));
    if (service !== undefined) own.set(service, [...(own.get(service) ?? []), path]);
  }
  return (row) => [...(own.get(rows[row]?.service ?? "") ?? []), ...(places[model.rows[row]?.home ?? -1] ?? [])];
}
