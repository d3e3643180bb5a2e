import type { EndpointMeasurement } from "../../measurements/observation";
import type { Problem } from "../../problem";
import type { Route, Workload } from "../../routes/route";
import type { ServiceSettings } from "../../scenario/scenario";
import type { Translate } from "../../text";
import { workloadOf } from "../services/joinEndpoints";

/**
 * What a measurement of a route says about the work of a service. Whoever times answers times the putting on a queue, where the
 * work is left to a worker or to a background task: its time is not the work's, its requests are. What the probe charges of CPU
 * includes background tasks; a task of CodeCarbon is around what its author chose.
 */
export function ofTheWork(measurement: EndpointMeasurement, route: Route, settings: ServiceSettings): EndpointMeasurement {
  const work = leftBy(route, settings);
  if (work === null || measurement.ofTask) return measurement;
  const { cpuSeconds, energyJoules, energyShared } = measurement;
  const inProcess = work.afterAnswer === true;
  return {
    ...measurement,
    wallSeconds: null,
    cpuSeconds: inProcess ? cpuSeconds : null,
    energyJoules: inProcess && energyShared ? energyJoules : null,
  };
}

/** Says so where somebody measured, with the place at which the work is left. */
export function leftWorkProblems(
  name: string,
  settings: ServiceSettings,
  routes: readonly Route[],
  measured: readonly EndpointMeasurement[],
  t: Translate,
): Problem[] {
  return routes.flatMap((route): Problem[] => {
    const work = leftBy(route, settings);
    const own = measured.find(({ routeId }) => routeId === route.id);
    if (work === null || !own || own.requests === 0 || own.ofTask || (own.wallSeconds === null && own.cpuSeconds === null)) return [];
    const [where, place] = [work.afterAnswer === true, `${work.file}:${work.line}`];
    return [
      {
        code: "measured-before-the-work",
        severity: "warning",
        message: where
          ? t(
              "{0}: the work runs after the answer ({1}), so the measured time of the answer is not its time; the modelled one counts for {2}. Measure the work itself: a CodeCarbon task named {0} around it.",
              route.id,
              place,
              name,
            )
          : t(
              "{0}: the work runs in a worker ({1}), so the measured time of the answer is not its time; the modelled one counts for {2}. Measure in the worker: a CodeCarbon task named {0} around the work.",
              route.id,
              place,
              name,
            ),
        file: route.file,
        line: route.line,
        column: 1,
      },
    ];
  });
}

/** The work that a service speaks of, where no answer waits for it. */
function leftBy(route: Route, settings: ServiceSettings): Workload | null {
  const work = workloadOf(settings, [route]);
  return work !== null && (work.inWorker === true || work.afterAnswer === true) ? work : null;
}
