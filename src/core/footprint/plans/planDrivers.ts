import type { PlanDriver } from "../../analysis/plan";
import { changeBetween } from "../../quantity/changeBetween";
import type { Level } from "../../scenario/scenario";
import { type Input, isMeasurable } from "../model/inputs";
import type { Model } from "../model/model";
import type { System } from "../system";
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
export function planDrivers(system: Pick<System, "model" | "hosts">, moved: readonly MovedInput[], levels: readonly Level[], most = 12): PlanDriver[] {
  const { model } = system;
  const rented = rentedPower(system);
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
      return [
        {
          input: id,
          label,
          value,
          unit,
          low: from,
          high: to,
          swing: Math.abs(to - from),
          measurable: isMeasurable(input),
          ...(rented.has(position) && { rented: true }),
        },
      ];
    })
    .sort((a, b) => b.swing - a.swing || a.input.localeCompare(b.input))
    .slice(0, most);
}

/** The powers of sizes, not written by hand, of machines that stand in a region of the provider; elsewhere a size may stand for a machine of one's own. */
function rentedPower({ model, hosts }: Pick<System, "model" | "hosts">): ReadonlySet<number> {
  const isPublished = (position: number): boolean => model.inputs[position]?.id.startsWith("size/") === true;
  return new Set(model.hosts.flatMap(({ idle, busy }, h) => (hosts[h]?.region == null ? [] : [idle, busy].filter(isPublished))));
}
