import { expect, test } from "vitest";
import { allRegions, regionSpread } from "../../../src/core/factors/azureRegions";
import { allSizes } from "../../../src/core/factors/azureSizes";
import { contextWindow } from "../../../src/core/factors/context";
import * as cpus from "../../../src/core/factors/cpus";
import { describedHardware } from "../../../src/core/factors/describedHardware";
import { type Factor, type FactorInput, factor, faultOf } from "../../../src/core/factors/factor";
import { findModel, type ResolvedModel } from "../../../src/core/factors/findModel";
import { activeShareOfTdp, allGpus, findGpu, idleShareOfTdp } from "../../../src/core/factors/gpus";
import { speechCharactersPerMinute } from "../../../src/core/factors/media";
import { modelRows } from "../../../src/core/factors/models";
import { precisions, weightsGB } from "../../../src/core/factors/precision";
import { sources } from "../../../src/core/factors/sources";
import { countedLanguages, type TokenizerId, tokenLanguages, tokensPerCharacter } from "../../../src/core/factors/tokens";
import { frenchSentences } from "../../support/frenchSentences";

const french = frenchSentences();
const tokenizers: readonly TokenizerId[] = [
  "mistral-v1",
  "nllb",
  "whisper",
  "tekken",
  "o200k",
  "cl100k",
  "llama2",
  "llama3",
  "qwen",
  "gemma",
  "r50k",
  "unknown",
];
const models: readonly ResolvedModel[] = modelRows.map(({ id }) => found(findModel(id)));

/** Every factor that the data can make. */
const everyFactor: readonly Factor[] = [
  ...allRegions().flatMap(({ intensity, pue }) => [intensity, pue]),
  ...allSizes().flatMap(({ idle, busy, embodied, price }) => [idle, busy, embodied, ...(price === null ? [] : [price])]),
  ...allGpus().flatMap(({ memory, tdp, bandwidth, peak, idleBare, idleLoaded, embodied }) => [memory, tdp, bandwidth, peak, idleBare, idleLoaded, embodied]),
  ...Object.values(cpus),
  activeShareOfTdp,
  idleShareOfTdp,
  regionSpread().intensity,
  ...models.flatMap((model) => [model.parameters, model.active, ...precisions.map((precision) => weightsGB(model, null, precision))]),
  ...tokenizers.flatMap((tokenizer) =>
    [...tokenLanguages, "xx", null].flatMap((language) => (["own", "similar"] as const).map((likeness) => tokensPerCharacter(tokenizer, language, likeness))),
  ),
  ...[...countedLanguages, null].map(speechCharactersPerMinute),
];

function found<T>(answer: { readonly found: T } | { readonly suggestions: readonly string[] }): T {
  if ("found" in answer) return answer.found;
  throw new Error(`not found, suggestions: ${answer.suggestions.join()}`);
}

test("the share of board power that a busy card draws names who measured its lower end, and is what they measured", () => {
  // AI benchmarks: llama3.2:3b on an RTX 4090 of 450 W, 261.9 W of peak at the wall, host of 20 threads and 64 GB
  const host = describedHardware({ gpu: null, gpus: 0, vcpus: 20, memory: 64 }).busy.value;
  expect((0.85 * 261.9 - host) / 450).toBeCloseTo(activeShareOfTdp.low, 1);
  expect(activeShareOfTdp.source.publisher).toContain("geerlingguy/ai-benchmarks");
});

test("every factor has source, year, range, unit, basis and licence", () => {
  expect(everyFactor.length).toBeGreaterThan(1000);
  for (const each of everyFactor) expect([each.id, faultOf(each)]).toEqual([each.id, null]);
});

test("a vocabulary that stands in for another keeps its figure and takes the range of all that were counted", () => {
  for (const language of [...tokenLanguages, "xx", null]) {
    const any = tokensPerCharacter("unknown", language);
    for (const tokenizer of tokenizers.filter((each) => each !== "whisper")) {
      const [own, standIn] = [tokensPerCharacter(tokenizer, language), tokensPerCharacter(tokenizer, language, "similar")];
      expect([tokenizer, language, standIn.value]).toEqual([tokenizer, language, own.value]);
      expect([standIn.low, standIn.high]).toEqual([Math.min(own.low, any.low), Math.max(own.high, any.high)]);
    }
  }
});

test("one id is one factor", () => {
  const byId = new Map<string, Factor>();
  for (const each of everyFactor) {
    const known = byId.get(each.id);
    if (known !== undefined) expect(each).toEqual(known);
    byId.set(each.id, each);
  }
});

