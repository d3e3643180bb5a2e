import { optionsOf } from "../routes/interpreter/alternatives";
import { type Occurrence, type Taken, turnOf } from "../routes/interpreter/forks";
import { isCounted, turns } from "../routes/interpreter/iteration";
import type { Args, Value } from "../routes/interpreter/values";
import type { Task } from "../routes/route";
import { argument } from "./arguments";
import type { ModelArgument } from "./rule";
import { bases, last } from "./ruleOf";
import { namedIn } from "./runSettings";

// One call, several runs: a list of prompts, or several answers asked for at once. Vectors, ranks and translations of a list are a matter of its size.

/** How often one call runs its model: at least, and whether the code leaves open how much oftener. `least` is 0 where it may be not at all. */
export interface RunsOfCall {
  readonly least: number;
  readonly open: boolean;
}

/** Where a call takes what it works on one after the other. */
interface Several extends ModelArgument {
  /** what is called, or what its method is of */
  readonly of: RegExp;
  readonly method: RegExp;
  /** it is a list in any case; else it may be one thing alone, and `texts` and `lists` tell what makes it several */
  readonly takes: "list" | "any" | "texts" | "lists";
}

const several: readonly Several[] = [
  { of: /^(\||lang(chain|graph))/, method: /^a?batch(_as_completed)?$/, at: 0, names: ["inputs"], takes: "list" },
  { of: /^langchain/, method: /^a?(generate(_prompt)?|apply)$/, at: 0, names: ["prompts", "messages", "input_list", "inputs"], takes: "list" },
  { of: /^crewai\./, method: /^kickoff_for_each(_async)?$/, at: 0, names: ["inputs"], takes: "list" },
  { of: /^dspy\./, method: /^batch$/, at: 0, names: ["examples"], takes: "list" },
  { of: /^litellm\./, method: /^a?batch_completion$/, at: 1, names: ["messages"], takes: "list" },
  { of: /^ctranslate2\./, method: /^generate_batch$/, at: 0, names: ["start_tokens"], takes: "list" },
  { of: /^mlx_lm\./, method: /^batch_generate$/, at: 2, names: ["prompts"], takes: "list" },
  { of: /^vllm\./, method: /^(generate|beam_search)$/, at: 0, names: ["prompts"], takes: "any" },
  { of: /^sglang\./, method: /^(async_)?generate$/, at: 0, names: ["prompt"], takes: "any" },
  { of: /^lmdeploy\./, method: /^(__call__|batch_infer)$/, at: 0, names: ["prompts"], takes: "texts" },
  { of: /^nemo\./, method: /^transcribe$/, at: 0, names: ["audio", "paths2audio_files"], takes: "any" },
  { of: /^openai\./, method: /^(completions\.|Completion\.a?)create$/, names: ["prompt"], takes: "texts" },
  { of: /^diffusers\./, method: /^__call__$/, at: 0, names: ["prompt"], takes: "texts" },
  { of: /^transformers\.(\w+\.)*(pipeline|\w+Pipeline)$/, method: /^__call__$/, at: 0, names: ["inputs", "text_inputs", "images"], takes: "texts" },
  // the messages of one conversation are a list too
  { of: /^vllm\./, method: /^chat$/, at: 0, names: ["messages"], takes: "lists" },
  { of: /^(transformers\.(\w+\.)*(pipeline|\w+Pipeline)|lmdeploy\.)/, method: /^__call__$/, at: 0, names: ["text_inputs"], takes: "lists" },
];

/** What the number of answers to one call is called, by the library. */
const counts: readonly { readonly library: RegExp; readonly names: readonly string[] }[] = [
  { library: /^(openai|litellm|vllm|sglang|groq|together|mistralai|langchain-openai|openai-agents|http)$/, names: ["n"] },
  { library: /^transformers$/, names: ["num_return_sequences"] },
  { library: /^diffusers$/, names: ["num_images_per_prompt"] },
  { library: /^(google|vertexai|langchain-google)/, names: ["candidate_count", "number_of_images"] },
  { library: /^(replicate|fal|runpod|http)/, names: ["num_outputs", "num_images", "num_images_per_prompt", "number_of_images"] },
];

/** It does not matter how many texts there are, but how much: `input.pieces` says that. */
const bySize: ReadonlySet<Task> = new Set<Task>(["embedding", "reranking", "translation", "classic-ml"]);

/** How often a call runs a model of that task and library. */
export function runsOfCall(callee: Value, args: Args, { task, library }: { readonly task: Task; readonly library: string }): RunsOfCall {
  const answers = task === "generation" || task === "image-generation" ? answersAsked(callee, args, library) : once;
  const given = turnsOf(callee, args, task);
  return { least: answers.least * given.least, open: answers.open || given.open };
}

