import { moreCost } from "../footprint/costs";
import { mostSlowed, type RequestSeconds } from "../footprint/endpoints/requestSeconds";
import { type CentralFigures, type CentralPlan, centralFigures, lacksMore } from "../footprint/plans/central";
import { changeRange, drawnSystem } from "../footprint/plans/changeRange";
import { type Closed, closedRows } from "../footprint/plans/gateFacts";
import { isOpen, unknownOn } from "../footprint/system";
import { lazily, once } from "../lazily";
import { changeBetween } from "../quantity/changeBetween";
import type { Interval } from "../quantity/interval";
import type { Money } from "../quantity/quantity";
import { readSnapshot } from "../readSnapshot";
import { changedScenario } from "../scenario/edit/changedScenario";
import { readable } from "../scenario/edit/scenarioEdit";
import type { Snapshot } from "../snapshot";
import { translator } from "../text";
import { type Candidate, type Situation, type WhatIfKind, whatIfKinds } from "./candidate";
import { hostCandidates, regionCandidates } from "./hostCandidates";
import { mergeCandidates } from "./mergeCandidates";
import { serviceCandidates } from "./serviceCandidates";

/** What a question is about. */
export type Target =
  | { readonly of: "everything" }
  | { readonly of: "endpoint"; readonly id: string }
  | { readonly of: "service"; readonly name: string }
  | { readonly of: "host"; readonly name: string };

/** Central values of the mean month; null where unknown. */
export interface Effect {
  /** kgCO2e with every row at 100 % */
  readonly baseline: number | null;
  /** kgCO2e with the levels as decided */
  readonly decided: number | null;
  /** whether those totals leave out something served whose carbon is not known: then they are least amounts */
  readonly atLeast: { readonly baseline: boolean; readonly decided: boolean };
  /** kgCO2e of the endpoint that was asked about; null also where none was */
  readonly endpoint: number | null;
  /** cost with every row at 100 %, in `currency` */
  readonly baselineCost: number | null;
  readonly decidedCost: number | null;
  /** within both budgets in every month; null without a budget, and where it looks at percentiles */
  readonly feasible: boolean | null;
}

export interface Suggestion {
  readonly kind: WhatIfKind;
  readonly service: string | null;
  readonly host: string | null;
  readonly label: string;
  /** edits of the scenario: `hosts.speech.deployment`, null: the key goes */
  readonly changes: Candidate["changes"];
  readonly after: Effect;
  /** after - before; negative: less; `paidIn`: the currency of what costs more or less; `costIsLeast`: it may cost more, at prices that nobody knows here */
  readonly change: {
    readonly baseline: number | null;
    readonly decided: number | null;
    readonly cost: number | null;
    readonly costIsLeast?: true;
    readonly paidIn: string | null;
  };
  /** P5 to P95 of what the ranking plan's carbon changes by, both sides drawn together, around the central change */
  readonly changeRange: Interval;
  /**
   * of the plan's carbon before, -0.01: one per cent less; `shareIsMost`: that leaves out something served whose carbon is not known and which this does not
   * change, so that of the whole it is less. Null where nobody can say.
   */
  readonly share: number | null;
  readonly shareIsMost?: true;
  /** a change of work on a machine that is on anyway */
  readonly alwaysOn: boolean;
  /** "into": the decided plan comes within the budget; "out": it leaves it */
  readonly budget: "into" | "out" | null;
  /** busy seconds of a mean request of the service that slows down or speeds up most */
  readonly seconds: RequestSeconds | null;
  /** rows that a gate forbids after it and does not now: a context that is too short, a licence, a language */
  readonly closes: readonly Closed[];
  readonly notes: readonly string[];
}

export interface WhatIf {
  readonly currency: string | null;
  /** which plan ranks: the lens shows the baseline, the budget looks at the decided one */
  readonly plan: "baseline" | "decided";
  readonly before: Effect;
  /** best first: least carbon, then least money; those that make it worse come last */
  readonly suggestions: readonly Suggestion[];
  /** candidates that are no answer, or were not computed */
  readonly leftOut: {
    readonly overCapacity: number;
    readonly tooSmall: number;
    readonly unknownTime: number;
    /** the services behind `unknownTime`, and why their time is not known, or would not be after the change; the most frequent first */
    readonly unknownWork: readonly { readonly service: string; readonly reason: string }[];
    readonly notComputed: number;
  };
}

