import { optionsOf, union } from "../routes/interpreter/alternatives";
import { newFork, wayOf } from "../routes/interpreter/forks";
import { type Args, type Made, noArgs, type Value } from "../routes/interpreter/values";
import { configured, type Globals, type Match, matchesOf, matchMade } from "./identify";
import { indexModels } from "./llamaIndex";
import { byCall, last } from "./ruleOf";
import { vannaParts } from "./vanna";

// A chain, an agent, a graph, an index: models are parts of something bigger, and running that runs them.

/** What running a compound runs: models of libraries, and functions of the project that it was given. */
export interface Parts {
  readonly models: Match[];
  readonly functions: Value[];
  /** functions that only run where what was asked first has failed */
  readonly standIns?: Value[];
  /** functions that a model may ask for or not: the tools of an agent */
  readonly tools?: Value[];
  /** functions that rank what is found, and are not asked where something is only taken in */
  readonly ranks?: Value[];
  /** what the functions are called with, where that is told: the state of a graph */
  readonly given?: Value;
}

/** Libraries whose objects run what they are given; `a | b` is a chain of LangChain. */
export const frameworks =
  /^(\||langchain\w*|langgraph\w*|deepagents|llama_index|llama_parse|haystack\w*|crewai|dspy|chromadb|pydantic_ai|agents|smolagents|autogen\w*|praisonai\w*|vanna|agno|phi|semantic_kernel|bertopic|keybert|ragas|guidance|torch\.nn|torch\.nn\.modules|pytorch_lightning|lightning|litserve|bentoml|gradio|mem0|txtai|pandasai|neo4j_graphrag|ag_ui_langgraph|copilotkit|lightrag|raganything)(\.|$)/;

/** Calls that make a compound work; anything else on it only builds or describes it. */
const runs =
  /^(a?invoke|a?stream|astream_events|astream_log|stream_events|a?batch|a?batch_as_completed|a?transform|a?run|run_sync|run_async|run_stream|run_streamed|iter|a?predict|a?query(_llm|_data|_stream|_with_multimodal)?|a?chat|a?stream_chat|a?complete|a?generate|a?generate_prompt|__call__|a?call|forward|kickoff|kickoff_async|kickoff_for_each|kickoff_for_each_async|a?retrieve|a?get_relevant_documents|a?similarity_search\w*|a?max_marginal_relevance_search\w*|a?search|get_search_results|a?add_texts|a?add_documents|a?from_texts|a?from_documents|a?from_embeddings|upsert|a?compress_documents|a?transform_documents|split_text|split_documents|create_documents|a?postprocess_nodes|a?insert(_custom_\w+)?|insert_nodes|insert_content_list|process_document_complete|process_folder_complete|a?synthesize|add|update|evaluate|rank|rerank|fit_transform|step|(a_)?initiate_chats?|a_run|(a_)?process|(a_)?generate_reply|on_messages|on_messages_stream|print_response|a?send_message|invoke_stream|get_response)$/;

/** They only turn texts into vectors, whatever else the compound holds. */
const embeds =
  /^(a?similarity_search\w*|a?max_marginal_relevance_search\w*|a?add_texts|a?add_documents|a?from_texts|a?from_documents|a?insert|insert_nodes|upsert|add|update|split_text|split_documents|create_documents)$/;

