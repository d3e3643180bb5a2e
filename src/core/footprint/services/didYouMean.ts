import type { Translate } from "../../text";

/** ` (did you mean a, b?)`, or nothing. */
export function didYouMean(suggestions: readonly string[], t: Translate): string {
  return suggestions.length > 0 ? t(" (did you mean {0}?)", suggestions.join(", ")) : "";
}
