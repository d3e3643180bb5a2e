import type { Analysis } from "../../analysis/analysis";
import { scenarioErrors } from "../../analysis/scenarioErrors";
import { percentileMass } from "../../decision/prudentWords";
import { overBudgets } from "../budgetSentence";
import { atLeast, openRows } from "../openRows";
import { unserved } from "../unserved";
import { mass, readerOf, stated } from "../words/figures";
import { uncheckedWord } from "./headlineBudget";

/** The decided plan in one short text: `9.7 of 6 kg/month · over budget`. */
export function budgetStatus(analysis: Analysis): { readonly text: string; readonly over: boolean } {
  const reader = readerOf(analysis.language);
  const { t } = reader;
  const { matrix, scenario } = analysis;
  if (!matrix || scenario?.valid === false || scenarioErrors(analysis).length > 0) return { text: t("scenario has errors"), over: false };
  const { decided } = matrix.plans;
  const missing = unserved(analysis).length;
  const without = missing === 0 ? [] : [t("without {0} {0|endpoint|endpoints}", missing)];
  const budget = matrix.total.budget.carbon;
  if (!decided.kgCO2e) return { text: t("carbon not known"), over: false };
  const central = t("{0} CO2e/month", atLeast(mass(decided.kgCO2e.central * 1000, reader), decided.kgCO2e, openRows(matrix).decided, t));
  const used = decided.prudent ? t("{0}, 80th percentile {1},", central, percentileMass(decided.prudent.kg, analysis.language)) : central;
  const over = decided.feasible === false;
  const state = over
    ? overBudgets(matrix, decided, t)
    : decided.feasible === null
      ? uncheckedWord(decided, reader)
      : budget === null
        ? null
        : t("within budget");
  if (budget === null) return { text: [used, ...(state === null ? [] : [state]), ...without].join(" · "), over };
  return { text: [t("{0} of {1} kg · {2}", used, stated(budget, reader), state ?? ""), ...without].join(" · "), over };
}
