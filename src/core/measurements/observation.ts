import type { Problem } from "../problem";
import type { Translate } from "../text";

// The one shape that every importer produces; units are normalised here and nowhere downstream.
// Field list from reference/measurements.md section 8.

export type Subject =
  | { readonly kind: "endpoint"; readonly method: string; readonly route: string }
  | { readonly kind: "process" | "container" | "host" | "gpu"; readonly name: string };

export type ObservedQuantity =
  /** those that were served: R of the SCI */
  | "requests"
  /** answered with a status of 4xx or 5xx, where the tool tells: their time and energy are busy time that serves nothing */
  | "failed"
  | "wall"
  | "cpu"
  /** CPU seconds of a process that belong to no request: server, garbage collection, native threads */
  | "unattributedCpu"
  | "energy"
  | "gpuEnergy"
  | "emissions"
  | "bytesIn"
  | "bytesOut"
  | "tokensIn"
  | "tokensOut"
  | "audio";

export interface Origin {
  readonly importer: string;
  readonly tool: string;
  readonly version?: string | undefined;
  /** file, or address of the server */
  readonly locator: string;
  readonly line?: number | undefined;
  /**
   * One run of the measuring tool (a process, a CodeCarbon run). Runs of one importer add up, and a run seen twice counts once:
   * the latest end of window wins. Undefined where one answer is the whole record (a Prometheus server).
   */
  readonly run?: string | undefined;
}

/** The key of the tasks of a run: their file and the run's own row say different things, and neither stands for the other. */
export function tasksOf(run: string): string {
  return `tasks ${run}`;
}

export interface Observation {
  readonly subject: Subject;
  readonly quantity: ObservedQuantity;
  /** in 1, s, J, g or B, by quantity */
  readonly value: number;
  readonly window: {
    /** ISO 8601 */
    readonly start?: string | undefined;
    readonly end?: string | undefined;
    /** seconds with data */
    readonly covered?: number | undefined;
  };
  readonly pueIncluded: boolean;
  /** W that the cards draw with nothing to do, where the energy is what they used beyond it */
  readonly idleWatts?: number;
  /** how many cards an energy of cards is the sum of; one unless told */
  readonly cards?: number;
  /** what an energy was divided by, where the meter had multiplied by it and told it */
  readonly pue?: number;
  /** the machine whose energy it is, whoever used it, as far as the tool describes it; absent for what one process used alone */
  readonly machine?: string;
  readonly quality: "metered" | "modelled" | "allocated" | "reported";
  readonly origin: Origin;
  /** true where its author put the meter around work of their choice, and named it after the endpoint */
  readonly ofTask?: boolean;
  /** Where the measuring side saw the handler, if it says so. */
  readonly source?: { readonly file: string; readonly line: number; readonly handler: string } | undefined;
}

export interface Imported {
  /** the file or the address that was asked; absent where nobody named one */
  readonly source?: string | undefined;
  readonly observations: readonly Observation[];
  readonly problems: readonly Problem[];
}

/** One importer a format: pure, no input or output of its own. `recognise` gives 0 (not mine) to 1 (certain). */
export interface FileImporter {
  readonly id: string;
  recognise(name: string, head: string): number;
  parse(text: string, name: string, t: Translate): Imported;
}

/** What was observed of one endpoint over the window, added up over files and processes. */
export interface EndpointMeasurement {
  readonly routeId: string;
  /** that were served; time and energy are those of all, failed ones too */
  readonly requests: number;
  /** that were refused or failed, of those told apart from the served ones; absent where none was */
  readonly failed?: number;
  /** seconds; null where not observed */
  readonly wallSeconds: number | null;
  readonly cpuSeconds: number | null;
  /** IT joules, before PUE; null where not observed */
  readonly energyJoules: number | null;
  /** true where the meter has multiplied its energy by a PUE that it does not tell: do not apply it again */
  readonly pueIncluded?: boolean;
  /** set where the energy is that of the cards alone, beyond `idleWatts` of them; what the rest of the machine draws is modelled */
  readonly cards?: {
    readonly idleWatts: number;
    readonly count: number;
    /** wall seconds of all endpoints that share the energy of a log by time */
    readonly sharedSeconds?: number;
  };
  /** true where it is a part of a whole process' energy, waiting included, and not of a meter of the endpoint */
  readonly energyShared?: boolean;
  /** true where the meter stood around the work itself, wherever that runs; otherwise answers were timed */
  readonly ofTask?: boolean;
  /** seconds covered by the observation */
  readonly coveredSeconds: number;
  readonly match: "template" | "names-erased" | "suffix" | "path" | "by-hand";
  readonly origins: readonly string[];
}

/** All measurements after matching: what footprint reads. */
export interface Measurements {
  readonly endpoints: readonly EndpointMeasurement[];
  readonly unmatched: readonly {
    readonly method: string;
    readonly route: string;
    readonly requests: number;
    readonly origin: string;
    readonly reason: string;
  }[];
  /** CPU seconds of the measured processes that belong to no request */
  readonly unattributedCpuSeconds: number | null;
  /** files and addresses that were asked, and of which nothing counts */
  readonly silent: readonly string[];
  readonly problems: readonly Problem[];
}
