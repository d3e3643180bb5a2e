import type { Problem } from "../problem";
import type { Basis, Interval } from "../quantity/interval";
import type { Money } from "../quantity/quantity";
import type { Criticality, Level } from "../scenario/scenario";
import type { Assumption, Derivation } from "./estimate";
import type { AbatementOption, Budget, CarbonShadowPrice, FileCut, NoPlan, Plan, PlanAlternative, PlanDriver, Plans, Robustness, RowChange } from "./plan";

// Shapes of `matrix --json` (DESIGN.md 3.2) are fixed: fields may be added, never renamed.

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

/** One sentence of why a level is recommended. */
export interface Reason {
  readonly text: string;
  /** the same without the amounts that are this row's own, which rows of one cause do not share */
  readonly shared?: string;
}

/** A model that the code runs where that of a row fails: with the row at 0 % it takes over the files, unless the code changes too. */
export interface StandIn {
  /** as the code writes it, else its library */
  readonly model: string;
  /** id of the route */
  readonly endpoint: string;
  readonly file: string;
  readonly line: number;
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
  /** the level that counts in the decided plan: an open row counts in full, but never above the service that it needs */
  readonly counted: Level;
  /** the decision's own reason, as written in the scenario */
  readonly reason: string | null;
  /** why this level is recommended */
  readonly why: string;
  /** the sentences of `why` */
  readonly reasons: readonly Reason[];
  /** probability from 0 to 1 that the recommended level differs when inputs vary; null when not computed */
  readonly flipProbability: number | null;
  /** the smallest move of one input that changes the recommended level; null: none within its range, or not computed yet */
  readonly nearestChange: RowChange | null;
  readonly host: string | null;
  readonly endpoints: readonly string[];
  readonly standIns: readonly StandIn[];
  /** ids of the rows whose level caps this one's; absent where it needs none */
  readonly needs?: readonly string[];
  readonly locked: boolean;
  readonly by: string | null;
  readonly date: string | null;
  readonly review: string | null;
  readonly derivation: Derivation;
}

export interface MatrixHost {
  readonly name: string;
  /** kgCO2e in the mean month */
  readonly fixed: Interval | null;
  readonly on: Plans<boolean>;
  /** h/week outside which it serves nobody; absent where it may be asked at any time */
  readonly hoursPerWeek?: number;
  /** it runs all month and no service is placed on it; absent elsewhere */
  readonly empty?: true;
}

export interface MatrixMonth {
  /** YYYY-MM */
  readonly month: string;
  readonly plans: Plans<Interval | null>;
  /** decided plan, by service */
  readonly services: Readonly<Record<string, Interval | null>>;
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
