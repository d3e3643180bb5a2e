import type { Matrix, MatrixMonth } from "../../core/analysis/matrix";
import { monthName } from "../../core/quantity/dates";
import { atLeast, openRows } from "../../core/report/openRows";
import { nothingDecided } from "../../core/report/settled";
import { chance, type Reader, stated } from "../../core/report/words/figures";
import { decidedName } from "../../core/report/words/words";
import { joined } from "../../core/text";
import type { CellView, MonthsBody, MonthsChart, SeriesView } from "./chartView";
import { column, massCell, massRange, massScale, massText } from "./masses";

/** Most parts of a bar that can be told apart; further ones are drawn as one. The table has them all. */
const mostParts = 7;
/** kg below which a difference of central values is rounding */
const nothing = 1e-9;

interface Part {
  readonly name: string;
  /** by which its colour is chosen: the service's position in the scenario, whatever is decided */
  readonly place: number;
  readonly kilograms: readonly (number | null)[];
}

/** The months ahead of the decided plan, stacked by service, against the budget and against everything on. */
export function buildMonths(matrix: Matrix, reader: Reader): MonthsChart {
  const { t } = reader;
  const { months } = matrix;
  const parts = partsOf(matrix, reader);
  const plan = decidedName(matrix, t);
  const cell = (kilograms: number | null | undefined): CellView => massCell(kilograms, reader);
  return {
    id: "months",
    title: t("Months ahead"),
    sentence: sentenceOf(matrix, reader),
    notes: months.some((month) => month.plans.decided !== null) ? notesOf(matrix, reader) : [],
    body: months.some((month) => month.plans.decided !== null) ? bodyOf(matrix, parts, reader) : null,
    table: {
      caption: nothingDecided(matrix)
        ? t("Carbon by month: each service with everything on, and what is recommended")
        : t("Carbon by month: each service as decided, and the three plans"),
      head: [
        column(t("Month")),
        ...parts.map((part) => column(part.name, "kg")),
        column(plan, "kg"),
        column(t("{0}, P5", plan), "kg"),
        column(t("{0}, P95", plan), "kg"),
        column(t("Recommended"), "kg"),
        ...(nothingDecided(matrix) ? [] : [column(t("Everything on"), "kg")]),
      ],
      rows: months.map(({ month, plans }, index) => [
        monthName(month, reader.language, "short"),
        ...parts.map((part) => cell(part.kilograms[index])),
        cell(plans.decided?.central),
        cell(plans.decided?.low),
        cell(plans.decided?.high),
        cell(plans.recommended?.central),
        ...(nothingDecided(matrix) ? [] : [cell(plans.baseline?.central)]),
      ]),
    },
  };
}

/** Services, heaviest first, then what the machines emit without a service: in central values they add up to the plan. */
function partsOf({ months, rows }: Matrix, { t }: Reader): readonly Part[] {
  const names = [...new Set([...rows.map(({ service }) => service), ...months.flatMap((month) => Object.keys(month.services))])];
  const known = names.flatMap((name, place): Part[] =>
    months.some((month) => name in month.services) ? [{ name, place, kilograms: months.map((month) => month.services[name]?.central ?? null) }] : [],
  );
  const rest = months.map(unattributed);
  return [
    ...known.sort((a, b) => total(b) - total(a)),
    ...(rest.some((value) => value !== null && value > nothing) ? [{ name: t("no service"), place: names.length, kilograms: rest }] : []),
  ];
}

/** Services that the decided plan serves and whose carbon nobody knows: no bar holds them. */
function missingFrom(matrix: Matrix): string[] {
  const open = openRows(matrix).decided;
  return [...new Set(matrix.rows.flatMap(({ id, service }) => (open.includes(id) ? [service] : [])))];
}

const total = ({ kilograms }: Part): number => kilograms.reduce<number>((sum, one) => sum + (one ?? 0), 0);

/** What the machines emit in a month that no row takes: central values add, so it is the difference. */
function unattributed({ plans, services }: MatrixMonth): number | null {
  if (!plans.decided) return null;
  const known = Object.values(services).reduce((sum, service) => sum + (service?.central ?? 0), 0);
  return Math.max(0, plans.decided.central - known);
}

/** The heaviest parts, and the sum of the others where they are too many to be told apart. */
function drawn(parts: readonly Part[], { t }: Reader): readonly Part[] {
  const emitting = parts.filter((part) => total(part) > 0);
  if (emitting.length <= mostParts) return emitting;
  const others = emitting.slice(mostParts - 1);
  const sums = (others[0] as Part).kilograms.map((_, index) => others.reduce((sum, part) => sum + (part.kilograms[index] ?? 0), 0));
  return [...emitting.slice(0, mostParts - 1), { name: t("{0} {0|other|others}", others.length), place: parts.length + 1, kilograms: sums }];
}

