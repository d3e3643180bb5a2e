import type { Gate, Reason } from "../../analysis/matrix";
import type { NoPlan, PlanAlternative, Robustness, RowChange } from "../../analysis/plan";
import { type Explained, explainPlan, explainRow } from "../../decision/explain";
import { type Gates, gatesOf } from "../../decision/gates";
import type { DecisionProblem } from "../../decision/plan";
import type { PlanChoice } from "../../decision/selectPlan";
import type { Problem } from "../../problem";
import { formatPercent } from "../../quantity/format";
import type { Level, Scenario } from "../../scenario/scenario";
import { licenceTurn } from "../hosts/licenceTurn";
import { overfull } from "../hosts/overfull";
import { unfit } from "../hosts/unfit";
import { evaluate } from "../model/evaluate";
import { meansOf } from "../model/figures";
import { isOpen, type RowInfo, type System } from "../system";
import { decidableRows, decisionProblem, planLevels, undecidableLevel } from "./decisionProblem";
import { neededRows } from "./decisions";
import { factsOf } from "./gateFacts";
import type { Certainty } from "./robustness";
import { isLimited, methodWords, p80, type RecommendationMemo, type RecommendOptions, searchPlan } from "./searchPlan";

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

/** The engine's plan for a resolved scenario. It never overwrites a decision; a locked row keeps its level. */
export function recommend(options: RecommendOptions, memo: { recommendation?: RecommendationMemo } = {}): Recommendation {
  const { system, scenario, figures, t, language } = options;
  const { model } = system;
  const assumed = assumedPaths(system);
  const gates = system.rows.map((_, row) => gatesOf(factsOf(system, scenario, row, assumed, t), t, language));
  const evaluation = evaluate(
    model,
    Float64Array.from(model.inputs, (input) => input.value.central),
  );
  const problem = decisionProblem(system, scenario, gates, evaluation, meansOf(model, evaluation));
  const prudent = scenario.budget?.plan === "prudent";
  const found = searchPlan(options, problem, gates, memo);
  const { choice, certainty } = found;
  const about: Explained = {
    problem,
    choice,
    months: model.months,
    currency: system.currency,
    gates: new Map(model.rows.map(({ id }, row) => [id, gates[row]?.gates ?? []])),
    unknown: awaited(system, scenario, gates),
    withoutVolume: model.rows.flatMap(({ id, profile }, row) =>
      profile === null && system.rows[row]?.unknown === null && undecidableLevel(system, row) > 0 ? [id] : [],
    ),
    ...(prudent ? { p80: (wanted: readonly Level[]) => p80(options, wanted) } : {}),
    t,
    language,
  };
  // What is compared is of machines that would not run it: only a plan that is known to keep the budgets without them is an advice.
  const unknown = (about.unknown ?? []).length > 0;
  const counts = system.rows.map((row) => row.counted);
  const served = unknown ? counts : planLevels(system, scenario)(choice.levels);
  const tooSmall = isLimited(problem) && choice.feasible ? unfit(system, served).map(({ host }) => host) : [];
  const awaits = (!choice.feasible && choice.conflicts.length === 0 && unknown) || tooSmall.length > 0;
  const { levels, counted, stoppedBy, positions } = levelsOfRows(options, gates, choice, awaits);
  // Nobody knows the total of a plan that its machines do not suffice for, so nobody knows how often another one would be better.
  const tooFew = overfull(model, evaluation, counted).map(({ host }) => host);
  const beyond = tooFew.length > 0 || unfit(system, counted).length > 0;
  const flipOf = (row: number): number | null => {
    const position = positions.get(row);
    if (position === undefined) return null;
    const { min, max } = problem.rows[position] as DecisionProblem["rows"][number];
    return beyond && min < max ? null : (certainty.flips[position] ?? null);
  };
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
  const summary = explainPlan(about);
  return {
    problem,
    levels,
    counted,
    gates: gates.map((one) => one.gates),
    needs: model.rows.map(({ id }) => problem.rows.find((row) => row.id === id)?.needs ?? []),
    why,
    flips: system.rows.map((_, row) => flipOf(row)),
    nearest: model.rows.map(({ id }, row) => nearestOf(certainty, id, levels[row] ?? null)),
    robustness: { method: certainty.method, draws: certainty.draws, proven: certainty.proven, changes: certainty.changes },
    problems: [
      ...gates.flatMap((one, row) => one.problems.map((found) => ({ ...found, path: `services.${system.rows[row]?.service}` }))),
      ...noPlanProblems(choice, scenario, summary),
    ],
    alternatives: found.alternatives.map((at) => at(system.rows.map((row) => row.counted))),
    noPlan: choice.feasible
      ? null
      : {
          minimumCarbon: problem.budget.carbon === null ? null : choice.minimumCarbon,
          minimumCost: problem.budget.cost === null ? null : choice.minimumCost,
          causes: choice.causes,
          conflicts: choice.conflicts,
        },
    summary,
    method: methodWords(problem, found, figures.drawnParts.draws, prudent, t),
  };
}

