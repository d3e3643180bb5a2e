import type { Component, Derivation, Driver, InputUse } from "../analysis";
import type { Translate } from "../text";
import { type Served, secondsOf } from "./endpointFigures";
import { evaluate } from "./evaluate";
import { type Means, meansOf } from "./figures";
import type { HostModel, Model } from "./model";
import type { System } from "./system";

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
      const swing = Math.abs(figure(withInput(central, position, input.value.high)) - figure(withInput(central, position, input.value.low)));
      return swing > 0 ? [{ input: input.id, label: input.label, swing }] : [];
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
      take(...part.share.inputs, ...part.requests.inputs, ...part.seconds.flatMap(({ inputs }) => inputs));
    }
    take(row.busyPower);
    const host = row.host === null ? undefined : model.hosts[row.host];
    if (!host) continue;
    take(host.intensity, host.pue, host.idle, host.busy, host.embodied, host.bursts);
    take(...host.fixedHours.inputs, ...host.keepSeconds.flatMap(({ inputs }) => inputs));
  }
  return used;
}

/** Nothing to open: the figure is unknown. */
export const noDerivation: Derivation = { formula: "", components: [], inputs: [], advice: null };

/**
 * Opens a figure: components, inputs with their sources, and what would reduce it most.
 * `means` are those of the central evaluation.
 */
export function derive(system: System, served: readonly Served[], means: Means, { volume, t }: { volume: boolean; t: Translate }): Derivation {
  const { model } = system;
  const central = Float64Array.from(model.inputs, (input) => input.value.central);
  const components = [...new Set(served.map(({ row }) => model.rows[row]?.host ?? null))].flatMap((host) =>
    host === null
      ? []
      : componentsOf(
          system,
          host,
          served.filter(({ row }) => model.rows[row]?.host === host),
          means,
          central,
          { volume, t },
        ),
  );
  const inputs: InputUse[] = [...inputsOf(model, served)].flatMap((position) => {
    const input = model.inputs[position];
    if (!input) return [];
    const { id, label, value, unit, basis, source, year } = input;
    return [{ id, label, value, unit, basis, source, year }];
  });
  return {
    formula: volume ? t("PUE × I × (P_active × busy hours + P_idle × idle hours) + embodied rate × hours") : t("PUE × I × P_active × busy seconds"),
    components,
    inputs,
    advice: volume ? adviceOf(system, served, means, t) : null,
  };
}

function componentsOf(
  system: System,
  position: number,
  served: readonly Served[],
  means: Means,
  central: Float64Array,
  { volume, t }: { volume: boolean; t: Translate },
): Component[] {
  const { model } = system;
  const host = model.hosts[position] as HostModel;
  const value = (input: number): number => central[input] as number;
  const intensity = { value: value(host.intensity), unit: "gCO2e/kWh", label: t("grid carbon intensity") };
  const sum = (figure: Float64Array): number => served.reduce((all, { row, part }) => all + part * (figure[row] as number), 0);
  const name = host.name;

  if (!volume) {
    const seconds = served.reduce((all, { row }) => all + secondsOf(model, row, central), 0) / Math.max(1, served.length);
    const wh = (value(host.pue) * value(host.busy) * seconds) / 3600;
    return [
      {
        component: "busy",
        label: t("busy, on {0}", name),
        quantity: { value: wh, unit: "Wh" },
        factor: intensity,
        perRequest: (wh * intensity.value) / 1000,
        perMonth: null,
      },
    ];
  }
  const requests = sum(means.rows.requests);
  const line = (component: Component["component"], label: string, quantity: number, unit: string, factor: Component["factor"], kg: number): Component => ({
    component,
    label,
    quantity: { value: requests > 0 ? (quantity * 1000) / requests : quantity * 1000, unit },
    factor,
    perRequest: requests > 0 ? (kg * 1000) / requests : null,
    perMonth: kg,
  });
  const busy = sum(means.rows.busyKWh);
  const idle = sum(means.rows.idleKWh);
  const embodied = sum(means.rows.embodied);
  const rate = value(host.embodied);
  const waiting = host.kind === "scale-to-zero" ? "keep-alive" : "idle";
  return [
    line("busy", t("busy, on {0}", name), busy, "Wh", intensity, (busy * intensity.value) / 1000),
    ...(host.kind === "serverless"
      ? []
      : [
          line(waiting, waiting === "idle" ? t("idle share of {0}", name) : t("kept alive, {0}", name), idle, "Wh", intensity, (idle * intensity.value) / 1000),
        ]),
    line("embodied", t("embodied, {0}", name), sum(means.rows.hoursOn) / 1000, "h", { value: rate, unit: "gCO2e/h", label: t("embodied rate") }, embodied),
  ];
}

/**
 * What would reduce the figure most, computed by the same engine: stop the machine between requests, or halve the work.
 * On an always-on host the model hardly counts, and the sentence says so.
 */
function adviceOf(system: System, served: readonly Served[], means: Means, t: Translate): string | null {
  const { model } = system;
  const carbon = (of: Means): number =>
    served.reduce((all, { row, part }) => all + part * ((of.rows.avoidable[row] as number) + (of.rows.fixed[row] as number)), 0);
  const now = carbon(means);
  if (!(now > 0)) return null;
  const central = Float64Array.from(model.inputs, (input) => input.value.central);
  const after = (changed: Model): number => 1 - carbon(meansOf(changed, evaluate(changed, central))) / now;
  const hosts = new Set(served.map(({ row }) => model.rows[row]?.host));
  const rows = new Set(served.map(({ row }) => row));
  const faster = after({
    ...model,
    rows: model.rows.map((row, r) =>
      rows.has(r)
        ? { ...row, parts: row.parts.map((part) => ({ ...part, seconds: part.seconds.map((p) => ({ ...p, coefficient: p.coefficient / 2 })) })) }
        : row,
    ),
  });
  const provisioned = model.hosts.filter((host, h) => hosts.has(h) && host.kind === "provisioned");
  const percent = (share: number): string => (share < 0.01 ? "<1" : String(Math.round(share * 100)));
  if (provisioned.length === 0) return t("A model twice as fast would cut it by about {0} %.", percent(Math.max(0, faster)));
  // Five minutes is Ollama's default keep-alive; 30 s a cold start (DESIGN.md 3.1).
  const stopped = after({
    ...model,
    hosts: model.hosts.map((host, h) =>
      hosts.has(h) && host.kind === "provisioned"
        ? { ...host, kind: "scale-to-zero", fixedHours: { coefficient: 0, inputs: [] }, keepSeconds: [{ coefficient: 330, inputs: [] }], bursts: null }
        : host,
    ),
  });
  return stopped > faster
    ? t(
        "Stopping {0} between requests would cut it by about {1} %; a model twice as fast by about {2} %.",
        provisioned.map(({ name }) => name).join(", "),
        percent(stopped),
        percent(Math.max(0, faster)),
      )
    : t("A model twice as fast would cut it by about {0} %.", percent(Math.max(0, faster)));
}
