import { editDistance } from "../editDistance";
import { lazily, once } from "../lazily";
import { type Factor, factor } from "./factor";
import { families } from "./families";
import { type ModelKind, type ModelRow, modelRows } from "./models";
import { type Found, nearest, plainName } from "./names";
import { precisionIn } from "./precision";
import { providedVocabulary } from "./provided";
import type { TokenizerId } from "./tokens";

/** A model as far as its name and the user's own figures tell. */
export interface ResolvedModel {
  /** The table's id, or the name as written where only its size could be read from it. */
  readonly id: string;
  readonly kind: ModelKind;
  /** count */
  readonly parameters: Factor;
  /** count of parameters that work on one token */
  readonly active: Factor;
  /** The number of parameters was read from the name: no row in the table. */
  readonly parsed: boolean;
  /** Bytes of the file that Ollama serves, where known. */
  readonly ollamaBytes: number | null;
  /** GB that the user stated for the weights; wins over every computation. */
  readonly statedWeightsGB: number | null;
  /** Precision that the name itself bears (`-q8_0`, `-AWQ`); null where it bears none. */
  readonly precision: string | null;
  /** Written like a repository of a model hub (`mistralai/Mistral-7B-v0.1`), not like an Ollama tag (`mistral:7b`). */
  readonly hubName: boolean;
  readonly tokenizer: TokenizerId;
  /** tokens; null where unknown or where texts are cut before they reach the model */
  readonly context: number | null;
  readonly licence: string | null;
  readonly nonCommercial: boolean;
}

/**
 * A model by any usual spelling, or suggestions.
 *
 *     findModel("openai/whisper-large-v3"), findModel("Systran/faster-whisper-large-v3"), findModel("large-v3")
 *     findModel("mistralai/Mistral-7B-Instruct-v0.3"), findModel("mistral"), findModel("mistral:7b-instruct-q8_0")
 *     findModel("acme/acme-llm-9B") -> 9e9 parameters, parsed
 */
export function findModel(name: string): Found<ResolvedModel> {
  const known = answers.get(name);
  if (known !== undefined) return known;
  const answer = look(name);
  if (answers.size >= mostAnswers) answers.clear();
  answers.set(name, answer);
  return answer;
}

/** The same few names are looked up for each of some hundred candidates of a what-if. */
const answers = new Map<string, Found<ResolvedModel>>();
const mostAnswers = 500;

function look(name: string): Found<ResolvedModel> {
  const row = rowOf(name);
  if (row !== undefined) return { found: fromRow(row, name) };
  const parsed = sizeIn(name);
  if (parsed !== null) return { found: fromSize(name, parsed) };
  // Most who ask only want to know whether it is known; what it resembles takes hundreds of comparisons.
  return lazily({}, { suggestions: () => (providedVocabulary(name) === null ? suggestionsFor(bareName(name)) : []) });
}

/** Models of the kind that the name tells, where it tells one, by their ids as they are; else by what they are called without their size: `mistal` -> mistral:7b. */
function suggestionsFor(bare: string): readonly string[] {
  const kind = families.find(({ pattern }) => pattern.test(bare))?.kind;
  const rows = kind === undefined ? modelRows : modelRows.filter((row) => row.kind === kind);
  const whole = nearest(
    bare,
    rows.map(({ id }) => id),
  );
  if (whole.length > 0) return whole;
  const stems = new Map<string, string>();
  for (const { id, aliases } of rows) {
    for (const called of [id.split(":")[0] as string, ...aliases]) if (called.length >= shortestStem && !stems.has(called)) stems.set(called, id);
  }
  // a name that another only holds somewhere (`large` in a model of pictures) is not near it
  const near = nearest(bare, [...stems.keys()]).filter((stem) => 2 * plainKey(stem).length >= plainKey(bare).length);
  return [...new Set(near.map((stem) => stems.get(stem) as string))];
}

/**
 * The one of some names that was probably meant: a letter or two are wrong, and no number is, for numbers tell versions and sizes.
 *
 *     slipOf("mistralai/Mistrall-7B-Instruct", ["mistralai/Mistral-7B-Instruct-v0.3"]) -> that; slipOf("llama3:8b", ["llama3.1:8b"]) -> undefined
 */
