import type { PlanAlternative } from "../../analysis/plan";
import { joined, type Translate } from "../../text";
import type { HostModel, Model } from "../model/model";
import type { System } from "../system";
import { rentedIf, vllmIf } from "./conditions";
import { holdsTogether } from "./modelNeeds";
import { peaksIf } from "./peaks";

/** The machines of a scenario run otherwise. */
export interface Change {
  readonly label: string;
  readonly price: string;
  /** how many machines are run otherwise, or given back */
  readonly machines: number;
  readonly kind: PlanAlternative["kind"];
  readonly model: Model;
}

/** What is changed; hosts are told by their position in the model. */
export interface Changed {
  readonly system: System;
  readonly t: Translate;
}

export function serverless({ system: { model }, t }: Changed, group: readonly number[]): Change {
  return {
    kind: "rented",
    label: t("{0} serverless", namesOf(model, group, t)),
    price: rentedIf(t),
    machines: group.length,
    model: withHosts(model, group, rented),
  };
}

export function asleep({ system: { model }, t }: Changed, group: readonly number[]): Change {
  return {
    kind: "asleep",
    label: t("{0} stopped between requests", namesOf(model, group, t)),
    price: t("the first request after a pause waits about {0} s", coldStart),
    machines: group.length,
    model: withHosts(model, group, onDemand),
  };
}

/** All services of a group on one machine of it; nothing where they do not fit there. */
export function onOneMachine({ system, t }: Changed, group: readonly number[], kept: number): Change[] {
  if (!holdsAll(system, group, kept)) return [];
  const { model } = system;
  const gone = group.filter((h) => h !== kept);
  return [
    {
      kind: "merged",
      label: t("everything on {0} alone", model.hosts[kept]?.name ?? ""),
      price: mergedIf(system, group, kept, t),
      machines: gone.length,
      model: {
        ...withHosts(model, gone, (host) => ({ ...host, fixedHours: { coefficient: 0, inputs: [] } })),
        rows: model.rows.map((row) => (row.host !== null && group.includes(row.host) ? { ...row, host: kept, home: kept } : row)),
      },
    },
  ];
}

/** A machine that runs fewer times over. */
export function withReplicas({ system: { model }, t }: Changed, h: number, left: number): Change {
  const { name = "", replicas = 1 } = model.hosts[h] ?? {};
  return {
    kind: "replicas",
    label: t("{0} on {1} {1|replica|replicas} instead of {2}", name, left, replicas),
    price: peaksIf(model, h, left, t),
    machines: replicas - left,
    model: withHosts(model, [h], (host) => {
      const { coefficient, inputs } = host.fixedHours;
      return { ...host, replicas: left, fixedHours: { coefficient: (coefficient * left) / host.replicas, inputs } };
    }),
  };
}

/** `a, b and c` */
export const namesOf = (model: Model, group: readonly number[], t: Translate): string =>
  joined(
    group.map((h) => model.hosts[h]?.name ?? ""),
    t,
  );

const withHosts = (model: Model, group: readonly number[], change: (host: HostModel) => HostModel): Model => ({
  ...model,
  hosts: model.hosts.map((host, h) => (group.includes(h) ? change(host) : host)),
});

/** Seconds, as DESIGN.md 3.1 has them: a machine starts and loads its model, and stays on after the last request as Ollama does. */
const coldStart = 30;
const keepAlive = 300;

/** One burst a request. */
function onDemand(host: HostModel): HostModel {
  return {
    ...host,
    kind: "scale-to-zero",
    fixedHours: { coefficient: 0, inputs: [] },
    keepSeconds: [{ coefficient: keepAlive + coldStart, inputs: [] }],
    bursts: null,
  };
}

/** By the second, as long as it works. */
function rented(host: HostModel): HostModel {
  return { ...host, kind: "serverless", fixedHours: { coefficient: 0, inputs: [] }, keepSeconds: [], bursts: null };
}

export const mergedIf = (system: System, hosts: readonly number[], kept: number, t: Translate): string =>
  [
    ...(holdsTogether(system, hosts, kept) === null ? [t("its memory holds all of them")] : []),
    t("a request waits while the machine works for another"),
    ...vllmIf(system, hosts, t),
  ].join(t("; "));

/** Busy times are taken over unchanged, so that the size must be the same too. */
export function holdsAll(system: System, group: readonly number[], kept: number): boolean {
  const { hosts } = system;
  return group.every((h) => hosts[h]?.sku === hosts[kept]?.sku) && fitsOn(system, group, kept);
}

/**
 * On all month (with hours, nobody would be served outside of them), the same region, and enough memory for the models of all: known where any of them has
 * cards; of main memory, where services may have none, at least not known to be too small.
 */
export function fitsOn(system: System, group: readonly number[], kept: number): boolean {
  const { hosts } = system;
  const target = hosts[kept];
  if (target?.deployment !== "dedicated" || group.some((h) => hosts[h]?.region !== target.region)) return false;
  const held = holdsTogether(system, group, kept);
  return group.some((h) => (hosts[h]?.gpuMemory ?? 0) > 0) ? held === true : held !== false;
}
