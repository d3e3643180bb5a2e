import { type DecisionProblem, type DecisionRow, type FixedCharge, fullFrom, type Machine, planTotals, worst } from "../../decision/plan";
import { lowestLevels } from "../../decision/selectPlan";
import type { Criticality, Level, Scenario } from "../../scenario/scenario";
import { type Costs, costIn, exchanged } from "../costs";
import { emptyHosts } from "../hosts/unusedHosts";
import type { Evaluation } from "../model/evaluate";
import type { Means } from "../model/figures";
import { serviceCosts } from "../rows/rowCosts";
import { isOpen, type System } from "../system";
import { neededRows } from "./decisions";

/** Fixed, absolute scale: a row's value never depends on the other rows (DESIGN.md section 5). */
export const criticalityWeight: Readonly<Record<Criticality, number>> = { vital: 1, high: 0.7, medium: 0.4, low: 0.1 };

/** Rows of the system that can be decided on: those whose carbon is known, by position. */
export function decidableRows(system: System): number[] {
  return system.rows.flatMap((_, row) => (isOpen(system, row) ? [] : [row]));
}

/** The level that counts for a row that cannot be decided on: what people decided, else in full. */
export function undecidableLevel(system: System, row: number): Level {
  return system.rows[row]?.decision?.level ?? 1;
}

/**
 * Levels of all rows from those of the decidable ones: what cannot be decided on stays as people decided, else in full, but stops with what it
 * needs, for then it has no input.
 */
export function planLevels(system: System, scenario: Scenario): (chosen: readonly Level[]) => Level[] {
  const { rows } = system.model;
  const decidable = decidableRows(system);
  const dependants = decidable.map((row) => openDependants(system, scenario, row));
  return (chosen) => {
    const levels = rows.map((_, row): Level => undecidableLevel(system, row));
    decidable.forEach((row, position) => {
      levels[row] = chosen[position] as Level;
      if (chosen[position] === 0) for (const dependant of dependants[position] as readonly number[]) levels[dependant] = 0;
    });
    return levels;
  };
}

/** The decision problem of one evaluation: avoidable carbon by row and month, fixed carbon by host, costs where one currency holds them. */
export function decisionProblem(
  system: System,
  scenario: Scenario,
  bounds: readonly { readonly min: Level; readonly max: Level }[],
  evaluation: Evaluation,
  means: Means,
): DecisionProblem {
  const prices = system.hosts.map(({ price }) => (price === null ? 0 : money(exchanged(price, system.currency, system.exchange))));
  const spent = (price: number, hours: readonly number[]): number[] => hours.map((one) => price * one);
  const { model } = system;
  const months = model.months.length;
  const slice = (figure: Float64Array, position: number): number[] => [...figure.subarray(position * months, (position + 1) * months)];
  const decidable = decidableRows(system);
  const ids = new Set(decidable.map((row) => model.rows[row]?.id ?? ""));

  const rows = decidable.map((position): DecisionRow => {
    const row = model.rows[position] as (typeof model.rows)[number];
    const info = system.rows[position] as (typeof system.rows)[number];
    const host = row.host === null ? undefined : model.hosts[row.host];
    const onDemand = host?.kind === "scale-to-zero" || host?.kind === "serverless";
    const files = means.rows.files[position] as number;
    const weight = criticalityWeight[info.criticality];
    // What nobody can decide on yet stops with what it needs: its files are lost too.
    const carried = openDependants(system, scenario, position).reduce((sum, r) => sum + undecidableLevel(system, r) * worthOf(system, means, r), 0);
    const { min, max } = bounds[position] ?? { min: 0, max: 1 };
    const locked = info.decision?.lock ? info.decision.level : null;
    return {
      id: row.id,
      service: row.service,
      language: row.language,
      weight,
      files,
      value: weight * files + carried,
      carbon: slice(evaluation.rows.avoidable, position),
      cost: spent(onDemand ? (prices[row.host as number] as number) : 0, slice(evaluation.rows.hoursOn, position)),
      host: host?.name ?? null,
      min: locked ?? min,
      max: locked ?? max,
      needs: neededRows(scenario, info.settings.needs, row.language).filter((id) => ids.has(id)),
      decided: (info.decision?.level ?? null) as Level | null,
    };
  });

  const charges: FixedCharge[] = [];
  const base = { carbon: new Array<number>(months).fill(0), cost: new Array<number>(months).fill(0) };
  const add = (to: number[], more: readonly number[]): void => {
    more.forEach((one, m) => {
      to[m] = (to[m] as number) + one;
    });
  };
  // A row that nobody can decide on yet keeps its machine and its service running, unless people stopped it, or as long as what it needs runs.
  const kept = system.rows.flatMap((_, row) => {
    if (decidable.includes(row) || undecidableLevel(system, row) === 0) return [];
    return [{ row, needed: rows.find((_, at) => openDependants(system, scenario, decidable[at] as number).includes(row))?.id ?? null }];
  });
  /** Rows that keep what these rows run on: null where one of them runs whatever is decided. */
  const keepers = (all: typeof kept): string[] | null => (all.some(({ needed }) => needed === null) ? null : all.flatMap(({ needed }) => needed ?? []));
  const empty = new Set(emptyHosts(system));
  model.hosts.forEach((host, h) => {
    const members = rows.filter((row) => row.host === host.name).map(({ id }) => id);
    if (host.kind !== "provisioned" && host.kind !== "shared") return;
    const placed = model.rows.some((row) => row.home === h);
    const others = keepers(kept.filter(({ row }) => model.rows[row]?.home === h));
    // An empty machine has no row that would keep it on.
    const stays = host.kind === "shared" || (!placed && !empty.has(h)) || others === null;
    const carbon = slice(evaluation.hosts.fixed, h);
    const cost = spent(prices[h] as number, slice(evaluation.hosts.hoursOn, h));
    if (!stays) charges.push({ id: host.name, carbon, cost, rows: [...new Set([...members, ...others])] });
    else {
      add(base.carbon, carbon);
      add(base.cost, cost);
    }
  });
  for (const [service, costs] of serviceCosts(system)) {
    const members = rows.filter((row) => row.service === service).map(({ id }) => id);
    const cost = new Array<number>(months).fill(money(costs));
    const others = keepers(kept.filter(({ row }) => model.rows[row]?.service === service));
    const payers = [...new Set([...members, ...(others ?? [])])];
    if (others === null) add(base.cost, cost);
    else if (worst(cost) > 0 && payers.length > 0) charges.push({ id: `service ${service}`, carbon: new Array<number>(months).fill(0), cost, rows: payers });
  }
  const problem: DecisionProblem = {
    rows,
    charges,
    base,
    budget: budgetOf(system, scenario),
    current: decidable.map((row) => system.rows[row]?.counted ?? 1),
  };
  return withMachines(system, problem, evaluation);

  function money(costs: Costs): number {
    return costIn(costs, system.currency).amount ?? 0;
  }
}

