import type { FactorSet } from "../factors/factorSet";
import type { Problem } from "../problem";
import type { Basis, Interval } from "../quantity/interval";

// Shapes of `estimate --json` (DESIGN.md 3.2) are fixed: fields may be added, never renamed.
// An `Interval | null` is null where the figure is unknown, never 0.

/** An amount that is known in one currency, or in several that no exchange rate joins. */
export interface Cost {
  /** in the analysis' currency; null when unknown or when a rate is missing */
  readonly amount: number | null;
  /** by currency, unsummed */
  readonly byCurrency: Readonly<Record<string, number>>;
}

export interface PerRequest {
  readonly gCO2e: Interval | null;
  /** Wh with PUE */
  readonly energyWh: { readonly busy: Interval | null; readonly idle: Interval | null };
  /** busy seconds */
  readonly seconds: Interval | null;
  /** gCO2e */
  readonly operational: Interval | null;
  /** gCO2e */
  readonly embodied: Interval | null;
}

/** kgCO2e in the mean month of the horizon, baseline plan. */
export interface PerMonth {
  /** beside the score, never in it: the same at the contract's intensity; absent unless one is written */
  readonly marketBased?: Interval;
  readonly kgCO2e: Interval | null;
  readonly operational: Interval | null;
  readonly embodied: Interval | null;
}

/** How far one input alone moves the total from its P5 to its P95, in kgCO2e per month; of one request where an endpoint has no month. */
export interface Driver {
  /** scenario path or factor id */
  readonly input: string;
  readonly label: string;
  readonly swing: number;
  /** false for what a user of the machines cannot measure: embodied carbon, the grid, the data centre */
  readonly measurable: boolean;
}

export interface Amount {
  readonly value: number;
  readonly unit: string;
}

/** One line of a derivation: quantity x factor = result. */
export interface Component {
  readonly component: "busy" | "idle" | "keep-alive" | "embodied";
  readonly label: string;
  /** `parts` multiply to the value, e.g. PUE x W x h */
  readonly quantity: Amount & { readonly parts?: readonly (Amount & { readonly label: string })[] };
  readonly factor: { readonly value: number; readonly unit: string; readonly label: string };
  /** gCO2e per request; with `perMonth` in kgCO2e where the volume is known */
  readonly perRequest: number | null;
  readonly perMonth: number | null;
}

/** How long one file of a row works: a sum of products of what goes in and rates. */
export interface FileTime {
  /** `generation/fr` */
  readonly row: string;
  readonly medium: string | null;
  /** busy seconds of one file, all its requests and retries */
  readonly seconds: number;
  /** each multiplies to its seconds; the terms add up */
  readonly terms: readonly { readonly parts: readonly (Amount & { readonly label: string })[]; readonly seconds: number }[];
}

/** An input of a figure: where it comes from and what it is worth. */
export interface InputUse {
  readonly id: string;
  readonly label: string;
  readonly value: Interval;
  readonly unit: string;
  readonly basis: "measured" | "sourced" | "modelled" | "assumed" | "stated";
  /** title, year, licence of a factor; path of a scenario value */
  readonly source: string;
  readonly year: number | null;
  /** of a factor; null for what the scenario or a measurement says */
  readonly licence: string | null;
}

/** Where a figure comes from: one object for hover, webview, report and JSON. */
export interface Derivation {
  /** words and symbols, e.g. `PUE x I x (P_act x t_busy + P_idle x idle share) + m x h` */
  readonly formula: string;
  readonly components: readonly Component[];
  /** behind the busy hours; empty for a machine and for the whole, whose endpoints have theirs */
  readonly times?: readonly FileTime[];
  /** what nobody wrote and this figure rests on */
  readonly assumptions?: readonly Assumption[];
  readonly inputs: readonly InputUse[];
  /** what would reduce the figure, one sentence; null when nothing is known to */
  readonly advice: string | null;
}

