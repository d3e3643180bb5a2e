import { optionsOf } from "../routes/interpreter/alternatives";
import type { Args, Made, Value } from "../routes/interpreter/values";

/** What the code says of how a model runs, where it says it in so many words. */
export interface RunSettings {
  /** number format of the weights, as written: `float16`, `int8_float16`, `4bit`, `awq` */
  readonly precision?: string;
  /** tokens that one answer has at most */
  readonly longestAnswer?: number;
  /** characters of its text at most, where the code cuts it before */
  readonly longestInput?: number;
  /** tokens that question and answer have at most together */
  readonly context?: number;
  /** the processor or a card, where the code writes that; or a model that its library puts on the processor unless the code says otherwise, and it says nothing */
  readonly device?: "cpu" | "gpu" | "not-said";
}

/**
 * From the call that runs the model, else from the one that made it; and from options and configurations that they are given.
 * `asked`: what the call is of, which may be what was made after a few steps: `from_pretrained(name).eval().to("cpu")`.
 */
export function runSettings(made: Made | null, args: Args, asked: Made | null = made): RunSettings {
  const said = [...namedIn(args, 2), ...(made === null ? [] : namedIn(made.args, 2))];
  const precision = precisionSaid(said);
  const number = (names: ReadonlySet<string>): number | undefined => said.flatMap(([name, value]) => (names.has(name) ? counted(value) : []))[0];
  const pair = made !== null && cutsPairs.test(made.path) ? made.args.named.get("max_length") : undefined;
  const [longestAnswer, context] = [number(limits), number(contexts) ?? (pair === undefined ? undefined : counted(pair)[0])];
  return {
    ...(precision === undefined ? {} : { precision }),
    ...(longestAnswer === undefined ? {} : { longestAnswer }),
    ...(context === undefined ? {} : { context }),
    ...cutBefore(args),
    ...deviceSaid(said, made, asked),
  };
}

/**
 * `device="cpu"`, `device_map="cpu"`, `device=-1` of a pipeline, `.to("cpu")`, `.cpu()`, `gpu=False`; and the same of a card: `"cuda:0"`, `0`, `gpu=True`.
 * Nothing where something else is possible.
 */
function deviceSaid(said: readonly Said[], made: Made | null, asked: Made | null): RunSettings {
  const devices = said.flatMap(([name, value]) => (/^device(_map)?$/.test(name) ? [deviceOf(value)] : /^(use_)?(gpu|cuda)$/.test(name) ? switched(value) : []));
  const all = [...devices, ...movesOf(asked).flatMap(movedTo)];
  const [first = null] = all;
  if (all.length > 0) return first !== null && all.every((one) => one === first) ? { device: first } : {};
  // weights in four or eight bits are only loaded to a card
  const toCard = said.some(([name]) => /^(quantization_config|load_in_[48]bit|attn_implementation|tp_plan)$/.test(name));
  return made !== null && staysOnProcessor.test(made.path) && !made.args.open && !toCard ? { device: "not-said" } : {};
}

/** Classes of Transformers load to the processor; its pipelines choose by version, and Sentence Transformers takes the card. */
const staysOnProcessor = /^transformers\.(\w+\.)*(Auto)?\w+\.from_pretrained$/;

/** Each move of what something was made from, to wherever. */
function movesOf(asked: Made | null): readonly Made[] {
  const moves: Made[] = [];
  for (let [one, depth]: [Value | null, number] = [asked, 0]; one !== null && depth < 12; depth++) {
    if (one.k === "made") moves.push(...(one.moves ?? []));
    one = one.k === "made" || one.k === "part" ? one.of : null;
  }
  return moves;
}

/** The text that a call is given first, or by name, alone or in a list; nothing where it may be another one, or was not cut. */
function cutBefore({ positional, named }: Args): Pick<RunSettings, "longestInput"> {
  const given = ["text", "texts", "input", "inputs", "prompt", "prompts", "sentences", "contents", "documents"].flatMap((name) => named.get(name) ?? []);
  const [first, ...others] = given.length > 0 ? given : positional.slice(0, 1);
  const one = first?.k === "list" && first.items.length === 1 && !first.open ? first.items[0] : first;
  return others.length === 0 && one?.k === "unknown" && one.most !== undefined ? { longestInput: one.most } : {};
}

/** Where a device is; null where that is not told, or is one of several. */
type Device = "cpu" | "gpu" | null;

