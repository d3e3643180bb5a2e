import type { Assumption, Component, Derivation, FileTime, InputUse } from "../../analysis/estimate";
import type { Translate } from "../../text";
import type { Means } from "../model/figures";
import type { HostModel, Model } from "../model/model";
import type { Served, Tile } from "../rows/columns";
import type { System } from "../system";
import { adviceOf } from "./advice";
import { inputsOf } from "./drivers";
import { alone, busyWhOf, groupByService, requestsOf } from "./endpointFigures";

/** Nothing to open: the figure is unknown. */
export const noDerivation: Derivation = { formula: "", components: [], inputs: [], advice: null };

interface Options {
  /** false: only the busy part of one request is known */
  readonly volume: boolean;
  readonly t: Translate;
}

/**
 * Opens the figure of some rows: components, inputs with their sources, and what would reduce it.
 * `one` is the draw of the central values. The components add up to the figure: each service counts per request of its own.
 */
export function derive(system: System, served: readonly Served[], one: Tile, { volume, t }: Options): Derivation {
  const { model } = system;
  const { means } = one;
  const services = groupByService(system, served);
  const requests = requestsOf(system, one, services);
  const components = services.flatMap((rows) => {
    const service = services.length > 1 ? (system.rows[rows[0]?.row ?? -1]?.service ?? null) : null;
    const hosts = [...new Set(rows.flatMap(({ row }) => model.rows[row]?.host ?? []))];
    return hosts.flatMap((host) => {
      const members = rows.filter(({ row }) => model.rows[row]?.host === host);
      return volume ? sharesOf(model, host, service, members, requests, means, t) : busyAlone(system, host, service, members, one, t);
    });
  });
  return {
    formula: volume ? wholeFormula(t) : t("PUE × I × P_active × busy seconds"),
    components,
    times: served.flatMap(({ row }) => timesOf(model, row, t)),
    assumptions: assumptionsOf(system, served),
    inputs: inputUses(model, inputsOf(model, served)),
    advice: volume ? adviceOf(model, served, means, t) : null,
  };
}

/** Opens the month of one machine: what it does, how long it waits, and its making. */
export function deriveHost(system: System, host: number, means: Means, t: Translate): Derivation {
  return deriveHosts(system, [host], means, t);
}

/** Opens the total: it is the sum of its machines. */
export function deriveTotal(system: System, means: Means, t: Translate): Derivation {
  return deriveHosts(
    system,
    system.model.hosts.map((_, h) => h),
    means,
    t,
  );
}

function deriveHosts(system: System, hosts: readonly number[], means: Means, t: Translate): Derivation {
  const { model } = system;
  const served = model.rows.flatMap((row, r) => (row.host !== null && hosts.includes(row.host) ? [{ row: r, part: 1 }] : []));
  const components = hosts.flatMap((h) => {
    const host = model.hosts[h] as HostModel;
    const at = (figure: Float64Array): number => figure[h] as number;
    const { busyKWh, idleKWh, busyHours, hoursOn } = means.hosts;
    const month = { busyKWh: at(busyKWh), idleKWh: at(idleKWh), busyHours: at(busyHours), hoursOn: at(hoursOn), requests: null };
    return componentsOf(model, host, host.name, month, t);
  });
  const inputs = inputsOf(model, served);
  for (const h of hosts) {
    const { intensity, pue, idle, embodied, fixedHours } = model.hosts[h] as HostModel;
    for (const position of [intensity, pue, idle, embodied, ...fixedHours.inputs]) inputs.add(position);
  }
  return {
    formula: wholeFormula(t),
    components,
    assumptions: assumptionsOf(system, served, hosts),
    inputs: inputUses(model, inputs),
    advice: adviceOf(model, served, means, t),
  };
}

/** Those of the rows' services, of their machines, and of everything. */
function assumptionsOf({ model, rows, assumptions }: System, served: readonly Served[], machines: readonly number[] = []): Assumption[] {
  const services = new Set(served.map(({ row }) => rows[row]?.service ?? ""));
  const hosts = new Set([...served.flatMap(({ row }) => model.rows[row]?.host ?? []), ...machines].map((h) => model.hosts[h]?.name ?? ""));
  const names = { services, hosts };
  const concerns = (path: string): boolean => {
    const [, kind, rest] = /^(services|hosts)\.(.*)$/s.exec(path) ?? [];
    return kind === undefined || [...names[kind as keyof typeof names]].some((name) => rest === name || rest?.startsWith(`${name}.`));
  };
  return [...new Map(assumptions.filter(({ path }) => concerns(path)).map((one) => [one.path, one])).values()];
}

function wholeFormula(t: Translate): string {
  return t("PUE × I × (P_active × busy hours + P_idle × idle hours) + embodied rate × hours");
}

function inputUses(model: Model, positions: ReadonlySet<number>): InputUse[] {
  return [...positions].flatMap((position) => {
    const input = model.inputs[position];
    if (!input) return [];
    const { id, label, value, unit, basis, source, year, licence } = input;
    return [{ id, label, value, unit, basis, source, year, licence }];
  });
}

