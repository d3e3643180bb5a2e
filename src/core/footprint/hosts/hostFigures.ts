import type { EstimatedHost } from "../../analysis/estimate";
import { lazily } from "../../lazily";
import type { Interval } from "../../quantity/interval";
import type { Translate } from "../../text";
import { costIn } from "../costs";
import { deriveHost, noDerivation } from "../endpoints/derivation";
import type { FigureId, Figures, Means } from "../model/figures";
import type { HostModel } from "../model/model";
import { addPosition } from "../rows/columns";
import { hostIsKnown, type System, unknownOn, unmeasuredOn } from "../system";

/** To be read after `Figures.run`. */
export interface HostFigures {
  readonly kWh: FigureId;
  readonly kgCO2e: FigureId;
  readonly operational: FigureId;
  readonly embodied: FigureId;
}

/** Asks for the figures of a machine. */
export function askHost(figures: Figures, h: number): HostFigures {
  const sum = (...names: (keyof Means["hosts"])[]): FigureId =>
    figures.add((tile, into) => {
      for (const name of names) addPosition(tile.means.hosts[name], h, tile, into);
    });
  return { kWh: sum("busyKWh", "idleKWh"), kgCO2e: sum("operational", "embodied"), operational: sum("operational"), embodied: sum("embodied") };
}

/** A machine as the estimate shows it, after `Figures.run`. */
export function hostOf(
  system: System,
  figures: Figures,
  host: HostFigures,
  means: Means,
  costs: Readonly<Record<string, number>>,
  h: number,
  t: Translate,
): EstimatedHost {
  const info = system.hosts[h] as System["hosts"][number];
  const interval = (figure: FigureId): Interval => figures.interval(figure);
  const timed = unknownOn(system, h).length === 0 && unmeasuredOn(system, h).length === 0;
  const figured = hostIsKnown(system, h);
  const busyHours = means.hosts.busyHours[h] as number;
  const machine = {
    name: info.name,
    sku: info.sku,
    region: info.region,
    deployment: info.deployment,
    written: info.written,
    busyHours: timed ? busyHours : null,
    breakEvenRequests: timed ? breakEven(system, means, h) : null,
    idleHours: timed ? idleHoursOf(system, means, h) : null,
    kWh: figured ? interval(host.kWh) : null,
    kgCO2e: figured ? interval(host.kgCO2e) : null,
    operational: figured ? interval(host.operational) : null,
    embodied: figured ? interval(host.embodied) : null,
    cost: figured ? costIn(costs, system.currency).amount : null,
    costs,
  };
  return lazily<typeof machine, Pick<EstimatedHost, "derivation">>(machine, {
    derivation: () => (figured ? deriveHost(system, h, means, t) : noDerivation),
  });
}

/** Hours that a machine waits: those of its energy, because in months beyond its capacity it waits less than none. */
function idleHoursOf({ model }: System, { hosts }: Means, h: number): number {
  const host = model.hosts[h] as HostModel;
  const central = (position: number): number => model.inputs[position]?.value.central ?? 0;
  const kW = (central(host.pue) * central(host.idle)) / 1000;
  const left = Math.max(0, (hosts.hoursOn[h] as number) - (hosts.busyHours[h] as number));
  return kW > 0 ? Math.max(left, (hosts.idleKWh[h] as number) / kW) : left;
}

/**
 * Requests a month below which waiting takes more energy than working: N* = P_idle H / (P_act t) (carbon-method.md 4),
 * with the mean busy time of the requests that the host serves. Null where nothing waits or nothing is served.
 */
function breakEven({ model }: System, means: Means, h: number): number | null {
  const host = model.hosts[h];
  const fixedHours = means.hosts.hoursOn[h] as number;
  if (!host || host.kind === "serverless" || host.kind === "scale-to-zero") return null;
  let requests = 0;
  model.rows.forEach((row, r) => {
    if (row.host === h) requests += means.rows.requests[r] as number;
  });
  const busy = means.hosts.busyHours[h] as number;
  const watts = (position: number): number => model.inputs[position]?.value.central ?? 0;
  const perRequest = requests > 0 ? (watts(host.busy) * busy) / requests : 0;
  return perRequest > 0 ? (watts(host.idle) * fixedHours) / perRequest : null;
}
