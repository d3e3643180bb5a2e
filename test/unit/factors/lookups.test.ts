import { expect, test } from "vitest";
import { allRegions, findRegion, regionSpread } from "../../../src/core/factors/azureRegions";
import { allSizes, findSize, smallestSizeFor } from "../../../src/core/factors/azureSizes";
import { contextWindow } from "../../../src/core/factors/context";
import { findModel, type ResolvedModel, resolveModel } from "../../../src/core/factors/findModel";
import { findGpu } from "../../../src/core/factors/gpus";
import { speechCharactersPerMinute } from "../../../src/core/factors/media";
import { precisionIn, weightsGB } from "../../../src/core/factors/precision";
import { tokensPerCharacter } from "../../../src/core/factors/tokens";
import { loadMistralTokenizer } from "../../../src/core/media/mistralTokenizer";

type Answer<T> = { readonly found: T } | { readonly suggestions: readonly string[] };
const named = <T extends object, K extends keyof T>(answer: Answer<T>, key: K): T[K] | readonly string[] =>
  "found" in answer ? answer.found[key] : answer.suggestions;

function model(name: string): ResolvedModel {
  const answer = findModel(name);
  if ("found" in answer) return answer.found;
  throw new Error(`${name} not found`);
}

test.each(["France Central", "francecentral", "france-central", "FranceCentral", " FRANCE_central "])("region %s", (name) => {
  const answer = findRegion(name);
  expect("found" in answer && answer.found).toMatchObject({
    name: "francecentral",
    intensity: { value: 46.1, low: 31, high: 58, year: 2025, unit: "gCO2e/kWh" },
    pue: { value: 1.185, low: 1.12, high: 1.35 },
  });
});

test.each<[string, number, number, number, number]>([
  ["uksouth", 215.79, 163.92, 237.59, 1.185],
  ["northeurope", 279.79, 279.7, 403, 1.19],
  ["swedencentral", 20, 20, 23, 1.16],
  ["eastus", 418, 400.21, 418, 1.14],
  ["westeurope", 252.7, 251, 280, 1.14],
  ["germanywestcentral", 342.06, 333.77, 380.95, 1.185],
  ["westus2", 129, 106.3, 129, 1.15],
])("region %s has intensity %f [%f, %f] and PUE %f", (name, value, low, high, pue) => {
  const answer = findRegion(name);
  expect("found" in answer && answer.found).toMatchObject({ intensity: { value, low, high }, pue: { value: pue } });
});

test.each([
  ["francecentrale", "francecentral"],
  ["uk-soth", "uksouth"],
  ["sweden", "swedencentral"],
  ["US East", "eastus"],
  ["FR", "francecentral"],
  ["eu-west-3", "francecentral"],
  ["europe-west9-a", "francecentral"],
  ["fr-par-2", "francecentral"],
])("region %s suggests %s", (name, suggestion) => {
  expect(named(findRegion(name), "name")).toContain(suggestion);
});

test.each([
  ["Paris", "francecentral"],
  ["UK", "uksouth"],
  ["Francfort", "germanywestcentral"],
  ["Zürich", "switzerlandnorth"],
  ["sao paulo", "brazilsouth"],
  ["Suède", "swedencentral"],
  ["United Kingdom", "uksouth"],
])("who writes the place %s is led to its region: %s", (place, region) => {
  expect(findRegion(place)).toEqual({ suggestions: [region] });
});

test.each([
  ["Montreal", "canadaeast"],
  ["Mumbai", "centralindia"],
  ["Stockholm", "swedencentral"],
  ["Seattle", "westus2"],
])("no region stands in %s: %s is not said to", (place, region) => {
  expect(findRegion(place)).not.toMatchObject({ suggestions: [region] });
});

