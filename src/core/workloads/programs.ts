import { optionsOf } from "../routes/interpreter/alternatives";
import type { Args, Value } from "../routes/interpreter/values";
import type { Task } from "../routes/route";
import type { Match } from "./identify";
import { taskOfModel } from "./tasks";

/** Programs that run a model when they are started; the second group of words names the option that gives the model. */
interface Program {
  readonly name: RegExp;
  readonly task: Task;
  readonly library: string;
  readonly engine: string;
  readonly model?: readonly string[];
  /** The word after this one names the model: `ollama run mistral`. */
  readonly after?: string;
  /** What variables of the environment that hold the program's path are called: `WHISPER_CLI`. */
  readonly variable?: RegExp;
  /** Only with a word like this: `main` was the program of more than one project. */
  readonly only?: RegExp;
}

const programs: readonly Program[] = [
  {
    name: /^(whisper-cli|whisper-cpp|whisper\.cpp|whisper-main)$/,
    task: "transcription",
    library: "whisper.cpp",
    engine: "whisper.cpp",
    model: ["-m", "--model"],
    variable: /whisper_?cpp/i,
  },
  { name: /^main$/, task: "transcription", library: "whisper.cpp", engine: "whisper.cpp", model: ["-m", "--model"], only: /\bggml-[\w.-]+\.bin$/ },
  // only the program of whisper.cpp calls its model `-m`
  { name: /^$/, task: "transcription", library: "whisper.cpp", engine: "whisper.cpp", model: ["-m"], variable: /whisper/i, only: /^-m$/ },
  { name: /^whisper$/, task: "transcription", library: "openai-whisper", engine: "openai-whisper", model: ["--model"], variable: /whisper/i },
  { name: /^(whisper-ctranslate2|faster-whisper\w*)$/, task: "transcription", library: "faster-whisper", engine: "faster-whisper", model: ["--model", "-m"] },
  { name: /^whisperx$/, task: "transcription", library: "whisperx", engine: "whisperx", model: ["--model"] },
  { name: /^insanely-fast-whisper$/, task: "transcription", library: "transformers", engine: "insanely-fast-whisper", model: ["--model-name"] },
  { name: /^mlx_whisper$/, task: "transcription", library: "mlx-whisper", engine: "mlx", model: ["--model"] },
  { name: /^(piper|piper-tts)$/, task: "speech-synthesis", library: "piper-tts", engine: "piper", model: ["--model", "-m"], variable: /piper/i },
  { name: /^(onmt_translate|ct2-opennmt-\w+)$/, task: "translation", library: "OpenNMT-py", engine: "torch", model: ["--model", "-model"] },
  { name: /^(argos-translate|argospm)$/, task: "translation", library: "argostranslate", engine: "ctranslate2", only: /^--from(-lang)?$/ },
  { name: /^marian-decoder$/, task: "translation", library: "marian", engine: "marian", model: ["-m", "--models"] },
  { name: /^tts$/, task: "speech-synthesis", library: "TTS", engine: "coqui", model: ["--model_name"] },
  { name: /^edge-tts$/, task: "speech-synthesis", library: "edge-tts", engine: "edge-tts" },
  { name: /^(espeak|espeak-ng)$/, task: "speech-synthesis", library: "espeak-ng", engine: "espeak-ng" },
  { name: /^tesseract$/, task: "ocr", library: "tesseract", engine: "tesseract", variable: /tesseract/i },
  { name: /^ocrmypdf$/, task: "ocr", library: "ocrmypdf", engine: "tesseract" },
  { name: /^ollama$/, task: "generation", library: "ollama", engine: "ollama", after: "run" },
  {
    name: /^(llama-cli|llama-run|llama\.cpp)$/,
    task: "generation",
    library: "llama.cpp",
    engine: "llama.cpp",
    model: ["-m", "--model"],
    variable: /llama_?(cpp|cli|bin)/i,
  },
  { name: /^main$/, task: "generation", library: "llama.cpp", engine: "llama.cpp", model: ["-m", "--model"], only: /\.gguf$/ },
];

/** Calls that start a program. */
export const starts =
  /^(subprocess\.(run|call|check_call|check_output|Popen|getoutput)|os\.(system|popen)|asyncio\.create_subprocess_(exec|shell)|asyncio\.subprocess\.create_subprocess_(exec|shell)|anyio\.(run_process|open_process)|trio\.run_process)$/;

/** `subprocess.run(["whisper", path, "--model", "small"])` transcribes; most programs run no model. */
export function programRun(path: string, args: Args): Match | null {
  if (!starts.test(path)) return null;
  const whole = wordsOf(args);
  const words = whole.map((word) => word.replace(/^.*[\\/]/, (folder) => (word.startsWith("-") ? folder : "")));
  const at = whole[0] !== undefined && /^(python3?|uv|uvx|nice|env|sudo|time|conda|poetry|run|-m)$/.test(words[0] ?? "") ? words.findIndex(isProgram) : 0;
  const name = (words[at] ?? "").replace(/\.exe$/, "");
  const variable = variableOf(name);
  const program = programs.find(
    (one) =>
      (variable === null ? name !== "" && one.name.test(name) : one.variable?.test(variable) === true) &&
      (one.only === undefined || words.some((word) => one.only?.test(word) === true)),
  );
  if (program === undefined) return withWeights(path, name, whole);
  const { task, library, engine } = program;
  if (program.after !== undefined && words[at + 1] !== program.after) return null;
  return { task, library, engine, model: modelOf(program, whole, at), origin: path };
}

