import type { Gate, Reason } from "../analysis/matrix";
import { monthName } from "../quantity/dates";
import { formatCount, formatDecimals, formatMonthlyCarbon, formatPercent, formatStated } from "../quantity/format";
import type { Level } from "../scenario/scenario";
import { firstNames, joined, type Language, type Translate } from "../text";
import { type DecisionProblem, type DecisionRow, type FixedCharge, loadOf, meanOf, planTotals, tolerance, worst } from "./plan";
import type { PlanChoice } from "./selectPlan";

/** What an explanation is made from: the plan, and the words of the reader. */
export interface Explained {
  readonly problem: DecisionProblem;
  readonly choice: PlanChoice;
  /** YYYY-MM of each month */
  readonly months: readonly string[];
  readonly currency: string | null;
  /** gates by row id */
  readonly gates: ReadonlyMap<string, readonly Gate[]>;
  /** rows that are served whatever is chosen here, and of whose carbon nobody knows anything: no total holds them */
  readonly unknown?: readonly string[];
  /** those of them whose volume alone is missing */
  readonly withoutVolume?: readonly string[];
  /** machines that the plan asks more hours of than they have: what more of them would take is in no total */
  readonly tooFew?: readonly string[];
  /** machines that do not hold their models, where no plan is known to do without them */
  readonly tooSmall?: readonly string[];
  /** of a prudent plan: the 80th percentile of any levels in each month, which is what its budget is held against */
  readonly p80?: (levels: readonly Level[]) => readonly number[];
  readonly t: Translate;
  readonly language: Language;
}

/** Why a row's recommended level is what it is, in plain words for a board, a sentence each: computed from the plan, never from a template. */
export function explainRow(about: Explained, position: number): readonly Reason[] {
  const { problem, choice, t, language } = about;
  const row = problem.rows[position] as DecisionRow;
  const gates = about.gates.get(row.id) ?? [];
  const level = choice.levels[position] as number;
  const share = formatPercent(level, language);
  const alone = (text: string): readonly Reason[] => [{ text }];

  const first = gates.find((gate) => gate.code === "measure-first");
  if (first) return alone(t("{0}: until then no level can be recommended.", first.reason));
  const floor = gates.find((gate) => gate.min > 0 && gate.min === row.min);
  const veto = gates.find((gate) => gate.max < 1 && gate.max < row.min) ?? gates.find((gate) => gate.max < 1 && gate.max === row.max);
  if (floor && veto && veto.max < row.min) return alone(t("{0}, but: {1}. Only people can settle this contradiction.", floor.reason, veto.reason));
  if (row.min === row.max && !floor && !veto) return alone(t("Locked at {0}.", share));
  if (about.tooSmall?.length) return alone(t("Nothing is recommended before {0} can hold its models.", joined(about.tooSmall, t)));
  if (!choice.feasible && choice.conflicts.length === 0 && (about.unknown ?? []).length > 0) return alone(notYet(about));
  if (!choice.feasible)
    return alone(
      floor ? t("{0}; the plan cannot go below it.", floor.reason) : t("No plan holds the budget: this is the lowest level that the obligations allow."),
    );
  if (veto && level >= row.max) return alone(t("{0} ({1}).", veto.reason, share));
  if (problem.budget.carbon === null && problem.budget.cost === null) return alone(t("No budget is set, so nothing needs to be cut."));
  if (level >= row.max) return [kept(about, row, level)];
  if (row.value === 0) return alone(t("No file is expected here, so serving it brings nothing."));

  const capped = row.needs.find((id) => levelOf(about, id) < row.max && levelOf(about, id) <= level);
  if (capped !== undefined) return alone(t("It needs {0}, which is at {1}.", capped, formatPercent(levelOf(about, capped), language)));
  return [...freed(about, row, level), excess(about, position, level), ...(floor && level === row.min ? alone(t("{0}.", floor.reason)) : [])];
}

