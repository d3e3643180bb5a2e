import type { Scenario } from "../../scenario/scenario";
import type { Translate } from "../../text";
import type { RowInfo } from "../system";

/**
 * What a level hangs on that no number moves: the permission or the use without which a licence stops the row. Null where the licence
 * asks nothing, where it stops the row already, or where an obligation holds it all the same.
 */
export function licenceTurn({ model, licence, nonCommercial, settings }: RowInfo, use: Scenario["use"], level: number | null, t: Translate): string | null {
  if (!nonCommercial || level === null || level === 0 || (settings.obligation?.level ?? 0) > 0) return null;
  const [name, terms] = [model ?? "", licence ?? ""];
  if (settings.licence === "accepted" && use === "commercial")
    return t("It rests on the permission for {0} ({1}): without licence: accepted it would be 0 %.", name, terms);
  return settings.licence !== "accepted" && use === "non-commercial"
    ? t("It rests on a use that is not commercial: with use: commercial the licence of {0} ({1}) would make it 0 %.", name, terms)
    : null;
}