/** Where one move goes; nothing where it only changes the number format: `.to(torch.float16)`. */
function movedTo({ path, args }: Made): readonly Device[] {
  const name = path.slice(path.lastIndexOf(".") + 1);
  if (name !== "to") return [name === "cpu" ? "cpu" : name === "cuda" ? "gpu" : null];
  const device = args.named.get("device") ?? args.positional.find((one) => !isFormat(one));
  return device === undefined ? [] : [deviceOf(device)];
}

/** `gpu=True`; what is not written, or is one of several, says nothing. */
function switched(value: Value): readonly Device[] {
  return value.k === "constant" && typeof value.value === "boolean" ? [value.value ? "gpu" : "cpu"] : [null];
}

function isFormat(value: Value): boolean {
  return value.k === "external" && /^torch\.(b?float|half|double|u?int|bool)\w*$/.test(value.path);
}

function deviceOf(value: Value): Device {
  const [one, ...others] = optionsOf(value);
  if (one === undefined || others.length > 0) return null;
  if (one.k === "made" && /(^|\.)torch\.device$/.test(one.path)) return one.args.positional[0] === undefined ? null : deviceOf(one.args.positional[0]);
  if (one.k === "number") return one.value === -1 ? "cpu" : Number.isInteger(one.value) && one.value >= 0 ? "gpu" : null;
  if (one.k !== "text" || one.holes.length > 0) return null;
  // where the environment may choose, slow work is not promised; the card that the code gives is what it asks for
  return one.value === "cpu" && one.settable !== true ? "cpu" : /^cuda(:\d+)?$/.test(one.value) ? "gpu" : null;
}

const limits: ReadonlySet<string> = new Set([
  "max_tokens",
  "max_new_tokens",
  "max_completion_tokens",
  "max_output_tokens",
  "max_tokens_to_sample",
  "num_predict",
  "n_predict",
]);
const contexts: ReadonlySet<string> = new Set(["num_ctx", "n_ctx", "context_window", "max_model_len"]);
/** Elsewhere `max_length` is the length of an answer. */
const cutsPairs = /^sentence_transformers\.(\w+\.)*CrossEncoder$/;
const formats: ReadonlySet<string> = new Set(["torch_dtype", "dtype", "compute_type", "quantization", "filename", "model_file", "gguf_file"]);
/** Texts that name a format; `auto` and `default` name none. */
const format = /(^|[^a-z0-9])(i?q[2-8](_|$)|int[48]|[48]-?bit|(b|bf|f|fp)?(loat)?(8|16|32)$|float(8|16|32)|bfloat16|awq|gptq|nf4)/i;

type Said = readonly [name: string, value: Value];

/** Weights that are loaded in four or eight bits are so, whatever they are computed in. */
function precisionSaid(said: readonly Said[]): string | undefined {
  for (const bits of [4, 8]) {
    if (said.some(([name, value]) => name === `load_in_${bits}bit` && value.k === "constant" && value.value === true)) return `${bits}bit`;
  }
  return said.flatMap(([name, value]) => (formats.has(name) ? written(value) : [])).find((text) => format.test(text));
}

/** `"float16"`, `torch.float16`; nothing where several are possible. */
function written(value: Value): readonly string[] {
  const [one, ...others] = optionsOf(value);
  if (one === undefined || others.length > 0) return [];
  if (one.k === "text") return one.holes.length === 0 ? [one.value] : [];
  return one.k === "external" ? [one.path.split(".").at(-1) ?? ""] : [];
}

function counted(value: Value): readonly number[] {
  const [one, ...others] = optionsOf(value);
  return one?.k === "number" && others.length === 0 && Number.isInteger(one.value) && one.value > 0 ? [one.value] : [];
}

/** Arguments by name, those of the call itself first, then those of what it is given: `options={"num_predict": 200}`, `SamplingParams(max_tokens=200)`. */
export function namedIn(args: Args, depth: number): Said[] {
  const own: Said[] = [...args.named];
  return depth === 0 ? own : [...own, ...[...args.named.values(), ...args.positional].flatMap((value) => inside(value, depth - 1))];
}

/** `options={"num_predict": 200}`, `SamplingParams(max_tokens=200)`, a model that was loaded and is handed on. */
function inside(value: Value, depth: number): Said[] {
  if (value.k === "dict") return [...value.entries, ...(depth === 0 ? [] : [...value.entries.values()].flatMap((one) => inside(one, depth - 1)))];
  return value.k === "made" && carries.test(value.path) ? namedIn(value.args, depth) : [];
}

const carries = /(Config|Params|Options|Settings|from_pretrained)$/;
