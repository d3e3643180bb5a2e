import { optionsOf } from "../routes/interpreter/alternatives";
import type { Args, Value } from "../routes/interpreter/values";

/** Agents of libraries by the end of what makes them: `pydantic_ai.Agent`, `create_react_agent`, `smolagents.CodeAgent`, `AgentExecutor`. */
const agent = /(^|\.|_)([A-Z]\w*)?Agent(Executor|Worker|Runner)?$|(^|\.)(create|initialize)_(\w+_)?agent(_executor)?$/;

/** What an agent may call between two of its questions. */
const given = ["tools", "toolsets", "mcp_servers", "functions", "handoffs", "managed_agents"];

/**
 * Whether a call runs an agent that has tools: it asks its model, calls what that chooses and asks again, as often as the model wants to. One without
 * tools asks once. `smolagents.CodeAgent` always acts in steps.
 */
export function mayAskAgain(callee: Value, args: Args): boolean {
  const within = callee.k === "part" ? callee.of : callee;
  return holdsAgent(within, 0) || [...args.positional, ...args.named.values()].some((one) => holdsAgent(one, 0));
}

/** Deep enough for a crew of agents and for an executor of an agent of a prompt; what runs through other calls is not looked for. */
const DEEPEST = 3;

function holdsAgent(value: Value, depth: number): boolean {
  if (depth > DEEPEST) return false;
  return optionsOf(value).some((one) => {
    if (one.k === "list") return one.items.some((item) => holdsAgent(item, depth + 1));
    if (one.k !== "made") return false;
    const { positional, named } = one.args;
    if (agent.test(one.path)) {
      if (/^smolagents\./.test(one.path) || (one.held ?? []).some(isFunction)) return true;
      if ([...given.flatMap((name) => named.get(name) ?? []), ...positional.slice(1, 2)].some(holdsTools)) return true;
    }
    return [...positional, ...named.values()].some((inner) => holdsAgent(inner, depth + 1));
  });
}

function isFunction(value: Value): boolean {
  return value.k === "function" || value.k === "method";
}

/** A list that is not empty; of one whose items are not known, the code says that there may be some. */
function holdsTools(value: Value): boolean {
  return optionsOf(value).some((one) => one.k === "list" && (one.items.length > 0 || one.open));
}
