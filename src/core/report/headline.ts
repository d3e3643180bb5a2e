import type { Analysis } from "../analysis/analysis";
import type { Matrix, MatrixRow } from "../analysis/matrix";
import type { Plan, Plans } from "../analysis/plan";
import { scenarioErrors } from "../analysis/scenarioErrors";
import { largerMachines, moreMachines, overfullWords, unfitWords } from "../footprint/plans/uncheckedBudgets";
import { offHoursWords } from "../footprint/servedHours";
import { takenOverWords } from "../footprint/standIns";
import { firstNames, joined } from "../text";
import { actionOf, missingFor, vetoWords } from "./actions";
import { byService } from "./byService";
import { mass, massesApart, money, type Reader, readerOf, stated } from "./figures";
import { chanceWords } from "./gate";
import { avoided, certainty, type Fact, measureFirst, noise, planMass } from "./headlineFacts";
import { atLeast, awaitsFigures, openRows } from "./openRows";
import { alreadyAvoided, alternativeCost, bestWhole, emptyMachines, keptBy } from "./savings";
import { isContradicted, type LevelsOf, levelsWords, nothingDecided } from "./settled";
import { spokenPlan } from "./spokenPlan";
import { gateWord } from "./unitWords";
import { capital, said } from "./words";

// What a director reads first: what to stop, what that avoids (avoidable and fixed apart), how sure it is, what to measure first.

export interface Headline {
  /** the answer */
  readonly sentence: string;
  /** what has to be known with it, a sentence or two each */
  readonly notes: readonly string[];
  readonly facts: readonly Fact[];
}

/** The answer and its notes as a paragraph. */
export function headlineText({ sentence, notes }: Headline): string {
  return [sentence, ...notes].join(" ");
}

/**
 * The answer of a matrix in one sentence, its notes and its facts. Figures are central values; amounts avoided are against the baseline plan.
 * Errors of the scenario, then gates that contradict each other, come before any answer: it rests on what nobody has settled.
 */
export function headlineOf(analysis: Analysis, matrix: Matrix, levels: LevelsOf = "file"): Headline {
  const reader = readerOf(analysis.language);
  const { givesBack = false, ...found } = answerOf(analysis, matrix, reader, levels);
  const first = givesBack ? [] : emptyWords(matrix, reader);
  // Whatever the answer is, it counts files for machines that are off when some of them come.
  const answer = { ...found, notes: [...first, ...found.notes, ...offHoursWords(matrix.hosts, spokenPlan(matrix), reader.language, reader.t)] };
  const [before, ...others] = [...errorWords(analysis, reader), ...contradictionWords(matrix.rows, reader)];
  return before === undefined ? answer : { ...answer, sentence: before, notes: [...others, answer.sentence, ...answer.notes] };
}

/** Machines without a service, which every recommendation gives back: null where there are none. */
function emptyNames(matrix: Matrix, { t }: Reader): string | null {
  const empty = emptyMachines(matrix);
  if (empty.length === 0) return null;
  return joined(
    empty.map(({ name }) => name),
    t,
  );
}

/** A machine on which nothing runs goes before anything that somebody uses; said in a note where the answer does not say it. */
function emptyWords(matrix: Matrix, reader: Reader): string[] {
  const names = emptyNames(matrix, reader);
  if (names === null) return [];
  const grams = emptyMachines(matrix).reduce((sum, { fixed }) => sum + (fixed?.central ?? 0) * 1000, 0);
  return [
    grams > 0
      ? reader.t("Give {0} back first: no service runs there, and that avoids {1} a month.", names, mass(grams, reader))
      : reader.t("Give {0} back first: no service runs there.", names),
  ];
}

