import type { Level } from "../scenario/scenario";

// What the decision engine is a function of. Levels are shares of a row's files that are served; carbon is kg and cost is
// money per month, one figure a month of the horizon. Neither must be negative: less work never emits more.

/** A service in a language: what one level is chosen for. */
export interface DecisionRow {
  readonly id: string;
  readonly service: string;
  readonly language: string | null;
  /** criticality: vital 1, high 0.7, medium 0.4, low 0.1 */
  readonly weight: number;
  /** files served in the mean month at 100 % */
  readonly files: number;
  /** weight x files, and those of rows that nobody can decide on and that have no input without this one: absolute, whatever the other rows are */
  readonly value: number;
  /** avoidable kg at 100 %, one figure a month */
  readonly carbon: readonly number[];
  /** money at 100 % that goes down with the level, one figure a month */
  readonly cost: readonly number[];
  readonly host: string | null;
  readonly min: Level;
  readonly max: Level;
  /** ids of rows whose level caps this one's */
  readonly needs: readonly string[];
  readonly decided: Level | null;
}

/** Carbon or money that is there as soon as one of its rows is served at all: an always-on host, the upkeep of a service. */
export interface FixedCharge {
  readonly id: string;
  readonly carbon: readonly number[];
  readonly cost: readonly number[];
  readonly rows: readonly string[];
}

/** A machine that cannot do all the work that rows could ask of it: a plan that asks more than it has cannot be carried out. */
export interface Machine {
  readonly id: string;
  /** share of its hours that is asked of it whatever we decide, one figure a month */
  readonly base: readonly number[];
  /** share of its hours that a row asks at 100 %, one figure a month, by row id */
  readonly load: Readonly<Record<string, readonly number[]>>;
}

export interface DecisionProblem {
  readonly rows: readonly DecisionRow[];
  /** one without rows is never paid: a machine on which nothing runs is given back */
  readonly charges: readonly FixedCharge[];
  /** absent where every machine has hours for all that could be asked of it; those that even the lowest levels overfill are not among them */
  readonly machines?: readonly Machine[];
  /** there whatever we decide: shared hosts, months without rows */
  readonly base: { readonly carbon: readonly number[]; readonly cost: readonly number[] };
  /** null: no budget; a budget holds in every month */
  readonly budget: { readonly carbon: number | null; readonly cost: number | null };
  /** the plan in force, for "fewest changes"; null: every row at its maximum */
  readonly current: readonly Level[] | null;
}

export interface PlanTotals {
  readonly value: number;
  /** kg, one figure a month */
  readonly carbon: readonly number[];
  /** money, one figure a month */
  readonly cost: readonly number[];
  /** ids of the charges that the plan pays */
  readonly on: readonly string[];
  /** number of levels other than 0 and 100 % */
  readonly partial: number;
  /** share of its hours that it asks of the fullest of `machines` in its worst month; 0 without any */
  readonly load: number;
  /** ids of the machines that it asks more hours of than they have */
  readonly full: readonly string[];
}

/** Figures are equal when they differ by less than this share of the budget or of the value of all rows. */
export const tolerance = 1e-9;

/** What a plan is worth, emits and costs: `sum(value x level)`, `base + sum(carbon x level) + charges that are on`. */
export function planTotals(problem: DecisionProblem, levels: readonly number[]): PlanTotals {
  const carbon = [...problem.base.carbon];
  const cost = [...problem.base.cost];
  let value = 0;
  let partial = 0;
  const served = new Set<string>();
  problem.rows.forEach((row, position) => {
    const level = levels[position] ?? 0;
    if (level === 0) return;
    served.add(row.id);
    if (level !== 1) partial++;
    value += row.value * level;
    addTo(cost, row.cost, level);
    addTo(carbon, row.carbon, level);
  });
  const on: string[] = [];
  for (const charge of problem.charges) {
    if (!charge.rows.some((id) => served.has(id))) continue;
    on.push(charge.id);
    addTo(cost, charge.cost, 1);
    addTo(carbon, charge.carbon, 1);
  }
  const loads = (problem.machines ?? []).map((machine) => ({ id: machine.id, share: worst(loadOf(machine, problem, levels)) }));
  return {
    value,
    carbon,
    cost,
    on,
    partial,
    load: worst(loads.map(({ share }) => share)),
    full: loads.flatMap(({ id, share }) => (share > fullFrom ? [id] : [])),
  };
}

/** A part in a million: 730 h of work fit into 730 h. */
export const fullFrom = 1 + 1e-6;

/** Share of a machine's hours that a plan asks, one figure a month. */
export function loadOf({ base, load }: Machine, { rows }: DecisionProblem, levels: readonly number[]): number[] {
  const asked = [...base];
  rows.forEach(({ id }, position) => addTo(asked, load[id] ?? [], levels[position] ?? 0));
  return asked;
}

/** Whether the totals hold every budget in every month, and no machine is asked more hours than it has. */
export function holdsBudget({ budget }: DecisionProblem, { carbon, cost, full }: Pick<PlanTotals, "carbon" | "cost" | "full">): boolean {
  return full.length === 0 && within(worst(carbon), budget.carbon) && within(worst(cost), budget.cost);
}

/** The highest month. */
export function worst(months: readonly number[]): number {
  return months.reduce((highest, one) => Math.max(highest, one), 0);
}

/** The mean month. */
export function meanOf(months: readonly number[]): number {
  return months.length === 0 ? 0 : months.reduce((sum, one) => sum + one, 0) / months.length;
}

function within(total: number, budget: number | null): boolean {
  return budget === null || total <= budget + tolerance * Math.abs(budget);
}

function addTo(total: number[], more: readonly number[], level: number): void {
  more.forEach((one, month) => {
    total[month] = (total[month] ?? 0) + one * level;
  });
}