// Google Cloud's own list of regions (2025) and their grid zones; null: no Azure region is on that grid.
test.each<[string, string | null]>([
  ["africa-south1", "ZA"],
  ["asia-east1", null],
  ["asia-east2", "HK"],
  ["asia-northeast1", "JP-TK"],
  ["asia-northeast2", "JP-KN"],
  ["asia-northeast3", "KR"],
  ["asia-south1", "IN-WE"],
  ["asia-south2", null],
  ["asia-southeast1", "SG"],
  ["asia-southeast2", "ID"],
  ["asia-southeast3", null],
  ["australia-southeast1", "AU-NSW"],
  ["australia-southeast2", "AU-VIC"],
  ["europe-central2", "PL"],
  ["europe-north1", null],
  ["europe-north2", "SE-SE3"],
  ["europe-southwest1", "ES"],
  ["europe-west1", null],
  ["europe-west2", "GB"],
  ["europe-west3", "DE"],
  ["europe-west4", "NL"],
  ["europe-west6", "CH"],
  ["europe-west8", "IT-NO"],
  ["europe-west9", "FR"],
  ["europe-west10", "DE"],
  ["europe-west12", "IT-NO"],
  ["me-central1", "QA"],
  ["me-central2", null],
  ["me-west1", "IL"],
  ["northamerica-northeast1", "CA-QC"],
  ["northamerica-northeast2", "CA-ON"],
  ["northamerica-south1", "MX"],
  ["southamerica-east1", "BR-CS"],
  ["southamerica-west1", null],
  ["us-central1", "US-MIDW-MISO"],
  ["us-central2", null],
  ["us-east1", null],
  ["us-east2", null],
  ["us-east4", "US-MIDA-PJM"],
  ["us-east5", "US-MIDA-PJM"],
  ["us-east7", null],
  ["us-south1", "US-TEX-ERCO"],
  ["us-west1", "US-NW-BPAT"],
  ["us-west2", "US-CAL-CISO"],
  ["us-west3", "US-NW-PACE"],
  ["us-west4", null],
  // Other providers whose names resemble a region of Azure elsewhere.
  ["us-west-2", "US-NW-BPAT"],
  ["us-south", "US-TEX-ERCO"],
  ["ap-southeast-6", "NZ"],
  ["ca-west-1", null],
  ["austriaeast", null],
])("region %s of another provider suggests one on the grid %s, and none elsewhere", (name, zone) => {
  const answer = findRegion(name);
  const suggested = "suggestions" in answer ? answer.suggestions : [];
  const zones = suggested.map((one) => allRegions().find((region) => region.name === one)?.zone);
  expect(zones).toEqual(zone === null ? [] : [zone]);
});

test.each([
  ["T4", "Standard_NC4as_T4_v3"],
  ["NVIDIA A100", "Standard_NC24ads_A100_v4"],
  ["h100", "Standard_NC40ads_H100_v5"],
])("the card %s suggests the smallest size that has it: %s", (card, size) => {
  const answer = findSize(card);
  expect("suggestions" in answer ? answer.suggestions[0] : answer).toBe(size);
});

test("a name like nothing has no suggestion", () => {
  expect(findRegion("zzzzzzzzzzzz")).toEqual({ suggestions: [] });
  expect(findRegion("")).toEqual({ suggestions: [] });
});

test("an unknown region spreads from the lowest to the highest", () => {
  const { lowest, median, highest, intensity } = regionSpread();
  expect([lowest.zone, highest.zone]).toEqual(["SE-SE3", "ZA"]);
  expect(intensity).toMatchObject({ low: 20, value: median.intensity.value, high: 713.9 });
  expect(median.intensity.value).toBeGreaterThan(250);
  expect(median.intensity.value).toBeLessThan(450);
});

test.each(["Standard_NC4as_T4_v3", "nc4as_t4_v3", "NC4as T4 v3", "standard-nc4as-t4-v3"])("size %s", (name) => {
  const answer = findSize(name);
  expect("found" in answer && answer.found).toMatchObject({
    name: "Standard_NC4as_T4_v3",
    vcpus: 4,
    memory: 28,
    gpus: 1,
    gpuMemory: 16,
    idle: { value: 41.94, low: 11.9, high: 50.48 },
    busy: { value: 84.62 },
    embodied: { value: 4.39, low: 2.217, high: 8.829 },
    price: { value: 0.526 },
  });
});

