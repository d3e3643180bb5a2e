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

/** LlamaIndex: language models, embeddings and rerankers that it is given. */
export const llamaIndex: readonly Rule[] = [
  {
    library: "llama-index",
    engine: "ollama",
    task: "generation",
    make: ["llama_index.llms.ollama.Ollama", "llama_index.llms.ollama.**.Ollama"],
    model,
    run: llamaIndexRun,
  },
  {
    library: "llama-index",
    engine: "openai",
    task: "generation",
    make: ["llama_index.llms.openai.OpenAI", "llama_index.core.llms.OpenAI", "llama_index.llms.OpenAI"],
    model,
    address: { names: ["api_base"] },
    run: llamaIndexRun,
  },
  {
    library: "llama-index",
    engine: "azure-openai",
    task: "generation",
    make: ["llama_index.llms.azure_openai.AzureOpenAI"],
    model: { names: ["model", "engine", "deployment_name"] },
    run: llamaIndexRun,
  },
  { library: "llama-index", engine: "mistral", task: "generation", make: ["llama_index.llms.mistralai.MistralAI"], model, run: llamaIndexRun },
  { library: "llama-index", engine: "anthropic", task: "generation", make: ["llama_index.llms.anthropic.Anthropic"], model, run: llamaIndexRun },
  {
    library: "llama-index",
    engine: "llama.cpp",
    task: "generation",
    make: ["llama_index.llms.llama_cpp.LlamaCPP"],
    model: { names: ["model_path", "model_url"] },
    run: llamaIndexRun,
  },
  {
    library: "llama-index",
    engine: "transformers",
    task: "generation",
    make: ["llama_index.llms.huggingface.HuggingFaceLLM"],
    model: { names: ["model_name", "model"] },
    run: llamaIndexRun,
  },
  { library: "llama-index", engine: null, task: "generation", make: ["llama_index.llms.*.*"], model, run: llamaIndexRun },
  {
    library: "llama-index",
    engine: null,
    task: "embedding",
    make: ["llama_index.embeddings.**"],
    model: { names: ["model_name", "model"] },
    run: embedRun,
  },
  {
    library: "llama-index",
    engine: null,
    task: "embedding",
    make: ["llama_index.core.embeddings.*", "llama_index.embeddings.*"],
    model: { names: ["model_name", "model"], at: 0 },
    run: embedRun,
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
