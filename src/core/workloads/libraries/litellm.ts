import type { Task } from "../../routes/route";
import type { Rule } from "../rule";

const shared = { library: "litellm", engine: null, byProvider: true } as const;
const model = { at: 0, names: ["model"] };

/** A function of the package and the same with `a` before it, which answers later. */
const calls = (task: Task, names: readonly string[], more: Partial<Rule> = {}): Rule => ({
  ...shared,
  task,
  call: names.flatMap((name) => [`litellm.${name}`, `litellm.a${name}`]),
  modelOfRun: model,
  ...more,
});

/** LiteLLM: the name of the model begins with who runs it. */
export const litellm: readonly Rule[] = [
  calls("generation", ["completion", "text_completion", "responses"], { address: { names: ["api_base", "base_url"] } }),
  {
    ...shared,
    task: "generation",
    call: ["litellm.main.completion", "litellm.main.acompletion"],
    modelOfRun: model,
    address: { names: ["api_base", "base_url"] },
  },
  calls("embedding", ["embedding"], { address: { names: ["api_base"] } }),
  calls("transcription", ["transcription"]),
  calls("speech-synthesis", ["speech"]),
  calls("image-generation", ["image_generation"], { modelOfRun: { names: ["model"] } }),
  calls("reranking", ["rerank"]),
  calls("other", ["moderation"], { modelOfRun: { names: ["model"] } }),
  {
    ...shared,
    task: "generation",
    make: ["litellm.Router", "litellm.router.Router"],
    modelOfRun: model,
    run: ["completion", "acompletion"],
    runOther: { embedding: "embedding", aembedding: "embedding" },
  },
];
