import { optionsOf } from "../routes/interpreter/alternatives";
import type { Made, Value } from "../routes/interpreter/values";
import { type Globals, type Match, matchMade } from "./identify";
import { last } from "./ruleOf";

const answers = /^(a?query|a?chat|a?stream_chat|a?synthesize|a?complete|a?run)$/;
const asks = /^(a?query|a?chat|a?stream_chat|a?retrieve|a?insert|insert_nodes|a?from_documents|update|a?run)$/;

/**
 * An index of LlamaIndex runs models that nobody gave it: those of `Settings`, else OpenAI's.
 *
 *     index.as_query_engine().query(q) -> the LLM and the embedding; index.as_retriever().retrieve(q) -> the embedding
 */
export function indexModels(made: Made, method: string, globals: Globals): Match[] {
  const steps = chain(made);
  const path = steps.map(({ path }) => path).join(" ");
  const isEngine = /as_query_engine|as_chat_engine|QueryEngine|ChatEngine|synthesizer/i.test(path);
  const isIndex = isEngine || /Index|as_retriever|Retriever|load_index/.test(path);
  if (!isIndex || /(LLMs?|Embedding)$/.test(last(made.path))) return [];
  const given = steps.flatMap((step) => modelsIn([...step.args.positional, ...step.args.named.values()], 0));
  const found: Match[] = [];
  const isGiven = (name: string): boolean => steps.some(({ args }) => isOwn(args.named.get(name)));
  if (isEngine && answers.test(method) && !given.some(({ task }) => task === "generation") && !isGiven("llm"))
    found.push(...setting(globals, "llm", "generation", made));
  const embeds = asks.test(method) && !/Summary(Index)?|ListIndex|KeywordTable|BM25|Synthesizer/i.test(path);
  if (embeds && !given.some(({ task }) => task === "embedding") && !isGiven("embed_model")) found.push(...setting(globals, "embed_model", "embedding", made));
  return found;
}

/** `as_query_engine(llm=router)`: a class of the project stands in the place of the model that is set for all, and runs what its methods run. */
function isOwn(value: Value | undefined): boolean {
  return value !== undefined && optionsOf(value).some(({ k }) => k === "instance");
}

/** What was made and what that was made from. */
function chain(made: Made): Made[] {
  const steps: Made[] = [];
  for (let one: Made | null = made; one !== null && steps.length < 12; ) {
    steps.push(one);
    const of: Value | null = one.of;
    one = of === null ? null : of.k === "part" ? of.of : of.k === "made" ? of : null;
  }
  return steps;
}

function modelsIn(values: readonly Value[], depth: number): Match[] {
  if (depth > 6) return [];
  return values.flatMap((value) =>
    optionsOf(value).flatMap((one) => {
      if (one.k === "list") return modelsIn(one.items, depth + 1);
      if (one.k === "part") return modelsIn([one.of], depth + 1);
      if (one.k !== "made") return [];
      const models = matchMade(one);
      if (models.length > 0) return [...models];
      return modelsIn([...one.args.positional, ...one.args.named.values(), ...(one.of === null ? [] : [one.of])], depth + 1);
    }),
  );
}

function setting(globals: Globals, name: string, task: "generation" | "embedding", made: Made): Match[] {
  const value = globals.assigned.get(`llama_index.core.Settings.${name}`) ?? globals.assigned.get(`llama_index.core.settings.Settings.${name}`);
  const found = value === undefined ? [] : modelsIn([value], 0);
  if (found.length > 0) return found;
  const text = value === undefined ? undefined : optionsOf(value).find((one) => one.k === "text");
  const origin = `${made.place.file}:${made.place.line}`;
  // "local:BAAI/bge-small-en-v1.5"
  if (text?.k === "text" && text.value.startsWith("local"))
    return [{ task, library: "llama-index", engine: "sentence-transformers", model: text.value.split(":")[1] ?? null, origin }];
  if (value !== undefined) return [{ task, library: "llama-index", engine: null, model: null, origin }];
  return [{ task, library: "llama-index", engine: "openai", model: null, origin }];
}
