/** Services of others: what they run is on no machine of ours. */
const hosted = new Set(
  (
    "openai azure-openai azure-ai azure-speech azure-translator mistral anthropic google google-cloud google-translate groq openrouter together deepseek perplexity fireworks xai cohere " +
    "deepgram assemblyai elevenlabs stability replicate jina voyageai cerebras nvidia dashscope zhipuai moonshot scaleway deepl bedrock sagemaker huggingface watsonx nomic databricks " +
    "ai21 volcengine llama-api gigachat fal runpod qianfan roboflow deepinfra sambanova siliconflow nebius novita hyperbolic upstage minimax sarvam gladia soniox cloudflare github-models amazon-polly amazon-transcribe amazon-textract amazon-translate amazon-rekognition edge-tts cartesia rev.ai speechmatics ocr.space ollama-cloud pinecone nixtla llama-parse"
  ).split(" "),
);

/** Whether an engine is a provider's, whose energy nobody but the provider knows. */
export function isHosted(engine: string | null): boolean {
  return engine !== null && hosted.has(engine);
}

/** What runs behind an address, as written; null where it is not told. */
const hosts: readonly (readonly [RegExp, string])[] = [
  [/^(https?:\/\/)?(\w+\.)?ollama\.com\b/i, "ollama-cloud"],
  [/:11434\b|ollama/i, "ollama"],
  [/api\.openai\.com/i, "openai"],
  [/api\.mistral\.ai/i, "mistral"],
  [/api\.anthropic\.com/i, "anthropic"],
  [/api\.groq\.com/i, "groq"],
  [/openrouter\.ai/i, "openrouter"],
  [/api\.together\.(xyz|ai)/i, "together"],
  [/api\.deepseek\.com/i, "deepseek"],
  [/api\.perplexity\.ai/i, "perplexity"],
  [/api\.fireworks\.ai/i, "fireworks"],
  [/api\.x\.ai/i, "xai"],
  [/api\.cohere\.(com|ai)/i, "cohere"],
  [/api\.deepgram\.com/i, "deepgram"],
  [/api\.assemblyai\.com/i, "assemblyai"],
  [/api\.elevenlabs\.io/i, "elevenlabs"],
  [/api\.stability\.ai/i, "stability"],
  [/api\.replicate\.com/i, "replicate"],
  [/api\.jina\.ai/i, "jina"],
  [/api\.voyageai\.com/i, "voyageai"],
  [/api\.cerebras\.ai/i, "cerebras"],
  [/(integrate|ai)\.api\.nvidia\.com/i, "nvidia"],
  [/databricks/i, "databricks"],
  [/(^|[/.])(queue\.)?fal\.(run|ai)\b/i, "fal"],
  [/runpod\.(ai|net|io)/i, "runpod"],
  [/deepinfra\.com/i, "deepinfra"],
  [/sambanova/i, "sambanova"],
  [/siliconflow/i, "siliconflow"],
  [/nebius/i, "nebius"],
  [/novita\.ai/i, "novita"],
  [/hyperbolic\.xyz/i, "hyperbolic"],
  [/api\.ai21\.com/i, "ai21"],
  [/api\.upstage\.ai/i, "upstage"],
  [/minimaxi?\.(chat|com|io)/i, "minimax"],
  [/volces\.com/i, "volcengine"],
  [/baidubce\.com/i, "qianfan"],
  [/api\.sarvam\.ai/i, "sarvam"],
  [/api\.gladia\.io/i, "gladia"],
  [/api\.soniox\.com/i, "soniox"],
  [/api\.cloudflare\.com|gateway\.ai\.cloudflare/i, "cloudflare"],
  [/models\.github\.ai|models\.inference\.ai\.azure/i, "github-models"],
  [/api\.llama\.com/i, "llama-api"],
  [/dashscope/i, "dashscope"],
  [/bigmodel\.cn/i, "zhipuai"],
  [/api\.moonshot/i, "moonshot"],
  [/scaleway/i, "scaleway"],
  [/deepl\.com/i, "deepl"],
  [/googleapis\.com/i, "google"],
  [/huggingface/i, "huggingface"],
  [/vllm/i, "vllm"],
  [/\btgi\b|text-generation-inference/i, "tgi"],
  [/\btei\b|text-embeddings-inference/i, "tei"],
  [/llama[-_.]?cpp|llama-server/i, "llama.cpp"],
  [/libretranslate/i, "libretranslate"],
  [/:1234\b|lm-?studio/i, "lm-studio"],
  [/localai/i, "localai"],
  // others have such paths too: `https://api.groq.com/openai/v1`
  [
    /\/openai\/(v1|deployments)|openai\.azure\.com|cognitiveservices\.azure|services\.ai\.azure|azure(?!websites|containerapps|container|edge|fd|static|\.net)/i,
    "azure-openai",
  ],
];

/** The engine behind an address; a server that the address does not name is not known. */
export function engineAt(address: string, usual: string | null): string | null {
  for (const [pattern, engine] of hosts) if (pattern.test(address)) return engine;
  return /^(\{\?\})?$/.test(address) ? usual : null;
}