/** What `callee(...)` runs where `base` was made by a framework and `method` is called on it. */
export function partsRun(base: Made, method: string, args: Args, globals: Globals): Parts {
  const found: Parts = { models: [], functions: [], tools: [], standIns: [], ranks: [] };
  const name = last(method);
  if (base.path.startsWith("vanna.")) return vannaParts(base, name, (value, into) => visit(value, into, 0, new Set()));
  const starts = base.path.startsWith("praisonai") && /^a?start$/.test(name);
  if (!(runs.test(name) || starts) || isResult(base)) return found;
  if (base.path.startsWith("llama_index.")) found.models.push(...indexModels(base, name, globals));
  else if (base.path.startsWith("chromadb.")) return collection(base, name, args);
  visit(base, found, 0, new Set());
  // whoever is talked to answers: `user.initiate_chat(assistant, message=question)`
  if (base.path.startsWith("autogen.")) for (const one of [...args.positional, ...args.named.values()]) visit(one, found, 0, new Set());
  if (found.models.length === 0 && base.path.startsWith("dspy.") && !base.path.endsWith(".Module")) {
    const lm = configured(globals, /^dspy\.(settings\.)?(configure|context)$/, "lm");
    if (lm !== null) visit(lm, found, 0, new Set());
    // whoever starts the program may set the model that it asks
    if (found.models.length === 0 && asksModel.test(base.path))
      found.models.push({ task: "generation", library: "dspy", engine: null, model: null, origin: "dspy.settings.lm" });
  }
  if (/query/.test(name)) found.functions.push(...(found.ranks ?? []));
  return only(isAgent.test(base.path) ? found : { ...found, models: onWhatIsFound(found.models) }, name, base.path);
}

/** A chain of retriever and model answers with what the retriever finds; an agent decides whether it looks. */
function onWhatIsFound(models: Match[]): Match[] {
  const finds = models.some(({ task }) => task === "embedding");
  return finds ? models.map((one) => (one.task === "generation" ? { ...one, retrieves: true as const } : one)) : models;
}

const isAgent = /agent|graph|tool/i;

/** Parts of DSPy that are nothing without a language model. */
const asksModel = /^dspy\.(\w+\.)*(Predict|ChainOfThought\w*|ProgramOfThought|ReAct|CodeAct|RLM|MultiChainComparison|TypedPredictor|TypedChainOfThought)$/;

/** What a function of a framework runs: `FAISS.from_texts(texts, embeddings)`. */
export function partsOfCall(path: string, args: Args, globals: Globals): Parts {
  const found: Parts = { models: [], functions: [], tools: [], standIns: [] };
  const name = last(path);
  const builds = /^llama_index\..*\b(VectorStoreIndex)$/.test(path) && args.positional.length > 0;
  // `index(documents, records, store)` of LangChain puts them into the store
  const indexes = /^langchain\w*\.(\w+\.)*a?index$/.test(path);
  if (!builds && !indexes && !/^a?from_(texts|documents|embeddings)$/.test(name)) return found;
  for (const value of [...args.positional, ...args.named.values()]) visit(value, found, 0, new Set());
  if (path.startsWith("llama_index.")) {
    const made: Made = { k: "made", id: 0, path, args, place: { file: "", line: 0 }, of: null, attrs: new Map() };
    found.models.push(...indexModels(made, "from_documents", globals));
  }
  return only(found, builds || indexes ? "from_documents" : name);
}

/** The functions of the project among what a call is given: the tools of an agent. */
export function functionsIn(args: Args): Value[] {
  const found: Parts = { models: [], functions: [], tools: [], standIns: [] };
  for (const value of [...args.positional, ...args.named.values()]) visit(value, found, 0, new Set());
  return [...found.functions, ...(found.tools ?? [])];
}

function only(found: Parts, name: string, base = ""): Parts {
  // what LightRAG takes in, its model reads first
  if (!embeds.test(name) || /^(lightrag|raganything)\./.test(base)) return found;
  return { ...found, models: found.models.filter(({ task }) => task === "embedding"), functions: found.functions.filter(({ k }) => k === "method") };
}

/** The answer of a model is no model, whatever is done with it afterwards. */
function isResult(made: Made): boolean {
  if (made.of === null && byCall(made.path) !== null) return true;
  return made.of !== null && made.of.k === "part" && runs.test(last(made.of.path)) && !/^(a?from_\w+|add|update|transform|step)$/.test(last(made.of.path));
}

/** The models and functions inside a value, however deep. */
function visit(value: Value, found: Parts, depth: number, seen: Set<Value>): void {
  if (depth > 14 || seen.size > 300) return;
  const options = optionsOf(value).filter((one) => !seen.has(one));
  const fork = newFork(options.length);
  options.forEach((one, at) => {
    const before = found.models.length;
    seen.add(one);
    visitOne(one, found, depth, seen);
    if (options.length > 1) found.models.push(...found.models.splice(before).map((match) => ({ ...match, ways: [wayOf(fork, at), ...(match.ways ?? [])] })));
  });
}

