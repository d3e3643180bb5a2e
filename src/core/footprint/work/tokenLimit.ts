import { contextWindow } from "../../factors/context";
import { inputLimit } from "../../factors/inputLimits";
import type { ResolvedHost } from "../hosts/hosts";
import type { Service } from "../services/serviceOf";
import { readsOnce } from "./readsOnce";

/** Tokens that a request of a service may have on a machine: of one text, or of all the pieces that it comes in; null: not known, or no limit. */
export function tokenLimit(service: Service, host: ResolvedHost | null): number | null {
  const one = textLimit(service, host);
  if (one === null || !readsOnce(service.task)) return one;
  return one * (service.settings.input?.pieces ?? 1);
}

function textLimit({ settings, model, modelName, task, engine, contextInCode }: Service, host: ResolvedHost | null): number | null {
  if (settings.context) return settings.context.central;
  if (!model) return null;
  if (model.kind === "encoder") return readsOnce(task) ? (contextInCode?.tokens ?? inputLimit(modelName ?? model.id)) : null;
  if (contextInCode !== null) return contextInCode.tokens;
  return contextWindow(model, engine, host?.reportedMemory ?? null)?.tokens ?? null;
}
