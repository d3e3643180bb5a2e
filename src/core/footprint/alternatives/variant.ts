import type { AbatementOption } from "../../analysis/plan";
import type { HostSettings, Scenario } from "../../scenario/scenario";
import type { Translate } from "../../text";
import type { HostKind } from "../model/model";
import type { HostInfo, System } from "../system";

/** The scenario with one thing changed that keeps every level: a machine, a place, a model. */
export interface Variant {
  readonly id: string;
  readonly kind: AbatementOption["kind"];
  readonly label: string;
  /** null: nothing but its caveat */
  readonly condition: string | null;
  /** what has to be known of all that is rented by the second */
  readonly caveat?: string;
  readonly scenario: Scenario;
  /** hosts that no longer exist */
  readonly gone: readonly string[];
  /** false where a price of the changed thing is not in our data */
  readonly priced: boolean;
  /** some requests wait that did not before, whatever their work takes: for a machine to start, for its other work, for a longer way */
  readonly waits: boolean;
}

/** What is varied. */
export interface Varied {
  readonly system: System;
  readonly scenario: Scenario;
  readonly t: Translate;
}

/** A machine that the scenario has under hosts:. */
export interface VariedHost {
  readonly info: HostInfo;
  /** in the model */
  readonly position: number;
  readonly kind: HostKind;
  /** as the scenario writes its name */
  readonly key: string;
  readonly settings: HostSettings;
  readonly weightsGB: number;
}
