import { cacheBytesPerToken } from "../../factors/contextCache";
import type { Problem } from "../../problem";
import type { Translate } from "../../text";
import type { Service } from "../services/serviceOf";
import type { HostInfo } from "../system";

/** Below that many tokens the fifth of the weights that is left free is enough for what is usual. */
const short = 16_384;

/**
 * What the context that is set for a model takes on the cards of its machine, beside all weights there: Ollama and llama.cpp set it aside whole when
 * they load the model, and vLLM does not start where one text of that length finds no room. `weightsGB`: of all models of the machine.
 */
export function contextMemory(service: Service, { name, sku, gpuMemory }: HostInfo, weightsGB: number | null, t: Translate): Problem[] {
  const { model, settings, contextInCode, measurement } = service;
  const tokens = settings.context?.central ?? contextInCode?.tokens ?? null;
  if (model?.kind !== "llm" || tokens === null || gpuMemory <= 0 || weightsGB === null || measurement !== null) return [];
  const bytes = cacheBytesPerToken(model);
  const path = settings.context === undefined ? `services.${service.name}` : `services.${service.name}.context`;
  if (bytes === null) {
    if (tokens <= short) return [];
    const message = t(
      "Service {0}: how much memory a context of {1} tokens takes is not known for {2}, and it is not counted: see that it fits beside the weights on the cards of {3}.",
      service.name,
      tokens,
      model.id,
      name,
    );
    return [{ code: "context-memory-not-known", severity: "information", message, path }];
  }
  const cacheGB = (bytes * tokens) / 1e9;
  if (weightsGB + cacheGB <= gpuMemory) return [];
  const figure = (GB: number): number => Number(GB.toPrecision(3));
  const message = t(
    "Service {0}: a context of {1} tokens takes {2} GB beside {3} GB of weights, and the cards of {4} hold {5} GB: Ollama then runs a part on the processor, slower than counted here, and vLLM does not start. Set a shorter context, or take a larger machine.",
    service.name,
    tokens,
    figure(cacheGB),
    figure(weightsGB),
    sku,
    figure(gpuMemory),
  );
  return [{ code: "context-does-not-fit", severity: "warning", message, path }];
}
