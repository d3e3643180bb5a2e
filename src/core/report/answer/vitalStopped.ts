import type { Matrix, MatrixRow } from "../../analysis/matrix";
import { joined, type Translate } from "../../text";
import { byService } from "../byService";

/**
 * The vital services that a plan stops, which nobody may overlook: those that a gate forbids apart, because no budget mends them.
 * `others`: whether something else than this plan would cut less.
 */
export function vitalStopped(matrix: Matrix, plan: "decided" | "recommended", others: boolean, t: Translate): string[] {
  const vital = [...byService(matrix.rows)].flatMap(([service, rows]) =>
    rows.some(({ criticality }) => criticality === "vital") && rows.every((row) => (plan === "decided" ? row.counted : row.recommended) === 0) ? [service] : [],
  );
  const forbidden = plan === "recommended" ? vital.filter((service) => isForbidden(service, matrix)) : [];
  const cut = vital.filter((service) => !forbidden.includes(service));
  return [
    ...(forbidden.length === 0
      ? []
      : [t("Vital, and yet forbidden: {0}. Settle what forbids it, or choose another model, before you decide so.", joined(forbidden, t))]),
    ...(cut.length === 0
      ? []
      : others
        ? [t("Vital, and yet at 0 % here: {0}. Look at what would cut less before you decide so.", joined(cut, t))]
        : [t("Vital, and yet at 0 % here: {0}. Ask whether the budget is meant so.", joined(cut, t))]),
  ];
}

/** What rules a row out, whatever its carbon: a licence, a need that was not shown, ... */
export const vetoesOf = ({ gates }: MatrixRow): string[] => gates.filter(({ max }) => max === 0).map(({ reason }) => reason);

/** Whether all rows of a service are stopped by gates, of their own or of what they need. */
function isForbidden(service: string, { rows }: Matrix): boolean {
  const members = rows.filter((row) => row.service === service);
  return members.every((row) => vetoesOf(row).length > 0 || (row.needs ?? []).some((id) => stoppedByGate(id, rows)));
}

function stoppedByGate(id: string, rows: readonly MatrixRow[], seen: readonly string[] = []): boolean {
  const row = rows.find((one) => one.id === id);
  if (row === undefined || seen.includes(id)) return false;
  return vetoesOf(row).length > 0 || (row.needs ?? []).some((needed) => stoppedByGate(needed, rows, [...seen, id]));
}
