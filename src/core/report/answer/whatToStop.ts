import type { Matrix, MatrixRow } from "../../analysis/matrix";
import { unfitSentences } from "../../footprint/plans/uncheckedBudgets";
import type { Level } from "../../scenario/scenario";
import { joined } from "../../text";
import { byService } from "../byService";
import { awaitsFigures } from "../openRows";
import { emptyMachines, whatCutsLess } from "../savings";
import { isContradicted } from "../settled";
import type { Format } from "../words/format";
import { freedHosts } from "../words/spokenPlan";
import { capital, rowsNamed } from "../words/words";
import { languagesOf, levelWords, missingFor, reducedLevels } from "./actions";
import { vetoesOf, vitalStopped } from "./vitalStopped";

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
  // Those on which nothing runs come first of all.
  // What costs nothing while it waits frees nothing.
  const freed = freedHosts(matrix, plan).flatMap(({ name, empty: idle, fixed }) => (idle || fixed?.central === 0 ? [] : [name]));
  const nothing = stopped.length === 0 && mixed.length === 0;
  const full = matrix.plans[plan].overfull ?? [];
  const small = matrix.plans[plan].unfit ?? [];
  const empty = joined(
    emptyMachines(matrix).map((host) => host.name),
    t,
  );
  if (plan === "recommended" && awaitsMachines(matrix)) return t("Nothing is recommended before the machines can hold their models.");
  return [
    empty === "" ? "" : t("Give {0} back first: no service runs there.", empty),
    full.length > 0
      ? t(
          "This asks more hours of {0} than there are: add machines, or serve less.",
          joined(
            full.map(({ host }) => host),
            t,
          ),
        )
      : "",
    unfitSentences(small, t).join(" "),
    plan === "decided" || matrix.plans.recommended.feasible !== false || awaitsFigures(matrix)
      ? ""
      : t("No choice of levels keeps the budget in every month; what follows comes nearest."),
    ...unsettled.map(([service, rows]) => t("Settle {0} first: {1}", service, rows.find(({ gates }) => isContradicted(gates))?.why ?? "")),
    stopped.length > 0 ? t("Stop {0}.", joined(stopped, t)) : "",
    ...vitalStopped(matrix, plan, whatCutsLess(matrix, plan, format) !== null, format),
    ...mixed.flatMap(([service, rows]) => cutBack(service, rows, levelOf, format)),
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

/** Whether the models do not fit on their machines and no plan that is known to do without them keeps the budgets: then every comparison is of machines that would not run it. */
export function awaitsMachines({ plans: { decided, recommended } }: Matrix): boolean {
  return decided.unfit !== undefined && recommended.feasible !== true;
}

/** Why what is recommended to stop does, each reason once with what it stops; empty: nothing stops, or people decided so. */
export function whyItStops(matrix: Matrix, plan: "decided" | "recommended", { t }: Format): string {
  if (plan === "decided" || awaitsMachines(matrix)) return "";
  return whyStopped(matrix.rows)
    .map(([reason, names]) => t("{0} ({1}).", reason, names.join(t("; "))))
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

/** Why a service stops where nothing vetoes it, if that is one and the same for its rows, be it without their amounts; the matrix tells the others apart. */
function sharedReason(rows: readonly MatrixRow[]): string[] {
  const stopped = rows.filter((row) => row.recommended === 0 && vetoesOf(row).length === 0);
  const plain = new Set(stopped.map(({ why }) => why));
  const alike = new Set(stopped.map((row) => JSON.stringify(row.reasons.map(({ text, shared = text }) => shared))));
  if (plain.size !== 1 && alike.size !== 1) return [];
  // A sentence each: another service may stop for one of them too.
  const sentences = (stopped[0]?.reasons ?? []).map(({ text, shared = text }) => (plain.size === 1 ? text : shared));
  return sentences.map((sentence) => sentence.replace(/\.$/, ""));
}
