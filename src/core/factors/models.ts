import { lookedUp } from "./lookedUp";
import type { SourceId } from "./sources";

/** How a model works, which decides how its time is computed. */
export type ModelKind = "whisper" | "seq2seq" | "llm" | "encoder" | "diffusion" | "voice";

/** One row: a model whose figures are published. */
export interface ModelRow {
  readonly id: string;
  readonly kind: ModelKind;
  /** count */
  readonly parameters: number;
  /** count of the parameters that work on one token: all of them, but in a mixture of experts, and but those that an encoder looks up */
  readonly active: number;
  readonly source: SourceId;
  /** bytes of the file that Ollama serves under this name */
  readonly ollamaBytes: number | null;
  readonly aliases: readonly string[];
}

const row = (
  id: string,
  kind: ModelKind,
  millions: number,
  source: SourceId,
  more: { readonly active?: number; readonly ollamaBytes?: number; readonly aliases?: readonly string[] } = {},
): ModelRow => ({
  id,
  kind,
  parameters: millions * 1e6,
  active: (more.active ?? millions) * 1e6 - lookedUp(id),
  source,
  ollamaBytes: more.ollamaBytes ?? null,
  aliases: more.aliases ?? [],
});

/** Parameters of models; where fewer are active, a mixture of experts. */
export const modelRows: readonly ModelRow[] = [
  row("whisper-tiny", "whisper", 39, "whisper", { aliases: ["tiny", "tiny.en"] }),
  row("whisper-base", "whisper", 74, "whisper", { aliases: ["base", "base.en"] }),
  row("whisper-small", "whisper", 244, "whisper", { aliases: ["small", "small.en"] }),
  row("whisper-medium", "whisper", 769, "whisper", { aliases: ["medium", "medium.en"] }),
  row("whisper-large-v1", "whisper", 1550, "whisper", { aliases: ["large-v1"] }),
  row("whisper-large-v2", "whisper", 1550, "whisper", { aliases: ["large-v2", "whisper-1"] }),
  row("whisper-large-v3", "whisper", 1550, "whisper", { aliases: ["large-v3", "large"] }),
  row("whisper-large-v3-turbo", "whisper", 809, "whisper", { aliases: ["large-v3-turbo", "turbo", "large-turbo"] }),
  row("distil-whisper-large-v3", "whisper", 756, "modelCards", {
    aliases: ["distil-large-v3", "distil-large-v2", "distil-large-v3.5"],
  }),
  row("distil-whisper-medium", "whisper", 394, "modelCards", { aliases: ["distil-medium.en", "distil-medium"] }),
  row("distil-whisper-small", "whisper", 166, "modelCards", { aliases: ["distil-small.en", "distil-small"] }),

  row("nllb-200-distilled-600M", "seq2seq", 600, "nllb", { aliases: ["nllb-600m", "nllb-200-600m", "nllb", "nllb-200"] }),
  row("nllb-200-distilled-1.3B", "seq2seq", 1300, "nllb"),
  row("nllb-200-1.3B", "seq2seq", 1300, "nllb", { aliases: ["nllb-1.3b"] }),
  row("nllb-200-3.3B", "seq2seq", 3300, "nllb", { aliases: ["nllb-3.3b"] }),
  row("nllb-moe-54b", "seq2seq", 54500, "nllb", { active: 3300 }),
  row("opus-mt", "seq2seq", 75, "modelCards"),
  row("m2m100-418M", "seq2seq", 418, "modelCards"),
  row("m2m100-1.2B", "seq2seq", 1200, "modelCards"),
  row("mbart-large-50", "seq2seq", 611, "modelCards", { aliases: ["mbart-large-50-many-to-many-mmt", "mbart-large-50-one-to-many-mmt"] }),
  row("seamless-m4t-v2-large", "seq2seq", 2300, "modelCards", { aliases: ["seamless-m4t-large", "hf-seamless-m4t-large"] }),
  row("seamless-m4t-medium", "seq2seq", 1200, "modelCards", { aliases: ["hf-seamless-m4t-medium"] }),
  row("t5-small", "seq2seq", 61, "modelCards", { aliases: ["flan-t5-small"] }),
  row("t5-base", "seq2seq", 223, "modelCards", { aliases: ["flan-t5-base"] }),
  row("t5-large", "seq2seq", 738, "modelCards", { aliases: ["flan-t5-large"] }),
  row("bart-large", "seq2seq", 406, "modelCards", { aliases: ["bart-large-cnn"] }),

  row("olmo2:7b", "llm", 7300, "aev", { ollamaBytes: 4472032405 }),
  row("dolphin3:8b", "llm", 8000, "aev", { ollamaBytes: 4920757726, aliases: ["dolphin3"] }),
  row("phi4-reasoning:14b", "llm", 14700, "aev", { ollamaBytes: 11117503233, aliases: ["phi4-reasoning"] }),
  row("phi4:14b", "llm", 14700, "aev", { ollamaBytes: 9053116391, aliases: ["phi4"] }),
  row("phi3:3.8b", "llm", 3800, "aev", { ollamaBytes: 2176178913, aliases: ["phi3", "phi3:mini", "phi3-mini-4k", "phi3-mini-128k", "phi3.5", "phi3.5-mini"] }),
  row("magistral:24b", "llm", 23600, "aev", { ollamaBytes: 14333921206, aliases: ["magistral", "magistral-small"] }),
  row("mistral-small:22b", "llm", 22000, "modelCards", { aliases: ["mistral-small-2409", "mistral-small-instruct-2409"] }),
  row("mistral-small3.2:24b", "llm", 24000, "aev", {
    ollamaBytes: 15177384862,
    aliases: ["mistral-small3.2", "mistral-small3.1", "mistral-small:24b", "mistral-small"],
  }),
  row("mistral:7b", "llm", 7200, "aev", { ollamaBytes: 4372824384, aliases: ["mistral", "mistral-7b"] }),
  row("tinyllama:1.1b", "llm", 1100, "aev", { ollamaBytes: 637700138, aliases: ["tinyllama"] }),
  row("llama3.2:3b", "llm", 3200, "aev", { ollamaBytes: 2019393189, aliases: ["llama3.2"] }),
  row("llama3.1:8b", "llm", 8000, "aev", { ollamaBytes: 4920753328, aliases: ["llama3.1", "llama3:8b", "llama3"] }),
  row("qwen3:0.6b", "llm", 752, "aev", { ollamaBytes: 522653767 }),
  row("qwen3:4b", "llm", 4000, "aev", { ollamaBytes: 2497293918 }),
  row("qwen3:8b", "llm", 8200, "aev", { ollamaBytes: 5225388164, aliases: ["qwen3"] }),
  row("gemma3n:e4b", "llm", 6900, "aev", { ollamaBytes: 7547589116, aliases: ["gemma3n"] }),
  row("gemma3:270m", "llm", 268, "aev", { ollamaBytes: 291554930 }),
  row("gemma3:4b", "llm", 4300, "aev", { ollamaBytes: 3338801804, aliases: ["gemma3"] }),
  row("deepseek-r1:1.5b", "llm", 1800, "aev", { ollamaBytes: 1117322768 }),
  row("deepseek-r1:8b", "llm", 8200, "aev", { ollamaBytes: 5225376047, aliases: ["deepseek-r1"] }),
  row("gpt-oss:20b", "llm", 20900, "aev", { active: 3600, ollamaBytes: 13780173724, aliases: ["gpt-oss"] }),
  row("gpt-oss:120b", "llm", 116800, "modelCards", { active: 5100 }),
  row("mixtral:8x7b", "llm", 46700, "modelCards", { active: 12900, aliases: ["mixtral"] }),
  row("mixtral:8x22b", "llm", 141000, "modelCards", { active: 39000 }),
  row("deepseek-v3:671b", "llm", 671000, "modelCards", {
    active: 37000,
    aliases: [
      "deepseek-v3",
      "deepseek-v3-0324",
      "deepseek-v3.1",
      "deepseek-v3.1:671b",
      "deepseek-v3.1-terminus",
      "deepseek-v3.2",
      "deepseek-v3.2-exp",
      "deepseek-r1:671b",
      // Ollama calls its distilled 8 B so; the makers' repository and OpenRouter mean the whole
      "deepseek-ai/deepseek-r1",
      "deepseek-ai/deepseek-r1-0528",
      "deepseek/deepseek-r1",
      "deepseek/deepseek-r1-0528",
    ],
  }),
  // Their names tell the active parameters of a token, and how many experts there are.
  row("llama4:scout", "llm", 109000, "modelCards", { active: 17000, aliases: ["llama4", "llama4:16x17b", "llama-4-scout", "llama-4-scout-17b-16e"] }),
  row("llama4:maverick", "llm", 400000, "modelCards", {
    active: 17000,
    aliases: ["llama4:128x17b", "llama-4-maverick", "llama-4-maverick-17b-128e", "llama-4-maverick-17b-128e-fp8"],
  }),
  row("glm-4.5-air", "llm", 106000, "modelCards", { active: 12000, aliases: ["glm-4.5-air-fp8"] }),
  row("glm-4.5", "llm", 355000, "modelCards", { active: 32000, aliases: ["glm-4.5-fp8"] }),
  row("glm-4.6", "llm", 357000, "modelCards", { active: 32000, aliases: ["glm-4.6-fp8"] }),
  row("kimi-k2", "llm", 1000000, "modelCards", { active: 32000, aliases: ["kimi-k2-thinking"] }),
  row("minimax-m2", "llm", 230000, "modelCards", { active: 10000 }),
  row("granite4:small-h", "llm", 32000, "modelCards", { active: 9000, aliases: ["granite-4.0-h-small"] }),
  row("granite4:tiny-h", "llm", 7000, "modelCards", { active: 1000, aliases: ["granite-4.0-h-tiny"] }),
  row("granite4:micro", "llm", 3000, "modelCards", { aliases: ["granite4", "granite4:micro-h", "granite-4.0-micro", "granite-4.0-h-micro"] }),
  row("command-a:111b", "llm", 111000, "modelCards", { aliases: ["command-a", "c4ai-command-a-03-2025", "command-a-03-2025"] }),
  row("devstral:24b", "llm", 24000, "modelCards", { aliases: ["devstral", "devstral-small"] }),
  row("phi4-mini:3.8b", "llm", 3800, "modelCards", { aliases: ["phi4-mini", "phi-4-mini", "phi4-mini-reasoning", "phi-4-mini-reasoning"] }),
  row("qwen3:30b-a3b", "llm", 30500, "modelCards", { active: 3300, aliases: ["qwen3:30b", "qwen3-coder:30b"] }),
  row("qwen3:235b-a22b", "llm", 235000, "modelCards", { active: 22000, aliases: ["qwen3:235b"] }),
  row("mistral-nemo:12b", "llm", 12200, "modelCards", { aliases: ["mistral-nemo", "mistral-nemo-2407", "open-mistral-nemo"] }),
  row("llama3.3:70b", "llm", 70600, "modelCards", { aliases: ["llama3.3", "llama3.1:70b", "llama3:70b"] }),
  row("llama3.2:1b", "llm", 1240, "modelCards"),
  row("llama2:7b", "llm", 6740, "modelCards", { aliases: ["llama2", "vicuna:7b", "codellama:7b", "codellama"] }),
  row("gemma2:9b", "llm", 9240, "modelCards", { aliases: ["gemma2"] }),
  row("gemma:7b", "llm", 8540, "modelCards", { aliases: ["gemma"] }),
  row("phi3:14b", "llm", 14000, "modelCards", { aliases: ["phi3:medium", "phi3-medium-4k"] }),
  row("phi-2", "llm", 2780, "modelCards", { aliases: ["phi"] }),
  row("qwen2.5:7b", "llm", 7620, "modelCards", { aliases: ["qwen2.5", "qwen2:7b", "qwen2"] }),
  row("gpt2", "llm", 124, "modelCards", { aliases: ["openai-community/gpt2", "distilgpt2"] }),

  row("all-MiniLM-L6-v2", "encoder", 22.7, "modelCards", { aliases: ["all-minilm", "paraphrase-MiniLM-L6-v2", "ms-marco-MiniLM-L-6-v2"] }),
  row("all-MiniLM-L12-v2", "encoder", 33.4, "modelCards", { aliases: ["paraphrase-MiniLM-L12-v2", "ms-marco-MiniLM-L-12-v2"] }),
  row("paraphrase-multilingual-MiniLM-L12-v2", "encoder", 118, "modelCards"),
  row("all-mpnet-base-v2", "encoder", 109, "modelCards"),
  row("paraphrase-multilingual-mpnet-base-v2", "encoder", 278, "modelCards"),
  row("multilingual-e5-small", "encoder", 118, "modelCards"),
  row("multilingual-e5-base", "encoder", 278, "modelCards"),
  row("multilingual-e5-large", "encoder", 560, "modelCards", { aliases: ["multilingual-e5-large-instruct"] }),
  row("bge-small", "encoder", 33.4, "modelCards", { aliases: ["bge-small-en-v1.5", "e5-small-v2"] }),
  row("bge-base", "encoder", 109, "modelCards", { aliases: ["bge-base-en-v1.5", "e5-base-v2"] }),
  row("bge-large", "encoder", 335, "modelCards", { aliases: ["bge-large-en-v1.5", "e5-large-v2"] }),
  row("bge-m3", "encoder", 568, "modelCards"),
  row("bge-reranker-base", "encoder", 278, "modelCards"),
  row("bge-reranker-large", "encoder", 560, "modelCards"),
  row("bge-reranker-v2-m3", "encoder", 568, "modelCards"),
  row("nomic-embed-text", "encoder", 137, "modelCards", { aliases: ["nomic-embed-text-v1.5"] }),
  row("nomic-embed-text-v2-moe", "encoder", 475, "modelCards", { active: 305 }),
  row("jina-embeddings-v4", "encoder", 3800, "modelCards"),
  row("ModernBERT-base", "encoder", 149, "modelCards"),
  row("ModernBERT-large", "encoder", 395, "modelCards"),
  row("camembertv2-base", "encoder", 112, "modelCards"),
  row("sentence-camembert-base", "encoder", 110, "modelCards"),
  row("sentence-camembert-large", "encoder", 335, "modelCards"),
  row("mxbai-embed-large", "encoder", 335, "modelCards", { aliases: ["mxbai-embed-large-v1"] }),
  row("all-distilroberta-v1", "encoder", 82, "modelCards"),
  // From config.json: a vocabulary of 119 547 by 768, six layers, and one to 512.
  row("distiluse-base-multilingual-cased", "encoder", 135, "modelCards", {
    aliases: ["distiluse-base-multilingual-cased-v1", "distiluse-base-multilingual-cased-v2"],
  }),
  row("LaBSE", "encoder", 471, "mteb"),
  row("gte-small", "encoder", 33.4, "mteb"),
  row("gte-base", "encoder", 109, "mteb"),
  row("gte-base-en-v1.5", "encoder", 137, "mteb"),
  row("gte-large", "encoder", 335, "mteb"),
  row("gte-large-en-v1.5", "encoder", 434, "modelCards"),
  row("gte-multilingual-base", "encoder", 305, "mteb"),
  row("snowflake-arctic-embed-xs", "encoder", 22.7, "mteb"),
  row("snowflake-arctic-embed-s", "encoder", 33.4, "mteb"),
  row("snowflake-arctic-embed-m", "encoder", 109, "mteb", { aliases: ["snowflake-arctic-embed-m-v1.5"] }),
  row("snowflake-arctic-embed-m-long", "encoder", 137, "mteb"),
  row("snowflake-arctic-embed-l", "encoder", 335, "mteb", { aliases: ["snowflake-arctic-embed"] }),
  row("snowflake-arctic-embed-m-v2.0", "encoder", 305, "mteb"),
  row("snowflake-arctic-embed-l-v2.0", "encoder", 568, "mteb", { aliases: ["snowflake-arctic-embed2"] }),
  row("jina-embeddings-v2-small-en", "encoder", 32.7, "mteb"),
  row("jina-embeddings-v2-base-en", "encoder", 137, "mteb"),
  row("jina-embeddings-v3", "encoder", 572, "mteb"),
  row("jina-reranker-v2-base-multilingual", "encoder", 278, "modelCards"),
  row("mxbai-rerank-xsmall-v1", "encoder", 70.8, "mteb"),
  row("mxbai-rerank-base-v1", "encoder", 184, "mteb"),
  row("mxbai-rerank-large-v1", "encoder", 435, "mteb"),
  row("embeddinggemma", "encoder", 308, "mteb", { aliases: ["embeddinggemma-300m"] }),
  row("bert-base", "encoder", 110, "modelCards", { aliases: ["bert-base-uncased", "bert-base-cased", "camembert-base"] }),
  row("bert-large", "encoder", 335, "modelCards", { aliases: ["bert-large-uncased"] }),
  row("distilbert-base", "encoder", 66, "modelCards", { aliases: ["distilbert-base-uncased"] }),
  row("roberta-base", "encoder", 125, "modelCards"),
  row("roberta-large", "encoder", 355, "modelCards", { aliases: ["bart-large-mnli", "roberta-large-mnli"] }),
  row("xlm-roberta-base", "encoder", 278, "modelCards"),
  row("xlm-roberta-large", "encoder", 560, "modelCards"),

  // The tower that looks at pictures is what works on one; that of the texts is smaller.
  row("clip-vit-base-patch32", "encoder", 151, "modelCards", { active: 87.8, aliases: ["clip-vit-b-32", "vit-b/32", "vit-b-32"] }),
  row("clip-vit-base-patch16", "encoder", 150, "modelCards", { active: 86.2, aliases: ["clip-vit-b-16", "vit-b/16", "vit-b-16"] }),
  row("clip-vit-large-patch14", "encoder", 428, "modelCards", { active: 304, aliases: ["clip-vit-l-14", "vit-l/14", "vit-l-14"] }),
  row("clip-vit-large-patch14-336", "encoder", 428, "modelCards", { active: 304, aliases: ["vit-l/14@336px", "vit-l-14-336"] }),

  // Text encoders and picture coder included: all of it stays in memory.
  row("stable-diffusion-1.5", "diffusion", 1067, "modelCards", {
    aliases: ["stable-diffusion-v1-5", "stable-diffusion-v1-4", "sd-1.5", "sd1.5", "sd15", "stable-diffusion", "openjourney-v4", "dreamshaper-8"],
  }),
  row("stable-diffusion-2.1", "diffusion", 1290, "modelCards", { aliases: ["stable-diffusion-2-1", "stable-diffusion-2", "sd-2.1", "sd2.1"] }),
  row("ssd-1b", "diffusion", 2200, "modelCards"),
  row("sdxl", "diffusion", 3470, "modelCards", { aliases: ["stable-diffusion-xl-base-1.0", "stable-diffusion-xl", "sdxl-base-1.0", "sd-xl"] }),
  row("sdxl-turbo", "diffusion", 3470, "modelCards"),
  row("stable-diffusion-3-medium", "diffusion", 7700, "modelCards", { aliases: ["stable-diffusion-3-medium-diffusers", "sd3-medium", "sd3"] }),
  row("flux.1-dev", "diffusion", 16870, "modelCards", { aliases: ["flux-dev", "flux.1"] }),
  row("flux.1-schnell", "diffusion", 16870, "modelCards", { aliases: ["flux-schnell"] }),

  row("kokoro-82m", "voice", 82, "modelCards", { aliases: ["kokoro", "kokoro-82m-v1.0-onnx", "kokoro-v1.0", "kokoro-v1.0.onnx"] }),
  row("piper", "voice", 20, "modelCards"),
  row("xtts-v2", "voice", 467, "modelCards", { aliases: ["xtts", "xttsv2"] }),
];
