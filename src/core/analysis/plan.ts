import type { Interval } from "../quantity/interval";
import type { Level } from "../scenario/scenario";

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
  /** machines that it asks more hours of than they have: it cannot be carried out on as many, and its figures are least amounts; absent where none */
  readonly overfull?: readonly OverfullHost[];
  /** machines that do not hold the models that it serves on them: it cannot be carried out there, and its figures are of machines that would not run it; absent where none */
  readonly unfit?: readonly UnfitHost[];
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

/** A machine that is asked more hours than it has. */
export interface OverfullHost {
  readonly host: string;
  /** the first month in which it is */
  readonly first: OverfullMonth;
  /** the month that takes the most machines */
  readonly fullest: OverfullMonth;
}

/** A machine that does not hold the models that are to run on it. */
export interface UnfitHost {
  readonly host: string;
  /** GB of the weights of its models, central value */
  readonly weightsGB: number;
  /** GB that they need with room to work */
  readonly needGB: number;
  /** GB of the cards of one machine, or of its main memory */
  readonly memoryGB: number;
  readonly onCards: boolean;
  /** the lowest-priced size that holds them with room to work; null where none of our data does */
  readonly larger: string | null;
  /** not even the smallest weights that are possible fit; false: they may, without that room */
  readonly sure: boolean;
}

export interface OverfullMonth {
  /** YYYY-MM */
  readonly month: string;
  /** hours of work */
  readonly busyHours: number;
  /** hours that all its replicas run together */
  readonly hours: number;
  /** replicas that would be enough */
  readonly replicas: number;
}

/** A total that leaves out what is not known is a lower bound: enough to be over a budget, never enough to be within. */
export interface UncheckedBudget {
  readonly budget: "carbon" | "cost";
  /** one sentence */
  readonly reason: string;
  /** the part of it that another budget may share; absent where none can */
  readonly cause?: string;
  /** what would give the missing figures, in a few sentences; absent where the reason says it */
  readonly settle?: string;
  /** what holds all the same, whatever is not known: a sentence; absent where nothing does */
  readonly bound?: string;
  /** kg/month that it is at most then, for where a sentence is too long */
  readonly boundKg?: number;
}

export interface Plans<T> {
  readonly baseline: T;
  readonly decided: T;
  readonly recommended: T;
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
  /** what is done to the machines: `rented` is by the second, from somebody else; `moved`: to another region */
  readonly kind: "moved" | "asleep" | "rented" | "merged" | "replicas";
  readonly label: string;
  /** what users feel of it: `the first request after a pause waits about 30 s` */
  readonly price: string;
  /** how many machines are run otherwise, or given back */
  readonly machines: number;
  /** within the budgets by the plan's own rule (80th percentile where it is prudent); null: not known of all that it serves */
  readonly feasible: boolean | null;
  /** the budgets that it cannot be held against */
  readonly unchecked: readonly UncheckedBudget["budget"][];
  /** its machines do not suffice for what it serves: they lack hours, or memory */
  readonly beyond?: true;
  /** central value, mean month */
  readonly kgCO2e: number;
  /** less than the recommended plan, kg in the mean month; negative: more */
  readonly savedKg: number;
  /** less, per month in `currency`; negative: more; null: its prices are not known */
  readonly savedCost: number | null;
  /** more files x criticality served; negative: fewer */
  readonly gainedValue: number;
  /** ids of rows that it serves less than gates and what they need allow: its figures hold only with these cut */
  readonly cut: readonly string[];
  /** the same machines with the levels as they are now and nothing chosen anew: kg in the mean month (null: unknown; `atLeast`: a part of it is), and money less per month than now */
  readonly uncut: { readonly kgCO2e: number | null; readonly atLeast: boolean; readonly savedCost: number | null };
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
  /** what must be true or checked before, and how much slower answers come; null: nothing beyond the decision itself, and its caveat */
  readonly condition: string | null;
  /** what has to be known of every step of this sort (of all that is rented by the second): said once beside several; absent where there is nothing */
  readonly caveat?: string;
  /** busy seconds of a mean request of the service that slows down most; null: none takes longer or shorter */
  readonly seconds: { readonly service: string; readonly before: number; readonly after: number } | null;
  /** whether users wait longer for it: half as long again, or for a machine to start, for its other work, for a longer way; ten times as long is another service */
  readonly pace: "same" | "slower" | "far-slower";
  /** ids of rows that it changes */
  readonly rows: readonly string[];
  /** level that the rows go down to; null for a step that keeps every level */
  readonly to: Level | null;
  /** kgCO2e less in the mean month than the decided plan, avoidable and fixed apart; each its own interval, from common draws */
  readonly avoided: Avoided;
  /** files x criticality weight that are no longer served, mean month */
  readonly lostValue: number;
  /** it also stops work of which nobody knows the carbon: it avoids at least this */
  readonly atLeast: boolean;
  /** less per month, in `savedIn`; negative: it costs more; null: not known */
  readonly savedCost: number | null;
  /** the currency in which what differs is paid: the matrix's, or another one where no rate joins them */
  readonly savedIn: string | null;
  /** value lost per kg avoided: the order of the list */
  readonly lossPerKg: number;
  /** loses no value, costs nothing more and makes nobody wait longer: these come first, by kg avoided, never by a price per tonne */
  readonly noRegret: boolean;
  /** in `savedIn` per tonne, only where the step costs money */
  readonly costPerTonne: number | null;
  /** what the avoided carbon is worth at the shadow price, EUR of 2023 per month */
  readonly shadowValue: number;
  /** hosts that it switches off */
  readonly off: readonly string[];
  /**
   * the budgets that hold in every month, at the central values, with this change alone and every file served that no gate stops; `carbon` where the cost
   * is not known; null: none, not known, or a step down
   */
  readonly holds: "all" | "carbon" | null;
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
  /** false for what a user of the machines cannot measure: embodied carbon, the grid, the data centre */
  readonly measurable: boolean;
  /** it is the power of a machine in a region of a provider, where a tenant has no meter of the whole of it; absent for what may be one's own */
  readonly rented?: true;
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
