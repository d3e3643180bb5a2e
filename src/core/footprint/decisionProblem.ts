import type { DecisionProblem, DecisionRow, FixedCharge } from "../decision/plan";
import type { Criticality, Level, Scenario } from "../scenario/scenario";
import { type Costs, costIn, exchanged, scaleCosts } from "./costs";
import type { Evaluation } from "./evaluate";
import type { Means } from "./figures";
import { findKey } from "./ids";
import { serviceCosts } from "./rowCosts";
import type { System } from "./system";

/** Fixed, absolute scale: a row's value never depends on the other rows (DESIGN.md section 5). */
export const criticalityWeight: Readonly<Record<Criticality, number>> = { vital: 1, high: 0.7, medium: 0.4, low: 0.1 };

/** Rows of the system that can be decided on: those whose carbon is known, by position. */
export function decidableRows(system: System): number[] {
  return system.rows.flatMap(({ unknown }, row) => (unknown === null && system.model.rows[row]?.profile !== null ? [row] : []));
}

/** The decision problem of one evaluation: avoidable carbon by row and month, fixed carbon by host, costs where one currency holds them. */
export function decisionProblem(
  system: System,
  scenario: Scenario,
  bounds: readonly { readonly min: Level; readonly max: Level }[],
  evaluation: Evaluation,
  means: Means,
): DecisionProblem {
  const { model } = system;
  const months = model.months.length;
  const slice = (figure: Float64Array, position: number): number[] => [...figure.subarray(position * months, (position + 1) * months)];
  const decidable = decidableRows(system);
  const ids = new Set(decidable.map((row) => model.rows[row]?.id ?? ""));
  const money = (costs: Costs): number => costIn(costs, system.currency).amount ?? 0;

  const rows = decidable.map((position): DecisionRow => {
    const row = model.rows[position] as (typeof model.rows)[number];
    const info = system.rows[position] as (typeof system.rows)[number];
    const host = row.host === null ? undefined : model.hosts[row.host];
    const price = row.host === null ? null : (system.hosts[row.host]?.price ?? null);
    const onDemand = host?.kind === "scale-to-zero" || host?.kind === "serverless";
    const files = means.rows.files[position] as number;
    const weight = criticalityWeight[info.criticality];
    const { min, max } = bounds[position] ?? { min: 0, max: 1 };
    const locked = info.decision?.lock ? info.decision.level : null;
    return {
      id: row.id,
      service: row.service,
      language: row.language,
      weight,
      files,
      value: weight * files,
      carbon: slice(evaluation.rows.avoidable, position),
      cost: price && onDemand ? money(scaleCosts(exchanged(price, system.currency, system.exchange), means.rows.hoursOn[position] as number)) : 0,
      host: host?.name ?? null,
      min: locked ?? min,
      max: locked ?? max,
      needs: neededRows(scenario, info.settings.needs, row.language).filter((id) => ids.has(id)),
      decided: (info.decision?.level ?? null) as Level | null,
    };
  });

  const charges: FixedCharge[] = [];
  const base = new Float64Array(months);
  let baseCost = 0;
  model.hosts.forEach((host, h) => {
    const members = rows.filter((row) => row.host === host.name).map(({ id }) => id);
    const price = system.hosts[h]?.price ?? null;
    const cost = price === null ? 0 : money(scaleCosts(exchanged(price, system.currency, system.exchange), means.hosts.hoursOn[h] as number));
    if (host.kind === "provisioned" && members.length > 0) charges.push({ id: host.name, carbon: slice(evaluation.hosts.fixed, h), cost, rows: members });
    else if (host.kind === "provisioned" || host.kind === "shared") {
      slice(evaluation.hosts.fixed, h).forEach((kg, m) => {
        base[m] = (base[m] as number) + kg;
      });
      baseCost += cost;
    }
  });
  for (const [service, costs] of serviceCosts(system)) {
    const members = rows.filter((row) => row.service === service).map(({ id }) => id);
    const cost = money(costs);
    if (cost > 0 && members.length > 0) charges.push({ id: `service ${service}`, carbon: new Array<number>(months).fill(0), cost, rows: members });
  }
  return { rows, charges, base: { carbon: [...base], cost: baseCost }, budget: budgetOf(system, scenario), current: null };
}

/** The budget in the analysis' units; a cost budget in another currency than the costs cannot be checked and is left out. */
export function budgetOf(system: System, scenario: Scenario): { carbon: number | null; cost: number | null } {
  const cost = scenario.budget?.cost;
  const converted = cost ? costIn(exchanged(cost, system.currency, system.exchange), system.currency).amount : null;
  return { carbon: scenario.budget?.carbon?.central ?? null, cost: converted };
}

function neededRows(scenario: Scenario, needs: string | undefined, language: string | null): string[] {
  const service = needs === undefined ? undefined : findKey(scenario.services, needs);
  if (service === undefined) return [];
  return [language === null ? service : `${service}/${language}`];
}
