import type { PlanAlternative } from "../analysis/plan";
import { type Alternative, byRank, type ComparedAlternative, comparedWith } from "../decision/alternatives";
import type { PlanChoice } from "../decision/selectPlan";
import type { Level, Scenario } from "../scenario/scenario";
import type { Translate } from "../text";
import { percentile } from "./draws";
import { evaluate } from "./evaluate";
import { type Figures, meansOf } from "./figures";
import type { HostModel, Model } from "./model";
import { neededTogether } from "./modelNeeds";
import { decidableRows, decisionProblem, undecidableLevel } from "./plans/decisionProblem";
import { costGaps, priced } from "./plans/planCosts";
import { hostsOn } from "./plans/plans";
import { uncheckedBudgets } from "./plans/uncheckedBudgets";
import { planIsKnown, type System, unknownOn } from "./system";

export interface AlternativesOptions {
  readonly system: System;
  readonly scenario: Scenario;
  /** after `run` */
  readonly figures: Figures;
  /** by row of the model */
  readonly bounds: readonly { readonly min: Level; readonly max: Level }[];
  readonly recommended: PlanChoice;
  readonly t: Translate;
}

/** The machines of a scenario run otherwise. */
interface Change {
  readonly label: string;
  readonly price: string;
  /** hosts that it changes */
  readonly machines: readonly number[];
  readonly model: Model;
}

type Compared = ComparedAlternative<Change & Alternative & { readonly system: System }>;

/** Beyond that many hosts only the changes of all of them together are computed. */
const mostHosts = 6;

/**
 * The best plan over other deployments and over fewer hosts, beside the recommended one and never in its place
 * (DESIGN.md section 5): each machine, and all of them, stopped between requests; all services on one machine.
 */
