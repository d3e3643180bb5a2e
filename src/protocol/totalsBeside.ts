import type { Matrix } from "../core/analysis/matrix";
import type { Plan } from "../core/analysis/plan";
import { overFrom } from "../core/report/budgetSentence";
import { atLeast, changeOf, openRows } from "../core/report/openRows";
import { chance, mass, money, type Reader, stated } from "../core/report/words/figures";
import type { SideBySide } from "./comparisonView";
import type { TableView } from "./detailsView";

/** The totals of two matrices beside each other, with what lies between them: the second less the first. */
export function totalsBeside(
  one: Matrix,
  other: Matrix,
  names: { readonly first: string; readonly second: string; readonly change: string },
  reader: Reader,
): { readonly table: TableView; readonly side: SideBySide } {
  const { t } = reader;
  const grams = (value: number | null) => (value === null ? t("unknown") : mass(value * 1000, reader));
  const kilograms = (value: number | null) => (value === null ? "–" : t("{0} kg", stated(value, reader)));
  const coins = (plan: Plan, matrix: Matrix) => money(plan.cost, matrix.currency, plan.costs, reader) ?? t("unknown");
  const drawn = (value: number | null) => (value === null ? "–" : chance(value, reader));
  const carbon = (title: string, plan: "decided" | "recommended"): Beside => {
    const sides = [one, other].map((matrix) => ({ open: openRows(matrix)[plan], kg: matrix.plans[plan].kgCO2e?.central ?? null }));
    const [first, second] = sides as [(typeof sides)[number], (typeof sides)[number]];
    const text = ({ open, kg }: typeof first) => atLeast(grams(kg), kg, open, t);
    const { change: moved, least } = changeOf(first, second);
    const change = least === null ? signed(moved, grams) : t("at least {0}", signed(least, grams));
    return { title, first: text(first), second: text(second), change };
  };
  const sameCurrency = one.currency === other.currency;
  const costs = [one.plans.decided.cost, other.plans.decided.cost] as const;
  const over = (matrix: Matrix) => overFrom(matrix, matrix.plans.decided, t) ?? (matrix.total.budget.carbon === null ? "–" : t("never"));
  const columns = [
    amount(t("Carbon budget"), kilograms, one.total.budget.carbon, other.total.budget.carbon),
    carbon(t("Carbon, as decided"), "decided"),
    carbon(t("Carbon, recommended"), "recommended"),
    {
      title: t("Cost, as decided"),
      first: coins(one.plans.decided, one),
      second: coins(other.plans.decided, other),
      change: sameCurrency ? signed(difference(...costs), (value) => money(value, one.currency, {}, reader) ?? "") : "",
    },
    { title: t("Chance of going over"), first: drawn(one.plans.decided.overProbability), second: drawn(other.plans.decided.overProbability), change: "" },
    { title: t("Over budget from"), first: over(one), second: over(other), change: "" },
  ];
  const head = [t("Mean month"), ...columns.map(({ title }) => title)];
  const differs = columns.flatMap(({ first, second }, index) => (first === second ? [] : [index + 1]));
  const rows = [
    { cells: [names.first, ...columns.map(({ first }) => first)], differs },
    { cells: [names.second, ...columns.map(({ second }) => second)], differs },
    { cells: [names.change, ...columns.map(({ change }) => change)], differs: [] },
  ];
  return {
    table: { head, rows: rows.map(({ cells }) => cells), numbers: columns.map((_, index) => index + 1) },
    side: { head, rows },
  };
}

interface Beside {
  readonly title: string;
  readonly first: string;
  readonly second: string;
  readonly change: string;
}

function amount(title: string, write: (value: number | null) => string, first: number | null, second: number | null): Beside {
  return { title, first: write(first), second: write(second), change: signed(difference(first, second), write) };
}

/** Null where one of them is not known. */
export function difference(first: number | null, second: number | null): number | null {
  return first === null || second === null ? null : second - first;
}

/** A plus where something grew, a true minus where it shrank; nothing where nothing changed or it is not known. */
export function signed(change: number | null, write: (value: number) => string): string {
  if (change === null || Math.abs(change) < 1e-12) return "";
  return `${change > 0 ? "+" : "−"}${write(Math.abs(change))}`;
}
