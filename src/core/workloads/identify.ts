import { together } from "../routes/guards";
import type { Task } from "../routes/route";
import { type Args, type Made, noArgs, optionsOf, type Value } from "../routes/values";
import { engineAt, engineNamed, engineOfClass, engineOfProvider, mayRun } from "./engines";
import type { ModelArgument, Rule } from "./rule";
import { rules } from "./rules";
import { taskOfModel, taskOfPipeline } from "./tasks";

/** A model that a call runs; `origin` tells apart two models without a name. */
export interface Match {
  readonly task: Task;
  readonly library: string;
  readonly engine: string | null;
  readonly model: string | null;
  readonly origin: string;
  /** The class of the model serves several tasks, and no name tells which. */
  readonly guessed?: boolean;
}

/** What code sets in libraries for all that follows: `Settings.llm = ...`, `dspy.configure(lm=...)`. */
export interface Globals {
  /** attributes of names from outside the project, by their dotted name */
  readonly assigned: ReadonlyMap<string, Value>;
  /** calls that configure something, by their dotted name */
  readonly configured: ReadonlyMap<string, Args>;
}

export function configured(globals: Globals, path: RegExp, name: string): Value | null {
  for (const [known, args] of globals.configured) if (path.test(known)) return args.named.get(name) ?? args.positional[0] ?? null;
  return null;
}

/** The name after the last dot. */
export const last = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

/** The model that something made is, if it is one that can be run. */
export function matchMade(made: Made): readonly Match[] {
  const rule = byMaker(made.path, made.args);
  if (rule === null || !isModel(rule)) return [];
  return matchesOf(rule, rule.task, made, { positional: [], named: new Map(), open: false }, made.path);
}

/** What was made and the method called on it, then what that was made from: `model.to("cuda")` is still the model. */
export function* bases(made: Made, method: string): Generator<{ base: Made; path: string }> {
  let base: Made | null = made;
  // `models[0].predict`: one of several is like any other
  let path = method.replace(/(^|\.)\[\](?=\.|$)/g, "").replace(/^\./, "") || "__call__";
  for (let depth = 0; base !== null && depth < 12; depth++) {
    yield { base, path };
    const of: Value | null = base.of;
    if (of === null || (of.k !== "made" && of.k !== "part")) return;
    const step = of.k === "part" ? of.path : "__call__";
    const name = last(step);
    if (path === "__call__" && !keeps.has(name)) return;
    base = of.k === "part" ? of.of : of;
    if (of.k === "part" && step.includes(".") && !keeps.has(name)) path = `${step}.${path}`;
  }
}

/** Methods that give back the same model. */
const keeps = new Set(
  "to cuda cpu half float eval train bfloat16 requires_grad_ compile bind bind_tools with_structured_output with_config with_retry with_fallbacks with_options with_raw_response configurable_fields configurable_alternatives as_runnable load __enter__ __aenter__ to_bettertransformer merge_and_unload quantize prepare share_memory load_model load_state_dict load_adapter set_eval result".split(
    " ",
  ),
);

/** One model, or each of those that the code can put there: `MODELS[request.size]`. */
export function matchesOf(rule: Rule, task: Rule["task"], made: Made | null, args: Args, path: string): readonly Match[] {
  const named = rule.modelOfRun === undefined ? [] : modelsIn(rule.modelOfRun, args, made);
  const models = named.length > 0 || rule.model === undefined || made === null ? named : modelsIn(rule.model, made.args, made);
  if (models.length > MOST_NAMES) return [matchOf(rule, task, made, args, path, null)];
  if (models.length === 0) return [matchOf(rule, task, made, args, path, made === null ? null : (loadedLater(made) ?? nameOfMaker(rule, made)))];
  const matches = models.map((model) => matchOf(rule, task, made, args, path, model));
  if (matches.length === 1) return matches;
  // a table of models of many providers: each client runs its provider's
  const own = matches.filter(({ engine, model }) => mayRun(engine, model));
  return own.length > 0 ? own : [matchOf(rule, task, made, args, path, null)];
}

