import { type Factor, factor } from "./factor";
import type { ResolvedModel } from "./findModel";
import type { SourceId } from "./sources";

/** Widths in which weights are kept, by bytes per parameter. */
export const precisions = ["q2", "q3", "int4", "q4", "q5", "q6", "int8", "fp16", "fp32"] as const;
export type Precision = (typeof precisions)[number];

/**
 * The precision that a text names, or null.
 *
 *     precisionIn("mistral:7b-instruct-q8_0") -> "int8", precisionIn("float16") -> "fp16", precisionIn("x-AWQ") -> "int4"
 */
export function precisionIn(text: string): Precision | null {
  const plain = text.toLowerCase();
  return spellings.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

/** The precision that a model runs in: stated, else borne by its name, else the engine's default. */
export function precisionOf(model: ResolvedModel, engine: string | null, stated: string | null): { readonly precision: Precision; readonly assumed: boolean } {
  const known = (stated === null ? null : precisionIn(stated)) ?? (model.precision as Precision | null);
  return known === null ? { precision: defaultPrecision(model, engine), assumed: true } : { precision: known, assumed: false };
}

/** GB of the weights of a model in a precision. */
export function weightsGB(model: ResolvedModel, engine: string | null, stated: string | null): Factor {
  const { precision } = precisionOf(model, engine, stated);
  const id = `weights/${model.id}/${precision}`;
  if (model.statedWeightsGB !== null) {
    return {
      ...bytesPerParameter(precision),
      id: `weights/${model.id}/stated-${model.statedWeightsGB}`,
      value: model.statedWeightsGB,
      low: model.statedWeightsGB,
      high: model.statedWeightsGB,
      unit: "GB",
      basis: "Size of the weights as stated in the scenario.",
    };
  }
  if (precision === "q4" && model.ollamaBytes !== null) {
    const size = model.ollamaBytes / 1e9;
    return factor({
      id,
      value: size,
      range: [size, size],
      unit: "GB",
      year: "source",
      source: "aev",
      basis: "Size of the file that Ollama serves.",
    });
  }
  const perParameter = bytesPerParameter(precision);
  // Parts that stay wide whatever is quantised (embeddings) are in the file that Ollama serves: wider weights are no smaller than it.
  const [least, most] = model.ollamaBytes === null ? [0, Number.POSITIVE_INFINITY] : besideFourBits(precision, model.ollamaBytes / 1e9);
  const GB = (end: "value" | "low" | "high"): number => Math.min(most, Math.max(least, (model.parameters[end] * perParameter[end]) / 1e9));
  return {
    ...perParameter,
    id,
    value: GB("value"),
    low: GB("low"),
    high: GB("high"),
    unit: "GB",
    basis: "Parameters times bytes per parameter of the precision.",
    derived: true,
  };
}

/**
 * GB that the weights of a model have at least: where neither precision nor engine is known, four bits may be meant; and who asks for all 32 by
 * the engine's habit may load half of them.
 */
export function leastWeightsGB(model: ResolvedModel, engine: string | null, stated: string | null): number {
  const { precision, assumed } = precisionOf(model, engine, stated);
  const least = !assumed ? stated : engine === null ? "int4" : precision === "fp32" ? "fp16" : stated;
  return weightsGB(model, engine, least).low;
}

/**
 * Whether what a card does not hold may lie in the main memory: Ollama and llama.cpp leave layers there, and so does Transformers with
 * `device_map="auto"`. A model under its Ollama name, without an engine, is taken to run there.
 */
export function maySpillOver(model: ResolvedModel, engine: string | null): boolean {
  if (engine === null) return model.kind === "llm" && !model.hubName;
  return ownFiles.test(engine.toLowerCase()) || /transformers|accelerate/i.test(engine);
}

const ownFiles = /ollama|llama\.?cpp|llamafile|gguf|ggml|lm-?studio|ctransformers/;

/** Bounds of a file in another width than the one in four bits, of which the size is known; GB. */
function besideFourBits(precision: Precision, size: number): readonly [least: number, most: number] {
  if (precision === "q2" || precision === "q3") return [0, size];
  return precision === "q4" || precision === "int4" ? [0, Number.POSITIVE_INFINITY] : [size, Number.POSITIVE_INFINITY];
}

function defaultPrecision(model: ResolvedModel, engine: string | null): Precision {
  const plain = engine?.toLowerCase() ?? "";
  if (ownFiles.test(plain)) return "q4";
  if (/awq|gptq|exllama/.test(plain)) return "int4";
  if (/sentence|sklearn|scikit/.test(plain)) return "fp32";
  if (plain === "" && model.kind === "llm" && !model.hubName && (model.ollamaBytes !== null || model.id.includes(":"))) return "q4";
  return "fp16";
}

// `int8_float16` keeps its weights in 8 bits: the narrow formats come first.
const spellings: readonly (readonly [RegExp, Precision])[] = [
  [/(^|[^a-z0-9])(int8|q8|8-?bit|w8a8|fp8)/, "int8"],
  [/(^|[^a-z0-9])(int4|4-?bit|awq|gptq|nf4|w4a16|bnb)/, "int4"],
  [/(^|[^a-z0-9])(i?q4|mxfp4)/, "q4"],
  [/(^|[^a-z0-9])i?q5/, "q5"],
  [/(^|[^a-z0-9])i?q6/, "q6"],
  [/(^|[^a-z0-9])i?q3/, "q3"],
  [/(^|[^a-z0-9])i?q2/, "q2"],
  [/(^|[^a-z0-9])(bf16|fp16|f16|float16|half|bfloat16)/, "fp16"],
  [/(^|[^a-z0-9])(fp32|f32|float32|full)($|[^a-z0-9])/, "fp32"],
];

function bytesPerParameter(precision: Precision): Factor {
  const [value, low, high, source, basis] = bytes[precision];
  return factor({
    id: `precision/${precision}`,
    value,
    range: [low, high],
    unit: "bytes/parameter",
    year: "source",
    source,
    basis,
    derived: precision === "q4",
  });
}

const exact = "Width of the number format; quantised formats add their scales.";
const bytes: Readonly<Record<Precision, readonly [number, number, number, SourceId, string]>> = {
  q2: [0.42, 0.33, 0.5, "thisProject", exact],
  q3: [0.5, 0.43, 0.55, "thisProject", exact],
  int4: [0.55, 0.5, 0.62, "thisProject", exact],
  q4: [0.61, 0.57, 0.78, "aev", "Files that Ollama serves over the parameters stated: 0.57 to 0.78 for its default quantisation."],
  q5: [0.71, 0.69, 0.75, "thisProject", exact],
  q6: [0.82, 0.82, 0.85, "thisProject", exact],
  int8: [1.07, 1, 1.1, "thisProject", exact],
  fp16: [2, 2, 2, "thisProject", exact],
  fp32: [4, 4, 4, "thisProject", exact],
};
