import { optionsOf } from "../routes/interpreter/alternatives";
import { newFork, type Taken, wayOf } from "../routes/interpreter/forks";
import { type Args, type Made, noArgs, type Value } from "../routes/interpreter/values";
import type { Task } from "../routes/route";
import { addressIn, argument, textIn } from "./arguments";
import { engineAt, engineOfClass, engineOfProvider, mayRun } from "./engines";
import { MOST_NAMES, modelNames, modelsIn, templateIn } from "./modelNames";
import type { ModelArgument, Rule } from "./rule";
import { byMaker, isModel, last } from "./ruleOf";
import { type RunSettings, runSettings } from "./runSettings";
import { taskOfModel, taskOfPipeline } from "./tasks";

/** A model that a call runs; `origin` tells apart two models without a name. */
export interface Match extends RunSettings {
  readonly task: Task;
  readonly library: string;
  readonly engine: string | null;
  readonly model: string | null;
  /** Where no name is known: what the code writes of it, `{?}` for the rest. */
  readonly template?: string;
  readonly origin: string;
  /** The class of the model serves several tasks, and no name tells which. */
  readonly guessed?: boolean;
  /** It only runs where another has failed. */
  readonly fallback?: boolean;
  /** Only a part of the model runs here, for this task of the whole. */
  readonly part?: Task;
  /** What it is given, where that is no text. */
  readonly reads?: "audio" | "image";
  /** It works on what an embedding finds that the same call runs: a retriever and a model in one chain. */
  readonly retrieves?: true;
  /** No name is known, and one could have told another task. */
  readonly anyTask?: boolean;
  /** Where the code leaves open which of several things is run: that it is this one. */
  readonly ways?: readonly Taken[];
}

/** What code sets in libraries for all that follows: `Settings.llm = ...`, `dspy.configure(lm=...)`. */
export interface Globals {
  /** attributes of names from outside the project, by their dotted name */
  readonly assigned: ReadonlyMap<string, Value>;
  /** calls that configure something, by their dotted name */
  readonly configured: ReadonlyMap<string, Args>;
}

/** Argument `name`, or the first, of a call that set up a library for the whole program; null where none was seen. */
export function configured(globals: Globals, path: RegExp, name: string): Value | null {
  for (const [known, args] of globals.configured) if (path.test(known)) return args.named.get(name) ?? args.positional[0] ?? null;
  return null;
}

/** The model that something made is, if it is one that can be run. */
export function matchMade(made: Made): readonly Match[] {
  const rule = byMaker(made.path, made.args);
  if (rule === null || !isModel(rule) || rule.stores === true) return [];
  return matchesOf(rule, rule.task, made, { positional: [], named: new Map(), open: false }, made.path);
}

/** One model, or each of those that the code can put there: `MODELS[request.size]`. */
export function matchesOf(rule: Rule, task: Rule["task"], made: Made | null, args: Args, path: string, asked: Made | null = made): readonly Match[] {
  const clients = made === null ? [] : byAddress(rule, made);
  if (clients.length > 1) return oneOf(clients.map((one) => matchesOf(rule, task, one, args, path)));
  const named = rule.modelOfRun === undefined ? [] : modelsIn(rule.modelOfRun, args, made);
  const given = named.length > 0 || rule.model === undefined || made === null ? named : modelsIn(rule.model, made.args, made);
  const models = given.length > 0 ? given : otherNames(rule, made, args, path);
  if (models.length > MOST_NAMES || models.length === 0) return [matchOf(rule, task, made, args, path, null, asked)];
  const matches = models.map((model) => matchOf(rule, task, made, args, path, model, asked));
  if (matches.length === 1) return matches;
  // a table of models of many providers: each client runs its provider's
  const own = matches.filter(({ engine, model }) => mayRun(engine, model));
  return own.length > 0 ? oneOf(own.map((one) => [one])) : [matchOf(rule, task, made, args, path, null, asked)];
}

/** What each of several things would run, of which one does. */
export function oneOf(each: readonly (readonly Match[])[]): Match[] {
  if (each.length < 2) return each.flat();
  const fork = newFork(each.length);
  return each.flatMap((matches, at) => matches.map((one) => ({ ...one, ways: [wayOf(fork, at), ...(one.ways ?? [])] })));
}

/** `OpenAI(base_url=URLS[name])`: a client of each of the addresses, of which each has its own models. */
function byAddress({ address }: Rule, made: Made): Made[] {
  const name = address?.names?.find((one) => made.args.named.has(one));
  const given = name === undefined ? undefined : made.args.named.get(name);
  if (name === undefined || given?.k !== "union" || given.options.length > MOST_NAMES) return [];
  const clients = given.options.flatMap((one) =>
    one.k === "text" && one.under !== undefined
      ? [{ ...made, args: { ...made.args, named: new Map([...made.args.named, [name, one]]) }, under: [...(made.under ?? []), ...one.under] }]
      : [],
  );
  return clients.length === given.options.length ? clients : [];
}

