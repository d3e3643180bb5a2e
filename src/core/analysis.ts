import type { FactorSet } from "./factors/factorSet";
import type { Problem } from "./problem";
import type { Basis, Interval } from "./quantity/interval";
import type { Money } from "./quantity/quantity";
import type { CodeFacts, Route } from "./routes/route";
import type { Criticality, Level } from "./scenario/scenario";
import type { Language } from "./text";

// Everything that any screen shows. Shapes of `estimate --json` and `matrix --json` (DESIGN.md 3.2) are fixed:
// fields may be added, never renamed. An `Interval | null` is null where the figure is unknown, never 0.

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

/** How far one input alone moves the total from its P5 to its P95, in kgCO2e per month. */
export interface Driver {
  /** scenario path or factor id */
  readonly input: string;
  readonly label: string;
  readonly swing: number;
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
  /** what would reduce the figure most, one sentence; null when nothing is known to */
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
}

export interface EstimatedHost {
  readonly name: string;
  /** size id, or a description of the hardware */
  readonly sku: string;
  readonly region: string | null;
  readonly deployment: string;
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

/** Bounds that apply before any arithmetic; levels from 0 to 1. */
export interface Gate {
  readonly code: string;
  readonly min: number;
  readonly max: number;
  readonly reason: string;
}

export type CarbonClass = "high" | "medium" | "low";

export interface RowVolumeFigures {
  /** mean month */
  readonly files: Interval | null;
  /**
   * Central count at the horizon's start, media applied, as an edit of the cell would write it (`services.S.languages.L.files`);
   * files that only come later (`from`) grow from it too. null where not known, and where no file can enter the row.
   */
  readonly first?: number | null;
  /** central count of each month of the horizon */
  readonly months?: readonly number[];
  /** share of each medium in the row's files, 0 to 1 */
  readonly media?: Readonly<Record<string, number>>;
  /** share of each medium in the row's busy time, 0 to 1 */
  readonly work?: Readonly<Record<string, number>>;
  /** YYYY-MM of the first month with files, where that is later than the horizon's */
  readonly from?: string;
}

/** A row's cost by what it pays for, amounts by currency; development and maintenance are the whole service's, as written. */
export interface CostParts {
  /** per month, the row's part of its host */
  readonly hosting: Readonly<Record<string, number>>;
  /** per month, the row's part of maintenance and development */
  readonly service: Readonly<Record<string, number>>;
  readonly maintenance: Money | null;
  readonly development: Money | null;
}

export interface MatrixRow {
  /** `service/language`, or `service` without languages */
  readonly id: string;
  readonly service: string;
  readonly language: string | null;
  readonly carbonClass: CarbonClass | null;
  /** probability from 0 to 1 that the class differs when inputs vary: borderline from 0.2 on; null without a class */
  readonly classFlipProbability: number | null;
  /** mean month at 100 % */
  readonly kgCO2e: { readonly avoidable: Interval | null; readonly fixed: Interval | null };
  readonly criticality: Criticality;
  readonly criticalityAssumed: boolean;
  /** whether the scenario says that the need has been shown; null: it says nothing */
  readonly need: "shown" | "not-shown" | null;
  /** as resolved; null: unknown */
  readonly model: string | null;
  readonly volume: RowVolumeFigures;
  /** per month at 100 %, in `currency`; null when unknown */
  readonly cost: number | null;
  readonly costs: Readonly<Record<string, number>>;
  /** what the cost is made of; absent where nothing is known */
  readonly costParts?: CostParts;
  readonly quality: Basis;
  readonly gates: readonly Gate[];
  readonly recommended: Level | null;
  readonly decided: Level | null;
  /** the decision's own reason, as written in the scenario */
  readonly reason: string | null;
  /** why this level is recommended, one sentence */
  readonly why: string;
  /** probability from 0 to 1 that the recommended level differs when inputs vary; null when not computed */
  readonly flipProbability: number | null;
  /** the smallest move of one input that changes the recommended level; null: none within its range, or not computed yet */
  readonly nearestChange: RowChange | null;
  readonly host: string | null;
  readonly endpoints: readonly string[];
  readonly locked: boolean;
  readonly by: string | null;
  readonly date: string | null;
  readonly review: string | null;
  readonly derivation: Derivation;
}

/** One input moved from its central value until the recommended plan changes. */
export interface InputChange {
  /** scenario path or factor id */
  readonly input: string;
  readonly label: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  /** share of the way from the central value to its P5 or P95; to half or double where it has no range */
  readonly distance: number;
  /** rows whose recommended level differs there */
  readonly rows: readonly { readonly id: string; readonly level: Level }[];
}

/** The same as one row sees it. */
export interface RowChange extends Omit<InputChange, "rows"> {
  /** the recommended level there */
  readonly level: Level;
}

/** How sure the recommendation is, and how that was found. */
export interface Robustness {
  /** `greedy`: the first answer, by the rounded linear plan; `exact`: the rule itself in every draw */
  readonly method: "greedy" | "exact";
  readonly draws: number;
  /** draws in which the plan is proven to be the rule's; 0 by the greedy plan */
  readonly proven: number;
  /** nearest changes by input, the nearest first; null: not computed yet */
  readonly changes: readonly InputChange[] | null;
}

export interface Plan {
  /** mean month */
  readonly kgCO2e: Interval | null;
  /** kgCO2e less in the mean month than the baseline, avoidable and fixed apart, from common draws; null where not known */
  readonly avoided: Avoided | null;
  /** files x criticality weight a month that the baseline serves and this plan does not */
  readonly lostValue: number;
  readonly cost: number | null;
  readonly costs: Readonly<Record<string, number>>;
  /** within every budget in every month; true without a budget; null where nothing is over, but not everything is known (see `unchecked`) */
  readonly feasible: boolean | null;
  /** the budgets that this plan cannot be held against, and why; empty where all were checked */
  readonly unchecked: readonly UncheckedBudget[];
  /** probability that some month exceeds the carbon budget; null without one, or where the total is not known */
  readonly overProbability: number | null;
  /** first month over the carbon budget, YYYY-MM or null */
  readonly overshootMonth: string | null;
  /** first month over the cost budget, YYYY-MM or null */
  readonly costOvershootMonth: string | null;
  /** only where `budget.plan: prudent` holds a known total against a carbon budget: the 80th percentile of the fullest month, which is what is compared */
  readonly prudent?: { readonly month: string; readonly kg: number };
}

/** A total that leaves out what is not known is a lower bound: enough to be over a budget, never enough to be within. */
export interface UncheckedBudget {
  readonly budget: "carbon" | "cost";
  /** one sentence */
  readonly reason: string;
  /** what would give the missing figures, in a few sentences; absent where the reason says it */
  readonly settle?: string;
}

export interface Plans<T> {
  readonly baseline: T;
  readonly decided: T;
  readonly recommended: T;
}

export interface MatrixHost {
  readonly name: string;
  /** kgCO2e in the mean month */
  readonly fixed: Interval | null;
  readonly on: Plans<boolean>;
}

export interface MatrixMonth {
  /** YYYY-MM */
  readonly month: string;
  readonly plans: Plans<Interval | null>;
  /** decided plan, by service */
  readonly services: Readonly<Record<string, Interval | null>>;
}

export interface Budget {
  /** kg/month */
  readonly carbon: number | null;
  /** per month, in `currency` */
  readonly cost: number | null;
  readonly plan: "expected" | "prudent";
}

/** The best plan with something changed that a recommendation never changes: a deployment, or the number of machines. */
export interface PlanAlternative {
  readonly label: string;
  readonly feasible: boolean;
  /** central value, mean month */
  readonly kgCO2e: number;
  /** less than the recommended plan, kg in the mean month; negative: more */
  readonly savedKg: number;
  /** less, per month in `currency`; negative: more */
  readonly savedCost: number;
  /** more files x criticality served; negative: fewer */
  readonly gainedValue: number;
}

/** kgCO2e less in the mean month: what goes with work no longer done, and what goes with machines switched off; they add in the central values. */
export interface Avoided {
  readonly total: Interval;
  readonly avoidable: Interval;
  readonly fixed: Interval;
}

/**
 * One single step that lowers the carbon of the decided plan: what it avoids, what it loses, what it costs or saves.
 * Steps are not added up: two of them may avoid the same kilogram.
 */
export interface AbatementOption {
  /** stable, e.g. `level:translation/ar`, `deployment:text` */
  readonly id: string;
  readonly kind: "level" | "language" | "service" | "host" | "model" | "size" | "deployment" | "region" | "fewer-hosts";
  /** what is done, in a few words */
  readonly label: string;
  /** what must be true or checked before; null: nothing beyond the decision itself */
  readonly condition: string | null;
  /** ids of rows that it changes */
  readonly rows: readonly string[];
  /** level that the rows go down to; null for a step that keeps every level */
  readonly to: Level | null;
  /** kgCO2e less in the mean month than the decided plan, avoidable and fixed apart; each its own interval, from common draws */
  readonly avoided: Avoided;
  /** files x criticality weight that are no longer served, mean month */
  readonly lostValue: number;
  /** less per month, in `currency`; negative: it costs more; null: not known */
  readonly savedCost: number | null;
  /** value lost per kg avoided: the order of the list */
  readonly lossPerKg: number;
  /** loses no value and costs nothing more: these come first, by kg avoided, never by a price per tonne */
  readonly noRegret: boolean;
  /** in `currency` per tonne, only where the step costs money */
  readonly costPerTonne: number | null;
  /** what the avoided carbon is worth at the shadow price, EUR of 2023 per month */
  readonly shadowValue: number;
  /** hosts that it switches off */
  readonly off: readonly string[];
}

/** What society would pay to avoid a tonne: a yardstick beside the options, not a tax and not a cost of ours. */
export interface CarbonShadowPrice {
  readonly year: number;
  /** EUR of 2023 per tonne CO2e */
  readonly value: number;
  readonly unit: "EUR2023/t";
  readonly source: string;
}

/** A bar of the tornado: one input alone at its P5 and at its P95, all others central; kgCO2e of the decided plan, mean month. */
export interface PlanDriver {
  /** scenario path or factor id */
  readonly input: string;
  readonly label: string;
  readonly value: Interval;
  readonly unit: string;
  /** total with the input at its P5 */
  readonly low: number;
  /** total with the input at its P95 */
  readonly high: number;
  /** |high - low| */
  readonly swing: number;
}

/** What cutting files alone would take: every level at 100 %, the same share of every file left out. */
export interface FileCut {
  /** share of all files that the carbon budget leaves room for in its tightest month, at most 1; null: no cut is enough */
  readonly factor: number | null;
  /** fixed carbon of all machines in the mean month, kg: what no cut of files takes away */
  readonly fixed: number;
}

/** Why no levels hold every budget: what the lowest ones take, and what forces them. */
export interface NoPlan {
  /** the smallest carbon budget that could be held, kg/month; null without a carbon budget */
  readonly minimumCarbon: number | null;
  /** the smallest cost budget that could be held, per month in `currency`; null without a cost budget */
  readonly minimumCost: number | null;
  /** rows whose obligation or lock forces it; empty where what is there anyway exceeds the budget */
  readonly causes: readonly string[];
  /** rows that must be served more than they, or a service that they need, may be; then no budget helps */
  readonly conflicts: readonly string[];
}

export interface Matrix {
  readonly version: 1;
  readonly currency: string | null;
  /** central files of the first month as the scenario says them, and how many rows have files of their own instead */
  readonly volume?: { readonly files: number | null; readonly own: number };
  readonly rows: readonly MatrixRow[];
  readonly hosts: readonly MatrixHost[];
  readonly plans: Plans<Plan>;
  readonly months: readonly MatrixMonth[];
  readonly total: Plan & { readonly budget: Budget };
  readonly assumptions: readonly Assumption[];
  readonly problems: readonly Problem[];
  /** best first; beside the recommendation, never in its place */
  readonly alternatives: readonly PlanAlternative[];
  /** single steps down from the decided plan: no-regret ones first by kg avoided, then the least value lost per kg */
  readonly options: readonly AbatementOption[];
  readonly shadowPrice: CarbonShadowPrice;
  /** inputs that move the total of the decided plan most, largest swing first */
  readonly drivers: readonly PlanDriver[];
  readonly robustness: Robustness;
  /** null without a carbon budget, or where some carbon is not known */
  readonly fileCut: FileCut | null;
  /** null where some plan holds */
  readonly noPlan: NoPlan | null;
  /** the recommended plan in a few sentences */
  readonly summary: string;
  /** draws and method behind ranges and probabilities, one sentence */
  readonly method: string;
}

/** The one object that lens, hover, Problems, status bar, matrix, CLI and report read. */
export interface Analysis {
  readonly language: Language;
  /** YYYY-MM-DD */
  readonly today: string;
  /** null: no scenario file (or none that could be read) */
  readonly scenario: { readonly file: string; readonly title: string | null; readonly owner?: string | null; readonly valid: boolean } | null;
  readonly code: CodeFacts;
  readonly estimate: Estimate;
  /** null without a scenario */
  readonly matrix: Matrix | null;
  /** every problem of code, scenario, measurements and figures, once */
  readonly problems: readonly Problem[];
}

/** The estimate of a route, or undefined when it has none. */
export function endpointOf(analysis: Analysis, route: Route): EstimatedEndpoint | undefined {
  return analysis.estimate.endpoints.find((endpoint) => endpoint.id === route.id);
}
