import { expect, test } from "vitest";
import { findModel } from "../../../src/core/factors/findModel";
import { findGpu, type Gpu } from "../../../src/core/factors/gpus";
import { imageRows } from "../../../src/core/factors/imageRates";
import { modelRows } from "../../../src/core/factors/models";
import { voiceRows } from "../../../src/core/factors/voiceRates";
import { workSeconds } from "../../../src/core/footprint/work/work";

function gpuOf(name: string): Gpu {
  const look = findGpu(name);
  if (!("found" in look)) throw new Error(name);
  return look.found;
}

function modelOf(name: string) {
  const look = findModel(name);
  if (!("found" in look)) throw new Error(name);
  return look.found;
}

function imageSeconds(model: string, gpu: string | null, gpus = 1) {
  const hardware = { gpu: gpu === null ? null : gpuOf(gpu), gpus, vcpus: 8 };
  return workSeconds({ task: "image-generation", model: modelOf(model), engine: "diffusers", precision: null, hardware })?.seconds ?? null;
}

function voiceSeconds(model: string, gpu: string | null, vcpus: number) {
  const audioSeconds = { low: 1, central: 1, high: 1 };
  const hardware = { gpu: gpu === null ? null : gpuOf(gpu), gpus: 1, vcpus };
  return workSeconds({ task: "speech-synthesis", model: modelOf(model), engine: null, precision: null, audioSeconds, hardware })?.seconds ?? null;
}

test("every model that makes images or speech has figures, and every figure a model", () => {
  const ids = (wanted: string) => modelRows.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  expect(ids("diffusion").sort()).toEqual(Object.keys(imageRows).sort());
  expect(ids("voice").sort()).toEqual(Object.keys(voiceRows).sort());
});

// Published and in no row: seconds of one image, brought to the 25 steps of the rows.
// huggingface/diffusers docs/source/en/optimization/torch2.0.md (PyTorch 2.0, not compiled, batch 1); fal-ai/stable-diffusion-benchmarks
// README.md, commit 0490f69 (A100 SXM, 50 steps); huggingface/diffusers issue 6882 (A10G, 1024 x 1024, 25 steps).
const images: readonly [model: string, gpu: string, seconds: number][] = [
  ["stable-diffusion-v1-5", "A100-SXM4-40GB", 25 / 21.66],
  ["stable-diffusion-v1-5", "V100-SXM2-16GB", 25 / 18.99],
  ["stable-diffusion-v1-5", "T4", 25 / 6.9],
  ["stable-diffusion-v1-5", "RTX 3090", 25 / 22.56],
  ["stable-diffusion-v1-5", "RTX 4090", 25 / 40.5],
  ["stable-diffusion-v1-5", "A100-SXM4-80GB", 1.591 / 2],
  ["sdxl", "A100-SXM4-80GB", 5.933 / 2],
  ["sdxl", "A10", 8],
];

test.each(images)("an image of %s on a %s takes what was published, within its range", (model, gpu, seconds) => {
  const ours = imageSeconds(model, gpu);
  expect(ours?.low).toBeLessThan(seconds);
  expect(ours?.high).toBeGreaterThan(seconds);
});

test("the median image is within a third", () => {
  const errors = images.map(([model, gpu, seconds]) => Math.abs(Math.log((imageSeconds(model, gpu)?.central ?? 0) / seconds))).sort((a, b) => a - b);
  expect(Math.exp(errors[Math.floor(errors.length / 2)] ?? 9)).toBeLessThan(1.33);
});

test("a larger model, a smaller card and a part of a card take longer; no processor has a figure", () => {
  const central = (model: string, gpu: string, gpus?: number) => imageSeconds(model, gpu, gpus)?.central ?? 0;
  expect(central("sdxl", "T4")).toBeGreaterThan(central("sd-1.5", "T4"));
  expect(central("sdxl", "T4")).toBeGreaterThan(central("sdxl", "L4"));
  expect(central("black-forest-labs/FLUX.1-dev", "A10", 1 / 3)).toBeCloseTo(3 * central("flux-dev", "A10"), 6);
  expect(central("black-forest-labs/FLUX.1-schnell", "H100-SXM-80GB")).toBe(1.02);
  expect(imageSeconds("sdxl", null)).toBeNull();
});

