import type { Matrix, MatrixRow } from "../../analysis/matrix";
import type { PlanAlternative } from "../../analysis/plan";
import { criticalityWeight } from "../../footprint/plans/decisionProblem";
import { firstNames, joined } from "../../text";
import { byService } from "../byService";
import { alternativeCost, cuttingLess } from "../savings";
import { count, mass, type Reader } from "../words/figures";
import { criticalityWord } from "../words/words";

/**
 * The vital services that a plan stops, which nobody may overlook: those that a gate forbids apart, because no budget mends them.
 * `others`: whether something else than this plan would cut less.
 */
export function vitalStopped(matrix: Matrix, plan: "decided" | "recommended", others: boolean, reader: Reader): string[] {
  const { t } = reader;
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
    // Levels that people decided were weighed by nobody.
    ...(plan === "recommended" ? outweighed(cut, matrix, reader) : []),
  ];
}

/**
 * Which less critical service runs because its files weigh more than those of a vital one that stops: the rule multiplies criticality by files, and takes a
 * query for as much as a recording. Of several of each, the vital one with the least weight and the other with the most.
 */
function outweighed(cut: readonly string[], { rows }: Matrix, reader: Reader): string[] {
  const { t } = reader;
  const services = [...byService(rows)].map(([service, members]) => {
    const files = members.reduce((sum, { volume }) => sum + (volume.files?.central ?? 0), 0);
    const weight = members.reduce((sum, { volume, criticality }) => sum + criticalityWeight[criticality] * (volume.files?.central ?? 0), 0);
    const [first] = members;
    return { service, files, weight, criticality: first?.criticality ?? "medium", runs: members.some(({ recommended }) => (recommended ?? 0) > 0) };
  });
  const [vital] = services.filter(({ service }) => cut.includes(service)).sort((a, b) => a.weight - b.weight);
  const [other] = services.filter(({ runs, criticality }) => runs && criticality !== "vital").sort((a, b) => b.weight - a.weight);
  if (vital === undefined || other === undefined || other.weight <= vital.weight) return [];
  return [
    t(
      "The rule weighs criticality times files, whatever a file is: {0} of {1} ({2}) weigh more than {3} of {4} (vital). Who means it otherwise writes an obligation, or a locked decision.",
      count(other.files, reader),
      other.service,
      criticalityWord(other.criticality, t).toLocaleLowerCase(reader.language),
      count(vital.files, reader),
      vital.service,
    ),
  ];
}

/** Another way to run the machines that keeps, within the budgets too, a vital service which the recommended plan stops; what it cuts all the same is said with it. */
export function vitalKept(matrix: Matrix, reader: Reader): { readonly texts: string[]; readonly by?: PlanAlternative } {
  const { t } = reader;
  const stopped = [...byService(matrix.rows)].flatMap(([service, rows]) =>
    rows.some(({ criticality }) => criticality === "vital") && rows.every(({ recommended }) => recommended === 0) && !isForbidden(service, matrix)
      ? [{ service, ids: rows.map(({ id }) => id) }]
      : [],
  );
  const { how, better } = cuttingLess(matrix, "recommended");
  const kept = ({ cut }: PlanAlternative): string[] => stopped.flatMap(({ service, ids }) => (ids.some((id) => cut.includes(id)) ? [] : [service]));
  const best = better.find((one) => kept(one).length > 0);
  if (best === undefined || how === "known") return { texts: [] };
  const spent = alternativeCost(best, matrix, reader);
  const grams = mass(best.kgCO2e * 1000, reader);
  const kg = spent === null ? grams : t("{0} and {1}", grams, spent);
  const cut = [firstNames(best.cut, 3, ", ", t), best.price].join(t("; "));
  const named = joined(kept(best), t);
  const text =
    how === "all"
      ? t("Or keep {0}: with {1} it is {2} a month, within the budget too, with cuts in {3}.", named, best.label, kg, cut)
      : t("Or keep {0}: with {1} it is {2} a month, within the carbon budget too, with cuts in {3}.", named, best.label, kg, cut);
  return { texts: [text], by: best };
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