test.each([
  ["Standard_NC4as_T4_v4", "Standard_NC4as_T4_v3"],
  ["D2s_v6", "Standard_D2s_v5"],
  ["NC4as", "Standard_NC4as_T4_v3"],
  ["Standard NC4as T4", "Standard_NC4as_T4_v3"],
  ["Standard_D64s_v5", "Standard_D32s_v5"],
  ["D48s_v3", "Standard_D32s_v3"],
  ["d4_v5", "Standard_D4s_v5"],
  ["ND96asr_A100_v4", "Standard_ND96amsr_A100_v4"],
  ["NC24rs_v3", "Standard_NC24s_v3"],
  ["NC16as_T4_v3 Spot", "Standard_NC16as_T4_v3"],
])("size %s suggests %s first", (name, suggestion) => {
  const answer = findSize(name);
  expect("suggestions" in answer ? answer.suggestions[0] : answer).toBe(suggestion);
});

test.each(["g4dn.xlarge", "e2-standard-4", "c5.2xlarge", "n1-highmem-8"])("another provider's %s is no size of Azure", (name) => {
  expect(findSize(name)).toEqual({ suggestions: [] });
});

test("a fraction of a card is a fraction of its memory", () => {
  const sixth = allSizes().find(({ name }) => name === "Standard_NV6ads_A10_v5");
  expect(sixth?.gpuMemory).toBeCloseTo(4, 6);
});

test.each<[string, number | null, string | undefined]>([
  ["no weights", null, "Standard_B2s"],
  ["a small model", 1.2, "Standard_NV6ads_A10_v5"],
  ["Mistral 7B in 4 bits", 4.37, "Standard_NC4as_T4_v3"],
  ["24 B in 4 bits", 15.2, "Standard_NV36ads_A10_v5"],
  ["70 B in 4 bits", 43, "Standard_NC24ads_A100_v4"],
  ["70 B in 16 bits", 141, "Standard_NC96ads_A100_v4"],
  ["more than any machine", 5000, undefined],
])("smallest size for %s", (_, weights, name) => {
  expect(smallestSizeFor(weights)?.name).toBe(name);
});

test.each([
  ["NVIDIA Tesla T4", "T4"],
  ["t4", "T4"],
  ["GeForce RTX 4090", "RTX-4090"],
  ["NVIDIA A100-SXM4-80GB", "A100-SXM4-80GB"],
  ["A100", "A100-PCIe-80GB"],
  ["NVIDIA L40S", "L40S"],
  ["rtx a6000", "RTX-A6000"],
  ["V100", "V100-PCIe-16GB"],
  ["NVIDIA A100 80GB PCIe", "A100-PCIe-80GB"],
  ["NVIDIA A100-PCIE-40GB", "A100-PCIe-40GB"],
  ["NVIDIA H100 80GB HBM3", "H100-SXM-80GB"],
  ["NVIDIA H100 PCIe", "H100-PCIe-80GB"],
  ["Tesla T4 16GB", "T4"],
  ["NVIDIA A10-4Q", "A10"],
  ["NVIDIA A10", "A10"],
  ["NVIDIA A10G", "A10G"],
])("GPU %s is %s", (name, id) => {
  expect(named(findGpu(name), "id")).toBe(id);
});