/** `givesBack`: the sentence names the machines without a service. */
function answerOf(analysis: Analysis, matrix: Matrix, reader: Reader, levels: LevelsOf): Headline & { readonly givesBack?: true } {
  const { t } = reader;
  const asDecided = levelsWords(levels, t);
  const { baseline, decided, recommended } = matrix.plans;
  const { budget } = matrix.total;
  const baseKg = baseline.kgCO2e;
  if (matrix.rows.length === 0) return plain(t("No service yet: add one to the scenario to see what it costs."));
  if (!baseKg)
    return {
      sentence: t("Monthly carbon is not known yet: the scenario lacks an input that matters."),
      notes: missingFor(matrix.rows).map((reason) => `${reason}.`),
      facts: measureFirst(matrix, reader),
    };
  const beyond = beyondMachines(decided) ? decided : decided.feasible !== true && beyondMachines(recommended) ? recommended : null;
  if (beyond !== null) {
    // What is recommended may need no more machines.
    const action = !beyondMachines(recommended) && recommended.feasible === true ? actionOf(matrix, (row) => row.recommended ?? 1, reader) : undefined;
    const instead = action
      ? [
          t(
            "Or, on the machines as they are: {0}, {1} a month, within the budget of {2}.",
            action,
            planMass(matrix, "recommended", reader),
            budgetWords(budget, matrix, reader),
          ),
        ]
      : [];
    return { sentence: beyondWords(beyond, matrix, reader), notes: instead, facts: measureFirst(matrix, reader) };
  }
  const budgetText = budgetWords(budget, matrix, reader);
  if (budget.carbon === null && budget.cost === null) {
    const total = capital(planMass(matrix, "baseline", reader), reader.language);
    const empty = matrix.rows.every(({ volume }) => volume.files === null);
    return {
      sentence: empty
        ? t("{0} CO2e a month whatever is served: write how many files come in, and a budget, to see what to stop.", total)
        : t("{0} CO2e a month, and no budget yet: set one to see what to stop.", total),
      notes: [],
      facts: measureFirst(matrix, reader),
    };
  }
  const decidedAction = actionOf(matrix, (row) => row.counted, reader);
  const advisedAction = actionOf(matrix, (row) => row.recommended ?? 1, reader);
  const [decidedKeeps, advisedKeeps] = [keptBudgets(matrix, decided, reader), keptBudgets(matrix, recommended, reader)];
  if (decidedKeeps === null && decided.feasible === null && recommended.feasible !== false) {
    return {
      sentence: t("At least {0} a month; the rest is not known.", mass(baseKg.central * 1000, reader)),
      notes: said([firstOpen(decided)]),
      facts: [...avoided(analysis, matrix, "recommended", reader), ...measureFirst(matrix, reader)],
    };
  }
  if (decidedKeeps !== null) {
    const [before, after] = fromTo(matrix, "baseline", "decided", reader);
    // All that stops has a carbon that nobody knows: what is known is the same on both sides.
    const unknown = decidedAction && before !== after && decided.kgCO2e && Math.abs(baseKg.central - decided.kgCO2e.central) <= noise * baseKg.central;
    const sentence = unknown
      ? t(
          "{0}, {1}: {2} a month remain, within the budget of {3}; what that avoids is not known.",
          capital(decidedAction, reader.language),
          asDecided,
          after,
          decidedKeeps.text,
        )
      : decidedAction && before === after
        ? t("{0}, {1}: still {2} a month, within the budget of {3}.", capital(decidedAction, reader.language), asDecided, after, decidedKeeps.text)
        : decidedAction
          ? t(
              "{0}, {1}: from {2} to {3} a month, within the budget of {4}.",
              capital(decidedAction, reader.language),
              asDecided,
              before,
              after,
              decidedKeeps.text,
            )
          : fits(matrix, "decided", decidedKeeps, reader);
    const vetoes = decidedAction ? vetoWords(matrix.rows, reader) : null;
    const besides = vetoes === null ? [] : [t("For another reason than carbon, stop {0} too.", vetoes)];
    const unsaid = takenOverWords(matrix.rows, (row) => (decidedAction ? row.decided : (row.decided ?? row.recommended)), t);
    return {
      sentence,
      notes: [...chanceWords(decided, reader), ...decidedKeeps.open, ...besides, ...unsaid],
      facts: [...avoided(analysis, matrix, "decided", reader), ...certainty(matrix, decided, reader), ...measureFirst(matrix, reader)],
    };
  }
  const already = said([alreadyAvoided(matrix, reader, levels)]);
  if (awaitsFigures(matrix)) return { sentence: matrix.summary, notes: already, facts: measureFirst(matrix, reader) };
  if (recommended.feasible === false) {
    const best = t(
      "No choice of levels stays within the budget of {0}: the best found weighs {1} a month.",
      budgetText,
      planMass(matrix, "recommended", reader),
    );
    return {
      sentence: best,
      notes: [...cutsNothing(matrix, reader), ...already],
      facts: [...avoided(analysis, matrix, "recommended", reader), ...measureFirst(matrix, reader)],
    };
  }
  if (advisedKeeps === null) {
    const sentence = advisedAction
      ? t("{0}: whether that keeps the budget of {1} is not known.", capital(advisedAction, reader.language), budgetText)
      : t("Whether the budget of {0} can be kept is not known.", budgetText);
    const notes = said([advisedAction ? decidedIsOver(matrix, reader, asDecided) : null, firstOpen(recommended), ...already]);
    return { sentence, notes, facts: measureFirst(matrix, reader) };
  }
  const empty = emptyNames(matrix, reader);
  const [before, after] = fromTo(matrix, "decided", "recommended", reader);
  const figures = [before, after, advisedKeeps.text] as const;
  const sentence =
    empty !== null
      ? advisedAction
        ? t("Give {0} back, no service runs there, and {1}: from {2} to {3} a month, within the budget of {4}.", empty, advisedAction, ...figures)
        : t("Give {0} back, no service runs there: from {1} to {2} a month, within the budget of {3}, and nothing has to stop for it.", empty, ...figures)
      : advisedAction
        ? before === after
          ? t("{0}: still {1} a month, within the budget of {2}.", capital(advisedAction, reader.language), after, advisedKeeps.text)
          : t("{0}: from {1} to {2} a month, within the budget of {3}.", capital(advisedAction, reader.language), ...figures)
        : fits(matrix, "recommended", advisedKeeps, reader);
  const facts = [...avoided(analysis, matrix, "recommended", reader), ...certainty(matrix, recommended, reader), ...measureFirst(matrix, reader)];
  const unsaid = takenOverWords(matrix.rows, (row) => row.recommended, t);
  return {
    sentence,
    ...(empty !== null && { givesBack: true }),
    notes: [
      ...chanceWords(recommended, reader),
      ...advisedKeeps.open,
      ...onAgain(matrix, reader, levels),
      ...(advisedAction ? cutsNothing(matrix, reader) : []),
      ...unsaid,
      ...already,
    ],
    facts,
  };
}

