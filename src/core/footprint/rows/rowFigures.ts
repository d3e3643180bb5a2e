import type { Derivation } from "../../analysis/estimate";
import { lazily } from "../../lazily";
import type { Interval } from "../../quantity/interval";
import type { Translate } from "../../text";
import { derive, noDerivation } from "../endpoints/derivation";
import { centralDraw } from "../model/centralDraw";
import type { FigureId, Figures } from "../model/figures";
import type { System } from "../system";

/** Mean-month figures of rows and hosts that no decision changes. */
export interface RowFigures {
  readonly rows: readonly {
    readonly avoidable: Interval;
    readonly fixed: Interval;
    readonly files: Interval;
    /** avoidable and fixed together, in every draw */
    readonly draws: Float64Array;
    readonly derivation: Derivation;
  }[];
  readonly hosts: readonly { readonly fixed: Interval }[];
}

/** Asks for them now; call what it returns after `figures.run`. */
export function askRows(figures: Figures, system: System, t: Translate): () => RowFigures {
  const { model } = system;
  const avoidable = figures.addRows("avoidable");
  const fixed = figures.addRows("fixed");
  const files = figures.addRows("files");
  const hosts = figures.addHosts("fixed");
  return () => {
    const central = centralDraw(model);
    return {
      rows: model.rows.map((_, r) => {
        const known = system.rows[r]?.unknown === null;
        const volume = (central.means.rows.requests[r] as number) > 0;
        const row = {
          avoidable: figures.interval(avoidable[r] as FigureId),
          fixed: figures.interval(fixed[r] as FigureId),
          files: figures.interval(files[r] as FigureId),
        };
        return lazily<typeof row, Pick<RowFigures["rows"][number], "draws" | "derivation">>(row, {
          draws: () => addTo(figures.sample(avoidable[r] as FigureId), figures.sample(fixed[r] as FigureId)),
          derivation: () => (known ? derive(system, [{ row: r, part: 1 }], central, { volume, t }) : noDerivation),
        });
      }),
      hosts: hosts.map((figure) => ({ fixed: figures.interval(figure) })),
    };
  };
}

/** Adds the second to the first, draw by draw. */
function addTo(sum: Float64Array, other: Float64Array): Float64Array {
  for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + (other[k] as number);
  return sum;
}