function matchOf(rule: Rule, task: Rule["task"], made: Made | null, args: Args, path: string, model: string | null, asked: Made | null): Match {
  const address = rule.address === undefined ? null : addressIn(rule.address, made?.args ?? args);
  const place = made?.place;
  const name = made?.path ?? path;
  const template = model === null ? templateOf(rule, made, args) : null;
  const known = model ?? template;
  return {
    task: modality(rule, args) ?? resolveTask(rule, task, made, known),
    library: libraryOf(rule, name),
    engine: rule.throughClient === true ? engineOfClients(rule, made?.args ?? args) : engineFor(rule, address, model, name, made),
    model,
    ...(template === null ? {} : { template }),
    origin: place === undefined ? path : `${place.file}:${place.line}${unnamed(rule, made)}`,
    ...runSettings(made, args, asked),
    ...(isGuessed(rule, task, known, made) ? { guessed: true } : {}),
    ...(known === null && telling.some((name) => resolveTask(rule, task, made, name) !== resolveTask(rule, task, made, null)) ? { anyTask: true } : {}),
  };
}

function templateOf(rule: Rule, made: Made | null, args: Args): string | null {
  const ofRun = rule.modelOfRun === undefined ? null : templateIn(rule.modelOfRun, args, made);
  return ofRun ?? (rule.model === undefined || made === null ? null : templateIn(rule.model, made.args, made));
}

/** Two models that one line makes without a name differ by what holds their names: `os.environ["SMALL"]`, `os.environ["LARGE"]`. */
function unnamed(rule: Rule, made: Made | null): string {
  const value = rule.model === undefined || made === null ? null : argument(rule.model, made.args);
  return value?.k === "unknown" && value.reason !== null ? ` ${value.reason.detail}` : "";
}

/** Names that tell a task, each another one. */
const telling = ["nllb", "whisper", "reranker", "bge-"];

/** No name tells what it does, so the names of files and functions around it may. */
function isGuessed(rule: Rule, task: Rule["task"], model: string | null, made: Made | null): boolean {
  if (task === "embedding") return bringsCode(rule, made) && taskOfModel(model) === null;
  if (task === "from-name") return taskOfModel(model) === null;
  const anyNetwork = task === "from-name-or-classic" || ((task === "other" || task === "from-name-or-other") && anyNetworkOf.test(rule.library));
  return anyNetwork && taskOfModel(model) === null;
}

/** `AutoModel.from_pretrained("ai4bharat/IndicF5", trust_remote_code=True)`: the class comes with the weights, and may do anything. */
function bringsCode({ library }: Rule, made: Made | null): boolean {
  const trusts = library === "transformers" ? made?.args.named.get("trust_remote_code") : undefined;
  return trusts?.k === "constant" && trusts.value === true;
}

/** Libraries whose models that write may do something else, as their names tell. */
const anyTaskOf = /^(transformers|peft|boto3|vllm)$/;

/** Libraries that run whatever network a file holds, or ask a server for it. */
const anyNetworkOf = /^(torch|onnxruntime|openvino|tensorflow|tflite-runtime|runpod|gradio-client)$/;

function nameOfMaker(rule: Rule, made: Made): string | null {
  if (rule.namedByPackage === true) return made.path.split(".", 1)[0] ?? null;
  return rule.namedByMaker === true ? last(made.path) : null;
}

/** What a library takes where the code names no model: `OpenAIEmbeddings()`. Where it names one that is not known, that is not it. */
function usualModel(rule: Rule, made: Made | null, args: Args, path: string): string | null {
  const { usual } = rule;
  if (usual === undefined || args.open || made?.args.open === true || made?.assumed === true) return null;
  if (rule.model !== undefined && made !== null && argument(rule.model, made.args) !== null) return null;
  if (rule.modelOfRun !== undefined && argument(rule.modelOfRun, args) !== null) return null;
  if (typeof usual === "string") return usual;
  const asked = rule.task === "from-pipeline" && made !== null ? textIn({ at: 0, names: ["task"] }, made.args) : last(path);
  return asked === null ? null : (usual[asked] ?? null);
}