/** Whether machines do not suffice for a plan: they lack hours for its work, or memory for its models. */
function beyondMachines({ overfull, unfit }: Plan): boolean {
  return overfull !== undefined || unfit !== undefined;
}

/** Why a plan cannot be carried out on its machines, which would be enough, and what its figures are worth until then. */
function beyondWords(plan: Plan, matrix: Matrix, reader: Reader): string {
  const { t, language } = reader;
  const { overfull = [], unfit = [] } = plan;
  const total = planMass(matrix, plan === matrix.plans.decided ? "decided" : "recommended", reader);
  return [
    ...(unfit.length > 0 ? [t("This cannot be carried out: {0}.", unfitWords(unfit, t)), ...largerMachines(unfit, t)] : []),
    ...(overfull.length > 0 ? [t("This cannot be carried out: {0}.", overfullWords(overfull, language, t)), moreMachines(overfull, t)] : []),
    unfit.length > 0
      ? t("Until then the figures are of machines that would not run it: {0} a month.", total)
      : t("Until then carbon and cost are least amounts: {0} a month.", total),
  ].join(" ");
}

/** How many errors the scenario has: the figures leave out what they concern, so they are no answer yet. */
function errorWords(analysis: Analysis, { t }: Reader): string[] {
  const errors = scenarioErrors(analysis).length;
  return errors === 0 ? [] : [t("Repair first: the scenario has {0} {0|error|errors}.", errors), t("Until then the figures leave out what they concern.")];
}

