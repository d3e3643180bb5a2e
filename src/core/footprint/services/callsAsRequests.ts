import type { Problem } from "../../problem";
import type { Translate } from "../../text";
import { type Service, shareEndpoint } from "./serviceOf";

/**
 * A service that writes `requests: 40/file` for what the code runs 40 times within one request, beside another service of the same endpoint that asks once:
 * its work is right, but the figure of one request, the starts of a machine and a measured time then take them for 40 requests.
 */
export function callsAsRequests(services: readonly Service[], t: Translate): Problem[] {
  return services.flatMap((one): Problem[] => {
    const { name, settings, workload } = one;
    const asked = settings.requests?.central ?? 1;
    const within = workload !== null && (workload.perSegment === true || workload.oftener === "loop" || (workload.times ?? 1) > 1);
    const beside = services.find((other) => other !== one && shareEndpoint(one, other) && (other.settings.requests?.central ?? 1) < asked);
    if (!within || asked <= 1 || beside === undefined) return [];
    const times = Number((asked / (beside.settings.requests?.central ?? 1)).toPrecision(3));
    const message = t(
      "{0} asks {1} times as often as {2}, at the same endpoint, and the code runs it several times within one request: as requests: each counts as a request of its own, in the figure of a request, in the starts of a machine and in a measured time. Write calls: {1} for it instead.",
      name,
      times,
      beside.name,
    );
    return [{ code: "calls-written-as-requests", severity: "warning", path: `services.${name}.requests`, message }];
  });
}
