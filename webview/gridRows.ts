import type { Topic } from "../src/protocol/detailsView";
import type { MatrixView, MediumView, RowView, ServiceView } from "../src/protocol/matrixView";
import type { Arranged } from "./gridArrange";
import { rowKey, serviceKey } from "./page";

/** A line of the grid: a service with its languages folded under it, one of its rows, or a medium of a row. */
export type GridRow =
  | { readonly kind: "service"; readonly key: string; readonly service: ServiceView; readonly collapsed: boolean }
  | {
      readonly kind: "row";
      readonly key: string;
      readonly row: RowView;
      readonly service: ServiceView;
      readonly nested: boolean;
      /** its media are shown below it */
      readonly unfolded: boolean;
    }
  | { readonly kind: "medium"; readonly key: string; readonly row: RowView; readonly service: ServiceView; readonly medium: MediumView };

/**
 * The lines of a view from top to bottom, as arranged. A service whose only row has no language is one line.
 * @param collapsed names of services @param unfolded keys of rows
 */
export function gridRows(view: MatrixView, arranged: Arranged, collapsed: ReadonlySet<string>, unfolded: ReadonlySet<string> = new Set()): readonly GridRow[] {
  const services = new Map(view.services.map((service) => [service.name, service]));
  return arranged.flatMap(({ service: name, rows: ids }): readonly GridRow[] => {
    const service = services.get(name);
    if (!service) return [];
    const [only] = service.rows;
    if (service.rows.length === 1 && only && only.language === null) return rowLines(only, service, false, unfolded);
    const folded = collapsed.has(name);
    const head: GridRow = { kind: "service", key: serviceKey(name), service, collapsed: folded };
    if (folded) return [head];
    const rows = new Map(service.rows.map((row) => [row.id, row]));
    const lines = ids.flatMap((id): readonly GridRow[] => {
      const row = rows.get(id);
      return row ? rowLines(row, service, true, unfolded) : [];
    });
    return [head, ...lines];
  });
}

function rowLines(row: RowView, service: ServiceView, nested: boolean, open: ReadonlySet<string>): readonly GridRow[] {
  const key = rowKey(row.id);
  const unfolded = row.media.length > 0 && open.has(key);
  const line: GridRow = { kind: "row", key, row, service, nested, unfolded };
  return unfolded ? [line, ...row.media.map((medium): GridRow => ({ kind: "medium", key: `medium:${row.id}:${medium.id}`, row, service, medium }))] : [line];
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
export type Hindrance = "computed" | "locked" | "undecided" | "no-files" | "in-service" | "in-languages" | "in-row";

export function hindrance(line: GridRow, column: Column): Hindrance | undefined {
  if (line.kind === "medium") return "in-row";
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

/** Lines that fold others in and out. */
export function foldable(line: GridRow): boolean {
  return line.kind === "service" || (line.kind === "row" && line.row.media.length > 0);
}

/** Cells whose value a user may change. */
export function editable(line: GridRow, column: Column): boolean {
  return hindrance(line, column) === undefined;
}
