import type { Matrix } from "../analysis/matrix";
import type { AbatementOption, PlanAlternative } from "../analysis/plan";
import { firstNames } from "../text";
import { openRows, unlike } from "./openRows";
import { type LevelsOf, nothingDecided } from "./settled";
import { mass, money, type Reader } from "./words/figures";
import { type Format, kilograms } from "./words/format";
import { capital, said } from "./words/words";

// What would do instead of a cut, or without one: the sentences that a board must not miss.

/**
 * How far an alternative is known to keep the budgets: all of them, the carbon one where only the cost cannot be checked, or no less than the recommended
 * plan, where of both the same is not known; null: none of these.
 */
export function keptBy({ feasible, unchecked, beyond }: PlanAlternative, { total: { budget }, plans, noPlan }: Matrix): "all" | "carbon" | "known" | null {
  if (feasible === true) return "all";
  if (feasible === false || beyond === true) return null;
  if (budget.carbon !== null && unchecked.every((one) => one === "cost")) return "carbon";
  const { recommended } = plans;
  const asOpen = recommended.feasible === null && unchecked.every((one) => recommended.unchecked.some((other) => other.budget === one));
  return asOpen && noPlan === null && recommended.overfull === undefined && recommended.unfit === undefined ? "known" : null;
}

/** Sentences, and what has to be known of some of what they name and is said once after all of them: each once. */
export interface Said {
  readonly text: string;
  readonly caveats: readonly string[];
}

/** More ideas than that are counted, not named. */
const mostNamed = 3;

/** Machines that run all month for no service. */
export function emptyMachines({ hosts }: Matrix): Matrix["hosts"] {
  return hosts.filter(({ empty = false }) => empty);
}

/** What asks least of others comes first: no other provider for any machine, no move of region, no wait; then what saves most carbon, then money; of equals what changes the fewest machines. */
export function leastAsked(a: PlanAlternative, b: PlanAlternative): number {
  return asked(a) - asked(b) || a.kgCO2e - b.kgCO2e || (b.savedCost ?? 0) - (a.savedCost ?? 0) || a.machines - b.machines;
}

function asked({ kind, machines }: PlanAlternative): number {
  return kind === "rented" ? 2 + machines : { replicas: 0, merged: 1, asleep: 1, moved: 2 }[kind];
}

/** Of the ways that keep the budget, or the carbon one where no other is known to, and cut nothing more than gates do, the one that asks least of others; undefined: none. */
export function bestWhole(matrix: Matrix): PlanAlternative | undefined {
  const least = 1e-6 * Math.max(1, matrix.plans.recommended.lostValue);
  const wholes = matrix.alternatives.filter((one) => one.cut.length === 0 && one.gainedValue > least);
  const by = (how: "all" | "carbon"): PlanAlternative[] => wholes.filter((one) => keptBy(one, matrix) === how).sort(leastAsked);
  return by("all")[0] ?? by("carbon")[0];
}

/** What a month costs with an alternative; of what is rented at least that much, for its provider's price is not known; null: not known. */
export function alternativeCost({ kind, savedCost }: PlanAlternative, { plans, currency }: Matrix, reader: Reader): string | null {
  const { cost } = plans.recommended;
  if (cost === null || savedCost === null) return null;
  const amount = money(cost - savedCost, currency, {}, reader);
  return amount === null || kind !== "rented" ? amount : reader.t("at least {0}", amount);
}

/** Alternatives that cut less than a plan and are known alike to keep the budgets, the best first; `how` they keep them, null: there are none. */
export function cuttingLess(
  matrix: Matrix,
  plan: "decided" | "recommended",
): { readonly how: ReturnType<typeof keptBy>; readonly better: readonly PlanAlternative[] } {
  const { alternatives, plans } = matrix;
  const ahead = plans[plan].lostValue - plans.recommended.lostValue;
  const more = alternatives.filter((one) => one.gainedValue + ahead > 1e-6 * Math.max(1, plans[plan].lostValue));
  // What is known to hold every budget comes before what is known to hold one of them, and that before what nobody knows of the plan itself.
  for (const how of ["all", "carbon", "known"] as const) {
    const kept = more.filter((one) => keptBy(one, matrix) === how);
    if (kept.length === 0) continue;
    // Where one cuts nothing, nobody asks for those that still do.
    const whole = kept.filter(({ cut }) => cut.length === 0);
    if (whole.length > 0) return { how, better: whole.sort(leastAsked) };
    // First what needs no other provider, no move and no wait; of these what keeps most.
    return { how, better: kept.sort((a, b) => burden[a.kind] - burden[b.kind] || b.gainedValue - a.gainedValue || leastAsked(a, b)) };
  }
  return { how: null, better: [] };
}

