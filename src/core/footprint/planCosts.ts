import type { Level } from "../scenario/scenario";
import { addCosts, type Costs, exchanged, noCost, scaleCosts } from "./costs";
import type { Means } from "./figures";
import { hostCosts, serviceCosts } from "./rowCosts";
import type { System } from "./system";

/**
 * What a plan costs in the mean month: provisioned machines as long as they run, machines on demand by the hours of the
 * rows' levels, and the upkeep of every service of which some row is served.
 */
export function planCosts(system: System, means: Means, { levels, on }: { levels: readonly Level[]; on: readonly boolean[] }): Costs {
  const { model } = system;
  const whole = hostCosts(system, means);
  const hosting = model.hosts.map((host, h): Costs => {
    if (host.kind === "provisioned" || host.kind === "shared") return on[h] ? (whole[h] ?? noCost) : noCost;
    const price = system.hosts[h]?.price;
    if (!price) return noCost;
    const hours = model.rows.reduce((sum, row, r) => (row.host === h ? sum + (levels[r] as number) * (means.rows.hoursOn[r] as number) : sum), 0);
    return scaleCosts(exchanged(price, system.currency, system.exchange), hours);
  });
  const served = new Set(model.rows.flatMap((row, r) => ((levels[r] as number) > 0 ? [row.service] : [])));
  const upkeep = [...serviceCosts(system)].flatMap(([service, costs]) => (served.has(service) ? [costs] : []));
  return addCosts(...hosting, ...upkeep);
}
