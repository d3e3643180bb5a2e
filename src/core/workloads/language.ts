import type { Rule } from "./rule";

const chat = { "chat.completions.create": "same", "chat.completions.parse": "same", "chat.completions.stream": "same", "beta.chat.completions.parse": "same", "beta.chat.completions.stream": "same", "completions.create": "same", "responses.create": "same", "responses.parse": "same", "responses.stream": "same" } as const;
const openaiRun = {
  ...chat,
  "embeddings.create": "embedding",
  "audio.transcriptions.create": "transcription",
  "audio.translations.create": "translation",
  "audio.speech.create": "speech-synthesis",
  "audio.speech.with_streaming_response.create": "speech-synthesis",
  "images.generate": "image-generation",
  "images.edit": "image-generation",
  "images.create_variation": "image-generation",
  "beta.threads.runs.**": "same",
  "beta.assistants.create": "same",
} as const;
const langchainRun = { invoke: "same", ainvoke: "same", stream: "same", astream: "same", astream_events: "same", batch: "same", abatch: "same", generate: "same", agenerate: "same", predict: "same", apredict: "same", predict_messages: "same", __call__: "same", call_as_llm: "same" } as const;
const llamaIndexRun = { complete: "same", acomplete: "same", chat: "same", achat: "same", stream_complete: "same", astream_complete: "same", stream_chat: "same", astream_chat: "same", predict: "same", apredict: "same", structured_predict: "same" } as const;
const model = { names: ["model", "model_name", "model_id", "deployment_name", "azure_deployment", "deployment"] };

