import type { PlanAlternative, UncheckedBudget } from "../../analysis/plan";
import { type Alternative, byRank, type ComparedAlternative, comparedWith } from "../../decision/alternatives";
import { type DecisionProblem, meanOf } from "../../decision/plan";
import { highestLevels, type PlanChoice } from "../../decision/selectPlan";
import type { Level, Scenario } from "../../scenario/scenario";
import { joined, type Language, type Translate } from "../../text";
import { overfull } from "../hosts/overfull";
import { unfit } from "../hosts/unfit";
import { emptyHosts } from "../hosts/unusedHosts";
import { percentile } from "../model/draws";
import { type Evaluation, evaluatedAtCentral } from "../model/evaluate";
import { type Figures, type Means, meansOf } from "../model/figures";
import type { HostModel, Model } from "../model/model";
import { lacksMore, overCapacity } from "../plans/central";
import { decisionProblem, planLevels } from "../plans/decisionProblem";
import { advisedHosts } from "../plans/plans";
import { uncheckedBudgets } from "../plans/uncheckedBudgets";
import { sleepless } from "../problems/onDemandProblems";
import { planIsKnown, type System, unknownOn } from "../system";
import { isProviders } from "./atProvider";
import { neededTogether, unsizedOn } from "./modelNeeds";
import { peaksIf } from "./peaks";
import { movedAway, movedOnto, rentedIf, vllmIf } from "./variants";

export interface AlternativesOptions {
  readonly system: System;
  readonly scenario: Scenario;
  /** after `run` */
  readonly figures: Figures;
  /** by row of the model */
  readonly bounds: readonly { readonly min: Level; readonly max: Level }[];
  readonly recommended: PlanChoice;
  /** what it was chosen from */
  readonly problem: DecisionProblem;
  /** resolves a changed scenario against the same code and measurements */
  readonly again: (scenario: Scenario) => System;
  readonly t: Translate;
  readonly language: Language;
}

/** The machines of a scenario run otherwise. */
interface Change {
  readonly label: string;
  readonly price: string;
  /** how many machines are run otherwise, or given back */
  readonly machines: number;
  readonly kind: PlanAlternative["kind"];
  readonly model: Model;
}

type Compared = ComparedAlternative<Change & Alternative & { readonly system: System; readonly means: Means; readonly evaluation: Evaluation }>;

/** Beyond that many hosts only the changes of all of them together are computed. */
const mostHosts = 6;
const mostReplicas = 8;

/**
 * The best plan over other deployments and over fewer hosts, beside the recommended one and never in its place
 * (DESIGN.md section 5), where it saves or gains anything: each machine, the fewest that are enough and all
 * of them stopped between requests, each and all rented by the second; all services on one machine; fewer replicas. A machine on which nothing runs is
 * given back in all of them, as in the recommended one.
 */
