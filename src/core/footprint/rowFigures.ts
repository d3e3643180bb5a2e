import type { Interval } from "../quantity/interval";
import type { Figures } from "./figures";
import type { Model } from "./model";

/** Mean-month figures of rows and hosts that no decision changes. */
export interface RowFigures {
  readonly rows: readonly { readonly avoidable: Interval; readonly fixed: Interval; readonly files: Interval }[];
  readonly hosts: readonly { readonly fixed: Interval }[];
}

/** Asks for them now; call what it returns after `figures.run`. */
export function askRows(figures: Figures, model: Model): () => RowFigures {
  const rows = model.rows.map((_, r) => ({
    avoidable: figures.add((_e, { rows: means }) => means.avoidable[r] as number),
    fixed: figures.add((_e, { rows: means }) => means.fixed[r] as number),
    files: figures.add((_e, { rows: means }) => means.files[r] as number),
  }));
  const hosts = model.hosts.map((_, h) => figures.add((_e, { hosts: means }) => means.fixed[h] as number));
  return () => ({
    rows: rows.map(({ avoidable, fixed, files }) => ({ avoidable: figures.interval(avoidable), fixed: figures.interval(fixed), files: figures.interval(files) })),
    hosts: hosts.map((fixed) => ({ fixed: figures.interval(fixed) })),
  });
}