/** Text generation: local engines, clients of servers, hosted services and the frameworks around them. */
export const language: readonly Rule[] = [
  { library: "ollama", engine: "ollama", task: "generation", call: ["ollama.chat", "ollama.generate"], modelOfRun: { at: 0, names: ["model"] } },
  { library: "ollama", engine: "ollama", task: "embedding", call: ["ollama.embed", "ollama.embeddings"], modelOfRun: { at: 0, names: ["model"] } },
  { library: "ollama", engine: "ollama", task: "generation", make: ["ollama.Client", "ollama.AsyncClient"], modelOfRun: { at: 0, names: ["model"] }, run: { chat: "same", generate: "same", embed: "embedding", embeddings: "embedding" } },
  { library: "llama-cpp-python", engine: "llama.cpp", task: "generation", make: ["llama_cpp.Llama", "llama_cpp.llama.Llama"], model: { at: 0, names: ["model_path"] }, run: { __call__: "same", create_chat_completion: "same", create_completion: "same", generate: "same", create_chat_completion_openai_v1: "same", embed: "embedding", create_embedding: "embedding" } },
  { library: "llama-cpp-python", engine: "llama.cpp", task: "generation", make: ["llama_cpp.Llama.from_pretrained"], model: { at: 0, names: ["repo_id"] }, run: { __call__: "same", create_chat_completion: "same", create_completion: "same", generate: "same", embed: "embedding", create_embedding: "embedding" } },
  { library: "ctransformers", engine: "ctransformers", task: "generation", make: ["ctransformers.AutoModelForCausalLM.from_pretrained"], model: { at: 0, names: ["model_path_or_repo_id"] }, run: { __call__: "same", generate: "same" } },
  { library: "gpt4all", engine: "llama.cpp", task: "generation", make: ["gpt4all.GPT4All"], model: { at: 0, names: ["model_name"] }, run: { generate: "same" } },
  { library: "vllm", engine: "vllm", task: "generation", make: ["vllm.LLM", "vllm.entrypoints.llm.LLM"], model: { at: 0, names: ["model"] }, run: { generate: "same", chat: "same", beam_search: "same", encode: "embedding", embed: "embedding", score: "reranking" } },
  { library: "vllm", engine: "vllm", task: "generation", make: ["vllm.AsyncLLMEngine.from_engine_args", "vllm.LLMEngine.from_engine_args", "vllm.engine.async_llm_engine.AsyncLLMEngine.from_engine_args", "vllm.v1.engine.async_llm.AsyncLLM.from_engine_args"], model: { at: 0, names: ["engine_args"] }, run: { generate: "same", add_request: "same", encode: "embedding" } },
  { library: "vllm", engine: "vllm", task: "generation", make: ["vllm.AsyncEngineArgs", "vllm.EngineArgs", "vllm.engine.arg_utils.AsyncEngineArgs", "vllm.engine.arg_utils.EngineArgs"], model: { at: 0, names: ["model"] }, run: {} },
  { library: "mlx-lm", engine: "mlx", task: "generation", call: ["mlx_lm.generate", "mlx_lm.stream_generate"], modelOfRun: { at: 0, names: ["model"] } },
  { library: "mlx-lm", engine: "mlx", task: "generation", make: ["mlx_lm.load"], model: { at: 0, names: ["path_or_hf_repo"] }, run: {} },
  { library: "exllamav2", engine: "exllamav2", task: "generation", make: ["exllamav2.generator.*"], model: { names: ["model"] }, run: { "generate*": "same" } },
  { library: "auto-gptq", engine: "transformers", task: "generation", make: ["auto_gptq.AutoGPTQForCausalLM.from_quantized", "awq.AutoAWQForCausalLM.from_quantized", "unsloth.FastLanguageModel.from_pretrained"], model: { at: 0, names: ["model_name_or_path", "model_name", "quant_path"] }, run: { generate: "same" } },

  { library: "openai", engine: "openai", task: "generation", make: ["openai.OpenAI", "openai.AsyncOpenAI", "openai.Client", "openai.AsyncClient", "langfuse.openai.OpenAI", "langfuse.openai.AsyncOpenAI"], modelOfRun: { names: ["model"] }, address: { names: ["base_url", "api_base"] }, run: openaiRun },
  { library: "openai", engine: "azure-openai", task: "generation", make: ["openai.AzureOpenAI", "openai.AsyncAzureOpenAI", "openai.lib.azure.AzureOpenAI"], model: { names: ["azure_deployment"] }, modelOfRun: { names: ["model"] }, run: openaiRun },
  { library: "openai", engine: "openai", task: "generation", call: ["openai.ChatCompletion.create", "openai.ChatCompletion.acreate", "openai.Completion.create", "openai.Completion.acreate", "openai.chat.completions.create", "openai.completions.create", "openai.responses.create"], modelOfRun: { names: ["model", "engine", "deployment_id"] } },
  { library: "openai", engine: "openai", task: "embedding", call: ["openai.Embedding.create", "openai.Embedding.acreate", "openai.embeddings.create"], modelOfRun: { names: ["model", "engine"] } },
  { library: "openai", engine: "openai", task: "transcription", call: ["openai.Audio.transcribe", "openai.Audio.atranscribe", "openai.audio.transcriptions.create"], modelOfRun: { at: 0, names: ["model"] } },
  { library: "openai", engine: "openai", task: "speech-synthesis", call: ["openai.audio.speech.create"], modelOfRun: { names: ["model"] } },
  { library: "openai", engine: "openai", task: "image-generation", call: ["openai.Image.create", "openai.Image.acreate", "openai.images.generate"], modelOfRun: { names: ["model"] } },
  { library: "instructor", engine: "openai", task: "generation", make: ["instructor.from_openai", "instructor.patch", "instructor.from_provider", "instructor.from_litellm", "instructor.from_anthropic", "instructor.from_mistral", "instructor.from_groq"], model: { at: 0 }, modelOfRun: { names: ["model"] }, run: { ...chat, "chat.completions.create_*": "same", "messages.create": "same", create: "same", "create_*": "same" } },
  { library: "mistralai", engine: "mistral", task: "generation", make: ["mistralai.Mistral", "mistralai.client.Mistral", "mistralai.client.MistralClient", "mistralai.async_client.MistralAsyncClient", "mistralai_azure.MistralAzure"], modelOfRun: { names: ["model"] }, run: { "chat.complete": "same", "chat.complete_async": "same", "chat.stream": "same", "chat.stream_async": "same", "chat.parse*": "same", chat: "same", chat_stream: "same", "agents.*": "same", "fim.*": "same", "beta.conversations.*": "same", "embeddings.create": "embedding", "embeddings.create_async": "embedding", embeddings: "embedding", "ocr.process": "ocr", "ocr.process_async": "ocr", "audio.transcriptions.*": "transcription" } },
  { library: "anthropic", engine: "anthropic", task: "generation", make: ["anthropic.Anthropic", "anthropic.AsyncAnthropic", "anthropic.AnthropicBedrock", "anthropic.AsyncAnthropicBedrock", "anthropic.AnthropicVertex", "anthropic.AsyncAnthropicVertex"], modelOfRun: { names: ["model"] }, run: { "messages.create": "same", "messages.stream": "same", "messages.parse": "same", "beta.messages.*": "same", "completions.create": "same", "messages.batches.create": "same" } },
  { library: "groq", engine: "groq", task: "generation", make: ["groq.Groq", "groq.AsyncGroq"], modelOfRun: { names: ["model"] }, run: openaiRun },
  { library: "together", engine: "together", task: "generation", make: ["together.Together", "together.AsyncTogether"], modelOfRun: { names: ["model"] }, run: openaiRun },
  { library: "cohere", engine: "cohere", task: "generation", make: ["cohere.Client", "cohere.AsyncClient", "cohere.ClientV2", "cohere.AsyncClientV2"], modelOfRun: { names: ["model"] }, run: { chat: "same", chat_stream: "same", generate: "same", summarize: "same", embed: "embedding", rerank: "reranking", "v2.chat": "same" } },
  { library: "google-generativeai", engine: "google", task: "generation", make: ["google.generativeai.GenerativeModel", "vertexai.generative_models.GenerativeModel", "vertexai.preview.generative_models.GenerativeModel"], model: { at: 0, names: ["model_name"] }, run: { generate_content: "same", generate_content_async: "same", "start_chat": "same", send_message: "same", send_message_async: "same" } },
  { library: "google-generativeai", engine: "google", task: "embedding", call: ["google.generativeai.embed_content", "google.generativeai.embed_content_async"], modelOfRun: { at: 0, names: ["model"] } },
  { library: "google-genai", engine: "google", task: "generation", make: ["google.genai.Client"], modelOfRun: { names: ["model"] }, run: { "models.generate_content": "same", "models.generate_content_stream": "same", "aio.models.generate_content": "same", "aio.models.generate_content_stream": "same", "chats.create": "same", "aio.chats.create": "same", "models.embed_content": "embedding", "aio.models.embed_content": "embedding", "models.generate_images": "image-generation", "aio.models.generate_images": "image-generation" } },
  { library: "litellm", engine: null, task: "generation", call: ["litellm.completion", "litellm.acompletion", "litellm.text_completion", "litellm.atext_completion", "litellm.responses", "litellm.aresponses", "litellm.main.completion", "litellm.main.acompletion"], modelOfRun: { at: 0, names: ["model"] }, address: { names: ["api_base", "base_url"] } },
  { library: "litellm", engine: null, task: "embedding", call: ["litellm.embedding", "litellm.aembedding"], modelOfRun: { at: 0, names: ["model"] }, address: { names: ["api_base"] } },
  { library: "litellm", engine: null, task: "transcription", call: ["litellm.transcription", "litellm.atranscription"], modelOfRun: { at: 0, names: ["model"] } },
  { library: "litellm", engine: null, task: "speech-synthesis", call: ["litellm.speech", "litellm.aspeech"], modelOfRun: { at: 0, names: ["model"] } },
  { library: "litellm", engine: null, task: "image-generation", call: ["litellm.image_generation", "litellm.aimage_generation"], modelOfRun: { names: ["model"] } },
  { library: "litellm", engine: null, task: "reranking", call: ["litellm.rerank", "litellm.arerank"], modelOfRun: { at: 0, names: ["model"] } },
  { library: "litellm", engine: null, task: "generation", make: ["litellm.Router", "litellm.router.Router"], modelOfRun: { at: 0, names: ["model"] }, run: { completion: "same", acompletion: "same", embedding: "embedding", aembedding: "embedding" } },
  { library: "huggingface-hub", engine: "huggingface", task: "generation", make: ["huggingface_hub.InferenceClient", "huggingface_hub.AsyncInferenceClient", "huggingface_hub.inference_api.InferenceApi"], model: { at: 0, names: ["model", "repo_id"] }, modelOfRun: { names: ["model"] }, run: { ...chat, text_generation: "same", chat_completion: "same", conversational: "same", summarization: "same", translation: "translation", automatic_speech_recognition: "transcription", feature_extraction: "embedding", sentence_similarity: "embedding", text_to_image: "image-generation", image_to_image: "image-generation", text_to_speech: "speech-synthesis", text_classification: "other", zero_shot_classification: "other", token_classification: "other", image_classification: "other", object_detection: "other", question_answering: "other" } },
  { library: "replicate", engine: "replicate", task: "other", call: ["replicate.run", "replicate.async_run", "replicate.stream"], modelOfRun: { at: 0, names: ["ref"] } },
  { library: "azure-ai-inference", engine: "azure-ai", task: "generation", make: ["azure.ai.inference.ChatCompletionsClient", "azure.ai.inference.aio.ChatCompletionsClient"], model: { names: ["model"] }, modelOfRun: { names: ["model"] }, run: { complete: "same" } },
  { library: "boto3", engine: "bedrock", task: "generation", make: ["boto3.client"], modelOfRun: { names: ["modelId"] }, run: { invoke_model: "same", invoke_model_with_response_stream: "same", converse: "same", converse_stream: "same" } },

  // LangChain
  { library: "langchain-ollama", engine: "ollama", task: "generation", make: ["langchain_ollama.**.ChatOllama", "langchain_ollama.ChatOllama", "langchain_ollama.OllamaLLM", "langchain_ollama.**.OllamaLLM", "langchain_community.**.ChatOllama", "langchain_community.**.Ollama", "langchain.**.ChatOllama", "langchain.**.Ollama"], model, run: langchainRun },
  { library: "langchain-openai", engine: "openai", task: "generation", make: ["langchain_openai.ChatOpenAI", "langchain_openai.OpenAI", "langchain_openai.**.ChatOpenAI", "langchain.**.ChatOpenAI", "langchain.**.OpenAI", "langchain_community.**.ChatOpenAI", "langchain_community.**.OpenAI"], model, address: { names: ["base_url", "openai_api_base"] }, run: langchainRun },
  { library: "langchain-openai", engine: "azure-openai", task: "generation", make: ["langchain_openai.AzureChatOpenAI", "langchain_openai.AzureOpenAI", "langchain_openai.**.AzureChatOpenAI", "langchain.**.AzureChatOpenAI", "langchain_community.**.AzureChatOpenAI"], model, run: langchainRun },
  { library: "langchain-mistralai", engine: "mistral", task: "generation", make: ["langchain_mistralai.ChatMistralAI", "langchain_mistralai.**.ChatMistralAI"], model, run: langchainRun },
  { library: "langchain-anthropic", engine: "anthropic", task: "generation", make: ["langchain_anthropic.ChatAnthropic", "langchain_anthropic.**.ChatAnthropic", "langchain_community.**.ChatAnthropic"], model, run: langchainRun },
  { library: "langchain-google-genai", engine: "google", task: "generation", make: ["langchain_google_genai.ChatGoogleGenerativeAI", "langchain_google_genai.GoogleGenerativeAI", "langchain_google_vertexai.ChatVertexAI", "langchain_google_vertexai.VertexAI"], model, run: langchainRun },
  { library: "langchain-groq", engine: "groq", task: "generation", make: ["langchain_groq.ChatGroq"], model, run: langchainRun },
  { library: "langchain-aws", engine: "bedrock", task: "generation", make: ["langchain_aws.ChatBedrock", "langchain_aws.ChatBedrockConverse", "langchain_aws.BedrockLLM", "langchain_community.**.BedrockChat"], model, run: langchainRun },
  { library: "langchain-huggingface", engine: "transformers", task: "generation", make: ["langchain_huggingface.ChatHuggingFace", "langchain_huggingface.HuggingFacePipeline", "langchain_huggingface.HuggingFacePipeline.from_model_id", "langchain_huggingface.HuggingFaceEndpoint", "langchain_community.**.HuggingFacePipeline", "langchain_community.**.HuggingFacePipeline.from_model_id", "langchain_community.**.HuggingFaceHub"], model: { names: ["model_id", "repo_id", "llm", "pipeline", "model"] }, run: langchainRun },
  { library: "langchain-community", engine: "llama.cpp", task: "generation", make: ["langchain_community.**.LlamaCpp", "langchain_community.**.ChatLlamaCpp"], model: { names: ["model_path"] }, run: langchainRun },
  { library: "langchain-community", engine: null, task: "generation", make: ["langchain_community.chat_models.*", "langchain_community.llms.*", "langchain.chat_models.*", "langchain.llms.*", "langchain_cohere.ChatCohere", "langchain_together.*", "langchain_deepseek.*", "langchain_xai.*", "langchain_fireworks.*", "langchain_nvidia_ai_endpoints.ChatNVIDIA", "langchain_litellm.*"], model, run: langchainRun },
  { library: "langchain", engine: null, task: "generation", make: ["langchain.chat_models.init_chat_model", "langchain.chat_models.base.init_chat_model"], model: { at: 0, names: ["model"] }, run: langchainRun },

  // LlamaIndex
  { library: "llama-index", engine: "ollama", task: "generation", make: ["llama_index.llms.ollama.Ollama", "llama_index.llms.ollama.**.Ollama"], model, run: llamaIndexRun },
  { library: "llama-index", engine: "openai", task: "generation", make: ["llama_index.llms.openai.OpenAI", "llama_index.core.llms.OpenAI", "llama_index.llms.OpenAI"], model, address: { names: ["api_base"] }, run: llamaIndexRun },
  { library: "llama-index", engine: "azure-openai", task: "generation", make: ["llama_index.llms.azure_openai.AzureOpenAI"], model: { names: ["model", "engine", "deployment_name"] }, run: llamaIndexRun },
  { library: "llama-index", engine: "mistral", task: "generation", make: ["llama_index.llms.mistralai.MistralAI"], model, run: llamaIndexRun },
  { library: "llama-index", engine: "anthropic", task: "generation", make: ["llama_index.llms.anthropic.Anthropic"], model, run: llamaIndexRun },
  { library: "llama-index", engine: "llama.cpp", task: "generation", make: ["llama_index.llms.llama_cpp.LlamaCPP"], model: { names: ["model_path", "model_url"] }, run: llamaIndexRun },
  { library: "llama-index", engine: "transformers", task: "generation", make: ["llama_index.llms.huggingface.HuggingFaceLLM"], model: { names: ["model_name", "model"] }, run: llamaIndexRun },
  { library: "llama-index", engine: null, task: "generation", make: ["llama_index.llms.*.*"], model, run: llamaIndexRun },

  // agents
  { library: "pydantic-ai", engine: null, task: "generation", make: ["pydantic_ai.Agent", "pydantic_ai.agent.Agent"], model: { at: 0, names: ["model"] }, modelOfRun: { names: ["model"] }, run: { run: "same", run_sync: "same", run_stream: "same", iter: "same" } },
  { library: "pydantic-ai", engine: "openai", task: "generation", make: ["pydantic_ai.models.openai.OpenAIModel", "pydantic_ai.models.openai.OpenAIChatModel", "pydantic_ai.models.**.*Model"], model: { at: 0, names: ["model_name"] }, run: {} },
  { library: "openai-agents", engine: "openai", task: "generation", make: ["agents.Agent"], model: { names: ["model"] }, run: {} },
  { library: "openai-agents", engine: "openai", task: "generation", call: ["agents.Runner.run", "agents.Runner.run_sync", "agents.Runner.run_streamed"], modelOfRun: { at: 0 } },
  { library: "haystack-ai", engine: "openai", task: "generation", make: ["haystack.components.generators.*", "haystack.components.generators.chat.*", "haystack_integrations.components.generators.**"], model: { names: ["model"] }, run: { run: "same", run_async: "same" } },
  { library: "dspy", engine: null, task: "generation", make: ["dspy.LM"], model: { at: 0, names: ["model"] }, run: { __call__: "same" } },
];