test.each<[string, string, number]>([
  ["whisper-large-v3", "whisper-large-v3", 1.55e9],
  ["large-v3", "whisper-large-v3", 1.55e9],
  ["large", "whisper-large-v3", 1.55e9],
  ["openai/whisper-large-v3", "whisper-large-v3", 1.55e9],
  ["Systran/faster-whisper-large-v3", "whisper-large-v3", 1.55e9],
  ["Whisper Large V3", "whisper-large-v3", 1.55e9],
  ["openai/whisper-large-v3-turbo", "whisper-large-v3-turbo", 0.809e9],
  ["deepdml/faster-whisper-large-v3-turbo-ct2", "whisper-large-v3-turbo", 0.809e9],
  ["turbo", "whisper-large-v3-turbo", 0.809e9],
  ["base.en", "whisper-base", 0.074e9],
  ["distil-whisper/distil-large-v3", "distil-whisper-large-v3", 0.756e9],
  ["Systran/faster-distil-whisper-large-v3", "distil-whisper-large-v3", 0.756e9],
  ["ggml-large-v3-q5_0.bin", "whisper-large-v3", 1.55e9],
  ["facebook/nllb-200-distilled-600M", "nllb-200-distilled-600M", 0.6e9],
  ["nllb-200-distilled-600m", "nllb-200-distilled-600M", 0.6e9],
  ["entai2965/nllb-200-distilled-600M-ctranslate2", "nllb-200-distilled-600M", 0.6e9],
  ["facebook/nllb-200-3.3B", "nllb-200-3.3B", 3.3e9],
  ["Helsinki-NLP/opus-mt-fr-en", "opus-mt", 0.075e9],
  ["mistral:7b", "mistral:7b", 7.2e9],
  ["mistral", "mistral:7b", 7.2e9],
  ["mistral:latest", "mistral:7b", 7.2e9],
  ["mistral:7b-instruct-q8_0", "mistral:7b", 7.2e9],
  ["mistralai/Mistral-7B-Instruct-v0.3", "mistral:7b", 7.2e9],
  ["TheBloke/Mistral-7B-Instruct-v0.2-AWQ", "mistral:7b", 7.2e9],
  ["llama3.1:8b", "llama3.1:8b", 8e9],
  ["meta-llama/Meta-Llama-3.1-8B-Instruct", "llama3.1:8b", 8e9],
  ["meta-llama/Llama-3.2-3B-Instruct", "llama3.2:3b", 3.2e9],
  ["Qwen/Qwen3-8B", "qwen3:8b", 8.2e9],
  ["google/gemma-3-4b-it", "gemma3:4b", 4.3e9],
  ["mistralai/Mixtral-8x7B-Instruct-v0.1", "mixtral:8x7b", 46.7e9],
  ["sentence-transformers/all-MiniLM-L6-v2", "all-MiniLM-L6-v2", 22.7e6],
  ["BAAI/bge-m3", "bge-m3", 568e6],
  ["thenlper/gte-large", "gte-large", 335e6],
  ["Alibaba-NLP/gte-large-en-v1.5", "gte-large-en-v1.5", 434e6],
  ["Alibaba-NLP/gte-base-en-v1.5", "gte-base-en-v1.5", 137e6],
  ["Snowflake/snowflake-arctic-embed-m-long", "snowflake-arctic-embed-m-long", 137e6],
])("model %s is %s", (name, id, parameters) => {
  expect(model(name)).toMatchObject({ id, parsed: false, parameters: { value: parameters } });
});

test.each<[string, string]>([
  ["mistral:7b-instruct-v0.3-q4_K_M", "mistral:7b"],
  ["mistral-7b-instruct-v0.2.Q4_K_M.gguf", "mistral:7b"],
  ["Mistral 7B", "mistral:7b"],
  ["mistralai/Mistral-Nemo-Instruct-2407", "mistral-nemo:12b"],
  ["TheBloke/Mixtral-8x7B-Instruct-v0.1-GPTQ", "mixtral:8x7b"],
  ["Qwen/Qwen2.5-7B-Instruct-AWQ", "qwen2.5:7b"],
  ["microsoft/Phi-3.5-mini-instruct", "phi3:3.8b"],
  ["facebook/mbart-large-50-many-to-many-mmt", "mbart-large-50"],
  ["nllb-200-distilled-600M-int8", "nllb-200-distilled-600M"],
  ["./models/faster-whisper-large-v3", "whisper-large-v3"],
  ["cross-encoder/ms-marco-MiniLM-L-6-v2", "all-MiniLM-L6-v2"],
])("packaging, tuning and precision do not hide the model: %s is %s", (name, id) => {
  expect(model(name).id).toBe(id);
});

test.each<[string, number, number]>([
  ["acme/acme-llm-9B-chat", 9e9, 9e9],
  ["falcon:40b", 40e9, 40e9],
  ["acme-tiny-350M", 350e6, 350e6],
  ["acme/moe-30B-A3B", 30e9, 3e9],
  ["acme-4x7b", 0.83 * 28e9, 0.92 * 14e9],
])("model %s: %d parameters, %d active, read from its name", (name, total, active) => {
  expect(model(name)).toMatchObject({ parsed: true, parameters: { value: total }, active: { value: active } });
});