/** Ids of the rows whose figures a plan waits for: not of those that are stopped by people, or that need what a gate stops. */
function awaited(system: System, scenario: Scenario, gates: readonly Gates[]): string[] {
  const { rows } = system.model;
  const rowsNeeded = (row: number): number[] => {
    const ids = neededRows(scenario, system.rows[row]?.settings.needs, rows[row]?.language ?? null);
    return rows.flatMap(({ id }, at) => (ids.includes(id) ? [at] : []));
  };
  const vetoed = (row: number, seen: readonly number[] = []): boolean =>
    !seen.includes(row) && rowsNeeded(row).some((needed) => (!isOpen(system, needed) && gates[needed]?.max === 0) || vetoed(needed, [...seen, row]));
  return rows.flatMap(({ id }, row) => (isOpen(system, row) && undecidableLevel(system, row) > 0 && !vetoed(row) ? [id] : []));
}

/** The plan by row of the model. */
interface LevelsOfRows extends Pick<Recommendation, "levels" | "counted"> {
  /** of rows that stop because they need another one: the id of that */
  readonly stoppedBy: ReadonlyMap<number, string>;
  /** of decidable rows, in the problem */
  readonly positions: ReadonlyMap<number, number>;
}

/** @param awaits no plan can be computed before something else is known: the lowest levels are no advice then */
function levelsOfRows({ system, scenario }: RecommendOptions, gates: readonly Gates[], choice: PlanChoice, awaits: boolean): LevelsOfRows {
  const { rows } = system.model;
  const levels: (Level | null)[] = rows.map(() => null);
  const counted = rows.map((_, row): Level => undecidableLevel(system, row));
  const positions = new Map(decidableRows(system).map((row, position) => [row, position]));
  positions.forEach((position, row) => {
    counted[row] = awaits ? (system.rows[row]?.counted ?? 1) : (choice.levels[position] as Level);
    if (gates[row]?.decidable && !awaits) levels[row] = choice.levels[position] ?? null;
  });
  // What needs a service that stops stops with it, whatever is not known of it.
  const stoppedBy = new Map<number, string>();
  for (let more = true; more; ) {
    more = false;
    rows.forEach(({ language: spoken }, row) => {
      if (positions.has(row) || counted[row] === 0) return;
      const stopped = neededRows(scenario, system.rows[row]?.settings.needs, spoken).find((id) => {
        const at = rows.findIndex((one) => one.id === id);
        return at >= 0 && counted[at] === 0 && (levels[at] === 0 || stoppedBy.has(at));
      });
      if (stopped === undefined) return;
      stoppedBy.set(row, stopped);
      counted[row] = 0;
      levels[row] = 0;
      more = true;
    });
  }
  return { levels, counted, stoppedBy, positions };
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
