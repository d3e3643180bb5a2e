import { findModel } from "../../factors/findModel";
import { isProvided } from "../../factors/provided";
import { isHosted } from "../../workloads/engines";
import type { RowInfo, System } from "../system";

/** Servers that load weights, so that a name which a provider uses too (`command-r`) is of weights that one has. */
const loadsWeights = /ollama|llama|vllm|sglang|\btgi\b|text-generation-inference|lmdeploy|transformers|exllama|tensorrt|gguf|ggml|localai|lm-?studio|mlx/i;

/** Whether its provider alone has the weights: no engine and no machine of one's own can run it. */
export function onlyAtProvider({ model, engine }: Pick<RowInfo, "model" | "engine">): boolean {
  if (loadsWeights.test(engine ?? "") && !isHosted(engine)) return false;
  if (model !== null && isProvided(model)) return true;
  return isHosted(engine) && (model === null || !("found" in findModel(model)));
}

/** Whether a machine stands for one of a provider's: how it runs, how large it is and what else runs on it is not for its users to say. */
export function isProviders({ model, rows }: Pick<System, "model" | "rows">, host: number): boolean {
  return rows.some((row, r) => model.rows[r]?.home === host && onlyAtProvider(row));
}
