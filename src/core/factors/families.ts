import type { ModelKind } from "./models";
import type { TokenizerId } from "./tokens";

/** What a family of models shares: vocabulary, context, licence. First match wins. */
export interface Family {
  readonly pattern: RegExp;
  readonly kind: ModelKind;
  readonly tokenizer: TokenizerId;
  /** tokens; null where texts are cut before they reach the model */
  readonly context: number | null;
  readonly licence: string | null;
  /** The licence of the weights excludes commercial use. */
  readonly nonCommercial?: true;
}

const family = (pattern: RegExp, kind: ModelKind, tokenizer: TokenizerId, context: number | null, licence: string | null): Family => ({
  pattern,
  kind,
  tokenizer,
  context,
  licence,
  ...(licence !== null && /NC|non-?commercial|research/i.test(licence) ? { nonCommercial: true as const } : {}),
});

export const families: readonly Family[] = [
  family(/whisper|^(tiny|base|small|medium|large)/, "whisper", "whisper", null, "MIT"),
  family(/nllb/, "seq2seq", "nllb", null, "CC BY-NC 4.0"),
  family(/seamless/, "seq2seq", "nllb", null, "CC BY-NC 4.0"),
  family(/opus-?mt|m2m|mbart|madlad|mt5|t5|bart|pegasus|marian/, "seq2seq", "nllb", null, null),
  family(/jina-embeddings-v4/, "encoder", "qwen", null, "Qwen Research License (non-commercial)"),
  family(/jina-(embeddings-v3|reranker-v2)/, "encoder", "nllb", null, "CC BY-NC 4.0"),
  // Language models that were trained further to embed keep their vocabulary: Arabic costs one of Mistral 2.5 times a multilingual encoder's tokens.
  family(/(embed|gte|rerank).*qwen|qwen.*(embed|rerank)/, "encoder", "qwen", null, null),
  family(/(embed|e5|rerank).*mistral|mistral.*(embed|rerank)/, "encoder", "mistral-v1", null, null),
  family(/embed|minilm|mpnet|^e5|-e5-|bge|gte-|rerank|bert|colbert|labse|sentence/, "encoder", "nllb", null, null),
  family(/mixtral/, "llm", "mistral-v1", 32768, "Apache-2.0"),
  family(/mistral-?nemo|pixtral/, "llm", "tekken", 131072, "Apache-2.0"),
  family(/ministral-?3[-:]\d|ministral-?3$/, "llm", "tekken", 262144, "Apache-2.0"),
  family(/ministral/, "llm", "tekken", 131072, "Mistral Research License (non-commercial)"),
  family(/devstral-?2/, "llm", "tekken", 262144, "Modified MIT"),
  family(/devstral-small-2(?!\d)/, "llm", "tekken", 262144, "Apache-2.0"),
  family(/mistral-?small(:22b|.*2409)/, "llm", "mistral-v1", 32768, "Mistral Research License (non-commercial)"),
  family(/mistral-?small(:24b|.*2501)/, "llm", "tekken", 32768, "Apache-2.0"),
  family(/mistral-?small|magistral|devstral/, "llm", "tekken", 131072, "Apache-2.0"),
  family(/mistral-?large|codestral/, "llm", "mistral-v1", 131072, "Mistral non-production or research licence"),
  family(/stablelm.*zephyr/, "llm", "unknown", null, "Stability AI Non-Commercial Research Community License"),
  family(/mistral|zephyr|openhermes|neural-?chat/, "llm", "mistral-v1", 32768, "Apache-2.0"),
  family(/tinyllama/, "llm", "llama2", 2048, "Apache-2.0"),
  family(/codellama/, "llm", "llama2", 16384, "Llama 2 Community License"),
  family(/deepseek/, "llm", "qwen", 131072, "MIT"),
  family(/llama-?4(?!.*(maverick|128))/, "llm", "llama3", 10485760, "Llama 4 Community License"),
  family(/llama-?4/, "llm", "llama3", 1048576, "Llama 4 Community License"),
  family(/llama-?3\.[1-9]|dolphin-?3/, "llm", "llama3", 131072, "Llama 3 Community License"),
  family(/llama-?3/, "llm", "llama3", 8192, "Llama 3 Community License"),
  family(/llama|vicuna|alpaca/, "llm", "llama2", 4096, "Llama 2 Community License"),
  family(/qwen-?3|qwq/, "llm", "qwen", 40960, "Apache-2.0"),
  // Of these sizes alone the weights are not Apache's.
  family(/qwen-?2\.5.*(?<![\d.])3b/, "llm", "qwen", 32768, "Qwen Research License (non-commercial)"),
  family(/qwen.*(?<![\d.])72b/, "llm", "qwen", 32768, "Qwen License Agreement"),
  family(/qwen/, "llm", "qwen", 32768, "Apache-2.0"),
  family(/gemma-?3n/, "llm", "gemma", 32768, "Gemma Terms of Use"),
  family(/gemma-?3/, "llm", "gemma", 131072, "Gemma Terms of Use"),
  family(/gemma/, "llm", "gemma", 8192, "Gemma Terms of Use"),
  family(/phi-?4-?reasoning/, "llm", "cl100k", 32768, "MIT"),
  family(/phi-?4-?m/, "llm", "o200k", 131072, "MIT"),
  family(/phi-?4/, "llm", "cl100k", 16384, "MIT"),
  family(/phi-?3.*4k/, "llm", "llama2", 4096, "MIT"),
  family(/phi-?3/, "llm", "llama2", 131072, "MIT"),
  family(/phi/, "llm", "r50k", 2048, "MIT"),
  family(/gpt-?oss/, "llm", "o200k", 131072, "Apache-2.0"),
  family(/gpt-?4o|gpt-?4\.1|gpt-?5|^o[1-4]/, "llm", "o200k", 128000, null),
  family(/gpt-?4|gpt-?3\.5/, "llm", "cl100k", 16384, null),
  family(/gpt-?2/, "llm", "r50k", 1024, "MIT"),
  family(/olmo-?2/, "llm", "cl100k", 4096, "Apache-2.0"),
  family(/command-?a/, "llm", "unknown", 262144, "CC BY-NC 4.0"),
  family(/command-?r|aya/, "llm", "unknown", 131072, "CC BY-NC 4.0"),
  family(/glm-?4\.6/, "llm", "unknown", 200000, "MIT"),
  family(/glm-?4\.5/, "llm", "unknown", 131072, "MIT"),
  family(/kimi-?k2.*(0905|thinking)/, "llm", "unknown", 262144, "Modified MIT"),
  family(/kimi-?k2/, "llm", "unknown", 131072, "Modified MIT"),
  family(/minimax-?m2/, "llm", "unknown", 196608, "Modified MIT"),
  family(/granite-?4/, "llm", "unknown", 131072, "Apache-2.0"),
  family(/falcon/, "llm", "unknown", 8192, null),
  family(/granite|smollm|yi|solar|bloom|starcoder|stablelm|orca/, "llm", "unknown", null, null),
  family(/flux.*schnell/, "diffusion", "unknown", null, "Apache-2.0"),
  family(/flux/, "diffusion", "unknown", null, "FLUX.1 [dev] Non-Commercial License"),
  family(/turbo|diffusion-3|sd3/, "diffusion", "unknown", null, "Stability AI Community License"),
  family(/diffusion|sd|journey|shaper/, "diffusion", "unknown", null, "CreativeML OpenRAIL-M"),
  family(/kokoro/, "voice", "unknown", null, "Apache-2.0"),
  family(/xtts/, "voice", "unknown", null, "Coqui Public Model License (non-commercial)"),
];
