import type { Matrix } from "../../core/analysis/matrix";
import type { PlanDriver } from "../../core/analysis/plan";
import { carbonWord } from "../../core/quantity/format";
import { firstToMeasure, measuredWith } from "../../core/report/firstToMeasure";
import { figure, type Reader, stated } from "../../core/report/words/figures";
import { decidedName, keyToWrite } from "../../core/report/words/words";
import { joined } from "../../core/text";
import type { DriversBody, DriversChart } from "./chartView";
import { column, massCell, massScale, massText } from "./masses";

/** Most bars of a tornado; the table has all inputs. */
const mostBars = 10;
/** A bar shorter than this part of the longest is a line. */
const shortest = 0.01;

/** The tornado: one input alone moved from its P5 to its P95, the longest bar first. What to measure next. */
export function buildDrivers(matrix: Matrix, reader: Reader): DriversChart {
  const { t } = reader;
  const { drivers } = matrix;
  const total = matrix.plans.decided.kgCO2e?.central ?? null;
  const shown = drivers.slice(0, mostBars).filter(({ swing }) => swing > 0 && swing >= (drivers[0]?.swing ?? 0) * shortest);
  const drawable = total !== null && shown.length > 0;
  return {
    id: "drivers",
    title: t("What to measure next"),
    sentence: sentenceOf(matrix, total, reader),
    notes: [
      ...(drawable ? [t("One input at a time at its P5 and at its P95, all others at their central values. Swings are not added up.")] : []),
      ...(drawable && shown.length < drivers.length
        ? [t("{0} {0|input that moves|inputs that move} it less {0|is|are} in the table only.", drivers.length - shown.length)]
        : []),
    ],
    body: drawable ? bodyOf(matrix, total, shown, reader) : null,
    table: {
      caption: t("The mean month with one input at its P5 and at its P95"),
      head: [
        column(t("Input")),
        column(t("Its range, P5 to P95")),
        column(t("Total at its P5"), "kg"),
        column(t("Total at its P95"), "kg"),
        column(t("Difference"), "kg"),
      ],
      rows: drivers.map((driver) => [
        driver.label,
        rangeOf(driver, reader),
        massCell(driver.low, reader),
        massCell(driver.high, reader),
        massCell(driver.swing, reader),
      ]),
    },
  };
}

function rangeOf({ value, unit }: PlanDriver, reader: Reader): string {
  const numbers = `${figure(value.low, reader)}–${figure(value.high, reader)}`;
  return unit === "ratio" ? numbers : `${numbers} ${unit.replace(/CO2e/, ` ${carbonWord(reader.language)}`)}`;
}

function bodyOf(matrix: Matrix, total: number, shown: readonly PlanDriver[], reader: Reader): DriversBody {
  const { t } = reader;
  const { carbon } = matrix.total.budget;
  const scale = massScale([total, ...shown.flatMap(({ low, high }) => [low, high])]);
  const inUnit = (kilograms: number): number => kilograms * scale.perKilogram;
  return {
    axis: t("{0} CO2e/month", scale.unit),
    central: { value: inUnit(total), label: `${decidedName(matrix, t)} ${massText(total, reader)}` },
    budget: carbon === null ? null : { value: inUnit(carbon), label: t("budget {0} kg", stated(carbon, reader)) },
    lowName: t("input at its P5"),
    highName: t("input at its P95"),
    bars: shown.map((driver) => ({
      label: driver.label,
      range: rangeOf(driver, reader),
      low: inUnit(driver.low),
      high: inUnit(driver.high),
      lowText: massText(driver.low, reader),
      highText: massText(driver.high, reader),
    })),
  };
}

function sentenceOf(matrix: Matrix, total: number | null, reader: Reader): string {
  const { t } = reader;
  const [top] = matrix.drivers;
  if (total === null) return t("The total is not known yet: the scenario lacks an input that matters.");
  if (!top || top.swing <= 0) return t("No input has a range: the total is as sure as its inputs.");
  const first = firstToMeasure(matrix);
  const moved = ({ label, low, high }: PlanDriver): readonly [string, string, string] => [
    label,
    massText(Math.min(low, high), reader),
    massText(Math.max(low, high), reader),
  ];
  const sentences = [
    ...(first && keyToWrite(first) !== null
      ? [t("Write {0} first; until it is known, it moves the total from {1} to {2} a month.", keyToWrite(first) ?? "", ...moved(first).slice(1))]
      : []),
    ...(first && keyToWrite(first) === null
      ? [
          t(
            "Measure first: {0}. Alone, between its P5 and its P95, it moves the total from {1} to {2} a month.",
            measuredWith(first, t),
            ...moved(first).slice(1),
          ),
        ]
      : []),
    ...(top === first ? [] : [t("What only others can publish moves it more: {0}, from {1} to {2} a month.", ...moved(top))]),
  ];
  return `${sentences.join(" ")} ${breaking(matrix, total, reader)}`.trim();
}

/** The inputs that alone decide whether the budget holds. */
function breaking({ drivers, total: { budget } }: Matrix, total: number, reader: Reader): string {
  const { t } = reader;
  if (budget.carbon === null) return "";
  const limit = budget.carbon;
  const within = total <= limit;
  const deciding = drivers.filter(({ low, high }) => (within ? Math.max(low, high) > limit : Math.min(low, high) <= limit));
  const text = `${stated(limit, reader)} kg`;
  if (deciding.length === 0)
    return within ? t("No input alone takes it over the budget of {0}.", text) : t("No input alone brings it under the budget of {0}.", text);
  const names = joined(
    deciding.map(({ label }) => label),
    t,
  );
  const count = deciding.length;
  return within
    ? t("Over the budget of {0} by {2|one input|any one of these inputs} alone: {1}.", text, names, count)
    : t("Under the budget of {0} by {2|one input|any one of these inputs} alone: {1}.", text, names, count);
}
