import { createHash } from "node:crypto";
import type { Analysis } from "../core/analysis/analysis";
import { tool } from "./tool";

/** Sixteen hexadecimal digits that are the same for the same tool, text of the scenario and factors: by them a report is told from another. */
export function fingerprintOf(analysis: Analysis, scenarioText: string | null): string {
  return (
    createHash("sha256")
      // Sources are written in the reader's language, and the same decision has one number in all of them.
      .update(JSON.stringify([tool, scenarioText, analysis.estimate.factors.map(({ source, ...figures }) => figures)]))
      .digest("hex")
      .slice(0, 16)
  );
}
