import type { Problem } from "../problem";

/** What a model does; the ids of DESIGN.md 3.1. */
export const tasks = [
  "transcription",
  "translation",
  "generation",
  "embedding",
  "reranking",
  "speech-synthesis",
  "image-generation",
  "ocr",
  "classic-ml",
  "other",
] as const;
export type Task = (typeof tasks)[number];

/** A model that a handler runs, directly or through the project's own functions. */
export interface Workload {
  readonly task: Task;
  /** Python distribution or protocol: `faster-whisper`, `transformers`, `ollama`, `openai`, `http`, ... */
  readonly library: string;
  /** What executes the model: `faster-whisper`, `transformers`, `ctranslate2`, `ollama`, `llama.cpp`, ...; null if not known. */
  readonly engine: string | null;
  /** Model id as written in the code (`large-v3`, `facebook/nllb-200-distilled-600M`, `mistral:7b`); null if not written. */
  readonly model: string | null;
  /** Where the code writes a part of the name only: that, with `{?}` for the rest (`Helsinki-NLP/opus-mt-{?}-{?}`). It is no model id. */
  readonly template?: string;
  /** The environment may name another model: what the code writes is its default. */
  readonly settable?: boolean;
  /** The request may name another model, or chooses this one: what the code writes is its default, or one of those that it lists. */
  readonly asked?: boolean;
  /** The code takes another name where it finds one while it runs, in a database or at the server: what it writes is for where it finds none. */
  readonly replaced?: boolean;
  /**
   * Variables of the environment, or settings, that decide whether it runs at all: it does as long as each keeps what the code or a `.env` file gives
   * it. Absent where none is known to.
   */
  readonly dependsOn?: readonly string[];
  /** Number format of the weights as the code writes it (`float16`, `int8_float16`, `4bit`); absent where it says none. */
  readonly precision?: string;
  /** Tokens that one answer has at most, where the code writes a number. */
  readonly longestAnswer?: number;
  /** Characters of its text at most, where the code cuts it before: `text[:1500]`. */
  readonly longestInput?: number;
  /** Tokens that the model keeps of question and answer, where the code writes a number: `num_ctx`. */
  readonly context?: number;
  /**
   * `cpu`: the code says that it runs on the processor, whatever cards the machine has. `not-said`: the code that was followed puts it on no card, and its
   * library then runs it on the processor. Absent where the code asks for a card, or leaves it to the machine.
   */
  readonly device?: "cpu" | "gpu" | "not-said";
  /** What it is given, where that is known to be no text. */
  readonly reads?: "audio" | "image";
  /** The call that runs it first runs an embedding, with which it finds what this one works on: a retriever and a model in one chain. */
  readonly retrieves?: true;
  /** Where the model is called. */
  readonly file: string;
  readonly line: number;
  /** A queue brings the work to a worker process, of Celery and the like: it runs there, for whoever sent it. */
  readonly inWorker?: boolean;
  /** It runs in this process once the answer is sent: a background task of FastAPI, a timer, a job of a scheduler. */
  readonly afterAnswer?: boolean;
  /** Every request that is served runs it. Where this is not told, it perhaps runs on some only. */
  readonly always?: boolean;
  /** How often each request that runs it does so at least, where the code says more than once: by several calls, or in a loop over a list that it writes. */
  readonly times?: number;
  /** It may run more often: in a loop of which the code does not say how often it turns, or on ways that some requests take. */
  readonly oftener?: "loop" | "way";
  /** Of the models of a route with the same number here a request runs one at most: which, the code leaves to what a request brings. */
  readonly alternative?: number;
  /** It runs only where another model of the handler has failed: it stands in an `except`. */
  readonly fallback?: boolean;
  /** The handler runs it once for each segment that a transcription gave. */
  readonly perSegment?: boolean;
}

/** The models of a handler of which a request runs one at most, with this one among them; empty where it stands alone. */
export function modelsInstead({ alternative }: Workload, all: readonly Workload[]): readonly Workload[] {
  return alternative === undefined ? [] : all.filter((other) => other.alternative === alternative);
}

/** One method of one registered path. Files are relative to the folder, with `/`; lines count from 1. */
export interface Route {
  /** `METHOD /path`, followed by ` (module:variable)` only where two applications serve the same one. */
  readonly id: string;
  /** Upper case; `WEBSOCKET` for a websocket. */
  readonly method: string;
  /** Full path; `{?}` stands where a part could not be resolved. */
  readonly path: string;
  readonly resolved: boolean;
  /** Name of the handler, `Class.method` for methods, `<lambda>` for lambdas. */
  readonly function: string;
  /** The `def`. */
  readonly file: string;
  readonly line: number;
  /** The decorator or call that registers. */
  readonly registeredFile: string;
  readonly decoratorLine: number;
  /** `module:variable` of the application that serves it; null where none was found. */
  readonly app: string | null;
  /** `root_path` of that application where the code writes one: a proxy puts it in front of the path, and those who watch requests may see it. */
  readonly rootPath?: string;
  /** `title` of that application where the code writes one. */
  readonly appTitle?: string;
  /** The test behind which it is registered, where only the running application can answer it; a problem there says so. */
  readonly condition?: { readonly file: string; readonly line: number };
  /** Where code that stands in a text, or is put together while the program runs, makes its function: `file` and `line` are what is known of it. A problem there says so. */
  readonly written?: { readonly file: string; readonly line: number };
  readonly workloads: readonly Workload[];
  /** What its handler calls that is not seen: a module of the project that is not in the folder; or, where no model was found, a call that looks like a model's. */
  readonly unseen?: string;
  /** Ids of routes of other applications of the project that its handler calls over HTTP; what those run is not repeated here. */
  readonly calls?: readonly string[];
}

/** What reading the code gives: the left half of the pipeline. */
export interface CodeFacts {
  readonly routes: readonly Route[];
  readonly problems: readonly Problem[];
  readonly timing: {
    /** Python files */
    readonly files: number;
    /** pieces of files that were parsed now: a file is read in several, and one that is known from before counts 0 */
    readonly parsed: number;
    /** milliseconds of the whole reading */
    readonly ms: number;
  };
}