/** Ollama hands models with such a tag on to its own machines: `gpt-oss:120b-cloud`, `glm-4.6:cloud`. */
export function whoRuns(engine: string | null, model: string | null): string | null {
  return engine === "ollama" && /[:-]cloud$/i.test(model ?? "") ? "ollama-cloud" : engine;
}

/** The engine that a name holds: `OLLAMA_URL`, `ollama-gpu`. */
export function engineNamed(name: string): string | null {
  return hosts.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** They serve models of their own only. */
const own = new Set(["anthropic", "google", "mistral", "cohere", "groq", "deepseek", "xai", "perplexity", "openai", "azure-openai"]);

/** Whether an engine may run a model of that name, as far as names tell: `gpt-4o` is none of Anthropic's. */
export function mayRun(engine: string | null, model: string | null): boolean {
  const provider = engineOfProvider(model);
  // `openai/gpt-oss-20b` is an address of weights that many serve
  if (engine === null || provider === null || !own.has(engine) || model?.includes("/") === true) return true;
  return provider === engine || (engine === "azure-openai" && provider === "openai");
}

const providers: Readonly<Record<string, string>> = {
  ollama: "ollama",
  ollama_chat: "ollama",
  azure: "azure-openai",
  azure_openai: "azure-openai",
  azure_ai: "azure-ai",
  openai: "openai",
  "openai-chat": "openai",
  "openai-responses": "openai",
  mistral: "mistral",
  mistralai: "mistral",
  anthropic: "anthropic",
  groq: "groq",
  gemini: "google",
  google: "google",
  google_genai: "google",
  googleai: "google",
  vertexai: "google",
  google_vertexai: "google",
  "google-gla": "google",
  "google-vertex": "google",
  vertex_ai: "google",
  bedrock: "bedrock",
  bedrock_converse: "bedrock",
  huggingface: "huggingface",
  hosted_vllm: "vllm",
  vllm: "vllm",
  lm_studio: "lm-studio",
  cohere: "cohere",
  together: "together",
  together_ai: "together",
  replicate: "replicate",
  deepseek: "deepseek",
  openrouter: "openrouter",
  fireworks: "fireworks",
  fireworks_ai: "fireworks",
  perplexity: "perplexity",
  xai: "xai",
  cerebras: "cerebras",
  deepgram: "deepgram",
  elevenlabs: "elevenlabs",
  voyage: "voyageai",
  jina_ai: "jina",
};

/** `ollama/mistral`, `openai:gpt-4o`, `gpt-4o`: the provider that a name begins with, or that alone has such names. */
export function engineOfProvider(model: string | null): string | null {
  if (model === null) return null;
  const [provider = "", rest] = model.split(/[/:]/, 2);
  if (rest !== undefined && Object.hasOwn(providers, provider)) return providers[provider] ?? null;
  if (/^(gpt-(?!oss)|chatgpt|o\d|text-embedding-(3|ada)|whisper-1|tts-1|dall-e)/.test(model)) return "openai";
  if (/^claude/.test(model)) return "anthropic";
  if (/^gemini/.test(model)) return "google";
  return null;
}

const classes: readonly (readonly [RegExp, string, string?])[] = [
  [/lite_?llm/i, "litellm"],
  [/ollama/i, "ollama"],
  [/azure/i, "azure-openai"],
  [/openai_?like|vllm/i, "vllm"],
  [/openrouter/i, "openrouter"],
  [/openai/i, "openai"],
  [/fastembed|flashrank|onnx/i, "onnxruntime"],
  [/huggingface_?api|HuggingFaceInference|HuggingFaceHub|HuggingFaceEndpoint|text_?embeddings_?inference/i, "huggingface"],
  [/huggingface|sentence_?transformer|instructor|optimum/i, "transformers", "sentence-transformers"],
  [/mistral/i, "mistral"],
  [/cohere/i, "cohere"],
  [/bedrock/i, "bedrock"],
  [/gemini|vertex|google|palm/i, "google"],
  [/voyage/i, "voyageai"],
  [/jina/i, "jina"],
  [/anthropic/i, "anthropic"],
  [/groq/i, "groq"],
  [/together/i, "together"],
  [/fireworks/i, "fireworks"],
  [/deepseek/i, "deepseek"],
  [/perplexity/i, "perplexity"],
  [/nomic/i, "nomic"],
  [/gpt4all/i, "llama.cpp"],
  [/llama_?cpp/i, "llama.cpp"],
  [/ctransformers/i, "ctransformers"],
  [/replicate/i, "replicate"],
  [/watsonx/i, "watsonx"],
  [/nvidia/i, "nvidia"],
  [/dashscope|tongyi|qianwen|qwq|qwen/i, "dashscope"],
  [/zhipu/i, "zhipuai"],
  [/xinference/i, "xinference"],
  [/xai\b/i, "xai"],
  [/cerebras/i, "cerebras"],
  [/mlx/i, "mlx"],
  [/databricks/i, "databricks"],
];

/** What a framework's class for a model stands for, as its name says: `MistralAIEmbeddings`, `llama_index.llms.groq.Groq`. */
export function engineOfClass(path: string, vectors: boolean): string | null {
  for (const [pattern, engine, ofVectors] of classes) if (pattern.test(path)) return vectors ? (ofVectors ?? engine) : engine;
  return null;
}