export function slipOf(written: string, names: readonly string[]): string | undefined {
  const numbers = (name: string): string => (coreName(name).match(/\d+/g) ?? []).join(" ");
  const letters = (name: string): string => plainKey(coreName(name)).replace(/[\d.]/g, "");
  const mine = letters(written);
  return names.find((name) => {
    const edits = editDistance(mine, letters(name));
    return edits > 0 && edits <= Math.min(2, Math.floor(mine.length / 4)) && numbers(name) === numbers(written);
  });
}

/** The model of our table that was probably meant by a name that it does not have. */
export function slipOfKnown(written: string): string | undefined {
  const row = modelRows.find(({ id, aliases }) => slipOf(written, [id, ...aliases]) !== undefined);
  return row?.id;
}

/** A shorter name is part of too many others. */
const shortestStem = 5;

/** A model with the figures that the user stated for it; these win over the table, and make an unknown name usable. */
export function resolveModel(stated: {
  readonly name: string;
  /** count */
  readonly parameters?: { readonly central: number; readonly low: number; readonly high: number } | undefined;
  /** GB */
  readonly weights?: { readonly central: number } | undefined;
}): Found<ResolvedModel> {
  const answer = findModel(stated.name);
  const weights = stated.weights?.central ?? null;
  const count = stated.parameters ?? (weights === null || "found" in answer ? undefined : fromWeights(weights));
  if (!("found" in answer) && count === undefined) return answer;
  const model = "found" in answer ? answer.found : fromSize(stated.name, { total: count?.central ?? 0, active: null });
  if (count === undefined) return { found: { ...model, statedWeightsGB: weights } };
  const parameters: Factor = {
    ...model.parameters,
    id: `model/${stated.name}/stated-${count.central}`,
    value: count.central,
    low: count.low,
    high: count.high,
    basis: "Number of parameters as stated in the scenario.",
  };
  const active = model.active.value === model.parameters.value ? parameters : model.active;
  return { found: { ...model, parameters, active, parsed: false, ollamaBytes: null, statedWeightsGB: weights } };
}

/** Four-bit weights: the usual case of a model that is only known by its file. */
function fromWeights(weightsGB: number): { central: number; low: number; high: number } {
  const count = (weightsGB * 1e9) / 0.61;
  return { central: count, low: count / 3.3, high: count };
}

function rowOf(name: string): ModelRow | undefined {
  const rows = rowsByKey();
  const row = rows.get(plainKey(name)) ?? rows.get(plainKey(bareName(name))) ?? rows.get(plainKey(coreName(name)));
  if (row !== undefined) return row;
  const bare = bareName(name);
  const opus = /opus-?mt/.test(bare) ? modelRows.find(({ id }) => id === "opus-mt") : undefined;
  return opus ?? whisperIn(bare) ?? (piperVoice.test(bare) ? modelRows.find(({ id }) => id === "piper") : undefined);
}

/** Each row by its id and its other names; of two rows with one name the first. */
const rowsByKey = once(() => {
  const rows = new Map<string, ModelRow>();
  for (const row of modelRows) for (const name of [row.id, ...row.aliases]) if (!rows.has(plainKey(name))) rows.set(plainKey(name), row);
  return rows;
});

/** `en_US-lessac-medium`: a voice of Piper. */
const piperVoice = /^[a-z]{2}_[a-z]{2}-.+-(x_low|low|medium|high)$/;

/** `faster-whisper-large-v3-turbo-ct2`, `ggml-large-v3-q5_0.bin`: the longest Whisper name inside. */
function whisperIn(bare: string): ModelRow | undefined {
  if (!/whisper|^ggml-/.test(bare)) return undefined;
  const plain = plainKey(bare);
  const distil = plain.includes("distil");
  // A version of the large one that no table has is another model, of whatever size: it is asked for.
  const version = /large[-_. ]?(v\d+(?:\.\d+)?)/.exec(bare)?.[1];
  return modelRows
    .filter(({ kind, id }) => kind === "whisper" && id.startsWith("distil") === distil)
    .flatMap((row) => row.aliases.map((alias) => ({ row, key: plainKey(alias).replace(/^distil/, "") })))
    .filter(({ key }) => plain.includes(key) && (version === undefined || key.includes(plainKey(version))))
    .sort((a, b) => b.key.length - a.key.length)[0]?.row;
}

function plainKey(name: string): string {
  return plainName(name).replace(/:/g, "");
}