/** The recommended plan in a few sentences: what it stops, what that frees, where it stands against its budgets. */
export function explainPlan(about: Explained): string {
  const { problem, choice, t, language } = about;
  if (!choice.feasible) return infeasible(about, choice);
  const count = (wanted: (level: number) => boolean): number => choice.levels.filter(wanted).length;
  const all = planTotals(
    problem,
    problem.rows.map(() => 1),
  );
  const sentences = [
    t(
      "Rows served in full: {0}, in part: {1}, stopped: {2}; the plan keeps {3} of the value.",
      count((level) => level === 1),
      count((level) => level > 0 && level < 1),
      count((level) => level === 0),
      formatPercent(all.value > 0 ? choice.value / all.value : 1, language),
    ),
  ];
  const off = problem.charges.filter((charge) => !choice.on.includes(charge.id) && meanOf(charge.carbon) > 0 && charge.rows.length > 0);
  if (off.length > 0) {
    sentences.push(
      t(
        "It switches off {0} and so frees {1} of fixed carbon.",
        joined(
          off.map((charge) => charge.id),
          t,
        ),
        monthly(
          off.reduce((sum, charge) => sum + meanOf(charge.carbon), 0),
          language,
        ),
      ),
    );
  }
  if (problem.budget.carbon !== null) {
    const compared = choice.p80 ?? choice.carbon;
    const most = worst(compared);
    const figures = [
      monthName(about.months[compared.indexOf(most)] ?? "", language),
      monthly(most, language),
      t("{0} kg/month", formatStated(problem.budget.carbon, language)),
    ] as const;
    sentences.push(
      choice.p80
        ? t("At the 80th percentile its fullest month, {0}, emits {1} of a budget of {2}.", ...figures)
        : t("Its fullest month, {0}, emits {1} of a budget of {2}.", ...figures),
    );
  }
  if (problem.budget.cost !== null)
    sentences.push(
      t(
        "It costs {0} of {1} a month.",
        formatCount(worst(choice.cost), language),
        [formatStated(problem.budget.cost, language), about.currency].filter((part) => part !== null).join(" "),
      ),
    );
  sentences.push(
    choice.exact
      ? t("No plan ranks higher by the rule.")
      : t("The search was cut short: a plan by the rule may be worth up to {0} more.", formatPercent(choice.gap, language)),
  );
  return sentences.join(" ");
}

function infeasible(about: Explained, plan: PlanChoice & { feasible: false }): string {
  const { problem, months, t, language, currency, unknown = [] } = about;
  if (plan.conflicts.length > 0) return t("No plan is possible: {0} must be served more than is allowed.", joined(plan.conflicts, t));
  const { carbon, cost } = problem.budget;
  const sentences: string[] = [];
  if (carbon !== null && plan.minimumCarbon > carbon) {
    const month = monthName(months[(plan.p80 ?? plan.carbon).indexOf(plan.minimumCarbon)] ?? "", language);
    const least = [t("{0} kg/month", formatStated(carbon, language)), monthly(plan.minimumCarbon, language), month] as const;
    sentences.push(
      unknown.length > 0
        ? t("What is known alone exceeds the carbon budget of {0}: {1} in {2}.", ...least)
        : plan.p80
          ? t("No plan holds the carbon budget of {0} at the 80th percentile: at least {1} are needed in {2}.", ...least)
          : t("No plan holds the carbon budget of {0}: at least {1} are needed in {2}.", ...least),
    );
  }
  if (cost !== null && plan.minimumCost > cost) {
    const least = [`${formatStated(cost, language)} ${currency ?? ""}`.trim(), money({ currency, language }, plan.minimumCost)] as const;
    sentences.push(
      unknown.length > 0
        ? t("What is known alone exceeds the cost budget of {0}: {1} a month.", ...least)
        : t("No plan holds the cost budget of {0}: at least {1} a month are needed.", ...least),
    );
  }
  // What is not known is served in full until it is: with it known, it may be stopped.
  if (unknown.length > 0) sentences.unshift(notYet(about));
  if (unknown.length > 0 && plan.causes.length === 0) return sentences.join(" ");
  sentences.push(
    plan.causes.length > 0
      ? t("These must be served whatever we decide: {0}.", joined(plan.causes, t))
      : t("What is there whatever we decide (shared machines, for instance) already exceeds it."),
  );
  return sentences.join(" ");
}

