import { allRegions } from "../../../src/core/factors/azureRegions";
import { allSizes } from "../../../src/core/factors/azureSizes";
import { resolveModel } from "../../../src/core/factors/findModel";
import { allGpus, type Gpu } from "../../../src/core/factors/gpus";
import { weightsGB } from "../../../src/core/factors/precision";
import { tokensPerCharacter } from "../../../src/core/factors/tokens";
import { workSeconds } from "../../../src/core/footprint/work/work";
import type { Money, Quantity } from "../../../src/core/quantity/quantity";
import type { Hardware, PerMedium, ServiceSettings } from "../../../src/core/scenario/scenario";

// What the oracle reads off the product's tables, and the sizes of one request by the text of DESIGN.md 3.1.

export type Medium = "audio" | "video" | "text";

/** W, W, g/h, the list price, and what the time of a request depends on. */
export interface Table {
  readonly idle: number;
  readonly busy: number;
  readonly embodied: number;
  readonly price: Money | null;
  readonly hardware: { readonly gpu: Gpu | null; readonly gpus: number; readonly vcpus: number };
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** g/kWh and PUE of a region; without one the median region's, and the fleet's PUE. */
export function gridOf(name: string | undefined): { readonly intensity: number; readonly pue: number } {
  if (name === undefined) {
    const sorted = allRegions()
      .map(({ intensity }) => intensity.value)
      .sort((a, b) => a - b);
    return { intensity: sorted[Math.floor((sorted.length - 1) / 2)] as number, pue: 1.185 };
  }
  const region = allRegions().find((one) => one.name === plain(name));
  if (!region) throw new Error(`no region ${name}`);
  return { intensity: region.intensity.value, pue: region.pue.value };
}

/** A named size, or the lowest-priced one whose GPU memory holds 1.2 x the weights. */
export function sizeTable(sku: string | undefined, weights: readonly number[]): Table {
  const needed = 1.2 * weights.reduce((sum, one) => sum + one, 0);
  const candidates = allSizes()
    .filter((size) => size.price !== null && (needed > 0 ? size.gpuMemory >= needed : size.gpu === null))
    .sort((a, b) => (a.price?.value ?? 0) - (b.price?.value ?? 0));
  const bare = (name: string): string => plain(name).replace("standard", "");
  const size = sku === undefined ? candidates[0] : allSizes().find(({ name }) => bare(name) === bare(sku));
  if (!size) throw new Error(`no size ${sku}`);
  const price = size.price ? { amount: size.price.value, currency: "USD" } : null;
  return { idle: size.idle.value, busy: size.busy.value, embodied: size.embodied.value, price, hardware: size };
}

/** Host by vCPU (0.45 to 2.5 W) and half of 0.3725 W/GB, cards idle with a model and at 0.75 of their board power, four years. */
export function describedTable({ gpu: name, gpus = 1, vcpus = 4, memory }: Hardware): Table {
  const gpu = name === undefined ? null : allGpus().find(({ id }) => plain(id) === plain(name));
  if (gpu === undefined) throw new Error(`no card ${name}`);
  const host = 0.5 * 0.3725 * (memory?.central ?? 4 * vcpus);
  return {
    idle: vcpus * 0.45 + host + (gpu ? gpus * gpu.idleLoaded.value : 0),
    busy: vcpus * 2.5 + host + (gpu ? gpus * gpu.tdp.value * 0.75 : 0),
    embodied: vcpus * 0.5625 + (gpu ? (gpus * 1000 * gpu.embodied.value) / 35040 : 0),
    price: null,
    hardware: { gpu, gpus: gpu ? gpus : 0, vcpus },
  };
}

const modelOf = ({ model }: ServiceSettings) => {
  const answer = model ? resolveModel(model) : null;
  return answer && "found" in answer ? answer.found : null;
};

/** GB of the weights; 0 without a model, or for a classical one. */
export function weightsOf(service: ServiceSettings): number {
  const model = modelOf(service);
  return model && service.task !== "classic-ml" ? weightsGB(model, service.engine ?? null, service.precision ?? null).value : 0;
}

/** Busy seconds of one request for one target. Characters convert by language; tokens are literal. */
export function secondsOf(service: ServiceSettings, hardware: Table["hardware"], medium: Medium, language: string | null, target: string | null): number {
  const model = modelOf(service);
  const task = service.task;
  if (!task) throw new Error("the oracle wants a task");
  const count = (characters: number, spoken: string | null): number => characters * tokensPerCharacter(model?.tokenizer ?? "unknown", spoken).value;
  const of = (value: PerMedium | undefined): number | undefined => (value && "central" in value ? (value as Quantity).central : value?.[medium]?.central);
  const { input, output } = service;
  const characters = of(input?.characters);
  const literal = of(input?.tokens);
  const duration = of(input?.duration);
  const textual = ["translation", "generation", "speech-synthesis", "embedding", "reranking"].includes(task);
  const inputTokens = literal ?? (characters !== undefined || textual ? count(characters ?? 4000, language) : undefined);
  const spoken = task === "translation" ? target : language;
  const written = output?.tokens?.central ?? (output?.characters ? count(output.characters.central, spoken) : undefined);
  const outputTokens =
    written ??
    (task === "generation" ? 300 : task === "translation" ? (literal ?? (target === null ? inputTokens : count(characters ?? 4000, target))) : undefined);
  const work = workSeconds({
    task,
    model,
    engine: service.engine ?? null,
    precision: service.precision ?? null,
    audioSeconds: point(task === "transcription" ? (duration ?? 600) : duration),
    inputTokens: point(inputTokens === undefined ? undefined : Math.min(inputTokens, longestFor(service))),
    outputTokens: point(outputTokens),
    hardware,
  });
  if (work === null) throw new Error(`the time of ${task} is unknown`);
  return work.seconds.central;
}

/**
 * Tokens that models of embedding and reranking take at once, as their cards say, for each piece; what a scenario writes comes first.
 */
function longestFor({ task, context, model, input }: ServiceSettings): number {
  if (task !== "embedding" && task !== "reranking") return Number.POSITIVE_INFINITY;
  const ofCard: Readonly<Record<string, number>> = { "all-MiniLM-L6-v2": 256, "bge-m3": 8192 };
  return (context?.central ?? ofCard[model?.name ?? ""] ?? Number.POSITIVE_INFINITY) * (input?.pieces ?? 1);
}

function point(central: number | undefined) {
  return central === undefined ? undefined : { low: central, central, high: central };
}
