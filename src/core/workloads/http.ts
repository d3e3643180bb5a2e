import type { Task } from "../routes/route";
import { type Args, type Made, optionsOf, type Value } from "../routes/values";
import type { Match } from "./match";

/** The address of a model server, as written. */
export type Address = string;

/** Paths that only servers of models have. */
const paths: readonly (readonly [RegExp, Task, string | null])[] = [
  [/\/api\/(generate|chat)\/?($|\?)/, "generation", "ollama"],
  [/\/api\/embed(dings)?\/?($|\?)/, "embedding", "ollama"],
  [/\/chat\/completions\/?($|\?)|\/v1\/completions\/?($|\?)|\/v1\/responses\/?($|\?)/, "generation", null],
  [/\/v1\/messages\/?($|\?)/, "generation", "anthropic"],
  [/\/v1\/embeddings\/?($|\?)|\/embeddings(\?api-version|$)/, "embedding", null],
  [/\/audio\/transcriptions\/?($|\?)/, "transcription", null],
  [/\/audio\/translations\/?($|\?)/, "translation", null],
  [/\/audio\/speech\/?($|\?)/, "speech-synthesis", null],
  [/\/images\/generations\/?($|\?)|\/sdapi\/v1\/txt2img/, "image-generation", null],
  [/\/(v1|v2|api\/v1)\/rerank\/?($|\?)/, "reranking", null],
  [/generativelanguage\.googleapis\.com.*:(stream)?[gG]enerateContent/, "generation", "google"],
  [/api-inference\.huggingface\.co\/models\//, "other", "huggingface"],
  [/api(-free)?\.deepl\.com\/v2\/translate/, "translation", "deepl"],
];

const hosts: readonly (readonly [RegExp, string])[] = [
  [/:11434\b|ollama/i, "ollama"],
  [/openai\.azure\.com|azure/i, "azure-openai"],
  [/api\.openai\.com/i, "openai"],
  [/api\.mistral\.ai/i, "mistral"],
  [/api\.anthropic\.com/i, "anthropic"],
  [/api\.groq\.com/i, "groq"],
  [/openrouter\.ai/i, "openrouter"],
  [/api\.together\.(xyz|ai)/i, "together"],
  [/api\.deepseek\.com/i, "deepseek"],
  [/googleapis\.com/i, "google"],
  [/huggingface/i, "huggingface"],
  [/vllm/i, "vllm"],
  [/llama[-_.]?cpp/i, "llama.cpp"],
  [/:1234\b|lm-?studio/i, "lm-studio"],
];

/** The engine behind an address; a server that the address does not name is not known. */
export function engineAt(address: Address, usual: string | null): string | null {
  for (const [pattern, engine] of hosts) if (pattern.test(address)) return engine;
  return /^(\{\?\})?$/.test(address) ? usual : null;
}

const clients = /^(httpx|requests|aiohttp|urllib\.request|urllib3|niquests)\b/;
const verbs = /(^|\.)(post|stream|request|send|build_request|urlopen|Request)$/;

/** A request sent by hand to a model server: `httpx.post("http://localhost:11434/api/generate", json={"model": "mistral"})`. */
export function httpWorkload(path: string, made: { base: Made; method: string } | null, args: Args): Match | null {
  if (!clients.test(path) || !verbs.test(made === null ? path : made.method)) return null;
  const base = made === null ? "" : (textOf(made.base.args.named.get("base_url") ?? made.base.args.positional[0]) ?? "");
  const url = [args.named.get("url"), ...args.positional.slice(0, 2)].map(textOf).find((one) => one !== null && /\/|:\d|\{\?\}/.test(one)) ?? "";
  const address = /^https?:/.test(url) ? url : base + url;
  const found = paths.find(([pattern]) => pattern.test(address));
  const body = args.named.get("json") ?? args.named.get("data") ?? args.named.get("content") ?? args.named.get("files");
  const model =
    modelOf(body) ??
    modelOf(args.named.get("data")) ??
    /\/models\/([\w.-]+\/[\w.-]+|[\w.-]+):?/.exec(address)?.[1] ??
    /\/deployments\/([^/?{]+)/.exec(address)?.[1] ??
    null;
  const engine = engineAt(address, null);
  if (found === undefined) {
    if (!/:11434\b/.test(address)) return null;
    return { task: "generation", library: "http", engine: "ollama", model, origin: address };
  }
  const [, task, usual] = found;
  return { task, library: "http", engine: engine ?? usual, model, origin: address };
}

function modelOf(body: Value | undefined): string | null {
  if (body === undefined) return null;
  for (const one of optionsOf(body)) {
    const inner = one.k === "made" && /(^|\.)dumps$/.test(one.path) ? one.args.positional[0] : one;
    for (const dict of inner === undefined ? [] : optionsOf(inner)) {
      if (dict.k !== "dict") continue;
      const model = textOf(dict.entries.get("model") ?? dict.entries.get("model_name"));
      if (model !== null && !model.includes("{?}")) return model;
    }
  }
  return null;
}

function textOf(value: Value | undefined): string | null {
  if (value === undefined) return null;
  for (const one of optionsOf(value)) {
    if (one.k === "text") return one.value;
    if (one.k === "made" && one.args.positional[0] !== undefined && /(^|\.)(urljoin|URL|Request|encode|dumps)$/.test(one.path)) {
      const parts = one.args.positional.map((part) => (part.k === "text" ? part.value : "{?}"));
      return parts.join("").replace(/([^:])\/\//g, "$1/");
    }
    if (one.k === "instance") {
      const inner = one.attrs.get("value");
      if (inner?.k === "text") return inner.value;
    }
  }
  return null;
}