/** What an alternative asks beside a look at its machines: nothing, that users wait, another place or provider. */
const burden: Readonly<Record<PlanAlternative["kind"], number>> = { replicas: 0, merged: 0, asleep: 1, moved: 2, rented: 2 };

/**
 * Other deployments and fewer machines that keep the budget in every month with more of the value than the plan, those that change
 * the fewest machines first, the best of each kind; null: none.
 */
export function whatCutsLess(matrix: Matrix, plan: "decided" | "recommended", format: Format): Said | null {
  const { t } = format;
  const { how, better } = cuttingLess(matrix, plan);
  // Two machines that could each take the other's work are one idea, and so is what has the same figures with more machines.
  const figures = (one: PlanAlternative): string => [format.massPerMonth(one.kgCO2e), alternativeCost(one, matrix, format)].join();
  const ideas = better.filter((one, k) => {
    const before = better.slice(0, k).filter(({ kind }) => kind === one.kind);
    const fewer = better.filter((other) => other !== one && other.kind === one.kind && other.machines < one.machines);
    return !before.some(({ machines }) => machines === one.machines) && ![...before, ...fewer].some((other) => figures(other) === figures(one));
  });
  if (ideas.length === 0) return null;
  const named = firstNames(
    ideas.map((one) => {
      const { kind, label, price, kgCO2e, cut } = one;
      // What nobody knows of the plan comes on top of this one too.
      const kg = how === "known" ? t("at least {0}", format.massPerMonth(kgCO2e)) : format.massPerMonth(kgCO2e);
      const spent = alternativeCost(one, matrix, format);
      const figures = spent === null ? kg : t("{0}, {1} a month", kg, spent);
      const stated = t("{0} ({1})", label, said([figures, kind === "rented" ? null : price]).join(t("; ")));
      return cut.length === 0 ? stated : t("{0}, with cuts in {1}", stated, firstNames(cut, 6, ", ", t));
    }),
    mostNamed,
    t("; "),
    t,
  );
  const decided = plan === "decided";
  const keeps =
    how === "known"
      ? decided
        ? t(
            "As far as the figures are known, {1|this alone|each of these alone} keeps the budget too, and less has to be cut than decided: {0}.",
            named,
            ideas.length,
          )
        : t(
            "As far as the figures are known, {1|this alone|each of these alone} keeps the budget too, and less has to be cut than recommended: {0}.",
            named,
            ideas.length,
          )
      : how === "carbon"
        ? decided
          ? t("{1|This alone|Each of these alone} keeps the carbon budget too, and less has to be cut than decided: {0}.", named, ideas.length)
          : t("{1|This alone|Each of these alone} keeps the carbon budget too, and less has to be cut than recommended: {0}.", named, ideas.length)
        : decided
          ? t("{1|This alone|Each of these alone} keeps the budget too, and less has to be cut than decided: {0}.", named, ideas.length)
          : t("{1|This alone|Each of these alone} keeps the budget too, and less has to be cut than recommended: {0}.", named, ideas.length);
  // The best plan of each is sought as the recommendation is: only a locked decision binds it.
  return {
    text: nothingDecided(matrix) ? keeps : `${keeps} ${t("Their levels are chosen anew, not as decided.")}`,
    caveats: caveatsOf(ideas.slice(0, mostNamed)),
  };
}

/** What is rented by the second has one price for users, whichever machine it is. */
function caveatsOf(alternatives: readonly PlanAlternative[]): string[] {
  return [...new Set(alternatives.flatMap(({ kind, price }) => (kind === "rented" ? [price] : [])))];
}

/**
 * What the decisions avoid already, of carbon and money against the baseline, and how much more the recommendation would avoid, central values of the
 * mean month; null where nothing is decided, nothing is avoided, or the totals leave out different services; neither is said of less than 1 % of the baseline.
 */
