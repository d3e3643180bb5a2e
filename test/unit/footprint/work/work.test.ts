import { describe, expect, test } from "vitest";
import { faultOf } from "../../../../src/core/factors/factor";
import { findModel, resolveModel } from "../../../../src/core/factors/findModel";
import { findGpu } from "../../../../src/core/factors/gpus";
import { modelRows } from "../../../../src/core/factors/models";
import { weightsGB } from "../../../../src/core/factors/precision";
import { mixtureBytes } from "../../../../src/core/factors/throughput";
import { workSeconds } from "../../../../src/core/footprint/work/work";
import type { Work, WorkRequest } from "../../../../src/core/footprint/work/workTypes";
import type { Task } from "../../../../src/core/routes/route";
import { frenchSentences } from "../../../support/frenchSentences";

interface Case {
  readonly engine?: string | null;
  readonly precision?: string;
  readonly gpu?: string | null;
  readonly gpus?: number;
  readonly vcpus?: number;
  readonly audio?: number;
  readonly input?: number;
  readonly output?: number;
}

const point = (central: number | undefined) => (central === undefined ? undefined : { low: central, central, high: central });

function request(task: Task, model: string | null, given: Case): WorkRequest {
  const found = model === null ? null : findModel(model);
  const card = given.gpu === null ? null : findGpu(given.gpu ?? "T4");
  if (card !== null && !("found" in card)) throw new Error(`no GPU ${given.gpu}`);
  return {
    task,
    model: found !== null && "found" in found ? found.found : null,
    engine: given.engine ?? null,
    precision: given.precision ?? null,
    audioSeconds: point(given.audio),
    inputTokens: point(given.input),
    outputTokens: point(given.output),
    hardware: { gpu: card?.found ?? null, gpus: given.gpus ?? (card === null ? 0 : 1), vcpus: given.vcpus ?? 4 },
  };
}

function work(task: Task, model: string | null, given: Case): Work {
  const answer = workSeconds(request(task, model, given));
  if (answer === null) throw new Error("unknown");
  return answer;
}

const seconds = (task: Task, model: string, given: Case): number => work(task, model, given).seconds.central;

test.each<[string, Task, string, Case, number, number, number, string]>([
  [
    "Whisper on a T4",
    "transcription",
    "whisper-large-v3",
    { engine: "faster-whisper", audio: 600 },
    0.064,
    0.04,
    0.2,
    "rtf/whisper-large-v3/faster-whisper/T4",
  ],
  ["Mistral on a T4", "generation", "mistral:7b", { engine: "ollama", output: 300 }, 1 / 34, 1 / 56, 1 / 22, "decode/mistral:7b/q4/T4"],
  [
    "NLLB with CTranslate2",
    "translation",
    "nllb-200-distilled-600m",
    { engine: "ctranslate2", output: 900 },
    1 / 1200,
    1 / 2500,
    1 / 400,
    "translation/nllb-200-distilled-600M/ctranslate2/T4",
  ],
  [
    "NLLB with transformers",
    "translation",
    "nllb-200-distilled-600m",
    { engine: "transformers", output: 900 },
    1 / 618,
    1 / 875,
    1 / 63,
    "translation/nllb-200-distilled-600M/transformers/T4",
  ],
  [
    "NLLB with an unknown engine",
    "translation",
    "nllb-200-distilled-600m",
    { output: 900 },
    1 / 1200,
    1 / 2500,
    1 / 63,
    "translation/nllb-200-distilled-600M/unknown/T4",
  ],
])("%s has its measured rate", (_, task, model, given, value, low, high, id) => {
  const { terms, quality } = work(task, model, given);
  expect(terms.map(({ factor }) => factor.id)).toContain(id);
  const factor = terms.at(-1)?.factor;
  expect(factor?.value).toBeCloseTo(value, 9);
  expect(factor?.low).toBeCloseTo(low, 9);
  expect(factor?.high).toBeCloseTo(high, 9);
  expect(quality).toBe("measured-same-hardware");
});

test("the worked example: ten minutes of audio take 38.4 s, a month of 500 files 5.33 h", () => {
  const one = work("transcription", "whisper-large-v3", { engine: "faster-whisper", audio: 600 });
  expect(one.seconds.central).toBeCloseTo(38.4, 9);
  expect(one.terms).toHaveLength(1);
  expect((one.seconds.central * 500) / 3600).toBeCloseTo(5.333, 3);
  expect(one.parts).toEqual([{ what: "audioSeconds", value: 600, unit: "s", factorId: "rtf/whisper-large-v3/faster-whisper/T4" }]);
});