/** How often a call goes through all that it runs, where it is given a list of what to do: the functions of a chain too. */
export function turnsOf(callee: Value, args: Args, task: Task | null): RunsOfCall {
  const names = namesOf(callee);
  const found = several.flatMap((one) => {
    if (one.takes !== "list" && (task === null || bySize.has(task))) return [];
    if (!names.some(({ of, method }) => one.of.test(of) && one.method.test(method))) return [];
    const value = argument(one, args);
    return value === null ? [] : [lengthOf(value, one.takes)];
  });
  const each = found.find(({ least, open }) => open || least !== 1) ?? once;
  const mapped = eachItem(callee) && args.positional[0] !== undefined ? lengthOf(args.positional[0], "list") : once;
  return { least: each.least * mapped.least, open: each.open || mapped.open };
}

/** Each time that a call runs its model, on the ways that lead to the call. */
export function occurrences({ least, open }: RunsOfCall, taken: readonly Taken[]): readonly Occurrence[] {
  if (open) return [{ id: {}, taken: [...taken, turnOf(least > 0, true)] }];
  return Array.from({ length: Math.max(1, least) }, () => ({ id: {}, taken }));
}

const once: RunsOfCall = { least: 1, open: false };

/** What is called, by the name of each thing that it was made from, and the method. */
function namesOf(callee: Value): readonly { readonly of: string; readonly method: string }[] {
  if (callee.k === "external") return [{ of: callee.path, method: last(callee.path) }];
  const made = callee.k === "part" ? callee.of : callee;
  if (made.k !== "made") return [];
  const path = callee.k === "part" ? callee.path : "__call__";
  return [...bases(made, path)]
    .flatMap(({ base, path: method }) => [
      { of: base.path, method },
      { of: base.path, method: last(method) },
    ])
    .filter(({ method }) => method !== "create");
}

/** `chain.map().invoke([...])`: what it was made of runs for each item. */
function eachItem(callee: Value): boolean {
  for (let one: Value | null = callee.k === "part" ? callee.of : null; one !== null; ) {
    if (one.k === "part") one = one.of;
    else if (one.k !== "made") return false;
    else if (/^(\||langchain)/.test(one.path) && one.of?.k === "part" && last(one.of.path) === "map") return true;
    else one = one.of;
  }
  return false;
}

function lengthOf(value: Value, takes: Several["takes"]): RunsOfCall {
  const each = optionsOf(value).flatMap((one) => oneLength(one, takes));
  if (each.length === 0) return once;
  const least = Math.min(...each.map((one) => one.least));
  return { least, open: each.some((one) => one.open || one.least !== least) };
}

function oneLength(one: Value, takes: Several["takes"]): readonly RunsOfCall[] {
  if (one.k === "constant") return [];
  if (one.k !== "list") return takes === "list" || (takes !== "lists" && one.k === "unknown" && one.type === "list") ? [{ least: 0, open: true }] : [once];
  if (takes === "texts" && !one.items.every(isText)) return [once];
  if (takes === "lists" && !one.items.some((item) => item.k === "list")) return [once];
  return isCounted(one, MOST_COUNTED) ? [{ least: one.items.length, open: false }] : [{ least: turns(one) ? 1 : 0, open: true }];
}

const isText = (item: Value): boolean => optionsOf(item).every((one) => one.k === "text" || (one.k === "unknown" && one.type === "str"));

/** More runs of one call are not told apart. */
const MOST_COUNTED = 48;

function answersAsked(callee: Value, args: Args, library: string): RunsOfCall {
  const made = callee.k === "part" ? callee.of : callee;
  const own = library.startsWith("langchain") ? [...args.named] : namedIn(args, 3);
  const said = [...own, ...(made.k === "made" ? [...bases(made, "")].flatMap(({ base }) => [...base.args.named]) : [])];
  const names = counts.flatMap((one) => (one.library.test(library) ? one.names : []));
  const value = said.find(([name]) => names.includes(name))?.[1];
  if (value === undefined) return once;
  const each = optionsOf(value).flatMap((one) => (one.k === "constant" ? [] : [one.k === "number" && one.value >= 1 ? one.value : null]));
  const known = each.flatMap((one) => (one === null ? [] : [one]));
  if (each.length === 0) return once;
  if (known.length < each.length) return { least: 1, open: true };
  const least = Math.min(...known);
  return least > MOST_COUNTED ? { least: 1, open: true } : { least, open: known.some((one) => one !== least) };
}
