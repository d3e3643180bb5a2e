import type { Matrix } from "../analysis/matrix";
import type { AbatementOption, Avoided } from "../analysis/plan";
import type { Interval } from "../quantity/interval";
import { uncheckedWord } from "./answer/headlineBudget";
import type { Table } from "./exports/table";
import { hasBudget } from "./gate";
import { atLeast, openRows } from "./openRows";
import { isRented } from "./savings";
import { nothingDecided } from "./settled";
import { type Format, kilograms } from "./words/format";
import { fileCutWords } from "./words/robustnessWords";
import { dated } from "./words/unitWords";

// The options that a decision record considers.

/** Do nothing, as decided, as recommended, without AI, then every single step of a kind that keeps or drops something whole. */
export function optionsTable(matrix: Matrix, format: Format): Table {
  const { t } = format;
  const nothing = "–";
  const open = openRows(matrix);
  const plan = (name: string, which: keyof Matrix["plans"]): readonly string[] => {
    const { avoided, cost, costs, feasible, lostValue } = matrix.plans[which];
    // What stops and is not known would be avoided too.
    const more = open.baseline.filter((id) => !open[which].includes(id));
    const kg = (of: keyof Avoided): string => (avoided === null ? t("unknown") : atLeast(format.mass(kilograms(avoided[of])), avoided, more, t));
    return [
      name,
      kg("total"),
      kg("avoidable"),
      kg("fixed"),
      t("{0} a month", format.money(cost, matrix.currency, costs)),
      format.count(lostValue),
      !hasBudget(matrix) ? t("no budget") : feasible === null ? uncheckedWord(matrix.plans[which], format) : feasible ? t("within budget") : t("over budget"),
    ];
  };
  return {
    columns: [
      { title: t("Option") },
      { title: t("CO2e avoided/month"), align: "right" },
      { title: t("of it avoidable"), align: "right" },
      { title: t("of it fixed"), align: "right" },
      { title: t("Cost"), align: "right" },
      { title: t("Value lost, weighted files"), align: "right" },
      { title: t("Condition") },
    ],
    rows: [
      plan(t("do nothing: everything on"), "baseline"),
      ...(nothingDecided(matrix) ? [] : [plan(t("as decided"), "decided")]),
      plan(t("as recommended"), "recommended"),
      [t("without AI"), withoutAi(matrix, format), nothing, nothing, nothing, nothing, t("what replaces it is to be measured")],
      ...matrix.options.filter(({ kind }) => kind !== "level").map((option) => optionRow(option, format)),
    ],
  };
}

/** All of the baseline at most; where that is not known whole, so is its bound. */
function withoutAi(matrix: Matrix, format: Format): string {
  const { t } = format;
  const { kgCO2e } = matrix.plans.baseline;
  if (kgCO2e === null) return t("unknown");
  const known = format.mass(kilograms(kgCO2e));
  return openRows(matrix).baseline.length > 0 ? t("at most the baseline, of which {0} are known", known) : t("at most {0}", known);
}

function optionRow(option: AbatementOption, format: Format): readonly string[] {
  const { label, avoided, atLeast: least, savedCost, savedIn, lostValue } = option;
  const { t } = format;
  const money = (amount: number): string => format.money(Math.abs(amount), savedIn);
  const cost =
    savedCost === null
      ? t("unknown")
      : Math.abs(savedCost) < 0.005
        ? money(0)
        : savedCost > 0
          ? isRented(option)
            ? t("at most {0} less", money(savedCost))
            : t("{0} less", money(savedCost))
          : t("{0} more", money(savedCost));
  const mass = (interval: Interval): string => format.mass(kilograms(interval));
  return [
    label,
    least ? t("at least {0}", mass(avoided.total)) : mass(avoided.total),
    mass(avoided.avoidable),
    mass(avoided.fixed),
    cost,
    format.count(lostValue),
    option.condition ?? "",
  ];
}

/** How to read the table: against what, value, the cut of all files that would do, the shadow price. */
export function optionNotes(matrix: Matrix, format: Format): string[] {
  const { t } = format;
  const { year, value, source } = matrix.shadowPrice;
  const cut = fileCutWords(matrix, format);
  return [
    nothingDecided(matrix)
      ? t("Avoided is versus everything on, for nothing is decided yet. Steps are not added up: two may avoid the same kilogram.")
      : t("Avoided is versus the plan as decided for single steps, versus the baseline for plans. Steps are not added up: two may avoid the same kilogram."),
    t("Value is files served x weight of their criticality (vital 1, high 0.7, medium 0.4, low 0.1), a month."),
    ...new Set(matrix.options.flatMap(({ caveat }) => (caveat === undefined ? [] : [t("Serverless: {0}.", caveat)]))),
    ...(cut === null ? [] : [cut]),
    t(
      "Shadow price of carbon in {0}: {1} EUR of 2023 a tonne ({2}). A yardstick, not a tax: the budget decides.",
      String(year),
      format.count(value),
      dated(source, t),
    ),
  ];
}
