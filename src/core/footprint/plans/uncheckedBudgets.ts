import type { OverfullHost, UncheckedBudget, UnfitHost } from "../../analysis/plan";
import { monthName } from "../../quantity/dates";
import { mass } from "../../report/words/figures";
import type { Level, Scenario } from "../../scenario/scenario";
import { firstNames, type Language, type Translate } from "../../text";
import type { Means } from "../model/figures";
import { isOpen, type System } from "../system";
import { budgetOf } from "./decisionProblem";
import { mostCarbon } from "./mostCarbon";
import { costGaps, planCost } from "./planCosts";

export interface PlanKnown {
  readonly system: System;
  readonly scenario: Scenario;
  readonly means: Means;
  /** by row and by host of the model */
  readonly plan: { readonly levels: readonly Level[]; readonly on: readonly boolean[] };
  /** machines that it asks more hours of than they have */
  readonly overfull: readonly OverfullHost[];
  /** machines that do not hold the models that it serves */
  readonly unfit: readonly UnfitHost[];
  /** whether the total has a figure at all */
  readonly carbonKnown: boolean;
  readonly t: Translate;
  readonly language: Language;
}

/** The budgets that a plan cannot be held against, because some part of its total is not known. */
export function uncheckedBudgets({ system, scenario, means, plan, overfull, unfit, carbonKnown, t, language }: PlanKnown): UncheckedBudget[] {
  const { levels } = plan;
  const gaps = costGaps(system, plan);
  const { carbon, cost } = scenario.budget ?? {};
  const unchecked: UncheckedBudget[] = [];
  const add = (budget: UncheckedBudget["budget"], reason: string, settle: readonly string[] = [], cause?: string, bound?: ReturnType<typeof atMost>): void => {
    unchecked.push({
      budget,
      reason,
      ...(cause !== undefined && { cause }),
      ...(settle.length > 0 && { settle: settle.join(" ") }),
      ...bound,
    });
  };
  const full = overfull.length > 0 ? overfullWords(overfull, language, t) : undefined;
  const small = unfit.length > 0 ? unfitWords(unfit, t) : undefined;
  /** What is known all the same: a machine works no more than its hours. Of a prudent plan, which looks at draws, nothing is said. */
  const atMost = (of: typeof plan): { readonly bound: string; readonly boundKg: number } | null => {
    const most = scenario.budget?.plan === "prudent" ? null : mostCarbon(system, of);
    const budget = budgetOf(system, scenario).carbon;
    if (most === null || budget === null || most.kg > budget) return null;
    const kg = mass(most.kg * 1000, { t, language });
    const bound = t(
      "Whatever it takes, with {0} at work in all of {1|its|their} hours the month is {2} at most at central values, within the budget: it holds as long as {1|this machine is|these machines are} enough.",
      named(most.machines, t),
      most.machines.length,
      kg,
    );
    return { bound, boundKg: most.kg };
  };
  const open = system.model.rows.flatMap(({ id }, row) => ((levels[row] as Level) > 0 && isOpen(system, row) ? [id] : []));
  if (carbon) {
    if (system.rows.length === 0) add("carbon", t("The carbon budget cannot be checked: the scenario names no service yet."));
    else if (open.length > 0)
      add(
        "carbon",
        t("The carbon budget cannot be checked: the carbon of {0} is not known.", named(open, t)),
        wanting(system, levels, t),
        undefined,
        atMost(plan),
      );
    else if (full !== undefined) add("carbon", t("The carbon budget cannot be checked: {0}.", full), [moreMachines(overfull, t)], full);
    else if (small !== undefined) add("carbon", t("The carbon budget cannot be checked: {0}.", small), largerMachines(unfit, t), small);
    else if (!carbonKnown) add("carbon", t("The carbon budget cannot be checked: the total is not known. The problems and assumptions say what is missing."));
  }
  if (cost) {
    if (budgetOf(system, scenario).cost === null)
      add("cost", t("The cost budget cannot be checked: no exchange rate joins {0} to {1}.", cost.currency, system.currency ?? ""));
    else if (system.rows.length === 0) add("cost", t("The cost budget cannot be checked: the scenario names no service yet."));
    else if (gaps.priceless.length > 0)
      add("cost", t("The cost budget cannot be checked: no price is known for {0}.", named(gaps.priceless, t)), pricing(system, gaps.priceless, t));
    else if (gaps.unworked.length > 0)
      add("cost", t("The cost budget cannot be checked: how much {0} works is not known, and its machine is paid by its work.", named(gaps.unworked, t)));
    else if (full !== undefined) add("cost", t("The cost budget cannot be checked: {0}.", full), carbon ? [] : [moreMachines(overfull, t)], full);
    else if (small !== undefined) add("cost", t("The cost budget cannot be checked: {0}.", small), carbon ? [] : largerMachines(unfit, t), small);
    else if (planCost(system, means, plan) === null)
      add(
        "cost",
        t("The cost budget cannot be checked: the cost is not known in {0}. Add a price or an exchange rate to the scenario.", system.currency ?? ""),
      );
  }
  return unchecked;
}

