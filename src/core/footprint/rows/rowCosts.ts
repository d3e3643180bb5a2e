import { addCosts, type Costs, exchanged, leastCosts, noCost, scaleCosts } from "../costs";
import type { Means } from "../model/figures";
import { hostIsKnown, isOpen, type System } from "../system";

/** What each host costs in the mean month, price x hours on (our share of them); of work that is known alone; {} where nothing is. */
export function hostCosts(system: System, means: Means): Costs[] {
  return system.hosts.map((host, h) => {
    if (!host.price) return noCost;
    const known = scaleCosts(exchanged(host.price, system.currency, system.exchange), means.hosts.hoursOn[h] as number);
    return hostIsKnown(system, h) ? known : leastCosts(known);
  });
}

/** Maintenance + development spread over the horizon, one entry a service. */
export function rowServiceCosts(system: System): Costs[] {
  return [...serviceCosts(system).values()];
}

/** By service, per month. */
export function serviceCosts(system: System): Map<string, Costs> {
  const costs = new Map<string, Costs>();
  for (const { service, settings } of system.rows) {
    if (costs.has(service)) continue;
    const { development, maintenance } = settings.cost ?? {};
    costs.set(
      service,
      addCosts(
        maintenance ? exchanged(maintenance, system.currency, system.exchange) : noCost,
        development ? scaleCosts(exchanged(development, system.currency, system.exchange), 1 / system.model.months.length) : noCost,
      ),
    );
  }
  return costs;
}

/** What a row costs in the mean month at 100 %, by what it pays for. */
export interface RowCost {
  readonly hosting: Costs;
  readonly service: Costs;
  /** false: its work, or the price of its machine, is not known, and the costs are a lower bound */
  readonly known: boolean;
}

/**
 * Each row's part of its host by busy seconds, month by month (the one rule of DESIGN.md section 4), and of its service's
 * own costs by the same seconds (evenly where there are none).
 */
export function rowCosts(system: System, means: Means): RowCost[] {
  const { model } = system;
  const services = serviceCosts(system);
  return system.rows.map((info, r) => {
    const position = model.rows[r]?.host ?? null;
    const host = position === null ? undefined : system.hosts[position];
    const known = !isOpen(system, r) && host !== undefined && host.price !== null;
    const hosting = known && host.price ? scaleCosts(exchanged(host.price, system.currency, system.exchange), means.rows.hoursOn[r] as number) : noCost;
    const siblings = system.rows.flatMap(({ service }, row) => (service === info.service ? [row] : []));
    const busy = siblings.reduce((all, row) => all + (means.rows.busyHours[row] as number), 0);
    const part = busy > 0 ? (means.rows.busyHours[r] as number) / busy : 1 / siblings.length;
    return { hosting, service: scaleCosts(services.get(info.service) ?? noCost, part), known };
  });
}
