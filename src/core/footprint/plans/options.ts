import type { AbatementOption, Avoided } from "../../analysis/plan";
import { abatementSteps } from "../../decision/alternatives";
import type { DecisionProblem } from "../../decision/plan";
import { carbonAtShadowPrice } from "../../decision/shadowPrice";
import { lazily } from "../../lazily";
import { formatPercent } from "../../quantity/format";
import type { Interval } from "../../quantity/interval";
import type { Money } from "../../quantity/quantity";
import type { Level, Scenario } from "../../scenario/scenario";
import type { Language, Translate } from "../../text";
import type { Variant } from "../alternatives/variant";
import { variantsOf } from "../alternatives/variants";
import { type Costs, moreCost } from "../costs";
import { mostSlowed, paceOf, secondsByService, slowerWords } from "../endpoints/requestSeconds";
import { intervalOf } from "../model/draws";
import { evaluatedAtCentral } from "../model/evaluate";
import { type Means, meansOf } from "../model/figures";
import { contextProblems, cutProblems } from "../problems/limits";
import { isOpen, type System } from "../system";
import { centralPlan, lacksMore, overCapacity } from "./central";
import { type DrawnSystem, drawnSystem } from "./changeRange";
import { criticalityWeight, decidableRows, planLevels } from "./decisionProblem";
import { neededRows } from "./decisions";
import { byMerit, stepLabel } from "./optionOrder";
import { planCosts, unpricedUse } from "./planCosts";
import { type MeanParts, planKg } from "./planParts";
import { hostsOn } from "./plans";

interface Drawn extends DrawnSystem {
  /** central figures of the mean month, for costs */
  readonly means: Means;
}

/** What no decision changes: the system as it is, and each variant of it that can be computed. */
export interface OptionBasis {
  readonly now: Drawn;
  readonly variants: readonly { readonly variant: Variant; readonly after: Drawn }[];
}

/** @param again resolves a changed scenario against the same code and measurements */
export function optionBasis(system: System, scenario: Scenario, again: (scenario: Scenario) => System, t: Translate): OptionBasis {
  const drawn = (of: System): Drawn => ({ ...drawnSystem(of), means: centralMeans(of) });
  const now = drawn(system);
  const { model } = system;
  const kgOf = {
    host: (name: string): number => {
      const h = model.hosts.findIndex((host) => host.name === name);
      return (now.central.hostFixed[h] ?? 0) + model.rows.reduce((sum, row, r) => sum + (row.host === h ? (now.central.avoidable[r] as number) : 0), 0);
    },
    service: (name: string): number => model.rows.reduce((sum, row, r) => sum + (row.service === name ? (now.central.avoidable[r] as number) : 0), 0),
  };
  const variants = (): OptionBasis["variants"] =>
    variantsOf(system, scenario, kgOf, t).flatMap((variant) => {
      const after = again(variant.scenario);
      return comparable(system, after, t) ? [{ variant, after: drawn(after) }] : [];
    });
  return lazily({ now }, { variants });
}

/** The same rows, all of them known where they were, and no machine or context that the change overfills. */
function comparable(before: System, after: System, t: Translate): boolean {
  const rows = before.rows.every(
    ({ unknown }, r) => before.model.rows[r]?.id === after.model.rows[r]?.id && (unknown === null) === (after.rows[r]?.unknown === null),
  );
  const overfilled = (system: System): number => contextProblems(system, t).length + cutProblems(system, t).length;
  const lacks = (system: System): ReadonlyMap<string, number> => overCapacity(system, evaluatedAtCentral(system.model));
  return rows && before.rows.length === after.rows.length && overfilled(after) <= overfilled(before) && !lacksMore(lacks(after), lacks(before));
}

export interface OptionParts {
  readonly basis: OptionBasis;
  /** of the system as it is */
  readonly scenario: Scenario;
  readonly problem: DecisionProblem;
  /** the decided plan, by row of the model */
  readonly levels: readonly Level[];
  /** of the shadow price */
  readonly year: number;
  readonly t: Translate;
  readonly language: Language;
}