// Published and in no row: compute seconds per second of speech. utkuyigitdemir/tts-ms (22 threads), a Xeon with 4 cores
// (r/LocalLLaMA, UTMOS benchmark), TaskWizer/LiteTTS (i5-13600K, 20 threads), rhasspy/piper on two ARM cores and on an i9-11900H.
const voices: readonly [model: string, vcpus: number, seconds: number][] = [
  ["piper", 22, 5.3 / 130.6],
  ["piper", 16, 0.067],
  ["piper", 2, 0.12],
  ["hexgrad/Kokoro-82M", 22, 18.5 / 68.8],
  ["kokoro-v1.0.onnx", 4, 0.571],
  ["hexgrad/Kokoro-82M", 4, 0.787],
  ["kokoro", 20, 0.223],
];

test.each(voices)("speech of %s on %i vCPUs takes what was published, within its range", (model, vcpus, seconds) => {
  const ours = voiceSeconds(model, null, vcpus);
  expect(ours?.low).toBeLessThan(seconds);
  expect(ours?.high).toBeGreaterThan(seconds);
});

test("XTTS-v2 and Kokoro use the card, Piper does not", () => {
  expect(voiceSeconds("coqui/XTTS-v2", "A100-SXM4-40GB", 8)?.central).toBeCloseTo(0.42, 9);
  expect(voiceSeconds("kokoro", "T4", 4)?.central).toBeCloseTo(0.03, 9);
  expect(voiceSeconds("piper", "T4", 4)?.central).toBe(voiceSeconds("piper", null, 4)?.central);
});

test.each([
  ["stabilityai/stable-diffusion-xl-base-1.0", "sdxl"],
  ["runwayml/stable-diffusion-v1-5", "stable-diffusion-1.5"],
  ["stabilityai/stable-diffusion-3-medium-diffusers", "stable-diffusion-3-medium"],
  ["tts_models/multilingual/multi-dataset/xtts_v2", "xtts-v2"],
  ["voices/en_US-lessac-medium.onnx", "piper"],
  ["fr_FR-siwis-medium", "piper"],
])("%s is %s", (name, id) => expect(modelOf(name).id).toBe(id));

test("licences that exclude trade are known", () => {
  expect(["flux.1-dev", "xtts-v2", "flux.1-schnell", "sdxl"].map((name) => modelOf(name).nonCommercial)).toEqual([true, true, false, false]);
});

// Published and in no row: seconds of compute per second of audio. SYSTRAN/faster-whisper issue 1073 (openai-whisper on a Ryzen 5
// 5600G, large-v3 in a virtual machine of 8 cores); ggml-org/whisper.cpp issue 89 (i7-11850H, 8 threads: the encoder alone, so the least);
// README of an R package, easywhisper (WhisperX on an RTX 3090 and an RTX 5000 Ada).
const whispers: readonly [model: string, engine: string, gpu: string | null, vcpus: number, factor: number][] = [
  ["small", "openai-whisper", null, 8, 262 / 390],
  ["large-v3", "faster-whisper", null, 8, 12 / 30],
  ["medium", "whisper.cpp", null, 8, 9.83 / 30],
  ["large-v2", "whisperx", "RTX 3090", 8, 664 / 343 / 60],
  ["large-v2", "whisperx", "RTX 5000 Ada", 16, 180.42 / 185.07 / 60],
];

test.each(whispers)("%s with %s on %s and %i vCPUs takes what was published, within its range", (model, engine, gpu, vcpus, factor) => {
  const audioSeconds = { low: 600, central: 600, high: 600 };
  const hardware = { gpu: gpu === null ? null : gpuOf(gpu), gpus: 1, vcpus };
  const ours = workSeconds({ task: "transcription", model: modelOf(model), engine, precision: null, audioSeconds, hardware })?.seconds;
  expect((ours?.low ?? 0) / 600).toBeLessThan(factor);
  expect((ours?.high ?? 0) / 600).toBeGreaterThan(factor);
});

