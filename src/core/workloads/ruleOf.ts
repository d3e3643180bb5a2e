import { optionsOf } from "../routes/interpreter/alternatives";
import { type Args, type Made, noArgs, type Value } from "../routes/interpreter/values";
import { argument } from "./arguments";
import type { Rule } from "./rule";
import { rules } from "./rules";

/** The name after the last dot. */
export const last = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

/** What was made and the method called on it, then what that was made from: `model.to("cuda")` is still the model. */
export function* bases(made: Made, method: string): Generator<{ base: Made; path: string }> {
  let base: Made | null = made;
  // `models[0].predict`: one of several is like any other
  let path = method.replace(/(^|\.)\[\](?=\.|$)/g, "").replace(/^\./, "") || "__call__";
  for (let depth = 0; base !== null && depth < 12; depth++) {
    yield { base, path };
    const of: Value | null = base.of;
    if (of === null || (of.k !== "made" && of.k !== "part")) return;
    const step = of.k === "part" ? of.path : "__call__";
    const name = last(step);
    if (path === "__call__" && !keeps.has(name)) return;
    base = of.k === "part" ? of.of : of;
    if (of.k === "part" && step.includes(".") && !keeps.has(name)) path = `${step}.${path}`;
  }
}

/** Methods that give back the same model. */
const keeps = new Set(
  "to cuda cpu half float eval train bfloat16 requires_grad_ compile bind bind_tools with_structured_output with_config with_retry with_fallbacks with_options with_raw_response configurable_fields configurable_alternatives as_runnable load __enter__ __aenter__ to_bettertransformer merge_and_unload quantize prepare share_memory load_model load_state_dict load_adapter set_eval result".split(
    " ",
  ),
);

/** The task of a method of what a rule makes; null where it runs nothing. */
export function runTask(rule: Rule, method: string): Rule["task"] | null {
  const other = Object.entries(rule.runOther ?? {}).find(([name]) => fits(name, method));
  if (other !== undefined) return other[1];
  return isAmong(rule.run, method) || isAmong(rule.runPart, method) ? rule.task : null;
}

/** Whether a method only runs a part of what a rule makes. */
export function runsPart(rule: Rule, method: string): boolean {
  return isAmong(rule.runPart, method);
}

const isAmong = (names: readonly string[] | undefined, path: string): boolean => names?.some((name) => fits(name, path)) === true;

/** Whether what a rule makes can be run, rather than only name the model of something else. */
export function isModel(rule: Rule | null): boolean {
  return (rule?.run ?? []).length > 0 || rule?.runOther !== undefined;
}

/** What makes a model of a class that an annotation names. */
export function modelOf(path: string): string | null {
  for (const one of [path, `${path}.from_pretrained`, `${path}.load`]) {
    if (isModel(byMaker(one, noArgs))) return one;
  }
  return null;
}

const makers = new Map<string, readonly Rule[]>();
/** The rule for what a dotted name makes when it is called like that; of several, the one that tells of the method. */
export function byMaker(path: string, args: Args, method?: string): Rule | null {
  const found = makersOf(path).filter(
    (rule) =>
      (rule.when === undefined || matchesGiven(rule.when, args)) &&
      !isFalse(rule.unlessFalse, args) &&
      (rule.needs === undefined || (args.named.has(rule.needs) && !isFalse(rule.needs, args))),
  );
  return (method === undefined ? undefined : found.find((rule) => runTask(rule, method) !== null)) ?? found[0] ?? null;
}

function makersOf(path: string): readonly Rule[] {
  let found = makers.get(path);
  if (found === undefined) {
    found = standIn.test(path) || prepares.test(path) ? [] : rulesBeginning("make", path).filter(({ make }) => isAmong(make, path));
    const short = found.length === 0 ? fromItsFile.exec(path) : null;
    if (short !== null) found = makersOf(`${short[1]}.${short[2]}`);
    makers.set(path, found);
  }
  return found;
}

/**
 * A class that a library's package also has under its own name, imported from the file that defines it: `faster_whisper.transcribe.WhisperModel`. In families
 * of many packages the folder says what a class is: `langchain_core.prompts.ChatPromptTemplate` is no chat model.
 */
const fromItsFile = /^(?!(?:langchain|llama_index|haystack|transformers|torch|sklearn|google|azure))(\w+)\.(?:[a-z_]\w*\.)+([A-Z]\w*(?:\.\w+)?)$/;

/** They answer for a model in tests and demonstrations, and run none: `FakeEmbeddings`, `MockLLM`, `FakeListChatModel`. */
const standIn = /\.(\w*Fake|Mock|Dummy)(Embed|List|Chat|LLM|Message|Streaming|Generic)\w*$|^pydantic_ai\.models\.(test|function)\./;

/** They make numbers of what a model of the same family takes, and run none: `TrOCRProcessor`, `MarianTokenizer`. */
const prepares = /^transformers\.(\w+\.)*\w*(Tokenizer(Fast)?|Processor(Fast)?|FeatureExtractor|Config)(\.|$)/;

function matchesGiven(when: NonNullable<Rule["when"]>, args: Args): boolean {
  const value = argument(when, args);
  if (value === null) return when.orAbsent === true;
  return optionsOf(value).some((one) => one.k === "text" && when.matches.test(one.value));
}

function isFalse(name: string | undefined, args: Args): boolean {
  const value = name === undefined ? undefined : args.named.get(name);
  return value?.k === "constant" && value.value === false;
}

const callers = new Map<string, readonly Rule[]>();
/** The rule for a function that runs a model by itself when it is called like that, without one being made before: `ollama.chat`. */
export function byCall(path: string, args: Args = noArgs): Rule | null {
  let found = callers.get(path);
  if (found === undefined) {
    found = rulesBeginning("call", path).filter((rule) => isAmong(rule.call, path));
    callers.set(path, found);
  }
  return found.find((rule) => rule.when === undefined || matchesGiven(rule.when, args)) ?? null;
}

const beginnings = { make: new Map<string, readonly Rule[]>(), call: new Map<string, readonly Rule[]>() };
/** The rules of which some name has the first word of a path, or any: most libraries have few. */
function rulesBeginning(by: "make" | "call", path: string): readonly Rule[] {
  const [word = ""] = path.split(".", 1);
  let found = beginnings[by].get(word);
  if (found === undefined) {
    const begins = (name: string): boolean => {
      const [first = ""] = name.split(".", 1);
      return first === word || first.includes("*");
    };
    found = rules.filter((rule) => rule[by]?.some(begins));
    beginnings[by].set(word, found);
  }
  return found;
}

const patterns = new Map<string, RegExp>();
/** `*` stands for a part of a word, `**` for any words. */
function fits(name: string, path: string): boolean {
  return name.includes("*") ? pattern(name).test(path) : name === path;
}

function pattern(name: string): RegExp {
  const known = patterns.get(name);
  if (known !== undefined) return known;
  const source = name
    .split(/(\*\*|\*)/)
    .map((part) => (part === "**" ? ".*" : part === "*" ? "[^.]*" : part.replace(/\./g, "\\.")))
    .join("");
  const made = new RegExp(`^${source}$`);
  patterns.set(name, made);
  return made;
}