function matchOf(rule: Rule, task: Rule["task"], made: Made | null, args: Args, path: string, model: string | null): Match {
  const address = rule.address === undefined ? null : addressIn(rule.address, made?.args ?? args);
  const place = made?.place;
  const name = made?.path ?? path;
  return {
    task: modality(rule, args) ?? resolveTask(rule, task, made, model),
    library: libraryOf(rule, name),
    engine: engineFor(rule, address, model, name, made),
    model,
    origin: place === undefined ? path : `${place.file}:${place.line}`,
    ...(task === "from-name" && model === null ? { guessed: true } : {}),
  };
}

function nameOfMaker(rule: Rule, made: Made): string | null {
  return rule.namedByMaker === true ? last(made.path) : null;
}

/** `model = Booster()` and then `model.load_model("x.json")`: the file names the model. */
function loadedLater(made: Made): string | null {
  for (const value of made.held ?? []) {
    const name = modelName(value, 0);
    if (name !== null && /[./]/.test(name)) return name;
  }
  return null;
}

/** The family of packages of LangChain: each is a distribution of its own. */
function libraryOf(rule: Rule, path: string): string {
  const root = path.split(".", 1)[0] ?? "";
  return rule.library === "langchain" && root.startsWith("langchain_") ? root.replaceAll("_", "-") : rule.library;
}

function engineFor(rule: Rule, address: string | null, model: string | null, path: string, made: Made | null): string | null {
  if (address !== null) return engineAt(address, rule.engine);
  if (rule.byProvider === true) {
    const provider = made === null ? null : textIn({ names: ["model_provider", "provider"] }, made.args);
    return engineOfProvider(provider === null ? model : `${provider}/`) ?? rule.engine;
  }
  const given = rule.task === "from-pipeline" && made !== null && rule.model !== undefined ? argument(rule.model, made.args) : null;
  // a pipeline runs its model as that was loaded
  for (const one of given === null ? [] : optionsOf(given)) if (one.k === "made") return byMaker(one.path, one.args)?.engine ?? rule.engine;
  return rule.engine ?? engineOfClass(path, rule.task === "embedding" || rule.task === "reranking");
}

/** Gemini answers in the form that is asked of it: `config={"response_modalities": ["AUDIO"]}`. */
function modality(rule: Rule, args: Args): Task | null {
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
  // an NLLB loaded by a class for any sequence model still translates
  if (task === "generation" && rule.library === "transformers") return taskOfModel(model) ?? task;
  // a reranker is loaded as what it is made of, a classifier
  if (task === "other" && rule.library === "transformers" && taskOfModel(model) === "reranking") return "reranking";
  return task;
}

/** How many names of one call are told; of more, the request chooses one. */
const MOST_NAMES = 6;

/** The names of models that an argument may have: texts, members of an enumeration, or other models that were made by name. */
function modelsIn(where: ModelArgument, args: Args, made: Made | null): readonly string[] {
  const value = argument(where, args);
  const options = value === null ? [] : optionsOf(value);
  // the name and the client may be chosen by one setting, each in its place
  const fitting = options.filter((one) => (one.k !== "text" && one.k !== "made") || together(one.under, made?.under));
  const names = (fitting.length > 0 ? fitting : options).map((one) => nameOf(one, 0));
  return [...new Set(names.filter((name) => name !== null))];
}

/** `f"{folder}/campplus.onnx"`: wherever the file is, its name is known. */
function fileOfWeights(path: string): string | null {
  return (
    /[\\/]([^\\/{}]+\.(onnx|joblib|pkl|pickle|skops|pth?|jit|h5|hdf5|keras|tflite|gguf|ggml|safetensors|nemo|cbm|model|ckpt|xml|bin))$/i.exec(path)?.[1] ?? null
  );
}

const unknownValue: Value = { k: "unknown", reason: null };

function modelName(value: Value, depth: number): string | null {
  if (depth > 5) return null;
  for (const one of optionsOf(value)) {
    const name = nameOf(one, depth);
    if (name !== null) return name;
  }
  return null;
}

