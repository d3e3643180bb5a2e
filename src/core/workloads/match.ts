import type { Args, Made, Value } from "../routes/interpreter/values";
import { textIn } from "./arguments";
import { frameworks, functionsIn, type Parts, partsOfCall, partsRun, standInsOf, stateGiven } from "./compounds";
import { httpWorkloads } from "./http";
import { configured, type Globals, type Match, matchesOf } from "./identify";
import { programRun } from "./programs";
import type { Rule } from "./rule";
import { bases, byCall, byMaker, last, runsPart, runTask } from "./ruleOf";
import { modelsOfMembers, onlyOrders } from "./teams";

const nothing: Parts = { models: [], functions: [] };

/** What a call of something outside the project runs: models, and functions of the project that it was given. Most calls run nothing. */
export function matchCall(callee: Value, args: Args, globals: Globals): Parts {
  if (callee.k === "external") return matchExternal(callee.path, args, globals);
  const made = callee.k === "part" ? callee.of : callee;
  if (made.k !== "made") return nothing;
  return matchMethod(made, callee.k === "part" ? callee.path : "__call__", args, globals);
}

function matchExternal(path: string, args: Args, globals: Globals): Parts {
  const rule = byCall(path, args);
  if (rule !== null) {
    const asked = withRunConfig(args);
    return {
      models: [
        ...matchesOf(rule, rule.task, null, withDefaultClient(path, withAddress(path, asked, globals), globals), path).map((one) => ({
          ...one,
          ...readsOf(rule, last(path)),
          ...(rule.partOf === undefined ? {} : { part: rule.partOf }),
        })),
        ...standInsNamed(rule, args, path),
        ...(rule.throughClient === true && asked === args ? modelsOfMembers(args) : []),
      ],
      functions: [],
      tools: rule.runsParts === true ? functionsIn(args) : [],
    };
  }
  const program = programRun(path, args);
  if (program !== null) return { models: [program], functions: [] };
  const http = httpWorkloads(path, null, args);
  if (http.length > 0) return { models: [...http], functions: [] };
  return frameworks.test(path) ? partsOfCall(path, args, globals) : nothing;
}

/** `litellm.completion(model="ollama/mistral", fallbacks=["gpt-4o-mini", {"model": "groq/llama3"}])` */
function standInsNamed(rule: Rule, { named }: Args, path: string): Match[] {
  const names = rule.library === "litellm" ? named.get("fallbacks") : undefined;
  return (names?.k === "list" ? names.items : []).flatMap((one) => {
    const args: Args = { positional: [], named: one.k === "dict" ? one.entries : new Map([["model", one]]), open: false };
    return matchesOf(rule, rule.task, null, args, path).map((match) => ({ ...match, fallback: true }));
  });
}

/** `openai.api_base = "http://localhost:8000/v1"`: the package itself is the client, and what is set on it holds for its calls. */
function withAddress(path: string, args: Args, { assigned }: Globals): Args {
  const address = path.startsWith("openai.") ? (assigned.get("openai.base_url") ?? assigned.get("openai.api_base")) : undefined;
  return address === undefined || args.named.has("base_url") ? args : { ...args, named: new Map([...args.named, ["base_url", address]]) };
}

/** `Runner.run(agent, question, run_config=RunConfig(model=model))`: for this run it is that model, whatever the agents were given. */
function withRunConfig(args: Args): Args {
  const config = args.named.get("run_config");
  if (config?.k !== "made" || !config.path.startsWith("agents.") || !config.args.named.has("model")) return args;
  return { ...args, positional: [config, ...args.positional.slice(1)], named: new Map([...args.named].filter(([name]) => name !== "starting_agent")) };
}

/** `set_default_openai_client(AsyncOpenAI(base_url=...))`: it asks for all agents whose model names no client. */
function withDefaultClient(path: string, args: Args, globals: Globals): Args {
  const client = path.startsWith("agents.") ? configured(globals, /^agents\.(\w+\.)*set_default_openai_client$/, "client") : null;
  return client === null ? args : { ...args, named: new Map([...args.named, ["default_client", client]]) };
}

/** What the rule says of it, else what the class or the task of a pipeline is called: `AutoModelForImageClassification`, `pipeline("audio-classification")`. */
function readsOf({ reads, library }: Rule, method: string, made: Made | null = null): Pick<Match, "reads"> {
  const said = typeof reads === "object" ? reads[last(method)] : reads;
  const named = made === null || library !== "transformers" ? "" : `${made.path} ${textIn({ at: 0, names: ["task"] }, made.args) ?? ""}`;
  const found =
    said ??
    (/ForImage|ForObject|ForDepth| (zero-shot-)?(image|object|depth|mask)-/.test(named)
      ? "image"
      : /ForAudio| (zero-shot-)?audio-/.test(named)
        ? "audio"
        : undefined);
  return found === undefined ? {} : { reads: found };
}

/** What the name of a method says of a model: it runs a part of it, or makes vectors whatever is around. */
function withMethod(one: Match, rule: Rule, method: string, made: Made): Match {
  return {
    ...one,
    ...readsOf(rule, method, made),
    ...(runsPart(rule, method) ? { part: rule.partOf ?? one.task } : {}),
    ...(one.guessed === true && /^encode/.test(last(method)) ? { guessed: false } : {}),
  };
}

function matchMethod(made: Made, method: string, args: Args, globals: Globals): Parts {
  const standIns: Parts = { models: [], functions: [], standIns: [] };
  for (const { base, path } of bases(made, method)) {
    const others = standInsOf(base);
    standIns.models.push(...others.models);
    standIns.standIns?.push(...(others.standIns ?? []));
    const rule = byMaker(base.path, base.args, path);
    if (rule === null) {
      const http = httpWorkloads(base.path, { base, method: path }, args);
      if (http.length > 0) return { models: [...http], functions: [] };
      continue;
    }
    const task = runTask(rule, path);
    if (task === null) continue;
    const parts = rule.runsParts === true && frameworks.test(base.path) ? partsRun(base, method, args, globals).functions : [];
    // the tools of an agent, given when it is made or added later; the layers of a network run each time
    const given = rule.runsParts === true ? functionsIn({ ...base.args, positional: [...base.args.positional, ...(base.held ?? [])] }) : [];
    return {
      ...standIns,
      models: [
        ...(onlyOrders(base.args) ? [] : matchesOf(rule, task, base, args, base.path, made).map((one) => withMethod(one, rule, path, base))),
        ...(rule.library === "google-adk" ? modelsOfMembers(base.args) : []),
        ...standIns.models,
      ],
      ...(task === "generation" ? { functions: parts, tools: given.filter((one) => !parts.includes(one)) } : { functions: [...new Set([...parts, ...given])] }),
    };
  }
  return frameworks.test(made.path) ? { ...partsRun(made, method, args, globals), ...stateGiven(made, method, args) } : nothing;
}
