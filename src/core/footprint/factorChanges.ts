import type { UsedFactor } from "../analysis/estimate";
import { type FactorSet, factorSet } from "../factors/factorSet";
import { readSnapshot } from "../readSnapshot";
import { isRecord } from "../scenario/plainData";
import type { Snapshot } from "../snapshot";
import { translator } from "../text";
import { type CentralPlan, centralFigures } from "./plans/central";
import type { System } from "./system";

/** The factors that an earlier report or estimate was computed with, as its JSON has them. */
export interface EarlierFactors {
  /** null: written before factor sets had a version */
  readonly set: FactorSet | null;
  readonly factors: readonly EarlierFactor[];
}

type EarlierFactor = Pick<UsedFactor, "id" | "value" | "low" | "high" | "unit"> & { readonly year: number | null };

/** One factor that is not what it was, and what it alone does to the mean month. */
export interface FactorChange {
  readonly id: string;
  readonly unit: string;
  readonly base: EarlierFactor;
  readonly now: EarlierFactor;
  /** kg that the baseline moves because of this factor alone, central; null where unknown. 0: only the range or the year changed */
  readonly kgCO2e: number | null;
  /** the same in the analysis' currency */
  readonly cost: number | null;
}

interface Moved {
  readonly base: number | null;
  readonly now: number | null;
  readonly change: number | null;
}

/** Today's scenario computed with the factors of then and of now. Factors that only one of the two uses are listed, not computed. */
export interface FactorChanges {
  readonly base: FactorSet | null;
  readonly now: FactorSet;
  /** largest effect first */
  readonly changes: readonly FactorChange[];
  /** used today and not then */
  readonly added: readonly string[];
  /** used then and not today */
  readonly gone: readonly string[];
  readonly kgCO2e: { readonly baseline: Moved; readonly decided: Moved };
  readonly cost: { readonly decided: Moved };
}

/** What the earlier factors would say about the same scenario; null without a scenario that can be used. */
export function factorChanges(snapshot: Snapshot, earlier: EarlierFactors): FactorChanges | null {
  const { written, system } = readSnapshot(snapshot, translator(snapshot.language));
  if (written === null) return null;
  const now = usedNow(system);
  const base = new Map(earlier.factors.map((factor) => [factor.id, factor]));
  const differing = [...now.values()].flatMap((factor) => {
    const then = base.get(factor.id);
    const same = then && then.value === factor.value && then.low === factor.low && then.high === factor.high && then.year === factor.year;
    return then === undefined || same ? [] : [{ then, factor }];
  });
  const figures = (replaced: readonly EarlierFactor[]) => centralFigures(withFactors(system, replaced), written, snapshot.code);
  const today = figures([]);
  const before = figures(differing.map(({ then }) => then));
  const changes = differing.map(({ then, factor }): FactorChange => {
    const alone = figures([then]);
    return {
      id: factor.id,
      unit: factor.unit,
      base: then,
      now: factor,
      kgCO2e: less(alone.baseline.kgCO2e, today.baseline.kgCO2e),
      cost: less(alone.baseline.cost, today.baseline.cost),
    };
  });
  const moved = (pick: (plan: CentralPlan) => number | null, plan: "baseline" | "decided"): Moved => {
    const [then, after] = [pick(before[plan]), pick(today[plan])];
    return { base: then, now: after, change: less(then, after) };
  };
  return {
    base: earlier.set,
    now: factorSet,
    changes: changes.sort((a, b) => Math.abs(b.kgCO2e ?? 0) - Math.abs(a.kgCO2e ?? 0) || a.id.localeCompare(b.id)),
    added: [...now.keys()].filter((id) => !base.has(id)),
    gone: [...base.keys()].filter((id) => !now.has(id)),
    kgCO2e: { baseline: moved(({ kgCO2e }) => kgCO2e, "baseline"), decided: moved(({ kgCO2e }) => kgCO2e, "decided") },
    cost: { decided: moved(({ cost }) => cost, "decided") },
  };
}

/** The JSON of `estimate`, or of `report --format json`; null where it is neither. */
export function readEarlierFactors(text: string): EarlierFactors | null {
  const whole = parsed(text);
  const estimate = isRecord(whole?.estimate) ? whole.estimate : whole;
  if (!estimate || !Array.isArray(estimate.factors)) return null;
  const factors = estimate.factors.flatMap((one: unknown) => (isFactor(one) ? [{ ...one, year: typeof one.year === "number" ? one.year : null }] : []));
  if (factors.length !== estimate.factors.length) return null;
  const { factorSet: set } = estimate;
  const known = isRecord(set) && typeof set.date === "string" && typeof set.hash === "string" ? { date: set.date, hash: set.hash } : null;
  return { set: known, factors };
}

function usedNow({ model, hosts }: System): Map<string, EarlierFactor> {
  const carbon = model.inputs.flatMap(({ id, unit, year, licence, value }) =>
    licence === null ? [] : [{ id, unit, year: year ?? 0, value: value.central, low: value.low, high: value.high }],
  );
  const prices = hosts
    .flatMap(({ listPrice }) => (listPrice === null ? [] : [listPrice]))
    .map(({ id, unit, year, value, low, high }) => ({ id, unit, year, value, low, high }));
  return new Map([...carbon, ...prices].map((factor) => [factor.id, factor]));
}

/** The same system with some factors at other values. */
function withFactors(system: System, factors: readonly EarlierFactor[]): System {
  if (factors.length === 0) return system;
  const by = new Map(factors.map((factor) => [factor.id, factor]));
  const inputs = system.model.inputs.map((input) => {
    const other = input.licence === null ? undefined : by.get(input.id);
    return other === undefined ? input : { ...input, value: { low: other.low, central: other.value, high: other.high } };
  });
  const hosts = system.hosts.map((host) => {
    const other = host.listPrice === null ? undefined : by.get(host.listPrice.id);
    return other === undefined || host.price === null ? host : { ...host, price: { ...host.price, amount: other.value } };
  });
  return { ...system, hosts, model: { ...system.model, inputs } };
}

function less(base: number | null, now: number | null): number | null {
  return base === null || now === null ? null : now - base;
}

type Json = Readonly<Record<string, unknown>>;

function parsed(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isFactor(value: unknown): value is UsedFactor {
  if (!isRecord(value) || typeof value.id !== "string" || typeof value.unit !== "string") return false;
  return [value.value, value.low, value.high].every((figure) => typeof figure === "number" && Number.isFinite(figure) && figure >= 0);
}
