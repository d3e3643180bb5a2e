import type { AbatementOption } from "../../analysis/plan";
import { languageName } from "../../languageName";
import type { Language, Translate } from "../../text";

// How options are called, and in which order they are listed.

export function stepLabel(
  kind: "level" | "language" | "service" | "host",
  id: string,
  to: string,
  { t, language }: { readonly t: Translate; readonly language: Language },
): string {
  if (kind === "level") return t("serve {0} at {1}", id, to);
  if (kind === "language") return t("stop everything in {0}", languageName(id, language));
  if (kind === "host") return t("stop all services on {0}", id);
  return t("stop {0}", id);
}

/** What loses nothing comes first, by kilograms; what users feel, or what costs more, comes after it. */
export function byMerit(a: AbatementOption, b: AbatementOption): number {
  return (
    Number(b.noRegret) - Number(a.noRegret) ||
    (a.noRegret ? 0 : a.lossPerKg - b.lossPerKg) ||
    b.avoided.total.central - a.avoided.total.central ||
    a.id.localeCompare(b.id)
  );
}
