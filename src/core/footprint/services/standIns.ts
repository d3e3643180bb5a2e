import type { MatrixRow, StandIn } from "../../analysis/matrix";
import type { Problem } from "../../problem";
import type { Route, Workload } from "../../routes/route";
import type { Level } from "../../scenario/scenario";
import { joined, type Translate } from "../../text";
import { sameModel } from "./sameModel";

// A service at 0 % is not called any more only where the code says so too: what stands in where its model fails takes its files.

/** The models that the code runs where that of a service fails: of its endpoints and of its task. */
export function standInsOf(workload: Workload | null, routes: readonly Route[]): StandIn[] {
  if (workload === null || workload.fallback === true) return [];
  return routes.flatMap(({ id, workloads }) =>
    workloads.flatMap(({ fallback, task, model, library, file, line }) =>
      fallback === true && task === workload.task ? [{ model: model ?? library, endpoint: id, file, line }] : [],
    ),
  );
}

type Asked = Pick<MatrixRow, "service" | "standIns" | "endpoints" | "model">;

/** Services of which every row is at 0 %, and that the code has something standing in for which no service counts. */
export function takenOver<Row extends Asked>(rows: readonly Row[], levelOf: (row: Row) => Level | null): { service: string; standIns: readonly StandIn[] }[] {
  const services = [...new Set(rows.map(({ service }) => service))];
  return services.flatMap((service) => {
    const members = rows.filter((row) => row.service === service);
    const others = rows.filter((row) => row.service !== service);
    // What another service of the endpoint counts is in the totals already.
    const standIns = (members[0]?.standIns ?? []).filter(
      ({ endpoint, model }) => !others.some((row) => row.endpoints.includes(endpoint) && row.model !== null && sameModel(row.model, model)),
    );
    return standIns.length > 0 && members.every((row) => levelOf(row) === 0) ? [{ service, standIns }] : [];
  });
}

/** One sentence a service: who takes its files where its endpoint stays and its model alone goes, and that no total holds that. */
export function takenOverWords<Row extends Asked>(rows: readonly Row[], levelOf: (row: Row) => Level | null, t: Translate): string[] {
  return takenOver(rows, levelOf).map(({ service, standIns }) =>
    t(
      "Where the endpoint of {0} stays and only its model goes, the code runs {1}, which no total here holds.",
      service,
      joined([...new Set(standIns.map(({ model }) => model))], t),
    ),
  );
}

/** The same beside the decisions, or the service whose stop is recommended, with the place in the code and what to do. */
export function takenOverProblems<Row extends Asked & Pick<MatrixRow, "id" | "decided" | "recommended">>(rows: readonly Row[], t: Translate): Problem[] {
  return takenOver(rows, ({ decided, recommended }) => decided ?? recommended).map(({ service, standIns }) => {
    const decided = rows.find((row) => row.service === service && row.decided !== null);
    return {
      code: "stand-in-takes-over",
      severity: "warning",
      message: t(
        "{0} at 0 %: where its model fails or is gone, the code runs {1}, which no total here holds. Take that out of the code too, or count it as a service.",
        service,
        [...new Set(standIns.map(({ model, endpoint, file, line }) => `${model} (${endpoint}, ${file}:${line})`))].join(", "),
      ),
      path: decided === undefined ? `services.${service}` : `decisions.${decided.id}.level`,
    };
  });
}