/** What a duty asks for and a gate forbids: `translation, to be served (legal obligation) but to be stopped (licence)`; nothing: none. */
function contradictionWords(rows: readonly MatrixRow[], { t }: Reader): string[] {
  const services = [...byService(rows.filter(({ gates }) => isContradicted(gates)))];
  if (services.length === 0) return [];
  const named = services.map(([service, members]) => {
    const vetoes = new Set(members.flatMap(({ gates }) => gates.filter(({ min, max }) => max < 1 && min === 0).map(({ code }) => gateWord(code, t))));
    return t("{0}, to be served ({1}) but to be stopped ({2})", service, gateWord("obligation", t), joined([...vetoes], t));
  });
  return [t("Settle first: {0}.", firstNames(named, 3, t("; "), t)), t("Until then the duty counts.")];
}

interface Kept {
  readonly text: string;
  readonly open: readonly string[];
}

/**
 * The budgets that a plan is known to keep, in words, and a sentence on the cost where that cannot be checked. Null where the plan is over one, or where
 * the carbon budget cannot be checked: then nothing is known that would be an answer.
 */
function keptBudgets(matrix: Matrix, plan: Plan, reader: Reader): Kept | null {
  const { budget } = matrix.total;
  if (plan.feasible) return { text: budgetWords(budget, matrix, reader), open: [] };
  if (plan.feasible === false || budget.carbon === null || plan.unchecked.some((one) => one.budget === "carbon")) return null;
  return { text: budgetWords({ carbon: budget.carbon, cost: null }, matrix, reader), open: [firstOpen(plan)] };
}

/** What people decided lower than it is recommended: the total of the recommendation has it on again. */
function onAgain({ rows }: Matrix, { t }: Reader, levels: LevelsOf): string[] {
  const again = rows.filter(({ decided, recommended }) => decided !== null && recommended !== null && recommended > decided);
  const services = [...new Set(again.map(({ service }) => service))];
  if (services.length === 0) return [];
  const named = firstNames(services, 3, ", ", t);
  return [levels === "draft" ? t("This serves {0} more than the draft.", named) : t("This serves {0} more than decided.", named)];
}

/**
 * Another way to run the machines that keeps the budget by the plan's own rule and leaves every file that no gate stops: who reads
 * only this has to know it. Of several, the one that asks least of others, with what users feel of it and how little more the cut would save.
 */
function cutsNothing(matrix: Matrix, reader: Reader): string[] {
  const { rows } = matrix;
  const { t } = reader;
  const whole = bestWhole(matrix);
  if (whole === undefined) return [];
  const spent = alternativeCost(whole, matrix, reader);
  const grams = mass(whole.kgCO2e * 1000, reader);
  const kg = spent === null ? grams : t("{0} and {1}", grams, spent);
  const more = whole.savedKg < 0 ? [t("The cut would avoid {0} more.", mass(-whole.savedKg * 1000, reader))] : [];
  const otherwise = rows.some(({ gates }) => gates.some(({ max }) => max < 1));
  if (keptBy(whole, matrix) === "carbon")
    return [
      otherwise
        ? t("Or cut nothing else: with {0} it is {1} a month, within the carbon budget too; {2}.", whole.label, kg, whole.price)
        : t("Or cut nothing: with {0} it is {1} a month, within the carbon budget too; {2}.", whole.label, kg, whole.price),
      ...more,
    ];
  return [
    otherwise
      ? t("Or cut nothing else: with {0} it is {1} a month, within the budget too; {2}.", whole.label, kg, whole.price)
      : t("Or cut nothing: with {0} it is {1} a month, within the budget too; {2}.", whole.label, kg, whole.price),
    ...more,
  ];
}