/** Options that give a program the network that it runs. */
const givesModel = /^(-m|--?(model|ckpt|checkpoint|weights)([-_]?(path|file|dir|name|id))?)$/i;
const weights = /\.(gguf|ggml|onnx|nemo|safetensors|pte?|pth|tflite|engine|mlmodelc?|rknn)$/i;

/** A program that nobody knows and that is given a file of weights runs them: what for, its name or theirs tells. */
function withWeights(path: string, name: string, words: readonly string[]): Match | null {
  const at = words.findIndex((word) => givesModel.test(word));
  const model = words[at + 1]?.replace(/^.*\{\?\w*\}[\\/]/, "");
  if (at < 1 || model === undefined || !weights.test(model) || !/^[\w.+-]+$/.test(name)) return null;
  const task = taskOfModel(model) ?? taskOfModel(name);
  return task === null ? null : { task, library: name, engine: /\.(gguf|ggml)$/i.test(model) ? "llama.cpp" : null, model, origin: path };
}

/** They move, fetch, build or look at what they are given, and run none of it. */
const movesFiles =
  /^(cp|mv|rm|ln|ls|cat|du|file|stat|find|head|tail|cmp|diff|lsblk|chmod|chown|touch|mkdir|install|tar|gzip|zip|unzip|7z|zstd|\w+sum|rsync|scp|sftp|wget|curl|aria2c|ping|nslookup|dig|git|git-lfs|dvc|aws|az|gcloud|gsutil|rclone|s3cmd|mc|docker|podman|kubectl|make|cmake|ninja|pip3?|huggingface-cli|hf)$/;

/** What a call starts that seems to run a model, though neither the program nor what it is given tells which; null for others. */
export function programWithModel(path: string, args: Args): string | null {
  if (!starts.test(path)) return null;
  const words = wordsOf(args);
  const first = words.find((word) => !/^(sudo|env|nice|nohup|time)$/.test(word)) ?? "";
  if (movesFiles.test(first.replace(/^.*[\\/]/, "")) && !words.includes("|")) return null;
  // the first one may only be that of `python -m`
  const given = words.some((word, at) => givesModel.test(word) && word !== "-m" && words[at + 1] !== undefined) || words.some((word) => weights.test(word));
  const module = words.indexOf("-m");
  return given ? ((module > 0 ? words[module + 1] : undefined) ?? words[0] ?? null) : null;
}

function isProgram(word: string): boolean {
  return programs.some(({ name }) => name.test(word));
}

function modelOf(program: Program, words: readonly string[], at: number): string | null {
  const named = program.after === undefined ? undefined : words[at + 2];
  const index = words.findIndex((word) => program.model?.includes(word));
  const joined = words.map((word) => word.split("=")).find(([option]) => program.model?.includes(option ?? ""))?.[1];
  const model = named ?? (index === -1 ? joined : words[index + 1]);
  if (model === undefined || model === "") return null;
  // wherever the folder is, the file in it is known
  return model.includes("{?") ? (/^[^/\\]*\{\?\w*\}[^{}]*[\\/]([^\\/{}]+)$/.exec(model)?.[1] ?? null) : model;
}

/** What variables are called that hold a program, not its settings, models or folders. */
const holdsProgram = /(^|_)(cli|bin|binary|cmd|command|exe|exec|executable|program|path)$/i;
const holdsOther =
  /(^|_)(wrapper|script|model|models|timeout|dir|folder|home|data|tessdata|cache|config|lib|library|log|output|out|input|upload|audio|voice)(_|$)/i;

/** `{?WHISPER_CLI}`: the variable of the environment that holds the program; empty where its name is not a program's. */
function variableOf(word: string): string | null {
  const name = /^\{\?(\w+)\}$/.exec(word)?.[1];
  if (name === undefined) return null;
  return holdsProgram.test(name) && !holdsOther.test(name) ? name : "";
}

/** The words of a command line; what is not known is `{?}`, with the name of the variable that holds it where there is one. */
export function wordsOf(args: Args): string[] {
  const [first] = args.positional;
  const given = first ?? args.named.get("args") ?? args.named.get("cmd");
  if (given === undefined) return [];
  for (const one of optionsOf(given)) {
    if (one.k === "list") return one.items.map(wordOf);
    if (one.k === "text" && args.positional.length > 1 && /^[\w./-]+$/.test(one.value)) return args.positional.map(wordOf);
    if (one.k === "text")
      return one.value
        .trim()
        .split(/\s+/)
        .map((word) => word.replace(/^["']|["']$/g, ""));
    // shlex.split("whisper a.wav")
    if (one.k === "made" && one.args.positional[0] !== undefined) return wordsOf({ ...one.args, positional: [one.args.positional[0]] });
  }
  return [];
}

function wordOf(value: Value): string {
  const options = optionsOf(value);
  const text = options.find((one) => one.k === "text");
  if (text?.k === "text" && text.value !== "{?}") return text.value;
  const reasons = options.map((one) => (one.k === "unknown" ? one.reason : one.k === "text" ? one.holes[0] : undefined));
  const variable = reasons.find((one) => one?.code === "environment")?.detail;
  return variable !== undefined && /^\w+$/.test(variable) ? `{?${variable}}` : "{?}";
}
