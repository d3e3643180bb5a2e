import { rules } from "./rules";

// How a text shows, before anything of it is followed, that it may run a model.

/** Libraries of models and frameworks around them, as a file imports them. */
const libraries = [
  "llama_index",
  "langgraph",
  "crewai",
  "haystack",
  "chromadb",
  "dspy",
  "smolagents",
  "torch",
  // a worker may run one for what is published
  ...["pika", "aio_pika", "aiormq", "aiokafka", "kafka", "confluent_kafka", "faststream", "nats"],
  // what sends requests, starts programs or loads plug-ins may run a model that only its arguments tell
  ...["httpx", "requests", "requests_toolbelt", "aiohttp", "urllib\\.request", "urllib3", "niquests", "curl_cffi", "httpx_sse", "aiohttp_retry"],
  ...["requests_futures", "treq", "websocket", "websockets", "subprocess", "pkg_resources", "stevedore"],
  ...new Set(rules.flatMap((rule) => [...(rule.make ?? []), ...(rule.call ?? [])].map((name) => (name.split(".", 1)[0] ?? "").replaceAll("*", "\\w*")))),
];

/** A word in the name of a package or module, between underscores, that speaks of models: what a firm's own packages are called. */
const aboutModels =
  "(?:[a-z0-9]+_)*(?:llms?|ai|ml|nlp|nlu|genai|gpt|rag|asr|stt|tts|ocr|whisper\\w*|speech\\w*|transcri\\w*|translat\\w*|summari\\w*|embedd\\w*|rerank\\w*|inference|diffusion\\w*)(?:_[a-z0-9]+)*";

/** A dotted name of a library, or in a package or module of such a name. */
export const isLibrary = new RegExp(`^(?:(?:${libraries.join("|")})(?:\\.|$)|(?:\\w+\\.)*${aboutModels}(?:\\.|$))`);

const spoken = new RegExp(`^(?:\\w+\\.)*${aboutModels}\\.`);
const known = new RegExp(`^(?:${libraries.join("|")}|opentelemetry|logfire|gettext|babel|django|\\w*i18n)\\b`);
/** Parts of a package that hold no work. */
const holdsNoWork =
  /\.(?:schemas?|types|typing|enums|config|settings|errors|exceptions|logging|metrics|monitoring|telemetry|tracing|constants|prompts?|auth|db|database|version)\b/;

/**
 * Whether a function of a package that is not in the folder may run a model, as far as names tell: `company_llm.agents.answer`. Not of a library that
 * we know: what of it runs a model is known. `path` is the dotted name of what is called or of what made it.
 */
export function mayRunModels(path: string): boolean {
  return spoken.test(path) && !known.test(path) && !holdsNoWork.test(path);
}

/** Functions of the standard library that start a program, send a request or load a module, imported by their names. */
export const reachesOut =
  /^(?:os\.(?:system|popen|exec\w*|spawn\w*|posix_spawn\w*)|asyncio\.(?:subprocess\.)?create_subprocess_\w+|urllib\.request|importlib\.(?:import_module|util|machinery|metadata\.entry_points))$/;

/** What the start of an application or a middleware leaves for handlers may come from anywhere. */
const readsState = /\.state\b|\bstate\[|\.app\b|__subclasses__|\bglobals\(/;

/** Where a statement starts that imports: on a line, or after another statement on it. */
const statement = "(?:^|[;:])[ \\t]*";
/** Names before the one that is looked for: `import os, json as j, whisper`. */
const before = "(?:[\\w.]+(?:[ \\t]+as[ \\t]+\\w+)?[ \\t]*,[ \\t]*(?:\\\\\\r?\\n[ \\t]*)?)*";

/** A file that imports such a library, loads a module by name, or holds the address of a model server. */
export const runsModels = new RegExp(
  `${statement}(?:from[ \\t]+|import[ \\t]+${before})(?:(?:${libraries.join("|")})\\b|(?:\\w+\\.)*${aboutModels}\\b)|import_module|__import__|:11434|/(?:api/)?(?:generate|chat|embed)|/v\\d/|completions|embeddings|rerank|generateContent|/transcri|/tts\\b|/synthesi|text-to-speech|serving-endpoints|max_tokens|n_predict|/asr\\b|/inference|/infer\\b|/predictions|/invocations|/translate|/ocr\\b|huggingface\\.co|googleapis|deepl\\.com|microsoft|stability\\.ai|subprocess|create_subprocess|\\.(?:system|popen)\\(|entry_points|send_task|enqueue|\\b(?:[lr]push|[xz]add|(?:basic_)?publish|send_and_wait|produce|send_message)\\b`,
  "m",
);

/** Methods that hardly anything but a model has; called on something unknown they say that one is missing. */
export const seemsToRun =
  /^(transcribe|ainvoke|astream|generate_content|generate_content_async|predict_proba|a?embed_(query|documents|texts?)|rerank|synthesize|acompletion|chat_completion|create_chat_completion)$/;

/** The same for what a library that we do not know made: its tools and graphs are invoked too. */
export const isModelOnly = /^(transcribe|generate_content|generate_content_async|predict_proba|a?embed_(query|documents|texts?)|rerank|synthesize)$/;

/** Whether a definition or statement may use a model by its own text; what its names stand for is asked elsewhere. */
export function showsModels(text: string, words: ReadonlySet<string>): boolean {
  return runsModels.test(text) || readsState.test(text) || [...words].some((word) => seemsToRun.test(word));
}
