import { optionsOf } from "../routes/interpreter/alternatives";
import { doubt } from "../routes/interpreter/forks";
import { type Args, type Made, noArgs, type Value } from "../routes/interpreter/values";
import { type Match, matchesOf } from "./identify";
import { byMaker } from "./ruleOf";

// Agents that hand on to others: whoever is asked may ask those, each with a model of its own.

/** Where an agent is given those that it may ask: `sub_agents=[...]`, `handoffs=[...]`, `tools=[AgentTool(agent=writer), writer.as_tool(...)]`. */
const given = ["agent", "root_agent", "starting_agent", "app", "sub_agents", "handoffs", "tools"];

/** They have no model of their own: they only say in which order others are asked. */
const orders = /^google\.adk\.(\w+\.)*(Sequential|Parallel|Loop)Agent$/;

/** An agent, or what makes one a tool or a hand-over. */
const agents = /^google\.adk\.(\w+\.)*(\w*Agent|AgentTool|App)$|^agents\.(\w+\.)*(Agent|handoff)$/;

/** Deep enough for a team of teams. */
const DEEPEST = 6;

/** Whether what runs is an agent that only orders others. */
export function onlyOrders(args: Args): boolean {
  const first = args.named.get("agent") ?? args.named.get("root_agent") ?? args.positional[0];
  return first !== undefined && optionsOf(first).every((one) => one.k === "made" && orders.test(one.path));
}

/** The models of the agents that the one that is asked may hand on to; they are surely asked where all that it does is to order them. */
export function modelsOfMembers(args: Args): Match[] {
  const found: Match[] = [];
  const seen = new Set<Made>();
  const look = (value: Value, depth: number, asked: "first" | "surely" | "perhaps"): void => {
    for (const one of depth > DEEPEST ? [] : optionsOf(value)) {
      if (one.k === "list") for (const item of one.items) look(item, depth, asked);
      const made = one.k === "made" ? agentOf(one) : null;
      if (made === null || seen.has(made)) continue;
      seen.add(made);
      const rule = byMaker(made.path, made.args);
      if (asked !== "first" && rule !== null && !orders.test(made.path) && /Agent$/.test(made.path))
        found.push(...matchesOf(rule, rule.task, made, noArgs, made.path).map((match) => (asked === "surely" ? match : { ...match, ways: [doubt()] })));
      const next = orders.test(made.path) && asked !== "perhaps" ? "surely" : /Agent$/.test(made.path) ? "perhaps" : asked;
      for (const name of given) {
        const inner = made.args.named.get(name);
        if (inner !== undefined) look(inner, depth + 1, next);
      }
      const [inner] = made.args.positional;
      if (inner !== undefined && !/Agent$/.test(made.path)) look(inner, depth + 1, asked);
    }
  };
  for (const value of [args.positional[0], ...given.map((name) => args.named.get(name))]) if (value !== undefined) look(value, 0, "first");
  return found;
}

/** `writer.as_tool(...)` is still the writer. */
function agentOf(made: Made): Made | null {
  if (agents.test(made.path)) return made;
  const of = made.of?.k === "part" && /^(as_tool|clone)$/.test(made.of.path) ? made.of.of : null;
  return of === null ? null : agentOf(of);
}
