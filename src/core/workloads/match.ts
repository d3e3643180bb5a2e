import type { Task } from "../routes/route";
import { type Args, type Made, optionsOf, type Value } from "../routes/values";
import { type Address, engineAt, httpWorkload } from "./http";
import type { ModelArgument, Rule } from "./rule";
import { rules } from "./rules";
import { taskOfModel, taskOfPipeline } from "./tasks";

/** What a call runs; `origin` tells apart two models without a name. */
export interface Match {
  readonly task: Task;
  readonly library: string;
  readonly engine: string | null;
  readonly model: string | null;
  readonly origin: string;
}

/** The models that a call of something outside the project runs; most calls run none. */
export function matchCall(callee: Value, args: Args): readonly Match[] {
  if (callee.k === "external") {
    const rule = byCall(callee.path);
    if (rule !== null) return [matchOf(rule, rule.task, null, args, callee.path)];
    const http = httpWorkload(callee.path, null, args);
    return http === null ? carried(args, callee.path, false) : [http];
  }
  const made = callee.k === "part" ? callee.of : callee;
  if (made.k !== "made") return [];
  const method = callee.k === "part" ? callee.path : "__call__";
  for (const { base, path } of bases(made, method)) {
    const rule = byMaker(base.path);
    if (rule === null) {
      const http = httpWorkload(base.path, { base, method: path }, args);
      if (http !== null) return [http];
      continue;
    }
    const task = runTask(rule, path);
    if (task !== null) return [matchOf(rule, task, base, args, base.path)];
  }
  return runs.test(method) ? carried(made.args, made.path, true) : [];
}

/** A call that makes something run which was given models: a chain, an agent, an index. */
const runs =
  /(^|\.)(invoke|ainvoke|stream|astream|astream_events|astream_log|batch|abatch|run|arun|run_sync|run_async|run_stream|predict|apredict|query|aquery|chat|achat|stream_chat|astream_chat|complete|acomplete|generate|agenerate|__call__|call|acall|acompletion|completion|kickoff|kickoff_async|execute|retrieve|aretrieve|get_relevant_documents|aget_relevant_documents|similarity_search\w*|asimilarity_search\w*|add_texts|aadd_texts|add_documents|aadd_documents|from_texts|from_documents|compress_documents|rank|rerank)$/;

/** Models among the arguments of what was made, however deep. */
function carried(args: Args, path: string, wasMade: boolean, depth = 0): readonly Match[] {
  if (depth > 5 || (!wasMade && !/(^|\.)(from_texts|from_documents|afrom_texts|afrom_documents)$/.test(path))) return [];
  const found: Match[] = [];
  const visit = (value: Value, level: number): void => {
    if (level > 6) return;
    for (const one of optionsOf(value)) {
      if (one.k === "list") for (const item of one.items) visit(item, level + 1);
      else if (one.k === "dict") for (const item of one.entries.values()) visit(item, level + 1);
      else if (one.k === "part") visit(one.of, level + 1);
      else if (one.k === "instance") {
        const base = one.attrs.get("__base__");
        if (base !== undefined) visit(base, level + 1);
      } else if (one.k === "made") {
        const rule = byMaker(one.path);
        const runnable = rule !== null && rule.run !== undefined && Object.keys(rule.run).length > 0;
        if (rule !== null && runnable) found.push(matchOf(rule, taskOfRule(rule, one), one, { positional: [], named: new Map(), open: false }, one.path));
        else {
          for (const inner of [...one.args.positional, ...one.args.named.values()]) visit(inner, level + 1);
          if (one.of !== null) visit(one.of, level + 1);
        }
      }
    }
  };
  for (const value of [...args.positional, ...args.named.values()]) visit(value, 0);
  return found;
}

/** What was made and the method called on it, then what that was made from: `model.to("cuda")` is still the model. */
function* bases(made: Made, method: string): Generator<{ base: Made; path: string }> {
  let base: Made | null = made;
  let path = method;
  for (let depth = 0; base !== null && depth < 12; depth++) {
    yield { base, path };
    const of: Value | null = base.of;
    if (of === null || (of.k !== "made" && of.k !== "part")) return;
    const step = of.k === "part" ? of.path : "__call__";
    const last = step.slice(step.lastIndexOf(".") + 1);
    if (path === "__call__" && !keeps.has(last)) return;
    base = of.k === "part" ? of.of : of;
    if (of.k === "part" && step.includes(".") && !keeps.has(last)) path = `${step}.${path}`;
    void path;
  }
}

/** Methods that give back the same model. */
const keeps = new Set(
  "to cuda cpu half float eval train bfloat16 requires_grad_ compile bind bind_tools with_structured_output with_config with_retry with_fallbacks with_options with_raw_response configurable_fields configurable_alternatives as_runnable load __enter__ __aenter__ to_bettertransformer merge_and_unload quantize prepare share_memory".split(
    " ",
  ),
);

function taskOfRule(rule: Rule, made: Made): Task {
  return resolveTask(rule, rule.task, made, null);
}

