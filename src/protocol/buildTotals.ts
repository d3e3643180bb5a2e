import type { Matrix } from "../core/analysis/matrix";
import { mass, money, percent, type Reader, range, scaled, stated } from "../core/report/figures";
import { atLeast, openRows } from "../core/report/openRows";
import { type LevelsOf, levelsWords, nothingDecided } from "../core/report/settled";
import type { TotalView } from "./matrixView";
import { typedNumber } from "./typedNumber";

/** The totals row: the decided plan against its budgets. */
export function buildTotals(matrix: Matrix, reader: Reader, levels: LevelsOf = "file"): TotalView[] {
  const { t } = reader;
  const { decided } = matrix.plans;
  const { carbon, cost, plan } = matrix.total.budget;
  const used = decided.kgCO2e;
  const share = carbon && used ? { share: used.central / carbon } : {};
  const missing = openRows(matrix).decided;
  const bad = decided.overshootMonth !== null;
  const reserve = carbon === null || !used ? null : carbon - used.central;
  /** Why a budget was not checked; a total with a gap must not pass for one that is within. */
  const unchecked = (name: "carbon" | "cost") => decided.unchecked.find(({ budget }) => budget === name)?.reason ?? "";
  const open = unchecked("carbon") !== "";
  const spent = money(decided.cost, matrix.currency, decided.costs, reader);
  const overCost = decided.costOvershootMonth !== null;
  return [
    {
      id: "budget",
      label: t("Budget"),
      value: carbon === null ? t("none") : t("{0} kg/month", stated(carbon, reader)),
      note: carbon === null ? t("click to set") : plan === "prudent" ? t("prudent: planned on the 80th percentile") : t("expected value"),
      tone: "plain",
      edit: carbon === null ? "" : typedNumber(carbon, reader),
    },
    {
      id: "used",
      label: nothingDecided(matrix) ? t("Used, everything on") : t("Used, {0}", levelsWords(levels, t)),
      value: used ? atLeast(t("{0}/month", mass(used.central * 1000, reader)), used, missing, t) : t("unknown"),
      note: used ? t("range {0}", range(scaled(used, 1000), reader)) : "",
      tone: bad ? "bad" : "plain",
      ...share,
    },
    {
      id: "reserve",
      label: t("Reserve"),
      value: reserve === null ? "–" : missing.length > 0 ? t("at most {0}", signed(reserve, reader)) : signed(reserve, reader),
      note: t("mean month"),
      tone: reserve === null || (reserve >= 0 && open) ? "plain" : reserve < 0 ? "bad" : "good",
    },
    {
      id: "over",
      label: t("Chance of going over"),
      value: decided.overProbability === null ? "–" : percent(decided.overProbability, reader),
      note: t("in some month"),
      tone: decided.overProbability !== null && decided.overProbability > 0.5 ? "bad" : "plain",
    },
    {
      id: "overshoot",
      label: t("Over budget from"),
      value:
        decided.overshootMonth ?? (overCost ? t("{0} (cost)", decided.costOvershootMonth ?? "") : carbon === null ? "–" : open ? t("unknown") : t("never")),
      note: open && !bad ? unchecked("carbon") : t("within the horizon"),
      tone: bad || overCost ? "bad" : carbon === null || open ? "plain" : "good",
    },
    {
      id: "cost",
      label: t("Cost"),
      value: spent === null ? t("unknown") : t("{0}/month", spent),
      note:
        unchecked("cost") ||
        (cost === null ? t("no cost budget") : t("budget {0}", [stated(cost, reader), matrix.currency].filter((part) => part !== null).join(" "))),
      tone: overCost ? "bad" : "plain",
    },
  ];
}

function signed(kilograms: number, reader: Reader): string {
  return `${kilograms < 0 ? "−" : ""}${mass(Math.abs(kilograms) * 1000, reader)}`;
}
