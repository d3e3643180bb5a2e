import type { Problem } from "../../problem";
import { joined, type Translate } from "../../text";
import { idKey } from "../ids";
import type { Model } from "../model/model";
import type { System } from "../system";

/**
 * Machines that run all month for us alone and on which no service is placed: nothing is lost with them. None where some service has no machine yet:
 * it may be meant for one of these. Our share of a machine that others use too stays whatever we decide.
 */
export function emptyHosts({ model, rows }: Pick<System, "model" | "rows">): number[] {
  if (model.rows.some(({ home }, r) => home === null && idKey(rows[r]?.settings.host ?? "") !== "external")) return [];
  return model.hosts.flatMap((host, h) => (host.kind === "provisioned" && !model.rows.some(({ home }) => home === h) ? [h] : []));
}

/** Of more hosts without a service than these, one note tells all. */
const MOST_NOTES = 5;

/** Hosts whose carbon no service carries: because none is placed there, or because nobody knows how long its work takes. */
export function unusedHosts({ hosts, rows }: Model, t: Translate, quiet: boolean): Problem[] {
  if (quiet) return [];
  const placed = hosts.map(() => new Set<string>());
  const used = new Set<number>();
  for (const { host, home, service } of rows) {
    if (host !== null) used.add(host);
    if (home !== null) placed[home]?.add(service);
  }
  const empty: string[] = [];
  const problems = hosts.flatMap(({ name }, h): Problem[] => {
    if (used.has(h)) return [];
    const services = [...(placed[h] ?? [])];
    if (services.length === 0) {
      empty.push(name);
      return [
        {
          code: "host-without-service",
          severity: "information",
          path: `hosts.${name}`,
          message: t("No service runs on host {0}; its carbon is unattributed.", name),
        },
      ];
    }
    const message = t(
      "Host {0} runs {1}, whose time is not known, so its carbon is unattributed: measure the time, or write what the row of each asks for.",
      name,
      joined(services, t),
    );
    return [{ code: "host-time-unknown", severity: "information", path: `hosts.${name}`, message }];
  });
  if (empty.length <= MOST_NOTES) return problems;
  const message = t(
    "No service runs on {0} hosts, the first of which are {1}; their carbon is unattributed.",
    empty.length,
    joined(empty.slice(0, MOST_NOTES), t),
  );
  return [...problems.filter(({ code }) => code !== "host-without-service"), { code: "host-without-service", severity: "information", path: "hosts", message }];
}