function matchOf(rule: Rule, task: Rule["task"], made: Made | null, args: Args, path: string): Match {
  const model =
    (rule.modelOfRun === undefined ? null : modelIn(rule.modelOfRun, args)) ??
    (rule.model === undefined || made === null ? null : modelIn(rule.model, made.args));
  const address = rule.address === undefined ? null : textIn(rule.address, made?.args ?? args);
  const place = made?.place;
  return {
    task: resolveTask(rule, task, made, model),
    library: rule.library,
    engine: engineFor(rule, address, model),
    model,
    origin: place === undefined ? path : `${place.file}:${place.line}`,
  };
}

function engineFor(rule: Rule, address: Address | null, model: string | null): string | null {
  if (address !== null) return engineAt(address, rule.engine);
  if (rule.library !== "litellm" && rule.library !== "pydantic-ai") return rule.engine;
  const [provider, rest] = (model ?? "").split(/[/:]/, 2);
  if (rest === undefined) return /^(gpt-|o\d|text-embedding-|whisper-1|tts-|dall-e)/.test(model ?? "") ? "openai" : rule.engine;
  const known: Readonly<Record<string, string>> = {
    ollama: "ollama",
    ollama_chat: "ollama",
    azure: "azure-openai",
    openai: "openai",
    mistral: "mistral",
    anthropic: "anthropic",
    groq: "groq",
    gemini: "google",
    "google-gla": "google",
    vertex_ai: "google",
    bedrock: "bedrock",
    huggingface: "huggingface",
    hosted_vllm: "vllm",
    vllm: "vllm",
    cohere: "cohere",
    together_ai: "together",
    replicate: "replicate",
  };
  return known[provider ?? ""] ?? rule.engine;
}

function resolveTask(rule: Rule, task: Rule["task"], made: Made | null, model: string | null): Task {
  if (task === "from-pipeline") {
    const given = made === null ? null : textIn({ at: 0, names: ["task"] }, made.args);
    return taskOfPipeline(
      made?.path.endsWith("pipeline") === true ? given : (made?.path ?? null),
      model ?? (made === null || rule.model === undefined ? null : modelIn(rule.model, made.args)),
    );
  }
  if (task === "from-name") return taskOfModel(model) ?? "generation";
  // an NLLB loaded by a class for any sequence model still translates
  if (task === "generation" && rule.library === "transformers") return taskOfModel(model) ?? task;
  return task;
}

/** The name of a model: a text, a member of an enumeration, or another model that was made by name. */
function modelIn(where: ModelArgument, args: Args): string | null {
  const value = argument(where, args);
  return value === null ? null : modelName(value, 0);
}

function modelName(value: Value, depth: number): string | null {
  if (depth > 4) return null;
  for (const one of optionsOf(value)) {
    if (one.k === "text" && one.holes.length === 0 && one.value !== "") return one.value;
    if (one.k === "instance") {
      const inner = one.attrs.get("value");
      const name = inner === undefined ? null : modelName(inner, depth + 1);
      if (name !== null) return name;
    }
    if (one.k === "made" || one.k === "part") {
      for (const { base } of bases(one.k === "part" ? one.of : one, "run")) {
        const rule = byMaker(base.path);
        const name = rule?.model === undefined ? null : modelName(argument(rule.model, base.args) ?? { k: "unknown", reason: null }, depth + 1);
        if (name !== null) return name;
      }
    }
    if (one.k === "list") {
      const name = one.items[0] === undefined ? null : modelName(one.items[0], depth + 1);
      if (name !== null && one.kind === "tuple") return name;
    }
  }
  return null;
}

function argument(where: ModelArgument, args: Args): Value | null {
  for (const name of where.names ?? []) {
    const value = args.named.get(name);
    if (value !== undefined) return value;
  }
  return where.at === undefined ? null : (args.positional[where.at] ?? null);
}

function textIn(where: ModelArgument, args: Args): string | null {
  const value = argument(where, args);
  for (const one of value === null ? [] : optionsOf(value)) if (one.k === "text") return one.value;
  return null;
}

function runTask(rule: Rule, method: string): Rule["task"] | null {
  for (const [name, task] of Object.entries(rule.run ?? {})) {
    if (pattern(name).test(method)) return task === "same" ? rule.task : task;
  }
  return null;
}

const makers = new Map<string, Rule | null>();
function byMaker(path: string): Rule | null {
  const known = makers.get(path);
  if (known !== undefined) return known;
  const found = rules.find((rule) => rule.make?.some((one) => pattern(one).test(path))) ?? null;
  makers.set(path, found);
  return found;
}

const callers = new Map<string, Rule | null>();
function byCall(path: string): Rule | null {
  const known = callers.get(path);
  if (known !== undefined) return known;
  const found = rules.find((rule) => rule.call?.some((one) => pattern(one).test(path))) ?? null;
  callers.set(path, found);
  return found;
}

const patterns = new Map<string, RegExp>();
function pattern(name: string): RegExp {
  const known = patterns.get(name);
  if (known !== undefined) return known;
  const source = name
    .split(/(\*\*|\*)/)
    .map((part) => (part === "**" ? ".*" : part === "*" ? "[^.]*" : part.replace(/\./g, "\\.")))
    .join("");
  const made = new RegExp(`^${source}$`);
  patterns.set(name, made);
  return made;
}