export function alternativesOf({ system, scenario, figures, bounds, recommended, problem, again, t, language }: AlternativesOptions): PlanAlternative[] {
  const { model } = system;
  const empty = new Set(emptyHosts(system));
  const prudent = scenario.budget?.plan === "prudent";
  const always = model.hosts.flatMap((host, h) => (host.kind === "provisioned" && !empty.has(h) ? [h] : []));
  const sleeplessBefore = new Set(sleepless(model, evaluatedAtCentral(model)).map(({ host }) => host));
  const busyBefore = overCapacity(system, evaluatedAtCentral(model));
  // A machine whose work takes a time that nobody knows may be busy all day, and one that lacks hours is: nothing is proposed for it.
  const provisioned = always.filter((h) => unknownOn(system, h).length === 0 && !busyBefore.has(model.hosts[h]?.name ?? "") && !isProviders(system, h));
  const few = provisioned.length <= mostHosts;
  const singles = few ? compared(provisioned.map((h) => asleep([h]))) : [];
  // What is stopped between requests still waits after each of them.
  const sleeping = model.hosts.flatMap(({ kind, name }, h) =>
    kind === "scale-to-zero" && unknownOn(system, h).length === 0 && !busyBefore.has(name) && !isProviders(system, h) ? [h] : [],
  );
  const bySecond = compared([
    ...(few ? [...provisioned, ...sleeping.slice(0, mostHosts)].map((h) => serverless([h])) : []),
    ...(provisioned.length > 1 ? [serverless(provisioned)] : []),
  ]);
  const [together] = provisioned.length > 1 ? compared([asleep(provisioned)]) : [];
  const merged = few && provisioned.length === always.length && provisioned.length > 1 ? compared(provisioned.flatMap(onOneMachine)) : [];
  const fewest = together && provisioned.length > 2 && few ? fewestAsleep(together) : [];
  const cuts = cutOf(problem, recommended).length > 0;
  const ways = [
    ...singles,
    ...(together ? [together] : []),
    ...fewest,
    ...bySecond,
    ...merged,
    ...(few && cuts ? provisioned.flatMap(onAnotherSize) : []),
    ...provisioned.slice(0, mostHosts).flatMap(fewerReplicas),
  ];
  // Another place changes what users and law say of their data, and has prices of its own: only where something is cut, and no other way serves everything.
  const everything = ways.some((one) => one.choice.feasible && cutOf(one.problem, one.choice).length === 0);
  return [...ways, ...(everything || !cuts ? [] : elsewhere())]
    .filter(({ choice, savedCarbon, savedCost, gainedValue }) =>
      choice.feasible === recommended.feasible ? [savedCarbon, savedCost, gainedValue].some((one) => one > 1e-9) : choice.feasible,
    )
    .sort(byRank)
    .map(({ kind, label, price, machines, system: other, means, evaluation, problem: changed, choice, savedCarbon, savedCost, gainedValue }) => {
      const unchecked = uncheckedOf(other, { means, evaluation }, choice.levels);
      return {
        kind,
        label,
        price,
        machines,
        feasible: !choice.feasible ? false : unchecked.length === 0 ? true : null,
        unchecked,
        kgCO2e: meanOf(choice.carbon),
        savedKg: savedCarbon,
        savedCost,
        gainedValue,
        cut: cutOf(changed, choice),
      };
    });

  function elsewhere(): Compared[] {
    const there = movedAway(system, scenario, t);
    if (there === null) return [];
    const { label, condition, machines } = there;
    const other = again(there.scenario);
    const found = comparedIn(other, [{ kind: "moved", label, price: condition, machines, model: other.model }]);
    return found.filter((one) => one.choice.feasible && cutOf(one.problem, one.choice).length === 0);
  }

  function named(group: readonly number[]): string {
    return joined(
      group.map((h) => model.hosts[h]?.name ?? ""),
      t,
    );
  }

  function serverless(group: readonly number[]): Change {
    return {
      kind: "rented",
      label: t("{0} serverless", named(group)),
      price: rentedIf(t),
      machines: group.length,
      model: { ...model, hosts: model.hosts.map((host, h) => (group.includes(h) ? rented(host) : host)) },
    };
  }

  function asleep(group: readonly number[]): Change {
    return {
      kind: "asleep",
      label: t("{0} stopped between requests", named(group)),
      price: t("the first request after a pause waits about {0} s", coldStart),
      machines: group.length,
      model: { ...model, hosts: model.hosts.map((host, h) => (group.includes(h) ? onDemand(host) : host)) },
    };
  }

  /**
   * Where something is cut: what merges machines of different sizes, of which the times are others, or some of several machines; those that leave
   * something cut are no way to avoid that.
   */
  function onAnotherSize(kept: number): Compared[] {
    const others = provisioned.filter((h) => h !== kept);
    const all = others.length > 1 ? [others] : [];
    return [...others.map((h) => [h]), ...all].flatMap((gone) => {
      const whole = gone.length === provisioned.length - 1;
      const target = system.hosts[kept];
      // All on one machine of the same size is compared already.
      if (!fitsOn(system, [...gone, kept], kept) || (whole && provisioned.length === always.length && holdsAll(system, provisioned, kept))) return [];
      const there = movedOnto(
        scenario,
        gone.map((h) => model.hosts[h]?.name ?? ""),
        target?.name ?? "",
      );
      if (there === null) return [];
      const other = again(there.scenario);
      if (
        other.model.rows.some(({ id }, r) => id !== model.rows[r]?.id) ||
        unknownOn(
          other,
          other.hosts.findIndex(({ name }) => name === target?.name),
        ).length > 0
      )
        return [];
      const label =
        whole && provisioned.length === always.length
          ? t("everything on {0} alone", target?.name ?? "")
          : t("{0} on {1}, without {2}", joined(there.moved, t), target?.name ?? "", named(gone));
      const change: Change = { kind: "merged", label, price: mergedIf(system, [...gone, kept], t), machines: gone.length, model: other.model };
      return comparedIn(other, [change]).filter((one) => one.choice.feasible && cutOf(one.problem, one.choice).length === 0);
    });
  }

  function onOneMachine(kept: number): Change[] {
    if (!holdsAll(system, provisioned, kept)) return [];
    return [
      {
        kind: "merged",
        label: t("everything on {0} alone", model.hosts[kept]?.name ?? ""),
        price: mergedIf(system, provisioned, t),
        machines: provisioned.length - 1,
        model: {
          ...model,
          hosts: model.hosts.map((host, h) => (provisioned.includes(h) && h !== kept ? { ...host, fixedHours: { coefficient: 0, inputs: [] } } : host)),
          rows: model.rows.map((row) => (row.host !== null && provisioned.includes(row.host) ? { ...row, host: kept, home: kept } : row)),
        },
      },
    ];
  }

  /**
   * Where it takes several machines, but not all of them, to serve as much as with all (or everything, where all of them asleep are over the budget:
   * a busy one may take more so): the fewest that are enough; of as many, those that cost least, then those with the least carbon. All groups are
   * tried, the smallest first.
   */
  function fewestAsleep(whole: Compared): Compared[] {
    const { choice: all, problem } = whole;
    const enough = all.feasible ? all.value : problem.rows.reduce((sum, { value, max }) => sum + value * max, 0);
    const asGood = ({ choice }: Compared): boolean => choice.feasible && choice.value >= enough * (1 - 1e-9);
    if (singles.some(asGood)) return [];
    for (let count = 2; count < provisioned.length; count++) {
      const [best] = compared(groupsOf(provisioned, count).map(asleep))
        .filter(asGood)
        .sort((a, b) => b.savedCost - a.savedCost || b.savedCarbon - a.savedCarbon);
      if (best) return [best];
    }
    return [];
  }

  /** Of a machine that runs several times over, the best of giving one, two, ... of them back, as its work allows. */
  function fewerReplicas(h: number): Compared[] {
    const { name = "", replicas = 1 } = model.hosts[h] ?? {};
    const counts = Array.from({ length: Math.min(replicas - 1, mostReplicas) }, (_, less) => replicas - 1 - less);
    return compared(
      counts.map(
        (left): Change => ({
          kind: "replicas",
          label: t("{0} on {1} {1|replica|replicas} instead of {2}", name, left, replicas),
          price: peaksIf(model, h, left, t),
          machines: replicas - left,
          model: { ...model, hosts: model.hosts.map((host, at) => (at === h ? withReplicas(host, left) : host)) },
        }),
      ),
    )
      .sort((a, b) => Number(b.choice.feasible) - Number(a.choice.feasible) || b.choice.value - a.choice.value || a.machines - b.machines)
      .slice(0, 1);
  }

  /** Without those that ask more hours of a machine than it has. */
  function compared(changes: readonly Change[]): Compared[] {
    return comparedIn(system, changes);
  }

  function comparedIn(of: System, changes: readonly Change[]): Compared[] {
    const alternatives = changes.flatMap((change) => {
      const evaluation = evaluatedAtCentral(change.model);
      const other = { ...of, model: change.model };
      if (lacksMore(overCapacity(other, evaluation), busyBefore)) return [];
      // A machine that would never stop is no other way, and with less to do it would look lighter than it is.
      if (change.kind === "asleep" && sleepless(change.model, evaluation).some(({ host }) => !sleeplessBefore.has(host))) return [];
      const means = meansOf(change.model, evaluation);
      // Chosen anew: of two plans as good, the one that cuts fewer rows, whatever is decided now.
      const problem = { ...decisionProblem(other, scenario, bounds, evaluation, means), current: null };
      return [{ ...change, system: other, means, evaluation, problem, ...(prudent ? { p80: p80Of(other, scenario, figures) } : {}) }];
    });
    return comparedWith(alternatives, recommended);
  }

  /** What is not known of the plan is not known of this one: then nobody can say that the budget is kept. */
  function uncheckedOf(other: System, { means, evaluation }: Pick<Compared, "means" | "evaluation">, chosen: readonly Level[]): UncheckedBudget["budget"][] {
    const levels = planLevels(other, scenario)(chosen);
    const plan = { levels, on: advisedHosts(other, levels) };
    const known = { carbonKnown: planIsKnown(other, levels, plan.on), overfull: overfull(other.model, evaluation, levels), unfit: unfit(other, levels) };
    return uncheckedBudgets({ system: other, scenario, means, plan, ...known, t, language }).map(({ budget }) => budget);
  }
}