const bounds: Readonly<Record<string, readonly [low: number, high: number]>> = {
  ratio: [1, 2],
  "gCO2e/kWh": [1, 1500],
  W: [1, 10000],
  "gCO2e/h": [0.1, 500],
  "USD/h": [0.01, 200],
  GB: [0.005, 10000],
  "GB/s": [50, 10000],
  TFLOPS: [2, 5000],
  kgCO2e: [20, 1000],
  "W/vCPU": [0.1, 10],
  "W/GB": [0.1, 1],
  h: [8760, 100000],
  fraction: [0, 1],
  parameters: [1e6, 1e12],
  "bytes/parameter": [0.3, 4],
  "tokens/character": [0.1, 3],
  "characters/min": [300, 1500],
};

test("figures lie within what their unit allows", () => {
  for (const each of everyFactor) {
    const [low, high] = bounds[each.unit] ?? [Number.NaN, Number.NaN];
    expect([each.id, each.unit, each.value >= low && each.value <= high]).toEqual([each.id, each.unit, true]);
    if (each.unit === "ratio") expect(each.low).toBeGreaterThanOrEqual(1);
  }
});

test("assumed ranges and years are marked", () => {
  const b2 = allSizes().find(({ name }) => name === "Standard_B2s");
  expect(b2?.idle).toMatchObject({ value: 4.36, low: 2.18, high: 8.72, rangeAssumed: true, yearAssumed: true });
  expect(allRegions().find(({ name }) => name === "francecentral")?.intensity).not.toHaveProperty("rangeAssumed");
});

test("only the ODbL source carries Electricity Maps, and regions say which average they are", () => {
  for (const { intensity } of allRegions()) {
    expect(intensity.basis).toMatch(/^(Consumption|Production) average/);
    expect(intensity.source.licence.includes("ODbL")).toBe(intensity.source === sources.electricityMaps);
  }
});

test.each<[string, Partial<FactorInput>, string]>([
  ["no basis", { basis: "" }, "basis"],
  ["no unit", { unit: "" }, "unit"],
  ["value outside its range", { range: [2, 3] }, "low <= value"],
  ["not a number", { value: Number.NaN }, "finite"],
  ["negative", { value: -1, range: [-2, 0] }, "finite"],
  ["no year", { year: Number.NaN }, "year"],
])("a factor with %s is refused", (_, wrong, message) => {
  const right: FactorInput = { id: "a", value: 1, range: [0.5, 2], unit: "W", year: 2024, source: "ember", basis: "b" };
  expect(factor(right).value).toBe(1);
  expect(() => factor({ ...right, ...wrong })).toThrow(message);
});

test("the type refuses a factor without source, year, range or unit", () => {
  // @ts-expect-error no source
  expect(() => factor({ id: "a", value: 1, range: [1, 1], unit: "W", year: 2024, basis: "b" })).toThrow();
  // @ts-expect-error no year
  expect(() => factor({ id: "a", value: 1, range: [1, 1], unit: "W", source: "ember", basis: "b" })).toThrow();
  // @ts-expect-error no range
  expect(() => factor({ id: "a", value: 1, unit: "W", year: 2024, source: "ember", basis: "b" })).toThrow();
});

test("every basis that a reader may see has a French sentence", () => {
  const missing = new Set(everyFactor.map(({ basis }) => basis).filter((basis) => !french.has(basis)));
  for (const model of models) {
    for (const engine of ["ollama", "vllm"]) {
      const window = contextWindow(model, engine, 16);
      if (window !== null && !french.has(window.basis)) missing.add(window.basis);
    }
  }
  expect([...missing]).toEqual([]);
});

test("described hardware is close to the size that it describes", () => {
  const t4 = found(findGpu("T4"));
  const described = describedHardware({ gpu: t4, gpus: 1, vcpus: 4, memory: 28 });
  const size = allSizes().find(({ name }) => name === "Standard_NC4as_T4_v3");
  expect(described.idle.value / (size?.idle.value ?? 0)).toBeCloseTo(1, 1);
  expect(described.embodied.value / (size?.embodied.value ?? 0)).toBeCloseTo(1, 1);
  expect(described.busy.value).toBeCloseTo(0.75 * 70 + 4 * 2.5 + 14 * 0.3725, 6);
  expect(faultOf(described.busy)).toBeNull();
});
