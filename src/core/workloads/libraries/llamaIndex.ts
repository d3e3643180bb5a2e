import type { Rule } from "../rule";

const llamaIndexRun = {
  complete: "same",
  acomplete: "same",
  chat: "same",
  achat: "same",
  stream_complete: "same",
  astream_complete: "same",
  stream_chat: "same",
  astream_chat: "same",
  predict: "same",
  apredict: "same",
  structured_predict: "same",
  astructured_predict: "same",
  chat_with_tools: "same",
  achat_with_tools: "same",
} as const;
const embedRun = {
  get_text_embedding: "same",
  get_query_embedding: "same",
  aget_text_embedding: "same",
  aget_query_embedding: "same",
  get_text_embedding_batch: "same",
  aget_text_embedding_batch: "same",
} as const;
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
    run: { postprocess_nodes: "same", apostprocess_nodes: "same" },
  },
];
