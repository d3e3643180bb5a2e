import type { Matrix } from "../analysis/matrix";
import type { PlanDriver } from "../analysis/plan";
import type { Translate } from "../text";
import { keyToWrite } from "./words/words";

// Which input to measure first, and how, for whoever runs the services on machines that a provider owns.

/** Less than this share of the total is not worth measuring before what a provider has to be asked. */
const notably = 0.05;

/**
 * Of the inputs that users can settle the one to begin with: what is to be written before all else, then what moves the total most; yet what they can
 * measure by themselves comes before the power of a rented machine, if it moves the total notably. Undefined: there is none.
 */
export function firstToMeasure({ drivers, plans }: Pick<Matrix, "drivers" | "plans">): PlanDriver | undefined {
  const ours = drivers.filter(({ measurable }) => measurable);
  const total = plans.decided.kgCO2e?.central ?? 0;
  const [top] = ours;
  if (top === undefined || !top.rented) return top;
  return ours.find((one) => !one.rented && one.swing >= notably * total) ?? top;
}

/** What a tenant can do about the power of a rented machine, which has no meter of its own there; null of what needs no such word. */
export function howToMeasure(driver: PlanDriver, t: Translate): string | null {
  if (!driver.rented || keyToWrite(driver) !== null) return null;
  return t("a tenant reads at most the graphics card's part of it, with nvidia-smi: ask the provider for the rest");
}

/** Its name, and how it could be measured where that is not plain. */
export function measuredWith(driver: PlanDriver, t: Translate): string {
  const how = howToMeasure(driver, t);
  return how === null ? driver.label : t("{0} ({1})", driver.label, how);
}
