import { optionsOf } from "../routes/interpreter/alternatives";
import { type Args, type Dict, type Made, noArgs, type Value } from "../routes/interpreter/values";
import type { Task } from "../routes/route";
import { engineAt, engineNamed } from "./engines";
import { type Match, oneOf } from "./identify";
import { MOST_NAMES } from "./modelNames";
import { modelsNamed, speaks, taskOfPrompt, textOf } from "./prompts";
import { runSettings } from "./runSettings";
import { taskOfModel } from "./tasks";

interface Endpoint {
  readonly address: RegExp;
  readonly task: Task;
  readonly engine: string | null;
  /** Paths that other servers have too count only with such a key in the body. */
  readonly body?: RegExp;
  /** Only with such a key in a part of the body, whoever serves. */
  readonly inner?: RegExp;
  /** They count too where a body is sent that is not known. */
  readonly unread?: true;
}

const end = "\\/?($|\\?)";
const at = (path: string): RegExp => new RegExp(path + end, "i");

/** Paths that servers of models have; the more specific first. */
const endpoints: readonly Endpoint[] = [
  { address: at("\\/api\\/(generate|chat)"), task: "generation", engine: "ollama", body: /^model$/, unread: true },
  { address: at("\\/api\\/embed(dings)?"), task: "embedding", engine: "ollama", body: /^model$/, unread: true },
  { address: at("\\/chat\\/completions"), task: "generation", engine: null },
  { address: at("\\/v1\\/(completions|responses)|openai\\/responses"), task: "generation", engine: null },
  { address: at("\\/v1\\/messages"), task: "generation", engine: "anthropic" },
  { address: /openai.*\/realtime\/?($|\?)/i, task: "generation", engine: "openai" },
  { address: at("\\/audio\\/transcriptions"), task: "transcription", engine: null },
  { address: at("\\/audio\\/translations"), task: "transcription", engine: null },
  { address: at("\\/audio\\/speech"), task: "speech-synthesis", engine: null },
  { address: at("\\/images\\/(generations|edits|variations)"), task: "image-generation", engine: null },
  { address: at("\\/sdapi\\/v1\\/(txt|img)2img"), task: "image-generation", engine: "stable-diffusion-webui" },
  { address: /api\.stability\.ai\/.*(generat|stable-image|text-to-image)/i, task: "image-generation", engine: "stability" },
  { address: at("\\/v1\\/moderations"), task: "other", engine: null },
  { address: at("\\/v1\\/ocr"), task: "ocr", engine: null },
  { address: at("\\/(v1|v2|api\\/v1)\\/rerank"), task: "reranking", engine: null },
  { address: at("\\/(v1|v2)\\/embed"), task: "embedding", engine: "cohere" },
  { address: /generativelanguage\.googleapis\.com.*:(stream)?generateContent/i, task: "generation", engine: "google" },
  { address: /generativelanguage\.googleapis\.com.*:(batch)?embedContent/i, task: "embedding", engine: "google" },
  { address: /aiplatform\.googleapis\.com.*:(stream)?(generateContent|rawPredict)/i, task: "generation", engine: "google" },
  // a search of Vertex AI that is asked for a summary, or an answer
  { address: /discoveryengine\.googleapis\.com.*:search$/i, task: "generation", engine: "google", inner: /^summarySpec$/ },
  { address: /discoveryengine\.googleapis\.com.*:(answer|converse)$/i, task: "generation", engine: "google" },
  { address: /speech\.googleapis\.com.*:(recognize|longrunningrecognize)/i, task: "transcription", engine: "google-cloud" },
  { address: /texttospeech\.googleapis\.com.*:synthesize/i, task: "speech-synthesis", engine: "google-cloud" },
  { address: /translation\.googleapis\.com|translate\.googleapis\.com/i, task: "translation", engine: "google-cloud" },
  { address: /vision\.googleapis\.com.*:annotate/i, task: "ocr", engine: "google-cloud" },
  { address: /(api-inference|router)\.huggingface\.co\/|(?<!\bapi)\.endpoints\.huggingface\.cloud/i, task: "other", engine: "huggingface" },
  { address: /api(-free)?\.deepl\.com\/v2\/(translate|document)/i, task: "translation", engine: "deepl" },
  { address: /api\.cognitive\.microsofttranslator\.com\/translate/i, task: "translation", engine: "azure-translator" },
  { address: /\.tts\.speech\.microsoft\.com/i, task: "speech-synthesis", engine: "azure-speech" },
  { address: /\.stt\.speech\.microsoft\.com|speechtotext\/.*transcri/i, task: "transcription", engine: "azure-speech" },
  { address: /api\.deepgram\.com\/v1\/listen/i, task: "transcription", engine: "deepgram" },
  { address: /api\.deepgram\.com\/v1\/speak/i, task: "speech-synthesis", engine: "deepgram" },
  { address: /api\.assemblyai\.com\/v2\/transcript\/?$/i, task: "transcription", engine: "assemblyai" },
  { address: /api\.elevenlabs\.io\/v1\/text-to-speech/i, task: "speech-synthesis", engine: "elevenlabs" },
  { address: /api\.elevenlabs\.io\/v1\/speech-to-text/i, task: "transcription", engine: "elevenlabs" },
  { address: /api\.replicate\.com\/v1\/.*predictions\/?$/i, task: "other", engine: "replicate" },
  { address: /api\.ocr\.space\/parse/i, task: "ocr", engine: "ocr.space" },
  { address: /\/v1\/embeddings\/?($|\?)|\/embeddings(\?api-version|\/?$)/i, task: "embedding", engine: null },
  { address: /\/v2\/models\/[^/]+(\/versions\/[^/]+)?\/(infer|generate)\/?$/i, task: "other", engine: "triton" },
  { address: /\/v1\/models\/[^/]+(\/versions\/[^/]+)?:predict$/i, task: "classic-ml", engine: "tensorflow-serving" },
  { address: /\/predictions\/[^/]+(\/[\d.]+)?\/?$/i, task: "other", engine: "torchserve" },
  { address: /\/serving-endpoints\/[^/]+\/invocations\/?($|\?)/i, task: "other", engine: "databricks" },
  { address: at("\\/invocations"), task: "other", engine: "mlflow", body: /^(dataframe_split|dataframe_records|instances|inputs)$/ },
  { address: at("\\/(generate|generate_stream)"), task: "generation", engine: "tgi", body: /^inputs$/ },
  { address: at("\\/embed"), task: "embedding", engine: "tei", body: /^inputs$/ },
  { address: at("\\/rerank"), task: "reranking", engine: "tei", body: /^(texts|documents)$/ },
  { address: at("\\/translate"), task: "translation", engine: "libretranslate", body: /^(source|target)$/ },
  { address: at("\\/completion"), task: "generation", engine: "llama.cpp", body: /^prompt$/ },
  { address: at("\\/(asr|transcribe)"), task: "transcription", engine: null },
  {
    address: at("\\/(api\\/)?(tts|synthesi[sz]e|text-to-speech)"),
    task: "speech-synthesis",
    engine: null,
    body: /text|^(inputs?|ssml|sentences?|script|utterance)$/i,
    unread: true,
  },
  { address: at("\\/ocr"), task: "ocr", engine: null, body: /image|img|file|document|pdf|page|photo|scan|base64|b64/i, unread: true },
  { address: /:\d+\/inference\/?($|\?)/i, task: "transcription", engine: "whisper.cpp", body: /^file$/ },
];

