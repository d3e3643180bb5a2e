import type { Problem } from "../problem";
import type { CodeFacts, Route } from "../routes/route";
import type { Answers } from "../scenario/scenario";
import type { Language } from "../text";
import type { Estimate, EstimatedEndpoint } from "./estimate";
import type { Matrix } from "./matrix";

/** The one object that lens, hover, Problems, status bar, matrix, CLI and report read. */
export interface Analysis {
  readonly language: Language;
  /** YYYY-MM-DD */
  readonly today: string;
  /** null: no scenario file (or none that could be read) */
  readonly scenario: {
    readonly file: string;
    readonly title: string | null;
    readonly owner?: string | null;
    readonly answers?: Answers;
    readonly valid: boolean;
  } | null;
  readonly code: CodeFacts;
  readonly estimate: Estimate;
  /** null without a scenario */
  readonly matrix: Matrix | null;
  /** measurement files and servers that were asked, and of which nothing counts */
  readonly silent: readonly string[];
  /** every problem of code, scenario, measurements and figures, once */
  readonly problems: readonly Problem[];
}

/** The estimate of a route, or undefined when it has none. */
export function endpointOf(analysis: Analysis, route: Route): EstimatedEndpoint | undefined {
  return analysis.estimate.endpoints.find((endpoint) => endpoint.id === route.id);
}