/** How long a file of a row takes, medium by medium; media that take the same are one. */
function timesOf(model: Model, row: number, t: Translate): FileTime[] {
  const { id, parts } = model.rows[row] as Model["rows"][number];
  const times = parts.flatMap(({ medium, share, seconds }): FileTime[] => {
    // A medium that does not enter takes no time.
    if (seconds.length === 0 || share.coefficient === 0) return [];
    const terms = seconds.map(({ coefficient, inputs }) => {
      const amounts = inputs.flatMap((position) => {
        const input = model.inputs[position];
        return input ? [{ value: input.value.central, unit: input.unit, label: input.label }] : [];
      });
      const times = coefficient === 1 ? [] : [{ value: coefficient, unit: "", label: t("times") }];
      return { parts: [...times, ...amounts], seconds: amounts.reduce((product, { value }) => product * value, coefficient) };
    });
    return [{ row: id, medium, seconds: terms.reduce((sum, term) => sum + term.seconds, 0), terms }];
  });
  const alike = (a: FileTime, b: FileTime): boolean => JSON.stringify(a.terms) === JSON.stringify(b.terms);
  const [first] = times;
  return first && times.every((one) => alike(one, first)) ? [{ ...first, medium: times.length > 1 ? null : first.medium }] : times;
}

/** A service's rows on one machine; per request of the endpoint. */
function sharesOf(model: Model, position: number, service: string | null, members: readonly Served[], asked: number, means: Means, t: Translate) {
  const host = model.hosts[position] as HostModel;
  const sum = (figure: Float64Array, rows: readonly Served[]): number => rows.reduce((total, { row, part }) => total + part * (figure[row] as number), 0);
  const { busyKWh, idleKWh, busyHours, hoursOn } = means.rows;
  const month = {
    busyKWh: sum(busyKWh, members),
    idleKWh: sum(idleKWh, members),
    busyHours: sum(busyHours, members),
    hoursOn: sum(hoursOn, members),
    requests: asked,
  };
  return componentsOf(model, host, service === null ? host.name : t("{0} for {1}", host.name, service), month, t);
}

/** The mean month of a machine, or of a part of it; `requests` null: no figure per request. */
interface Month {
  readonly busyKWh: number;
  readonly idleKWh: number;
  readonly busyHours: number;
  readonly hoursOn: number;
  readonly requests: number | null;
}

function componentsOf(model: Model, host: HostModel, name: string, month: Month, t: Translate): Component[] {
  const value = (position: number): number => model.inputs[position]?.value.central ?? 0;
  const intensity = { value: value(host.intensity), unit: "gCO2e/kWh", label: t("grid carbon intensity") };
  const pue = { value: value(host.pue), unit: "", label: t("PUE") };
  // One request: Wh and W; a whole machine, or a service that nobody asks: kWh and kW.
  const { requests } = month;
  const whole = requests === null || requests === 0;
  const each = whole ? 1 : requests;
  const scale = whole ? 1 : 1000;
  const perRequest = (kg: number): number | null => (whole ? null : (kg * 1000) / each);
  const energy = (component: Component["component"], label: string, kWh: number, hours: number, power: string): Component => {
    const kilowatts = hours > 0 ? kWh / hours / pue.value : 0;
    const kg = (kWh * intensity.value) / 1000;
    return {
      component,
      label,
      quantity: {
        value: (kWh * scale) / each,
        unit: whole ? "kWh" : "Wh",
        parts: [pue, { value: kilowatts * scale, unit: whole ? "kW" : "W", label: power }, { value: hours / each, unit: "h", label: t("hours") }],
      },
      factor: intensity,
      perRequest: perRequest(kg),
      perMonth: kg,
    };
  };
  const waiting = host.kind === "scale-to-zero";
  const rate = value(host.embodied);
  const making = (rate * month.hoursOn) / 1000;
  const idleKW = (pue.value * value(host.idle)) / 1000;
  // In months beyond the capacity of a machine nothing waits, whatever its mean month says.
  const waited = Math.max(0, month.hoursOn - month.busyHours, idleKW > 0 ? month.idleKWh / idleKW : 0);
  return [
    energy("busy", t("busy, on {0}", name), month.busyKWh, month.busyHours, t("busy power")),
    ...(host.kind === "serverless"
      ? []
      : [
          energy(
            waiting ? "keep-alive" : "idle",
            waiting ? t("kept alive, {0}", name) : requests === null ? t("idle, {0}", name) : t("idle share of {0}", name),
            month.idleKWh,
            waited,
            t("idle power"),
          ),
        ]),
    {
      component: "embodied",
      label: t("embodied, {0}", name),
      quantity: { value: month.hoursOn / each, unit: "h" },
      factor: { value: rate, unit: "gCO2e/h", label: t("embodied rate") },
      perRequest: perRequest(making),
      perMonth: making,
    },
  ];
}

/** Without a volume: the busy part of one request, as the lens shows it. */
function busyAlone(system: System, position: number, service: string | null, members: readonly Served[], one: Tile, t: Translate): Component[] {
  const { model } = system;
  const host = model.hosts[position] as HostModel;
  const intensity = one.values[host.intensity] as number;
  const wh = alone(system, one, members, busyWhOf(model));
  const name = service === null ? host.name : t("{0} for {1}", host.name, service);
  return [
    {
      component: "busy",
      label: t("busy, on {0}", name),
      quantity: { value: wh, unit: "Wh" },
      factor: { value: intensity, unit: "gCO2e/kWh", label: t("grid carbon intensity") },
      perRequest: (wh * intensity) / 1000,
      perMonth: null,
    },
  ];
}