/** Names that no argument gives: of a file that is loaded later, of what makes the model, or of what the library takes then. */
function otherNames(rule: Rule, made: Made | null, args: Args, path: string): readonly string[] {
  const later = made === null ? [] : loadedLater(made);
  if (later.length > 0) return later;
  const name = (made === null ? null : nameOfMaker(rule, made)) ?? usualModel(rule, made, args, made?.path ?? path);
  return name === null ? [] : [name];
}

/** `model = Booster()` and then `model.load_model("x.json")`: the file names the model. */
function loadedLater(made: Made): readonly string[] {
  for (const value of made.held ?? []) {
    const names = modelNames(value).filter((one) => /[./]/.test(one));
    if (names.length > 0) return names;
  }
  return [];
}

/** The family of packages of LangChain: each is a distribution of its own. */
function libraryOf(rule: Rule, path: string): string {
  const root = path.split(".", 1)[0] ?? "";
  return rule.library === "langchain" && root.startsWith("langchain_") ? root.replaceAll("_", "-") : rule.library;
}

function engineFor(rule: Rule, address: string | null, model: string | null, path: string, made: Made | null): string | null {
  const engine = engineByRule(rule, address, model, path, made);
  // many servers speak like theirs: whose answers at an address that nobody knows, only the name of the model tells
  const hidden =
    engine !== null &&
    copied.test(engine) &&
    rule.address !== undefined &&
    (address === null || address === "{?}") &&
    isHidden(argument(rule.address, made?.args ?? noArgs));
  return hidden ? engineOfProvider(model) : engine;
}

/** Whose requests other servers take too. */
const copied = /^(openai|anthropic|cohere)$/;

/** Whether an address is given, and nothing of it is written: `base_url=os.environ["LLM_URL"]`. */
function isHidden(address: Value | null): boolean {
  return address !== null && optionsOf(address).every(({ k, ...one }) => /^(unknown|made|part)$/.test(k) || ("value" in one && one.value === "{?}"));
}

function engineByRule(rule: Rule, address: string | null, model: string | null, path: string, made: Made | null): string | null {
  // a client of Ollama speaks with nothing else, whatever its server is called
  if (address !== null) return engineAt(address, rule.engine) ?? (rule.engine === "ollama" ? rule.engine : null);
  if (rule.byProvider === true) return engineByProvider(rule, model, path, made);
  const given = rule.task === "from-pipeline" && made !== null && rule.model !== undefined ? argument(rule.model, made.args) : null;
  // a pipeline runs its model as that was loaded
  for (const one of given === null ? [] : optionsOf(given)) if (one.k === "made") return byMaker(one.path, one.args)?.engine ?? rule.engine;
  return rule.engine ?? engineOfClass(path, rule.task === "embedding" || rule.task === "reranking");
}

/** Who runs a model that is one of several providers': the provider that is made or named beside it, the model that an agent is made with, or the name. */
function engineByProvider(rule: Rule, model: string | null, path: string, made: Made | null): string | null {
  const provider = made === null ? null : argument({ names: ["model_provider", "provider"] }, made.args);
  const makers = provider === null ? [] : optionsOf(provider).filter((one) => one.k === "made");
  if (makers.length > 0) return onlyOne(makers.map((one) => engineOfMaker(one, model)));
  const name = made === null ? null : textIn({ names: ["model_provider", "provider"] }, made.args);
  if (name !== null) return engineOfProvider(`${name}/`) ?? rule.engine;
  const client = made === null ? undefined : engineOfClient(made, model);
  if (client !== undefined) return client;
  const given = made === null || rule.model === undefined ? null : argument(rule.model, made.args);
  const models = given === null ? [] : optionsOf(given).filter((one) => one.k === "made" && (model === null || modelNames(one).includes(model)));
  const engines = models.flatMap((one) => {
    const own = one.k === "made" ? byMaker(one.path, one.args) : null;
    return one.k !== "made" || own === null ? [] : [engineFor(own, own.address === undefined ? null : addressIn(own.address, one.args), model, one.path, one)];
  });
  if (engines.length > 0) return onlyOne(engines);
  return engineOfProvider(model) ?? rule.engine ?? (rule.model === undefined || made === null ? null : engineOfClass(path, false));
}

/** `OpenAIProvider(base_url=...)`, `AzureProvider(...)`, `OpenAIProvider(openai_client=AsyncOpenAI(base_url=...))` */
function engineOfMaker(provider: Made, model: string | null): string | null {
  const client = engineOfClient(provider, model);
  if (client !== undefined) return client;
  const usual = engineOfClass(provider.path, false);
  // a proxy in front of many
  if (usual === "litellm") return engineOfProvider(model);
  const where: ModelArgument = { names: ["base_url"] };
  const address = addressIn(where, provider.args);
  if (address !== null) return engineAt(address, usual) ?? (usual === "openai" ? null : usual);
  return usual === "openai" && isHidden(argument(where, provider.args)) ? engineOfProvider(model) : usual;
}

