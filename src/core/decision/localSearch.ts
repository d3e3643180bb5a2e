import type { Level } from "../scenario/scenario";
import { type DecisionProblem, type PlanTotals, planTotals } from "./plan";

/** A plan that holds, with its totals. */
export interface HeldPlan {
  readonly levels: readonly Level[];
  readonly totals: PlanTotals;
}

export interface LocalSearch {
  readonly problem: DecisionProblem;
  /** whether a plan holds every budget: the expensive question */
  readonly holds: (levels: readonly Level[], totals: PlanTotals) => boolean;
  /** a cheap guess of the same: false is believed */
  readonly likely: (totals: PlanTotals) => boolean;
  /** how often `holds` may be asked */
  readonly questions: number;
}

/** Pairs of rows are tried up to so many rows; beyond, one row at a time. */
const mostForPairs = 16;

const allLevels: readonly Level[] = [0, 0.25, 0.5, 0.75, 1];

/** A plan worth this share of the best one may trade value for fewer partial levels (DESIGN.md section 5). */
const goodEnough = 0.99;

/** Changes one row, or two at once, as long as that makes a held plan better by the rule: first its value, then fewer partial levels. */
export function improved(search: LocalSearch, from: HeldPlan): HeldPlan {
  const asked = { left: search.questions };
  const richest = climb(search, from, asked, (a, b) => b.value - a.value > gap(b) || (Math.abs(b.value - a.value) <= gap(b) && b.partial < a.partial));
  const floor = goodEnough * richest.totals.value;
  return climb(
    search,
    richest,
    asked,
    (a, b) => b.value >= floor - gap(b) && (b.partial < a.partial || (b.partial === a.partial && b.value - a.value > gap(b))),
  );
}

/** The best held plan by the rule, found by looking at every plan; undefined where there are more than `most`, null where none holds. */
export function bestOfAll(problem: DecisionProblem, holds: LocalSearch["holds"], most: number): HeldPlan | null | undefined {
  const { rows } = problem;
  const choices = rows.map(({ min, max }) => allLevels.filter((level) => level >= min && level <= max));
  if (choices.reduce((product, one) => product * one.length, 1) > most) return undefined;
  const position = new Map(rows.map((row, i) => [row.id, i]));
  let plans: Level[][] = [[]];
  for (const options of choices) plans = plans.flatMap((levels) => options.map((level) => [...levels, level]));
  const before = problem.current ?? rows.map(({ max }) => max);
  const ranked = plans
    .filter((levels) => rows.every((row, i) => row.needs.every((id) => (levels[i] as number) <= (levels[position.get(id) ?? -1] ?? 1))))
    .map((levels): HeldPlan => ({ levels, totals: planTotals(problem, levels) }))
    .sort((a, b) => b.totals.value - a.totals.value);
  const asked = new Map<HeldPlan, boolean>();
  const held = (plan: HeldPlan): boolean => {
    const known = asked.get(plan) ?? holds(plan.levels, plan.totals);
    asked.set(plan, known);
    return known;
  };
  const richest = ranked.find(held);
  if (richest === undefined) return null;
  const floor = goodEnough * richest.totals.value - gap(richest.totals);
  const kg = ({ totals }: HeldPlan): number => totals.carbon.reduce((sum, one) => sum + one, 0);
  const changes = ({ levels }: HeldPlan): number => levels.filter((level, i) => level !== before[i]).length;
  const tied = (difference: number, scale: number): number => (Math.abs(difference) <= 1e-9 * Math.max(1e-9, scale) ? 0 : difference);
  const good = ranked.filter(({ totals }) => totals.value >= floor);
  good.sort(
    (a, b) =>
      a.totals.partial - b.totals.partial ||
      tied(b.totals.value - a.totals.value, richest.totals.value) ||
      tied(kg(a) - kg(b), kg(richest)) ||
      changes(a) - changes(b),
  );
  return good.find(held) ?? richest;
}

const gap = ({ value }: PlanTotals): number => 1e-9 * Math.max(1e-9, Math.abs(value));

function climb(search: LocalSearch, from: HeldPlan, asked: { left: number }, better: (a: PlanTotals, b: PlanTotals) => boolean): HeldPlan {
  let best = from;
  for (let again = true; again && asked.left > 0; ) {
    again = false;
    const moves = neighbours(search.problem, best.levels)
      .map((levels): HeldPlan => ({ levels, totals: planTotals(search.problem, levels) }))
      .filter(({ totals }) => better(best.totals, totals) && search.likely(totals))
      .sort((a, b) => a.totals.partial - b.totals.partial || b.totals.value - a.totals.value);
    // The most valuable first while the value still grows: fewer partial levels break ties either way.
    if (moves.some(({ totals }) => totals.value > best.totals.value + gap(totals))) moves.sort((a, b) => b.totals.value - a.totals.value);
    for (const move of moves) {
      if (asked.left-- <= 0) break;
      if (!search.holds(move.levels, move.totals)) continue;
      best = move;
      again = true;
      break;
    }
  }
  return best;
}

/** Every plan that differs in one row, or in two of a small problem, within bounds and needs. */
function neighbours(problem: DecisionProblem, levels: readonly Level[]): Level[][] {
  const { rows } = problem;
  const choices = rows.map(({ min, max }, i) => allLevels.filter((level) => level >= min && level <= max && level !== levels[i]));
  const position = new Map(rows.map((row, i) => [row.id, i]));
  const found: Level[][] = [];
  const offer = (changed: Level[]): void => {
    const ok = rows.every((row, i) => row.needs.every((id) => (changed[i] as number) <= (changed[position.get(id) ?? -1] ?? 1)));
    if (ok) found.push(changed);
  };
  rows.forEach((_, i) => {
    for (const level of choices[i] as Level[]) {
      const one = levels.map((old, at) => (at === i ? level : old));
      offer(one);
      if (rows.length > mostForPairs) continue;
      for (let j = i + 1; j < rows.length; j++) for (const other of choices[j] as Level[]) offer(one.map((old, at) => (at === j ? other : old)));
    }
  });
  return found;
}