/** Beyond that many candidates a list is no help, and the reader would wait; a large scenario takes longer for each. */
function mostCandidates(rows: number): number {
  return Math.min(600, Math.max(60, Math.round(20_000 / Math.max(1, rows))));
}

/** Ranks at once; `suggestSteps` is the same for those who must not hold up others. */
export function suggest(snapshot: Snapshot, target: Target, plan: WhatIf["plan"] = "baseline"): WhatIf | null {
  const steps = suggestSteps(snapshot, target, plan);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * What could be changed about an endpoint, a service, a machine or everything, computed by the same engine at the central values, ranked
 * by effect, however small. Null without a scenario that can be used. Nothing is written: each suggestion holds its edits.
 * Yields after each candidate what gives all that was found so far, so that whoever shows the list can show that, let others go on, or stop.
 */
export function* suggestSteps(snapshot: Snapshot, target: Target, asked: WhatIf["plan"]): Generator<() => WhatIf, WhatIf | null> {
  const t = translator(snapshot.language);
  const { document, written, system, again } = readSnapshot(snapshot, t);
  if (written === null || snapshot.scenario === null) return null;
  const { text, file } = snapshot.scenario;
  const faulty = document?.problems.some(({ severity }) => severity === "error") ?? false;
  // Where nobody decided, everything is on in both, and no plan is called decided.
  const plan = system.rows.every(({ decision }) => !decision) ? "baseline" : asked;
  const situation: Situation = { system, scenario: written, t };
  const source = readable(text, file);
  const endpoint = target.of === "endpoint" ? target.id : null;
  const now = centralFigures(system, written, snapshot.code);
  const before = effectOf(now, endpoint);
  const closed = new Set(closedRows(system, written).map(gateKey));
  const open = openServices(system);
  const drawn = once(() => drawnSystem(system));
  const all = candidatesFor(target, situation);
  const candidates = all.filter((one) => answerable(one, system));
  const most = mostCandidates(system.rows.length);
  const unknown = new Map<string, { service: string; reason: string; count: number }>();
  const leftOut = {
    overCapacity: 0,
    tooSmall: 0,
    unknownTime: all.length - candidates.length,
    notComputed: Math.max(0, candidates.length - most),
  };
  for (const one of all) if (one.host !== null && !answerable(one, system)) lose(system, unknownOn(system, positionOf(one.host, system)));
  const suggestions: Suggestion[] = [];
  for (const candidate of candidates.slice(0, most)) {
    suggestions.push(...tried(candidate));
    yield soFar;
  }
  return soFar();

  function soFar(): WhatIf {
    const unknownWork = [...unknown.values()].sort((a, b) => b.count - a.count).map(({ service, reason }) => ({ service, reason }));
    const rank = ({ change, kind }: Suggestion): readonly number[] => [change[plan] ?? 0, change.cost ?? 0, whatIfKinds.indexOf(kind)];
    const ranked = [...suggestions].sort((a, b) => compare(rank(a), rank(b)));
    return { currency: system.currency, plan, before, suggestions: ranked, leftOut: { ...leftOut, unknownWork } };
  }

  /** Remembers whose time is not known, and why. */
  function lose({ rows }: Situation["system"], services: readonly string[]): void {
    for (const { service, unknown: reason } of rows) {
      if (reason === null || !services.includes(service)) continue;
      const key = JSON.stringify([service, reason]);
      const known = unknown.get(key);
      if (known === undefined) unknown.set(key, { service, reason, count: 1 });
      else known.count += 1;
    }
  }

  /** A smaller model that takes more: most often it cuts the same texts into more tokens. */
  function whyMore({ service }: Candidate, changed: Situation["system"]): string {
    const more = system.rows.flatMap((row, r) => {
      const [from, to] = [tokensRead(row), tokensRead(changed.rows[r])];
      return row.service === service && from > 0 && to > 1.05 * from ? [{ times: to / from, language: system.model.rows[r]?.language ?? null }] : [];
    });
    const [most] = more.sort((a, b) => b.times - a.times);
    if (most === undefined) return t("It is smaller, and by our figures takes longer all the same: measure both before you decide.");
    const times = Number(most.times.toPrecision(2));
    return most.language === null
      ? t("It takes more all the same, because it cuts the same text into {0} times as many tokens.", times)
      : t("It takes more all the same, because it cuts the same text into {0} times as many tokens ({1}).", times, most.language);
  }

  function tried(candidate: Candidate): Suggestion[] {
    const scenario = faulty || written === null || source === null ? null : changedScenario(written, candidate.changes, { source, file, t });
    if (scenario === null) return [];
    const changed = again(scenario);
    const then = centralFigures(changed, scenario, snapshot.code);
    const fresh = (names: readonly string[], known: readonly string[]): boolean => names.some((name) => !known.includes(name));
    if (lacksMore(then.overCapacity, now.overCapacity)) {
      leftOut.overCapacity += 1;
      return [];
    }
    if (fresh(then.tooSmall, now.tooSmall)) {
      leftOut.tooSmall += 1;
      return [];
    }
    // Without it the total would look less by all that is not known any more.
    const lost = openServices(changed).filter((name) => !open.includes(name));
    if (lost.length > 0) {
      leftOut.unknownTime += 1;
      lose(changed, lost);
      return [];
    }
    const found = suggestionOf(candidate, { before, after: effectOf(then, endpoint), plan, now, then, situation });
    if (found === null) return [];
    const closes = closedRows(changed, scenario).filter((one) => !closed.has(gateKey(one)));
    // Drawn for those that somebody looks at: most of some hundred candidates are never shown.
    const range = (): Interval => changeRange(drawn(), drawnSystem(changed), plan, found.change[plan] ?? 0);
    const why = candidate.kind === "model" && (found.change[plan] ?? 0) > 0 ? [whyMore(candidate, changed)] : [];
    return [lazily({ ...found, notes: [...found.notes, ...why], closes }, { changeRange: range })];
  }
}

/** Machines before their services: what waits weighs most, and the bound on candidates cuts from the end. */
function candidatesFor(target: Target, situation: Situation): Candidate[] {
  const { system } = situation;
  const rows = system.rows.flatMap((row, r) => (concerns(target, row, system, r) ? [r] : []));
  const services = [...new Set(rows.flatMap((r) => system.rows[r]?.service ?? []))];
  const hosts = [...new Set([...rows.flatMap((r) => system.model.rows[r]?.host ?? []), ...named(target, situation)])];
  const candidates = hosts.flatMap((host) => [...hostCandidates(host, situation), ...mergeCandidates(host, situation)]);
  const everywhere = hosts.length === system.hosts.length ? regionCandidates(situation) : [];
  // Where everything moves together anyway, one machine that moves alone is no question of its own.
  const placed = everywhere.length > 0 ? candidates.filter(({ kind, host }) => kind !== "region" || hasOwnRegion(host, situation)) : candidates;
  const cheapFirst = [...placed.filter(({ kind }) => kind !== "size"), ...services.flatMap((name) => serviceCandidates(name, situation)), ...everywhere];
  return [...cheapFirst, ...placed.filter(({ kind }) => kind === "size")];
}

/** How a machine should run and how large cannot be said where the time of some work on it is not known; only where it stands can. */
function answerable({ host, kind }: Candidate, system: Situation["system"]): boolean {
  const position = host === null ? -1 : positionOf(host, system);
  return kind === "region" || position < 0 || unknownOn(system, position).length === 0;
}

function positionOf(host: string, { hosts }: Situation["system"]): number {
  return hosts.findIndex(({ name }) => name === host);
}

function concerns(target: Target, { service, endpoints }: Situation["system"]["rows"][number], { model, hosts }: Situation["system"], row: number): boolean {
  switch (target.of) {
    case "everything":
      return true;
    case "endpoint":
      return endpoints.includes(target.id);
    case "service":
      return service === target.name;
    case "host":
      return hosts[model.rows[row]?.host ?? -1]?.name === target.name;
  }
}

function named(target: Target, { system }: Situation): number[] {
  return system.hosts.flatMap(({ name }, h) => (target.of === "everything" || (target.of === "host" && target.name === name) ? [h] : []));
}

function hasOwnRegion(host: string | null, { scenario }: Situation): boolean {
  return host !== null && scenario.hosts?.[host]?.region !== undefined;
}

function effectOf({ baseline, decided, endpoints }: CentralFigures, endpoint: string | null): Effect {
  return {
    baseline: baseline.kgCO2e,
    decided: decided.kgCO2e,
    atLeast: { baseline: baseline.atLeast, decided: decided.atLeast },
    endpoint: endpoint === null ? null : (endpoints.get(endpoint) ?? null),
    baselineCost: baseline.cost,
    decidedCost: decided.cost,
    feasible: decided.feasible,
  };
}

interface Comparison {
  readonly before: Effect;
  readonly after: Effect;
  readonly plan: WhatIf["plan"];
  readonly now: CentralFigures;
  readonly then: CentralFigures;
  readonly situation: Situation;
}

function openServices(system: Situation["system"]): string[] {
  return [...new Set(system.rows.flatMap(({ service }, r) => (isOpen(system, r) ? [service] : [])))];
}

/** Tokens of a mean text as its model reads it; 0 where nobody can say. */
function tokensRead(row: Situation["system"]["rows"][number] | undefined): number {
  return row?.inputTokens ?? Math.max(0, (row?.context?.tokens ?? 0) - (row?.outputTokens ?? 0));
}

const gateKey = ({ row, code }: Closed): string => JSON.stringify([row, code]);

/** Null where nothing changes, or where the figure of the plan is no longer known. */
function suggestionOf(candidate: Candidate, { before, after, plan, now, then, situation }: Comparison): Omit<Suggestion, "closes" | "changeRange"> | null {
  const { kind, service, host, label, changes, notes, priceIsLeast } = candidate;
  const cost = costChange(now[plan], then[plan], situation.system.currency);
  const change = {
    baseline: changeBetween(before.baseline, after.baseline),
    decided: changeBetween(before.decided, after.decided),
    cost: cost?.amount ?? null,
    ...(priceIsLeast && { costIsLeast: priceIsLeast }),
    paidIn: cost?.currency ?? null,
  };
  const moved = change[plan];
  const whole = before[plan];
  if (moved === null || whole === null || (moved === 0 && (change.cost ?? 0) === 0)) return null;
  return {
    kind,
    service,
    host,
    label,
    changes,
    after,
    change,
    share: whole > 0 && (!before.atLeast[plan] || leavesUnknown(candidate, situation)) ? moved / whole : null,
    ...(before.atLeast[plan] && { shareIsMost: true }),
    alwaysOn: service !== null && onAlwaysOnMachine(service, situation),
    budget: before.feasible === after.feasible || after.feasible === null || before.feasible === null ? null : after.feasible ? "into" : "out",
    seconds: mostSlowed(now.seconds, then.seconds),
    notes,
  };
}

/** Whether nothing that a change touches is of unknown carbon: that stays then as large as it is. */
function leavesUnknown({ service, host }: Candidate, { system }: Situation): boolean {
  return system.rows.every((row, r) => {
    const home = system.hosts[system.model.rows[r]?.home ?? -1]?.name;
    return !isOpen(system, r) || (service === null ? host !== null && home !== host : row.service !== service);
  });
}

/** Known also where both use the same of what has no price in the same way: a provider's service costs as much as before. */
function costChange(before: CentralPlan, after: CentralPlan, currency: string | null): Money | null {
  return before.unpricedUse === after.unpricedUse ? moreCost(before.pricedCosts, after.pricedCosts, currency) : null;
}

function onAlwaysOnMachine(service: string, { system }: Situation): boolean {
  return system.rows.some((row, r) => {
    const host = system.model.hosts[system.model.rows[r]?.host ?? -1];
    return row.service === service && (host?.kind === "provisioned" || host?.kind === "shared");
  });
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return (a[k] as number) - (b[k] as number);
  return 0;
}
