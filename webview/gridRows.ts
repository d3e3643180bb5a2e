import type { MatrixView, RowView, ServiceView } from "../src/protocol/matrixView";
import { rowKey, serviceKey } from "./page";

/** A line of the grid: a service with its languages folded under it, or one of its rows. */
export type GridRow =
  | { readonly kind: "service"; readonly key: string; readonly service: ServiceView; readonly collapsed: boolean }
  | { readonly kind: "row"; readonly key: string; readonly row: RowView; readonly service: ServiceView; readonly nested: boolean };

/** The lines of a view from top to bottom. A service whose only row has no language is one line. */
export function gridRows(view: MatrixView, collapsed: ReadonlySet<string>): readonly GridRow[] {
  return view.services.flatMap((service): readonly GridRow[] => {
    const [only] = service.rows;
    if (service.rows.length === 1 && only && only.language === null) return [{ kind: "row", key: rowKey(only.id), row: only, service, nested: false }];
    const folded = collapsed.has(service.name);
    const head: GridRow = { kind: "service", key: serviceKey(service.name), service, collapsed: folded };
    return folded ? [head] : [head, ...service.rows.map((row): GridRow => ({ kind: "row", key: rowKey(row.id), row, service, nested: true }))];
  });
}

export const columns = ["name", "class", "avoidable", "fixed", "criticality", "volume", "cost", "recommended", "decision", "reason", "why"] as const;
export type Column = (typeof columns)[number];

/** Cells whose value a user may change. */
export function editable(row: GridRow, column: Column): boolean {
  if (row.kind === "service") return column === "criticality" || column === "decision";
  if (row.row.locked && (column === "decision" || column === "reason")) return false;
  return column === "criticality" || column === "volume" || column === "decision" || column === "reason";
}
