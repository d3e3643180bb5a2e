import type { Analysis } from "../analysis/analysis";
import type { EstimatedEndpoint } from "../analysis/estimate";
import type { UnfitHost } from "../analysis/plan";

/** The written machines that an endpoint is placed on and that do not hold its models with everything on: its figures are of machines that would not run it. */
export function unfitMachines({ matrix }: Analysis, { services }: EstimatedEndpoint): readonly UnfitHost[] {
  const hosts = new Set(matrix?.rows.flatMap(({ service, host }) => (services.includes(service) && host !== null ? [host] : [])));
  return matrix?.plans.baseline.unfit?.filter(({ host }) => hosts.has(host)) ?? [];
}