function nameOf(one: Value, depth: number): string | null {
  switch (one.k) {
    case "text":
      return one.holes.length === 0 ? one.value || null : fileOfWeights(one.value);
    case "instance": {
      const inner = one.attrs.get("value") ?? one.attrs.get("__base__");
      return inner === undefined ? null : modelName(inner, depth + 1);
    }
    case "made":
    case "part": {
      const made = one.k === "part" ? one.of : one;
      for (const { base } of bases(made, "run")) {
        const rule = byMaker(base.path, base.args);
        const name = rule?.model === undefined ? null : modelName(argument(rule.model, base.args) ?? unknownValue, depth + 1);
        if (name !== null) return name;
        // `pickle.load(open("m.pkl", "rb"))`, `open(path, "rb").read()`, `torch.load("weights.pt")`
        const file = files.test(base.path) ? modelName(base.args.positional[0] ?? base.args.named.get("file") ?? unknownValue, depth + 1) : null;
        if (file !== null) return file;
      }
      return null;
    }
    case "list":
      return (one.kind === "tuple" || one.items.length === 1) && one.items[0] !== undefined ? modelName(one.items[0], depth + 1) : null;
    default:
      return null;
  }
}

/** What reads a file that a model is in. */
const files =
  /^(open|io\.open|gzip\.open|bz2\.open|lzma\.open|aiofiles\.open|torch\.load|safetensors\.torch\.load_file|numpy\.load|h5py\.File|huggingface_hub\.(hf_hub_download|snapshot_download)|os\.path\.\w+|str|pathlib\.PurePath|importlib\.resources\.(files|open_binary|path))$/;

function argument(where: ModelArgument, args: Args): Value | null {
  for (const name of where.names ?? []) {
    const value = args.named.get(name);
    if (value !== undefined) return value;
  }
  return where.at === undefined ? null : (args.positional[where.at] ?? null);
}

/** An address, or what the variable that holds it is called: `os.environ["OLLAMA_URL"]`. */
function addressIn(where: ModelArgument, args: Args): string | null {
  const written = textIn(where, args);
  if (written !== null && !/^(\{\?\})?$/.test(written)) return written;
  const value = argument(where, args);
  for (const one of value === null ? [] : optionsOf(value)) {
    const reason = one.k === "unknown" ? one.reason : one.k === "text" ? one.holes[0] : undefined;
    if (reason?.code === "environment" && engineNamed(reason.detail) !== null) return reason.detail;
  }
  return written;
}

function textIn(where: ModelArgument, args: Args): string | null {
  const value = argument(where, args);
  for (const one of value === null ? [] : optionsOf(value)) if (one.k === "text") return one.value;
  return null;
}

/** The task of a method of what a rule makes; null where it runs nothing. */
export function runTask(rule: Rule, method: string): Rule["task"] | null {
  const other = Object.entries(rule.runOther ?? {}).find(([name]) => pattern(name).test(method));
  if (other !== undefined) return other[1];
  return rule.run?.some((name) => pattern(name).test(method)) === true ? rule.task : null;
}

/** Whether what a rule makes can be run, rather than only name the model of something else. */
export function isModel(rule: Rule | null): boolean {
  return (rule?.run ?? []).length > 0 || rule?.runOther !== undefined;
}

/** What makes a model of a class that an annotation names. */
export function modelOf(path: string): string | null {
  for (const one of [path, `${path}.from_pretrained`, `${path}.load`]) {
    if (isModel(byMaker(one, noArgs))) return one;
  }
  return null;
}

const makers = new Map<string, readonly Rule[]>();
/** The rule for what a dotted name makes when it is called like that. */
export function byMaker(path: string, args: Args): Rule | null {
  let found = makers.get(path);
  if (found === undefined) {
    found = rules.filter((rule) => rule.make?.some((one) => pattern(one).test(path)));
    makers.set(path, found);
  }
  return found.find((rule) => (rule.when === undefined || matchesGiven(rule.when, args)) && !isFalse(rule.unlessFalse, args)) ?? null;
}

function matchesGiven(when: NonNullable<Rule["when"]>, args: Args): boolean {
  const value = argument(when, args);
  if (value === null) return when.orAbsent === true;
  return optionsOf(value).some((one) => one.k === "text" && when.matches.test(one.value));
}

function isFalse(name: string | undefined, args: Args): boolean {
  const value = name === undefined ? undefined : args.named.get(name);
  return value?.k === "constant" && value.value === false;
}

const callers = new Map<string, Rule | null>();
export function byCall(path: string): Rule | null {
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
