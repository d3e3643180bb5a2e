import type { System } from "../footprint/system";
import type { Change } from "../scenario/edit/scenarioEdit";
import type { Scenario } from "../scenario/scenario";
import type { Path } from "../scenario/source";
import type { Translate } from "../text";

/** What a change is about; the order of a tie in the ranking. */
export const whatIfKinds = ["deployment", "schedule", "size", "region", "replicas", "fewer-hosts", "model", "engine", "precision", "output"] as const;
export type WhatIfKind = (typeof whatIfKinds)[number];

/** A change that somebody could make, as edits of the scenario. */
export interface Candidate {
  readonly kind: WhatIfKind;
  /** the service that it changes; null where it changes a machine or everything */
  readonly service: string | null;
  /** the machine that it changes; null where it changes a service or everything */
  readonly host: string | null;
  /** `speech: scale-to-zero` */
  readonly label: string;
  readonly changes: readonly PathChange[];
  /** what the figure does not show: quality, places of data, prices */
  readonly notes: readonly string[];
  /** set where the price that is counted is the least that may be asked: a machine's own, of one that somebody else rents out by the second */
  readonly priceIsLeast?: true;
}

export type PathChange = Extract<Change, { readonly type: "set" | "remove" }>;

/** What candidates are made from. */
export interface Situation {
  readonly system: System;
  readonly scenario: Scenario;
  readonly t: Translate;
}

export function set(path: Path, value: string | number): PathChange {
  return { type: "set", path, value };
}

export function remove(path: Path): PathChange {
  return { type: "remove", path };
}
