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

/** Hosts whose carbon no service carries: because none is placed there, or because nobody knows how long its work takes. */
export function unusedHosts({ hosts, rows }: Model, t: Translate, quiet: boolean): Problem[] {
  if (quiet) return [];
  return hosts.flatMap(({ name }, h): Problem[] => {
    if (rows.some(({ host }) => host === h)) return [];
    const placed = [...new Set(rows.flatMap(({ home, service }) => (home === h ? [service] : [])))];
    const problem = { severity: "information", path: `hosts.${name}` } as const;
    return placed.length === 0
      ? [{ ...problem, code: "host-without-service", message: t("No service runs on host {0}; its carbon is unattributed.", name) }]
      : [
          {
            ...problem,
            code: "host-time-unknown",
            message: t(
              "Host {0} runs {1}, whose time is not known, so its carbon is unattributed: measure the time, or write what the row of each asks for.",
              name,
              joined(placed, t),
            ),
          },
        ];
  });
}
