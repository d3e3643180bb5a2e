import type { Interval } from "../quantity/interval";
import { DrawnParts } from "./drawnParts";
import { drawInputs, drawsAtOnce, fillColumns, intervalOf } from "./draws";
import { type Evaluation, evaluate } from "./evaluate";
import { meanEvaluator } from "./meanEvaluator";
import type { Model } from "./model";
import type { Column, Tile } from "./rows/columns";
import { rowProducts } from "./rows/rowProducts";
import { Tiles } from "./tiles";

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
  private readonly columns: { readonly figure: number; readonly column: Column }[] = [];
  private readonly blocks: { readonly first: number; readonly count: number; readonly pick: (means: Means) => Float64Array }[] = [];
  private count = 0;
  private centrals = new Float64Array(0);
  private tiles = new Tiles(0, 1, 0);
  private gathered = new Float64Array(0);
  private scratch = new Float64Array(0);
  private drawn: Float64Array[] = [];
  private asked = { draws: 0, seed: 0 };
  private centralKept: PlanParts | null = null;
  private drawnKept: DrawnParts | null = null;
  private readonly intervals = new Map<FigureId, Interval>();

  constructor(private readonly model: Model) {}

  /** Asks for a figure, which has its value after `run` only. */
  add(column: Column): FigureId {
    this.columns.push({ figure: this.count, column });
    return this.count++ as FigureId;
  }

  /** One figure for each position of an array of means: a thousand of them cost little more than one. */
  addAll(count: number, pick: (means: Means) => Float64Array): FigureId[] {
    const first = this.count;
    this.blocks.push({ first, count, pick });
    this.count += count;
    return Array.from({ length: count }, (_, k) => (first + k) as FigureId);
  }

  /** Evaluates every figure; call once, after the last `add`. */
  run({ draws, seed }: { draws: number; seed: number }): void {
    this.asked = { draws, seed };
    this.drawn = drawInputs(this.model.inputs, draws, seed);
    const central = Float64Array.from(this.model.inputs, (input) => input.value.central);
    const evaluation = evaluate(this.model, central);
    this.centralKept = { avoidable: evaluation.rows.avoidable, rowFixed: evaluation.rows.fixed, hostFixed: evaluation.hosts.fixed };
    const means = meansOf(this.model, evaluation);
    this.centrals = new Float64Array(this.count);
    const perFile = rowProducts(this.model.rows, 1);
    perFile.at(central, 1);
    this.fill({ means, perFile, values: central, width: 1, count: 1 }, this.centrals, 1);
    for (const { first, pick } of this.blocks) this.centrals.set(pick(means), first);
    this.draw(draws);
  }

  private draw(draws: number): void {
    const width = Math.min(drawsAtOnce, draws);
    this.tiles = new Tiles(this.count, width, draws);
    this.gathered = new Float64Array(draws);
    this.scratch = new Float64Array(draws);
    const { at, perFile } = meanEvaluator(this.model, width);
    const values = new Float64Array(this.model.inputs.length * width);
    for (let from = 0; from < draws; from += width) {
      const count = Math.min(width, draws - from);
      fillColumns(values, this.drawn, { from, count, width });
      const means = at(values, count);
      const all = this.tiles.tile(from);
      for (const { first, count: figures, pick } of this.blocks) all.set(pick(means).subarray(0, figures * width), first * width);
      this.fill({ means, perFile, values, width, count }, all, width);
    }
  }

  /** Each column's draws of a tile in `all[figure * width + draw]`. */
  private fill(tile: Tile, all: Float64Array, width: number): void {
    for (const { figure, column } of this.columns) column(tile, all.subarray(figure * width, figure * width + tile.count));
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
      known = intervalOf(this.centrals[figure] as number, this.tiles.gather(figure, this.gathered), this.scratch);
      this.intervals.set(figure, known);
    }
    return known;
  }

  /** The figure at the central inputs; only after `run`. */
  central(figure: FigureId): number {
    return this.centrals[figure] as number;
  }

  /** The draws of a figure, in draw order: the k-th of every figure belong together. */
  sample(figure: FigureId): Float64Array {
    return this.tiles.gather(figure, new Float64Array(this.gathered.length));
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