/** Within the budget with everything on: what is to be stopped all the same is stopped by something else, which is named. */
function fits(matrix: Matrix, plan: "decided" | "recommended", { text, open }: Kept, reader: Reader): string {
  const { t } = reader;
  const total = besideBudget(matrix, plan, reader);
  const reasons = vetoWords(matrix.rows, reader);
  if (reasons !== null) return t("The budget of {0} holds, with {1} a month; for another reason than carbon, stop {2}.", text, total, reasons);
  return open.length > 0
    ? t("The carbon budget holds: {0} a month, within {1}.", total, text)
    : t("Everything fits: {0} a month, within the budget of {1}.", total, text);
}

/** A total beside its budget, with as many figures as tell it from it: `4.89 kg a month, within the budget of 4.9 kg`. */
function besideBudget(matrix: Matrix, plan: "decided" | "recommended", reader: Reader): string {
  const { kgCO2e } = matrix.plans[plan];
  const { carbon } = matrix.total.budget;
  if (!kgCO2e || carbon === null || kgCO2e.central >= carbon) return planMass(matrix, plan, reader);
  return atLeast(massesApart(kgCO2e.central * 1000, carbon * 1000, reader)[0], kgCO2e, openRows(matrix)[plan], reader.t);
}

/** One reason is enough for a headline: of the carbon before the cost. */
function firstOpen({ unchecked }: Plan): string {
  return (unchecked.find(({ budget }) => budget === "carbon") ?? unchecked[0])?.reason ?? "";
}

/** The totals of two plans, with as many figures as tell them apart. */
function fromTo(matrix: Matrix, from: keyof Plans<Plan>, to: keyof Plans<Plan>, reader: Reader): readonly [string, string] {
  const { [from]: before, [to]: after } = matrix.plans;
  if (!before.kgCO2e || !after.kgCO2e) return [planMass(matrix, from, reader), planMass(matrix, to, reader)];
  const open = openRows(matrix);
  const [first, then] = massesApart(before.kgCO2e.central * 1000, after.kgCO2e.central * 1000, reader);
  return [atLeast(first, before.kgCO2e, open[from], reader.t), atLeast(then, after.kgCO2e, open[to], reader.t)];
}

/** Which budget the decided plan is over, and with what. */
function decidedIsOver(matrix: Matrix, reader: Reader, asDecided: string): string {
  const { t } = reader;
  const { decided } = matrix.plans;
  const { budget } = matrix.total;
  const kg = planMass(matrix, "decided", reader);
  const spent = money(decided.cost, matrix.currency, decided.costs, reader) ?? t("unknown");
  const [carbon, cost] = [decided.overshootMonth !== null, decided.costOvershootMonth !== null];
  if (nothingDecided(matrix)) {
    if (carbon && cost) return t("With everything on it is {0} and {1} a month, over both budgets.", kg, spent);
    if (cost) return t("With everything on it costs {0} a month, over the cost budget.", spent);
    return budget.cost === null
      ? t("With everything on it is {0} a month, over the budget.", kg)
      : t("With everything on it is {0} a month, over the carbon budget.", kg);
  }
  const so = capital(asDecided, reader.language);
  if (carbon && cost) return t("{0} it is {1} and {2} a month, over both budgets.", so, kg, spent);
  if (cost) return t("{0} it costs {1} a month, over the cost budget.", so, spent);
  return budget.cost === null ? t("{0} it is {1} a month, over the budget.", so, kg) : t("{0} it is {1} a month, over the carbon budget.", so, kg);
}

function budgetWords({ carbon, cost }: { readonly carbon: number | null; readonly cost: number | null }, matrix: Matrix, reader: Reader): string {
  const parts = [
    carbon === null
      ? null
      : matrix.total.budget.plan === "prudent"
        ? reader.t("{0} kg CO2e at the 80th percentile", stated(carbon, reader))
        : reader.t("{0} kg CO2e", stated(carbon, reader)),
    cost === null ? null : [stated(cost, reader), matrix.currency].filter((part) => part !== null).join(" "),
  ];
  return parts.filter((part) => part !== null).join(reader.t(" and "));
}

function plain(sentence: string): Headline {
  return { sentence, notes: [], facts: [] };
}
