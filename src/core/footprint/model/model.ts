import type { Input } from "./inputs";

// The compiled model: what a figure is, as sums of products of inputs. It knows no names of regions or models any more;
// `evaluate.ts` turns one vector of input values into every figure, at the central values and at each draw.

/** Hours of a month: 365/12 x 24, the same everywhere. */
export const hoursPerMonth = 730;

/** coefficient x product of inputs / product of those it is divided by */
export interface Product {
  readonly coefficient: number;
  /** positions in the input list */
  readonly inputs: readonly number[];
  /** positions of divisors: what was observed once a try tells of so many files the fewer, the more tries one takes */
  readonly over?: readonly number[];
}

/** How the files of a group of rows move through the months: all rows of one profile grow together. */
export interface Profile {
  /** position of the first month's files */
  readonly files: number;
  /** position of the growth, a fraction per month; null: none */
  readonly growth: number | null;
  readonly ceiling: number | null;
  readonly shape: "exponential" | "logistic";
  /** first month (0-based) in which the files exist; files before it are absent, not redistributed */
  readonly start: number;
}

/** The files of one medium in a row. */
export interface Part {
  readonly medium: string | null;
  /** share of the profile's files: product of language and medium shares */
  readonly share: Product;
  /** requests per file; successful ones */
  readonly requests: Product;
  /** positions whose product is the times that a file's work is done: its requests, and 1 + retries */
  readonly tries: readonly number[];
  /** busy seconds per file, retries included; empty when unknown */
  readonly seconds: readonly Product[];
}

/** One service in one language. */
export interface RowModel {
  /** `service/language`, or `service` */
  readonly id: string;
  readonly service: string;
  readonly language: string | null;
  /** position in `hosts`; null: a provider's machine, or none known, or busy time unknown */
  readonly host: number | null;
  /** position of the machine that the row is placed on, even where its busy time is unknown: it keeps that machine on */
  readonly home: number | null;
  /** null: volume unknown */
  readonly profile: Profile | null;
  readonly parts: readonly Part[];
  /** replaces the host's busy power where an energy meter was read; position of W */
  readonly busyPower: number | null;
}

export type HostKind = "provisioned" | "shared" | "scale-to-zero" | "serverless";

export interface HostModel {
  readonly name: string;
  readonly kind: HostKind;
  /** positions of: g/kWh, PUE, W idle with the model resident, W busy, gCO2e/h */
  readonly intensity: number;
  readonly pue: number;
  readonly idle: number;
  readonly busy: number;
  readonly embodied: number;
  /** g/kWh of a contract, for the market-based figure beside the score; absent where none is written */
  readonly market?: number | null;
  /** hours provisioned in a month, all replicas: 730 or the schedule's; 0 when nothing is fixed */
  readonly fixedHours: Product;
  readonly replicas: number;
  /** scale-to-zero: seconds kept alive after each burst */
  readonly keepSeconds: readonly Product[];
  /** scale-to-zero: bursts a month, at most one a request; null: one a request */
  readonly bursts: number | null;
}

/** Whether a host runs whatever its work is, so that it has figures without its work. */
export const runsAnyway = ({ kind }: Pick<HostModel, "kind">): boolean => kind === "provisioned" || kind === "shared";

export interface Model {
  readonly inputs: readonly Input[];
  /** YYYY-MM */
  readonly months: readonly string[];
  readonly hosts: readonly HostModel[];
  readonly rows: readonly RowModel[];
}
