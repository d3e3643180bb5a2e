import type { Task } from "../../routes/route";
import type { ModelArgument, Rule } from "../rule";

/** Methods of OpenAI's client, which many others copy. */
export const chatRun = [
  "chat.completions.create",
  "chat.completions.parse",
  "chat.completions.stream",
  "chat.completions.with_raw_response.create",
  "beta.chat.completions.parse",
  "beta.chat.completions.stream",
  "completions.create",
  "responses.create",
  "responses.parse",
  "responses.stream",
] as const;
export const openaiRun = {
  run: [...chatRun, "beta.threads.runs.create*", "beta.threads.runs.stream", "beta.threads.create_and_run*", "beta.realtime.connect", "realtime.connect"],
  // speech in any language written in English by `audio.translations`: Whisper at the same work
  runOther: {
    "embeddings.create": "embedding",
    "embeddings.with_raw_response.create": "embedding",
    "audio.transcriptions.create": "transcription",
    "audio.transcriptions.with_*.create": "transcription",
    "audio.translations.create": "transcription",
    "audio.speech.create": "speech-synthesis",
    "audio.speech.with_*.create": "speech-synthesis",
    "images.generate": "image-generation",
    "images.edit": "image-generation",
    "images.create_variation": "image-generation",
    "moderations.create": "other",
  },
} as const;

/** The client that the package itself is; older versions have `create` and `acreate`. */
const calls = (task: Task, names: readonly string[], model: ModelArgument = { names: ["model"] }): Rule => ({
  library: "openai",
  engine: "openai",
  task,
  call: names.map((name) => `openai.${name}`),
  modelOfRun: model,
  address: { names: ["base_url", "api_base"] },
});

/** What Instructor adds to any client. */
const instructed: Pick<Rule, "modelOfRun" | "run"> = {
  modelOfRun: { names: ["model"] },
  run: [...chatRun, "chat.completions.create_*", "messages.create", "create", "create_*"],
};

/** OpenAI, Azure OpenAI, and what wraps their client. */
export const openai: readonly Rule[] = [
  {
    library: "openai",
    engine: "openai",
    task: "generation",
    make: [
      "openai.OpenAI",
      "openai.AsyncOpenAI",
      "openai.Client",
      "openai.AsyncClient",
      "langfuse.openai.OpenAI",
      "langfuse.openai.AsyncOpenAI",
      // the same class, from where OpenAI's agents import it
      "agents.AsyncOpenAI",
    ],
    modelOfRun: { names: ["model"] },
    address: { names: ["base_url", "api_base"] },
    ...openaiRun,
  },
  {
    library: "openai",
    engine: "azure-openai",
    task: "generation",
    make: ["openai.AzureOpenAI", "openai.AsyncAzureOpenAI", "openai.lib.azure.AzureOpenAI"],
    model: { names: ["azure_deployment"] },
    modelOfRun: { names: ["model"] },
    ...openaiRun,
  },
  calls("generation", ["ChatCompletion.*create", "Completion.*create", "chat.completions.create", "completions.create", "responses.create"], {
    names: ["model", "engine", "deployment_id"],
  }),
  calls("embedding", ["Embedding.*create", "embeddings.create"], { names: ["model", "engine"] }),
  calls("transcription", ["Audio.*transcribe", "audio.transcriptions.create"], { at: 0, names: ["model"] }),
  calls("speech-synthesis", ["audio.speech.create"]),
  calls("image-generation", ["Image.*create", "images.generate"]),
  calls("other", ["Moderation.*create", "moderations.create"]),
  // `from_provider("anthropic/claude-sonnet-4")`
  {
    library: "instructor",
    engine: null,
    byProvider: true,
    task: "generation",
    make: ["instructor.from_provider", "instructor.from_litellm"],
    model: { at: 0 },
    ...instructed,
  },
  ...(
    [
      ["openai", ["from_openai", "patch", "apatch"]],
      ["anthropic", ["from_anthropic"]],
      ["mistral", ["from_mistral"]],
      ["groq", ["from_groq"]],
      ["google", ["from_gemini", "from_genai", "from_vertexai"]],
      ["cohere", ["from_cohere"]],
      ["bedrock", ["from_bedrock"]],
      ["fireworks", ["from_fireworks"]],
      ["cerebras", ["from_cerebras"]],
      ["perplexity", ["from_perplexity"]],
      ["xai", ["from_xai"]],
    ] as const
  ).map(
    ([engine, names]): Rule => ({
      library: "instructor",
      engine,
      task: "generation",
      throughClient: true,
      make: names.map((name) => `instructor.${name}`),
      model: { at: 0 },
      ...instructed,
    }),
  ),
];

/** A client that copies OpenAI's. */
export const likeOpenai = (library: string, engine: string | null, make: readonly string[]): Rule => ({
  library,
  engine,
  task: "generation",
  make,
  modelOfRun: { names: ["model"] },
  ...openaiRun,
});
