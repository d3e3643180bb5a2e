import type { TextEdit } from "../../problem";
import type { Route } from "../../routes/route";
import type { Translate } from "../../text";
import { isHosted } from "../../workloads/engines";
import { type FoundService, type Machines, serviceLines, servicesOf } from "../foundServices";
import { isRecord } from "../plainData";
import { insertEntry } from "./editInsert";
import { readable, scenarioEdits } from "./scenarioEdit";

/**
 * Edits that add the services of one route to a scenario: the quick fix "Add to scenario".
 * In a block of services they come with comments for what is assumed. Nothing where the text cannot be read.
 */
export function addService(text: string, route: Route, t: Translate): TextEdit[] {
  const source = readable(text);
  if (!source) return [];
  const services = (source.data as Record<string, unknown> | null)?.services;
  const found = servicesOf([route], typeof services === "object" && services !== null ? Object.keys(services) : []);
  const machines = machinesOf(source.data);
  const edit = insertEntry(source, ["services"], (indent, inner) => found.flatMap((service) => serviceLines(service, indent, inner, t, machines)));
  if (edit) return [edit];
  const counted = found
    .filter(({ workload }) => workload.fallback !== true)
    .map((one) => ({ plain: plainService(one), host: machines.ofTask(one.workload.task) }));
  return scenarioEdits(
    text,
    counted.map(({ plain, host }) => (host === null || "host" in plain.fields ? plain : { ...plain, fields: { ...plain.fields, host } })),
  );
}

/** The machines of a scenario as it is written, whatever else of it is wrong. */
function machinesOf(data: unknown): Machines {
  const { hosts, services } = (data ?? {}) as { hosts?: unknown; services?: unknown };
  const names = isRecord(hosts) ? Object.keys(hosts) : [];
  const working = isRecord(services) ? Object.values(services).filter(isRecord) : [];
  return {
    names,
    ofTask: (task) => {
      const at = new Set(working.flatMap((one) => (one.task === task && typeof one.host === "string" && names.includes(one.host) ? [one.host] : [])));
      return at.size === 1 && names.length > 1 ? ([...at][0] as string) : null;
    },
  };
}

/** The same without comments, as a change of a scenario. */
export function plainService({ name, endpoints, app, workload, after }: FoundService) {
  const fields = {
    ...(endpoints.length > 0 && { endpoint: endpoints.length === 1 ? (endpoints[0] ?? "") : endpoints }),
    ...(app !== null && { app }),
    task: workload.task,
    ...(workload.model !== null && { model: workload.model }),
    ...(workload.engine !== null && { engine: workload.engine }),
    ...(isHosted(workload.engine) && { host: "external" }),
    ...(after.sure !== null && { needs: after.sure.name }),
  };
  return { type: "addService" as const, name, fields };
}
