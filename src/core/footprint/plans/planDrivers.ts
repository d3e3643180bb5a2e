import type { PlanDriver } from "../../analysis/plan";
import { changeBetween } from "../../quantity/changeBetween";
import type { Level } from "../../scenario/scenario";
import { type Input, isMeasurable } from "../model/inputs";
import type { Model } from "../model/model";
import { type MeanParts, meanPartsAt, planKg } from "./planParts";
import { hostsOn } from "./plans";

/** An input alone at its P5 and at its P95, all others central: what any plan's total is made of there. */
export interface MovedInput {
  readonly position: number;
  readonly low: MeanParts;
  readonly high: MeanParts;
}

/** Every input that has a range, moved; no decision changes these. */
export function movedInputs(model: Model): MovedInput[] {
  const ranged = model.inputs.flatMap(({ shape }, position) => (shape === "point" ? [] : [position]));
  const parts = meanPartsAt(model, 2 * ranged.length, (input, k) => {
    const { low, central, high } = (model.inputs[input] as Input).value;
    return ranged[k >> 1] !== input ? central : k % 2 === 0 ? low : high;
  });
  return ranged.map((position, k) => ({ position, low: parts[2 * k] as MeanParts, high: parts[2 * k + 1] as MeanParts }));
}

/** The tornado of a plan: inputs that move its mean month most, largest swing first. */
export function planDrivers(model: Model, moved: readonly MovedInput[], levels: readonly Level[], most = 12): PlanDriver[] {
  const on = hostsOn(model, levels);
  const total = (parts: MeanParts): number => {
    const { avoidable, fixed } = planKg(parts, levels, on);
    return avoidable + fixed;
  };
  return moved
    .flatMap(({ position, low, high }): PlanDriver[] => {
      const input = model.inputs[position];
      const [from, to] = [total(low), total(high)];
      if (!input || changeBetween(from, to) === 0) return [];
      const { id, label, value, unit } = input;
      return [{ input: id, label, value, unit, low: from, high: to, swing: Math.abs(to - from), measurable: isMeasurable(input) }];
    })
    .sort((a, b) => b.swing - a.swing || a.input.localeCompare(b.input))
    .slice(0, most);
}