test("an unknown name has suggestions and no figures", () => {
  expect(named(findModel("whisper-larg-v3x"), "id")).toContain("whisper-large-v3");
  for (const version of ["whisper-large-v4", "openai/whisper-large-v5-ultra", "large-v4-turbo", "faster-whisper-large-v9"])
    expect(findModel(version)).not.toHaveProperty("found");
  expect(named(findModel("whisper-large-v4"), "id")).toContain("whisper-large-v3");
  expect(named(findModel("my-own-model"), "id")).toEqual([]);
  expect(named(findModel("gpt-4o-mini"), "id")).toEqual([]);
});

test.each([
  ["mistal", "mistral:7b"],
  ["Mistrall", "mistral:7b"],
  ["whisper-medum", "whisper-medium"],
])("the slip %s is told %s", (written, meant) => {
  expect(named(findModel(written), "id")).toContain(meant);
});

test("stated figures win, and make an unknown name usable", () => {
  const stated = { name: "my-own-model", parameters: { low: 8e9, central: 8e9, high: 8e9 }, weights: { central: 4.7 } };
  const answer = resolveModel(stated);
  expect("found" in answer && answer.found).toMatchObject({ kind: "llm", parsed: false, parameters: { value: 8e9 } });
  expect("found" in answer && weightsGB(answer.found, null, null).value).toBe(4.7);
  expect(resolveModel({ name: "my-own-model" })).toHaveProperty("suggestions");
  const byWeights = resolveModel({ name: "my-own-model", weights: { central: 6.1 } });
  expect("found" in byWeights && byWeights.found.parameters.value).toBeCloseTo(1e10, -3);
});

test.each<[string, string | null, string | null, number]>([
  ["mistral:7b", "ollama", null, 4.372824384],
  ["mistral:7b", null, null, 4.372824384],
  ["mistralai/Mistral-7B-Instruct-v0.3", "vllm", null, 14.4],
  ["mistralai/Mistral-7B-Instruct-v0.3", null, null, 14.4],
  ["mistral:7b-instruct-q8_0", "ollama", null, 7.704],
  ["mistral:7b", "ollama", "fp16", 14.4],
  ["whisper-large-v3", "faster-whisper", null, 3.1],
  ["whisper-large-v3", "faster-whisper", "int8", 1.6585],
  ["falcon:40b", "ollama", null, 24.4],
  ["all-MiniLM-L6-v2", "sentence-transformers", null, 0.0908],
])("weights of %s on %s in %s: %f GB", (name, engine, precision, GB) => {
  expect(weightsGB(model(name), engine, precision).value).toBeCloseTo(GB, 6);
});

test.each([
  ["float16", "fp16"],
  ["q4_K_M", "q4"],
  ["int8_float16", "int8"],
  ["4bit", "int4"],
  ["nothing", null],
])("precision %s is %s", (text, precision) => {
  expect(precisionIn(text)).toBe(precision);
});

test.each<[string, string | null, number | null, number | null]>([
  ["mistral:7b", "ollama", 16, 4096],
  ["mistral:7b", "ollama", 0, 4096],
  ["mistral:7b", "ollama", null, 4096],
  ["mistral:7b", "ollama", 22.5, 4096],
  ["mistral:7b", "ollama", 23, 32768],
  ["mistral:7b", "ollama", 24, 32768],
  ["llama3.1", "ollama", 46.9, 32768],
  ["llama3.1", "ollama", 47, 131072],
  ["mistral:7b", "ollama", 80, 32768],
  ["tinyllama", "ollama", 16, 2048],
  ["mistral:7b", "vllm", 16, 32768],
  ["llama3", "vllm", 16, 8192],
  ["llama3.1", "vllm", 16, 131072],
  ["BAAI/bge-m3", "sentence-transformers", 16, null],
  ["nllb-200-distilled-600M", "ctranslate2", 16, null],
  ["whisper-large-v3", "faster-whisper", 16, null],
])("context of %s on %s with %s GiB is %s", (name, engine, memory, tokens) => {
  expect(contextWindow(model(name), engine, memory)?.tokens ?? null).toBe(tokens);
});

