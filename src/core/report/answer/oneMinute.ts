import type { Analysis } from "../../analysis/analysis";
import type { Matrix, MatrixRow } from "../../analysis/matrix";
import type { PlanDriver } from "../../analysis/plan";
import { inputName } from "../../footprint/model/inputNames";
import { dayName } from "../../quantity/dates";
import type { Interval } from "../../quantity/interval";
import { firstNames, joined } from "../../text";
import { budgetSentence } from "../budgetSentence";
import { byService } from "../byService";
import { firstToMeasure, measuredWith } from "../firstToMeasure";
import { atLeast, awaitsFigures, openRows, planTotal, unlike } from "../openRows";
import { alreadyAvoided, type Said, whatCutsLess, whatSaves } from "../savings";
import { mass, massesApart } from "../words/figures";
import type { Format } from "../words/format";
import { spokenPlan } from "../words/spokenPlan";
import { capital, keyToWrite } from "../words/words";
import { headlineOf } from "./headline";
import { boundOf } from "./headlineBudget";
import { awaitsMachines, whatToStop, whyItStops } from "./whatToStop";

interface Fact {
  readonly term: string;
  readonly text: string;
  /** it stands under a heading of its own, below what a director reads in one minute */
  readonly below: boolean;
}

/**
 * The answer of a report: what to stop, what it avoids, how sure that is and what to do next, for a director with one minute; and below that what else would
 * do, why, what to measure and what is decided.
 */
export function answerFacts(analysis: Analysis, matrix: Matrix, format: Format): readonly Fact[] {
  const { t } = format;
  if (matrix.rows.length === 0) return [{ term: t("What to stop"), text: t("No service yet: add one to the scenario to see what it costs."), below: false }];
  const plan = spokenPlan(matrix);
  const less = whatCutsLess(matrix, plan, format);
  const saves = whatSaves(matrix, plan, format);
  const why = whyItStops(matrix, plan, format);
  // Where the headline, which stands above, has said it of what it names, it need not be read again.
  const known = headlineOf(analysis, matrix).caveats ?? [];
  const caveats = [...new Set([...(less?.caveats ?? []), ...(saves?.caveats ?? [])])].filter((one) => !known.includes(one));
  const noted = ({ text }: Said, isLast: boolean): string => [text, ...(isLast ? caveats.map((one) => t("Serverless: {0}.", one)) : [])].join(" ");
  return [
    { term: plan === "decided" ? t("What to stop, as decided") : t("What to stop"), text: whatToStop(matrix, plan, format), below: false },
    { term: t("What it avoids"), text: whatItAvoids(analysis, matrix, plan, format), below: false },
    { term: t("How sure we are"), text: howSure(matrix, plan, format), below: false },
    { term: t("What to do next"), text: whatNext(matrix, format), below: false },
    ...(why === "" ? [] : [{ term: t("Why it stops"), text: why, below: true }]),
    ...(less === null ? [] : [{ term: t("What would cut less"), text: noted(less, saves === null), below: true }]),
    ...(saves === null ? [] : [{ term: t("What would lower it without stopping anything"), text: noted(saves, true), below: true }]),
    { term: t("What to measure first"), text: whatToMeasure(analysis, matrix, format), below: true },
    { term: t("What is decided"), text: whatIsDecided(analysis, matrix, format), below: true },
  ].map(({ term, text, below }) => ({ term, text: capital(text.trim(), format.language), below }));
}

