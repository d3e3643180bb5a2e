import type { TextEdit } from "../../problem";
import type { Route } from "../../routes/route";
import type { Translate } from "../../text";
import { isHosted } from "../../workloads/engines";
import { type FoundService, serviceLines, servicesOf } from "../foundServices";
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
  const edit = insertEntry(source, ["services"], (indent, inner) => found.flatMap((service) => serviceLines(service, indent, inner, t)));
  return edit ? [edit] : scenarioEdits(text, found.filter(({ workload }) => workload.fallback !== true).map(plainService));
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