// nvidia-smi, in MiB, of each card without a process
test.each([
  ["T4", 15_360],
  ["L4", 23_034],
  ["A10", 23_028],
  ["A10G", 23_028],
  ["A40", 46_068],
  ["L40S", 46_068],
  ["RTX 4090", 24_564],
  ["RTX A5000", 24_564],
  ["RTX A6000", 49_140],
  ["A100 80GB", 81_920],
])("the memory that the driver reports of a %s is %i MiB", (name, reported) => {
  const look = findGpu(name);
  expect("found" in look ? look.found.reportedMemory * 1024 : null).toBeCloseTo(reported, -2);
});

test.each([
  // the name holds the active parameters alone
  ["meta-llama/Llama-4-Maverick-17B-128E-Instruct", 400, 17],
  ["llama4", 109, 17],
  // the makers' repository holds the whole, Ollama's short name a distilled one
  ["deepseek-ai/DeepSeek-R1-0528", 671, 37],
  ["deepseek-ai/DeepSeek-V3.1", 671, 37],
  ["deepseek/deepseek-r1", 671, 37],
  ["zai-org/GLM-4.6", 357, 32],
  ["deepseek-r1", 8.2, 8.2],
  ["moonshotai/Kimi-K2-Instruct-0905", 1000, 32],
  ["zai-org/GLM-4.5-Air", 106, 12],
  ["ibm-granite/granite-4.0-h-small", 32, 9],
  ["microsoft/Phi-4-mini-instruct", 3.8, 3.8],
])("%s has %d thousand million parameters, of which %d work on a token", (name, all, active) => {
  const { parameters, active: working } = model(name);
  expect([parameters.value / 1e9, working.value / 1e9]).toEqual([all, active]);
});

test.each([
  ["zai-org/GLM-4.5", 131_072],
  ["zai-org/GLM-4.6-FP8", 200_000],
  ["moonshotai/Kimi-K2-Instruct", 131_072],
  ["moonshotai/Kimi-K2-Instruct-0905", 262_144],
  ["moonshotai/Kimi-K2-Thinking", 262_144],
  ["llama4", 10_485_760],
  ["meta-llama/Llama-4-Scout-17B-16E-Instruct", 10_485_760],
  ["meta-llama/Llama-4-Maverick-17B-128E-Instruct", 1_048_576],
  ["mistralai/Devstral-Small-2505", 131_072],
  ["mistralai/Devstral-Small-2-24B-Instruct-2512", 262_144],
])("%s takes %d tokens at once, as its own card says", (name, context) => expect(model(name).context).toBe(context));

test.each(["text-embedding-3-small", "gpt-3.5-turbo", "openai/gpt-4o", "mistral-large-latest", "claude-sonnet-4"])(
  "%s, which only its provider runs, is no other spelling of a model of ours",
  (name) => expect(findModel(name)).toEqual({ suggestions: [] }),
);

test.each([
  ["bge-larg", "encoder"],
  ["mistral-large", "llm"],
  ["whisper-large-v4", "whisper"],
  ["nllb-200-distiled", "seq2seq"],
])("what is suggested for %s is of its kind", (name, kind) => {
  const look = findModel(name);
  const suggestions = "suggestions" in look ? look.suggestions : [];
  expect(suggestions.filter((one) => model(one).kind !== kind)).toEqual([]);
});

test("Ministral 3 may be used commercially, Ministral of 2024 and Command A may not", () => {
  expect(
    [
      "mistralai/Ministral-3-8B-Instruct-2512",
      "ministral-3:14b",
      "mistralai/Ministral-8B-Instruct-2410",
      "ministral-3b",
      "CohereLabs/c4ai-command-a-03-2025",
    ].map((name) => model(name).nonCommercial),
  ).toEqual([false, false, true, true, true]);
});

