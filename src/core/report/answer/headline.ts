import type { Analysis } from "../../analysis/analysis";
import type { Matrix, MatrixRow } from "../../analysis/matrix";
import type { Plan, PlanAlternative } from "../../analysis/plan";
import { scenarioErrors } from "../../analysis/scenarioErrors";
import { moreMachines, overfullWords, unfitSentences } from "../../footprint/plans/uncheckedBudgets";
import { offHoursWords } from "../../footprint/problems/servedHours";
import { takenOverWords } from "../../footprint/services/standIns";
import { firstNames, joined } from "../../text";
import { byService } from "../byService";
import { chanceWords } from "../gate";
import { awaitsFigures } from "../openRows";
import { alreadyAvoided, alternativeCost, bestWhole, emptyMachines, keptBy } from "../savings";
import { isContradicted, type LevelsOf, levelsWords } from "../settled";
import { unservedWords } from "../unserved";
import { mass, type Reader, readerOf } from "../words/figures";
import { spokenPlan } from "../words/spokenPlan";
import { gateWord } from "../words/unitWords";
import { capital, said } from "../words/words";
import { actionOf, missingFor, vetoWords } from "./actions";
import { boundOf, budgetWords, decidedIsOver, firstOpen, fits, fromTo, type Kept, keptBudgets } from "./headlineBudget";
import { avoided, certainty, type Fact, measureFirst, noise, planMass } from "./headlineFacts";
import { vitalKept, vitalStopped } from "./vitalStopped";

// What a director reads first: what to stop, what that avoids (avoidable and fixed apart), how sure it is, what to measure first.