/** Every single step that lowers the carbon of the plan: no-regret ones first by kg avoided, then the least value lost per kg. */
export function optionsOf(parts: OptionParts): AbatementOption[] {
  const { basis, problem, levels, t, language } = parts;
  const { now } = basis;
  // What a step brings down of rows that nobody can decide on is told apart below.
  const own = { ...problem, rows: problem.rows.map((row) => ({ ...row, value: row.weight * row.files })) };
  const rows = decidableRows(now.system);
  const cost = costOf(now, levels);
  const steps = abatementSteps(
    own,
    rows.map((row) => levels[row] as Level),
  ).flatMap((step) => {
    const lowered = [...levels];
    rows.forEach((row, position) => {
      lowered[row] = step.levels[position] as Level;
    });
    const kind = step.kind === "charge" ? ("host" as const) : step.kind;
    const unknown = lowerUnknown({ kind, id: step.id, levels: lowered }, parts);
    // The upkeep of a service goes with the service: that step is there already.
    if (kind === "host" && !now.system.hosts.some(({ name }) => name === step.id)) return [];
    return [
      optionOf(parts, {
        id: `${kind}:${step.id}`,
        kind,
        label: stepLabel(kind, step.id, formatPercent(step.to, language), { t, language }),
        condition: null,
        seconds: null,
        pace: "same",
        rows: [...step.rows, ...unknown.rows],
        to: step.to as Level,
        lostValue: step.lostValue + unknown.lostValue,
        atLeast: unknown.rows.length > 0,
        after: now,
        levels: lowered,
        saved: savedBetween(cost, costOf(now, lowered)),
        gone: [],
        holds: null,
      }),
    ];
  });
  const secondsNow = secondsByService(now.system, now.means);
  const variants = basis.variants.map(({ variant, after }) => {
    const { id, kind, label, gone, caveat } = variant;
    const seconds = mostSlowed(secondsNow, secondsByService(after.system, after.means));
    const condition = [...(variant.condition === null ? [] : [variant.condition]), ...slowerWords(seconds, language, t)].join(t("; ")) || null;
    const touched = now.system.model.rows.flatMap(({ id: row }, r) => (changed(now, after, r) ? [row] : []));
    const saved = variant.priced ? savedBetween(cost, costOf(after, levels)) : null;
    const pace = paceOf(seconds, variant);
    const holds = heldBy(variant, after.system, parts);
    return optionOf(parts, {
      id,
      kind,
      label,
      condition,
      ...(caveat !== undefined && { caveat }),
      seconds,
      pace,
      rows: touched,
      to: null,
      lostValue: 0,
      atLeast: false,
      after,
      levels,
      saved,
      gone,
      holds,
    });
  });
  return [...steps, ...variants].filter((option) => option.avoided.total.central > 1e-12).sort(byMerit);
}

/** The budgets that a change keeps by itself, with everything on that no gate stops and no locked decision holds down. */
function heldBy(variant: Variant, system: System, { problem, basis: { now } }: OptionParts): AbatementOption["holds"] {
  const { budget } = variant.scenario;
  const levels = planLevels(now.system, variant.scenario)(problem.rows.map(({ max }) => max as Level));
  const evaluation = evaluatedAtCentral(system.model);
  const means = meansOf(system.model, evaluation);
  const kept = (scenario: Scenario): boolean | null => centralPlan({ system, scenario, evaluation, means, levels }).feasible;
  const whole = variant.priced ? kept(variant.scenario) : null;
  if (whole !== null) return whole ? "all" : null;
  if (budget?.carbon === undefined || kept({ ...variant.scenario, budget: { ...budget, cost: undefined } }) !== true) return null;
  return budget.cost === undefined ? "all" : "carbon";
}

/**
 * What a step also brings down that nobody could decide on, because its carbon is not known: the rest of the service or language, and what needs any of it.
 * The files are lost all the same. Changes `levels`.
 */
function lowerUnknown(
  { kind, id, levels }: { readonly kind: AbatementOption["kind"]; readonly id: string; readonly levels: Level[] },
  { basis: { now }, scenario }: OptionParts,
): { readonly rows: readonly string[]; readonly lostValue: number } {
  const { system, means } = now;
  const { rows } = system.model;
  const positions = new Map(rows.map((row, r) => [row.id, r]));
  const open = rows.flatMap((_, r) => (isOpen(system, r) ? [r] : []));
  const lost = new Map<number, number>();
  const lower = (r: number, level: Level): boolean => {
    const before = levels[r] as Level;
    if (before <= level) return false;
    levels[r] = level;
    lost.set(r, (lost.get(r) ?? 0) + before - level);
    return true;
  };
  for (const r of open) {
    const row = rows[r];
    if ((kind === "service" && row?.service === id) || (kind === "language" && row?.language === id)) lower(r, 0);
  }
  const needs = open.map((r) => ({
    r,
    needed: neededRows(scenario, system.rows[r]?.settings.needs, rows[r]?.language ?? null).flatMap((one) => positions.get(one) ?? []),
  }));
  const follow = (): boolean => needs.filter(({ r, needed }) => lower(r, Math.min(1, ...needed.map((one) => levels[one] as Level)) as Level)).length > 0;
  while (follow());
  return {
    rows: [...lost.keys()].map((r) => rows[r]?.id ?? ""),
    lostValue: [...lost].reduce(
      (sum, [r, part]) => sum + part * criticalityWeight[system.rows[r]?.criticality ?? "medium"] * (means.rows.files[r] as number),
      0,
    ),
  };
}

interface Step
  extends Pick<AbatementOption, "id" | "kind" | "label" | "condition" | "caveat" | "seconds" | "pace" | "rows" | "to" | "lostValue" | "atLeast" | "holds"> {
  readonly saved: Money | null;
  readonly after: Drawn;
  readonly levels: readonly Level[];
  readonly gone: readonly string[];
}

