import type { Problem } from "../problem";
import type { Analysis } from "./analysis";

/**
 * What has to be repaired in the scenario before its figures mean anything. Not among it: gates that contradict each other (every figure stands, and the
 * duty counts) and what a measurement server failed in, which is told at its address.
 */
export function scenarioErrors({ scenario, problems }: Analysis): readonly Problem[] {
  return problems.filter(({ severity, file, code }) => severity === "error" && file === scenario?.file && code !== "gates-contradict" && !ofServer(code));
}

const ofServer = (code: string): boolean => code.startsWith("prometheus-");
