import type { Matrix } from "../core/analysis/matrix";
import { atLeast, openRows } from "../core/report/openRows";
import { type LevelsOf, levelsWords, nothingDecided } from "../core/report/settled";
import { chance, mass, money, type Reader, range, scaled, stated } from "../core/report/words/figures";
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
  const open = openBudget(matrix, "carbon");
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
      value: decided.overProbability !== null ? chance(decided.overProbability, reader) : carbon === null ? "–" : t("unknown"),
      note: t("in some month"),
      tone: decided.overProbability !== null && decided.overProbability > 0.5 ? "bad" : "plain",
    },
    {
      id: "overshoot",
      label: t("Over budget from"),
      value:
        decided.overshootMonth ?? (overCost ? t("{0} (cost)", decided.costOvershootMonth ?? "") : carbon === null ? "–" : open ? t("unknown") : t("never")),
      note: open && !overCost ? whyOpen(matrix, reader) : t("within the horizon"),
      tone: bad || overCost ? "bad" : carbon === null || open ? "plain" : "good",
    },
    {
      id: "cost",
      label: t("Cost"),
      value: spent === null ? t("unknown") : t("{0}/month", spent),
      note: costNote(),
      tone: overCost ? "bad" : "plain",
    },
  ];

  function costNote(): string {
    const { unchecked, overfull = [], unfit = [] } = decided;
    const limit = cost === null ? null : t("budget {0}", [stated(cost, reader), matrix.currency].filter((part) => part !== null).join(" "));
    if (!openBudget(matrix, "cost")) return limit ?? t("no cost budget");
    // What holds for the carbon budget too is said there.
    if (limit !== null && overfull.length + unfit.length > 0) return t("{0}, not checked", limit);
    return unchecked.find(({ budget }) => budget === "cost")?.reason ?? "";
  }
}

/** Whether nobody can say that a budget is kept. One that is exceeded by what is known alone is checked: the rest only comes on top. */
function openBudget({ plans: { decided } }: Matrix, name: "carbon" | "cost"): boolean {
  const over = name === "carbon" ? decided.overshootMonth : decided.costOvershootMonth;
  return over === null && decided.unchecked.some(({ budget }) => budget === name);
}

/** Why the carbon budget is not checked, in a few words: the sentence with all names stands above. */
function whyOpen(matrix: Matrix, reader: Reader): string {
  const { t } = reader;
  const { unfit = [], overfull = [], unchecked } = matrix.plans.decided;
  const most = unchecked.find(({ boundKg }) => boundKg !== undefined)?.boundKg;
  const rows = openRows(matrix).decided.length - overfull.length;
  if (rows > 0 && most !== undefined)
    return t("carbon of {0} {0|row|rows} not known: at most {1}, if {0|its machine is|their machines are} enough", rows, mass(most * 1000, reader));
  if (rows > 0) return t("carbon of {0} {0|row|rows} not known", rows);
  if (overfull.length > 0) return t("{0} {0|machine|machines} would have to work more hours than there are", overfull.length);
  if (unfit.length > 0)
    return unfit.some(({ sure }) => sure)
      ? t("{0} {0|machine does|machines do} not hold {0|its|their} models", unfit.length)
      : t("{0} {0|machine|machines} may not hold {0|its|their} models", unfit.length);
  return t("not checked");
}

function signed(kilograms: number, reader: Reader): string {
  return `${kilograms < 0 ? "−" : ""}${mass(Math.abs(kilograms) * 1000, reader)}`;
}
