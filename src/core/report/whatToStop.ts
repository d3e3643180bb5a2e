import type { Matrix, MatrixRow } from "../analysis/matrix";
import { largerMachines, unfitWords } from "../footprint/plans/uncheckedBudgets";
import { takenOverWords } from "../footprint/standIns";
import type { Level } from "../scenario/scenario";
import { languagesOf, levelWords, reducedLevels } from "./actions";
import { byService } from "./byService";
import type { Format } from "./format";
import { awaitsFigures } from "./openRows";
import { emptyMachines } from "./savings";
import { isContradicted } from "./settled";
import { freedHosts } from "./spokenPlan";
import { capital, joined, rowsNamed } from "./words";

/** What a plan stops, cuts back and keeps, why, and which machines that frees. */
export function whatToStop(matrix: Matrix, plan: "decided" | "recommended", format: Format): string {
  const { t } = format;
  const levelOf = (row: MatrixRow): Level | null => (plan === "decided" ? row.counted : row.recommended);
  const services = [...byService(matrix.rows)];
  const named = (wanted: (rows: readonly MatrixRow[]) => boolean): string[] => services.filter(([, rows]) => wanted(rows)).map(([service]) => service);
  const all = (level: Level | null) => (rows: readonly MatrixRow[]) => rows.every((row) => levelOf(row) === level);
  const stopped = named(all(0));
  const kept = named(all(1));
  // What people decided waits for no figure.
  const unsettled = plan === "decided" ? [] : services.filter(([, rows]) => rows.some(({ gates }) => isContradicted(gates)));
  const open = services.filter(([, rows]) => all(null)(rows) && rows.some(({ decided, gates }) => decided === null && !isContradicted(gates)));
  const mixed = services.filter(([, rows]) => new Set(rows.map(levelOf)).size > 1 || rows.some((row) => ![0, 1, null].includes(levelOf(row))));
  const vital = stopped.filter((service) => matrix.rows.some((row) => row.service === service && row.criticality === "vital"));
  // Those on which nothing runs come first of all.
  const freed = freedHosts(matrix, plan).flatMap(({ name, empty: idle }) => (idle ? [] : [name]));
  const nothing = stopped.length === 0 && mixed.length === 0;
  const full = matrix.plans[plan].overfull ?? [];
  const small = matrix.plans[plan].unfit ?? [];
  const empty = joined(
    emptyMachines(matrix).map((host) => host.name),
    t,
  );
  return [
    empty === "" ? "" : t("Give {0} back first: no service runs on it.", empty),
    full.length > 0
      ? t(
          "This asks more hours of {0} than there are: add machines, or serve less.",
          joined(
            full.map(({ host }) => host),
            t,
          ),
        )
      : "",
    small.length > 0 ? [t("This cannot be carried out: {0}.", unfitWords(small, t)), ...largerMachines(small, t)].join(" ") : "",
    plan === "decided" || matrix.plans.recommended.feasible !== false || awaitsFigures(matrix)
      ? ""
      : t("No choice of levels keeps the budget in every month; what follows comes nearest."),
    ...unsettled.map(([service, rows]) => t("Settle {0} first: {1}", service, rows.find(({ gates }) => isContradicted(gates))?.why ?? "")),
    stopped.length > 0 ? t("Stop {0}.", joined(stopped, t)) : "",
    ...takenOverWords(matrix.rows, levelOf, t),
    vital.length > 0 ? t("Vital, and yet at 0 % here: {0}. Look at what would cut less before you decide so.", joined(vital, t)) : "",
    ...mixed.flatMap(([service, rows]) => cutBack(service, rows, levelOf, format)),
    ...whyStopped(plan === "decided" ? [] : matrix.rows).map(([reason, names]) => t("{0} ({1}).", reason, names.join(t("; ")))),
    nothing && kept.length > 0 && open.length === 0 && unsettled.length === 0 && full.length === 0 && small.length === 0
      ? empty === ""
        ? t("Nothing has to stop.")
        : t("Nothing that is in use has to stop.")
      : "",
    kept.length > 0 && !nothing ? t("Keep {0} in full.", joined(kept, t)) : "",
    open.length > 0
      ? t(
          "No figure allows a recommendation for {0}.",
          joined(
            open.map(([service]) => service),
            t,
          ),
        )
      : "",
    ...missingFor(open.flatMap(([, rows]) => rows)).map((reason) => `${reason}.`),
    freed.length > 0 && !(nothing && open.length > 0)
      ? t("That frees {0} whole: {1}.", freed.length === 1 ? t("one host") : t("{0} hosts", freed.length), joined(freed, t))
      : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

/** `Stop summaries in Arabic. Keep summaries in full in French and English.` */
function cutBack(service: string, rows: readonly MatrixRow[], levelOf: (row: MatrixRow) => Level | null, format: Format): string[] {
  const { t } = format;
  const at = (level: Level | null): readonly MatrixRow[] => rows.filter((row) => levelOf(row) === level);
  const [kept, open] = [at(1), at(null).filter(({ gates }) => !isContradicted(gates))];
  return [
    ...reducedLevels(rows, levelOf).map(
      ({ level, members }) => `${capital(levelWords(members, { level, named: service, of: rows }, format), format.language)}.`,
    ),
    ...(kept.length > 0 ? [t("Keep {0} in full in {1}.", service, languagesOf(kept, format))] : []),
    ...(open.length > 0 ? [t("Measure {0} first in {1}.", service, languagesOf(open, format))] : []),
  ];
}

/** What has to be known first, in the words of the rows' own gates; a few say enough. */
function missingFor(rows: readonly MatrixRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ gates }) => gates.flatMap(({ code, reason }) => (code === "measure-first" ? [reason.replace(/[.]$/u, "")] : []))))].slice(
    0,
    3,
  );
}

/** Why rows are to stop, each reason once, with the services or languages that it stops. */
function whyStopped(rows: readonly MatrixRow[]): [string, string[]][] {
  const stopped = new Map<string, MatrixRow[]>();
  const all = byService(rows);
  for (const row of rows.filter(({ recommended }) => recommended === 0)) {
    const vetoes = vetoesOf(row);
    const reasons = vetoes.length > 0 ? vetoes : sharedReason(all.get(row.service) ?? []);
    for (const reason of reasons) stopped.set(reason, [...(stopped.get(reason) ?? []), row]);
  }
  return [...stopped].map(([reason, members]) => [
    reason,
    [...byService(members)].map(([service, some]) => (some.length === all.get(service)?.length ? service : rowsNamed(some))),
  ]);
}

/** What rules a row out, whatever its carbon: a licence, a need that was not shown, ... */
const vetoesOf = ({ gates }: MatrixRow): string[] => gates.filter(({ max }) => max === 0).map(({ reason }) => reason);

/** Why a service stops where nothing vetoes it, if that is one and the same for its rows; the matrix tells the others apart. */
function sharedReason(rows: readonly MatrixRow[]): string[] {
  const reasons = new Set(rows.filter((row) => row.recommended === 0 && vetoesOf(row).length === 0).map(({ why }) => why));
  const [reason] = reasons;
  return reasons.size === 1 && typeof reason === "string" ? [reason.replace(/\.$/, "")] : [];
}
