import type { Interval } from "../quantity/interval";
import { drawInputs, intervalOf } from "./draws";
import { type Evaluation, evaluator } from "./evaluate";
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

/** One number read off an evaluation. */
export type Probe = (evaluation: Evaluation, means: Means, values: Float64Array) => number;

/** A figure that was asked for; ask for its interval after `run`. */
export type FigureId = number & { readonly figure: true };

/**
 * The figures of a screen: each is one probe, evaluated once at the central inputs and once for every draw,
 * so that all intervals come from the same draws.
 */
export class Figures {
  private readonly probes: Probe[] = [];
  private centrals = new Float64Array(0);
  private samples: Float64Array[] = [];
  private drawn: Float64Array[] = [];
  /** Evaluations that plans are added up from: the central one, then one a draw. */
  private readonly kept: PlanParts[] = [];
  private drawnKept: readonly PlanParts[] | null = null;
  private readonly intervals = new Map<FigureId, Interval>();

  constructor(private readonly model: Model) {}

  add(probe: Probe): FigureId {
    this.probes.push(probe);
    return (this.probes.length - 1) as FigureId;
  }

  /** Evaluates every probe; call once, after the last `add`. */
  run({ draws, seed }: { draws: number; seed: number }): void {
    const evaluateAt = evaluator(this.model);
    const average = averager(this.model);
    this.centrals = new Float64Array(this.probes.length);
    this.samples = this.probes.map(() => new Float64Array(draws));
    this.drawn = drawInputs(this.model.inputs, draws, seed);
    const fill = (values: Float64Array, put: (figure: number, value: number) => void): void => {
      const evaluation = evaluateAt(values);
      this.kept.push({ avoidable: evaluation.rows.avoidable.slice(), rowFixed: evaluation.rows.fixed.slice(), hostFixed: evaluation.hosts.fixed.slice() });
      const means = average(evaluation);
      for (let f = 0; f < this.probes.length; f++) put(f, (this.probes[f] as Probe)(evaluation, means, values));
    };
    fill(
      Float64Array.from(this.model.inputs, (input) => input.value.central),
      (f, value) => {
        this.centrals[f] = value;
      },
    );
    for (let k = 0; k < draws; k++) {
      fill(this.values(k), (f, value) => {
        (this.samples[f] as Float64Array)[k] = value;
      });
    }
  }

  /** What plans are made of at the central values. */
  get centralParts(): PlanParts {
    return this.kept[0] as PlanParts;
  }

  /** What plans are made of in every draw. */
  get drawnParts(): readonly PlanParts[] {
    this.drawnKept ??= this.kept.slice(1);
    return this.drawnKept;
  }

  /** The input values of the k-th draw, after `run`. */
  values(k: number): Float64Array {
    return Float64Array.from(this.drawn, (input) => input[k] as number);
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
  return averager(model)(evaluation);
}

/** The same for many evaluations: what it returns is overwritten by its next call. */
function averager(model: Model): (evaluation: Evaluation) => Means {
  const months = model.months.length;
  const zeros = <T extends object>(arrays: T): { [K in keyof T]: Float64Array } =>
    Object.fromEntries(Object.entries(arrays).map(([name, all]) => [name, new Float64Array((all as Float64Array).length / months)])) as {
      [K in keyof T]: Float64Array;
    };
  let means: Means | null = null;
  const fill = (from: object, to: object): void => {
    for (const name of Object.keys(to)) {
      const all = (from as Record<string, Float64Array>)[name] as Float64Array;
      const mean = (to as Record<string, Float64Array>)[name] as Float64Array;
      for (let k = 0; k < mean.length; k++) {
        let total = 0;
        for (let m = 0; m < months; m++) total += all[k * months + m] as number;
        mean[k] = total / months;
      }
    }
  };
  return (evaluation) => {
    means ??= { rows: zeros(evaluation.rows), hosts: zeros(evaluation.hosts) };
    fill(evaluation.rows, means.rows);
    fill(evaluation.hosts, means.hosts);
    return means;
  };
}
