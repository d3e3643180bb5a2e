import type { Rule } from "../rule";

const llamaIndexRun = [
  "complete",
  "acomplete",
  "chat",
  "achat",
  "stream_complete",
  "astream_complete",
  "stream_chat",
  "astream_chat",
  "predict",
  "apredict",
  "structured_predict",
  "astructured_predict",
  "chat_with_tools",
  "achat_with_tools",
] as const;
const embedRun = [
  "get_text_embedding",
  "get_query_embedding",
  "aget_text_embedding",
  "aget_query_embedding",
  "get_text_embedding_batch",
  "aget_text_embedding_batch",
] as const;
const model = { names: ["model", "model_name", "model_id", "deployment_name", "engine"] };

/** A class for a language model; `engine` null: the name of the class says it. */
const llm = (engine: string | null, make: readonly string[], more: Partial<Rule> = {}): Rule => ({
  library: "llama-index",
  engine,
  task: "generation",
  make,
  model,
  run: llamaIndexRun,
  ...more,
});
const vectors = (make: readonly string[], at?: number): Rule => ({
  library: "llama-index",
  engine: null,
  task: "embedding",
  make,
  model: { names: ["model_name", "model"], ...(at === undefined ? {} : { at }) },
  run: embedRun,
});

/** LlamaIndex: language models, embeddings and rerankers that it is given. */
export const llamaIndex: readonly Rule[] = [
  llm("ollama", ["llama_index.llms.ollama.Ollama", "llama_index.llms.ollama.**.Ollama"]),
  llm("openai", ["llama_index.llms.openai.OpenAI", "llama_index.core.llms.OpenAI", "llama_index.llms.OpenAI"], {
    address: { names: ["api_base"] },
    usual: "gpt-3.5-turbo",
  }),
  llm("azure-openai", ["llama_index.llms.azure_openai.AzureOpenAI"], { model: { names: ["model", "engine", "deployment_name"] } }),
  llm("mistral", ["llama_index.llms.mistralai.MistralAI"]),
  llm("anthropic", ["llama_index.llms.anthropic.Anthropic"]),
  llm("llama.cpp", ["llama_index.llms.llama_cpp.LlamaCPP"], { model: { names: ["model_path", "model_url"] } }),
  llm("transformers", ["llama_index.llms.huggingface.HuggingFaceLLM"], { model: { names: ["model_name", "model"] } }),
  llm(null, ["llama_index.llms.*.*"]),
  // their first parameter is the model's name; that of others is a mode, a key or a folder
  {
    ...vectors(
      ["HuggingFace", "Ollama", "FastEmbed", "Instructor", "MistralAI", "Voyage", "Jina", "Gemini", "Together"].map(
        (name) => `llama_index.embeddings.**${name}Embedding`,
      ),
      0,
    ),
    // their signatures; `DEFAULT_HUGGINGFACE_EMBEDDING_MODEL`
    usual: { HuggingFaceEmbedding: "BAAI/bge-small-en", FastEmbedEmbedding: "BAAI/bge-small-en-v1.5", MistralAIEmbedding: "mistral-embed" },
  },
  // `DEFAULT_OPENAI_MODEL` above and the default mode of this class
  { ...vectors(["llama_index.embeddings.openai.OpenAIEmbedding", "llama_index.embeddings.OpenAIEmbedding"]), usual: "text-embedding-ada-002" },
  vectors(["llama_index.embeddings.**"]),
  vectors(["llama_index.core.embeddings.*", "llama_index.embeddings.*"], 0),
  {
    library: "llama-index",
    engine: null,
    task: "reranking",
    make: ["llama_index.core.postprocessor.**SentenceTransformerRerank", "llama_index.postprocessor.**SentenceTransformerRerank"],
    model: { at: 1, names: ["model"] },
    usual: "cross-encoder/stsb-distilroberta-base",
    run: ["postprocess_nodes", "apostprocess_nodes"],
  },
  {
    library: "llama-index",
    engine: null,
    task: "reranking",
    make: ["llama_index.core.postprocessor.*Rerank", "llama_index.postprocessor.**.*Rerank*", "llama_index.core.postprocessor.**.*Rerank"],
    model: { names: ["model", "model_name"] },
    run: ["postprocess_nodes", "apostprocess_nodes"],
  },
];
