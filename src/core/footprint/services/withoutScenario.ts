import { type CodeFacts, modelsInstead, type Workload } from "../../routes/route";
import type { Scenario, ServiceSettings } from "../../scenario/scenario";
import { isHosted } from "../../workloads/engines";

/** Where everything stands that has no machine of its own. */
export type Place = Pick<Scenario, "region" | "grid" | "pue">;

/**
 * Every newcomer's first screen: each workload of each route as a service of its own, of which nothing but the code is
 * known. Volumes, region and sizes are missing on purpose: their defaults are the stated assumptions of DESIGN.md 3.1.
 */
export function scenarioOfCode(code: CodeFacts, place: Place = {}): Scenario {
  const services: Record<string, ServiceSettings> = {};
  for (const route of code.routes) {
    // how often a model fails, so that another stands in for it, is not known
    const workloads = route.workloads.filter(({ fallback }) => fallback !== true);
    workloads.forEach((workload, position) => {
      const name = workloads.length > 1 ? `${route.id} #${position + 1}` : route.id;
      services[name] = {
        endpoint: [route.id],
        ...(route.app === null ? {} : { app: route.app }),
        task: workload.task,
        ...(workload.model === null ? {} : { model: { name: workload.model } }),
        ...(workload.engine === null ? {} : { engine: workload.engine }),
        ...(isHosted(workload.engine) ? { host: "external" } : {}),
        ...shareOf(workload, workloads),
      };
    });
  }
  return { version: 1, ...place, services };
}

/** Of models of which a request runs one, each is taken to run as often as the others; it may run on none or on all. */
function shareOf(workload: Workload, all: readonly Workload[]): Pick<ServiceSettings, "requests"> {
  const among = modelsInstead(workload, all).length;
  return among < 2 ? {} : { requests: { low: 0, central: 1 / among, high: 1, unit: "count", basis: "assumed" } };
}