/** What keeps a plan from being computed: a volume where that alone is missing, else what is unknown of some services. */
function notYet({ unknown = [], withoutVolume = [], t }: Explained): string {
  const services = (ids: readonly string[]): string => few(t, [...new Set(ids.map((id) => id.split("/")[0] as string))]);
  return withoutVolume.length > 0
    ? t("No plan can be computed until volume: is written: without it the month of {0} is not known.", services(withoutVolume))
    : t("No plan can be computed until the carbon of {0} is known.", services(unknown));
}

/** At its maximum: what it takes, and how much room the budget has left. */
function kept({ problem, choice, unknown: open = [], tooFew = [], t, language }: Explained, row: DecisionRow, level: number): Reason {
  if (row.value === 0 && row.carbon.every((kg) => kg === 0)) return { text: t("No file is expected here, so serving it brings nothing.") };
  const own = monthly(worst(row.carbon) * level, language);
  const unknown = [...open, ...(tooFew.length > 0 ? [t("more machines for {0}", joined(tooFew, t))] : [])];
  if (problem.budget.carbon === null) return { text: t("Kept: the plan holds the cost budget with it.") };
  const room = problem.budget.carbon - worst(choice.p80 ?? choice.carbon);
  const free = monthly(room, language);
  const [used = "", left = ""] = figuresOf([problem.budget.carbon - room, room], room, language);
  const limit = formatStated(problem.budget.carbon, language);
  if (unknown.length > 0 && room > 0)
    return {
      text: t("Kept: it adds at most {0}, and what is known of the plan stays {1} below the carbon budget: {2} not counted.", own, free, few(t, unknown)),
      shared: t("Kept: what is known of the plan stays {0} below the carbon budget, {1} not counted.", free, few(t, unknown)),
    };
  if (room < 1e-3 * problem.budget.carbon)
    return {
      text: t("Kept: it adds at most {0}, and the plan just fills the carbon budget.", own),
      shared: t("Kept: the plan just fills the carbon budget."),
    };
  return {
    text: t("Kept: it adds at most {0}, and the fullest month takes {1} of the budget of {2} kg/month: {3} are left.", own, used, limit, left),
    shared: t("Kept: the fullest month takes {0} of the budget of {1} kg/month: {2} are left.", used, limit, left),
  };
}

/** "Stopping generation switches text off and frees 2.6 kg/month of fixed carbon": only where a whole charge goes. */
function freed({ problem, choice, t, language }: Explained, row: DecisionRow, level: number): Reason[] {
  if (level > 0) return [];
  const off = problem.charges.filter((charge) => charge.rows.includes(row.id) && !choice.on.includes(charge.id) && meanOf(charge.carbon) > 0);
  if (off.length === 0) return [];
  const names = joined(
    off.map((charge) => charge.id),
    t,
  );
  const kg = monthly(
    off.reduce((sum, charge) => sum + meanOf(charge.carbon), 0),
    language,
  );
  const services = [...new Set(off.flatMap((charge) => servicesOf(problem, charge)))];
  const text =
    services.length === 1
      ? t("Stopping {0} switches {1} off and frees {2} of fixed carbon.", services[0] as string, names, kg)
      : t("Stopping {0} together switches {1} off and frees {2} of fixed carbon.", joined(services, t), names, kg);
  return [{ text }];
}

