import type { Measurements } from "../../measurements/observation";
import type { Problem } from "../../problem";
import type { CodeFacts } from "../../routes/route";
import type { Translate } from "../../text";

/** Plain endpoints whose time was measured and which no service places on a machine. */
export function measuredWithoutService(code: CodeFacts, { endpoints }: Measurements, joined: ReadonlySet<string>): string[] {
  const timed = new Set(
    endpoints.flatMap(({ routeId, requests, wallSeconds, cpuSeconds }) => (requests > 0 && (wallSeconds ?? cpuSeconds) !== null ? [routeId] : [])),
  );
  return code.routes.flatMap(({ id, workloads }) => (workloads.length === 0 && timed.has(id) && !joined.has(id) ? [id] : []));
}

/** Said once for all of them. */
export function measuredAloneProblems(ids: readonly string[], t: Translate): Problem[] {
  if (ids.length === 0) return [];
  return [
    {
      code: "measured-without-service",
      severity: "information",
      message: t(
        "{0} measured {0|endpoint has|endpoints have} no service and so no figure, for example {1}. Write a service with endpoint:, host: and task: other.",
        ids.length,
        ids.slice(0, 3).join(", "),
      ),
      path: "services",
    },
  ];
}
