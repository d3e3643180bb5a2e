import type { InputChange, Robustness } from "../../analysis/plan";
import { nearestChanges } from "../../decision/nearestChange";
import type { DecisionProblem } from "../../decision/plan";
import { flipProbabilities } from "../../decision/robustness";
import type { Level, Scenario } from "../../scenario/scenario";
import type { Translate } from "../../text";
import { evaluator } from "../model/evaluate";
import { type Figures, meansOf } from "../model/figures";
import type { System } from "../system";
import { decisionProblem, withMachines } from "./decisionProblem";
import { drawnProblem } from "./drawnProblem";
import { movedInputs, planDrivers } from "./planDrivers";

/** `first`: what a keystroke can wait for; `exact`: every draw by the rule itself, and what would change the plan. */
export type Thoroughness = "first" | "exact";

/** Draws behind a first flip probability of up to a hundred rows (DESIGN.md section 8), and the fewest of a scenario that is larger. */
const firstDraws = 200;
const fewestDraws = 50;
const usualRows = 100;
/** Rows up to which every draw is decided exactly; each exact plan of more rows takes longer, so fewer are drawn. */
const exactRows = 200;
/** Beyond that many rows a single exact plan takes seconds, and nobody waits for dozens of them: the first answer stands, and says that it is one. */
const mostExactRows = 500;

/** Inputs that are moved until the plan changes: those that move the total most. */
const mostInputs = 8;

export interface Certainty extends Robustness {
  /** by row of the problem */
  readonly flips: readonly number[];
}

export interface CertaintyParts {
  readonly system: System;
  readonly scenario: Scenario;
  readonly bounds: readonly { readonly min: Level; readonly max: Level }[];
  readonly problem: DecisionProblem;
  /** kg of each month that a prudent plan leaves free; null: it plans on the central values */
  readonly reserve: readonly number[] | null;
  /** the levels of the plan, by row of the problem */
  readonly advised: readonly Level[];
  readonly figures: Figures;
  readonly t: Translate;
}

/** How sure the recommendation is. Draws are those of every range on the screen, so that probabilities belong together. */
export function certaintyOf({ problem: decided, ...others }: CertaintyParts, thoroughness: Thoroughness): Certainty {
  // Where a draw has several plans that are as good, the advised one of them is no other advice, whatever people have decided meanwhile.
  const certain: CertaintyParts = { ...others, problem: { ...decided, current: others.advised } };
  const { problem, system, figures, reserve, advised } = certain;
  const drawn = figures.drawnParts;
  const rows = Math.max(1, problem.rows.length);
  const method = thoroughness === "exact" && rows <= mostExactRows ? "exact" : "greedy";
  const wanted = method === "exact" ? drawn.draws * Math.min(1, (exactRows / rows) ** 1.5) : firstDraws * Math.min(1, usualRows / rows);
  const draws = Math.min(drawn.draws, Math.max(fewestDraws, Math.round(wanted)));
  const limited = problem.budget.carbon !== null || problem.budget.cost !== null;
  // Without a budget nothing is ever cut, whatever the inputs are.
  if (!limited) return { method, draws, proven: method === "exact" ? draws : 0, flips: problem.rows.map(() => 0), changes: [] };
  const drawnAt = (k: number): DecisionProblem => {
    const { beyondHours, ...parts } = drawn.at(k);
    return reserving(withMachines(system, drawnProblem(problem, system.model, parts), beyondHours), reserve);
  };
  const { flips, proven } = flipProbabilities(reserving(problem, reserve), drawnAt, {
    draws,
    method,
    // A plan that keeps a reserve is near the prudent one, not the same: it is compared with its own central one.
    ...(reserve === null ? { advised } : {}),
  });
  return { method, draws, proven, flips, changes: method === "exact" ? changesOf(certain) : null };
}

/** The same decision with less of each month's budget to spend. */
function reserving(problem: DecisionProblem, reserve: readonly number[] | null): DecisionProblem {
  if (reserve === null) return problem;
  return { ...problem, base: { ...problem.base, carbon: problem.base.carbon.map((kg, month) => kg + (reserve[month] ?? 0)) } };
}

/** For each input that matters: the nearest values, below and above, at which rows get another level. */
function changesOf(parts: CertaintyParts): InputChange[] {
  const { problem, reserve } = parts;
  return [...movable(parts), ...budgets(problem, parts.t)]
    .flatMap(({ id, label, unit, low, central, high, problemAt }): InputChange[] => {
      const { below, above } = nearestChanges({ low, central, high, problemAt: (value) => reserving(problemAt(value), reserve) });
      return [...below, ...above].map(({ value, levels }) => {
        const end = value < central ? low : high;
        const rows = Object.entries(levels).map(([row, level]) => ({ id: row, level }));
        return { input: id, label, unit, from: central, to: value, distance: Math.abs((value - central) / (end - central)), rows };
      });
    })
    .sort((a, b) => a.distance - b.distance || a.input.localeCompare(b.input));
}

interface Movable {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly low: number;
  readonly central: number;
  readonly high: number;
  readonly problemAt: (value: number) => DecisionProblem;
}

/** Inputs that move the total most with everything on, and the files and growth that the scenario states. */
function movable({ system, scenario, bounds, advised }: CertaintyParts): Movable[] {
  const { model } = system;
  const central = Float64Array.from(model.inputs, (input) => input.value.central);
  const evaluateAt = evaluator(model);
  const strongest = new Set(
    planDrivers(
      system,
      movedInputs(model),
      model.rows.map(() => 1),
      Math.max(1, Math.round(mostInputs * Math.min(1, exactRows / Math.max(1, model.rows.length)))),
    ).map(({ input }) => input),
  );
  return model.inputs.flatMap(({ id, label, unit, value, shape }, position): Movable[] => {
    const volume = /(^|\.)volume\.(files|growth)$/.test(id) && shape === "point" && value.central > 0;
    if (!volume && !strongest.has(id)) return [];
    const problemAt = (moved: number): DecisionProblem => {
      const values = central.slice();
      values[position] = moved;
      const evaluation = evaluateAt(values);
      return { ...decisionProblem(system, scenario, bounds, evaluation, meansOf(model, evaluation)), current: advised };
    };
    const ends = volume ? { low: value.central / 2, high: value.central * 2 } : { low: value.low, high: value.high };
    return [{ id, label, unit, ...ends, central: value.central, problemAt }];
  });
}

function budgets(problem: DecisionProblem, t: Translate): Movable[] {
  const { carbon } = problem.budget;
  if (carbon === null || carbon <= 0) return [];
  const problemAt = (value: number): DecisionProblem => ({ ...problem, budget: { ...problem.budget, carbon: value } });
  return [{ id: "budget.carbon", label: t("carbon budget"), unit: "kg/month", low: carbon / 2, central: carbon, high: carbon * 2, problemAt }];
}