/** The same decision within the hours that its machines have in an evaluation; null: all of them have enough. */
export function withMachines(system: System, { machines: _, ...problem }: DecisionProblem, evaluation: Evaluation | null): DecisionProblem {
  // Without a budget nothing is ever cut.
  const limited = problem.budget.carbon !== null || problem.budget.cost !== null;
  const machines = limited && evaluation !== null ? machinesOf(system, evaluation) : [];
  if (machines.length === 0) return problem;
  // No level takes away what duties and locks alone ask of a machine: that it is too small is said of the plan, and keeps nothing else from being chosen.
  const least = lowestLevels(problem);
  const beyond = new Set(planTotals({ ...problem, machines }, least).full);
  return { ...problem, machines: machines.filter(({ id }) => !beyond.has(id)) };
}

/** Machines that are asked more hours than they have when everything is on, as `overfull` has them. */
function machinesOf(system: System, { rows, hosts }: Evaluation): Machine[] {
  const { model } = system;
  const count = model.months.length;
  return model.hosts.flatMap((host, h): Machine[] => {
    const hours = (m: number): number => hosts.hoursOn[h * count + m] as number;
    const asked = model.rows.flatMap((row, r) => (row.host === h ? [{ id: row.id, r, open: isOpen(system, r) }] : []));
    const busy = (r: number, m: number): number => rows.busyHours[r * count + m] as number;
    const all = model.months.map((_, m) => asked.reduce((sum, { r }) => sum + busy(r, m), 0));
    if (host.kind === "serverless" || all.every((one, m) => one <= hours(m) * fullFrom)) return [];
    // Without an hour in which it runs there is no share of its hours.
    if (all.some((one, m) => one > 0 && hours(m) <= 0)) return [];
    const share = (r: number, level = 1): number[] => model.months.map((_, m) => (busy(r, m) > 0 ? (level * busy(r, m)) / hours(m) : 0));
    const base = model.months.map(() => 0);
    for (const { r, open } of asked) if (open) share(r, undecidableLevel(system, r)).forEach((one, m) => (base[m] = (base[m] as number) + one));
    return [{ id: host.name, base, load: Object.fromEntries(asked.flatMap(({ id, r, open }) => (open ? [] : [[id, share(r)]]))) }];
  });
}

/** Criticality weight x files of the mean month. */
function worthOf(system: System, means: Means, row: number): number {
  return criticalityWeight[system.rows[row]?.criticality ?? "medium"] * (means.rows.files[row] as number);
}

/** Rows whose carbon nobody knows and that have no input without a row, of themselves or through one another. */
function openDependants(system: System, scenario: Scenario, row: number): readonly number[] {
  const { rows } = system.model;
  const found = new Set([row]);
  for (const one of found) {
    rows.forEach(({ language }, r) => {
      if (isOpen(system, r) && neededRows(scenario, system.rows[r]?.settings.needs, language).includes(rows[one]?.id ?? "")) found.add(r);
    });
  }
  found.delete(row);
  return [...found];
}

/** The budget in the analysis' units; a cost budget in another currency than the costs cannot be checked and is left out. */
export function budgetOf(system: System, scenario: Scenario): { carbon: number | null; cost: number | null } {
  const cost = scenario.budget?.cost;
  const converted = cost ? costIn(exchanged(cost, system.currency, system.exchange), system.currency).amount : null;
  return { carbon: scenario.budget?.carbon?.central ?? null, cost: converted };
}