// Published and in no row: output tokens a second. OpenNMT/CTranslate2 README.md of 2020 (beam 4, V100 and i7-6700K) and of 2026 (A10G);
// UKPLab/EasyNMT README.md and issue 64 (beam 5), sentences of some 28 tokens.
const translations: readonly [model: string, engine: string, gpu: string | null, vcpus: number, tokensPerSecond: number][] = [
  ["opus-mt", "transformers", "A10G", 8, 1022.9],
  ["opus-mt", "easynmt", "V100-SXM2-16GB", 8, 53 * 28],
  ["mbart-large-50", "easynmt", "V100-SXM2-16GB", 8, 35 * 28],
  ["m2m100_418M", "easynmt", "V100-SXM2-16GB", 8, 39 * 28],
  ["m2m100_1.2B", "easynmt", "V100-SXM2-16GB", 8, 23 * 28],
  ["opus-mt", "easynmt", "A100-SXM4-40GB", 8, 40 * 28],
  ["mbart-large-50", "easynmt", "A100-SXM4-40GB", 8, 20 * 28],
  ["m2m100_418M", "easynmt", "A100-SXM4-40GB", 8, 18 * 28],
  ["opus-mt", "ctranslate2", "V100-SXM2-16GB", 8, 3917],
  ["opus-mt", "ctranslate2", null, 8, 448],
  ["opus-mt", "easynmt", null, 8, 6 * 28],
  ["m2m100_418M", "easynmt", null, 8, 1.1 * 28],
  ["m2m100_1.2B", "easynmt", null, 8, 0.5 * 28],
];

function translated([model, engine, gpu, vcpus, seen]: (typeof translations)[number]): { factor: number; inside: boolean } {
  const tokens = { low: 3000, central: 3000, high: 3000 };
  const hardware = { gpu: gpu === null ? null : gpuOf(gpu), gpus: 1, vcpus };
  const ours = workSeconds({ task: "translation", model: modelOf(model), engine, precision: null, inputTokens: tokens, outputTokens: tokens, hardware });
  const { low, central, high } = ours?.seconds ?? { low: 0, central: 0, high: 0 };
  return { factor: Math.exp(Math.abs(Math.log(3000 / central / seen))), inside: 3000 / high < seen && seen < 3000 / low };
}

test.each(translations)("%s with %s on %s and %i vCPUs writes what was published, within its range", (...row) => {
  expect(translated(row).inside).toBe(true);
});

test("the median translation is within a half", () => {
  const factors = translations.map((row) => translated(row).factor).sort((a, b) => a - b);
  expect(factors[Math.floor(factors.length / 2)]).toBeLessThan(1.5);
});

function ocrSeconds(engine: string | null, gpu: string | null, vcpus: number) {
  const hardware = { gpu: gpu === null ? null : gpuOf(gpu), gpus: gpu === null ? 0 : 1, vcpus };
  return workSeconds({ task: "ocr", model: null, engine, precision: null, hardware })?.seconds ?? null;
}

// Published seconds of an image: those that the rows are made of, and pages of other documents.
test.each([
  ["tesseract", null, 8, 0.55],
  ["pytesseract", null, 8, 0.77],
  ["tesseract", null, 4, 4.19],
  ["easyocr", null, 8, 0.59],
  ["EasyOCR", null, 8, 13],
  ["easyocr", "L4", 8, 1.6],
  ["easyocr", "RTX-4090", 8, 0.28],
  ["paddle", null, 10, 5.42],
  ["paddleocr", null, 10, 0.33],
  ["paddleocr", "RTX-4090", 8, 0.43],
  ["paddleocr", "V100", 8, 1.09],
  ["PaddleOCR", "T4", 4, 0.2],
  ["paddle", "V100", 4, 0.74],
] as const)("text in one image, %s on %s with %d vCPUs: %d s lie within the range", (engine, gpu, vcpus, seconds) => {
  const found = ocrSeconds(engine, gpu, vcpus);
  expect(found?.low).toBeLessThanOrEqual(seconds);
  expect(found?.high).toBeGreaterThanOrEqual(seconds);
});

test("text in images is unknown without an engine that somebody measured, and Tesseract leaves a card idle", () => {
  expect([ocrSeconds(null, null, 8), ocrSeconds("doctr", "T4", 8), ocrSeconds("transformers", "A100", 8)]).toEqual([null, null, null]);
  expect(ocrSeconds("tesseract", "A100", 8)).toEqual(ocrSeconds("tesseract", null, 8));
  expect(ocrSeconds("easyocr", null, 32)?.central).toBeLessThan(ocrSeconds("easyocr", null, 4)?.central ?? 0);
});