export interface Headline {
  /** the answer */
  readonly sentence: string;
  /** what has to be known with it, a sentence or two each */
  readonly notes: readonly string[];
  readonly facts: readonly Fact[];
  /** what the notes have said of all that is rented by the second; absent where they name none of it */
  readonly caveats?: readonly string[];
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
  const { givesBack = false, ...found } = answerOf({ analysis, matrix, reader, levels });
  const first = givesBack ? [] : emptyWords(matrix, reader);
  // A board that reads a total has to know what it is without.
  const without = unservedWords(analysis, 3, reader.t);
  // Whatever the answer is, it counts files for machines that are off when some of them come.
  const answer = { ...found, notes: [...first, ...without, ...found.notes, ...offHoursWords(matrix.hosts, spokenPlan(matrix), reader.language, reader.t)] };
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

/** What is answered, whatever has to be settled first. `givesBack`: the sentence names the machines without a service. */
interface Answer extends Headline {
  readonly givesBack?: true;
}

interface Asked {
  readonly analysis: Analysis;
  readonly matrix: Matrix;
  readonly reader: Reader;
  readonly levels: LevelsOf;
}

/** The first that holds: nothing to say yet, machines that do not suffice, no budget, the decided plan keeps it, else what is recommended. */
function answerOf(asked: Asked): Answer {
  const { analysis, matrix, reader } = asked;
  const { t } = reader;
  const { baseline, decided, recommended } = matrix.plans;
  const { budget } = matrix.total;
  if (matrix.rows.length === 0) return { sentence: t("No service yet: add one to the scenario to see what it costs."), notes: [], facts: [] };
  if (!baseline.kgCO2e)
    return {
      sentence: t("Monthly carbon is not known yet: the scenario lacks an input that matters."),
      notes: missingFor(matrix.rows).map((reason) => `${reason}.`),
      facts: measureFirst(matrix, reader),
    };
  const beyond = beyondMachines(decided) ? decided : decided.feasible !== true && beyondMachines(recommended) ? recommended : null;
  if (beyond !== null) return beyondAnswer(beyond, asked);
  if (budget.carbon === null && budget.cost === null) return withoutBudget(asked);
  const kept = keptBudgets(matrix, decided, reader);
  if (kept !== null) return decidedAnswer(kept, baseline.kgCO2e.central, asked);
  if (decided.feasible === null && recommended.feasible !== false)
    return {
      sentence: t("At least {0} a month; the rest is not known.", mass(baseline.kgCO2e.central * 1000, reader)),
      notes: said([firstOpen(decided), boundOf(decided)]),
      facts: [...avoided(analysis, matrix, "recommended", reader), ...measureFirst(matrix, reader)],
    };
  return recommendedAnswer(asked);
}

/** What is recommended may need no more machines. */
function beyondAnswer(beyond: Plan, { matrix, reader }: Asked): Answer {
  const { recommended } = matrix.plans;
  const action = !beyondMachines(recommended) && recommended.feasible === true ? recommendedAction(matrix, reader) : undefined;
  const [total, budget] = [planMass(matrix, "recommended", reader), budgetWords(matrix.total.budget, matrix, reader)];
  const instead = action ? [reader.t("Or, on the machines as they are: {0}, {1} a month, within the budget of {2}.", action, total, budget)] : [];
  return { sentence: beyondWords(beyond, matrix, reader), notes: instead, facts: measureFirst(matrix, reader) };
}

function withoutBudget({ matrix, reader }: Asked): Answer {
  const { t } = reader;
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

/** @param everything kg of the baseline */
function decidedAnswer(kept: Kept, everything: number, { analysis, matrix, reader, levels }: Asked): Answer {
  const { t } = reader;
  const { decided } = matrix.plans;
  const action = actionOf(matrix, (row) => row.counted, reader);
  const vetoes = action ? vetoWords(matrix.rows, reader) : null;
  return {
    sentence: action ? decidedWords(capital(action, reader.language), kept, everything, matrix, reader, levels) : fits(matrix, "decided", kept, reader),
    notes: [
      ...chanceWords(decided, reader),
      ...kept.open,
      ...(vetoes === null ? [] : [t("For another reason than carbon, stop {0} too.", vetoes)]),
      ...takenOverWords(matrix.rows, (row) => (action ? row.decided : (row.decided ?? row.recommended)), t),
    ],
    facts: [...avoided(analysis, matrix, "decided", reader), ...certainty(matrix, decided, reader), ...measureFirst(matrix, reader)],
  };
}

function decidedWords(action: string, { text }: Kept, everything: number, matrix: Matrix, reader: Reader, levels: LevelsOf): string {
  const { t } = reader;
  const { kgCO2e } = matrix.plans.decided;
  const asDecided = levelsWords(levels, t);
  const [before, after] = fromTo(matrix, "baseline", "decided", reader);
  if (before === after) return t("{0}, {1}: still {2} a month, within the budget of {3}.", action, asDecided, after, text);
  // All that stops has a carbon that nobody knows: what is known is the same on both sides.
  return kgCO2e && Math.abs(everything - kgCO2e.central) <= noise * everything
    ? t("{0}, {1}: {2} a month remain, within the budget of {3}; what that avoids is not known.", action, asDecided, after, text)
    : t("{0}, {1}: from {2} to {3} a month, within the budget of {4}.", action, asDecided, before, after, text);
}

/** The decided plan does not keep the budget, or nothing is decided: what the engine would do. */
function recommendedAnswer({ analysis, matrix, reader, levels }: Asked): Answer {
  const { t } = reader;
  const { recommended } = matrix.plans;
  const already = said([alreadyAvoided(matrix, reader, levels)]);
  if (awaitsFigures(matrix)) return { sentence: matrix.summary, notes: already, facts: measureFirst(matrix, reader) };
  const budgetText = budgetWords(matrix.total.budget, matrix, reader);
  const whole = bestWhole(matrix);
  const vital = whole === undefined ? vitalKept(matrix, reader) : undefined;
  const instead = vital?.texts ?? cutsNothing(whole, matrix, reader);
  const otherwise = whole ?? vital?.by;
  const caveats = otherwise?.kind === "rented" ? { caveats: [otherwise.price] } : {};
  if (recommended.feasible === false) {
    const total = planMass(matrix, "recommended", reader);
    return {
      sentence: t("No choice of levels stays within the budget of {0}: the best found weighs {1} a month.", budgetText, total),
      notes: [...vitalStopped(matrix, "recommended", instead.length > 0, reader), ...instead, ...already],
      ...caveats,
      facts: [...avoided(analysis, matrix, "recommended", reader), ...measureFirst(matrix, reader)],
    };
  }
  const action = recommendedAction(matrix, reader);
  const kept = keptBudgets(matrix, recommended, reader);
  if (kept === null) {
    const sentence = action
      ? t("{0}: whether that keeps the budget of {1} is not known.", capital(action, reader.language), budgetText)
      : t("Whether the budget of {0} can be kept is not known.", budgetText);
    const over = action ? decidedIsOver(matrix, reader, levelsWords(levels, t)) : null;
    return { sentence, notes: said([over, firstOpen(recommended), boundOf(recommended), ...already]), facts: measureFirst(matrix, reader) };
  }
  const empty = emptyNames(matrix, reader);
  return {
    sentence: recommendedWords(action, empty, kept, matrix, reader),
    ...(empty !== null && { givesBack: true }),
    ...(action && caveats),
    notes: [
      ...vitalStopped(matrix, "recommended", instead.length > 0, reader),
      ...chanceWords(recommended, reader),
      ...kept.open,
      ...onAgain(matrix, reader, levels),
      ...(action ? instead : []),
      ...takenOverWords(matrix.rows, (row) => row.recommended, t),
      ...already,
    ],
    facts: [...avoided(analysis, matrix, "recommended", reader), ...certainty(matrix, recommended, reader), ...measureFirst(matrix, reader)],
  };
}

function recommendedWords(action: string | undefined, empty: string | null, kept: Kept, matrix: Matrix, reader: Reader): string {
  const { t } = reader;
  const [before, after] = fromTo(matrix, "decided", "recommended", reader);
  const figures = [before, after, kept.text] as const;
  if (empty !== null)
    return action
      ? t("Give {0} back, no service runs there, and {1}: from {2} to {3} a month, within the budget of {4}.", empty, action, ...figures)
      : t("Give {0} back, no service runs there: from {1} to {2} a month, within the budget of {3}, and nothing has to stop for it.", empty, ...figures);
  if (!action) return fits(matrix, "recommended", kept, reader);
  const first = capital(action, reader.language);
  return before === after
    ? t("{0}: still {1} a month, within the budget of {2}.", first, after, kept.text)
    : t("{0}: from {1} to {2} a month, within the budget of {3}.", first, ...figures);
}

const recommendedAction = (matrix: Matrix, reader: Reader): ReturnType<typeof actionOf> => actionOf(matrix, (row) => row.recommended ?? 1, reader);

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
    ...unfitSentences(unfit, t),
    ...(overfull.length > 0 ? [t("This cannot be carried out: {0}.", overfullWords(overfull, language, t)), moreMachines(overfull, t)] : []),
    unfit.length > 0
      ? unfit.some(({ sure }) => sure)
        ? t("Until then the figures are of machines that would not run it: {0} a month.", total)
        : t("Until then the figures are of machines that may not run it: {0} a month.", total)
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
function cutsNothing(whole: PlanAlternative | undefined, matrix: Matrix, reader: Reader): string[] {
  const { rows } = matrix;
  const { t } = reader;
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
