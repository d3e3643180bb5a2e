import type { Level } from "../../scenario/scenario";
import { drawInputs, drawsAtOnce } from "../model/draws";
import { meanEvaluator } from "../model/meanEvaluator";
import type { Model } from "../model/model";

/** What the mean month of any plan is made of, kg: by row at 100 %, by host while it runs. */
export interface MeanParts {
  readonly avoidable: Float64Array;
  readonly hostFixed: Float64Array;
}

/** Mean-month parts at many vectors of input values, each an array of its own. */
export function meanPartsAt(model: Model, vectors: number, inputAt: (input: number, vector: number) => number): MeanParts[] {
  const width = Math.min(drawsAtOnce, vectors);
  const { at } = meanEvaluator(model, width);
  const values = new Float64Array(model.inputs.length * width);
  const parts: MeanParts[] = [];
  for (let from = 0; from < vectors; from += width) {
    const count = Math.min(width, vectors - from);
    for (let i = 0; i < model.inputs.length; i++) for (let k = 0; k < count; k++) values[i * width + k] = inputAt(i, from + k);
    const { rows, hosts } = at(values, count);
    const column = (figure: Float64Array, k: number): Float64Array =>
      Float64Array.from({ length: figure.length / width }, (_, p) => figure[p * width + k] as number);
    for (let k = 0; k < count; k++) parts.push({ avoidable: column(rows.avoidable, k), hostFixed: column(hosts.fixed, k) });
  }
  return parts;
}

/** The same at the central values and in each of `draws` seeded draws; an input of the same id has the same draws in every model. */
export function drawnMeanParts(model: Model, { draws, seed }: { draws: number; seed: number }): { central: MeanParts; drawn: readonly MeanParts[] } {
  const values = drawInputs(model.inputs, draws, seed);
  const [central, ...drawn] = meanPartsAt(model, draws + 1, (i, k) => (k === 0 ? (model.inputs[i]?.value.central as number) : (values[i]?.[k - 1] as number)));
  return { central: central as MeanParts, drawn };
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
