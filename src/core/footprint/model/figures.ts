import type { Interval } from "../../quantity/interval";
import { addPosition, type Column } from "../rows/columns";
import type { RowDraws, RowFigure } from "../rows/rowDraws";
import { rowProducts } from "../rows/rowProducts";
import { DrawnParts } from "./drawnParts";
import { drawInputs, drawsAtOnce, fillColumns, intervalOf } from "./draws";
import { type Evaluation, evaluate } from "./evaluate";
import { meanEvaluator } from "./meanEvaluator";
import type { Model } from "./model";

/** Mean month of each row and host figure, in the units of `Evaluation`. */
export interface Means {
  readonly rows: { readonly [K in keyof Evaluation["rows"]]: Float64Array };
  readonly hosts: { readonly [K in keyof Evaluation["hosts"]]: Float64Array };
}

/** What the carbon of any plan is made of; kg, `figure[position * months + month]`. */
export interface PlanParts {
  readonly avoidable: Float64Array;
  readonly rowFixed: Float64Array;
  readonly hostFixed: Float64Array;
}

/** A figure that was asked for; ask for its interval after `run`. */
export type FigureId = number & { readonly figure: true };

/**
 * The figures of a screen: each is one column, evaluated at the central inputs and for every draw,
 * so that all intervals come from the same draws.
 */
export class Figures {
  private readonly columns: Column[] = [];
  private readonly rowFigures: RowFigure[] = [];
  private centralColumns = new Float64Array(0);
  private centralMeans: Means | null = null;
  /** of each column: its draws */
  private drawnColumns: Float64Array[] = [];
  private rowDraws: RowDraws | null = null;
  private scratch: readonly [Float64Array, Float64Array] = [new Float64Array(0), new Float64Array(0)];
  private drawn: Float64Array[] = [];
  private asked = { draws: 0, seed: 0 };
  private centralKept: PlanParts | null = null;
  private drawnKept: DrawnParts | null = null;
  private readonly intervals = new Map<FigureId, Interval>();

  constructor(private readonly model: Model) {}

  /** Asks for a figure, which has its value after `run` only. */
  add(column: Column): FigureId {
    return (this.columns.push(column) - 1) as FigureId;
  }

  private nothing: FigureId | undefined;
  /** A figure that is 0, for what nobody will look at. */
  get none(): FigureId {
    this.nothing ??= this.add(() => undefined);
    return this.nothing;
  }

  /** A figure of each row: their draws are made when they are asked for, so that a thousand of them cost little more than one. */
  addRows(name: RowFigure): FigureId[] {
    // Ids of rows count downwards from -1, figure by figure.
    const first = -1 - this.rowFigures.length * this.model.rows.length;
    this.rowFigures.push(name);
    return this.model.rows.map((_, r) => (first - r) as FigureId);
  }

  /** A figure of each host. */
  addHosts(name: keyof Means["hosts"]): FigureId[] {
    return this.model.hosts.map((_, h) => this.add((tile, into) => addPosition(tile.means.hosts[name], h, tile, into)));
  }

  /** Evaluates every figure; call once, after the last `add`. */
  run({ draws, seed }: { draws: number; seed: number }): void {
    this.asked = { draws, seed };
    this.drawn = drawInputs(this.model.inputs, draws, seed);
    const central = Float64Array.from(this.model.inputs, (input) => input.value.central);
    const evaluation = evaluate(this.model, central);
    this.centralKept = { avoidable: evaluation.rows.avoidable, rowFixed: evaluation.rows.fixed, hostFixed: evaluation.hosts.fixed };
    const means = meansOf(this.model, evaluation);
    const perFile = rowProducts(this.model.rows, 1);
    perFile.at(central, 1);
    this.centralMeans = means;
    this.centralColumns = new Float64Array(this.columns.length);
    this.columns.forEach((column, c) => {
      column({ means, perFile, values: central, width: 1, count: 1 }, this.centralColumns.subarray(c, c + 1));
    });
    this.draw(draws);
  }