test.each([
  ["qwen2.5:3b", "qwen", true],
  ["Qwen/Qwen2.5-3B-Instruct", "qwen", true],
  ["Qwen/Qwen2.5-Coder-3B", "qwen", true],
  ["Qwen/Qwen2.5-32B-Instruct", "qwen", false],
  ["Qwen/Qwen2.5-72B-Instruct", "qwen", false],
  ["qwen2.5:1.5b", "qwen", false],
  ["mistralai/Mistral-Small-Instruct-2409", "mistral-v1", true],
  ["mistral-small:22b", "mistral-v1", true],
  ["mistral-small3.2:24b", "tekken", false],
  ["stabilityai/stablelm-zephyr-3b", "unknown", true],
  ["HuggingFaceH4/zephyr-7b-beta", "mistral-v1", false],
])("one model of a family may have another licence and vocabulary: %s", (name, tokenizer, nonCommercial) => {
  expect(model(name)).toMatchObject({ tokenizer, nonCommercial });
});

test("licences that exclude commercial use are known", () => {
  expect(model("facebook/nllb-200-distilled-600M")).toMatchObject({ licence: "CC BY-NC 4.0", nonCommercial: true });
  expect(model("jinaai/jina-embeddings-v3")).toMatchObject({ kind: "encoder", licence: "CC BY-NC 4.0", nonCommercial: true });
  expect(model("jinaai/jina-embeddings-v2-base-en")).toMatchObject({ kind: "encoder", nonCommercial: false });
  expect(model("mistral:7b")).toMatchObject({ licence: "Apache-2.0", nonCommercial: false });
});

test("tokens per character depend on vocabulary and language", () => {
  const articles: readonly [string | null, number][] = [
    ["fr-FR", 0.3045],
    ["English", 0.2275],
    ["es", 0.3015],
    ["arabe", 0.8962],
  ];
  for (const [language, value] of articles) expect(tokensPerCharacter("mistral-v1", language).value).toBe(value);
  const arabic = tokensPerCharacter("mistral-v1", "ar").value / tokensPerCharacter("mistral-v1", "en").value;
  expect(arabic).toBeGreaterThan(3.5);
  expect(tokensPerCharacter("nllb", "fr").value).toBe(0.2607);
  const written = tokensPerCharacter("mistral-v1", null);
  expect(written).toMatchObject({ low: 0.2275, high: 0.8962, rangeAssumed: true, id: "tokens/mistral-v1/unknown-language" });
  expect(written.value).toBeCloseTo((0.3015 + 0.3045) / 2, 9);
  const other = tokensPerCharacter("mistral-v1", "tlh");
  expect(other).toMatchObject({ low: 0.2275, high: 2.0046, rangeAssumed: true, id: "tokens/mistral-v1/other-language" });
});

// Counted anew with mistral-tokenizer-js over texts that the table was not made from: opening sentences of encyclopaedic articles.
test.each([
  [
    "ja",
    "\u6771\u4eac\u306f\u65e5\u672c\u306e\u9996\u90fd\u3067\u3042\u308a\u3001\u4e16\u754c\u6700\u5927\u306e\u90fd\u5e02\u306e\u4e00\u3064\u3067\u3042\u308b\u3002",
  ],
  ["de", "Berlin ist die Hauptstadt der Bundesrepublik Deutschland und zugleich ihre gr\u00f6\u00dfte Stadt. Die Stadt liegt an der Spree."],
  [
    "ru",
    "\u041c\u043e\u0441\u043a\u0432\u0430 \u2014 \u0441\u0442\u043e\u043b\u0438\u0446\u0430 \u0420\u043e\u0441\u0441\u0438\u0438 \u0438 \u043a\u0440\u0443\u043f\u043d\u0435\u0439\u0448\u0438\u0439 \u0433\u043e\u0440\u043e\u0434 \u0441\u0442\u0440\u0430\u043d\u044b.",
  ],
] as const)("tokens of %s are those that the real vocabulary counts, within a quarter", async (language, text) => {
  const count = await loadMistralTokenizer();
  const ratio = count(text) / [...text].length / tokensPerCharacter("mistral-v1", language).value;
  expect(ratio).toBeGreaterThan(0.75);
  expect(ratio).toBeLessThan(1.25);
});

test("a minute of speech", () => {
  expect(speechCharactersPerMinute("fr").value).toBeCloseTo(924, 9);
  expect(speechCharactersPerMinute("ar").value).toBeLessThan(speechCharactersPerMinute("fr").value);
});