/** What would happen at the row's maximum, all others as the plan has them: each row has a figure of its own, so the sentence says what is raised. */
function excess(about: Explained, position: number, level: number): Reason {
  const { problem, choice, months, t, language } = about;
  const { max } = problem.rows[position] as DecisionRow;
  const over = (total: number, budget: number | null): number => (budget === null || total <= budget * (1 + tolerance) ? 0 : total - budget);
  const raised = choice.levels.map((one, i) => (i === position ? max : one));
  const totals = planTotals(problem, raised);
  const share = formatPercent(max, language);
  const planned = about.p80?.(raised) ?? totals.carbon;
  const most = worst(planned);
  const carbon = over(most, problem.budget.carbon);
  const cost = over(worst(totals.cost), problem.budget.cost);
  const month = monthName(months[planned.indexOf(most)] ?? "", language);
  const tooMuch: string[] = [];
  const raisedTo = (clause: string): string => t("With this row alone raised to {0}, {1}.", share, clause);
  // What nobody knows comes on top.
  const least = (amount: string): string => ((about.unknown ?? []).length > 0 ? t("at least {0}", amount) : amount);
  if (carbon > 0 && problem.budget.carbon !== null) {
    const [total = "", above = ""] = figuresOf([most, carbon], carbon, language);
    const figures = [least(total), month, least(above), formatStated(problem.budget.carbon, language)] as const;
    tooMuch.push(
      about.p80
        ? t("the 80th percentile of the plan would be {0} kg/month in {1}, {2} above the carbon budget of {3}", ...figures)
        : t("the plan would emit {0} kg/month in {1}, {2} above the carbon budget of {3}", ...figures),
    );
  }
  if (cost > 0 && problem.budget.cost !== null)
    tooMuch.push(
      t(
        "the plan would cost {0} a month, {1} above the cost budget of {2}",
        ...figuresOf([worst(totals.cost), cost], cost, language).map((amount) => least(`${amount} ${about.currency ?? ""}`.trim())),
        `${formatStated(problem.budget.cost, language)} ${about.currency ?? ""}`.trim(),
      ),
    );
  for (const machine of (problem.machines ?? []).filter(({ id }) => totals.full.includes(id))) {
    const asked = loadOf(machine, problem, raised);
    const fullest = worst(asked);
    tooMuch.push(
      t(
        "{0} would be asked {1} of its hours in {2}, more than it has",
        machine.id,
        formatPercent(Math.max(fullest, 1.01), language),
        monthName(months[asked.indexOf(fullest)] ?? "", language),
      ),
    );
  }
  // Where several forbid it, raising one of them alone would not help.
  if (tooMuch.length > 0) return { text: raisedTo(tooMuch.join(t("; "))), shared: sharedExcess() };
  return {
    text: t(
      "{0} would fit too, but would bring less than 1 % of the plan's value: fewer partial levels are easier to run.",
      formatPercent(Math.max(max, level), language),
    ),
  };

  function sharedExcess(): string {
    const full = totals.full.map((id) => t("the work would be more than {0} has hours for", id));
    return t("With any one of these rows raised to {0}, {1}.", share, [...(carbon > 0 || cost > 0 ? [overBudgets()] : []), ...full].join(t("; ")));
  }

  function overBudgets(): string {
    if (carbon > 0 && cost > 0) return t("the plan would exceed both budgets");
    if (cost > 0) return t("the plan would exceed the cost budget");
    return about.p80 ? t("the 80th percentile of the plan would exceed the carbon budget") : t("the plan would exceed the carbon budget");
  }
}

/**
 * Parts of one sum, all with the decimals that show the smallest of them to two figures: a reader who adds or subtracts them gets what is written.
 * (7.863, 0.037; least 0.037) -> "7.863", "0.037": with a budget of 7.9 the room that is left
 */
function figuresOf(amounts: readonly number[], least: number, language: Language): readonly string[] {
  const decimals = least > 0 ? Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(least)))) : 2;
  return amounts.map((amount) => formatDecimals(amount, decimals, language));
}

function few(t: Translate, ids: readonly string[]): string {
  return firstNames(ids, 4, ", ", t);
}

function servicesOf(problem: DecisionProblem, charge: FixedCharge): string[] {
  return problem.rows.filter((row) => charge.rows.includes(row.id)).map((row) => row.service);
}

function levelOf({ problem, choice }: Explained, id: string): number {
  const position = problem.rows.findIndex((row) => row.id === id);
  return position === -1 ? 1 : (choice.levels[position] as number);
}

function monthly(kg: number, language: Language): string {
  return formatMonthlyCarbon({ low: kg, central: kg, high: kg }, language);
}

function money({ currency, language }: Pick<Explained, "currency" | "language">, amount: number): string {
  return currency === null ? formatCount(amount, language) : `${formatCount(amount, language)} ${currency}`;
}