export interface EstimatedEndpoint {
  readonly id: string;
  readonly app: string | null;
  readonly method: string;
  readonly path: string;
  /** null where the scenario names an endpoint that the code does not have */
  readonly file: string | null;
  readonly line: number | null;
  readonly services: readonly string[];
  /** mean month; null where unknown */
  readonly volume: { readonly files: Interval | null; readonly requests: Interval | null };
  readonly basis: Basis;
  readonly perRequest: PerRequest;
  readonly perMonth: PerMonth;
  readonly drivers: readonly Driver[];
  /** of a measured endpoint: the part of the month's carbon, 0 to 1, that its measured work makes; absent where nothing is measured */
  readonly measuredShare?: number;
  /** busy part alone of one request, gCO2e: all that is known without a scenario */
  readonly busyPerRequest: Interval | null;
  readonly derivation: Derivation;
  /** "no-ai": no workload and no service; "no-volume": volume unknown or 0; "busy-only": no scenario */
  readonly state: "estimated" | "busy-only" | "no-volume" | "no-ai" | "unknown";
  /** why the figure is unknown, where it is */
  readonly unknown?: string;
  /** of an unknown figure: what some of its services are known to take, a least amount; `drivers` and `derivation` are then of it */
  readonly knownPart?: KnownPart;
  /** of one without a model of its own: the routes of other applications of the project that it calls */
  readonly calls?: readonly string[];
  /** the same, of one that calls what is not seen: a module that is not in the folder, or something that looks like a model */
  readonly unseen?: string;
}

export interface KnownPart {
  readonly services: readonly string[];
  /** busy part alone of one request, gCO2e */
  readonly busyPerRequest: Interval | null;
  /** gCO2e */
  readonly perRequest: Interval | null;
  /** kgCO2e */
  readonly perMonth: Interval | null;
}

export interface EstimatedHost {
  readonly name: string;
  /** size id, or a description of the hardware */
  readonly sku: string;
  readonly region: string | null;
  readonly deployment: string;
  /** false: the scenario has no such host, it is assumed */
  readonly written: boolean;
  /** null where the time of some service on it is not known; idle hours likewise */
  readonly busyHours: number | null;
  readonly idleHours: number | null;
  /** requests a month below which waiting takes more energy than working; null where nothing waits */
  readonly breakEvenRequests: number | null;
  /** with PUE */
  readonly kWh: Interval | null;
  readonly kgCO2e: Interval | null;
  readonly operational: Interval | null;
  readonly embodied: Interval | null;
  /** in `currency`; null when unknown or in another currency (then `costs` has it) */
  readonly cost: number | null;
  readonly costs: Readonly<Record<string, number>>;
  readonly derivation: Derivation;
}

export interface Assumption {
  /** scenario path that would replace it */
  readonly path: string;
  readonly value: string;
  readonly unit: string;
  readonly basis: "assumed";
  readonly reason: string;
}

export interface UsedFactor {
  readonly id: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly year: number;
  readonly source: string;
  readonly licence: string;
}

/** Figures beside the score, never in it; null where the scenario does not ask for them. kg in the mean month. */
export interface Beside {
  /** the same energy at the contract's intensity, embodied carbon included; null unless every host has one */
  readonly marketBased: { readonly kgCO2e: Interval } | null;
  readonly network: { readonly kWh: Interval; readonly kgCO2e: Interval } | null;
  readonly storage: { readonly kWh: Interval; readonly kgCO2e: Interval } | null;
  /** what no figure here counts */
  readonly leftOut: readonly string[];
}

export interface Estimate {
  readonly version: 1;
  readonly currency: string | null;
  readonly horizon: { readonly from: string; readonly months: number } | null;
  readonly endpoints: readonly EstimatedEndpoint[];
  readonly hosts: readonly EstimatedHost[];
  readonly unattributed: { readonly kgCO2e: Interval | null; readonly why: string };
  readonly total: {
    readonly kWh: Interval | null;
    readonly kgCO2e: Interval | null;
    readonly cost: number | null;
    readonly costs: Readonly<Record<string, number>>;
    readonly derivation: Derivation;
    /** the tornado of the total: what to measure next, largest swing first; absent where not computed */
    readonly drivers?: readonly Driver[];
  };
  /** never part of `total` */
  readonly beside?: Beside;
  readonly assumptions: readonly Assumption[];
  readonly factors: readonly UsedFactor[];
  /** which data they are taken from */
  readonly factorSet: FactorSet;
  readonly problems: readonly Problem[];
}
