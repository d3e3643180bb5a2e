import type { Severity } from "../../problem";
import type { Translate } from "../../text";
import type { Scenario } from "../scenario";
import type { Path } from "../source";

/** Says something about a place of the scenario. */
export type Say = (
  path: Path,
  code: string,
  severity: Severity,
  message: string,
  options?: { readonly atKey?: true; readonly replacement?: string | undefined },
) => void;

export interface Names {
  readonly hosts: readonly string[];
  readonly services: readonly string[];
}

/** What a check reads and how it speaks. */
export interface Context {
  readonly scenario: Scenario;
  readonly names: Names;
  /** Services that need themselves. */
  readonly loops: ReadonlySet<string>;
  readonly touched: (path: Path) => boolean;
  readonly say: Say;
  /** True where the text has a list, false for a word that stands for a list of one. */
  readonly isList: (path: Path) => boolean;
  readonly t: Translate;
}
