import type { Analysis } from "../analysis/analysis";
import type { Matrix, MatrixRow } from "../analysis/matrix";
import { inputName } from "../footprint/inputNames";
import { takenOverWords } from "../footprint/standIns";
import type { Interval } from "../quantity/interval";
import type { Level } from "../scenario/scenario";
import { budgetSentence } from "./budgetSentence";
import { decidedDrivers } from "./drivers";
import type { Format } from "./format";
import { atLeast, awaitsFigures, openRows, planTotal, unlike } from "./openRows";
import { firstOf, joined, rowsNamed } from "./words";

interface Fact {
  readonly term: string;
  readonly text: string;
}

/** The top of the report, for a director with one minute: what to stop, what it avoids, how sure that is, what to measure, what is decided. */
export function oneMinute(analysis: Analysis, matrix: Matrix, format: Format): readonly Fact[] {
  const { t } = format;
  if (matrix.rows.length === 0) return [{ term: t("What to stop"), text: t("No service yet: add one to the scenario to see what it costs.") }];
  const plan = spokenPlan(matrix);
  const less = whatCutsLess(matrix, format);
  return [
    { term: plan === "decided" ? t("What to stop, as decided") : t("What to stop"), text: whatToStop(matrix, plan, format) },
    ...(less === null ? [] : [{ term: t("What would cut less"), text: less }]),
    { term: t("What it avoids"), text: whatItAvoids(analysis, matrix, plan, format) },
    { term: t("How sure we are"), text: howSure(matrix, plan, format) },
    { term: t("What to measure first"), text: whatToMeasure(analysis, format) },
    { term: t("What is decided"), text: whatIsDecided(matrix, format) },
  ].map(({ term, text }) => ({ term, text: text.trim() }));
}

/** The plan that headline and bullets speak of: what is decided, where that cuts otherwise than recommended and keeps the budget, else what is recommended. */
function spokenPlan({ rows, plans, total: { budget } }: Matrix): "decided" | "recommended" {
  const same = rows.every(({ counted, recommended }) => counted === recommended);
  const limited = budget.carbon !== null || budget.cost !== null;
  return limited && plans.decided.feasible === true && rows.some(({ counted }) => counted < 1) && !same ? "decided" : "recommended";
}

/** Hosts that the baseline runs and `plan` does without. */
export function freedHosts(matrix: Matrix, plan: "decided" | "recommended"): Matrix["hosts"] {
  return matrix.hosts.filter((host) => host.on.baseline && !host.on[plan]);
}

/** Central kilograms a month that `plan` avoids against the baseline, and the part of it that is freed hosts; null where unknown. */
export function avoided(
  matrix: Matrix,
  plan: "decided" | "recommended",
): { readonly total: number; readonly fixed: number; readonly avoidable: number } | null {
  const baseline = matrix.plans.baseline.kgCO2e;
  const reduced = matrix.plans[plan].kgCO2e;
  if (baseline === null || reduced === null) return null;
  const total = baseline.central - reduced.central;
  const fixed = freedHosts(matrix, plan).reduce((sum, host) => sum + (host.fixed?.central ?? 0), 0);
  return { total, fixed, avoidable: total - fixed };
}