export function alreadyAvoided(matrix: Matrix, reader: Reader, levels: LevelsOf = "file"): string | null {
  const { t } = reader;
  const { baseline, decided, recommended } = matrix.plans;
  const open = openRows(matrix);
  if (nothingDecided(matrix) || !baseline.kgCO2e || !decided.kgCO2e || unlike(open.baseline, open.decided)) return null;
  // Less than that cannot be read in the totals beside it.
  const least = 0.01 * baseline.kgCO2e.central;
  const less = baseline.kgCO2e.central - decided.kgCO2e.central;
  if (less <= least) return null;
  const saved = lessMoney(matrix, "decided", reader);
  const kg = mass(less * 1000, reader);
  const tried = levels === "draft";
  const already =
    saved === null
      ? tried
        ? t("The draft avoids {0} a month.", kg)
        : t("What is decided avoids {0} a month already.", kg)
      : tried
        ? t("The draft avoids {0} a month ({1}).", kg, saved)
        : t("What is decided avoids {0} a month already ({1}).", kg, saved);
  const more = recommended.kgCO2e && !unlike(open.decided, open.recommended) ? decided.kgCO2e.central - recommended.kgCO2e.central : 0;
  return more <= least ? already : `${already} ${t("The recommendation would avoid {0} more.", mass(more * 1000, reader))}`;
}

/** `353 EUR a month less`: what a plan costs less than the baseline, where both costs are known in one currency and differ; else null. */
export function lessMoney({ plans, currency }: Matrix, plan: "decided" | "recommended", reader: Reader): string | null {
  const [before, after] = [plans.baseline.cost, plans[plan].cost];
  if (before === null || after === null || before - after < 0.5) return null;
  const amount = money(before - after, currency, {}, reader);
  return amount === null ? null : reader.t("{0} a month less", amount);
}

/** Single changes of the plan as decided that lose no file and cost nothing more, first those that slow nobody down, of these the largest; null: none that is worth naming. */
export function whatSaves(matrix: Matrix, plan: "decided" | "recommended", format: Format): Said | null {
  const { t } = format;
  const total = matrix.plans.decided.kgCO2e?.central ?? 0;
  const large = matrix.options
    .filter(
      ({ kind, to, lostValue, savedCost, pace, avoided }) =>
        // What a smaller model loses is not known before its quality is measured.
        to === null &&
        kind !== "model" &&
        lostValue <= 0 &&
        savedCost !== null &&
        savedCost >= 0 &&
        pace !== "far-slower" &&
        avoided.total.central >= leastShare * total,
    )
    .sort((a, b) => Number(b.noRegret) - Number(a.noRegret) || b.avoided.total.central - a.avoided.total.central);
  // Whoever takes over the work of a machine that is given back: it is one idea.
  const idea = ({ id, kind, off }: AbatementOption): string => (kind === "fewer-hosts" && off.length > 0 ? `${kind}:${off.join()}` : id);
  const worth = keepersFirst(large).filter((one, k) => !large.slice(0, k).some((other) => idea(other) === idea(one)));
  if (worth.length === 0) return null;
  const most = Math.max(...worth.map(({ avoided }) => avoided.total.central));
  // With the levels as they are now, as each of the single changes: what is chosen anew may stop something.
  const [together = null] = matrix.alternatives
    .flatMap((one) => (one.machines > 1 && one.kind !== "moved" && one.uncut.kgCO2e !== null ? [{ ...one, kg: one.uncut.kgCO2e }] : []))
    .filter(({ uncut, kg }) => uncut.savedCost !== null && uncut.savedCost >= 0 && total - kg > most)
    .sort((a, b) => a.kg - b.kg);
  const text = [
    `${capital(
      firstNames(
        worth.map((option) => savingWords(option, format)),
        mostNamed,
        t("; "),
        t,
      ),
      format.language,
    )}.`,
    // What is not among the alternatives; a move has no price here, and may be enough all the same.
    ...keptWords(
      whatCutsLess(matrix, plan, format) === null ? worth : worth.filter(({ kind }) => kind === "size"),
      matrix.options.filter(({ kind, holds }) => kind === "region" && holds !== null),
      matrix,
      format,
    ),
    ...(together === null
      ? []
      : [
          t(
            "All in one: {0} ({1}).",
            together.label,
            said([
              together.uncut.atLeast ? t("at least {0}", format.massPerMonth(together.kg)) : format.massPerMonth(together.kg),
              together.kind === "rented" ? null : together.price,
            ]).join(t("; ")),
          ),
        ]),
    ...(plan === "recommended" && matrix.rows.some(({ counted, recommended }) => (recommended ?? counted) < counted)
      ? [t("Each is counted from the levels as they are now, before anything is cut.")]
      : []),
    ...(worth.length > 1 ? [t("Two of them may avoid the same kilogram, so they do not add up.")] : []),
  ].join(" ");
  const named = worth.slice(0, mostNamed).flatMap(({ caveat }) => caveat ?? []);
  return { text, caveats: [...new Set([...named, ...(together === null ? [] : caveatsOf([together]))])] };
}