const clients =
  /^(httpx|requests|requests_toolbelt|aiohttp|urllib\.request|urllib3|niquests|curl_cffi|httpx_sse|aiohttp_retry|requests_futures|treq|websockets?)\b/;
const verbs = /(^|\.)(post|put|stream|request|send|urlopen|ws_connect|post_json|aconnect_sse|connect_sse|connect|create_connection)$/;
/** Where files are kept: what a path there is called says nothing. */
const storage = /\.blob\.core\.windows\.net|\bs3[.-]|storage\.googleapis|cloudflarestorage|digitaloceanspaces|\bminio\b/i;
/** They describe a request, which something else sends. */
const described = /(^|\.)(Request|build_request|prepare_request)$/;

/** A request that the code sends by hand. */
export interface RequestSent {
  /** `POST` */
  readonly verb: string;
  /** `{?}` stands for what is not known */
  readonly address: string;
  /** of the environment, which the address is made of */
  readonly variables: readonly string[];
}

const anyVerb = /(^|\.)(get|post|put|patch|delete)$/;

/** `client.post(f"{SPEECH}/transcribe")`, `requests.request("POST", url)`; null for other calls. */
export function requestSent(path: string, made: { base: Made; method: string } | null, args: Args): RequestSent | null {
  const method = made === null ? path : made.method;
  if (!clients.test(path) || !(verbs.test(method) || anyVerb.test(method))) return null;
  const written = [args.named.get("method"), args.positional[0]].map(textOf).find((one) => one !== null && /^(get|post|put|patch|delete)$/i.test(one));
  const verb = anyVerb.exec(method)?.[2] ?? written;
  if (verb === undefined || verb === null) return null;
  const asked = [args.named.get("url"), ...args.positional.slice(0, 2)];
  return {
    verb: verb.toUpperCase(),
    address: addressOf(made, args),
    variables: [...variablesIn(asked), ...(made === null ? [] : variablesIn([baseOf(made.base)]))],
  };
}

/** The address that a call names, after that of its client. */
function addressOf(made: { base: Made } | null, given: Args): string {
  const base = made === null ? "" : (textOf(baseOf(made.base)) ?? "");
  const texts = [given.named.get("url"), ...given.positional.slice(0, 3)].map(textOf);
  const url = texts.find((one) => one !== null && /\/|:\d|\{\?\}/.test(one)) ?? "";
  return /^(https?:|wss?:|\{\?\})/.test(url) ? url : `${base.replace(/\/$/, "")}/${url.replace(/^\//, "")}`;
}

function variablesIn(values: readonly (Value | undefined)[]): string[] {
  return values.flatMap((value) =>
    (value === undefined ? [] : optionsOf(value)).flatMap((one) => {
      const reasons = one.k === "unknown" ? [one.reason] : one.k === "text" ? one.holes : [];
      return reasons.flatMap((reason) => (reason?.code === "environment" ? [reason.detail] : []));
    }),
  );
}