/** Who answers the client that something is given: `openai_client=AsyncOpenAI(base_url=...)`, Vanna's `client=OpenAI(...)`; undefined where it is given none. */
function engineOfClient({ args }: Made, model: string | null): string | null | undefined {
  const client = argument({ names: ["openai_client", "client"] }, args);
  const of = client?.k === "made" ? byMaker(client.path, client.args) : null;
  if (client?.k !== "made" || of === null) return undefined;
  return engineFor(of, of.address === undefined ? null : addressIn(of.address, client.args), model, client.path, client);
}

function onlyOne(engines: readonly (string | null)[]): string | null {
  const [only = null, ...others] = new Set(engines);
  return others.length === 0 ? only : null;
}

/** An agent is run by the client that its model was given; null where several may be. */
function engineOfClients(rule: Rule, args: Args): string | null {
  const engines = new Set<string | null>();
  const look = (value: Value | undefined, depth: number): void => {
    for (const one of value === undefined || depth > 4 ? [] : optionsOf(value)) {
      if (one.k !== "made") continue;
      const client = byMaker(one.path, one.args);
      const inner = ["model", "openai_client", "client"].flatMap((name) => one.args.named.get(name) ?? []);
      // an agent or a model that names no client is asked through the library's own
      if (client !== null && client.throughClient !== true && client.library !== rule.library)
        engines.add(engineFor(client, client.address === undefined ? null : addressIn(client.address, one.args), null, one.path, one));
      else for (const value of inner) look(value, depth + 1);
    }
  };
  look(args.positional[0] ?? args.named.get("starting_agent"), 0);
  if (engines.size === 0) look(args.named.get("default_client"), 0);
  const [only] = engines;
  return engines.size === 0 ? rule.engine : engines.size === 1 ? (only ?? null) : null;
}

/** What is read of a network by vLLM: `encode(texts, pooling_task="classify")`. */
const poolings: Readonly<Record<string, Task>> = { embed: "embedding", encode: "embedding", score: "reranking", classify: "other", reward: "other" };

/** Gemini answers in the form that is asked of it: `config={"response_modalities": ["AUDIO"]}`; vLLM reads what is asked. */
function modality(rule: Rule, args: Args): Task | null {
  const pooling = rule.library === "vllm" ? textIn({ names: ["pooling_task"] }, args) : null;
  if (pooling !== null) return poolings[pooling.replace(/^token_/, "")] ?? null;
  const config = rule.engine === "google" ? (args.named.get("config") ?? args.named.get("generation_config")) : undefined;
  const forms =
    config?.k === "made" ? config.args.named.get("response_modalities") : config?.k === "dict" ? config.entries.get("response_modalities") : undefined;
  const words = forms?.k === "list" ? forms.items.map((one) => (one.k === "text" ? one.value.toUpperCase() : "")) : [];
  if (words.includes("AUDIO")) return "speech-synthesis";
  return words.includes("IMAGE") ? "image-generation" : null;
}

function resolveTask(rule: Rule, task: Rule["task"], made: Made | null, model: string | null): Task {
  if (task === "from-pipeline") {
    const given = made === null ? null : textIn({ at: 0, names: ["task"] }, made.args);
    return taskOfPipeline(
      made?.path.endsWith("pipeline") === true ? given : (made?.path ?? null),
      model ?? (made === null || rule.model === undefined ? null : (modelsIn(rule.model, made.args, made)[0] ?? null)),
    );
  }
  if (task === "from-name") return taskOfModel(model) ?? "generation";
  if (task === "from-name-or-other") return taskOfModel(model) ?? "other";
  if (task === "from-name-or-classic") {
    const named = taskOfModel(model?.split(/[\\/]/).slice(-2).join("/") ?? null);
    // what writes texts is more than one network
    return named === null || named === "generation" ? "classic-ml" : named;
  }
  // an NLLB loaded by a class for any sequence model still translates; Bedrock serves all kinds
  if (task === "generation" && anyTaskOf.test(rule.library)) return taskOfModel(model) ?? task;
  if (task === "embedding" && bringsCode(rule, made)) {
    const named = taskOfModel(model);
    // what writes is asked for the vectors that it has inside
    return named === null || named === "generation" ? task : named;
  }
  // a reranker is loaded as what it is made of, a classifier; who trains one runs no other task
  if (task === "other" && !/Trainer$/.test(made?.path ?? "") && rule.library === "transformers" && taskOfModel(model) === "reranking") return "reranking";
  return task;
}
