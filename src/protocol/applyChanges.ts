import type { TextEdit } from "../core/problem";
import { readNumeral } from "../core/quantity/number";
import { parseQuantity } from "../core/quantity/parseQuantity";
import { type Change as ScenarioChange, scenarioEdits } from "../core/scenario/scenarioEdit";
import type { Translate } from "../core/text";
import type { Change } from "./messages";

/** The edits that make some changes in a scenario's text, or why there are none. */
export type Applied = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

/**
 * Turns what a user of the matrix wants into the smallest edits of the scenario's text.
 * All changes or none: one amount that cannot be read refuses the whole paste.
 */
export function applyChanges(text: string, changes: readonly Change[], t: Translate): Applied {
  const read = changes.map((change) => scenarioChange(change, t));
  const refusal = read.find((one) => "refused" in one);
  return (
    refusal ?? {
      edits: scenarioEdits(
        text,
        read.flatMap((one) => ("change" in one ? one.change : [])),
      ),
    }
  );
}

function scenarioChange(change: Change, t: Translate): { readonly change: ScenarioChange } | { readonly refused: string } {
  switch (change.type) {
    case "files": {
      const read = parseQuantity(withUnit(change.files, "/month"), "files/month", t);
      return read.ok ? { change: { ...change, files: read.value.central } } : { refused: read.message };
    }
    case "budget": {
      const read = parseQuantity(withUnit(change.carbon, " kg/month"), "carbon/month", t);
      return read.ok ? { change: { ...change, carbon: read.value.central } } : { refused: read.message };
    }
    default:
      return { change };
  }
}

/** In a cell whose heading says the unit, a bare number is enough. */
function withUnit(text: string, unit: string): string {
  const read = readNumeral(text);
  return typeof read !== "string" && read.rest === "" ? `${text.trim()}${unit}` : text;
}
