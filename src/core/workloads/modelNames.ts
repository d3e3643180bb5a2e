import { optionsOf } from "../routes/interpreter/alternatives";
import { together } from "../routes/interpreter/guards";
import { MOST_LISTED } from "../routes/interpreter/listedTypes";
import type { Args, Made, Text, Value } from "../routes/interpreter/values";
import { argument } from "./arguments";
import type { ModelArgument } from "./rule";
import { bases, byMaker } from "./ruleOf";

/** How many names of one call are told; of more, the request chooses one. */
export const MOST_NAMES = MOST_LISTED;

/** The names of models that an argument may have: texts, members of an enumeration, or other models that were made by name. */
export function modelsIn(where: ModelArgument, args: Args, made: Made | null, read: Reading = whole): readonly string[] {
  const value = argument(where, args);
  const options = value === null ? [] : optionsOf(value);
  // the name and the client may be chosen by one setting, each in its place
  const fitting = options.filter((one) => (one.k !== "text" && one.k !== "made") || together(one.under, made?.under));
  return [...new Set((fitting.length > 0 ? fitting : options).flatMap((one) => namesOf(one, 0, read)))];
}

/** The one name of which the code writes a part: `Helsinki-NLP/opus-mt-{?}-{?}`; null where there is none, or are several. */
export function templateIn(where: ModelArgument, args: Args, made: Made | null): string | null {
  const [only = null, ...others] = modelsIn(where, args, made, inPart);
  return others.length === 0 ? only : null;
}

/** What a text tells of a name. */
type Reading = (one: Text) => string | null;
const whole: Reading = ({ value, holes }) => (holes.length === 0 ? value : fileOfWeights(value));
const inPart: Reading = ({ value, holes }) => (holes.length > 0 && /[a-z]{3}/i.test(value) && !isFolder.test(value) ? value : null);
/** `/models/{?}`: where it lies says nothing of what it is. */
const isFolder = /^[/.~]*((models?|weights|checkpoints?|opt|app|data|home|root|workspace|mnt|srv|var|tmp|usr|local|\w*[-_]?(volume|cache))\/)*(\{\?\})+$/i;

/** Names that something has as a model, or that it was made with. */
export function modelNames(value: Value | null | undefined, depth = 0, read = whole): readonly string[] {
  return value === null || value === undefined || depth > 5 ? [] : optionsOf(value).flatMap((one) => namesOf(one, depth, read));
}

function namesOf(one: Value, depth: number, read: Reading): readonly string[] {
  switch (one.k) {
    case "text": {
      const name = read(one);
      return name === null || name === "" ? [] : [name];
    }
    case "instance":
      return modelNames(one.attrs.get("value") ?? one.attrs.get("__base__"), depth + 1, read);
    case "made":
    case "part":
      return namesOfMade(one.k === "part" ? one.of : one, depth, read);
    // `llm_config={"config_list": [{"model": "gpt-4o"}]}`, `load_component({"provider": ..., "config": {"model": "gpt-4o"}})`
    case "dict":
      return modelNames(one.entries.get("model") ?? one.entries.get("config_list") ?? one.entries.get("config"), depth + 1, read);
    case "list":
      return one.kind === "tuple" || one.items.length === 1 ? modelNames(one.items[0], depth + 1, read) : [];
    default:
      return [];
  }
}

function namesOfMade(made: Made, depth: number, read: Reading): readonly string[] {
  for (const { base } of bases(made, "run")) {
    const rule = byMaker(base.path, base.args);
    const names = rule?.model === undefined ? [] : modelNames(argument(rule.model, base.args) ?? setLater(rule.model, base), depth + 1, read);
    if (names.length > 0) return names;
    // `pickle.load(open("m.pkl", "rb"))`, `open(path, "rb").read()`, `torch.load("weights.pt")`
    const files = opens.test(base.path) ? modelNames(argument(source, base.args), depth + 1, read) : [];
    if (files.length > 0) return files;
  }
  return usualOf(made);
}

/** What the library takes where whoever made this named nothing: the model that `whisperx.align` is given. */
function usualOf(made: Made): readonly string[] {
  const rule = made.assumed === true || made.args.open ? null : byMaker(made.path, made.args);
  if (typeof rule?.usual !== "string" || rule.model === undefined || rule.modelOfRun !== undefined) return [];
  return argument(rule.model, made.args) === null && setLater(rule.model, made) === undefined ? [rule.usual] : [];
}

/** `request.model_spec.name = "cats"` */
function setLater({ names }: ModelArgument, made: Made): Value | undefined {
  return names?.map((name) => made.attrs.get(name)).find((value) => value !== undefined);
}

/** `f"{folder}/campplus.onnx"`: wherever the file is, its name is known. */
function fileOfWeights(path: string): string | null {
  const file = weights.exec(path)?.[1];
  if (file !== undefined) return file;
  const folder = /^[^/\\{}]*\{\?\}[^{}]*[\\/]([^\\/{}]+)$/.exec(path)?.[1];
  return folder !== undefined && isTelling(folder) ? folder.replaceAll("--", "/") : null;
}

/** `nllb-200-distilled-600M` is the name of a model, `models` and `v1` are not. */
function isTelling(folder: string): boolean {
  return (
    /[a-z]{3}/i.test(folder) &&
    /[\d_-]/.test(folder) &&
    !/^(\w*models?|checkpoints?|weights|final|best|latest|output|cache|data|tokenizer)([_-]\w+)?(\.\w+)?$/i.test(folder) &&
    !/\.(json|txt|yaml|yml|py)$/i.test(folder)
  );
}

const weights = /[\\/]([^\\/{}]+\.(onnx|joblib|pkl|pickle|skops|pth?|jit|h5|hdf5|keras|tflite|gguf|ggml|safetensors|nemo|cbm|model|ckpt|xml|bin))$/i;

/** Where what opens a file or brings it is told which. */
const source: ModelArgument = { at: 0, names: ["repo_id", "model_id", "file", "path", "f"] };

/** What reads a file that a model is in, or brings it. */
const opens =
  /^(open|io\.open|gzip\.open|bz2\.open|lzma\.open|aiofiles\.open|torch\.load|safetensors\.torch\.load_file|numpy\.load|h5py\.File|(huggingface_hub|modelscope)\.(\w+\.)*(hf_hub_download|snapshot_download|cached_download)|os\.path\.\w+|str|pathlib\.PurePath|importlib\.resources\.(files|open_binary|path))$/;
