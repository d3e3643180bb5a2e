import type { Assumption } from "../analysis/estimate";
import type { StandIn } from "../analysis/matrix";
import type { Factor } from "../factors/factor";
import type { Problem } from "../problem";
import type { Basis } from "../quantity/interval";
import type { Money } from "../quantity/quantity";
import type { Task } from "../routes/route";
import type { Criticality, Decision, Deployment, Level, ServiceSettings } from "../scenario/scenario";
import { type Model, runsAnyway } from "./model/model";

// What resolving a scenario against code, factors and measurements gives: the compiled model and, beside each host and
// row of it, what the screens say about them. Arrays are aligned with `model.hosts` and `model.rows`.

export interface HostInfo {
  readonly name: string;
  /** size id, or a description of the hardware */
  readonly sku: string;
  readonly region: string | null;
  readonly deployment: Deployment;
  /** host or region was defaulted */
  readonly assumed: boolean;
  /** whether the scenario has it under hosts: */
  readonly written: boolean;
  /** per hour of one replica; null when unknown */
  readonly price: Money | null;
  /** the list price, where the scenario writes none of its own */
  readonly listPrice: Factor | null;
  /** GB of all cards; 0 without a GPU */
  readonly gpuMemory: number;
  /** where the weights of its models have to be, GB of one replica as sold and the most that this may be; null where the machine is assumed or its memory is not known */
  readonly memory: { readonly GB: number; readonly most: number; readonly onCards: boolean } | null;
  /** h/week outside which it serves nobody; null where it may be asked at any time */
  readonly hoursPerWeek: number | null;
}

export interface RowInfo {
  readonly service: string;
  readonly settings: ServiceSettings;
  readonly task: Task | null;
  readonly model: string | null;
  /** of the scenario, else of the code */
  readonly engine: string | null;
  /** number format of the weights, of the scenario, else of the code; null: the engine's usual one */
  readonly precision: string | null;
  /** tokens that the code lets an answer have at most; null where it sets none */
  readonly longestAnswer: number | null;
  /** SPDX-like name of the weights' licence, where known */
  readonly licence: string | null;
  /** GB of the model's weights; null when unknown */
  readonly weightsGB: number | null;
  /** GB of them that its host has to hold whatever is assumed; 0 where they may lie elsewhere, or where a measurement shows that it runs */
  readonly leastGB: number;
  /** the licence forbids commercial use */
  readonly nonCommercial: boolean;
  readonly criticality: Criticality;
  readonly criticalityAssumed: boolean;
  /** services of an endpoint with the same number exclude one another: a request runs one at most */
  readonly instead?: number;
  /** ids of the endpoints that serve it: routes of the code, or as written where the code has none */
  readonly endpoints: readonly string[];
  readonly basis: Basis;
  /** the time of its endpoint is measured, and what part of it is the row's own is a guess */
  readonly timeShared?: boolean;
  /** what the code runs where its model fails */
  readonly standIns: readonly StandIn[];
  /** those of `endpoints` whose measured time counts: the others of the service are given their mean, which is a model */
  readonly measuredAt: readonly string[];
  readonly decision: Decision | null;
  /** the level that counts in the decided plan: as decided, else in full, but never above that of the service that it needs */
  readonly counted: Level;
  /** mean input + output tokens and the context that must hold them, with the place in the code that sets it; null where no context applies */
  readonly context: { readonly tokens: number; readonly limit: number; readonly setAt?: string } | null;
  /** tokens that a model of translation reads at once, whose code may split its texts or cut them; absent for other tasks and where not known */
  readonly atOnce?: number;
  /** mean tokens that are embedded, ranked or translated, before any is cut; absent for other tasks */
  readonly inputTokens?: number;
  /** mean tokens that a request writes, for one target; absent where a task writes none */
  readonly outputTokens?: number;
  /** why the row's figures are unknown; null when they are known */
  readonly unknown: string | null;
}

/** Positions of inputs; null where the scenario does not ask. */
export interface BesideInputs {
  /** GB a file, kWh/GB, g/kWh */
  readonly network: { readonly size: number; readonly energy: number; readonly intensity: number } | null;
  /** GB, copies, W/TB, PUE, g/kWh */
  readonly storage: { readonly size: number; readonly copies: number; readonly power: number; readonly pue: number; readonly intensity: number } | null;
}

export interface System {
  readonly model: Model;
  readonly hosts: readonly HostInfo[];
  readonly rows: readonly RowInfo[];
  readonly assumptions: readonly Assumption[];
  readonly problems: readonly Problem[];
  /** ids of routes that were measured, in which no model was found and which no service speaks of */
  readonly measuredAlone?: ReadonlySet<string>;
  /** in which costs are shown; null when no price is known */
  readonly currency: string | null;
  /** what is shown beside the score, where the scenario asks for it */
  readonly beside?: BesideInputs;
  readonly exchange: Readonly<Record<string, Money>>;
  /** there is no scenario: each service is one model of one route, whose request runs it as often as `requests` says */
  readonly ofCode: boolean;
}

/**
 * What is not known of a row makes everything of it unknown, never 0: carbon, cost, and whatever adds it up. This file alone
 * decides what that is; rows, machines, plans, months, budgets and every text ask here.
 */
export function isOpen({ model, rows }: Pick<System, "model" | "rows">, row: number): boolean {
  return rows[row]?.unknown !== null || model.rows[row]?.profile === null;
}

/** Rows that a plan serves on a machine that only works on demand, of which nobody knows how much: nor is anything known of the machine. */
export function openOnDemand(system: Pick<System, "model" | "rows">, levels: readonly Level[]): number[] {
  return system.model.rows.flatMap(({ home }, r) => {
    const host = home === null ? undefined : system.model.hosts[home];
    return host !== undefined && !runsAnyway(host) && (levels[r] as Level) > 0 && isOpen(system, r) ? [r] : [];
  });
}

/** Whether a host's energy, carbon and cost are figures: what runs anyway has them without its work, as a least amount. */
export function hostIsKnown(system: Pick<System, "model" | "rows">, host: number): boolean {
  return !openOnDemand(
    system,
    system.model.rows.map(() => 1),
  ).some((r) => system.model.rows[r]?.home === host);
}

/**
 * Whether a plan's carbon has a figure: every machine that it needs has one, and something known feeds it. What runs at a
 * provider, or on a machine without any size, is left out of it and named; a plan that serves nothing is 0.
 */
export function planIsKnown(system: Pick<System, "model" | "rows">, levels: readonly Level[], on: readonly boolean[]): boolean {
  const { hosts, rows } = system.model;
  if (openOnDemand(system, levels).length > 0) return false;
  const running = hosts.some((host, h) => on[h] === true && runsAnyway(host));
  const serving = rows.some(({ host }, r) => host !== null && (levels[r] as Level) > 0 && !isOpen(system, r));
  return running || serving || (rows.length > 0 && levels.every((level) => level === 0));
}

/** Services placed on a host whose volume is not known: how much it works is then not known either. */
export function unmeasuredOn({ model }: Pick<System, "model">, host: number): string[] {
  return [...new Set(model.rows.flatMap(({ service, profile, home }) => (profile === null && home === host ? [service] : [])))];
}

/** Services placed on a host of which nobody knows how long their work takes: what the host does is then not known whole. */
export function unknownOn({ model, rows }: Pick<System, "model" | "rows">, host: number): string[] {
  return [...new Set(rows.flatMap(({ service, unknown }, r) => (unknown !== null && model.rows[r]?.home === host ? [service] : [])))];
}