/** One thing to write or to measure, and that people decide. */
function whatNext(matrix: Matrix, format: Format): string {
  const { t } = format;
  const { drivers, rows } = matrix;
  const open = drivers.find((driver) => keyToWrite(driver) !== null);
  const ours = firstToMeasure(matrix);
  const decided = rows.filter((row) => row.decided !== null).length;
  // What people have stopped needs no figure.
  const lacking = [...new Set(rows.flatMap(({ service, kgCO2e, counted }) => (kgCO2e.avoidable === null && counted > 0 ? [service] : [])))];
  if (awaitsMachines(matrix)) return t("First let the machines hold their models, as said above.");
  return [
    open !== undefined
      ? t("Write {0} first.", keyToWrite(open) ?? "")
      : lacking.length > 0
        ? t("First give {0} a figure.", firstNames(lacking, 6, ", ", t))
        : ours === undefined
          ? ""
          : t("Measure first: {0}.", measuredWith(ours, t)),
    decided === 0
      ? t("Then decide: nothing is decided yet.")
      : decided < rows.length
        ? t("Then decide the rest: {0} of {1} {1|row|rows} decided so far.", decided, rows.length)
        : t("Every row is decided: review the decisions on their date."),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function whatItAvoids(analysis: Analysis, matrix: Matrix, plan: "decided" | "recommended", format: Format): string {
  const { t } = format;
  const { baseline, [plan]: reduced } = matrix.plans;
  const { avoided: less } = reduced;
  if (awaitsMachines(matrix)) return t("Not known before the machines can hold their models.");
  if (less === null) {
    const unknown = openRows(matrix)[plan];
    return unknown.length > 0
      ? t("Not known, because the carbon of {0} is not.", firstNames(unknown, 6, ", ", t))
      : t("Not known: a volume, a host or a model is missing. See the assumptions and problems below.");
  }
  const open = openRows(matrix);
  // What stops and is not known would be avoided too.
  const more = unlike(open.baseline, open[plan]) ? open.baseline : [];
  const least = (value: Interval): string => atLeast(format.massPerMonth(value), value, more, t);
  if (Math.abs(less.total.central) < 1e-12 && more.length === 0)
    return t("Nothing is avoided versus the baseline of {0}: {1}.", dayName(analysis.today, analysis.language), planTotal(matrix, "baseline", format));
  return [
    t(
      "{0} CO2e avoided versus the baseline of {1}: {2} with work no longer done (avoidable), {3} with hosts switched off (fixed).",
      least(less.total),
      dayName(analysis.today, analysis.language),
      least(less.avoidable),
      least(less.fixed),
    ),
    reduced.kgCO2e === null
      ? t("Both are without the carbon of {0}, which is not known.", firstNames(open[plan], 6, ", ", t))
      : totalGoes(matrix, plan, format),
    goes(format.money(baseline.cost, matrix.currency, baseline.costs), format.money(reduced.cost, matrix.currency, reduced.costs), {
      moved: (from, to) => t("The cost goes from {0} to {1} a month.", from, to),
      still: (cost) => t("The cost stays as it is: {0} a month.", cost),
    }),
  ].join(" ");
}

/** With their ranges; where these read alike, with as many figures of the central values as tell them apart. */
function totalGoes(matrix: Matrix, plan: "decided" | "recommended", format: Format): string {
  const { t } = format;
  const { baseline, [plan]: reduced } = matrix.plans;
  const grams = [1000 * (baseline.kgCO2e?.central ?? 0), 1000 * (reduced.kgCO2e?.central ?? 0)] as const;
  const to = planTotal(matrix, plan, format);
  if (mass(grams[0], format) !== mass(grams[1], format)) return t("The total goes from {0} to {1}.", planTotal(matrix, "baseline", format), to);
  const [before, after] = massesApart(...grams, format);
  return before === after ? t("The total stays as it is: {0}.", to) : t("The total hardly changes: from {0} to {1} a month.", before, after);
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
    over === null || awaitsMachines(matrix)
      ? ""
      : plan === "decided"
        ? t("Probability that the decided plan exceeds the carbon budget in some month: {0}.", format.chance(over))
        : t("Probability that the recommended plan exceeds the carbon budget in some month: {0}.", format.chance(over)),
    awaitsMachines(matrix)
      ? t("Nothing is firm before the machines can hold their models.")
      : matrix.plans.recommended.overfull !== undefined || matrix.plans.recommended.unfit !== undefined
        ? ""
        : matrix.noPlan === null
          ? flips(matrix, format)
          : awaitsFigures(matrix)
            ? ""
            : matrix.summary,
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

/** How firm the recommendations are, and of which that is not known. */
function flips(matrix: Matrix, format: Format): string {
  const unsure = matrix.rows.filter(({ recommended, flipProbability }) => recommended !== null && flipProbability === null);
  const names = [...byService(unsure)].flatMap(([service, some]) =>
    some.length === byService(matrix.rows).get(service)?.length ? [service] : some.map(({ id }) => id),
  );
  const open =
    names.length === 0
      ? ""
      : format.t("How firm the advice for {0} is, is not known: it depends on the hours of its machine.", firstNames(names, 6, ", ", format.t));
  return `${knownFlips(matrix, unsure.length > 0, format)} ${open}`.trim();
}

/** Up to 10 % a recommendation is firm, up to 30 % to be confirmed, beyond it is a coin toss (decision method, step 5). */
function knownFlips(matrix: Matrix, isPart: boolean, format: Format): string {
  const { rows } = matrix;
  const { t } = format;
  const known = rows.flatMap((row) => (row.flipProbability === null ? [] : [{ row, flip: row.flipProbability }]));
  if (known.length === 0) return "";
  const shaky = known.filter(({ flip }) => flip > 0.1).sort((a, b) => b.flip - a.flip);
  const without = rows.filter(({ recommended, counted }) => recommended === null && counted > 0).length;
  // Figures that nobody wrote are moved only within ranges that nobody wrote either.
  if (shaky.length === 0 && known.every(({ row }) => row.quality === "assumed")) {
    const first = writeFirst(matrix).map((path) => inputName(path, t));
    const kept = t("Each recommendation stays in at least 9 draws of 10, but all of them rest on assumptions and none is firm before these are written.");
    return first.length === 0 ? kept : `${kept} ${t("Write first: {0}.", joined(first, t))}`;
  }
  if (shaky.length === 0 && isPart) return "";
  if (shaky.length === 0)
    return without === 0
      ? t("All recommendations are firm: each stays in at least 9 draws of 10.")
      : matrix.plans.recommended.unchecked.some(({ budget }) => budget === "carbon")
        ? boundOf(matrix.plans.recommended) === null
          ? t(
              "{0} {0|row has|rows have} no recommendation yet, so whether the budget holds is not known; of what is known alone, each of the others stays in at least 9 draws of 10.",
              without,
            )
          : t(
              "{0} {0|row has|rows have} no recommendation yet, and the budget holds as long as their machines are enough; of what is known alone, each of the others stays in at least 9 draws of 10.",
              without,
            )
        : t("{0} {0|row has|rows have} no recommendation yet; the others are firm: each stays in at least 9 draws of 10.", without);
  const said = (flip: number): string => `${format.chance(flip)}, ${flip > 0.3 ? t("measure before deciding") : t("to be confirmed")}`;
  // What is as doubtful in the same words is one doubt, and all languages of a service are the service.
  const groups = new Map<string, MatrixRow[]>();
  for (const { row, flip } of shaky) groups.set(said(flip), [...(groups.get(said(flip)) ?? []), row]);
  const all = byService(rows);
  const named = [...groups].map(([words, members]) => {
    const names = [...byService(members)].flatMap(([service, some]) => (some.length === all.get(service)?.length ? [service] : some.map(({ id }) => id)));
    return `${firstNames(names, 6, ", ", t)} (${words})`;
  });
  return t("Recommendations that may change when inputs vary: {0}.", firstNames(named, 4, t("; "), t));
}

/** Paths of the scenario that replace the assumptions which move most: the machines, on which all figures hang, then inputs by how far they move the total. */
function writeFirst({ assumptions, drivers }: Matrix): string[] {
  const paths = [...new Set(assumptions.map(({ path }) => path))];
  const machines = paths.filter((path) => /^hosts\.[^.]+\.sku$/u.test(path));
  const moving = drivers.map(({ input }) => input).filter((input) => paths.includes(input) && !machines.includes(input));
  return [...machines, ...moving].slice(0, 3);
}

function whatToMeasure(analysis: Analysis, { drivers }: Matrix, format: Format): string {
  const { t } = format;
  const named = (some: readonly PlanDriver[]): string =>
    some
      .slice(0, 3)
      .map((driver) => t("{0} (by {1} between its ends)", keyToWrite(driver) ?? driver.label, format.massPerMonth(driver.swing)))
      .join(t("; "));
  const open = drivers.filter((driver) => keyToWrite(driver) !== null);
  const ours = drivers.filter((driver) => driver.measurable && keyToWrite(driver) === null);
  const published = drivers.filter(({ measurable }) => !measurable);
  const assumed = analysis.estimate.assumptions.map(({ path }) => inputName(path, t));
  return [
    open.length === 0 ? "" : t("To be written first: {0}.", named(open)),
    ours.length === 0 ? "" : t("Of what you can measure, these move the total most: {0}.", named(ours)),
    published.length === 0 ? "" : t("What only others can publish moves it too: {0}.", named(published)),
    assumed.length === 0 ? t("Nothing is assumed.") : t("Assumed so far ({1} in all): {0}.", assumed.slice(0, 3).join(", "), assumed.length),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function whatIsDecided(analysis: Analysis, matrix: Matrix, format: Format): string {
  const { t } = format;
  const decided = matrix.rows.filter((row) => row.decided !== null);
  const other = matrix.rows.flatMap(({ id, recommended, counted }) =>
    recommended === null || recommended === counted ? [] : [`${id} ${format.percent(recommended)}`],
  );
  // The sentence above may have said it.
  const already = alreadyAvoided(matrix, format);
  const untold = already !== null && !headlineOf(analysis, matrix).notes.includes(already);
  const against = decided.filter((row) => row.recommended !== null && row.decided !== row.recommended);
  return [
    decided.length === 0 && matrix.rows.every((row) => row.counted === 1)
      ? t("Nothing is decided yet: everything counts in full, {0}.", planTotal(matrix, "decided", format))
      : decided.length === matrix.rows.length
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
    untold ? already : "",
    against.length === 0
      ? ""
      : t(
          "Decided otherwise than recommended: {0}.",
          joined(
            against.map((row) => row.id),
            t,
          ),
        ),
    spokenPlan(matrix) === "decided" && other.length > 0 ? t("Recommended instead: {0}.", firstNames(other, 8, ", ", t)) : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}
