import { type DecisionProblem, meanOf, planTotals } from "./plan";
import { type MonthlyP80, selectPrudent } from "./prudent";
import { type PlanChoice, selectPlan } from "./selectPlan";

/** The same decision with something changed that the engine itself never changes: a deployment, a placement, a model, a region. */
export interface Alternative {
  readonly label: string;
  readonly problem: DecisionProblem;
  /** where the plan is prudent: what its plans are held against the budget by */
  readonly p80?: MonthlyP80;
}

export type ComparedAlternative<A extends Alternative = Alternative> = A & {
  readonly choice: PlanChoice;
  /** kg in the mean month less than the recommended plan; negative: more */
  readonly savedCarbon: number;
  /** money per month less; negative: more */
  readonly savedCost: number;
  /** value more; negative: less */
  readonly gainedValue: number;
};

/** The best plan of each alternative beside the recommended one: shown with what it saves, never put in its place. */
export function comparedWith<A extends Alternative>(alternatives: readonly A[], recommended: PlanChoice): ComparedAlternative<A>[] {
  return alternatives.map((alternative) => {
    const { problem, p80 } = alternative;
    const choice = p80 ? selectPrudent(problem, p80, { effort: "first" }) : selectPlan(problem);
    return {
      ...alternative,
      choice,
      savedCarbon: meanOf(recommended.carbon) - meanOf(choice.carbon),
      savedCost: meanOf(recommended.cost) - meanOf(choice.cost),
      gainedValue: choice.value - recommended.value,
    };
  });
}

/** The best first: what holds the budget, then the most value, then the least carbon. */
export function byRank({ choice: a }: ComparedAlternative, { choice: b }: ComparedAlternative): number {
  if (a.feasible !== b.feasible) return a.feasible ? -1 : 1;
  const value = b.value - a.value;
  if (Math.abs(value) > 1e-9 * Math.max(1, Math.abs(a.value))) return value;
  return meanOf(a.carbon) - meanOf(b.carbon);
}

/** One step down from a plan: one level of one row, or a whole language, service or charge; what it avoids and what it loses. */
export interface AbatementStep {
  readonly kind: "level" | "language" | "service" | "charge";
  /** row id, language, service or charge id */
  readonly id: string;
  /** ids of rows whose level goes down, those that need them included */
  readonly rows: readonly string[];
  /** level of a `level` step; 0 for the others */
  readonly to: number;
  /** kg in the mean month, with the charges that it switches off */
  readonly avoided: number;
  readonly lostValue: number;
  /** value lost per kg avoided: the order of the list */
  readonly lossPerKg: number;
  /** levels after the step, in the order of the problem's rows */
  readonly levels: readonly number[];
}

/**
 * Every way to go down from a plan by one row, one language, one service or one charge, least value lost per kg first.
 * Steps that lose nothing come first, by kg avoided: a price per tonne has no meaning where nothing is lost or spent.
 */
export function abatementSteps(problem: DecisionProblem, levels: readonly number[]): AbatementStep[] {
  const before = planTotals(problem, levels);
  const steps: AbatementStep[] = [];
  const add = (kind: AbatementStep["kind"], id: string, to: number, targets: readonly number[]): void => {
    const after = lowered(problem, levels, targets, to);
    const totals = planTotals(problem, after);
    const avoided = meanOf(before.carbon) - meanOf(totals.carbon);
    const rows = problem.rows.filter((_, i) => (after[i] as number) < (levels[i] as number)).map((row) => row.id);
    if (avoided <= 0 || rows.length === 0 || problem.rows.some((row, i) => (after[i] as number) < row.min && (levels[i] as number) >= row.min)) return;
    const lostValue = before.value - totals.value;
    steps.push({
      kind,
      id,
      rows,
      to,
      avoided,
      lostValue,
      lossPerKg: lostValue / avoided,
      levels: after,
    });
  };
  const groups = (kind: "language" | "service", of: (row: DecisionProblem["rows"][number]) => string | null): void => {
    const names = new Set(problem.rows.map(of));
    for (const name of names) {
      const targets = problem.rows.flatMap((row, i) => (of(row) === name ? [i] : []));
      if (name !== null) add(kind, name, 0, targets);
    }
  };
  groups("service", (row) => row.service);
  groups("language", (row) => row.language);
  for (const charge of problem.charges) {
    const members = new Set(charge.rows);
    add(
      "charge",
      charge.id,
      0,
      problem.rows.flatMap((row, i) => (members.has(row.id) ? [i] : [])),
    );
  }
  problem.rows.forEach((row, i) => {
    const next = [0.75, 0.5, 0.25, 0].find((level) => level < (levels[i] as number));
    if (next !== undefined) add("level", row.id, next, [i]);
  });
  const free = (step: AbatementStep): boolean => step.lostValue <= 0;
  return distinctSteps(steps).sort(
    (a, b) => Number(free(b)) - Number(free(a)) || (free(a) ? b.avoided - a.avoided : a.lossPerKg - b.lossPerKg || b.avoided - a.avoided),
  );
}

/** A service that is alone on its host, a language of one row: one step, under its first name. */
function distinctSteps(steps: readonly AbatementStep[]): AbatementStep[] {
  const seen = new Set<string>();
  return steps.filter(({ levels }) => {
    const key = levels.join();
    return !seen.has(key) && seen.add(key);
  });
}

/** Levels with the targets brought down, and with them every row that needs one of them. */
function lowered(problem: DecisionProblem, levels: readonly number[], targets: readonly number[], to: number): number[] {
  const after = [...levels];
  // Only what this step brings down pulls others along: a plan that ignores a need elsewhere stays as it is there.
  const moved = new Set<string>();
  const lower = (i: number, level: number): void => {
    if ((after[i] as number) <= level) return;
    after[i] = level;
    moved.add(problem.rows[i]?.id ?? "");
  };
  for (const i of targets) lower(i, to);
  for (const id of moved) {
    const cap = after[problem.rows.findIndex((row) => row.id === id)] as number;
    problem.rows.forEach((row, i) => {
      if (row.needs.includes(id)) lower(i, cap);
    });
  }
  return after;
}
