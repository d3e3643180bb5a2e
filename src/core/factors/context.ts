import type { ResolvedModel } from "./findModel";
import { type Source, sources } from "./sources";

/** How many tokens input and output together may have. */
export interface ContextWindow {
  /** tokens */
  readonly tokens: number;
  readonly source: Source;
  readonly basis: string;
}

/**
 * The context window of a language model in an engine; null where unknown, and for other kinds: their texts are cut
 * into sentences, windows or passages first.
 * Ollama cuts to 4096 tokens below 23 GiB of GPU memory, to 32768 below 47, unless it is told otherwise.
 * `gpuMemory` in GiB, as the driver reports all cards together; 0 without a GPU, null where the host is unknown (then the smallest default holds).
 */
export function contextWindow(model: ResolvedModel, engine: string | null, gpuMemory: number | null): ContextWindow | null {
  if (model.kind !== "llm") return null;
  const ollama = engine?.toLowerCase().includes("ollama") ?? false;
  const own = model.context;
  if (!ollama) return own === null ? null : { tokens: own, source: sources.modelCards, basis: ofModel };
  const memory = gpuMemory ?? 0;
  const byDefault = memory < 23 ? 4096 : memory < 47 ? 32768 : 262144;
  return own !== null && own < byDefault
    ? { tokens: own, source: sources.modelCards, basis: ofModel }
    : { tokens: byDefault, source: sources.ollama, basis: ofOllama };
}

const ofModel = "The model's own context window.";
const ofOllama = "Ollama's default for the GPU memory at hand; num_ctx or OLLAMA_CONTEXT_LENGTH raises it.";
