import type { Topic } from "../src/protocol/detailsView";
import type { MatrixView, RowView, ServiceView } from "../src/protocol/matrixView";
import type { Arranged } from "./gridArrange";
import { rowKey, serviceKey } from "./page";

/** A line of the grid: a service with its languages folded under it, or one of its rows. */
export type GridRow =
  | { readonly kind: "service"; readonly key: string; readonly service: ServiceView; readonly collapsed: boolean }
  | { readonly kind: "row"; readonly key: string; readonly row: RowView; readonly service: ServiceView; readonly nested: boolean };

/** The lines of a view from top to bottom, as arranged. A service whose only row has no language is one line. */
export function gridRows(view: MatrixView, arranged: Arranged, collapsed: ReadonlySet<string>): readonly GridRow[] {
  const services = new Map(view.services.map((service) => [service.name, service]));
  return arranged.flatMap(({ service: name, rows: ids }): readonly GridRow[] => {
    const service = services.get(name);
    if (!service) return [];
    const [only] = service.rows;
    if (service.rows.length === 1 && only && only.language === null) return [{ kind: "row", key: rowKey(only.id), row: only, service, nested: false }];
    const folded = collapsed.has(name);
    const head: GridRow = { kind: "service", key: serviceKey(name), service, collapsed: folded };
    if (folded) return [head];
    const rows = new Map(service.rows.map((row) => [row.id, row]));
    const lines = ids.flatMap((id): GridRow[] => {
      const row = rows.get(id);
      return row ? [{ kind: "row", key: rowKey(id), row, service, nested: true }] : [];
    });
    return [head, ...lines];
  });
}

const sketch = ["name", "class", "criticality", "volume", "cost", "recommended", "decision", "reason", "why"] as const;
const everything = [
  "name",
  "class",
  "avoidable",
  "fixed",
  "criticality",
  "volume",
  "cost",
  "recommended",
  "decision",
  "reason",
  "quality",
  "flip",
  "gates",
  "by",
  "review",
  "why",
] as const;
export type Column = (typeof everything)[number];

/** The six columns of the sketch (the last one is advice, decision and reason), or all that there are. */
export function columnsOf(more: boolean): readonly Column[] {
  return more ? everything : sketch;
}

/** The derivation that a cell opens. */
export function topicOf(column: Column): Topic {
  const topics: Readonly<Record<Column, Topic>> = {
    name: "recommended",
    class: "carbon",
    avoidable: "carbon",
    fixed: "carbon",
    criticality: "criticality",
    volume: "volume",
    cost: "cost",
    recommended: "recommended",
    decision: "decision",
    reason: "decision",
    quality: "carbon",
    flip: "recommended",
    gates: "recommended",
    by: "decision",
    review: "decision",
    why: "recommended",
  };
  return topics[column];
}

/** Why a cell cannot be edited; undefined where it can. */
export type Hindrance = "computed" | "locked" | "undecided" | "no-files" | "in-service" | "in-languages";

export function hindrance(line: GridRow, column: Column): Hindrance | undefined {
  switch (column) {
    case "criticality":
      return undefined;
    case "volume":
      if (line.kind === "service") return "in-languages";
      return line.row.volumeEdit === null ? "no-files" : undefined;
    case "cost":
      return line.kind === "row" && line.nested ? "in-service" : undefined;
    case "decision":
      return line.kind === "row" && line.row.locked ? "locked" : undefined;
    case "reason":
    case "by":
    case "review":
      if (line.kind === "service") return "in-languages";
      if (line.row.locked) return "locked";
      return line.row.decided.value === null ? "undecided" : undefined;
    default:
      return "computed";
  }
}

/** Cells whose value a user may change. */
export function editable(line: GridRow, column: Column): boolean {
  return hindrance(line, column) === undefined;
}