function visitOne(one: Value, found: Parts, depth: number, seen: Set<Value>): void {
  switch (one.k) {
    case "list":
      for (const item of one.items) visit(item, found, depth + 1, seen);
      break;
    case "dict":
      for (const item of [...one.entries.values(), ...one.rest]) visit(item, found, depth + 1, seen);
      break;
    case "part":
      if (!isResult(one.of)) visit(one.of, found, depth + 1, seen);
      break;
    case "function":
    case "partial":
      found.functions.push(one);
      break;
    case "method":
      found.functions.push(one);
      break;
    case "instance":
      visitInstance(one, found, depth, seen);
      break;
    case "made":
      visitMade(one, found, depth, seen);
      break;
    case "external": {
      // `LightRAG(llm_model_func=gpt_4o_mini_complete)`: a function of a library that runs a model
      const rule = byCall(one.path);
      if (rule !== null) found.models.push(...matchesOf(rule, rule.task, null, noArgs, one.path));
      break;
    }
    default:
  }
}

function visitMade(made: Made, found: Parts, depth: number, seen: Set<Value>): void {
  if (isResult(made)) return;
  const models = matchMade(made);
  if (models.length > 0) {
    found.models.push(...models);
    // a manager asks its group: `GroupChatManager(groupchat=GroupChat(agents=[...]), llm_config=llm)`
    const group = made.path.startsWith("autogen.") ? made.args.named.get("groupchat") : undefined;
    if (group !== undefined) visit(group, found, depth + 1, seen);
    return;
  }
  const step = made.of?.k === "part" ? last(made.of.path) : "";
  if (step === "with_fallbacks") {
    if (made.of !== null) visit(made.of, found, depth + 1, seen);
    addStandIns(made, found, depth, seen);
    return;
  }
  const ranks = ranksOf(made);
  if (ranks !== undefined) found.ranks?.push(ranks);
  // tools that a model knows of are run by whoever asks it, not by the model
  if (step !== "bind_tools" && step !== "with_structured_output")
    for (const inner of [...made.args.positional, ...made.args.named.values(), ...(made.held ?? [])])
      if (inner !== ranks) visit(inner, isTools(made, inner) ? { ...found, functions: found.tools ?? [] } : found, depth + 1, seen);
  if (made.of !== null) visit(made.of, found, depth + 1, seen);
}

/** `model.with_fallbacks([other])`: the others are asked where the first fails. */
export function standInsOf(made: Made): Parts {
  const found: Parts = { models: [], functions: [], standIns: [] };
  if (made.of?.k === "part" && last(made.of.path) === "with_fallbacks") addStandIns(made, found, 0, new Set());
  return found;
}

function addStandIns({ args }: Made, found: Parts, depth: number, seen: Set<Value>): void {
  const others: Parts = { models: [], functions: [], tools: found.tools ?? [] };
  for (const one of [args.positional[0], args.named.get("fallbacks")]) if (one !== undefined) visit(one, others, depth + 1, seen);
  found.models.push(...others.models.map((one) => ({ ...one, fallback: true })));
  found.standIns?.push(...others.functions);
}

/** `LightRAG(rerank_model_func=rerank)`, or put on it later */
function ranksOf({ path, args, attrs }: Made): Value | undefined {
  return path.startsWith("lightrag.") ? (attrs.get("rerank_model_func") ?? args.named.get("rerank_model_func")) : undefined;
}

/** What an agent is given beside its model: `create_react_agent(model, [search])`. */
function isTools({ path, args }: Made, value: Value): boolean {
  return value === args.named.get("tools") || (/(^|\.)create_\w*agent$/.test(path) && value === args.positional[1]);
}

