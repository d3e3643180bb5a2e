import type { Matrix } from "../analysis/matrix";
import type { Plans } from "../analysis/plan";

/** By plan: microservices that it serves and whose carbon is not known, so that its total is without them. */
export type Open = Plans<readonly string[]>;

export function openRows({ rows }: Matrix): Open {
  const open = rows.filter(({ kgCO2e }) => kgCO2e.avoidable === null);
  const served = (level: (row: Matrix["rows"][number]) => number | null): string[] => open.flatMap((row) => ((level(row) ?? 1) > 0 ? [row.id] : []));
  return {
    baseline: served(() => 1),
    decided: served(({ decided }) => decided),
    recommended: served(({ recommended, decided }) => recommended ?? decided),
  };
}

/** Whether two totals leave out different microservices, so that what lies between them says nothing. */
export function unlike(a: readonly string[], b: readonly string[]): boolean {
  return a.length !== b.length || a.some((id) => !b.includes(id));
}
