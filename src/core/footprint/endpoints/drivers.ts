import type { Driver } from "../../analysis/estimate";
import { changeBetween } from "../../quantity/changeBetween";
import { isMeasurable } from "../model/inputs";
import type { Model } from "../model/model";
import type { Served } from "../rows/columns";

/** Central values with one input replaced. */
function withInput(central: Float64Array, position: number, value: number): Float64Array {
  const values = Float64Array.from(central);
  values[position] = value;
  return values;
}

/**
 * What drives a figure: each input alone moved from its P5 to its P95, others central; largest swing first.
 * `figure` reads the number off the model at given values.
 */
export function driversOf(model: Model, used: ReadonlySet<number>, figure: (values: Float64Array) => number, most = 5): Driver[] {
  const central = Float64Array.from(model.inputs, (input) => input.value.central);
  return [...used]
    .flatMap((position) => {
      const input = model.inputs[position];
      if (!input || input.shape === "point") return [];
      const [low, high] = [input.value.low, input.value.high].map((value) => figure(withInput(central, position, value))) as [number, number];
      const swing = Math.abs(changeBetween(low, high) ?? 0);
      return swing > 0 ? [{ input: input.id, label: input.label, swing, measurable: isMeasurable(input) }] : [];
    })
    .sort((a, b) => b.swing - a.swing)
    .slice(0, most);
}

/** Positions of every input that the rows depend on, those of their hosts included. */
export function inputsOf(model: Model, served: readonly Served[]): Set<number> {
  const used = new Set<number>();
  const take = (...positions: readonly (number | null)[]): void => {
    for (const position of positions) if (position !== null) used.add(position);
  };
  for (const { row: position } of served) {
    const row = model.rows[position];
    if (!row) continue;
    if (row.profile) take(row.profile.files, row.profile.growth, row.profile.ceiling);
    for (const part of row.parts) {
      take(...part.share.inputs, ...(part.share.over ?? []), ...part.requests.inputs, ...part.seconds.flatMap(({ inputs }) => inputs));
    }
    take(row.busyPower);
    const host = row.host === null ? undefined : model.hosts[row.host];
    if (!host) continue;
    take(host.intensity, host.pue, host.idle, host.busy, host.embodied, host.bursts);
    take(...host.fixedHours.inputs, ...host.keepSeconds.flatMap(({ inputs }) => inputs));
  }
  return used;
}