/** `speech would be busy 2,796 h in December 2027, more than the 730 h it runs` */
export function overfullWords(hosts: readonly OverfullHost[], language: Language, t: Translate): string {
  return clauses(
    hosts.map(({ host, fullest: { busyHours, hours, month } }) =>
      t("{0} would be busy {1} h in {2}, more than the {3} h it runs", host, Math.round(busyHours), monthName(month, language), Math.round(hours)),
    ),
    t,
  );
}

/** How many of each would be enough. */
export function moreMachines(hosts: readonly OverfullHost[], t: Translate): string {
  return t(
    "That takes {0}.",
    named(
      hosts.map(({ host, fullest: { replicas } }) => t("{0} with replicas: {1}", host, replicas)),
      t,
    ),
  );
}

/** `the models of speech need 20.7 GB (17.2 GB of weights), and its cards hold 16 GB` */
export function unfitWords(hosts: readonly UnfitHost[], t: Translate): string {
  return clauses(
    hosts.map(({ host, weightsGB, needGB, memoryGB, onCards }) =>
      onCards
        ? t("the models of {0} need {1} GB ({2} GB of weights), and its cards hold {3} GB", host, short(needGB), short(weightsGB), short(memoryGB))
        : t("the models of {0} need {1} GB ({2} GB of weights), and its memory is {3} GB", host, short(needGB), short(weightsGB), short(memoryGB)),
    ),
    t,
  );
}

/** That a plan cannot be carried out on its machines, or may not, for what their memory holds, and what would be enough: a sentence each. */
export function unfitSentences(hosts: readonly UnfitHost[], t: Translate): string[] {
  if (hosts.length === 0) return [];
  const words = unfitWords(hosts, t);
  const first = hosts.some(({ sure }) => sure) ? t("This cannot be carried out: {0}.", words) : t("Whether this can be carried out is not known: {0}.", words);
  return [first, ...largerMachines(hosts, t)];
}

/** What would be enough for each: a size, so many times its cards or memory, smaller models, a narrower number format. */
export function largerMachines(hosts: readonly UnfitHost[], t: Translate): string[] {
  return hosts.flatMap(({ host, larger, needGB, memoryGB, onCards }) => {
    const times = Math.ceil(needGB / memoryGB);
    if (larger === null) return [t("{0}: no size in our data holds them: take smaller models, or write a narrower precision.", host)];
    return [
      t("{0} as {1} would be enough.", host, larger),
      onCards
        ? t("So would {0} times its cards, a smaller model or a narrower number format.", times)
        : t("So would {0} times its memory, a smaller model or a narrower number format.", times),
    ];
  });
}

function short(value: number): number {
  return Number(value.toPrecision(3));
}

/** Why rows that the plan serves have no figure, and what gives them one. */
function wanting(system: System, levels: readonly Level[], t: Translate): string[] {
  const names = new Map<string, Set<string>>();
  for (const [row, { service, unknown }] of system.rows.entries()) {
    if ((levels[row] as Level) === 0 || !isOpen(system, row)) continue;
    const reason = unknown ?? t("its volume is not known: write volume, or decide 0 %");
    names.set(reason, (names.get(reason) ?? new Set()).add(service));
  }
  return [...names].slice(0, 3).map(([reason, services]) => t("{0}: {1}.", named([...services], t), reason));
}

/** What gives them a price: a host has one to write, a provider has none until it is described as a host. */
function pricing({ hosts }: System, priceless: readonly string[], t: Translate): string[] {
  const [own, away] = [true, false].map((host) => priceless.filter((name) => hosts.some((one) => one.name === name) === host));
  return [
    ...(own?.length ? [t("Write price: of {0}.", named(own, t))] : []),
    ...(away?.length ? [t("What runs at a provider has a price once that is described as a serverless host with price:, and needs none at 0 %.")] : []),
  ];
}

/** A few say enough; a hundred would hide the sentence. */
const most = 6;

const named = (ids: readonly string[], t: Translate): string => firstNames(ids, most, ", ", t);

/** Some of them hold commas. */
const clauses = (all: readonly string[], t: Translate): string => firstNames(all, most, t("; "), t);
