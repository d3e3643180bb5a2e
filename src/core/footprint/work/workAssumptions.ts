import type { Assumption } from "../../analysis/estimate";
import type { ResolvedModel } from "../../factors/findModel";
import { precisionOf } from "../../factors/precision";
import type { Translate } from "../../text";

/** No engine in code or scenario: this one's rate stands in, with the range of all. */
export function assumedEngine(engine: string, t: Translate): Assumption {
  return { path: "engine", value: engine, unit: "", basis: "assumed", reason: t("The engine is not known; rates of engines differ several times.") };
}

/** None where the precision is written, or where the size of the weights in GB is, which says the same. */
export function assumedPrecision(model: ResolvedModel, engine: string | null, stated: string | null, t: Translate): readonly Assumption[] {
  const { precision, assumed } = precisionOf(model, engine, stated);
  // Weights that are written say what the precision would: bytes to read for a token.
  return assumed && model.statedWeightsGB === null
    ? [{ path: "precision", value: precision, unit: "", basis: "assumed", reason: t("The precision is not written; this is the engine's usual one.") }]
    : [];
}

/** The billions of parameters, where they were read from the model's name. */
export function assumedParameters(model: ResolvedModel, t: Translate): readonly Assumption[] {
  if (!model.parsed) return [];
  const value = String(model.parameters.value / 1e9);
  return [{ path: "model.parameters", value, unit: "B", basis: "assumed", reason: t("The model is not in our table; its size was read from its name.") }];
}