/** Ids of the rows that a plan serves less than gates and what they need allow. */
function cutOf(problem: DecisionProblem, { levels }: PlanChoice): string[] {
  const highest = highestLevels(problem);
  return problem.rows.flatMap(({ id }, r) => ((levels[r] ?? 1) < (highest[r] as Level) ? [id] : []));
}

/** Every group of so many of them. */
function groupsOf(all: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return all.flatMap((first, at) => groupsOf(all.slice(at + 1), count - 1).map((others) => [first, ...others]));
}

function withReplicas(host: HostModel, replicas: number): HostModel {
  const { coefficient, inputs } = host.fixedHours;
  return { ...host, replicas, fixedHours: { coefficient: (coefficient * replicas) / host.replicas, inputs } };
}

/** As the plan itself is held: the 80th percentile of each month, over the same draws. */
function p80Of(system: System, scenario: Scenario, figures: Figures): (chosen: readonly Level[]) => number[] {
  const { model } = system;
  const parts = figures.drawnPartsOf(model);
  const levelsOf = planLevels(system, scenario);
  return (chosen) => {
    const levels = levelsOf(chosen);
    const served = levels.flatMap((level, row) => (level > 0 ? [{ row, level }] : []));
    const hosts = advisedHosts(system, levels).flatMap((isOn, h) => (isOn ? [h] : []));
    return parts.monthly({ served, hosts, carried: [] }).map((sample) => percentile(sample.sort(), 0.8));
  };
}