  /** Some draws side by side: each column's are written in their place, rows keep what theirs are made of. */
  private draw(draws: number): void {
    const width = Math.min(drawsAtOnce, draws);
    this.drawnColumns = this.columns.map(() => new Float64Array(draws));
    this.scratch = [new Float64Array(draws), new Float64Array(draws)];
    const { at, perFile, rowDraws } = meanEvaluator(this.model, width);
    this.rowDraws = rowDraws(this.rowFigures, draws);
    const values = new Float64Array(this.model.inputs.length * width);
    for (let from = 0; from < draws; from += width) {
      const count = Math.min(width, draws - from);
      fillColumns(values, this.drawn, { from, count, width });
      const tile = { means: at(values, count), perFile, values, width, count };
      this.rowDraws.keep(from, count);
      this.columns.forEach((column, c) => {
        column(tile, (this.drawnColumns[c] as Float64Array).subarray(from, from + count));
      });
    }
  }

  /** What plans are made of at the central values. */
  get centralParts(): PlanParts {
    return this.centralKept as PlanParts;
  }

  /** What plans are made of in every draw. */
  get drawnParts(): DrawnParts {
    this.drawnKept ??= new DrawnParts(this.model, this.drawn);
    return this.drawnKept;
  }

  /** The same of another model, such as one of other machines: what both have is drawn alike, whatever else the other needs. */
  drawnPartsOf(model: Model): DrawnParts {
    const { draws, seed } = this.asked;
    return new DrawnParts(model, model.inputs === this.model.inputs ? this.drawn : drawInputs(model.inputs, draws, seed));
  }

  /** Central value and the range of the draws; only after `run`. */
  interval(figure: FigureId): Interval {
    let known = this.intervals.get(figure);
    if (!known) {
      const [row, scratch] = this.scratch;
      known = intervalOf(this.central(figure), figure < 0 ? this.ofRow(figure, row) : (this.drawnColumns[figure] as Float64Array), scratch);
      this.intervals.set(figure, known);
    }
    return known;
  }

  /** The figure at the central inputs; only after `run`. */
  central(figure: FigureId): number {
    if (figure >= 0) return this.centralColumns[figure] as number;
    const { name, row } = this.rowFigure(figure);
    return this.centralMeans?.rows[name][row] as number;
  }

  /** The draws of a figure, in draw order, for the caller to keep: the k-th of every figure belong together. */
  sample(figure: FigureId): Float64Array {
    return figure < 0 ? this.ofRow(figure, new Float64Array(this.scratch[0].length)) : (this.drawnColumns[figure] as Float64Array).slice();
  }

  private ofRow(figure: FigureId, into: Float64Array): Float64Array {
    const { name, row } = this.rowFigure(figure);
    return (this.rowDraws as RowDraws).into(name, row, into);
  }

  private rowFigure(figure: FigureId): { readonly name: RowFigure; readonly row: number } {
    const rows = this.model.rows.length;
    const place = -1 - figure;
    return { name: this.rowFigures[Math.floor(place / rows)] as RowFigure, row: place % rows };
  }
}

/** Means over the months of the horizon. */
export function meansOf(model: Model, evaluation: Evaluation): Means {
  const months = model.months.length;
  const meanOf = <T extends object>(figures: T): { [K in keyof T]: Float64Array } =>
    Object.fromEntries(Object.entries(figures).map(([name, all]) => [name, meanMonths(all as Float64Array, months)])) as { [K in keyof T]: Float64Array };
  return { rows: meanOf(evaluation.rows), hosts: meanOf(evaluation.hosts) };
}

function meanMonths(all: Float64Array, months: number): Float64Array {
  const means = new Float64Array(all.length / months);
  for (let k = 0; k < means.length; k++) {
    let total = 0;
    for (let m = 0; m < months; m++) total += all[k * months + m] as number;
    means[k] = total / months;
  }
  return means;
}