/**
 * A request sent by hand to a model server: `httpx.post("http://localhost:11434/api/generate", json={"model": "mistral"})`; one for each of the models of which
 * it names one. Nothing for other calls.
 */
export function httpWorkloads(path: string, made: { base: Made; method: string } | null, args: Args): readonly Match[] {
  if (!clients.test(path) || !verbs.test(made === null ? path : made.method)) return [];
  const request = [...args.positional, ...args.named.values()].flatMap((one) => optionsOf(one)).find((one) => one.k === "made" && described.test(one.path));
  const given = request?.k === "made" ? request.args : args;
  if (given.positional.some((one) => one.k === "text" && /^(get|head|delete|options)$/i.test(one.value))) return [];
  const address = addressOf(made, given);
  const bodies = ["json", "data", "content", "files", "params"].map((name) => given.named.get(name)).filter((one) => one !== undefined);
  const known = [...bodies, ...given.positional.slice(1)].flatMap(dictsIn);
  const sent = bodies.length > 0 || given.positional.length > 1;
  const found = endpoints.find((one) => one.address.test(address) && fits(one, known, sent, address));
  const engine = engineAt(address, null) ?? engineOfVariable([given.named.get("url"), ...given.positional.slice(0, 2)]);
  const asked = known.map((one) => taskOfPrompt(one, address, engine) ?? (speaks(one) ? "speech-synthesis" : null)).find((task) => task !== null) ?? null;
  if (found === undefined && asked === null && (engine !== "ollama" || !/:11434\/?($|\{\?\})/.test(address))) return [];
  const names = known.map(modelsNamed).find((one) => one.length > 0) ?? [];
  const inAddress =
    /\/models\/(?!(?:chat\/|text\/|images\/)?(?:completions|embeddings|generations|generate|infer|predict|rerank)\b)([\w.-]+\/[\w.-]+|[\w.-]+):?/
      .exec(address)?.[1]
      ?.replace(/\/(infer|generate|versions)$/, "") ??
    /\/deployments\/([^/?{]+)/.exec(address)?.[1] ??
    /\/predictions\/([\w.-]+)/.exec(address)?.[1] ??
    /\/serving-endpoints\/([\w.-]+)/.exec(address)?.[1] ??
    /[?&]model=([\w.-]+)/.exec(address)?.[1] ??
    null;
  const named = (model: string | null): Task | null => (found?.engine === "huggingface" || found?.engine === "replicate" ? taskOfModel(model) : null);
  // of more, the request chooses one
  const models = names.length > MOST_NAMES ? [null] : names.length > 0 ? names : [inAddress];
  return oneOf(
    models.map((model) => [
      {
        task: named(model) ?? (found?.task === "other" ? asked : null) ?? found?.task ?? asked ?? "generation",
        library: "http",
        engine: engine ?? found?.engine ?? null,
        model,
        ...runSettings(null, { ...noArgs, positional: known }),
        origin: address,
      },
    ]),
  );
}

/** `os.environ["OLLAMA_URL"]` says what is asked, though not where it is. */
function engineOfVariable(values: readonly (Value | undefined)[]): string | null {
  for (const value of values) {
    for (const one of value === undefined ? [] : optionsOf(value)) {
      const reason = one.k === "unknown" ? one.reason : one.k === "text" && one.value.startsWith("{?}") ? one.holes[0] : undefined;
      if (reason?.code === "environment") return engineNamed(reason.detail);
    }
  }
  return null;
}

/** A path that others use too counts where the server's name says it, or the body has what such a server wants or is not known. */
function fits({ body, inner, unread }: Endpoint, bodies: readonly Dict[], sent: boolean, address: string): boolean {
  if (inner !== undefined)
    return bodies.some(({ entries }) => [...entries.values()].some((one) => one.k === "dict" && [...one.entries.keys()].some((key) => inner.test(key))));
  if (body === undefined || engineAt(address, null) !== null) return true;
  if (storage.test(address)) return false;
  if ([...address.matchAll(/[?&](\w+)=/g)].some(([, key = ""]) => body.test(key))) return true;
  if (bodies.length === 0) return unread === true && sent;
  return bodies.some(({ entries, open }) => [...entries.keys()].some((key) => body.test(key)) || (open && entries.size === 0));
}

function baseOf(client: Made): Value | undefined {
  return client.args.named.get("base_url") ?? client.args.positional[0] ?? client.attrs.get("base_url");
}

/** The dictionaries that a body is made of: `json=payload`, `data=json.dumps(payload)`. */
function dictsIn(value: Value): Dict[] {
  return optionsOf(value).flatMap((one) => {
    if (one.k === "dict") return [one];
    if (one.k === "made" && /(^|\.)(dumps|encode|FormData|urlencode|jsonable_encoder)$/.test(one.path))
      return [...one.args.positional, ...(one.of?.k === "part" ? [one.of.of] : [])].flatMap((inner) => (inner === value ? [] : dictsIn(inner)));
    return [];
  });
}
