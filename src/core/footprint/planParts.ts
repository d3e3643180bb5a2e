import type { Level } from "../scenario/scenario";
import { drawInputs } from "./draws";
import { meanEvaluator } from "./meanEvaluator";
import type { Model } from "./model";

/** What the mean month of any plan is made of, kg: by row at 100 %, by host while it runs. */
export interface MeanParts {
  readonly avoidable: Float64Array;
  readonly hostFixed: Float64Array;
}

/** Mean-month parts at any vector of input values. */
export function meanPartsAt(model: Model): (values: Float64Array) => MeanParts {
  const { at } = meanEvaluator(model);
  return (values) => {
    const { rows, hosts } = at(values);
    return { avoidable: rows.avoidable.slice(), hostFixed: hosts.fixed.slice() };
  };
}

/** The same at the central values and in each of `draws` seeded draws; an input of the same id has the same draws in every model. */
export function drawnMeanParts(model: Model, { draws, seed }: { draws: number; seed: number }): { central: MeanParts; drawn: readonly MeanParts[] } {
  const at = meanPartsAt(model);
  const values = drawInputs(model.inputs, draws, seed);
  return {
    central: at(Float64Array.from(model.inputs, (input) => input.value.central)),
    drawn: Array.from({ length: draws }, (_, k) => at(Float64Array.from(values, (input) => input[k] as number))),
  };
}

/** Mean-month kg of a plan, what goes with the work and what goes with the machines. */
export function planKg({ avoidable, hostFixed }: MeanParts, levels: readonly Level[], on: readonly boolean[]): { avoidable: number; fixed: number } {
  const kg = { avoidable: 0, fixed: 0 };
  levels.forEach((level, r) => {
    if (level > 0) kg.avoidable += level * (avoidable[r] as number);
  });
  on.forEach((isOn, h) => {
    if (isOn) kg.fixed += hostFixed[h] as number;
  });
  return kg;
}