function optionOf({ basis: { now }, levels, year }: OptionParts, { after, levels: lowered, gone, ...step }: Step): AbatementOption {
  const on = hostsOn(now.system.model, levels);
  const onAfter = hostsOn(after.system.model, lowered);
  const avoided = between({ of: now, levels, on }, { of: after, levels: lowered, on: onAfter });
  const { total } = avoided;
  const { saved, ...known } = step;
  const savedCost = saved?.amount ?? null;
  const kg = total.central;
  return {
    ...known,
    savedCost,
    savedIn: saved?.currency ?? null,
    avoided,
    lossPerKg: kg > 0 ? step.lostValue / kg : 0,
    // What a smaller model loses is not known before its quality is measured.
    noRegret: step.lostValue <= 0 && savedCost !== null && savedCost >= 0 && step.kind !== "model" && step.pace === "same",
    costPerTonne: savedCost !== null && savedCost < 0 && kg > 0 ? (-savedCost * 1000) / kg : null,
    shadowValue: carbonAtShadowPrice(kg, year),
    off: [
      ...new Set([
        ...gone,
        ...now.system.hosts.flatMap(({ name }, h) => (on[h] && onAfter[after.system.hosts.findIndex((one) => one.name === name)] === false ? [name] : [])),
      ]),
    ],
  };
}

/** What a plan avoids against the baseline of the same system. */
export function avoidedBy({ now }: OptionBasis, levels: readonly Level[], on: readonly boolean[]): Avoided {
  const { model } = now.system;
  const all = model.rows.map((): Level => 1);
  return between({ of: now, levels: all, on: hostsOn(model, all) }, { of: now, levels, on });
}

interface Settled {
  readonly of: Drawn;
  readonly levels: readonly Level[];
  readonly on: readonly boolean[];
}

/** The same draws on both sides, so that what does not change takes nothing away from what does. */
function between(before: Settled, after: Settled): Avoided {
  const less = before.of === after.of ? within(before, after) : across(before, after);
  const central = less(before.of.central, after.of.central);
  const drawn = before.of.drawn.map((one, k) => less(one, after.of.drawn[k] as MeanParts));
  const interval = (of: (kg: Kilograms) => number): Interval => intervalOf(of(central), Float64Array.from(drawn, of));
  return {
    total: interval(({ avoidable, fixed }) => avoidable + fixed),
    avoidable: interval(({ avoidable }) => avoidable),
    fixed: interval(({ fixed }) => fixed),
  };
}

type Kilograms = ReturnType<typeof planKg>;

/** Two plans of one system: only rows and hosts that differ are looked at, which is what keeps a thousand steps cheap. */
function within(before: Settled, after: Settled): (parts: MeanParts) => Kilograms {
  const rows = before.levels.flatMap((level, r) => (level === after.levels[r] ? [] : [{ r, less: level - (after.levels[r] as number) }]));
  const hosts = before.on.flatMap((on, h) => (on === after.on[h] ? [] : [{ h, less: on ? 1 : -1 }]));
  return ({ avoidable, hostFixed }) => {
    const kg = { avoidable: 0, fixed: 0 };
    for (const { r, less } of rows) kg.avoidable += less * (avoidable[r] as number);
    for (const { h, less } of hosts) kg.fixed += less * (hostFixed[h] as number);
    return kg;
  };
}

/** The same levels in two systems. */
function across(before: Settled, after: Settled): (from: MeanParts, to: MeanParts) => Kilograms {
  return (from, to) => {
    const [first, then] = [planKg(from, before.levels, before.on), planKg(to, after.levels, after.on)];
    return { avoidable: first.avoidable - then.avoidable, fixed: first.fixed - then.fixed };
  };
}

/** What the priced part of a plan costs, and how it uses what has no price. */
interface PlanCost {
  readonly costs: Costs;
  readonly currency: string | null;
  readonly unpriced: string;
}

function costOf({ system, means }: Drawn, levels: readonly Level[]): PlanCost {
  const plan = { levels, on: hostsOn(system.model, levels) };
  return { costs: planCosts(system, means, plan), currency: system.currency, unpriced: unpricedUse(system, means, plan) };
}

/** A change that moves what has no price saves an amount that nobody knows; one that leaves it alone does not. */
function savedBetween(before: PlanCost, after: PlanCost): Money | null {
  return before.unpriced === after.unpriced ? moreCost(after.costs, before.costs, before.currency) : null;
}

function centralMeans({ model }: System): Means {
  return meansOf(model, evaluatedAtCentral(model));
}

function changed(now: Drawn, after: Drawn, r: number): boolean {
  const [from, to] = [now.system.model.rows[r]?.host ?? -1, after.system.model.rows[r]?.host ?? -1];
  return (
    now.central.avoidable[r] !== after.central.avoidable[r] ||
    now.system.hosts[from]?.name !== after.system.hosts[to]?.name ||
    now.central.hostFixed[from] !== after.central.hostFixed[to]
  );
}