export function alternativesOf({ system, scenario, figures, bounds, recommended, t }: AlternativesOptions): PlanAlternative[] {
  const { model } = system;
  const prudent = scenario.budget?.plan === "prudent";
  const always = model.hosts.flatMap((host, h) => (host.kind === "provisioned" ? [h] : []));
  // A machine whose work takes a time that nobody knows may be busy all day: nothing is proposed for it.
  const provisioned = always.filter((h) => unknownOn(system, h).length === 0);
  const few = provisioned.length <= mostHosts;
  const singles = few ? compared(provisioned.map((h) => asleep([h]))) : [];
  const [together] = provisioned.length > 1 ? compared([asleep(provisioned)]) : [];
  const merged = few && provisioned.length === always.length && provisioned.length > 1 ? compared(provisioned.flatMap(onOneMachine)) : [];
  const fewest = together && provisioned.length > 2 && few ? fewestAsleep(together) : [];
  return [...singles, ...(together ? [together] : []), ...fewest, ...merged]
    .sort(byRank)
    .map(({ label, price, machines, system: other, choice, savedCarbon, savedCost, gainedValue }) => ({
      label,
      price,
      machines: machines.length,
      feasible: !choice.feasible ? false : isChecked(other, choice.levels) ? true : null,
      kgCO2e: choice.carbon.reduce((sum, kg) => sum + kg, 0) / choice.carbon.length,
      savedKg: savedCarbon,
      savedCost,
      gainedValue,
    }));

  function asleep(group: readonly number[]): Change {
    const names = group.map((h) => model.hosts[h]?.name ?? "");
    return {
      label: t("{0} stopped between requests", names.length < 2 ? names.join("") : t("{0} and {1}", names.slice(0, -1).join(", "), names.at(-1) ?? "")),
      price: t("the first request after a pause waits about {0} s", coldStart),
      machines: group,
      model: { ...model, hosts: model.hosts.map((host, h) => (group.includes(h) ? onDemand(host) : host)) },
    };
  }

  function onOneMachine(kept: number): Change[] {
    if (!holdsAll(system, provisioned, kept)) return [];
    return [
      {
        label: t("everything on {0} alone", model.hosts[kept]?.name ?? ""),
        price: t("a request waits while the machine works for another"),
        machines: provisioned.filter((h) => h !== kept),
        model: {
          ...model,
          hosts: model.hosts.map((host, h) => (provisioned.includes(h) && h !== kept ? { ...host, fixedHours: { coefficient: 0, inputs: [] } } : host)),
          rows: model.rows.map((row) => (row.host !== null && provisioned.includes(row.host) ? { ...row, host: kept, home: kept } : row)),
        },
      },
    ];
  }

  /** Where it takes several machines, but not all of them, to serve as much as with all: those that are enough, found by leaving out one after another. */
  function fewestAsleep(whole: Compared): Compared[] {
    const asGood = ({ choice }: Compared): boolean => choice.feasible && choice.value >= whole.choice.value * (1 - 1e-9);
    if (!whole.choice.feasible || singles.some(asGood)) return [];
    const found: { best: Compared | null } = { best: null };
    for (const least of [...singles].sort((a, b) => a.savedCarbon - b.savedCarbon)) {
      const group = (found.best ?? whole).machines.filter((h) => !least.machines.includes(h));
      const [one] = group.length > 1 ? compared([asleep(group)]) : [];
      if (one && asGood(one)) found.best = one;
    }
    return found.best ? [found.best] : [];
  }

  function compared(changes: readonly Change[]): Compared[] {
    const alternatives = changes.map((change) => {
      const evaluation = evaluate(
        change.model,
        Float64Array.from(change.model.inputs, (input) => input.value.central),
      );
      const other = { ...system, model: change.model };
      const problem = decisionProblem(other, scenario, bounds, evaluation, meansOf(change.model, evaluation));
      return { ...change, system: other, problem, ...(prudent ? { p80: p80Of(other, figures) } : {}) };
    });
    return comparedWith(alternatives, recommended);
  }

  /** What is not known of the plan is not known of this one: then nobody can say that the budget is kept. */
  function isChecked(other: System, chosen: readonly Level[]): boolean {
    const levels = allLevels(other, chosen);
    const on = hostsOn(other.model, levels);
    const plan = { levels, on };
    const unchecked = uncheckedBudgets({
      system: other,
      scenario,
      levels,
      carbonKnown: planIsKnown(other, levels, on),
      costKnown: priced(other, plan),
      gaps: costGaps(other, plan),
      t,
    });
    return unchecked.length === 0;
  }
}

/** As the plan itself is held: the 80th percentile of each month, over the same draws. */
function p80Of(system: System, figures: Figures): (chosen: readonly Level[]) => number[] {
  const { model } = system;
  const parts = figures.drawnPartsOf(model);
  return (chosen) => {
    const levels = allLevels(system, chosen);
    const served = levels.flatMap((level, row) => (level > 0 ? [{ row, level }] : []));
    const hosts = hostsOn(model, levels).flatMap((isOn, h) => (isOn ? [h] : []));
    return parts.monthly({ served, hosts, carried: [] }).map((sample) => percentile(sample.sort(), 0.8));
  };
}

/** Rows that cannot be decided on stay as people decided, else at 100 %. */
function allLevels(system: System, chosen: readonly Level[]): Level[] {
  const levels = system.model.rows.map((_, row): Level => undecidableLevel(system, row));
  decidableRows(system).forEach((row, position) => {
    levels[row] = chosen[position] as Level;
  });
  return levels;
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

/** On all month (with hours, nobody would be served outside of them), the same region and enough GPU memory for 1.2 times the weights of all models; busy times are taken over unchanged, so the size must be the same too. */
function holdsAll(system: System, group: readonly number[], kept: number): boolean {
  const { hosts } = system;
  const target = hosts[kept];
  if (target?.deployment !== "dedicated" || group.some((h) => hosts[h]?.sku !== target.sku || hosts[h]?.region !== target.region)) return false;
  return neededTogether(system, group) <= target.gpuMemory;
}