function bodyOf(matrix: Matrix, parts: readonly Part[], reader: Reader): MonthsBody {
  const { t } = reader;
  const { months } = matrix;
  const { carbon } = matrix.total.budget;
  const scale = massScale([carbon, ...months.flatMap(({ plans }) => [plans.decided?.central, plans.baseline?.central])]);
  const inUnit = (kilograms: number | null | undefined): number | null =>
    kilograms === null || kilograms === undefined ? null : kilograms * scale.perKilogram;
  const shown = drawn(parts, reader);
  const series = shown.map(({ name, place, kilograms }) => ({ name, place, values: kilograms.map(inUnit) }));
  const overshoot = matrix.plans.decided.overshootMonth;
  const crossing = months.findIndex((month) => month.month === overshoot);
  return {
    months: months.map((month) => monthName(month.month, reader.language, "short")),
    axis: t("{0} CO2e/month", scale.unit),
    series,
    band: {
      name: t("P5 to P95 of the total"),
      ranges: months.map(({ plans: { decided } }) => decided && { low: decided.low * scale.perKilogram, high: decided.high * scale.perKilogram }),
    },
    baseline: baselineOf(matrix, scale.perKilogram, reader),
    budget: carbon === null ? null : { value: carbon * scale.perKilogram, label: t("budget {0} kg", stated(carbon, reader)) },
    crossing:
      overshoot !== null && crossing >= 0 ? { index: crossing, label: t("over budget from {0}", monthName(overshoot, reader.language, "short")) } : null,
    tips: months.map(({ plans }, index) => [
      ...shown.map((part) => `${part.name} ${massText(part.kilograms[index] ?? null, reader)}`),
      ...missingFrom(matrix).map((name) => `${name} ${t("unknown")}`),
      `${decidedName(matrix, t)} ${plans.decided ? atLeast(massRange(plans.decided, reader), plans.decided, openRows(matrix).decided, t) : t("unknown")}`,
    ]),
  };
}

/** What everything on would emit, where the decisions make a difference: it shows what they avoid. */
function baselineOf({ months }: Matrix, perKilogram: number, { t }: Reader): SeriesView | null {
  const differs = months.some(({ plans }) => plans.baseline && plans.decided && plans.baseline.central - plans.decided.central > nothing);
  if (!differs) return null;
  return { name: t("Everything on"), values: months.map(({ plans }) => (plans.baseline === null ? null : plans.baseline.central * perKilogram)) };
}

function sentenceOf(matrix: Matrix, reader: Reader): string {
  const { t, language } = reader;
  const known = matrix.months.flatMap(({ month, plans }) => (plans.decided ? [{ month: monthName(month, language, "short"), plan: plans.decided }] : []));
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) return t("The carbon of the months ahead is not known: the scenario lacks an input that matters.");
  const open = openRows(matrix).decided;
  const [from, to] = [first, last].map(({ plan }) => atLeast(massText(plan.central, reader), plan, open, t)) as [string, string];
  const one = first === last;
  const flow = nothingDecided(matrix)
    ? one
      ? t("With everything on, {0} in {1}.", from, first.month)
      : t("With everything on, {0} in {1} and {2} in {3}.", from, first.month, to, last.month)
    : one
      ? t("As decided, {0} in {1}.", from, first.month)
      : t("As decided, {0} in {1} and {2} in {3}.", from, first.month, to, last.month);
  const missing = missingFrom(matrix);
  const without = missing.length === 0 ? "" : t("The carbon of {0} is not known and in no bar.", joined(missing, t));
  return [flow, without, againstBudget(matrix, reader)].filter((sentence) => sentence !== "").join(" ");
}

function againstBudget({ plans: { decided }, total: { budget } }: Matrix, reader: Reader): string {
  const { t, language } = reader;
  if (budget.carbon === null) return t("No carbon budget is set.");
  const limit = `${stated(budget.carbon, reader)} kg`;
  if (decided.overshootMonth !== null) return t("Over the budget of {0} from {1} on.", limit, monthName(decided.overshootMonth, language, "short"));
  const over = decided.overProbability;
  if (decided.unchecked.some((one) => one.budget === "carbon")) return t("Whether it keeps the budget of {0} is not known.", limit);
  if (over === null) return t("Within the budget of {0} in every month.", limit);
  return t("Within the budget of {0} in every month; the chance that some month goes over is {1}.", limit, chance(over, reader));
}

function notesOf(matrix: Matrix, { t }: Reader): string[] {
  const unknown = matrix.months.filter((month) => month.plans.decided === null).length;
  return [
    t("Bars are central values, which add up; the band is P5 to P95 of each month's total."),
    ...(matrix.total.budget.plan === "prudent" ? [t("The plan is prudent: the 80th percentile is held against the budget, not the central value.")] : []),
    ...(unknown > 0 ? [t("Unknown in {0} {0|month|months}.", unknown)] : []),
  ];
}
