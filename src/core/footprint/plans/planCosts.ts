import type { Level } from "../../scenario/scenario";
import { addCosts, type Costs, costIn, exchanged, noCost, scaleCosts } from "../costs";
import type { Evaluation } from "../model/evaluate";
import type { Means } from "../model/figures";
import { runsAnyway } from "../model/model";
import { serviceCosts } from "../rows/rowCosts";
import { openOnDemand, type System } from "../system";

interface PlanLevels {
  readonly levels: readonly Level[];
  readonly on: readonly boolean[];
}

/**
 * What a plan costs in the mean month: provisioned machines as long as they run, machines on demand by the hours of the
 * rows' levels, and the upkeep of every service of which some row is served.
 */
export function planCosts(system: System, means: Means, plan: PlanLevels): Costs {
  return costsOf(system, plan)(
    (row) => means.rows.hoursOn[row] as number,
    (host) => means.hosts.hoursOn[host] as number,
  );
}

/** The same month by month, in the system's currency; null as soon as some part is not known in it. */
export function planCostsByMonth(system: System, { rows, hosts }: Evaluation, plan: PlanLevels): number[] | null {
  const months = system.model.months.length;
  const costs = costsOf(system, plan);
  const amounts = system.model.months.map(
    (_, m) =>
      costIn(
        costs(
          (row) => rows.hoursOn[row * months + m] as number,
          (host) => hosts.hoursOn[host * months + m] as number,
        ),
        system.currency,
      ).amount,
  );
  return amounts.every((amount) => amount !== null) ? (amounts as number[]) : null;
}

/** What a plan uses and nobody knows the cost of: a sum without it is a lower bound, not a cost. */
export interface CostGaps {
  /** machines, and services without a machine, that have no price */
  readonly priceless: readonly string[];
  /** rows of machines that are paid by their work, of which nobody knows how much it is */
  readonly unworked: readonly string[];
}

/** What a plan's cost leaves out: machines without a price, and rows on demand whose hours are not known. */
export function costGaps(system: System, plan: PlanLevels): CostGaps {
  return { priceless: pricelessIn(system, plan), unworked: openOnDemand(system, plan.levels).map((r) => system.model.rows[r]?.id ?? "") };
}

/** All of them by name. */
function unpriced(system: System, plan: PlanLevels): string[] {
  const { priceless, unworked } = costGaps(system, plan);
  return [...priceless, ...unworked];
}

/** How a plan uses what has no price, as one text: where a change leaves it as it is, only what has a price costs more or less. */
export function unpricedUse(system: System, { rows: row, hosts: machine }: Means, plan: PlanLevels): string {
  const { model, rows, hosts } = system;
  const { priceless, unworked } = costGaps(system, plan);
  const [named, open] = [new Set(priceless), new Set(unworked)];
  const work = model.rows.flatMap(({ id, home, service }, r) => {
    const at = home === null ? service : (hosts[home]?.name ?? service);
    return named.has(at) || open.has(id) ? [[id, plan.levels[r], row.requests[r], row.hoursOn[r], rows[r]?.model, rows[r]?.settings]] : [];
  });
  const homes = new Set(model.rows.flatMap(({ id, home }) => (open.has(id) && home !== null ? [home] : [])));
  const machines = model.hosts.flatMap(({ name, kind, replicas }, h) =>
    named.has(name) || homes.has(h)
      ? [[name, kind, replicas, hosts[h]?.sku, hosts[h]?.region, hosts[h]?.price, plan.on[h], named.has(name) ? machine.hoursOn[h] : null]]
      : [],
  );
  return JSON.stringify([[...priceless].sort(), [...unworked].sort(), work, machines]);
}

function pricelessIn({ model, hosts }: System, { levels, on }: PlanLevels): string[] {
  const known = (host: number): boolean => hosts[host]?.price !== null;
  const served = model.rows.filter((_, r) => (levels[r] as number) > 0);
  return [
    ...new Set([
      ...served.flatMap(({ home, service }) => (home === null ? [service] : known(home) ? [] : [hosts[home]?.name ?? service])),
      ...model.hosts.flatMap((host, h) => (on[h] && runsAnyway(host) && !known(h) ? [host.name] : [])),
    ]),
  ];
}

/** The same in the system's currency; null where that is no figure: something in use has no price, or one that no rate joins to it. */
export function planCost(system: System, means: Means, plan: PlanLevels): number | null {
  return priced(system, plan) ? costIn(planCosts(system, means, plan), system.currency).amount : null;
}

/** Whether all that a plan uses has a price; a scenario without services and machines uses nothing that has one. */
export function priced(system: System, plan: PlanLevels): boolean {
  return unpriced(system, plan).length === 0 && (system.rows.length > 0 || system.model.hosts.some(runsAnyway));
}

/** What a plan costs at the hours that rows and hosts are on: what has a price in it is looked up once for all months. */
function costsOf(system: System, { levels, on }: PlanLevels): (rowHours: (row: number) => number, hostHours: (host: number) => number) => Costs {
  const { model, currency } = system;
  const hosting = model.hosts.flatMap((host, h) => {
    const price = system.hosts[h]?.price;
    const runs = runsAnyway(host);
    if (!price || (runs && !on[h])) return [];
    const rows = runs ? null : model.rows.flatMap((row, r) => (row.host === h ? [r] : []));
    return [{ h, rows, hourly: exchanged(price, currency, system.exchange) }];
  });
  const served = new Set(model.rows.flatMap((row, r) => ((levels[r] as number) > 0 ? [row.service] : [])));
  const upkeep = [...serviceCosts(system)].flatMap(([service, costs]) => (served.has(service) ? [costs] : []));
  // A plan that needs nothing costs nothing, in whatever currency.
  const nothing = currency === null ? noCost : { [currency]: 0 };
  return (rowHours, hostHours) => {
    const hoursOf = (rows: readonly number[]): number => rows.reduce((sum, r) => sum + (levels[r] as number) * rowHours(r), 0);
    const machines = hosting.map(({ h, rows, hourly }) => scaleCosts(hourly, rows === null ? hostHours(h) : hoursOf(rows)));
    return addCosts(nothing, ...machines, ...upkeep);
  };
}