test("input and output tokens add", () => {
  const { seconds: time, terms } = work("generation", "mistral:7b", { engine: "ollama", input: 1218, output: 300 });
  expect(time.central).toBeCloseTo(1218 / 400 + 300 / 34, 9);
  expect(terms.map(({ quantity }) => quantity)).toEqual(["inputTokens", "outputTokens"]);
});

test.each([
  [2, 30],
  [29.9, 30],
  [30, 30],
  [31, 60],
  [600, 600],
  [605, 630],
])("a clip of %f s is worked as %f s", (clip, worked) => {
  expect(seconds("transcription", "whisper-large-v3", { engine: "faster-whisper", audio: clip })).toBeCloseTo(worked * 0.064, 9);
});

test.each([
  [15, 1 / 12.9],
  [30, (30 * 6.2) / 1200],
  [186, 186 / 1200],
  [1000, 1000 / 1200],
])("a translation of %d tokens takes %f s: a sentence alone is written token by token, a text in a batch", (output, expected) => {
  expect(seconds("translation", "nllb-200-distilled-600m", { engine: "ctranslate2", output }) / expected).toBeCloseTo(1, 1);
});

test.each<[string, Task, string | null, Case]>([
  ["no model", "generation", null, { output: 300 }],
  ["a model of unknown size", "generation", "my-own-model", { output: 300 }],
  ["speech synthesis", "speech-synthesis", "mistral:7b", { output: 300 }],
  ["image generation", "image-generation", "mistral:7b", { output: 300 }],
  ["another task", "other", "mistral:7b", { output: 300 }],
  ["a language model that is to transcribe", "transcription", "mistral:7b", { audio: 600 }],
  ["no duration", "transcription", "whisper-large-v3", {}],
  ["no output", "generation", "mistral:7b", { input: 1000 }],
])("%s is unknown, never 0", (_, task, model, given) => {
  expect(workSeconds(request(task, model, given))).toBeNull();
});

// Ratios that physics or published rows give; [lowest, highest].
test.each<[string, number, number, number]>([
  [
    "turbo takes a fraction of large",
    seconds("transcription", "large-v3-turbo", { engine: "faster-whisper", audio: 600 }) /
      seconds("transcription", "large-v3", { engine: "faster-whisper", audio: 600 }),
    0.12,
    0.3,
  ],
  [
    "openai-whisper takes 2.3 times faster-whisper",
    seconds("transcription", "large-v3", { engine: "openai-whisper", audio: 600 }) /
      seconds("transcription", "large-v3", { engine: "faster-whisper", audio: 600 }),
    2.2,
    2.35,
  ],
  [
    "a processor of 4 vCPUs is slower than real time with large-v3",
    seconds("transcription", "large-v3", { engine: "faster-whisper", gpu: null, vcpus: 4, audio: 600 }) / 600,
    1,
    4,
  ],
  [
    "twice the vCPUs, less than twice as fast",
    seconds("generation", "mistral:7b", { engine: "ollama", gpu: null, vcpus: 8, output: 300 }) /
      seconds("generation", "mistral:7b", { engine: "ollama", gpu: null, vcpus: 16, output: 300 }),
    1.3,
    1.99,
  ],
  [
    "16 bits take about three times 4 bits where memory bandwidth decides",
    seconds("generation", "llama3.1:8b", { engine: "ollama", gpu: "RTX 3090", precision: "fp16", output: 300 }) /
      seconds("generation", "llama3.1:8b", { engine: "ollama", gpu: "RTX 3090", output: 300 }),
    2,
    3.3,
  ],
  [
    "NLLB 600M takes a quarter of 3.3B",
    seconds("translation", "nllb-200-distilled-600M", { engine: "ctranslate2", output: 900 }) /
      seconds("translation", "nllb-200-3.3B", { engine: "ctranslate2", output: 900 }),
    0.22,
    0.29,
  ],
  [
    "OPUS-MT on an A10G reaches its published rate",
    9297 * (seconds("translation", "opus-mt", { engine: "ctranslate2", gpu: "A10G", output: 1000 }) / 1000),
    0.7,
    1.4,
  ],
  [
    "a mixture of experts reads its active parameters only",
    seconds("generation", "gpt-oss:20b", { engine: "ollama", gpu: "L40S", output: 300 }) /
      seconds("generation", "magistral:24b", { engine: "ollama", gpu: "L40S", output: 300 }),
    0.15,
    0.5,
  ],
  [
    "a third of a card is slower, at most three times",
    seconds("generation", "mistral:7b", { engine: "ollama", gpu: "A10", gpus: 1 / 3, output: 300 }) /
      seconds("generation", "mistral:7b", { engine: "ollama", gpu: "A10", output: 300 }),
    1.8,
    3 + 1e-9,
  ],
  [
    "a model that does not fit its card is slow",
    seconds("generation", "llama3.3:70b", { engine: "ollama", output: 300 }) /
      seconds("generation", "llama3.3:70b", { engine: "ollama", gpu: "A100", output: 300 }),
    10,
    100,
  ],
  [
    "several cards do not make one request faster",
    seconds("generation", "mistral:7b", { engine: "ollama", gpu: "A10", gpus: 2, output: 300 }) /
      seconds("generation", "mistral:7b", { engine: "ollama", gpu: "A10", output: 300 }),
    1,
    1,
  ],
])("%s", (_, ratio, lowest, highest) => {
  expect(ratio).toBeGreaterThanOrEqual(lowest);
  expect(ratio).toBeLessThanOrEqual(highest);
});

