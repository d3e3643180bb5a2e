import type { MatrixView, Order, RowView, ServiceView } from "../src/protocol/matrixView";

// Which rows are shown, and in which order: pure, so that it can be tested without a page.

export const filters = ["all", "open", "decided", "differs", "heavy", "gated", "locked"] as const;
export type Filter = (typeof filters)[number];

export type SortKey = "name" | keyof Order;

export interface Sort {
  readonly by: SortKey;
  readonly down: boolean;
}

export interface Arrangement {
  /** null: as the scenario has them */
  readonly sort: Sort | null;
  readonly filter: Filter;
  readonly search: string;
}

export const asWritten: Arrangement = { sort: null, filter: "all", search: "" };

/** Asked for by a column's head: names from A on first, figures from the heaviest; then the other way; then as written. */
export function nextSort(now: Sort | null, by: SortKey): Sort | null {
  const down = by !== "name";
  if (now?.by !== by) return { by, down };
  return now.down === down ? { by, down: !down } : null;
}

/** Services from top to bottom, with the ids of their rows. */
export type Arranged = readonly { readonly service: string; readonly rows: readonly string[] }[];

/** The rows that an arrangement shows. Services are sorted by what their own line reads, rows within their service. */
export function arrange(view: MatrixView, { sort, filter, search }: Arrangement): Arranged {
  const wanted = search.trim().toLocaleLowerCase();
  const shown = view.services.flatMap((service) => {
    const rows = service.rows.filter((row) => passes(row, filter) && matches(row, service, wanted));
    return rows.length === 0 ? [] : [{ service, rows }];
  });
  if (sort) {
    shown.sort((a, b) => compare(sortedBy(a.service.name, a.service.order, sort), sortedBy(b.service.name, b.service.order, sort), sort.down));
    for (const one of shown) {
      one.rows.sort((a, b) => compare(sortedBy(a.languageName || a.id, a.order, sort), sortedBy(b.languageName || b.id, b.order, sort), sort.down));
    }
  }
  return shown.map(({ service, rows }) => ({ service: service.name, rows: rows.map(({ id }) => id) }));
}

/** The rows of one view and the arrangement that was made of it. */
export interface Held {
  readonly arrangement: Arrangement;
  readonly arranged: Arranged;
  /** ids of all rows of that view */
  readonly known: ReadonlySet<string>;
}

/**
 * The arrangement of a new view: what was shown stays where it is, even if an edit moved its value past its neighbour's or
 * out of the filter, until the user arranges anew. Rows that are new join at the end of their service.
 */
export function hold(before: Held | undefined, view: MatrixView, arrangement: Arrangement): Held {
  const fresh = arrange(view, arrangement);
  const known = new Set(view.services.flatMap((service) => service.rows.map(({ id }) => id)));
  if (!before || before.arrangement !== arrangement) return { arrangement, arranged: fresh, known };
  const plain = arrangement.sort === null && arrangement.filter === "all" && arrangement.search.trim() === "";
  if (plain) return { arrangement, arranged: fresh, known };
  const news = new Map(fresh.map(({ service, rows }) => [service, rows.filter((id) => !before.known.has(id))]));
  const kept = before.arranged.map(({ service, rows }) => ({ service, rows: [...rows.filter((id) => known.has(id)), ...(news.get(service) ?? [])] }));
  const there = new Set(kept.map(({ service }) => service));
  const added = fresh.flatMap(({ service }) => (there.has(service) ? [] : [{ service, rows: news.get(service) ?? [] }]));
  return { arrangement, arranged: [...kept, ...added].filter(({ rows }) => rows.length > 0), known };
}

function passes(row: RowView, filter: Filter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "open":
      return row.decided.value === null;
    case "decided":
      return row.decided.value !== null;
    case "differs":
      return row.differs;
    case "heavy":
      return row.carbonClass?.id === "high";
    case "gated":
      return row.gates !== "";
    case "locked":
      return row.locked;
  }
}

function matches(row: RowView, service: ServiceView, wanted: string): boolean {
  if (wanted === "") return true;
  return [row.id, row.languageName, service.description, row.reason, row.by].some((text) => text.toLocaleLowerCase().includes(wanted));
}

function sortedBy(name: string, order: Order, { by }: Sort): string | number | null {
  return by === "name" ? name : order[by];
}

/** Unknown comes last in both directions. */
function compare(a: string | number | null, b: string | number | null, down: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const forward = typeof a === "string" || typeof b === "string" ? String(a).localeCompare(String(b)) : a - b;
  return down ? -forward : forward;
}