/** Without organisation, `:latest` and file ending. */
function bareName(name: string): string {
  const last = name.trim().toLowerCase().split("/").pop() ?? "";
  return last.replace(/:latest$/, "").replace(/\.(bin|gguf|safetensors|pt|onnx)$/, "");
}

/** Without what does not change the work: tuning, packaging, precision, version and date. */
function coreName(name: string): string {
  return bareName(name)
    .replace(/^(faster-(?=whisper|distil)|meta-(?=llama)|ggml-)/, "")
    .replace(
      /[-_:. ](instruct|chat|it|hf|gguf|ggml|awq|gptq|bnb|ct2|ctranslate2|onnx|int8|int4|float16|fp16|fp32|f16|bf16|4bit|8bit|qat|text|q\d(_k)?(_[smlx01]+)?|iq\d_\w+|v0\.\d|\d{4})(?=$|[-_:. ])/g,
      "",
    )
    .replace(/[-_:. ](instruct|chat|it|hf|gguf|ct2|int8|fp16|v0\.\d|\d{4})(?=$|[-_:. ])/g, "");
}

interface Size {
  readonly total: number;
  /** null: all of them */
  readonly active: number | null;
}

/** `8x7b` -> a mixture of experts; `30b-a3b` -> 3e9 active; `:7b`, `-8B-`, `600M`. */
function sizeIn(name: string): Size | null {
  const bare = bareName(name);
  const experts = /(?:^|[^a-z0-9.])(\d+)x(\d+(?:\.\d+)?)b(?![a-z0-9])/.exec(bare);
  if (experts !== null) {
    const nominal = Number(experts[1]) * Number(experts[2]) * 1e9;
    // Experts share attention: Mixtral has 46.7 of 56 nominal parameters, and 12.9 of the 14 of its two active experts.
    return { total: 0.83 * nominal, active: 0.92 * 2 * Number(experts[2]) * 1e9 };
  }
  const size = /(?:^|[^a-z0-9.])e?(\d+(?:\.\d+)?)(b|m)(?![a-z0-9])(?:-a(\d+(?:\.\d+)?)b)?/.exec(bare);
  if (size === null) return null;
  const total = Number(size[1]) * (size[2] === "b" ? 1e9 : 1e6);
  return { total, active: size[3] === undefined ? null : Number(size[3]) * 1e9 };
}

function fromRow(row: ModelRow, name: string): ResolvedModel {
  const count = (what: string, value: number): Factor =>
    factor({
      id: `model/${row.id}/${what}`,
      value,
      range: [value, value],
      unit: "parameters",
      year: "source",
      source: row.source,
      basis: "Number of parameters that the publisher states.",
    });
  return {
    id: row.id,
    parameters: count("parameters", row.parameters),
    active: count("active-parameters", row.active),
    parsed: false,
    ollamaBytes: row.ollamaBytes,
    ...named(name, row.id, row.kind),
  };
}

function fromSize(name: string, size: Size): ResolvedModel {
  const count = (what: string, value: number): Factor =>
    factor({
      id: `model/${name}/${what}`,
      value,
      range: "measured-same-hardware",
      unit: "parameters",
      year: "source",
      source: "thisProject",
      basis: "Number of parameters read from the model's name.",
      derived: true,
    });
  return {
    id: name,
    parameters: count("parameters", size.total),
    active: count("active-parameters", size.active ?? size.total),
    parsed: true,
    ollamaBytes: null,
    ...named(name, bareName(name), null),
  };
}

/** What follows from the name, before the table's id: `llama3` is worked like llama3.1:8b and has a shorter context. */
function named(written: string, id: string, kind: ModelKind | null) {
  const candidates = families.filter((each) => kind === null || each.kind === kind);
  const familyOf = (name: string) => candidates.find(({ pattern }) => pattern.test(name.toLowerCase()));
  const family = familyOf(bareName(written)) ?? familyOf(id);
  return {
    kind: kind ?? family?.kind ?? "llm",
    statedWeightsGB: null,
    precision: precisionIn(written),
    hubName: written.includes("/") && !written.includes(":"),
    tokenizer: family?.tokenizer ?? "unknown",
    context: family?.context ?? null,
    licence: family?.licence ?? null,
    nonCommercial: family?.nonCommercial ?? false,
  } as const;
}