const everyWork = modelRows.flatMap(({ id }) =>
  (["transcription", "translation", "generation", "embedding", "classic-ml"] as const).flatMap((task) =>
    ["T4", "A10", "RTX 4090", "H100", null].flatMap((gpu) =>
      [null, "ollama", "transformers", "faster-whisper"].flatMap((engine) => {
        const answer = workSeconds(request(task, id, { gpu, engine, audio: 600, input: 1000, output: 300 }));
        return answer === null ? [] : [answer];
      }),
    ),
  ),
);

test("every rate is a sound factor with a French sentence, and the range holds the central figure", () => {
  expect(everyWork.length).toBeGreaterThan(800);
  const french = frenchSentences();
  const missing = new Set<string>();
  const faults: string[] = [];
  for (const { seconds: time, factors, terms } of everyWork) {
    for (const each of factors) {
      const fault = faultOf(each);
      if (fault !== null) faults.push(`${each.id}: ${fault}`);
      if (!french.has(each.basis)) missing.add(each.basis);
    }
    if (!(0 < time.low && time.low <= time.central && time.central <= time.high)) faults.push(`range of ${terms[0]?.factor.id}`);
    const sizes = { audioSeconds: 600, inputTokens: 1000, outputTokens: 300, constant: 1 };
    const sum = terms.reduce((total, { quantity, times, factor }) => total + times * sizes[quantity] * factor.value, 0);
    if (Math.abs(time.central / sum - 1) > 1e-9) faults.push(`sum of ${terms[0]?.factor.id}`);
  }
  expect(faults).toEqual([]);
  expect([...missing]).toEqual([]);
});

// An independent check of all that is measured beside all that is fitted: q3 was once slower than q4 on a T4, because q4 alone was measured.
test("fewer bits are never slower, and wider weights never smaller, whatever was measured of one width", () => {
  const faults: string[] = [];
  for (const { id } of modelRows.filter(({ kind }) => kind === "llm")) {
    for (const gpu of ["T4", "A2", "A10", "RTX 3060", "RTX 4090", "P40", "A100", "H100"]) {
      const rates = ["q2", "q3", "q4", "q5", "q6", "q8", "f16"].map((precision) => seconds("generation", id, { gpu, engine: "ollama", precision, output: 1 }));
      if (rates.some((rate, index) => rate < 0.999 * (rates[index - 1] ?? 0))) faults.push(`${id} ${gpu} ${rates.map((rate) => (1 / rate).toFixed(1))}`);
    }
  }
  expect(faults).toEqual([]);
  expect(seconds("generation", "mistral:7b", { gpu: "T4", engine: "ollama", precision: "q8", output: 1 })).toBeGreaterThan(1.2 / 34);
});

test("one id is one rate", () => {
  const byId = new Map<string, number>();
  const clashes = new Set<string>();
  for (const { id, value } of everyWork.flatMap(({ factors }) => factors)) {
    if (Math.abs((byId.get(id) ?? value) - value) > 1e-12) clashes.add(id);
    byId.set(id, value);
  }
  expect([...clashes]).toEqual([]);
});

