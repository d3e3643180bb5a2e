import type { Interval } from "../quantity/interval";
import { drawInputs, intervalOf } from "./draws";
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

/** One number read off a mean month. */
export type Probe = (means: Means, values: Float64Array) => number;

const drawsAtOnce = 16;

/** A figure that was asked for; ask for its interval after `run`. */
export type FigureId = number & { readonly figure: true };

/**
 * The figures of a screen: each is one probe, evaluated once at the central inputs and once for every draw,
 * so that all intervals come from the same draws.
 */
export class Figures {
  private readonly probes: { readonly figure: number; readonly probe: Probe }[] = [];
  private readonly blocks: { readonly first: number; readonly count: number; readonly pick: (means: Means) => Float64Array }[] = [];
  private count = 0;
  private centrals = new Float64Array(0);
  private samples: Float64Array[] = [];
  private drawn: Float64Array[] = [];
  private centralKept: PlanParts | null = null;
  private drawnKept: readonly PlanParts[] | null = null;
  private readonly intervals = new Map<FigureId, Interval>();

  constructor(private readonly model: Model) {}

  add(probe: Probe): FigureId {
    this.probes.push({ figure: this.count, probe });
    return this.count++ as FigureId;
  }

  /** One figure for each position of an array of means: a thousand of them cost little more than one. */
  addAll(count: number, pick: (means: Means) => Float64Array): FigureId[] {
    const first = this.count;
    this.blocks.push({ first, count, pick });
    this.count += count;
    return Array.from({ length: count }, (_, k) => (first + k) as FigureId);
  }

  /** Evaluates every probe; call once, after the last `add`. */
  run({ draws, seed }: { draws: number; seed: number }): void {
    this.samples = Array.from({ length: this.count }, () => new Float64Array(draws));
    this.drawn = drawInputs(this.model.inputs, draws, seed);
    const central = Float64Array.from(this.model.inputs, (input) => input.value.central);
    const evaluation = evaluate(this.model, central);
    this.centralKept = { avoidable: evaluation.rows.avoidable, rowFixed: evaluation.rows.fixed, hostFixed: evaluation.hosts.fixed };
    const means = meansOf(this.model, evaluation);
    this.centrals = new Float64Array(this.count);
    this.read(means, central, (figure, value) => {
      this.centrals[figure] = value;
    });
    const { at } = meanEvaluator(this.model);
    const values = new Float64Array(this.model.inputs.length);
    // Some draws at a time: one value in each of a thousand samples would miss the cache every time.
    const some = new Float64Array(drawsAtOnce * this.count);
    for (let from = 0; from < draws; from += drawsAtOnce) {
      const together = Math.min(drawsAtOnce, draws - from);
      for (let k = 0; k < together; k++) {
        this.fill(values, from + k);
        const start = k * this.count;
        this.read(at(values), values, (figure, value) => {
          some[start + figure] = value;
        });
      }
      for (let figure = 0; figure < this.count; figure++) {
        const sample = this.samples[figure] as Float64Array;
        for (let k = 0; k < together; k++) sample[from + k] = some[k * this.count + figure] as number;
      }
    }
  }

  private read(means: Means, values: Float64Array, put: (figure: number, value: number) => void): void {
    for (const { figure, probe } of this.probes) put(figure, probe(means, values));
    for (const { first, count, pick } of this.blocks) {
      const figures = pick(means);
      for (let k = 0; k < count; k++) put(first + k, figures[k] as number);
    }
  }

  /** What plans are made of at the central values. */
  get centralParts(): PlanParts {
    return this.centralKept as PlanParts;
  }

  /** What plans are made of in every draw. */
  get drawnParts(): readonly PlanParts[] {
    if (this.drawnKept === null) {
      const { at, parts } = meanEvaluator(this.model);
      this.drawnKept = Array.from({ length: this.drawn[0]?.length ?? 0 }, (_, k) => {
        at(this.values(k));
        return parts();
      });
    }
    return this.drawnKept;
  }

  /** The input values of the k-th draw, after `run`. */
  values(k: number): Float64Array {
    return this.fill(new Float64Array(this.drawn.length), k);
  }

  private fill(values: Float64Array, k: number): Float64Array {
    for (let i = 0; i < values.length; i++) values[i] = (this.drawn[i] as Float64Array)[k] as number;
    return values;
  }

  interval(figure: FigureId): Interval {
    let known = this.intervals.get(figure);
    if (!known) {
      known = intervalOf(this.centrals[figure] as number, this.samples[figure] as Float64Array);
      this.intervals.set(figure, known);
    }
    return known;
  }

  central(figure: FigureId): number {
    return this.centrals[figure] as number;
  }

  /** The draws of a figure, in draw order: the k-th of every figure belong together. */
  sample(figure: FigureId): Float64Array {
    return this.samples[figure] as Float64Array;
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
