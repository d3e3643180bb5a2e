import type { Matrix } from "../analysis/matrix";
import type { Plans } from "../analysis/plan";
import { changeBetween } from "../quantity/changeBetween";
import type { Translate } from "../text";
import type { Format } from "./words/format";

/**
 * By plan: microservices that it serves and whose carbon is not known, and machines that it asks more hours of than they have,
 * so that its total is without them, or without the machines that would take the rest.
 */
export type Open = Plans<readonly string[]>;

export function openRows({ rows, plans }: Matrix): Open {
  const open = rows.filter(({ kgCO2e }) => kgCO2e.avoidable === null);
  const served = (level: (row: Matrix["rows"][number]) => number | null): string[] => open.flatMap((row) => ((level(row) ?? 1) > 0 ? [row.id] : []));
  const full = (plan: keyof Open): string[] => plans[plan].overfull?.map(({ host }) => host) ?? [];
  return {
    baseline: [...served(() => 1), ...full("baseline")],
    decided: [...served(({ counted }) => counted), ...full("decided")],
    recommended: [...served(({ recommended, decided }) => recommended ?? decided), ...full("recommended")],
  };
}

/** What the totals of a plan are without: rows of which nothing is known, and machines that would take more of themselves. */
export function openWords(matrices: readonly Matrix[], plan: keyof Open, t: Translate): string[] {
  const full = new Set(matrices.flatMap(({ plans }) => plans[plan].overfull?.map(({ host }) => host) ?? []));
  const rows = new Set(
    matrices.flatMap((matrix) => {
      const machines = matrix.plans[plan].overfull?.length ?? 0;
      const open = openRows(matrix)[plan];
      return open.slice(0, open.length - machines);
    }),
  );
  return [
    ...(rows.size === 0 ? [] : [t("Not known whole, the carbon of these is missing: {0}", [...rows].join(", "))]),
    ...(full.size === 0
      ? []
      : [
          t(
            "Not known whole, more hours are asked of these machines than they have, and what more of them would take is not counted: {0}",
            [...full].join(", "),
          ),
        ]),
  ];
}

/** `at least 3.2 kg`: a known total that leaves something out is a lower bound, never the total. */
export function atLeast(text: string, total: unknown, open: readonly string[], t: Translate): string {
  return total !== null && open.length > 0 ? t("at least {0}", text) : text;
}

/** The month of a plan as a sentence or a cell says it: `at least` where it is without the carbon of something it serves. */
export function planTotal(matrix: Matrix, plan: keyof Open, { t, massPerMonth }: Format): string {
  const { kgCO2e } = matrix.plans[plan];
  return atLeast(massPerMonth(kgCO2e), kgCO2e, openRows(matrix)[plan], t);
}

/** Whether two totals leave out different microservices, so that what lies between them says nothing. */
export function unlike(a: readonly string[], b: readonly string[]): boolean {
  return a.length !== b.length || a.some((id) => !b.includes(id));
}

/** One side of a comparison: its total in kg, and what that is without. */
export interface KnownTotal {
  readonly kg: number | null;
  readonly open: readonly string[];
}

/**
 * What lies between two totals, in kg. What both leave out changes nothing; what one alone leaves out only comes on top of its side: a fall
 * to a total that leaves out less, and a rise to one that leaves out more, are at least what is known of them. Else nobody knows.
 */
export function changeOf(before: KnownTotal, after: KnownTotal): { readonly change: number | null; readonly least: number | null } {
  const between = changeBetween(before.kg, after.kg);
  if (between === null || !unlike(before.open, after.open)) return { change: between, least: null };
  const within = (some: KnownTotal, all: KnownTotal): boolean => some.open.every((id) => all.open.includes(id));
  const sure = between < 0 ? within(after, before) : between > 0 && within(before, after);
  return { change: null, least: sure ? between : null };
}

/** No plan, and rows whose carbon is not known: they count as served until somebody knows it, so that no plan could be computed. */
export function awaitsFigures(matrix: Matrix): boolean {
  return (
    matrix.noPlan !== null &&
    matrix.noPlan.conflicts.length === 0 &&
    matrix.rows.some(({ kgCO2e, recommended, decided }) => kgCO2e.avoidable === null && (recommended ?? decided ?? 1) > 0)
  );
}
