import type { Money, Quantity } from "../quantity/quantity";
import type { Task } from "../routes/route";

// What a scenario file says, after parsing: quantities in canonical units, names as written, nothing defaulted.
// DESIGN.md 3.1 is the contract of the text; defaults are applied (and stated) by footprint, never here.

export type Level = 0 | 0.25 | 0.5 | 0.75 | 1;
export type Criticality = "vital" | "high" | "medium" | "low";
export type Medium = "audio" | "video" | "text";
export type Deployment = "dedicated" | "scheduled" | "scale-to-zero" | "shared" | "serverless";
/** Shares of files, fractions that add to 1. */
export type MediaShares = Partial<Record<Medium, Quantity>>;
/** One quantity, or one per medium. */
export type PerMedium = Quantity | Partial<Record<Medium, Quantity>>;

export interface Volume {
  /** count/month */
  readonly files?: Quantity | undefined;
  /** fraction per month, already converted from %/year */
  readonly growth?: Quantity | undefined;
  /** count/month */
  readonly ceiling?: Quantity | undefined;
  readonly shape?: "exponential" | "logistic" | undefined;
}

export interface LanguageSettings {
  /** fraction */
  readonly share?: Quantity | undefined;
  /** count/month */
  readonly files?: Quantity | undefined;
  readonly media?: MediaShares | undefined;
  /** YYYY-MM */
  readonly from?: string | undefined;
  /** fraction per month */
  readonly growth?: Quantity | undefined;
  readonly criticality?: Criticality | undefined;
}

export interface Hardware {
  readonly gpu?: string | undefined;
  readonly gpus?: number | undefined;
  readonly vcpus?: number | undefined;
  /** GB of main memory */
  readonly memory?: Quantity | undefined;
}

export interface GridSettings {
  /** g/kWh, location-based, life-cycle average */
  readonly intensity?: Quantity | undefined;
  /** g/kWh, market-based: shown beside the score, never in it */
  readonly market?: Quantity | undefined;
}

/** What moves with the files; shown beside the score, never in it. */
export interface NetworkSettings {
  /** GB moved for a file */
  readonly size?: Quantity | undefined;
  /** kWh/GB */
  readonly energy?: Quantity | undefined;
}

/** What is kept; shown beside the score, never in it. */
export interface StorageSettings {
  /** GB */
  readonly size?: Quantity | undefined;
  readonly copies?: number | undefined;
  /** W/TB */
  readonly power?: Quantity | undefined;
}

export interface HostSettings {
  readonly sku?: string | undefined;
  readonly hardware?: Hardware | undefined;
  readonly region?: string | undefined;
  readonly grid?: GridSettings | undefined;
  readonly pue?: Quantity | undefined;
  readonly deployment?: Deployment | undefined;
  /** h/week, for `scheduled` */
  readonly hours?: Quantity | undefined;
  /** s */
  readonly keepAlive?: Quantity | undefined;
  /** s */
  readonly coldStart?: Quantity | undefined;
  /** count/month */
  readonly bursts?: Quantity | undefined;
  /** fraction, for `shared` */
  readonly share?: Quantity | undefined;
  readonly replicas?: number | undefined;
  /** W, IT power before PUE, model resident */
  readonly idle?: Quantity | undefined;
  /** W, IT power before PUE */
  readonly busy?: Quantity | undefined;
  /** gCO2e/h */
  readonly embodied?: Quantity | undefined;
  /** money per hour */
  readonly price?: Money | undefined;
}

export interface ModelSettings {
  readonly name: string;
  /** count */
  readonly parameters?: Quantity | undefined;
  /** GB */
  readonly weights?: Quantity | undefined;
}

