import { expect, test } from "vitest";
import { findModel } from "../../../src/core/factors/findModel";
import { findGpu } from "../../../src/core/factors/gpus";
import { lookedUp } from "../../../src/core/factors/lookedUp";
import { modelRows } from "../../../src/core/factors/models";
import { workSeconds } from "../../../src/core/footprint/work/work";

function seconds(model: string, gpu: string | null, vcpus: number, tokens: number) {
  const found = findModel(model);
  const card = gpu === null ? null : findGpu(gpu);
  if (!("found" in found) || (card !== null && !("found" in card))) throw new Error(`${model} or ${gpu} is not known`);
  const inputTokens = { low: tokens, central: tokens, high: tokens };
  const work = workSeconds({
    task: "embedding",
    model: found.found,
    engine: null,
    precision: null,
    audioSeconds: undefined,
    inputTokens,
    outputTokens: undefined,
    hardware: { gpu: card?.found ?? null, gpus: card === null ? 0 : 1, vcpus },
  });
  if (work === null) throw new Error("unknown");
  return work.seconds;
}

// michaelfeil/infinity, docs/docs/benchmarking.md, commit 0d1c358d: ten requests of 256 texts, 1.15 million tokens; no fit has seen them.
const published: readonly (readonly [model: string, gpu: string | null, vcpus: number, seconds: number, by: string])[] = [
  ["bge-large-en-v1.5", "L4", 16, 18.5, "text-embeddings-inference"],
  ["bge-large-en-v1.5", "L4", 16, 59.1, "sentence-transformers, fp16"],
  ["bge-small-en-v1.5", null, 16, 125.8, "fastembed"],
  ["bge-small-en-v1.5", null, 16, 100.5, "ONNX, int8"],
  ["bge-small-en-v1.5", null, 16, 256.9, "sentence-transformers"],
];

test.each(published)("%s on %s with %d vCPUs: %d s for 1.15 million tokens with %s lie in the range", (model, gpu, vcpus, measured) => {
  const { low, high } = seconds(model, gpu, vcpus, 1_150_000);
  expect(low).toBeLessThan(measured);
  expect(high).toBeGreaterThan(measured);
});

test("the median of these errors is at most 1.6", () => {
  const errors = published.map(([model, gpu, vcpus, measured]) => Math.exp(Math.abs(Math.log(seconds(model, gpu, vcpus, 1_150_000).central / measured))));
  expect(errors.sort((a, b) => a - b)[2]).toBeLessThan(1.6);
});

test("a large vocabulary is memory and no work: LaBSE computes as BERT does, multilingual E5 as RoBERTa", () => {
  const per = (model: string): number => seconds(model, "T4", 4, 1_000_000).central;
  expect(per("LaBSE") / per("bert-base")).toBeCloseTo(1, 1);
  expect(per("multilingual-e5-base") / per("roberta-base")).toBeCloseTo(1, 1);
  expect(per("multilingual-e5-small") / per("all-MiniLM-L12-v2")).toBeCloseTo(1, 1);
});

test("every encoder's vocabulary is counted, and leaves something that computes", () => {
  for (const { id, kind, parameters, active } of modelRows) {
    // of CLIP the tower of pictures is what counts, which has no vocabulary
    if (kind !== "encoder" || id.startsWith("clip-")) expect([id, lookedUp(id)]).toEqual([id, 0]);
    else {
      expect([id, lookedUp(id) > 0]).toEqual([id, true]);
      expect(active / parameters, id).toBeGreaterThan(0.15);
      expect(active / parameters, id).toBeLessThan(0.95);
    }
  }
});
