import type { Matrix, MatrixMonth } from "../core/analysis";
import { count, mass, type Reader } from "../core/report/figures";
import type { ChartView } from "./matrixView";

/** The months ahead of the decided plan, stacked per service, and the same as a table; null where no month is known. */
export function buildChart(matrix: Matrix, reader: Reader): ChartView | null {
  const { months } = matrix;
  if (months.length === 0 || months.every((month) => month.plans.decided === null)) return null;
  const { t } = reader;
  const services = [...new Set(months.flatMap((month) => Object.keys(month.services)))];
  const rest = months.map(unattributed);
  const parts = [
    ...services.map((name) => ({ name, kilograms: months.map((month) => month.services[name]?.central ?? null) })),
    ...(rest.some((value) => value !== null && value > 1e-9) ? [{ name: t("no service"), kilograms: rest }] : []),
  ];
  const top = Math.max(matrix.total.budget.carbon ?? 0, ...months.map((month) => month.plans.baseline?.central ?? month.plans.decided?.central ?? 0));
  const inKilograms = top >= 0.1;
  const scale = inKilograms ? 1 : 1000;
  const { carbon } = matrix.total.budget;
  const overshoot = matrix.plans.decided.overshootMonth;
  const crossing = months.findIndex((month) => month.month === overshoot);
  const cell = (kilograms: number | null | undefined) => (kilograms === null || kilograms === undefined ? "–" : mass(kilograms * 1000, reader));
  return {
    months: months.map((month) => month.month),
    unit: inKilograms ? t("kg CO2e/month") : t("g CO2e/month"),
    series: parts.map(({ name, kilograms }) => ({ name, values: kilograms.map((value) => (value === null ? null : value * scale)) })),
    baseline: baselineOf(matrix, scale, reader),
    budget: carbon === null ? null : { value: carbon * scale, label: t("budget {0} kg", count(carbon, reader)) },
    crossing: overshoot !== null && crossing >= 0 ? { index: crossing, label: t("over budget from {0}", overshoot) } : null,
    summary: summaryOf(matrix, reader),
    table: {
      head: [t("Month"), ...parts.map((part) => part.name), t("As decided"), t("Recommended"), t("Everything on")],
      rows: months.map((month, index) => [
        month.month,
        ...parts.map((part) => cell(part.kilograms[index])),
        cell(month.plans.decided?.central),
        cell(month.plans.recommended?.central),
        cell(month.plans.baseline?.central),
      ]),
    },
  };
}

/** What the machines emit in a month that no row takes: central values add, so it is the difference. */
function unattributed(month: MatrixMonth): number | null {
  const total = month.plans.decided;
  if (!total) return null;
  const known = Object.values(month.services).reduce((sum, service) => sum + (service?.central ?? 0), 0);
  return Math.max(0, total.central - known);
}

/** What everything on would emit, where the decisions make a difference: it shows what they avoid. */
function baselineOf(matrix: Matrix, scale: number, { t }: Reader): ChartView["baseline"] {
  const values = matrix.months.flatMap((month) => month.plans.baseline?.central ?? []);
  const differs = matrix.months.some(({ plans }) => plans.baseline && plans.decided && plans.baseline.central - plans.decided.central > 1e-9);
  return values.length === matrix.months.length && differs ? { name: t("Everything on"), values: values.map((value) => value * scale) } : null;
}

function summaryOf(matrix: Matrix, reader: Reader): string {
  const { t } = reader;
  const first = matrix.months[0];
  const last = matrix.months[matrix.months.length - 1];
  const from = first?.plans.decided;
  const to = last?.plans.decided;
  if (!first || !last || !from || !to) return t("Carbon by month, as decided.");
  return t("Carbon by month, as decided: {0} in {1}, {2} in {3}.", mass(from.central * 1000, reader), first.month, mass(to.central * 1000, reader), last.month);
}
