import type { Assumption } from "../../analysis/estimate";
import type { Factor, Quality } from "../../factors/factor";
import type { ResolvedModel } from "../../factors/findModel";
import type { Gpu } from "../../factors/gpus";
import type { Interval } from "../../quantity/interval";
import type { Task } from "../../routes/route";

/** What one request asks of which machine. Sizes are of one request; a missing size is unknown. */
export interface WorkRequest {
  readonly task: Task;
  readonly model: ResolvedModel | null;
  readonly engine: string | null;
  readonly precision: string | null;
  readonly audioSeconds?: Interval | undefined;
  readonly inputTokens?: Interval | undefined;
  readonly outputTokens?: Interval | undefined;
  readonly hardware: WorkHardware;
}

export interface WorkHardware {
  readonly gpu: Gpu | null;
  /** a fraction where a part of a card is rented */
  readonly gpus: number;
  readonly vcpus: number;
}

export type WorkQuantity = "audioSeconds" | "inputTokens" | "outputTokens" | "constant";

/** `times x quantity x factor` seconds; a constant counts as 1. `times` is 1 but for the padding of short clips. */
export interface WorkTerm {
  readonly quantity: WorkQuantity;
  readonly times: number;
  readonly factor: Factor;
}

/** Busy seconds of a request as a sum of terms: draw each factor once (by its id), whatever request it serves. */
export interface Work {
  readonly terms: readonly WorkTerm[];
  /** s; central is the sum of the terms with every input central */
  readonly seconds: Interval;
  /** The derivation: one line a term. */
  readonly parts: readonly { readonly what: WorkQuantity; readonly value: number; readonly unit: string; readonly factorId: string }[];
  readonly factors: readonly Factor[];
  /** The least trusted of its rates. */
  readonly quality: Quality;
  /** `path` is relative to the service: `engine`, `precision`, `model.parameters`. */
  readonly assumptions: readonly Assumption[];
}

/** What a rule of one task finds out: rates, how well they are known, what it had to assume. */
export interface Rates {
  readonly terms: readonly WorkTerm[];
  readonly quality: Quality;
  readonly assumptions: readonly Assumption[];
}