/** Methods through which a framework runs a class of the project that extends one of its own. */
const hooks = [
  "_call",
  "_acall",
  "_generate",
  "_agenerate",
  "_stream",
  "_astream",
  "_run",
  "_arun",
  "_run_async_impl",
  "_get_relevant_documents",
  "_aget_relevant_documents",
  "embed_query",
  "embed_documents",
  "_get_query_embedding",
  "_get_text_embedding",
  "_retrieve",
  "_aretrieve",
  "compress_documents",
  "forward",
  "complete",
  "chat",
  "custom_query",
  "__call__",
  "run",
  "invoke",
];

const invokes = /^a?(invoke|stream|batch)$|^astream_events$/;

/** An object of the project is run by its own methods; what its class extends runs too, unless that only says which methods there are. */
function visitInstance(one: Value & { k: "instance" }, found: Parts, depth: number, seen: Set<Value>): void {
  const own = hooksOf(one);
  found.functions.push(...own);
  const base = one.attrs.get("__base__");
  if (base?.k === "made" && own.length > 0 && isContract.test(base.path)) return;
  if (base !== undefined) visit(base, found, depth + 1, seen);
}

/** Bases without a model of their own. */
const isContract = /^(langchain\w*|llama_index)\.(\w+\.)*(Embeddings|LLM|BaseLLM|BaseLanguageModel|BaseChatModel|SimpleChatModel|BaseEmbedding|CustomLLM)$/;

/** Nodes of a graph are given its state: what the graph was called with, and what other nodes added. */
export function stateGiven(base: Made, method: string, args: Args): { readonly given?: Value } {
  const state = args.positional[0] ?? args.named.get("input");
  if (!base.path.startsWith("langgraph.") || !invokes.test(last(method)) || state === undefined) return {};
  return { given: union(optionsOf(state).map((one) => (one.k === "dict" ? { ...one, entries: new Map(one.entries), open: true } : one))) };
}

function hooksOf(value: Value & { k: "instance" }): Value[] {
  const { cls } = value;
  if (cls === null) return [];
  const base = value.attrs.get("__base__");
  if (base?.k === "made" && workflow.test(base.path)) return stepsOf(value);
  // a class that extends nothing is run by how it looks: called, or asked for vectors
  const names = value.attrs.get("__base__") === undefined ? ["__call__", "embed_query", "embed_documents"] : hooks;
  return names.flatMap((name) => {
    const func = cls.scope.names.get(name);
    return func?.k === "function" ? [{ k: "method", self: value, func } as const] : [];
  });
}

/** Classes whose decorated methods a framework runs one after another: `@step`, `@start()`, `@listen(first)`. */
export const workflow = /^(llama_index|workflows|crewai)\b.*\.(Workflow|Flow)$/;
const steps = new Set(["step", "start", "listen", "router"]);

function stepsOf(self: Value & { k: "instance" }): Value[] {
  const found: Value[] = [];
  for (const func of self.cls?.scope.names.values() ?? []) {
    if (func.k !== "function" || func.definition.k !== "function") continue;
    const names = func.definition.decorators.map(({ value }) => (value.k === "call" ? value.callee : value));
    if (names.some((name) => (name.k === "name" || name.k === "attribute") && steps.has(name.id))) found.push({ k: "method", self, func });
  }
  return found;
}

/** A collection of Chroma turns texts into vectors itself, unless it is given vectors. */
function collection(base: Made, name: string, args: Args): Parts {
  const found: Parts = { models: [], functions: [], tools: [], standIns: [] };
  const texts = args.named.has("query_texts") || (args.named.has("documents") && !args.named.has("embeddings"));
  if (!/^(query|add|upsert|update)$/.test(name) || !texts || !/collection$/.test(base.path)) return found;
  const given = base.args.named.get("embedding_function");
  if (given !== undefined) visit(given, found, 0, new Set());
  else
    found.models.push({
      task: "embedding",
      library: "chromadb",
      engine: "onnxruntime",
      // `DefaultEmbeddingFunction` of chromadb
      model: "all-MiniLM-L6-v2",
      origin: `${base.place.file}:${base.place.line}`,
    });
  return found;
}
