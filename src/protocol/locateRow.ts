import { parseScenario } from "../core/scenario/parseScenario";
import type { Translate } from "../core/text";

/** Where a row of the matrix stands in the scenario's text (from 1): its decision, else its service. */
export function locateRow(text: string, file: string, id: string, t: Translate): { readonly line: number; readonly column: number } | null {
  const { scenario, locate } = parseScenario(text, file, t);
  const [service = id] = scenario?.services?.[id] ? [id] : [id.slice(0, id.lastIndexOf("/"))];
  return locate(scenario?.decisions?.[id] ? ["decisions", id] : ["services", service]);
}