function whatToStop(matrix: Matrix, plan: "decided" | "recommended", format: Format): string {
  const { t } = format;
  const levelOf = (row: MatrixRow): Level | null => (plan === "decided" ? row.counted : row.recommended);
  const services = [...byService(matrix.rows)];
  const named = (wanted: (rows: readonly MatrixRow[]) => boolean): string[] => services.filter(([, rows]) => wanted(rows)).map(([service]) => service);
  const all = (level: Level | null) => (rows: readonly MatrixRow[]) => rows.every((row) => levelOf(row) === level);
  const stopped = named(all(0));
  const kept = named(all(1));
  // What people decided waits for no figure.
  const open = services.filter(([, rows]) => all(null)(rows) && rows.some(({ decided }) => decided === null));
  const mixed = services.filter(([, rows]) => new Set(rows.map(levelOf)).size > 1 || rows.some((row) => ![0, 1, null].includes(levelOf(row))));
  const vital = stopped.filter((service) => matrix.rows.some((row) => row.service === service && row.criticality === "vital"));
  const freed = freedHosts(matrix, plan).map((host) => host.name);
  const nothing = stopped.length === 0 && mixed.length === 0;
  return [
    plan === "decided" || matrix.plans.recommended.feasible !== false || awaitsFigures(matrix)
      ? ""
      : t("No choice of levels keeps the budget in every month; what follows comes nearest."),
    stopped.length > 0 ? t("Stop {0}.", joined(stopped, t)) : "",
    ...takenOverWords(matrix.rows, levelOf, t),
    vital.length > 0 ? t("Vital, and yet at 0 % here: {0}. Look at what would cut less before you decide so.", joined(vital, t)) : "",
    ...mixed.map(([service, rows]) =>
      t(
        "{0}: {1}.",
        service,
        rows
          .filter((row) => levelOf(row) !== 1)
          .map((row) => `${row.language ?? t("all")} ${level(levelOf(row), format)}`)
          .join(", "),
      ),
    ),
    ...whyStopped(plan === "decided" ? [] : matrix.rows).map(([reason, names]) => t("{0} ({1}).", reason, names.join(t("; ")))),
    nothing && kept.length > 0 && open.length === 0 ? t("Nothing has to stop.") : "",
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

/** Other deployments and fewer machines that keep the budget in every month with more of the value than the recommended levels; null: none. */
function whatCutsLess({ alternatives, plans }: Matrix, format: Format): string | null {
  const { t } = format;
  const better = alternatives.filter(({ feasible, gainedValue }) => feasible === true && gainedValue > 1e-6 * Math.max(1, plans.recommended.lostValue));
  if (better.length === 0) return null;
  const named = better.map(({ label, kgCO2e }) => `${label} (${format.massPerMonth(kgCO2e)})`);
  return t("Each of these alone keeps the budget too, and less has to be cut than recommended: {0}.", firstOf(named, 3, t("; "), t));
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

function whatItAvoids(analysis: Analysis, matrix: Matrix, plan: "decided" | "recommended", format: Format): string {
  const { t } = format;
  const less = avoided(matrix, plan);
  if (less === null) return t("Not known: a volume, a host or a model is missing. See the assumptions and problems below.");
  const { baseline, [plan]: reduced } = matrix.plans;
  const ranges = reduced.avoided;
  const open = openRows(matrix);
  // What stops and is not known would be avoided too.
  const more = unlike(open.baseline, open[plan]) ? open.baseline : [];
  const least = (value: Interval | number): string => atLeast(format.massPerMonth(value), value, more, t);
  if (Math.abs(less.total) < 1e-12 && more.length === 0)
    return t("Nothing is avoided versus the baseline of {0}: {1}.", analysis.today, planTotal(matrix, "baseline", format));
  return [
    t(
      "{0} CO2e avoided versus the baseline of {1}: {2} with work no longer done (avoidable), {3} with hosts switched off (fixed).",
      least(ranges?.total ?? less.total),
      analysis.today,
      least(ranges?.avoidable ?? less.avoidable),
      least(ranges?.fixed ?? less.fixed),
    ),
    goes(planTotal(matrix, "baseline", format), planTotal(matrix, plan, format), {
      moved: (from, to) => t("The total goes from {0} to {1}.", from, to),
      still: (total) => t("The total stays at {0}.", total),
    }),
    goes(format.money(baseline.cost, matrix.currency, baseline.costs), format.money(reduced.cost, matrix.currency, reduced.costs), {
      moved: (from, to) => t("The cost goes from {0} to {1} a month.", from, to),
      still: (cost) => t("The cost stays at {0} a month.", cost),
    }),
  ].join(" ");
}

/** What changes too little to be read in its figures has not changed for the reader. */
function goes(from: string, to: string, words: { moved(from: string, to: string): string; still(value: string): string }): string {
  return from === to ? words.still(from) : words.moved(from, to);
}

function howSure(matrix: Matrix, plan: "decided" | "recommended", format: Format): string {
  const { t } = format;
  const known = matrix.rows.filter((row) => row.kgCO2e.avoidable !== null);
  const unknown = matrix.rows.length - known.length;
  const count = (quality: MatrixRow["quality"]): number => known.filter((row) => row.quality === quality).length;
  const counts = [matrix.rows.length, count("measured"), count("modelled"), count("assumed")] as const;
  const over = matrix.plans[plan].overProbability;
  return [
    over === null
      ? ""
      : plan === "decided"
        ? t("Probability that the decided plan exceeds the carbon budget in some month: {0}.", format.percent(over))
        : t("Probability that the recommended plan exceeds the carbon budget in some month: {0}.", format.percent(over)),
    matrix.noPlan === null ? flips(matrix.rows, format) : awaitsFigures(matrix) ? "" : matrix.summary,
    unknown === 0
      ? t("Of {0} {0|row|rows}, {1} {1|is|are} measured, {2} modelled, {3} assumed.", ...counts)
      : t("Of {0} {0|row|rows}, {1} {1|is|are} measured, {2} modelled, {3} assumed, {4} unknown.", ...counts, unknown),
    measuredPart(known, matrix, format),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

/** A row is called measured for its work: what its machine draws while it waits is not, and may be nearly all. */
function measuredPart(known: readonly MatrixRow[], matrix: Matrix, format: Format): string {
  const measured = known.filter(({ quality }) => quality === "measured");
  const total = matrix.plans.baseline.kgCO2e;
  if (measured.length === 0 || total === null) return "";
  const work = measured.reduce((sum, { kgCO2e }) => sum + (kgCO2e.avoidable?.central ?? 0), 0);
  return format.t("Measured is their work: {0} of {1} with everything on.", format.massPerMonth(work), planTotal(matrix, "baseline", format));
}

/** Up to 10 % a recommendation is firm, up to 30 % to be confirmed, beyond it is a coin toss (decision method, step 5). */
function flips(rows: readonly MatrixRow[], format: Format): string {
  const { t } = format;
  const known = rows.flatMap((row) => (row.flipProbability === null ? [] : [{ row, flip: row.flipProbability }]));
  if (known.length === 0) return "";
  const shaky = known.filter(({ flip }) => flip > 0.1).sort((a, b) => b.flip - a.flip);
  const without = rows.filter(({ recommended }) => recommended === null).length;
  if (shaky.length === 0)
    return without === 0
      ? t("All recommendations are firm: each stays in at least 9 draws of 10.")
      : t("{0} {0|row has|rows have} no recommendation yet; the others are firm: each stays in at least 9 draws of 10.", without);
  const said = (flip: number): string => `${format.percent(flip)}, ${flip > 0.3 ? t("measure before deciding") : t("to be confirmed")}`;
  // What is as doubtful in the same words is one doubt, and all languages of a service are the service.
  const groups = new Map<string, MatrixRow[]>();
  for (const { row, flip } of shaky) groups.set(said(flip), [...(groups.get(said(flip)) ?? []), row]);
  const all = byService(rows);
  const named = [...groups].map(([words, members]) => {
    const names = [...byService(members)].flatMap(([service, some]) => (some.length === all.get(service)?.length ? [service] : some.map(({ id }) => id)));
    return `${firstOf(names, 6, ", ", t)} (${words})`;
  });
  return t("Recommendations that may change when inputs vary: {0}.", firstOf(named, 4, t("; "), t));
}

function whatToMeasure(analysis: Analysis, format: Format): string {
  const { t } = format;
  const drivers = decidedDrivers(analysis, 3);
  const assumed = analysis.estimate.assumptions.map(({ path }) => inputName(path, t));
  return [
    drivers.length === 0
      ? ""
      : t(
          "These inputs move the total most: {0}.",
          drivers.map((driver) => t("{0} (by {1} between its ends)", driver.label, format.massPerMonth(driver.swing))).join(t("; ")),
        ),
    assumed.length === 0 ? t("Nothing is assumed.") : t("Assumed so far ({1} in all): {0}.", assumed.slice(0, 3).join(", "), assumed.length),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function whatIsDecided(matrix: Matrix, format: Format): string {
  const { t } = format;
  const decided = matrix.rows.filter((row) => row.decided !== null);
  const other = matrix.rows.flatMap(({ id, recommended, counted }) =>
    recommended === null || recommended === counted ? [] : [`${id} ${format.percent(recommended)}`],
  );
  const against = decided.filter((row) => row.recommended !== null && row.decided !== row.recommended);
  return [
    decided.length === matrix.rows.length
      ? t("All rows are decided ({0}): {1}.", decided.length, planTotal(matrix, "decided", format))
      : matrix.rows.some((row) => row.decided === null && row.counted < 1)
        ? t(
            "{0} of {1} rows are decided; undecided ones count in full, or at the level of the service that they need: {2}.",
            decided.length,
            matrix.rows.length,
            planTotal(matrix, "decided", format),
          )
        : t("{0} of {1} rows are decided; undecided ones count in full: {2}.", decided.length, matrix.rows.length, planTotal(matrix, "decided", format)),
    budgetSentence(matrix, format),
    against.length === 0 ? "" : t("Decided otherwise than recommended: {0}.", against.map((row) => row.id).join(", ")),
    spokenPlan(matrix) === "decided" && other.length > 0 ? t("Recommended instead: {0}.", firstOf(other, 8, ", ", t)) : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function level(value: Level | null, format: Format): string {
  return value === null ? format.t("measure first") : format.percent(value);
}

export function byService(rows: readonly MatrixRow[]): ReadonlyMap<string, readonly MatrixRow[]> {
  const services = new Map<string, MatrixRow[]>();
  for (const row of rows) services.set(row.service, [...(services.get(row.service) ?? []), row]);
  return services;
}