/** Seconds, as DESIGN.md 3.1 has them: a machine starts and loads its model, and stays on after the last request as Ollama does. */
const coldStart = 30;
const keepAlive = 300;

/** One burst a request. */
function onDemand(host: HostModel): HostModel {
  return {
    ...host,
    kind: "scale-to-zero",
    fixedHours: { coefficient: 0, inputs: [] },
    keepSeconds: [{ coefficient: keepAlive + coldStart, inputs: [] }],
    bursts: null,
  };
}

/** By the second, as long as it works. */
function rented(host: HostModel): HostModel {
  return { ...host, kind: "serverless", fixedHours: { coefficient: 0, inputs: [] }, keepSeconds: [], bursts: null };
}

const mergedIf = (system: System, hosts: readonly number[], t: Translate): string =>
  [t("a request waits while the machine works for another"), ...vllmIf(system, hosts, t)].join(t("; "));

/** Busy times are taken over unchanged, so that the size must be the same too. */
function holdsAll(system: System, group: readonly number[], kept: number): boolean {
  const { hosts } = system;
  return (
    group.every((h) => hosts[h]?.sku === hosts[kept]?.sku) && neededTogether(system, group) <= (hosts[kept]?.gpuMemory ?? 0) && fitsOn(system, group, kept)
  );
}

/** On all month (with hours, nobody would be served outside of them), the same region and, where any of them has cards, enough GPU memory for 1.2 times the weights of all models. */
function fitsOn(system: System, group: readonly number[], kept: number): boolean {
  const { hosts } = system;
  const target = hosts[kept];
  if (target?.deployment !== "dedicated" || group.some((h) => hosts[h]?.region !== target.region)) return false;
  if (group.every((h) => h === kept || hosts[h]?.gpuMemory === 0)) return true;
  return unsizedOn(system, group).length === 0 && neededTogether(system, group) <= target.gpuMemory;
}