/** Where everything on is over the budget: first what by itself brings all of it within. */
function keepersFirst(options: readonly AbatementOption[]): AbatementOption[] {
  return [...options].sort((a, b) => Number(b.holds !== null) - Number(a.holds !== null));
}

/**
 * Which changes by themselves keep the budget with nothing stopped that no gate stops: of those just said, the first three of `worth`, and of `moves`;
 * nothing where that needs no change.
 */
function keptWords(worth: readonly AbatementOption[], moves: readonly AbatementOption[], { rows, plans }: Matrix, { t }: Format): string[] {
  if (plans.baseline.feasible !== false) return [];
  const gated = rows.some(({ gates }) => gates.some(({ max }) => max < 1));
  const list = (some: readonly AbatementOption[]): string =>
    firstNames(
      some.map(({ label }) => label),
      3,
      t("; "),
      t,
    );
  const said = worth.slice(0, mostNamed);
  const named = [...said, ...moves];
  const [whole, carbon] = [named.filter(({ holds }) => holds === "all"), named.filter(({ holds }) => holds === "carbon")];
  // Where it is true of all that were just named, their names need not be read again.
  const all = said.length === worth.length && said.length > 1 && said.every(({ holds }) => holds === "all") && whole.length === said.length;
  const kept = all
    ? gated
      ? t("With any of them alone the budget holds and nothing else has to stop.")
      : t("With any of them alone the budget holds and nothing has to stop.")
    : gated
      ? t("With {0|this|each of these} alone the budget holds and nothing else has to stop: {1}.", whole.length, list(whole))
      : t("With {0|this|each of these} alone the budget holds and nothing has to stop: {1}.", whole.length, list(whole));
  return [
    ...(whole.length === 0 ? [] : [kept]),
    ...(carbon.length === 0 ? [] : [t("With {0|this|each of these} alone the carbon budget holds, the cost is not known: {1}.", carbon.length, list(carbon))]),
  ];
}

/** Less than this share of the total is not worth a director's minute. */
const leastShare = 0.05;

/** Whether it takes another provider, whose price is not known: what it saves at the machine's own price is the most that it may save. */
export function isRented({ id }: Pick<AbatementOption, "id">): boolean {
  return id.startsWith("serverless:");
}

/** Its caveat and its condition, where it stands alone; null: it has neither. */
export function conditionOf({ caveat, condition }: Pick<AbatementOption, "caveat" | "condition">, t: Format["t"]): string | null {
  return said([caveat ?? null, condition]).join(t("; ")) || null;
}

/** `run text serverless: 2.4 kg and 2,400 EUR less a month, if a provider bills by the second` */
function savingWords(option: AbatementOption, format: Format): string {
  const { label, avoided, savedCost, savedIn, condition } = option;
  const { t } = format;
  const kg = format.mass(kilograms(avoided.total));
  const less =
    savedCost === null || savedCost < 0.5
      ? t("{0}: {1} less a month", label, kg)
      : isRented(option)
        ? t("{0}: {1} and at most {2} less a month", label, kg, format.money(savedCost, savedIn))
        : t("{0}: {1} and {2} less a month", label, kg, format.money(savedCost, savedIn));
  return condition === null ? less : t("{0} ({1})", less, condition);
}