export interface ServiceSettings {
  /** `METHOD /full/path`, as written; empty: not joined to code */
  readonly endpoint: readonly string[];
  readonly app?: string | undefined;
  readonly task?: Task | undefined;
  readonly model?: ModelSettings | undefined;
  readonly engine?: string | undefined;
  readonly precision?: string | undefined;
  /** tokens */
  readonly context?: Quantity | undefined;
  readonly host?: string | undefined;
  readonly criticality?: Criticality | undefined;
  readonly input?:
    | {
        readonly media?: readonly Medium[] | undefined;
        /** s */
        readonly duration?: PerMedium | undefined;
        /** fraction of the duration that is speech, where voice activity detection cuts the rest */
        readonly speech?: Quantity | undefined;
        readonly characters?: PerMedium | undefined;
        readonly tokens?: PerMedium | undefined;
        /** texts that one request is cut into, or pairs that it ranks; the sizes are of all of them together */
        readonly pieces?: number | undefined;
      }
    | undefined;
  readonly output?: { readonly characters?: Quantity | undefined; readonly tokens?: Quantity | undefined } | undefined;
  readonly to?: readonly string[] | undefined;
  /** requests per file */
  readonly requests?: Quantity | undefined;
  /** runs of the model per request */
  readonly calls?: Quantity | undefined;
  /** fraction */
  readonly retries?: Quantity | undefined;
  readonly volume?: Volume | undefined;
  readonly languages?: Readonly<Record<string, LanguageSettings>> | undefined;
  readonly needs?: string | undefined;
  readonly cost?: { readonly development?: Money | undefined; readonly maintenance?: Money | undefined } | undefined;
  readonly obligation?: { readonly level: Level; readonly reason?: string | undefined } | undefined;
  readonly need?: "shown" | "not-shown" | undefined;
  readonly licence?: "accepted" | undefined;
}

export interface Decision {
  readonly level: Level;
  readonly reason?: string | undefined;
  readonly by?: string | undefined;
  /** YYYY-MM-DD */
  readonly date?: string | undefined;
  readonly review?: string | undefined;
  readonly lock?: boolean | undefined;
}

/** What only people can answer of RGESN's questions; the decision record prints it. */
export interface Answers {
  /** whose need is met, and how that was shown */
  readonly need?: string | undefined;
  /** whether a digital answer is needed, and AI; what else meets the need */
  readonly alternatives?: string | undefined;
  /** where what is freed will be spent again */
  readonly rebound?: string | undefined;
  /** what follows for users, and from there for the environment */
  readonly consequences?: string | undefined;
}

export interface MeasurementSource {
  /** glob relative to the scenario's folder */
  readonly file?: string | undefined;
  /** base URL */
  readonly prometheus?: string | undefined;
  readonly profile?: string | undefined;
  /** scrape job */
  readonly job?: string | undefined;
  /** Prometheus duration */
  readonly window?: string | undefined;
  readonly match?: readonly { readonly observed: string; readonly endpoint: string }[] | undefined;
}

export interface Scenario {
  readonly version: 1;
  readonly title?: string | undefined;
  readonly owner?: string | undefined;
  /** ISO 4217, upper case */
  readonly currency?: string | undefined;
  /** from currency -> amount of another that one unit is worth */
  readonly exchange?: Readonly<Record<string, Money>> | undefined;
  readonly horizon?: { readonly from?: string | undefined; readonly months?: number | undefined } | undefined;
  readonly budget?:
    | {
        /** kg/month */
        readonly carbon?: Quantity | undefined;
        /** per month */
        readonly cost?: Money | undefined;
        readonly plan?: "expected" | "prudent" | undefined;
      }
    | undefined;
  readonly use?: "commercial" | "non-commercial" | "unknown" | undefined;
  readonly region?: string | undefined;
  readonly grid?: GridSettings | undefined;
  readonly pue?: Quantity | undefined;
  readonly network?: NetworkSettings | undefined;
  readonly storage?: StorageSettings | undefined;
  readonly volume?: Volume | undefined;
  readonly media?: MediaShares | undefined;
  readonly languages?: Readonly<Record<string, LanguageSettings>> | undefined;
  readonly hosts?: Readonly<Record<string, HostSettings>> | undefined;
  readonly services?: Readonly<Record<string, ServiceSettings>> | undefined;
  readonly answers?: Answers | undefined;
  /** `service/language`, or `service` for a service without languages */
  readonly decisions?: Readonly<Record<string, Decision>> | undefined;
  readonly routes?: readonly { readonly at: string; readonly path: string }[] | undefined;
  readonly measurements?: readonly MeasurementSource[] | undefined;
}