test("what was assumed is said", () => {
  const paths = (model: string, given: Case): readonly string[] => work("generation", model, given).assumptions.map(({ path }) => path);
  expect(paths("acme-9B", { output: 300, gpu: "L4" })).toEqual(["engine", "precision", "model.parameters"]);
  expect(paths("mistral:7b-instruct-q4_0", { output: 300, engine: "ollama" })).toEqual([]);
});

test("an unknown engine has a wider range than a known one", () => {
  const width = (engine: string | null): number => {
    const rate = work("generation", "llama3.1:8b", { engine, gpu: "RTX 3090", output: 300 }).terms[0]?.factor;
    return (rate?.high ?? 0) / (rate?.low ?? 1);
  };
  expect(width(null)).toBeGreaterThan(1.5 * width("ollama"));
  expect(work("generation", "mistralai/Mistral-7B-Instruct-v0.3", { gpu: "A100", output: 300 }).assumptions[0]?.value).toBe("transformers");
});

// A card with rates of its own (T4, RTX 3090) knows no more of a mixture, of weights or of an engine than another.
describe.each(["T4", "RTX 3090", "A10", "A100"])("what is not known of model or engine widens the range on a %s", (gpu) => {
  const language = [...modelRows.filter(({ kind }) => kind === "llm").map(({ id }) => id), "acme-9B", "acme-30b-a3b"];
  const rateOf = (id: string, engine: string | null) => {
    const asked = request("generation", id, { engine, gpu, output: 300 });
    const answer = workSeconds(asked);
    const rate = answer?.terms.find(({ quantity }) => quantity === "outputTokens")?.factor;
    if (asked.model === null || answer === null || rate === undefined) throw new Error(id);
    return { model: asked.model, quality: answer.quality, slow: rate.high / rate.value, fast: rate.value / rate.low };
  };
  const computed = language.map((id) => ({ id, ...rateOf(id, "ollama") })).filter(({ quality }) => quality !== "measured-same-hardware");

  test("a mixture of experts by 1.6", () => {
    const mixtures = computed.filter(({ model }) => model.active.value < model.parameters.value);
    expect(mixtures.length).toBeGreaterThan(1);
    expect(mixtures.filter(({ slow, fast }) => Math.min(slow, fast) < mixtureBytes.spread).map(({ id }) => id)).toEqual([]);
  });

  test("weights by their own range", () => {
    const wider = ({ model, slow, fast }: (typeof computed)[number]): boolean => {
      const { low, value, high } = weightsGB(model, "ollama", null);
      return slow >= high / value && fast >= value / low;
    };
    expect(computed.filter((one) => !wider(one)).map(({ id }) => id)).toEqual([]);
  });

  test("input by the range of the active parameters", () => {
    const { model } = rateOf("acme-9B", "ollama");
    const rate = workSeconds(request("generation", "acme-9B", { engine: "ollama", gpu, input: 1000, output: 300 }))?.terms[0]?.factor;
    const [own, all] = [model.active.high / model.active.value, (rate?.high ?? 0) / (rate?.value ?? 1)];
    const [known] = work("generation", "olmo2:7b", { engine: "ollama", gpu, input: 1000, output: 300 }).terms;
    expect(Math.log(all) ** 2).toBeCloseTo(Math.log(own) ** 2 + Math.log((known?.factor.high ?? 0) / (known?.factor.value ?? 1)) ** 2, 9);
  });

  test("an engine that nobody named by the others' rates", () => {
    const named = (id: string): boolean => rateOf(id, null).slow <= 1.1 * rateOf(id, "ollama").slow;
    expect(language.filter(named)).toEqual([]);
  });
});

test("a model with stated figures has rates of its own", () => {
  const usual = work("generation", "mistral:7b", { engine: "ollama", gpu: "RTX 3060", output: 300 });
  const stated = resolveModel({ name: "mistral:7b", weights: { central: 5 } });
  if (!("found" in stated)) throw new Error("no model");
  const other = workSeconds({ ...request("generation", "mistral:7b", { engine: "ollama", gpu: "RTX 3060", output: 300 }), model: stated.found });
  expect(other?.factors.map(({ id }) => id)).not.toEqual(usual.factors.map(({ id }) => id));
  expect((other?.seconds.central ?? 0) / usual.seconds.central).toBeCloseTo(5 / 4.37, 1);
});
