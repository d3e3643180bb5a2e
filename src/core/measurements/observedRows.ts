import type { Imported, Observation } from "./observation";

/** One observed label of one tool, over all its runs. */
export interface Row {
  readonly tool: string;
  readonly method: string;
  readonly route: string;
  readonly origins: readonly string[];
  readonly windows: readonly Observation["window"][];
  /** served */
  readonly requests: number;
  /** refused or failed, as far as the tool tells */
  readonly failed: number;
  /** null where a run with requests did not tell: a part is no total */
  readonly wall: number | null;
  readonly cpu: number | null;
  readonly energy: number | null;
  /** of the cards alone */
  readonly gpuEnergy: number | null;
  /** that it is the sum of; of several files the most */
  readonly cards: number;
  readonly pueIncluded: boolean;
  readonly ofTask: boolean;
}

/** Runs of one tool are parts of one record; answers without a run are whole records. */
export function sourceOf({ tool, locator, run }: Observation["origin"]): string {
  return run === undefined ? `${tool} ${locator}` : tool;
}

/** All observations, each run or answer once: of two copies the one whose window ends later, else the later in the list. */
export function latestRuns(imported: readonly Imported[]): readonly Observation[] {
  const key = ({ origin }: Observation): string => `${origin.importer}\n${origin.tool}\n${origin.run ?? origin.locator}`;
  const latest = new Map<string, { readonly from: Imported; readonly end: number }>();
  for (const from of imported) {
    for (const one of from.observations) {
      const end = Date.parse(one.window.end ?? "") || 0;
      if (end >= (latest.get(key(one))?.end ?? 0)) latest.set(key(one), { from, end });
    }
  }
  const seen = new Set<Imported>();
  return imported.flatMap((from) => {
    if (seen.has(from)) return [];
    seen.add(from);
    return from.observations.filter((one) => latest.get(key(one))?.from === from);
  });
}

/**
 * One row for each tool, method and route as the tool names it: observations of several files and windows are summed. Those of
 * cards and processes are left out.
 */
export function observedRows(observations: readonly Observation[]): readonly Row[] {
  const groups = new Map<string, Observation[]>();
  for (const one of observations) {
    if (one.subject.kind !== "endpoint") continue;
    const key = `${sourceOf(one.origin)}\n${one.subject.method}\n${one.subject.route}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].flatMap((group) => {
    const first = group[0];
    if (first === undefined || first.subject.kind !== "endpoint") return [];
    return [
      {
        tool: sourceOf(first.origin),
        method: first.subject.method,
        route: first.subject.route,
        origins: distinct(group.map((one) => one.origin.locator)),
        windows: group.map((one) => one.window),
        requests: total(group, "requests") ?? 0,
        failed: group.reduce((sum, one) => (one.quantity === "failed" ? sum + one.value : sum), 0),
        wall: total(group, "wall"),
        cpu: total(group, "cpu"),
        energy: total(group, "energy"),
        gpuEnergy: total(group, "gpuEnergy"),
        cards: Math.max(1, ...group.map(({ cards = 1 }) => cards)),
        pueIncluded: group.some((one) => one.quantity === "energy" && one.pueIncluded),
        ofTask: group.every((one) => one.ofTask === true),
      },
    ];
  });
}

/** Sum of one quantity over runs; null when no run tells it, or when one that had requests does not. */
function total(group: readonly Observation[], quantity: Observation["quantity"]): number | null {
  const runs = (of: Observation["quantity"]): Set<string> =>
    new Set(group.filter((one) => one.quantity === of && (of === quantity || one.value > 0)).map((one) => one.origin.run ?? one.origin.locator));
  const telling = runs(quantity);
  if (telling.size === 0 || [...runs("requests")].some((run) => !telling.has(run))) return null;
  return group.filter((one) => one.quantity === quantity).reduce((sum, one) => sum + one.value, 0);
}

export function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
