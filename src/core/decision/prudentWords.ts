import type { Plan } from "../analysis/plan";
import { monthName } from "../quantity/dates";
import { formatNumber } from "../quantity/format";
import type { Language, Translate } from "../text";

/** What a prudent budget compares, in one sentence; null where the central value is compared. */
export function prudentWords({ prudent }: Pick<Plan, "prudent">, t: Translate, language: Language): string | null {
  if (prudent === undefined) return null;
  return t(
    "Compared is the 80th percentile, not the central value: {0} in {1}, the fullest month.",
    percentileMass(prudent.kg, language),
    monthName(prudent.month, language),
  );
}

/** Three figures, so that 14.2 kg over 14 kg does not read as 14 over 14. */
export function percentileMass(kg: number, language: Language): string {
  return `${formatNumber(kg, language, 3)} kg`;
}
