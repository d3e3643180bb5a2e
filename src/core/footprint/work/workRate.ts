import { type Factor, type Quality, spreads } from "../../factors/factor";
import type { ResolvedModel } from "../../factors/findModel";
import { type SourceId, sources } from "../../factors/sources";
import type { WorkHardware } from "./workTypes";

/** A multiplier with its own range: model size, engine, card. */
export type Multiplier = readonly [value: number, low: number, high: number];

/**
 * A rate computed from a measured one and multipliers that are independent of each other: the logarithmic distances
 * of their ranges add as squares.
 */
export function rateFrom(base: {
  readonly id: string;
  readonly value: number;
  /** the base's own range, or its quality class */
  readonly range: readonly [low: number, high: number] | Quality;
  readonly multipliers?: readonly Multiplier[];
  readonly unit: string;
  readonly source: SourceId;
  readonly basis: string;
}): Factor {
  const multipliers = base.multipliers ?? [];
  const own: Multiplier =
    typeof base.range === "string"
      ? [base.value, base.value / spreads[base.range], base.value * spreads[base.range]]
      : [base.value, base.range[0], base.range[1]];
  const all = [own, ...multipliers];
  const value = all.reduce((product, [factor]) => product * factor, 1);
  const source = sources[base.source];
  return {
    id: base.id,
    value,
    ...rangeOf(value, all),
    unit: base.unit,
    year: Number(source.date.slice(0, 4)),
    source,
    basis: base.basis,
    derived: multipliers.length > 0,
    yearAssumed: true,
    ...(typeof base.range === "string" ? { rangeAssumed: true as const } : {}),
  };
}

/** A rate of which more is unsure than its own range says. */
export function widened(rate: Factor, multipliers: readonly Multiplier[]): Factor {
  return { ...rate, ...rangeOf(rate.value, [[rate.value, rate.low, rate.high], ...multipliers]), derived: true };
}

function rangeOf(value: number, parts: readonly Multiplier[]): Pick<Factor, "low" | "high"> {
  const distance = (end: 1 | 2): number => Math.hypot(...parts.map((each) => Math.log(each[end] / each[0])));
  return { low: value / Math.exp(distance(1)), high: value * Math.exp(distance(2)) };
}

/** A spread as a multiplier that does not move the central value. */
export function spread(factor: number): Multiplier {
  return [1, 1 / factor, factor];
}

/** Cards at work on one request: a fraction where a part is rented, one card of several. */
export function cardShare({ gpus }: WorkHardware): number {
  return Math.min(1, gpus > 0 ? gpus : 1);
}

/** Names a model in a rate's id: figures that the user stated make it another model. */
export function modelKey(model: ResolvedModel): string {
  const parameters = model.parameters.id.includes("/stated-") ? `@${model.parameters.value / 1e9}B` : "";
  const weights = model.statedWeightsGB === null ? "" : `@${model.statedWeightsGB}GB`;
  return `${model.id}${parameters}${weights}`;
}

/** `T4`, `A10x0.33`, `cpu8`: the part of a rate's id that names the machine. */
export function machineId(hardware: WorkHardware): string {
  if (hardware.gpu === null) return `cpu${hardware.vcpus}`;
  const share = cardShare(hardware);
  return share === 1 ? hardware.gpu.id : `${hardware.gpu.id}x${share.toFixed(2)}`;
}
