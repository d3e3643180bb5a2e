import type { Derivation } from "../analysis";
import type { Interval } from "../quantity/interval";
import type { Translate } from "../text";
import { derive, noDerivation } from "./derivation";
import { evaluate } from "./evaluate";
import { type Figures, meansOf } from "./figures";
import type { System } from "./system";

/** Mean-month figures of rows and hosts that no decision changes. */
export interface RowFigures {
  readonly rows: readonly {
    readonly avoidable: Interval;
    readonly fixed: Interval;
    readonly files: Interval;
    readonly derivation: Derivation;
  }[];
  readonly hosts: readonly { readonly fixed: Interval }[];
}

/** Asks for them now; call what it returns after `figures.run`. */
export function askRows(figures: Figures, system: System, t: Translate): () => RowFigures {
  const { model } = system;
  const rows = model.rows.map((_, r) => ({
    avoidable: figures.add((_e, { rows: means }) => means.avoidable[r] as number),
    fixed: figures.add((_e, { rows: means }) => means.fixed[r] as number),
    files: figures.add((_e, { rows: means }) => means.files[r] as number),
  }));
  const hosts = model.hosts.map((_, h) => figures.add((_e, { hosts: means }) => means.fixed[h] as number));
  return () => {
    const means = meansOf(
      model,
      evaluate(
        model,
        Float64Array.from(model.inputs, (input) => input.value.central),
      ),
    );
    return {
      rows: rows.map(({ avoidable, fixed, files }, r) => {
        const known = system.rows[r]?.unknown === null;
        const volume = (means.rows.requests[r] as number) > 0;
        return {
          avoidable: figures.interval(avoidable),
          fixed: figures.interval(fixed),
          files: figures.interval(files),
          derivation: known ? derive(system, [{ row: r, part: 1 }], means, { volume, t }) : noDerivation,
        };
      }),
      hosts: hosts.map((fixed) => ({ fixed: figures.interval(fixed) })),
    };
  };
}
